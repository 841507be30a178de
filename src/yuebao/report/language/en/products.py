"""English: the words of the product structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en._phrases import largest, were
from yuebao.report.sections.products import ProductsWords

if TYPE_CHECKING:
    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Footnote, Leaders, Run


@dataclass(frozen=True)
class EnglishProducts(ProductsWords):
    """The words of the product structure."""

    en: EnglishCore

    title = "Product structure"
    head = "Product"

    def subtitle(self, flow: Flow) -> str:
        """Exports by product."""
        return f"{self.en.flow(flow)} by product"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """Exports of chips by product, July 2025 (USD 100 million)."""
        return f"{self.en.flow(flow)} of {label} by product, {self.en.dated(span)} ({unit})"

    def structure_caption(self, months: str, label: str, flow: Flow) -> str:
        """Structure of exports of chips (%), August 2024 to July 2025."""
        return f"Structure of {NOUN[flow]} of {label} (%), {months}"

    def leaders(self, statement: Leaders, subject: str, note: Footnote | None) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""
        en, first, noun = self.en, statement.first, NOUN[statement.flow]
        if en.wording.clauses:
            among = "" if statement.after else f" in {noun} of {subject}"
            group: tuple[Run, ...] = (f"{en.first_of(len(first), 'product')}{among}",)
            return en.leaders_each(
                statement,
                group if note is None else (*group, note),
                lambda name: f"{noun} of {name} were ",
                whole=f"{noun} of {subject}",
            )
        runs: list[Run] = [
            f"In {en.when(statement.span)}, the {largest(len(first))} "
            f"{'product' if len(first) == 1 else 'products'} among {noun} of {subject}"
        ]
        if note is not None:
            runs.append(note)
        runs += [f" {were(first)} {en.names(first)}, at "]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.shares(first, f"{noun} of {subject}"), *en.rates(first), ".")

    def share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"Shares are of all trade in {subject} in that flow, here and below."

    def order_note(self, flow: Flow, span: Span) -> str:
        """How the products are ordered."""
        window = self.en.window(span) if span.yearly else "the month"
        return f"Products are in order of {NOUN[flow]} in {window}."
