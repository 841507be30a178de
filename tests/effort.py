"""How many cases a test draws: few each time, more where somebody asks: `YUEBAO_EFFORT=10`."""

from __future__ import annotations

import os

EFFORT = float(os.environ.get("YUEBAO_EFFORT", "1"))


def effort(usual: int) -> int:
    """How many, where this many are drawn each time."""
    return max(1, round(usual * EFFORT))
