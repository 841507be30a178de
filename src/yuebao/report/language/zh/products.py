"""Chinese: the words of the product structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh._phrases import each, most
from yuebao.report.sections.products import ProductsWords

if TYPE_CHECKING:
    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Footnote, Leaders, Run


@dataclass(frozen=True)
class ChineseProducts(ProductsWords):
    """The words of the product structure."""

    zh: ChineseCore

    title = "产品结构情况"
    head = "产品"

    def subtitle(self, flow: Flow) -> str:
        """出口产品结构."""
        return f"{FLOW[flow]}产品结构"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """2025年7月中国芯片产品出口结构（亿美元）."""
        return f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}结构（{unit}）"

    def structure_caption(self, months: str, label: str, flow: Flow) -> str:
        """2024年8月至2025年7月中国芯片产品出口结构（%）."""
        return f"{months}{self.zh.trader}{label}{FLOW[flow]}结构（%）"

    def leaders(self, statement: Leaders, subject: str, note: Footnote | None) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        if zh.wording.clauses:
            group: tuple[Run, ...] = (f"{most(len(first))}{word}产品",)
            return zh.leaders_each(
                statement,
                f"{zh.trader}{subject}",
                group if note is None else (note, *group),
                lambda name: f"{name}{word}",
                alone=word,
                whole=f"{word}总额",
            )
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.trader}"
            f"{zh.largest(statement.flow, most(len(first)), subject)}"
        ]
        if note is not None:
            runs.append(note)
        runs += ["为", zh.names(first), "，"]
        runs += [f"{zh.cumulative(statement.span)}{word}{each(first)}"]
        runs += zh.figures([entry.value for entry in first])
        runs += [f"，占全部{subject}{word}比重{each(first)}", *zh.shares(first)]
        return (*runs, *zh.rates(first), "。")

    def share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"表中占比为该类产品贸易额占全部{subject}贸易额的比重，下文同。"

    def order_note(self, flow: Flow, span: Span) -> str:
        """How the products are ordered."""
        window = self.zh.window(span) if span.yearly else "当月"
        return f"表中产品按照{window}{FLOW[flow]}额由大到小排列。"
