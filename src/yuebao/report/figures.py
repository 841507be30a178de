"""From indicators to figures: what is printed, and everything known about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.indicators import Reason
from yuebao.report.model import Figure, Indicator, Ingredient, Role
from yuebao.report.numbers import (
    NO_NUMBER,
    print_amount,
    print_points,
    print_rate,
    print_statistic,
    print_unit_value,
)
from yuebao.report.units import PrintedUnit

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.domain import Period, Window
    from yuebao.indicators import Concentration, Contribution, Growth, Level, Net, Share
    from yuebao.report.definition import Style
    from yuebao.report.model import Key, NumberMarks, Side

Parts = tuple[Ingredient, ...]
"""What a figure was computed from."""
Why = Reason | None
"""Why there is none, where it is known."""

PERCENT = PrintedUnit("%", 1, "%")
POINTS = PrintedUnit("pp", 1, "%")
COUNTED = PrintedUnit("", 1, "")


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Whom, of which side of trade and when a figure is about."""

    key: Key
    side: Side
    window: Window
    period: Period


@dataclass(frozen=True, slots=True)
class FigureMaker:
    """Makes figures in one style and pair of units.

    Attributes:
        marks: The marks in numbers.
        value_unit: The printed unit of value.
        quantity_unit: The printed unit of quantity; None where none is reported.
        fits: The unit that an amount has in sentences, by how large it is and its unit in tables;
            None where it is the same everywhere, as in house styles with fixed units.
    """

    style: Style
    marks: NumberMarks
    value_unit: PrintedUnit
    quantity_unit: PrintedUnit | None
    fits: Callable[[int, PrintedUnit], PrintedUnit] | None = None

    def level(
        self,
        place: FigurePlace,
        level: Level | None,
        *,
        quantity: bool = False,
        missing: Reason | None = None,
        beside: Level | None = None,
    ) -> Figure:
        """An amount of trade, in the unit of value or of quantity.

        Args:
            place: Whom and when it is about.
            level: The amount; None where it is not known.
            quantity: Whether it is a quantity.
            missing: Why it is not known, where that is not that it is not loaded.
            beside: An amount it is compared with, printed to as many places.
        """
        unit = self._unit(quantity=quantity)
        if level is None:
            reason = missing or Reason.NOT_LOADED
            figure = self._none(place, unit, Indicator.LEVEL, reason, ())
        else:
            parts = (ingredient(Role.CURRENT, level),)
            other = None if beside is None else beside.amount.number
            figure = self._amount(place, unit, level.amount.number, Indicator.LEVEL, parts, other)
        return replace(figure, quantity=quantity)

    def count(
        self,
        place: FigurePlace,
        number: int | None,
        parts: tuple[Ingredient, ...] = (),
        missing: Reason = Reason.NOT_LOADED,
    ) -> Figure:
        """How many; None where that is not known, with the reason."""
        if number is None:
            return self._none(place, COUNTED, Indicator.COUNT, missing, parts)
        text = self.marks.printed(Decimal(number))
        return _figure(place, COUNTED, Indicator.COUNT, text, Fraction(number), parts)

    def concentration(self, place: FigurePlace, found: Concentration) -> Figure:
        """The Herfindahl index, in points of 10,000."""
        parts = ingredients((Role.PART, found.among), (Role.WHOLE, found.whole))
        indicator = Indicator.HERFINDAHL
        if found.index is None:
            return self._none(place, COUNTED, indicator, found.reason or Reason.NOT_LOADED, parts)
        text = print_amount(found.index, self.style, marks=self.marks)
        return _figure(place, COUNTED, indicator, text, found.index, parts)

    def share(self, place: FigurePlace, share: Share) -> Figure:
        """A part of a whole, in percent."""
        parts = ingredients((Role.PART, share.part), (Role.WHOLE, share.whole))
        if share.ratio is None:
            return self._none(
                place, PERCENT, Indicator.SHARE, share.reason or Reason.NOT_LOADED, parts
            )
        return self._rate(place, share.ratio * 100, Indicator.SHARE, parts)

    def growth(self, place: FigurePlace, growth: Growth, *, quantity: bool = False) -> Figure:
        """Change on the base, in percent; of a quantity where that is said."""
        return replace(self._growth(place, growth), quantity=quantity)

    def _growth(self, place: FigurePlace, growth: Growth) -> Figure:
        indicator = Indicator.OFFICIAL_GROWTH if growth.official else Indicator.GROWTH
        parts = ingredients((Role.CURRENT, growth.current), (Role.BASE, growth.base))
        if growth.rate is None:
            return self._none(place, PERCENT, indicator, growth.reason or Reason.NOT_LOADED, parts)
        percent = growth.rate * 100
        limit = self.style.large_above
        if percent > limit and self.style.large_policy == "dash":
            return self._none(place, PERCENT, indicator, Reason.LARGE, parts)
        figure = self._rate(place, percent, indicator, parts)
        if percent > limit and self.style.large_policy == "cap":
            return self._capped(figure, limit)
        return figure

    def contribution(self, place: FigurePlace, part: Contribution) -> Figure:
        """What a part adds to the growth of the whole, in percentage points."""
        parts = ingredients(
            (Role.CURRENT, part.current), (Role.BASE, part.base), (Role.WHOLE_BASE, part.whole)
        )
        return self.points(place, part.ratio, parts, part.reason)

    def points(self, place: FigurePlace, ratio: Fraction | None, parts: Parts, why: Why) -> Figure:
        """A ratio of the base that adds to growth, in percentage points."""
        indicator = Indicator.CONTRIBUTION
        if ratio is None:
            return self._none(place, POINTS, indicator, why or Reason.NOT_LOADED, parts)
        text = print_points(ratio * 100, self.style, self.marks)
        return _figure(place, POINTS, indicator, text, ratio * 100, parts)

    def unit_value(
        self, place: FigurePlace, value: Fraction | None, unit: PrintedUnit, parts: Parts, why: Why
    ) -> Figure:
        """Value over quantity, in a unit of both."""
        if value is None:
            return self._none(place, unit, Indicator.UNIT_VALUE, why or Reason.NOT_LOADED, parts)
        text = print_unit_value(value, self.style, self.marks)
        return _figure(place, unit, Indicator.UNIT_VALUE, text, value, parts)

    def change(
        self,
        place: FigurePlace,
        ratio: Fraction | None,
        indicator: Indicator,
        parts: Parts,
        why: Why,
    ) -> Figure:
        """A ratio to the base period as growth, in percent."""
        if ratio is None:
            return self._none(place, PERCENT, indicator, why or Reason.BASE_NOT_LOADED, parts)
        return self._rate(place, (ratio - 1) * 100, indicator, parts)

    def adjusted(
        self, place: FigurePlace, amount: Fraction | None, parts: Parts, why: Why
    ) -> Figure:
        """An amount without its season, in the unit of value.

        Args:
            place: Whom and when it is about.
            amount: In whole units of the currency, with what is behind the point.
            parts: The series it was estimated from.
            why: Why there is none.
        """
        unit, indicator = self.value_unit, Indicator.ADJUSTED
        if amount is None:
            return self._none(place, unit, indicator, why or Reason.NOT_LOADED, parts)
        text = print_amount(amount / unit.per, self.style, whole=unit.per == 1, marks=self.marks)
        return _figure(place, unit, indicator, text, amount / unit.per, parts)

    def statistic(self, place: FigurePlace, number: Fraction | None, why: Why) -> Figure:
        """A statistic of how well a series was adjusted."""
        indicator = Indicator.STATISTIC
        if number is None:
            return self._none(place, COUNTED, indicator, why or Reason.NOT_LOADED, ())
        text = print_statistic(number, self.style, self.marks)
        return _figure(place, COUNTED, indicator, text, number, ())

    def net(self, place: FigurePlace, net: Net) -> Figure:
        """Exports less imports, in the unit of value."""
        parts = ingredients((Role.EXPORTS, net.exports), (Role.IMPORTS, net.imports))
        if net.number is None:
            return self._none(place, self.value_unit, Indicator.NET, Reason.NOT_LOADED, parts)
        return self._amount(place, self.value_unit, net.number, Indicator.NET, parts)

    def net_change(self, place: FigurePlace, net: Net, base: Net) -> Figure:
        """Net of the window less net a year before, in the unit of value."""
        parts = ingredients(
            (Role.EXPORTS, net.exports),
            (Role.IMPORTS, net.imports),
            (Role.BASE_EXPORTS, base.exports),
            (Role.BASE_IMPORTS, base.imports),
        )
        if net.number is None or base.number is None:
            reason = Reason.NOT_LOADED if net.number is None else Reason.BASE_NOT_LOADED
            return self._none(place, self.value_unit, Indicator.NET_CHANGE, reason, parts)
        change = net.number - base.number
        return self._amount(place, self.value_unit, change, Indicator.NET_CHANGE, parts)

    def _unit(self, *, quantity: bool) -> PrintedUnit:
        return self.quantity_unit if quantity and self.quantity_unit else self.value_unit

    def _amount(
        self,
        place: FigurePlace,
        unit: PrintedUnit,
        number: int,
        indicator: Indicator,
        parts: tuple[Ingredient, ...],
        beside: int | None = None,
    ) -> Figure:
        amount = unit.of(number)
        other = None if beside is None else unit.of(beside)
        whole = unit.per == 1
        text = print_amount(amount, self.style, whole=whole, marks=self.marks, beside=other)
        figure = _figure(place, unit, indicator, text, amount, parts)
        return replace(figure, spoken=self._spoken(number, beside, unit))

    def _spoken(self, number: int, beside: int | None, unit: PrintedUnit) -> tuple[str, str] | None:
        """An amount in a unit that fits it, where that is another: a larger has more places."""
        if self.fits is None or not number:
            return None
        said = self.fits(max(abs(number), abs(beside or 0)), unit)
        if said.per == unit.per:
            return None
        more = replace(self.style, places=self.style.places + (said.per > unit.per))
        other = None if beside is None else said.of(beside)
        text = print_amount(
            said.of(number), more, whole=said.per == 1, marks=self.marks, beside=other
        )
        return text, said.label

    def _rate(
        self,
        place: FigurePlace,
        percent: Fraction,
        indicator: Indicator,
        parts: tuple[Ingredient, ...],
    ) -> Figure:
        text = print_rate(percent, self.style, self.marks)
        return _figure(place, PERCENT, indicator, text, percent, parts)

    def _capped(self, figure: Figure, limit: Fraction) -> Figure:
        text = f">{print_rate(limit, self.style, self.marks)}"
        return replace(figure, text=text, value=None, reason=Reason.LARGE)

    def _none(
        self,
        place: FigurePlace,
        unit: PrintedUnit,
        indicator: Indicator,
        reason: Reason,
        parts: tuple[Ingredient, ...],
    ) -> Figure:
        return replace(_figure(place, unit, indicator, NO_NUMBER, None, parts), reason=reason)


def _figure(
    place: FigurePlace,
    unit: PrintedUnit,
    indicator: Indicator,
    text: str,
    value: Fraction | None,
    parts: tuple[Ingredient, ...],
) -> Figure:
    return Figure(
        text=text,
        value=value,
        unit=unit.label,
        base=unit.base,
        per=unit.per,
        indicator=indicator,
        key=place.key,
        side=place.side,
        window=place.window,
        period=place.period,
        ingredients=parts,
    )


def ingredient(role: Role, level: Level) -> Ingredient:
    """A level as something a figure was computed from."""
    return Ingredient(
        role=role,
        flow=level.flow,
        period=level.period,
        amount=level.amount.number,
        unit=level.amount.unit,
        grain=level.grain,
        rows=level.rows,
        releases=level.releases,
        sources=level.sources,
    )


def ingredients(*parts: tuple[Role, Level | None]) -> tuple[Ingredient, ...]:
    """The levels a figure was computed from, those that are known."""
    return tuple(ingredient(role, level) for role, level in parts if level is not None)
