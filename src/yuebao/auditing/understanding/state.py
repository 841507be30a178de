"""What a sentence parser carries from clause to clause, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Place
from yuebao.auditing.coverage import Marks

if TYPE_CHECKING:
    from yuebao.auditing.claims import ClaimStatement, Count, Naming, Side
    from yuebao.auditing.words import Words
    from yuebao.domain import Period, Window


@dataclass(slots=True)
class Found:
    """What the sentences of a document claim, and what else is known of its numbers."""

    statements: list[ClaimStatement] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)


@dataclass(slots=True)
class ParagraphState:
    """Where a paragraph has got to.

    Attributes:
        block: The paragraph.
        words: The words it is read by.
        period: The months last named.
        window: The window that is.
        side: The side of trade last named.
        entities: Whom the next list is about, in order.
        alone: Whether a number on its own is the one entity's.
        pieces: Whether the level last read was of quantity.
        names: What the document's rows are called: an amount that one of them stands with is its.
    """

    block: int
    words: Words
    period: Period | None = None
    window: Window | None = None
    side: Side | None = None
    entities: tuple[str, ...] = ()
    alone: bool = False
    pieces: bool = False
    names: frozenset[str] = frozenset()

    def set_period(self, period: Period | None, window: Window) -> None:
        """A period was named."""
        self.period, self.window = period, window
        self.entities = ()

    def place(self, start: int, end: int) -> Place:
        """A stretch of this paragraph."""
        return Place(self.block, start, end)
