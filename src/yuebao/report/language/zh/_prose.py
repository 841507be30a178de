"""Chinese: the sentences of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown, Gap
from yuebao.report.language._ranked import joined
from yuebao.report.language.zh._names import FLOW, ChineseNames, numeral
from yuebao.report.model import Footnote, Mention, Run, Window
from yuebao.report.numbers import is_printed_zero, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Period
    from yuebao.indicators import Missing
    from yuebao.report.language._ranked import Ranked
    from yuebao.report.model import Figure

_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: "贸易伙伴",
    Breakdown.MODE: "贸易方式",
    Breakdown.PROVINCE: "注册地省份",
}


class ChineseProse(ChineseNames):
    """What the figures say."""

    # Phrases

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """同比增长5.2%; 同比下降; 同比持平; nothing where there is no number."""
        if growth.value is None:
            return ()
        if growth.value == 0:
            return ("，同比持平",)
        if is_printed_zero(growth.text):
            return ("，同比基本持平",)
        word = self.wording.rise if growth.value > 0 else "下降"
        return (f"，同比{word}", Mention(growth, without_sign(growth.text) + growth.unit))

    def amount(self, figure: Figure) -> Mention:
        """42.7亿美元."""
        return Mention(figure, figure.text + figure.unit)

    def net(self, figure: Figure) -> tuple[Run, ...]:
        """净出口40.0亿美元, or 净进口 by the sign."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return ("进出口相抵",)
        if is_printed_zero(figure.text):
            return ("进出口基本相抵",)
        word = "净出口" if figure.value > 0 else "净进口"
        return (word, Mention(figure, without_sign(figure.text) + figure.unit))

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """1.0亿美元、0.9亿美元和0.8亿美元."""
        return joined(list(map(self.amount, figures)), "、", "和")

    # Sentences

    def overview(
        self,
        window: Window,
        period: Period,
        subject: tuple[Run, ...],
        flows: Sequence[tuple[Flow, Figure, Figure]],
        net: Figure | None,
    ) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net."""
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        runs: list[Run] = [f"{self.period(period)}，中国", *subject]
        (first, value, growth), *rest = flows
        runs += [f"{cumulative}{FLOW[first]}", self.amount(value), *self.change(growth)]
        runs += self._parts(rest, cumulative)
        if net is not None and net.value is not None:
            runs += ["；", "累计" if cumulative else "当月", *self.net(net)]
        return (*runs, "。")

    def quantity_overview(
        self,
        window: Window,
        period: Period,
        subject: str,
        flows: Sequence[tuple[Flow, Figure, Figure]],
    ) -> tuple[Run, ...]:
        """The same for quantities, which have no net."""
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        (first, value, growth), *rest = flows
        word = "进出口总量" if first is Flow.TOTAL else f"{FLOW[first]}量"
        runs: list[Run] = [f"{self.period(period)}，中国{subject}{cumulative}{word}为"]
        runs += [self.amount(value), *self.change(growth)]
        return (*runs, *self._parts(rest, cumulative), "。")

    def _parts(
        self, flows: Sequence[tuple[Flow, Figure, Figure]], cumulative: str
    ) -> tuple[Run, ...]:
        """。其中，出口…；进口…; nothing where there is only one flow."""
        runs: list[Run] = []
        for flow, value, growth in flows:
            runs += ["；" if runs else "。其中，", f"{cumulative}{FLOW[flow]}"]
            runs += [self.amount(value), *self.change(growth)]
        return tuple(runs)

    def products(
        self,
        window: Window,
        period: Period,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
        note: Footnote | None,
    ) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""
        word = FLOW[flow]
        runs: list[Run] = [f"{self.period(period)}，中国{_first(len(first))}{word}{subject}"]
        if note is not None:
            runs.append(note)
        runs += ["为", self.listing([entry.key.label for entry in first]), "，"]
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        runs += [f"{cumulative}{word}{_each(first)}", *self.figures([e.value for e in first])]
        shares = [entry.share for entry in first if entry.share is not None]
        runs += [f"，占全部{subject}{word}比重{_each(first)}", *self.figures(shares)]
        return (*runs, *self._rates(first), "。")

    def blocs(
        self, period: Period, subject: str, flow: Flow, blocs: Sequence[Ranked]
    ) -> tuple[Run, ...]:
        """中国向东盟、欧盟地区出口芯片产品分别为…, without a full stop."""
        toward = "向" if flow is Flow.EXPORT else "从"
        names = "、".join(entry.key.label for entry in blocs)
        runs: list[Run] = [
            f"{self.period(period)}，中国{toward}{names}地区{FLOW[flow]}{subject}{_each(blocs)}"
        ]
        runs += self.figures([entry.value for entry in blocs])
        return (*runs, *self._rates(blocs))

    def partners(
        self,
        period: Period | None,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
    ) -> tuple[Run, ...]:
        """The largest partners; continues a sentence where there is no period to begin with."""
        word = FLOW[flow]
        opening = f"；中国{subject}" if period is None else (
            f"{self.period(period)}，从{word}金额看，中国{subject}"
        )  # fmt: skip
        runs: list[Run] = [
            f"{opening}{_first(len(first))}{word}贸易伙伴为"
            f"{self.listing([entry.key.label for entry in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        if shares:
            runs += [f"，{'分别' if len(first) > 1 else ''}占{subject}{word}总额的"]
            runs += self.figures(shares)
        return (*runs, *self._rates(first), "。")

    def provinces(
        self, period: Period, subject: str, flow: Flow, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        word = FLOW[flow]
        runs: list[Run] = [
            f"{self.period(period)}，中国{_first(len(first))}{subject}{word}{_province(define)}为"
            f"{self.listing([entry.key.label for entry in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first), "。")

    def province_totals(
        self, period: Period, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The provinces that trade most."""
        runs: list[Run] = [
            f"{self.period(period)}，我国进出口贸易总额{_placed(len(first))}的"
            f"{_province(define)}为{self.listing([e.key.label for e in first])}，"
            f"进出口贸易总额{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first, "同比变化"), "。")

    def province_flow_lead(self, flow: Flow) -> str:
        """出口变化：."""
        return f"{FLOW[flow]}变化："

    def province_flow(
        self, flow: Flow, first: Sequence[Ranked], counts: Sequence[Run], see: str
    ) -> tuple[Run, ...]:
        """The first provinces of a flow, then how many fell and rose."""
        word = FLOW[flow]
        runs: list[Run] = [
            f"{word}{_placed(len(first))}的省市为"
            f"{self.listing([e.key.label for e in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first, "同比变化"), "。", *counts, see, "。")

    def counts(
        self, flow: Flow, everyone: Figure, groups: Sequence[tuple[str, Sequence[str], Figure]]
    ) -> tuple[Run, ...]:
        """31个省市中，广东、江苏、浙江等14个省市出口额相比去年同期下降.

        Args:
            flow: What is compared.
            everyone: How many provinces there are.
            groups: Direction (`down`, `up`, `flat`, `unknown`), the largest of them, their count.
        """
        words = {
            "down": "相比去年同期下降",
            "up": "相比去年同期上升",
            "flat": "与去年同期持平",
            "unknown": "无法与去年同期比较",
        }
        runs: list[Run] = [Mention(everyone, everyone.text), "个省市中"]
        for direction, largest, count in groups:
            names = "、".join(largest)
            etc = "等" if count.value is not None and count.value > len(largest) else ""
            runs += [f"，{names}{etc}", Mention(count, count.text)]
            runs.append(f"个省市{FLOW[flow]}额{words[direction]}")
        return tuple(runs)

    def see(self, chart: int | None, table: int) -> str:
        """（见图1和表1）."""
        return f"（见图{chart}和表{table}）" if chart is not None else f"（见表{table}）"

    def nothing(self, period: Period, subject: str, flow: Flow) -> str:
        """2025年2月，中国没有锂离子蓄电池进口."""
        return f"{self.period(period)}，中国没有{subject}{FLOW[flow]}。"

    def left_out(
        self, flow: Flow, breakdown: Breakdown, missing: Missing, period: Period | None = None
    ) -> str:
        """Why a part of the report is not there: all of a flow, or what it says of a period."""
        by = f"按{_BY[breakdown]}划分的" if _BY[breakdown] else ""
        why = {
            Gap.NOT_LOADED: f"未加载{by}{FLOW[flow]}数据",
            Gap.PARTIAL: f"已加载的{FLOW[flow]}数据仅含部分贸易伙伴或省份，不能代表全国",
            Gap.DIMENSION: f"已加载的{FLOW[flow]}数据未{by.removesuffix('的') or '细分'}",
            Gap.MONTHS: f"缺少{by}{FLOW[flow]}数据"
            f"（{'、'.join(self.month(month) for month in missing.months)}）",
        }[missing.gap]
        part = f"{self.period(period)}{FLOW[flow]}情况" if period else f"{FLOW[flow]}部分"
        return f"{why}，本报告不列{part}。"

    def _rates(self, entries: Sequence[Ranked], word: str = "同比增速") -> tuple[Run, ...]:
        """，同比增速分别为…; entities without a rate are named apart, with the reason."""
        known = [entry for entry in entries if entry.growth.value is not None]
        runs: list[Run] = []
        if known and len(known) == len(entries):
            runs += [f"，{word}{_each(entries)}", *self.figures([e.growth for e in known])]
        elif known:
            names = self.listing([entry.key.label for entry in known])
            runs += [f"，其中{names}{word}{_each(known)}"]
            runs += self.figures([entry.growth for entry in known])
        for entry in entries:
            if entry.growth.value is None and known:
                runs.append(f"，{entry.key.label}{entry.growth.reason}")
        return tuple(runs)


def _first(number: int) -> str:
    return "最大" if number == 1 else f"前{'两' if number == 2 else numeral(number)}大"


def _placed(number: int) -> str:
    return "排名第一" if number == 1 else f"排名前{numeral(number)}"


def _each(entries: Sequence[Ranked]) -> str:
    return "分别为" if len(entries) > 1 else "为"


def _province(define: bool) -> str:
    return "省/直辖市（下文简称“省市”）" if define else "省市"
