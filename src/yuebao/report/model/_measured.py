"""Statements on what is measured of a flow as a whole: how it is spread, placed, made, adjusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.model._figure import Measure

if TYPE_CHECKING:
    from yuebao.domain import Flow, Month, Span
    from yuebao.indicators import Reason
    from yuebao.report.model._figure import Direction, Figure, Key


@dataclass(frozen=True, slots=True)
class Concentrated:
    """How a flow is spread over its partners, and who of them came and went.

    Attributes:
        span: In which window.
        flow: In which flow.
        index: The Herfindahl index.
        base: The same a year before.
        first3: The share of the first three.
        first10: The share of the first ten.
        partners: How many there are.
        new: How many are new.
        lost: How many traded a year before and no more.
        newcomers: The largest of the new.
        leavers: The largest of the lost, by their trade then.
        months: Against how many months before the window the new are new.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    index: Figure
    base: Figure
    first3: Figure
    first10: Figure
    partners: Figure
    new: Figure
    lost: Figure
    newcomers: tuple[Key, ...]
    leavers: tuple[Key, ...]
    months: int
    after: Concentrated | None = None

    def shares(self) -> tuple[tuple[int, Figure], ...]:
        """The shares of the first three and ten, where there are more than so many."""
        many = self.partners.value or 0
        return tuple(
            (first, share)
            for first, share in ((3, self.first3), (10, self.first10))
            if share.value is not None and many > first
        )

    def measured(self) -> tuple[tuple[Measure, Figure], ...]:
        """Its figures by what they measure, in the order of a table."""
        return (
            (Measure.HHI, self.index),
            (Measure.HHI_BASE, self.base),
            (Measure.FIRST3, self.first3),
            (Measure.FIRST10, self.first10),
            (Measure.PARTNERS, self.partners),
            (Measure.NEW, self.new),
            (Measure.LOST, self.lost),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an amount stands among all of its kind, and how long growth has had its sign.

    Attributes:
        span: In which window.
        flow: In which flow.
        level: The amount.
        rank: Its place, the highest being 1.
        of: How many were looked at.
        highest: The highest of them.
        run: How many windows in a row growth has had its sign.
        first: The first window looked at.
        highest_at: When the highest was.
        higher: The latest before it that was higher; None where none was.
        lower: The latest before it that was lower; None where none was.
        way: Which way growth goes.
        open: Whether the run may be longer than what is known.
        before: For how many windows before the run growth had the opposite sign; 0 where it had
            none, or that is not known.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    level: Figure
    rank: Figure
    of: Figure
    highest: Figure
    run: Figure
    first: Span
    highest_at: Span
    higher: Span | None
    lower: Span | None
    way: Direction
    open: bool
    before: int
    after: Placed | None = None

    @property
    def turned(self) -> bool:
        """Whether growth has this sign for the first time after it had the other for a while."""
        return self.run.value == 1 and self.before > 1

    def latest(self) -> tuple[Span | None, Span | None]:
        """When it was last higher and lower, where that is not said by the highest of them."""
        higher = None if self.rank.value == 2 else self.higher
        return higher, None if self.of.value == 2 else self.lower

    def measured(self) -> tuple[tuple[Measure, Figure], ...]:
        """Its figures by what they measure, in the order of a table."""
        return (
            (Measure.RANK, self.rank),
            (Measure.OF, self.of),
            (Measure.HIGHEST, self.highest),
            (Measure.RUN, self.run),
        )


@dataclass(frozen=True, slots=True)
class Decomposed:
    """What growth of a flow's value is made of: price, mix and quantity.

    Attributes:
        span: In which window.
        flow: In which flow.
        unit_value: Value over quantity.
        unit_value_yoy: Growth of that.
        value: Growth of value.
        price: Growth of the Fisher index.
        mix: What price and quantity leave.
        quantity: Growth of quantity.
        coverage: The share of cells compared in the window.
        coverage_base: The same a year before.
        matched: How many cells are compared.
        differs: Whether the unit value went one way and the index another.
        after: The same of the first window, where this is of a later one, as in Amounts.
    """

    span: Span
    flow: Flow
    unit_value: Figure
    unit_value_yoy: Figure
    value: Figure
    price: Figure
    mix: Figure
    quantity: Figure
    coverage: Figure
    coverage_base: Figure
    matched: int
    differs: bool
    after: Decomposed | None = None

    def compares_all(self) -> bool:
        """Whether nothing was left out of the comparison, as far as can be seen in print."""
        shares = (self.coverage, self.coverage_base)
        return all(one.value is not None and one.text.startswith("100") for one in shares)

    def lacks_what_first_lacks(self) -> bool:
        """Whether the price of a later window is not known for the reason of the first."""
        first = self.after
        return (
            first is not None
            and first.price.value is None
            and (self.price.reason is first.price.reason)
        )

    def measured(self) -> tuple[tuple[Measure, Figure], ...]:
        """Its figures by what they measure, in the order of a table."""
        return (
            (Measure.UNIT_VALUE, self.unit_value),
            (Measure.UNIT_VALUE_YOY, self.unit_value_yoy),
            (Measure.YOY, self.value),
            (Measure.PRICE, self.price),
            (Measure.MIX, self.mix),
            (Measure.QUANTITY_GROWTH, self.quantity),
            (Measure.COVERAGE, self.coverage),
            (Measure.COVERAGE_BASE, self.coverage_base),
        )


@dataclass(frozen=True, slots=True)
class SeasonallyAdjusted:
    """A flow without its season, and how well that could be told.

    Attributes:
        span: The month.
        flow: In which flow.
        adjusted: The amount without season and festival.
        mom: Its change on the month before.
        trend_mom: The same of the trend.
        m7: How strong the season is beside what moves it.
        q: How acceptable the adjustment is.
        residual: How probable what is left is, if nothing seasonal is in it.
        first: The first month of the series.
        months: How many there are.
        least: How many there must be.
        model: The ARIMA model; empty where none was estimated.
        multiplicative: Whether the season is a factor.
        phases: The phases of the festival whose effects were taken out.
    """

    span: Span
    flow: Flow
    adjusted: Figure
    mom: Figure
    trend_mom: Figure
    m7: Figure
    q: Figure
    residual: Figure
    first: Month
    months: int
    least: int
    model: str
    multiplicative: bool
    phases: tuple[str, ...]

    def why_not(self) -> tuple[Reason, Month, int] | None:
        """Why it is not adjusted, with the months there are; None where it is."""
        why = self.adjusted.reason
        return None if why is None else (why, self.first, self.months)

    def measured(self) -> tuple[tuple[Measure, Figure], ...]:
        """Its figures by what they measure, in the order of a table."""
        return (
            (Measure.ADJUSTED, self.adjusted),
            (Measure.ADJUSTED_MOM, self.mom),
            (Measure.TREND_MOM, self.trend_mom),
            (Measure.M7, self.m7),
            (Measure.Q, self.q),
            (Measure.RESIDUAL, self.residual),
        )
