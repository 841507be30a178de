"""Contribution to growth: how many points of the growth of a whole a part accounts for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import Amount
from yuebao.indicators._rates import Reason, compute_growth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.indicators._levels import Level


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a part adds to the growth of the whole, as a ratio of the whole's base.

    The contributions of parts that make up the whole add up to its growth, exactly.

    Attributes:
        ratio: The change of the part over the base of the whole (0.01 is a point); None with a
            reason.
        current: The part now; None where it is not known.
        base: The part in the base period; None where it is not known.
        whole: The whole in the base period; None where it is not known.
        reason: Why there is no number.
    """

    ratio: Fraction | None
    current: Level | None
    base: Level | None
    whole: Level | None
    reason: Reason | None = None


def compute_contribution(
    current: Level | None, base: Level | None, whole: Level | None, *, minimum_base: int = 0
) -> Contribution:
    """What a part adds to the growth of a whole.

    Args:
        current: The part now; None where it is not known.
        base: The part in the base period; None where it is not known.
        whole: The whole in the base period; None where it is not known.
        minimum_base: A whole below this many whole units then gives none, as it has no growth.
    """
    if current is None:
        return Contribution(None, current, base, whole, Reason.NOT_LOADED)
    # The part's own growth is of no matter: one that was nothing before adds all it is.
    growth = compute_growth(current, whole, minimum_base=minimum_base)
    if base is None or whole is None or growth.rate is None:
        reason = growth.reason or Reason.BASE_NOT_LOADED
        return Contribution(None, current, base, whole, reason)
    change = current.amount - base.amount
    return Contribution(Fraction(change.number, whole.amount.number), current, base, whole)


def rest_of(whole: Level | None, parts: Iterable[Level | None]) -> Level | None:
    """What is left of a whole beside some of its parts; None where any is not known.

    It may be below zero, where parts overlap or the whole has corrections.

    Raises:
        UnitMismatchError: They are of different units.
    """
    held = list(parts)
    known = [part for part in held if part is not None]
    if whole is None or len(known) < len(held):
        return None
    zero = Amount(0, whole.amount.unit)
    return replace(
        whole,
        amount=whole.amount - sum((part.amount for part in known), start=zero),
        rows=max(whole.rows - sum(part.rows for part in known), 0),
        official_growth=None,
    )
