"""Chinese: the words of the sections on provinces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import MONTH, YEAR_TO_DATE, Flow
from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh._phrases import each, most
from yuebao.report.model import Direction, Mention
from yuebao.report.sections.province_trade import ProvinceTradeWords
from yuebao.report.sections.provinces import ProvincesWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Leaders, Run, Tally

_ORDERS = {"total": "进出口额", "exports": "出口额", "imports": "进口额", "net": "净出口额"}


@dataclass(frozen=True)
class ChineseProvinces(ProvincesWords):
    """The words of the largest provinces."""

    zh: ChineseCore

    @property
    def title(self) -> str:
        """分省变化情况."""
        return f"{self.zh.regions.by}变化情况"

    @property
    def head(self) -> str:
        """省市."""
        return self.zh.regions.one

    def subtitle(self, flow: Flow) -> str:
        """出口变化."""
        return f"{FLOW[flow]}变化"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """2025年2月中国锂离子蓄电池分省出口情况（亿美元）."""
        zh = self.zh
        return f"{zh.dated(span)}{zh.trader}{label}{zh.regions.by}{FLOW[flow]}情况（{unit}）"

    def leaders(self, statement: Leaders, subject: str, *, define: bool) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        if zh.wording.clauses:
            return zh.leaders_each(
                statement,
                f"{zh.trader}{subject}",
                (f"{word}{zh.placed(len(first))}的{_regions(zh, define=define)}",),
                lambda name: f"{name}{word}",
                alone=word,
            )
        whose = f"{most(len(first))}{subject}{word}"
        if zh.of_part(""):  # 对越南蓄电池出口的前三大
            whose = f"{subject}{word}的{most(len(first))}"
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.trader}{whose}"
            f"{_regions(zh, define=define)}为{zh.names(first)}，{word}{each(first)}"
        ]
        runs += zh.figures([entry.value for entry in first])
        return (*runs, *zh.rates(first), "。")

    def order_note(self, flow: Flow, first: int, spans: Sequence[Span], *, complete: bool) -> str:
        """How the provinces are ordered, and whether these are all."""
        many = self.zh.regions.many
        order = f"表中{many}按照{FLOW[flow]}额由大到小排列{self.zh.separately(spans)}"
        if complete:
            return f"{order}。"
        if self.zh.wording.official:
            return f"{order}，仅列居前{first}位的{many}。"
        return f"{order}，受限于版面仅汇报{FLOW[flow]}额排名前{first}{many}的情况。"


@dataclass(frozen=True)
class ChineseProvinceTrade(ProvinceTradeWords):
    """The words of the table of all provinces."""

    zh: ChineseCore

    net_head = "净出口"

    @property
    def head(self) -> str:
        """省市."""
        return self.zh.regions.one

    @property
    def _each(self) -> str:
        """各省市."""
        return f"各{self.zh.regions.many}"

    def title(self, span: Span) -> str:
        """各省市2月当月贸易变化; 各省市1-2月累计贸易变化."""
        if span.window == YEAR_TO_DATE and self._word(span) == "累计":
            return f"{self._each}{self.zh.months(span.period)}累计贸易变化"
        return f"{self._each}{self.zh.window_head(span)}贸易变化"

    def caption(self, span: Span, goods: str, unit: str) -> str:
        """2025年2月各省市当月贸易额（亿美元）及同比变化（%）."""
        when, word = self.zh.dated(span), self._word(span)
        return f"{when}{self._each}{goods}{word}贸易额（{unit}）及{self.zh.growth_head(span)}"

    def _word(self, span: Span) -> str:
        """当月, 累计; 全年 of a whole year."""
        return "当月" if span.window == MONTH else self.zh.cumulative(span) or "累计"

    def chart_caption(self, span: Span, goods: str, flow: Flow) -> str:
        """2025年2月各省市出口同比变化（%）."""
        return f"{self.zh.when(span)}{self._each}{goods}{FLOW[flow]}{self.zh.growth_head(span)}"

    def flow_head(self, flow: Flow) -> str:
        """进出口额, 出口."""
        return "进出口额" if flow is Flow.TOTAL else FLOW[flow]

    def flow_lead(self, flow: Flow) -> str:
        """出口变化：."""
        return f"{FLOW[flow]}变化："

    def totals(self, statement: Leaders, goods: str, *, define: bool) -> tuple[Run, ...]:
        """The provinces that trade most."""
        zh, first = self.zh, statement.first
        if zh.wording.clauses:
            return zh.leaders_each(
                statement,
                f"{zh.trader}{goods}",
                (f"进出口总额{zh.placed(len(first))}的{_regions(zh, define=define)}",),
                lambda name: f"{name}进出口",
                alone="进出口",
            )
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.home}{goods}进出口贸易总额{zh.placed(len(first))}的"
            f"{_regions(zh, define=define)}为{zh.names(first)}，进出口贸易总额{each(first)}"
        ]
        runs += zh.figures([entry.value for entry in first])
        return (*runs, *zh.rates(first, "变化"), "。")

    def leaders(self, statement: Leaders, goods: str) -> tuple[Run, ...]:
        """The first provinces of a flow."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        said = "" if zh.wording.clauses and statement.after else goods
        group = f"{said}{word}{zh.placed(len(first))}的{zh.regions.many}"
        if zh.wording.clauses:
            return zh.each_of(statement, (group,), lambda name: f"{name}{word}", alone=word)
        runs: list[Run] = [f"{group}为{zh.names(first)}，{word}{each(first)}"]
        runs += zh.figures([entry.value for entry in first])
        return (*runs, *zh.rates(first, "变化"), "。")

    def tally(self, statement: Tally, chart: int | None, table: int) -> tuple[Run, ...]:
        """31个省市中，广东、江苏、浙江等14个省市出口额相比去年同期下降（见图1和表1）."""
        zh, everyone = self.zh, statement.everyone
        many, terms = zh.regions.many, zh.terms
        then = terms.year_before if statement.span.yearly else zh.earlier(statement.span)
        went = {
            Direction.DOWN: terms.fell.format(then=then),
            Direction.UP: terms.rose.format(then=then),
            Direction.FLAT: terms.stayed.format(then=then),
            Direction.UNKNOWN: terms.unknown.format(then=then),
        }
        see = f"（见图{chart}和表{table}）" if chart is not None else f"（见表{table}）"
        if len(statement.parts) == 1:  # there is nobody to name them among
            way = went[statement.parts[0][0]]
            said = f"个{many}{FLOW[statement.flow]}额均{way}"
            return (Mention(everyone, everyone.text), said, see, "。")
        runs: list[Run] = [Mention(everyone, everyone.text), f"个{many}中"]
        for direction, largest, count in statement.parts:
            names = "、".join(key.label for key in largest)
            if zh.wording.clauses and len(largest) == 1 == count.value:
                runs.append(f"，{names}{FLOW[statement.flow]}额{went[direction]}")
                continue
            etc = "等" if count.value is not None and count.value > len(largest) else ""
            runs += [f"，{names}{etc}", Mention(count, count.text)]
            runs.append(f"个{many}{FLOW[statement.flow]}额{went[direction]}")
        return (*runs, see, "。")

    def order_note(self, order_by: str) -> str:
        """How the table of all provinces is ordered."""
        return f"{self.zh.regions.many}按照{_ORDERS[order_by]}由大到小排列。"

    def columns_note(self, span: Span) -> str:
        """What the columns hold."""
        word = self._word(span)
        levels = f"进出口额、出口、进口均为{self._each}{word}贸易绝对值"
        return f"{levels}，净出口为{word}出口减{word}进口。"


def _regions(zh: ChineseCore, *, define: bool) -> str:
    """省市; with its definition where it is first spoken of."""
    return zh.regions.definition if define else zh.regions.many
