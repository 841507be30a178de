"""Country groups, whose members come and go on dates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from yuebao.domain import Month, UserError
from yuebao.reference._data import in_language, read_text
from yuebao.reference._partners import codes_of


@dataclass(frozen=True, slots=True)
class Membership:
    """A partner's time in a group.

    Attributes:
        partner: Its current customs code.
        joined: The first day as a member; None where it was one before any month reported on.
        left: The last day as a member; None where it still is one.
    """

    partner: str
    joined: date | None = None
    left: date | None = None

    def counts_in(self, month: Month) -> bool:
        """Whether the month's trade with the partner is the group's.

        It counts from the first month that it is a member from the first day of: joining on 1 July
        counts from July, on 26 October from November. It counts up to and including the month in
        which its last day falls: leaving on 31 January counts for all of January.
        """
        return self._has_joined_by(month) and self._is_there_in(month)

    def _has_joined_by(self, month: Month) -> bool:
        return self.joined is None or self.joined <= date(month.year, month.month, 1)

    def _is_there_in(self, month: Month) -> bool:
        return self.left is None or (month.year, month.month) <= (self.left.year, self.left.month)


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A dated group of partners.

    Attributes:
        id: What a report definition calls it, `asean`.
        chinese: The printed label, 东盟.
        english: The same in English, ASEAN.
        source: Where members and dates are published.
        memberships: Who belongs to it, and when.
    """

    id: str
    chinese: str
    english: str
    source: str
    memberships: tuple[Membership, ...]

    def label(self, language: str = "zh") -> str:
        """The printed label in `zh` or `en`."""
        return in_language(language, self.chinese, self.english)

    def members(self, month: Month) -> frozenset[str]:
        """The partner codes that are the group in a month; when that is, see `Membership`.

        A member whose code changed is there with all its codes, so that the members of one month
        find the same countries in the facts of another. Empty before a group was founded.
        """
        present = (m.partner for m in self.memberships if m.counts_in(month))
        return frozenset(code for partner in present for code in codes_of(partner))


@lru_cache(maxsize=1)
def groups() -> tuple[CountryGroup, ...]:
    """Every group there is, in the order of the data file."""
    entries = tomllib.loads(read_text("groups.toml"))["group"]
    return tuple(
        CountryGroup(
            id=entry["id"],
            chinese=entry["chinese"],
            english=entry["english"],
            source=entry["source"],
            memberships=tuple(Membership(**member) for member in entry["members"]),
        )
        for entry in entries
    )


def group(id: str) -> CountryGroup:  # noqa: A002 — the definitions' own word for it
    """The group of an id.

    Raises:
        UserError: There is none; the message names those there are.
    """
    for candidate in groups():
        if candidate.id == id:
            return candidate
    known = ", ".join(candidate.id for candidate in groups())
    raise UserError(f"there is no country group {id!r}", remedy=f"Give one of {known}.")
