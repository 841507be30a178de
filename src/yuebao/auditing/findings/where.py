"""Where a finding, or a number of its proof, stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.auditing.terms import Place


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding stands: a table cell, a table, a chart's point, or a paragraph.

    Attributes:
        place: The block, and the cell or stretch of text in it; None for the document as a whole.
        table: The table's number.
        window: `month` or `ytd`.
        block: `bloc` or `rows`.
        label: The row.
        measure: The column.
        paragraph: The paragraph's number in the document, counted from 1.
        quote: The row or the sentence.
    """

    place: Place | None = None
    table: int | None = None
    window: str | None = None
    block: str | None = None
    label: str | None = None
    measure: str | None = None
    paragraph: int | None = None
    quote: str = ""

    def record(self) -> dict[str, object]:
        """As in the JSON contract: only what is known."""
        keys = ("table", "window", "block", "label", "measure", "paragraph", "quote")
        return {key: getattr(self, key) for key in keys if getattr(self, key) not in (None, "")}
