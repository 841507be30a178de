"""A sum of facts, with how far rounding may have moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.indicators._suspicions import Observation


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of facts, with how far rounding may have moved it, times two."""

    value: int = 0
    twice_rounding: int = 0
    sources: frozenset[str] = frozenset()

    def plus(self, cell: Observation) -> Total:
        """With one more cell."""
        return Total(
            self.value + cell.value,
            self.twice_rounding + cell.twice_rounding,
            self.sources.union(cell.sources),
        )

    def differs(self, other: Total) -> bool:
        """Whether rounding does not explain the difference."""
        return 2 * abs(self.value - other.value) > self.twice_rounding + other.twice_rounding
