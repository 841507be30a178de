"""Levels: how much was traded, by entity and period, straight from stored facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from yuebao.domain import Amount, Dimension, Flow, Month, Period
from yuebao.reference import current_partner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from yuebao.indicators._basis import Basis
    from yuebao.store import View


class Breakdown(StrEnum):
    """What entities a set of levels distinguishes."""

    COMMODITY = "commodity"
    """The commodities asked for, each with all below it."""
    PARTNER = Dimension.PARTNER.value
    MODE = Dimension.MODE.value
    PROVINCE = Dimension.PROVINCE.value

    def dimensions(self) -> frozenset[Dimension]:
        """The dimensions a grain must carry for it."""
        if self is Breakdown.COMMODITY:
            return frozenset()
        return frozenset({Dimension(self.value)})


@dataclass(frozen=True, slots=True)
class Level:
    """An amount of trade in a period, and what it was added up from.

    Attributes:
        amount: Whole units of a currency, or of a quantity.
        flow: Export or import.
        period: The months covered.
        grain: The grain of the facts, as text.
        rows: How many facts.
        releases: Their release dates, ascending.
        sources: SHA-256 of their files, ascending.
        official_growth: Growth on the year in percent as customs printed it with this very
            amount; None where it printed none.
        precision: The amount is a multiple of this, or a sum of such.
    """

    amount: Amount
    flow: Flow
    period: Period
    grain: str = ""
    rows: int = 0
    releases: tuple[date, ...] = ()
    sources: tuple[str, ...] = ()
    official_growth: Decimal | None = None
    precision: int = 1

    def with_official_growth(self, percent: Decimal | None) -> Level:
        """The same amount, with what customs printed of its growth."""
        return replace(self, official_growth=percent)


def add_levels(levels: Iterable[Level], nothing: Level) -> Level:
    """The sum of levels, or `nothing` of none; an official growth belongs to no sum.

    Raises:
        UnitMismatchError: They are of different units.
    """
    parts = list(levels)
    if not parts:
        return replace(nothing, official_growth=None)
    first = parts[0]
    return Level(
        amount=sum((part.amount for part in parts[1:]), start=first.amount),
        flow=first.flow if len({part.flow for part in parts}) == 1 else Flow.TOTAL,
        period=first.period,
        grain=next((part.grain for part in parts if part.grain), ""),
        rows=sum(part.rows for part in parts),
        releases=tuple(sorted({day for part in parts for day in part.releases})),
        sources=tuple(sorted({source for part in parts for source in part.sources})),
        precision=max(part.precision for part in parts),
    )


class LevelTable:
    """Levels of every entity of a breakdown, for each period the basis can answer.

    An entity that traded nothing in an answered period has a level of zero there; a period that
    cannot be answered has none for anybody.

    Args:
        basis: The facts the levels are of.
        levels: The levels that are not zero, by entity and period.
    """

    def __init__(self, basis: Basis, levels: Mapping[tuple[str, Period], Level]) -> None:
        self.basis = basis
        self._levels: dict[Period, dict[str, Level]] = {period: {} for period in basis.terms}
        for (entity, period), level in sorted(levels.items(), key=lambda item: item[0][0]):
            self._levels[period][entity] = level
        self._totals: dict[Period, Level] = {}

    def answers(self, period: Period) -> bool:
        """Whether the period can be answered."""
        return period in self._levels

    def level(self, entity: str, period: Period) -> Level | None:
        """The entity's level; None where the period cannot be answered."""
        if not self.answers(period):
            return None
        return self._levels[period].get(entity) or self._nothing(period)

    def entities(self, period: Period) -> tuple[str, ...]:
        """Who traded in the period, by code."""
        return tuple(self._levels.get(period, ()))

    def total(self, period: Period, entities: Iterable[str] | None = None) -> Level | None:
        """The sum over entities, by default all; None where the period cannot be answered."""
        if not self.answers(period):
            return None
        held = self._levels[period]
        if entities is not None:
            wanted = (held[entity] for entity in sorted(entities) if entity in held)
            return add_levels(wanted, self._nothing(period))
        if period not in self._totals:
            self._totals[period] = add_levels(held.values(), self._nothing(period))
        return self._totals[period]

    def official(self, period: Period) -> bool:
        """Whether customs printed growth with the amounts of this period."""
        held = self._levels.get(period, {}).values()
        return any(level.official_growth is not None for level in held)

    def with_periods_of(self, other: LevelTable) -> LevelTable:
        """The same levels, but those of the other's periods taken from it."""
        merged = LevelTable(self.basis, {})
        merged._levels = self._levels | other._levels
        return merged

    def _nothing(self, period: Period) -> Level:
        return Level(
            amount=Amount(0, self.basis.currency.value),
            flow=self.basis.flow,
            period=period,
            grain=str(self.basis.grain),
        )


