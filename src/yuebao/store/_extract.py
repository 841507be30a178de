"""Parts of all facts: commodities as ranges of codes, and what a narrowed view holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.domain import Month


@dataclass(frozen=True, slots=True)
class Extract:
    """The part of all facts that a narrowed view holds: commodities, and the months they end in."""

    codes: tuple[str, ...]
    first: Month
    last: Month
    quantities_from: Month

    def holds(
        self, codes: tuple[str, ...], months: Iterable[Month], *, quantities: bool = False
    ) -> bool:
        """Whether it has every fact of these commodities that ends in these months."""
        first = max(self.first, self.quantities_from) if quantities else self.first
        return all(code.startswith(self.codes) for code in codes) and all(
            first <= month <= self.last for month in months
        )


def codes_below(codes: Sequence[str]) -> str:
    """SQL of the commodities that begin with one of these, as ranges that statistics can prune.

    A code below another is left out: of ranges within ranges nothing would be pruned.
    """
    ranges = (
        f"(commodity >= '{code}' AND commodity < '{code}:')"  # ':' follows '9'
        for code in codes
        if not any(other < code < f"{other}:" for other in codes)
    )
    return f"({' OR '.join(ranges)})"
