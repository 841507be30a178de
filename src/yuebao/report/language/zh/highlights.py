"""Chinese: the lines of the highlights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown
from yuebao.report.language._highlights import HighlightLines
from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh.concentration import ChineseConcentration
from yuebao.report.language.zh.records import ChineseRecords
from yuebao.report.model import Mention
from yuebao.report.numbers import without_sign

if TYPE_CHECKING:
    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import (
        Amounts,
        Concentrated,
        Contributions,
        Decomposed,
        Figure,
        Leaders,
        Moved,
        Placed,
        Revised,
        Run,
        SeasonallyAdjusted,
        Standing,
    )


@dataclass(frozen=True)
class ChineseHighlights(HighlightLines):
    """The words of the section."""

    zh: ChineseCore

    title = "要点"
    stop = "。"

    def growth(self, said: Amounts) -> tuple[Run, ...]:
        """…，进出口9.0亿美元，同比增长2.0%；出口…；进口…；净出口…; …，出口环比下降3.0%."""
        zh = self.zh
        runs: list[Run] = [f"{zh.when(said.span)}{zh.cumulative(said.span)}，"]
        if not said.span.yearly:
            told = [[FLOW[flow], *zh.changed(one.growth)] for flow, one in said.compared()]
            return (*runs, *(run for at, one in enumerate(told) for run in ("；" * (at > 0), *one)))
        for place, (flow, one) in enumerate(said.flows):
            runs += ["；"] if place else []
            if one.value.value == 0:
                runs.append(f"没有{FLOW[flow]}")
                continue
            runs += [FLOW[flow], zh.amount(one.value), *zh.change(one.growth)]
        if said.net is not None and said.net.value is not None:
            runs += ["；", *zh.net(said.net)]
        return tuple(runs)

    def contributions(self, said: Contributions, by: Breakdown | None) -> tuple[Run, ...]:
        """…，对俄罗斯出口拉动出口增速1.3个百分点，对美国出口下拉出口增速3.0个百分点."""
        of = f"{FLOW[said.flow]}{'' if said.span.yearly else self.zh.on(said.span)}增速"
        runs: list[Run] = [self.zh.when(said.span)]
        for verb, parts in (("拉动", said.up), ("下拉", said.down)):
            for figure in parts[:1]:
                whom = self._whom(figure.key.label, said.flow, by)
                points = Mention(figure, f"{without_sign(figure.text)}个百分点")
                runs += [f"，{whom}{verb}{of}", points]
        return tuple(runs)

    def _whom(self, name: str, flow: Flow, by: Breakdown | None) -> str:
        """对美国出口; 自巴西进口; 浙江."""
        if by is not Breakdown.PARTNER:
            return name
        return f"{'对' if flow is Flow.EXPORT else '自'}{name}{FLOW[flow]}"

    def price(self, said: Decomposed) -> tuple[Run, ...]:
        """…，出口价格同比下降9.6%，数量增长13.3%，单价为5.60美元/千克."""
        unit = said.unit_value
        runs: list[Run] = [
            f"{self.zh.when(said.span)}，{FLOW[said.flow]}价格{self.zh.on(said.span)}"
        ]
        runs += [*self.zh.went_by(said.price), "，数量", *self.zh.went_by(said.quantity)]
        return (*runs, "，单价为", Mention(unit, f"{unit.text}{unit.unit}"))

    def moved(self, said: Moved) -> tuple[Run, ...]:
        """…，浙江出口0.4亿美元，同比增长117.4%，位次由上年同期的第2位升至第1位."""
        rose = (said.now.value or 0) < (said.before.value or 0)
        return (
            *self._amount_of(said.span, said.flow, said.one, said.by),
            f"，位次由{self.zh.earlier(said.span)}的第",
            Mention(said.before, f"{said.before.text}位"),
            f"{'升' if rose else '降'}至第",
            Mention(said.now, f"{said.now.text}位"),
        )

    def revised(self, said: Revised) -> tuple[Run, ...]:
        """…，出口额由12.3亿美元修订为12.8亿美元，上调4.1%，幅度为已知6次修订中最大，此前最大为2.0%."""
        zh, change = self.zh, said.change
        word = "上调" if (change.value or 0) > 0 else "下调"
        runs: list[Run] = [f"{zh.when(said.span)}，{FLOW[said.flow]}额由", zh.amount(said.before)]
        runs += ["修订为", zh.amount(said.after), f"，{word}", _plain(change)]
        if said.known is not None and said.largest is not None:
            known = Mention(said.known, f"{said.known.text}次")
            runs += ["，幅度为已知", known, "修订中最大，此前最大为", _plain(said.largest)]
        return tuple(runs)

    def leader(self, said: Leaders, by: Breakdown | None) -> tuple[Run, ...]:
        """…，对美国出口0.1亿美元，同比下降20.9%，居首位."""
        first = self._amount_of(said.span, said.flow, said.first[0], by)
        return (*first, "，居首位")

    def _amount_of(
        self, span: Span, flow: Flow, one: Standing, by: Breakdown | None
    ) -> tuple[Run, ...]:
        """…，对美国出口0.1亿美元，同比下降20.9%; …，浙江出口0.4亿美元，同比增长117.4%."""
        whom = self._whom(one.key.label, flow, by)
        what = whom if by is Breakdown.PARTNER else f"{whom}{FLOW[flow]}"
        when = f"{self.zh.when(span)}，"
        return (when, what, self.zh.amount(one.value), *self.zh.change(one.growth))

    def placed(self, said: Placed, topic: str) -> tuple[Run, ...]:
        """A record, or else a run or its end."""
        records = ChineseRecords(self.zh)
        return records.place(said) if topic == "record" else records.lasting(said)

    def concentrated(self, said: Concentrated, topic: str) -> tuple[Run, ...]:
        """The index, or the partners that came or went."""
        return ChineseConcentration(self.zh).alone(said, topic)

    def seasonal(self, said: SeasonallyAdjusted) -> tuple[Run, ...]:
        """经季节调整，2026年6月出口额为1.0亿美元，环比增长10.1%."""
        of = f"经季节调整，{self.zh.when(said.span)}{FLOW[said.flow]}额为"
        return (of, self.zh.amount(said.adjusted), "，环比", *self.zh.went_by(said.mom))


def _plain(figure: Figure) -> Mention:
    """4.1%, whichever way."""
    return Mention(figure, f"{without_sign(figure.text)}{figure.unit}")