def compute_levels(view: View, basis: Basis, breakdown: Breakdown) -> LevelTable:
    """Add up the facts of a basis by entity and period.

    Partners whose customs code changed stand under the code they have now.
    """
    key = _commodity_key(basis) if breakdown is Breakdown.COMMODITY else f"f.{breakdown.value}"
    levels: dict[tuple[str, Period], Level] = {}
    for row in _run(view, basis, "levels", key=key):
        entity, first, last, amount, facts, origins, growth, precision = row
        if breakdown is Breakdown.PARTNER:
            entity = current_partner(entity)
        period = Period(Month.parse(first), Month.parse(last))
        exact = len(basis.terms[period]) == 1
        level = Level(
            amount=Amount(int(amount), basis.currency.value),
            flow=basis.flow,
            period=period,
            grain=str(basis.grain),
            rows=facts,
            releases=_releases(origins),
            sources=_sources(origins),
            official_growth=growth if exact else None,
            precision=precision,
        )
        held = levels.get((entity, period))
        levels[entity, period] = level if held is None else add_levels((held, level), level)
    return LevelTable(basis, levels)


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """Quantities in one unit, by period.

    Attributes:
        levels: The quantity of each period that can be answered.
        left_out: For each, how many facts had no quantity in the unit.
    """

    unit: str
    levels: dict[Period, Level]
    left_out: dict[Period, int]


def compute_quantities(view: View, basis: Basis, unit: str) -> QuantityTable:
    """Add up first or second quantities in one unit of customs (个, 千克).

    A period none of whose facts carries the unit has no quantity; one that is known to be without
    trade has a quantity of zero.
    """
    nothing = {
        period: Level(Amount(0, unit), basis.flow, period, str(basis.grain))
        for period in basis.terms
    }
    levels: dict[Period, Level] = {}
    left_out = dict.fromkeys(basis.terms, 0)
    for row in _run(view, basis, "quantities", unit=unit):
        _, first, last, amount, facts, origins, without = row
        period = Period(Month.parse(first), Month.parse(last))
        left_out[period] = without
        if facts:
            levels[period] = Level(
                amount=Amount(int(amount), unit),
                flow=basis.flow,
                period=period,
                grain=str(basis.grain),
                rows=facts,
                releases=_releases(origins),
                sources=_sources(origins),
            )
    untraded = {p: zero for p, zero in nothing.items() if p not in levels and not left_out[p]}
    return QuantityTable(unit, levels | untraded, left_out)


def _releases(origins: Iterable[str]) -> tuple[date, ...]:
    """The release dates among texts of date and source, ascending."""
    return tuple(map(date.fromisoformat, sorted({origin.split()[0] for origin in origins})))


def _sources(origins: Iterable[str]) -> tuple[str, ...]:
    """The files among texts of date and source, ascending."""
    return tuple(sorted({origin.split()[1] for origin in origins}))


@cache
def _sql(name: str) -> str:
    return (files("yuebao.indicators") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _run(
    view: View, basis: Basis, name: str, *, key: str = "NULL", unit: str | None = None
) -> list[tuple[Any, ...]]:
    terms = [(wanted, term) for wanted, parts in basis.terms.items() for term in parts]
    if not terms:
        return []
    months = sorted({term.period.last for _, term in terms})
    if view.held is not None and not view.held.holds(basis.codes, months):
        raise AssertionError(f"{basis.codes} in {months} were narrowed away")
    bound = {
        "flow": basis.flow.value,
        "grain": str(basis.grain),
        "scope": str(basis.scope),
        "currency": basis.currency.value,
    }
    sql = _sql(name).format(
        key=key,
        facts=view.facts,
        terms=", ".join(
            f"('{wanted.first}', '{wanted.last}', '{term.period.first}', '{term.period.last}', "
            f"{term.sign})"
            for wanted, term in terms
        ),
        months=", ".join(f"'{month}'" for month in months),
        commodity=" OR ".join(_range(code) for code in basis.codes),
    )
    return view.connection.execute(sql, bound | ({"unit": unit} if unit else {})).fetchall()


def _range(code: str) -> str:
    """The codes that begin with a code, as a range that Parquet statistics can prune."""
    return f"f.commodity >= '{code}' AND f.commodity < '{code}:'"  # ':' follows '9'


def _commodity_key(basis: Basis) -> str:
    cases = " ".join(f"WHEN {_range(code)} THEN '{code}'" for code in basis.codes)
    return f"CASE {cases} END"
