"""Statements: what the sentences of a report say, before a language words it.

A statement is typed: of whom something is said, of which window, with which figures. A language
turns it into running text; the audit takes it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown
from yuebao.report.model._measured import (
    Concentrated,
    Decomposed,
    Placed,
    SeasonallyAdjusted,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.domain import Flow, Span
    from yuebao.indicators import Missing
    from yuebao.report.model._figure import Direction, Figure, Key


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity in one window as a sentence lists it: its value, its growth, its share."""

    key: Key
    value: Figure
    growth: Figure
    share: Figure | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much was traded in all, or how many: each flow with its growth, and the net.

    Attributes:
        span: In which window.
        flows: Each flow with its amount: the total first, where both flows are known.
        net: Exports less imports; None where not both are known, and of quantities.
        quantity: Whether it is about quantity, not value.
        after: The same of the first window, where this is of a later one: a language may say what
            differs.
    """

    span: Span
    flows: tuple[tuple[Flow, Standing], ...]
    net: Figure | None = None
    quantity: bool = False
    after: Amounts | None = None

    def compared(self) -> tuple[tuple[Flow, Standing], ...]:
        """The flows whose growth is known."""
        return tuple((flow, one) for flow, one in self.flows if one.growth.value is not None)


@dataclass(frozen=True, slots=True)
class Leaders:
    """Who traded most, in order.

    Attributes:
        span: In which window.
        flow: In which flow.
        first: Who they are.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    first: tuple[Standing, ...]
    after: Leaders | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """How much some entities traded that are named and not ranked: country groups.

    Attributes:
        span: In which window.
        flow: In which flow.
        members: Who they are.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    members: tuple[Standing, ...]
    after: Members | None = None

    def split(self) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
        """Those that traded, and those that did not at all."""
        silent = tuple(entry for entry in self.members if entry.value.value == 0)
        return tuple(entry for entry in self.members if entry not in silent), silent


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entities went which way.

    Attributes:
        span: In which window.
        flow: In which flow.
        everyone: How many there are.
        parts: Each direction that occurs, the largest of those that took it, and their count.
    """

    span: Span
    flow: Flow
    everyone: Figure
    parts: tuple[tuple[Direction, tuple[Key, ...], Figure], ...]


@dataclass(frozen=True, slots=True)
class Contributions:
    """Which parts added most to the growth of the whole, and which took most from it.

    Attributes:
        span: In which window.
        flow: In which flow.
        whole: The growth of the whole.
        up: Those that added most, the largest first.
        down: Those that took most, the largest first.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    whole: Figure
    up: tuple[Figure, ...]
    down: tuple[Figure, ...]
    after: Contributions | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """That an entity has another place among all of its kind than in the base of a window.

    Attributes:
        span: In which window.
        flow: By which flow.
        by: What it is one of.
        one: Who, as a table lists it.
        now: Its place, the largest being 1.
        before: Its place in the base.
    """

    span: Span
    flow: Flow
    by: Breakdown
    one: Standing
    now: Figure
    before: Figure


@dataclass(frozen=True, slots=True)
class Revised:
    """That a release changed an amount that was known before it by more than is usual.

    Attributes:
        span: Of which months.
        flow: Of which flow.
        before: What was known until then.
        after: What is known since.
        change: The one on the other, in percent.
        known: How many revisions are known, of which this is the largest; None where they are too
            few to tell.
        largest: The largest of those at earlier releases, in percent; None likewise.
    """

    span: Span
    flow: Flow
    before: Figure
    after: Figure
    change: Figure
    known: Figure | None = None
    largest: Figure | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """That a flow had no trade in a window."""

    span: Span
    flow: Flow


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a part of the report is not there.

    Attributes:
        flow: Of which flow.
        breakdown: By what that part breaks it down.
        missing: What the store lacks.
        span: Of which window nothing is said; None for all of the flow.
        products: Whether it is the breakdown by the products of the definition.
    """

    flow: Flow
    breakdown: Breakdown
    missing: Missing
    span: Span | None = None
    products: bool = False

    def is_whole(self) -> bool:
        """Whether nothing at all is said of the flow."""
        return self.breakdown is Breakdown.COMMODITY and not self.products


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of what matters most: a statement that a section makes, or a part of one.

    Attributes:
        key: What definitions call it: contribution.partners.exports.month.
        score: How much it matters, by the rule that the methodology states.
        of: The statement; the line prints figures of it.
        by: What the parts are, of contributions; None of others.
    """

    key: str
    score: Fraction
    of: Statement
    by: Breakdown | None = None

    @property
    def topic(self) -> str:
        """What it is about: the first word of its key."""
        return self.key.partition(".")[0]


Statement = (
    Amounts
    | Leaders
    | Members
    | Tally
    | Contributions
    | Concentrated
    | Placed
    | Decomposed
    | SeasonallyAdjusted
    | Moved
    | Revised
    | Highlight
    | Nothing
    | LeftOut
)
