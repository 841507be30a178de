"""Levels: how much was traded, by entity and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import Amount, Dimension, Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from yuebao.domain import Period
    from yuebao.indicators._basis import Basis


class Breakdown(StrEnum):
    """What entities a set of levels distinguishes."""

    COMMODITY = "commodity"
    """The commodities asked for, each with all below it."""
    PARTNER = Dimension.PARTNER.value
    MODE = Dimension.MODE.value
    PROVINCE = Dimension.PROVINCE.value
    ENTERPRISE = Dimension.ENTERPRISE.value
    BLOC = Dimension.BLOC.value
    """Lines of tables by partner, which overlap: no total is theirs."""

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


def no_trade(basis: Basis, period: Period) -> Level:
    """The level of who traded nothing."""
    return Level(Amount(0, basis.currency), basis.flow, period, str(basis.grain_of(period)))


class LevelTable:
    """Levels of every entity of a breakdown, for each period the basis can answer.

    An entity that traded nothing in an answered period has a level of zero there; a period that
    cannot be answered has none for anybody.

    Args:
        basis: The facts the levels are of.
        levels: For each period of the basis, the levels that are not zero, by entity.
    """

    def __init__(self, basis: Basis, levels: Mapping[Period, Mapping[str, Level]]) -> None:
        self.basis = basis
        self._levels = {period: dict(sorted(levels[period].items())) for period in basis.terms}
        self._totals: dict[Period, Level] = {}

    def answers(self, period: Period) -> bool:
        """Whether the period can be answered."""
        return period in self._levels

    def level(self, entity: str, period: Period) -> Level | None:
        """The entity's level; None where the period cannot be answered."""
        if not self.answers(period):
            return None
        return self._levels[period].get(entity) or no_trade(self.basis, period)

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
            return add_levels(wanted, no_trade(self.basis, period))
        if period not in self._totals:
            self._totals[period] = add_levels(held.values(), no_trade(self.basis, period))
        return self._totals[period]

    def official(self, period: Period) -> bool:
        """Whether customs printed growth with the amounts of this period."""
        held = self._levels.get(period, {}).values()
        return any(level.official_growth is not None for level in held)

    def with_periods_of(self, other: LevelTable) -> LevelTable:
        """The same levels, but those of the other's periods taken from it."""
        return LevelTable(self.basis, self._levels | other._levels)
