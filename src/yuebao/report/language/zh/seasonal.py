"""Chinese: the words of the section on seasonal adjustment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.zh._names import FLOW
from yuebao.report.model import Measure
from yuebao.report.sections.seasonal import SeasonalWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Figure, Run, SeasonallyAdjusted

_LABELS = {
    Measure.ADJUSTED: "季节调整后{flow}额（{unit}）",
    Measure.ADJUSTED_MOM: "季节调整后环比（%）",
    Measure.TREND_MOM: "趋势环比（%）",
    Measure.M7: "季节性强度M7",
    Measure.Q: "调整质量Q",
    Measure.RESIDUAL: "残余季节性检验概率",
}
_PHASES = {"before": "节前", "during": "节中", "after": "节后"}


@dataclass(frozen=True)
class ChineseSeasonal(SeasonalWords):
    """The words of the section on seasonal adjustment."""

    zh: ChineseCore

    title = "季节调整"
    mom_head = "季节调整后环比（%）"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """2025年12月中国锂离子蓄电池出口额季节调整."""
        return f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}额季节调整"

    def label(self, measure: Measure, flow: Flow, unit: str) -> str:
        """季节调整后出口额（亿美元）."""
        return _LABELS[measure].format(flow=FLOW[flow], unit=unit)

    def sentence(self, statement: SeasonallyAdjusted, subject: str) -> tuple[Run, ...]:
        """经季节调整，2025年12月中国…出口额为8.2亿美元，环比下降1.2%，趋势环比增长0.3%."""
        zh, adjusted = self.zh, statement.adjusted
        if statement.why_not() is not None:
            return self.unadjusted([statement], subject)
        of = f"{zh.when(statement.span)}{zh.trader}{subject}{FLOW[statement.flow]}额"
        runs: list[Run] = [f"经季节调整，{of}为", zh.amount(adjusted)]
        runs += ["，环比", *self._way(statement.mom), "，趋势环比", *self._way(statement.trend_mom)]
        return (*runs, "。")

    def unadjusted(self, statements: Sequence[SeasonallyAdjusted], subject: str) -> tuple[Run, ...]:
        """2025年12月中国…出口额和进口额均未作季节调整（连续月份的数据过少，2024年1月以来的18个月，…）."""
        zh, first = self.zh, statements[0]
        what = zh.listing([f"{FLOW[one.flow]}额" for one in statements])
        of = f"{zh.when(first.span)}{zh.trader}{subject}{what}{'均' if len(statements) > 1 else ''}"
        figure = first.adjusted
        why = zh.reason(figure.reason, figure.window) if figure.reason is not None else ""
        if first.months < first.least:
            why += f"，{zh.month(first.first)}以来的{first.months}个月，不足{first.least}个月"
        return (f"{of}未作季节调整（{why}）。",)

    def _way(self, figure: Figure) -> tuple[Run, ...]:
        """下降1.2%; 增长1.2%; 基本持平; 无法计算（…）."""
        if figure.value is None:
            return (
                (f"无法计算（{self.zh.reason(figure.reason, figure.window)}）",)
                if figure.reason
                else ("不详",)
            )
        return self.zh.went_by(figure)

    def note(self, statement: SeasonallyAdjusted) -> str:
        """How the series was adjusted, and how the diagnostics are read."""
        since = f"数据为{self.zh.month(statement.first)}以来的{statement.months}个月"
        kind = "乘法" if statement.multiplicative else "加法"
        return (
            f"季节调整采用X-13ARIMA-SEATS程序（X-11方法，{kind}模型，"
            f"ARIMA{statement.model}），{since}，{self._festival(statement.phases)}；"
            "M7、Q均以不大于1为通过，残余季节性检验（QS）的概率以不小于0.01为通过。"
        )

    def _festival(self, phases: tuple[str, ...]) -> str:
        """剔除春节节前、节中的影响."""
        festival = self.zh.office.festival
        if festival is None:
            return "未剔除节日影响"
        name = festival.names.get("zh", "节日")
        told = "、".join(_PHASES[phase] for phase in phases)
        return f"剔除{name}{told}的影响" if told else f"{name}的影响不显著，未予剔除"

    def chart_caption(self, period: str, label: str, flow: Flow, unit: str) -> str:
        """2023年1月至2025年12月中国…出口额及季节调整后出口额（亿美元）、季节调整后环比（%）."""
        word = FLOW[flow]
        return (
            f"{period}{self.zh.trader}{label}{word}额及季节调整后{word}额（{unit}）、"
            "季节调整后环比（%）"
        )

    def adjusted_label(self, flow: Flow) -> str:
        """季节调整后出口额."""
        return f"季节调整后{FLOW[flow]}额"
