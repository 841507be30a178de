"""Ranking: entities by a level, largest first, ties by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction


def rank(
    amounts: Mapping[str, int | Fraction],
    *,
    first: int | None = None,
    without: Collection[str] = (),
) -> tuple[str, ...]:
    """Codes in order of amount, largest first; of equal amounts, the smaller code first.

    Args:
        amounts: Whole units by code.
        first: How many to keep; None for all.
        without: Codes left out of the ranking.
    """
    ranked = sorted(
        (code for code in amounts if code not in without), key=lambda code: (-amounts[code], code)
    )
    return tuple(ranked if first is None else ranked[:first])
