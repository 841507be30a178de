"""Parts of all facts: commodities as ranges of codes, and what a narrowed view holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.domain import Month


@dataclass(frozen=True, slots=True)
class Extract:
    """The part of all facts that a narrowed view holds.

    Attributes:
        codes: The commodities, each with all below it.
        first: The first month that facts end in.
        last: The last.
        since: The columns that earlier facts lack, each with the first month that has it.
    """

    codes: tuple[str, ...]
    first: Month
    last: Month
    since: Mapping[str, Month]

    def holds(
        self, codes: tuple[str, ...], months: Iterable[Month], columns: Iterable[str] = ()
    ) -> bool:
        """Whether it has these columns of every fact of commodities that ends in these months."""
        late = (self.since[column] for column in columns if column in self.since)
        first = max((self.first, *late))
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
