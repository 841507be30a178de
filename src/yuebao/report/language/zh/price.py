"""Chinese: the words of the section on price, mix and quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.zh._names import FLOW
from yuebao.report.model import Measure, Mention
from yuebao.report.sections.price import PriceWords

if TYPE_CHECKING:
    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Decomposed, Run

_LABELS = {
    Measure.UNIT_VALUE: "{flow}单价（{unit}）",
    Measure.UNIT_VALUE_YOY: "{flow}单价{on}（%）",
    Measure.YOY: "{flow}额{on}（%）",
    Measure.PRICE: "价格因素（%）",
    Measure.MIX: "结构因素（%）",
    Measure.QUANTITY_GROWTH: "数量因素（%）",
    Measure.COVERAGE: "可比部分占当期比重（%）",
    Measure.COVERAGE_BASE: "可比部分占{earlier}比重（%）",
}


@dataclass(frozen=True)
class ChinesePrice(PriceWords):
    """The words of the section on price, mix and quantity."""

    zh: ChineseCore

    title = "价格与数量因素"

    def subtitle(self, flow: Flow) -> str:
        """出口价格与数量."""
        return f"{FLOW[flow]}价格与数量"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """2025年12月中国锂离子蓄电池出口单价及价格、结构、数量因素."""
        of = f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}"
        return f"{of}单价及价格、结构、数量因素"

    def unit(self, value: str, quantity: str) -> str:
        """美元/千克."""
        return f"{value}/{quantity}"

    def label(self, measure: Measure, flow: Flow, unit: str, of: Span) -> str:
        """出口单价（美元/千克）."""
        on, earlier = self.zh.on(of), self.zh.earlier(of)
        return _LABELS[measure].format(flow=FLOW[flow], unit=unit, on=on, earlier=earlier)

    def sentence(self, statement: Decomposed, subject: str) -> tuple[Run, ...]:
        """…出口单价为5.73美元/千克，同比下降16.2%；出口额同比下降9.0%，其中价格因素…."""
        zh, word, price = self.zh, FLOW[statement.flow], statement.unit_value
        whose = zh.whose(statement, subject)
        runs: list[Run] = [f"{zh.when(statement.span)}，{whose}{word}"]
        if price.value is None and price.reason is not None:
            return (*runs, f"单价无法计算（{zh.reason(price.reason, price.window)}）。")
        runs += ["单价为", Mention(price, f"{price.text}{price.unit}")]
        runs += zh.change(statement.unit_value_yoy)
        return (*runs, *self._parts(statement), "。")

    def _parts(self, statement: Decomposed) -> tuple[Run, ...]:
        """；出口额同比下降9.0%，其中价格、结构、数量因素分别为…; or why there are none."""
        value, word = statement.value, FLOW[statement.flow]
        if statement.price.value is None:
            why = statement.price.reason
            again = self.zh.wording.clauses and statement.lacks_what_first_lacks()
            if why is None or again:
                return ()
            return (f"；价格因素无法计算（{self.zh.reason(why, value.window)}）",)
        runs: list[Run] = [f"；{word}额", *self.zh.changed(value), "，其中价格"]
        runs += [*self.zh.went_by(statement.price), "，结构因素", *self.zh.went_by(statement.mix)]
        runs += ["，数量", *self.zh.went_by(statement.quantity)]
        if statement.differs:
            runs.append("，单价与价格变动方向不同，系结构变化所致")
        if self.zh.wording.clauses and statement.compares_all():
            return tuple(runs)
        earlier = self.zh.earlier(statement.span)
        runs += ["；可比部分占当期的", self.zh.amount(statement.coverage)]
        return (*runs, f"、{earlier}的", self.zh.amount(statement.coverage_base))

    points = "拉动（百分点）"
    factors = ("价格", "结构", "数量")

    def chart_caption(self, period: str, label: str, flow: Flow) -> str:
        """2025年1月至2025年12月中国…出口额同比增速中价格、结构、数量的拉动（百分点）."""
        of = f"{self.zh.trader}{label}{FLOW[flow]}额同比增速"
        return f"{period}{of}中价格、结构、数量的拉动（百分点）"

    def note(self, flow: Flow, of: Span, *, partners: bool) -> str:
        """How price, mix and quantity are computed, and whether partners are told apart."""
        word = FLOW[flow]
        cells = "同一商品编码、同一国家（地区）" if partners else "同一商品编码"
        return (
            f"单价为{word}额与{word}数量之比；价格因素为两个时期均有{word}的{cells}的费雪价格指数变动，"
            f"数量因素为{word}数量合计变动，结构因素为其余部分，"
            f"三者（1＋变动）的乘积即{word}额的1＋{self.zh.on(of)}。"
        )
