"""Made monthly series: a trend, a season, a festival and chance."""

from __future__ import annotations

import math
import random

from yuebao.domain import Month
from yuebao.indicators.seasonal import festival_effects
from yuebao.reference import find_office

FIRST = Month(2011, 1)
SEASON = (0.05, -0.2, 0.02, 0.0, 0.03, 0.02, 0.04, 0.02, 0.05, -0.05, 0.03, 0.02)
"""What each calendar month adds to the logarithm."""


def made_series(months: int, seed: int, festival: float = -0.25) -> list[int]:
    """A series that the days during the festival change by so much, in logarithms.

    Args:
        months: How long it is.
        seed: Of chance.
        festival: The effect of a month that has all the days of the festival.
    """
    chance, office = random.Random(seed), find_office()
    assert office.festival is not None
    held = [FIRST.plus(at) for at in range(months)]
    during = festival_effects(office.festival, held)["during"]
    level, series = math.log(10**8), []
    for month, effect in zip(held, during, strict=True):
        level += 0.005 + chance.gauss(0, 0.01)
        moved = SEASON[month.month - 1] + festival * float(effect) + chance.gauss(0, 0.02)
        series.append(round(math.exp(level + moved)))
    return series
