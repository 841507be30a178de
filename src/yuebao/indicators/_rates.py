"""Growth, shares and nets: exact arithmetic on levels, each carrying what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.indicators._levels import Level


class Reason(StrEnum):
    """Why a figure has no number."""

    NOT_LOADED = "not_loaded"
    """Facts of the period are not in the store."""
    BASE_NOT_LOADED = "base_not_loaded"
    """Facts of the base period are not in the store."""
    BASE_ZERO = "base_zero"
    """There was no trade in the base period."""
    BASE_NEGATIVE = "base_negative"
    """Corrections exceed the trade of the base period."""
    BASE_SMALL = "base_small"
    """The base is under the definition's minimum."""
    WHOLE_ZERO = "whole_zero"
    """There was no trade at all to have a share of."""
    NOT_PUBLISHED = "not_published"
    """Customs printed no growth for this entity."""
    LARGE = "large"
    """The growth is above what the definition prints."""
    NO_QUANTITY = "no_quantity"
    """The facts carry no quantity in the unit."""
    MIXED_UNITS = "mixed_units"
    """The facts have quantities in several units."""
    NO_MATCH = "no_match"
    """Nothing was traded in both periods whose price could be compared."""
    LOW_COVERAGE = "low_coverage"
    """What was traded in both periods is less of all than the definition asks for."""
    HISTORY_NOT_LOADED = "history_not_loaded"
    """Not all of the earlier months looked at are in the store."""
    SERIES_SHORT = "series_short"
    """There are too few months in a row to tell the season."""
    NOT_ADJUSTABLE = "not_adjustable"
    """The program found no model for the series."""
    NOT_SEASONAL = "not_seasonal"
    """Nothing seasonal is in the series that could be taken out."""
    POORLY_ADJUSTED = "poorly_adjusted"
    """The diagnostics of the adjustment fail."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Change on the base, as a ratio (0.05 is 5%), or the reason there is none.

    Attributes:
        rate: The ratio, exact; None with a reason.
        current: The level that changed; None where it is not known.
        base: The level it is compared with; None where it is not known.
        official: Whether the rate is as customs printed it, on a base it revised.
        reason: Why there is no rate.
    """

    rate: Fraction | None
    current: Level | None
    base: Level | None
    official: bool = False
    reason: Reason | None = None


def compute_growth(current: Level | None, base: Level | None, *, minimum_base: int = 0) -> Growth:
    """Growth of a level on its base.

    Args:
        current: The level; None where it is not known.
        base: The level a year before; None where it is not known.
        minimum_base: A base below this many whole units gives no rate, nor does one below zero
            (corrections can exceed a month's trade).
    """
    reason = None
    if current is None:
        reason = Reason.NOT_LOADED
    elif base is None:
        reason = Reason.BASE_NOT_LOADED
    elif base.amount.number == 0:
        reason = Reason.BASE_ZERO
    elif base.amount.number < 0:
        reason = Reason.BASE_NEGATIVE
    elif base.amount.number < minimum_base:
        reason = Reason.BASE_SMALL
    if reason is not None or current is None or base is None:
        return Growth(None, current, base, reason=reason)
    change = current.amount - base.amount
    return Growth(Fraction(change.number, base.amount.number), current, base)


def official_growth(current: Level | None, base: Level | None) -> Growth:
    """Growth as customs printed it with the level; the base is what is known, not what it used."""
    if current is None:
        return Growth(None, None, base, official=True, reason=Reason.NOT_LOADED)
    if current.official_growth is None:
        return Growth(None, current, base, official=True, reason=Reason.NOT_PUBLISHED)
    return Growth(Fraction(current.official_growth) / 100, current, base, official=True)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as a ratio, or the reason there is none."""

    ratio: Fraction | None
    part: Level | None
    whole: Level | None
    reason: Reason | None = None


def compute_share(part: Level | None, whole: Level | None) -> Share:
    """The part's share of the whole."""
    if part is None or whole is None:
        return Share(None, part, whole, Reason.NOT_LOADED)
    if whole.amount.number == 0:
        return Share(None, part, whole, Reason.WHOLE_ZERO)
    return Share(Fraction(part.amount.number, whole.amount.number), part, whole)


@dataclass(frozen=True, slots=True)
class Net:
    """Exports less imports, in whole units; negative where more was imported."""

    number: int | None
    exports: Level | None
    imports: Level | None


def compute_net(exports: Level | None, imports: Level | None) -> Net:
    """Net exports of a period; unknown where either flow is."""
    if exports is None or imports is None:
        return Net(None, exports, imports)
    return Net((exports.amount - imports.amount).number, exports, imports)
