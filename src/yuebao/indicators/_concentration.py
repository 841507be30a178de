"""Concentration of trade on its partners, and who came and went: exact, from levels by entity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.indicators._levels import add_levels, no_trade
from yuebao.indicators._ranking import rank
from yuebao.indicators._rates import Reason

if TYPE_CHECKING:
    from collections.abc import Collection

    from yuebao.domain import Period
    from yuebao.indicators._levels import Level, LevelTable

HERFINDAHL_POINTS = 10_000
"""What the Herfindahl index is of one entity alone."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How trade of a period is spread over entities.

    Attributes:
        ranked: The entities that traded, the largest first; those left out are not among them.
        index: The Herfindahl index: the sum of squared shares of the ranked, in points of 10,000;
            None with a reason.
        among: The ranked together; None where the period is not known.
        whole: What shares are of; None where the period is not known.
        reason: Why there is no index.
    """

    ranked: tuple[str, ...]
    index: Fraction | None
    among: Level | None
    whole: Level | None
    reason: Reason | None = None


def traders(table: LevelTable, period: Period, without: Collection[str] = ()) -> tuple[str, ...]:
    """Who traded more than nothing in a period, the largest first; ties by code."""
    amounts = {
        entity: level.amount.number
        for entity in table.entities(period)
        if (level := table.level(entity, period)) is not None and level.amount.number > 0
    }
    return rank(amounts, without=without)


def compute_concentration(
    table: LevelTable, period: Period, whole: Level | None, without: Collection[str] = ()
) -> Concentration:
    """The concentration of a period's trade.

    Args:
        table: Levels by entity.
        period: Which period.
        whole: What shares are of.
        without: Entities that are not ranked, though the whole may hold them.
    """
    if whole is None or not table.answers(period):
        return Concentration((), None, None, whole, Reason.NOT_LOADED)
    ranked = traders(table, period, without)
    held = [level for one in ranked if (level := table.level(one, period)) is not None]
    among = add_levels(held, no_trade(table.basis, period))
    if whole.amount.number <= 0:
        return Concentration(ranked, None, among, whole, Reason.WHOLE_ZERO)
    squares = sum(level.amount.number**2 for level in held)
    index = Fraction(squares * HERFINDAHL_POINTS, whole.amount.number**2)
    return Concentration(ranked, index, among, whole)


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who trades in one period and not in another.

    Attributes:
        codes: Who they are, the largest first; None where either period is not known.
        trade: All trade of the period they trade in.
        other: All trade of the other.
    """

    codes: tuple[str, ...] | None
    trade: Level | None
    other: Level | None


def compute_turnover(
    there: LevelTable,
    period: Period,
    elsewhere: LevelTable | None,
    other: Period,
    without: Collection[str] = (),
) -> Turnover:
    """Who traded in a period and not at all in another.

    Args:
        there: Levels of the period.
        period: Where they trade.
        elsewhere: Levels of the other period; None where there are none.
        other: Where they do not.
        without: Entities that are not looked at.
    """
    trade = there.total(period)
    absent = None if elsewhere is None else elsewhere.total(other)
    if trade is None or elsewhere is None or absent is None:
        return Turnover(None, trade, absent)
    held = set(traders(elsewhere, other, without))
    found = tuple(code for code in traders(there, period, without) if code not in held)
    return Turnover(found, trade, absent)
