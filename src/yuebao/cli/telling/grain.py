"""What facts are broken down by, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli._speech import say

if TYPE_CHECKING:
    from yuebao.domain import Grain


def tell_grain(grain: Grain) -> str:
    """8-digit code × partner × province."""
    return say(grain.words(), within=True)
