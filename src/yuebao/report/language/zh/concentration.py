"""Chinese: the words of the section on concentration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh._phrases import most
from yuebao.report.model import Measure, Mention
from yuebao.report.sections.concentration import ConcentrationWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Concentrated, Figure, Key, Run

_PARTNER = "国家（地区）"
_LABELS = {
    Measure.HHI: "赫芬达尔指数（点）",
    Measure.HHI_BASE: "{earlier}赫芬达尔指数（点）",
    Measure.FIRST3: "前三大占比（%）",
    Measure.FIRST10: "前十大占比（%）",
    Measure.PARTNERS: f"{_PARTNER}数（个）",
    Measure.NEW: f"新增{_PARTNER}（个）",
    Measure.LOST: f"减少{_PARTNER}（个）",
}


@dataclass(frozen=True)
class ChineseConcentration(ConcentrationWords):
    """The words of the section on concentration."""

    zh: ChineseCore

    title = "市场集中度"

    def subtitle(self, flow: Flow) -> str:
        """出口市场集中度."""
        return f"{FLOW[flow]}市场集中度"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """2025年12月中国锂离子蓄电池出口市场集中度."""
        return f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}市场集中度"

    def label(self, measure: Measure, of: Span) -> str:
        """赫芬达尔指数（点）."""
        return _LABELS[measure].format(earlier=self.zh.earlier(of))

    def sentence(self, statement: Concentrated, subject: str) -> tuple[Run, ...]:
        """…出口到180个国家（地区），前三大、前十大合计分别占…；赫芬达尔指数为400.0点，…."""
        zh, word = self.zh, FLOW[statement.flow]
        way = f"{word}到" if statement.flow is Flow.EXPORT else f"{word}来自"
        runs: list[Run] = [f"{zh.when(statement.span)}，{zh.whose(statement, subject)}{way}"]
        runs.append(_count(statement.partners))
        if shares := statement.shares():
            first = "、".join(most(number) for number, _ in shares)
            each = "分别" if len(shares) > 1 else ""
            runs += [f"，{first}合计{each}占{word}总额的"]
            runs += zh.figures([share for _, share in shares])
        return (*runs, *self._index(statement), *self._turnover(statement), "。")

    def _index(self, statement: Concentrated) -> tuple[Run, ...]:
        """；赫芬达尔指数为400.0点，低于上年同期的437.4点，集中度下降."""
        now, base = statement.index, statement.base
        if now.value is None:
            return ()
        told: tuple[Run, ...] = ("；赫芬达尔指数为", Mention(now, f"{now.text}点"))
        if base.value is None:
            return told
        earlier = self.zh.earlier(statement.span)
        if now.text == base.text:
            return (*told, f"，与{earlier}的", Mention(base, f"{base.text}点"), "基本持平")
        more = now.value > base.value
        compared, went = ("高于", "上升") if more else ("低于", "下降")
        then = Mention(base, f"{base.text}点")
        return (*told, f"，{compared}{earlier}的", then, f"，集中度{went}")

    def _turnover(self, statement: Concentrated) -> tuple[Run, ...]:
        """；与此前24个月相比没有新增国家（地区）；与上年同期相比减少16个国家（地区）（…等）.

        Of a later window nothing, where nobody came or left as in the first.
        """
        came, left, after = self._came(statement), self._left(statement), statement.after
        if self.zh.wording.clauses and after is not None:
            came = () if after.new.value == statement.new.value == 0 else came
            left = () if after.lost.value == statement.lost.value == 0 else left
        return (*came, *left)

    def _came(self, statement: Concentrated) -> tuple[Run, ...]:
        opening = f"；与此前{statement.months}个月相比"
        return self._told(opening, "新增", statement.new, statement.newcomers)

    def _left(self, statement: Concentrated) -> tuple[Run, ...]:
        opening = f"；与{self.zh.earlier(statement.span)}相比"
        return self._told(opening, "减少", statement.lost, statement.leavers)

    def _told(
        self, opening: str, verb: str, figure: Figure, names: Sequence[Key]
    ) -> tuple[Run, ...]:
        """How many came or went, and who; that nobody did; nothing where that is not known."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return (f"{opening}没有{verb}{_PARTNER}",)
        return (f"{opening}{verb}", _count(figure), self._named(figure, names))

    def _named(self, figure: Figure, names: Sequence[Key]) -> str:
        """（甲、乙、丙等）; （甲和乙）."""
        labels = [key.label for key in names]
        if figure.value is not None and figure.value > len(names):
            return f"（{'、'.join(labels)}等）"
        return f"（{self.zh.listing(labels)}）"

    def alone(self, statement: Concentrated, topic: str) -> tuple[Run, ...]:
        """…，出口市场赫芬达尔指数为400.0点，…; …，出口市场与上年同期相比减少16个国家（地区）…."""
        told = {
            "concentration": lambda: self._index(statement),
            "new": lambda: self._came(statement),
            "lost": lambda: self._left(statement),
        }[topic]()
        opening = f"{self.zh.when(statement.span)}，{FLOW[statement.flow]}市场"
        first, *rest = told
        return (opening, str(first).removeprefix("；"), *rest)

    def note(self, months: int, of: Span) -> str:
        """What the rows hold."""
        earlier = self.zh.earlier(of)
        return (
            f"赫芬达尔指数为各{_PARTNER}所占比重的平方和，以10000点为完全集中；"
            f"新增指此前{months}个月均无贸易而当期有，减少指{earlier}有而当期没有。"
        )

    def own_note(self, *, included: bool) -> str:
        """What becomes of the country as its own partner."""
        whole = "包括" if included else "不包括"
        return f"{self.zh.country}（复进口）不计入{_PARTNER}数，计算比重的总额{whole}复进口。"


def _count(figure: Figure) -> Mention:
    return Mention(figure, f"{figure.text}个{_PARTNER}")
