"""Country groups, whose members come and go on dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yuebao.domain import Month, UserError
from yuebao.reference._folder import Names, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.reference._folder import Folder
    from yuebao.reference._partners import OfficePartners


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
        names: The printed label by language: 东盟, ASEAN.
        source: Where members and dates are published.
        memberships: Who belongs to it, and when.
        partners: The office's partners, who know their former codes.
    """

    id: str
    names: Names
    source: str
    memberships: tuple[Membership, ...]
    partners: OfficePartners

    def name(self, language: str) -> str:
        """The printed label.

        Raises:
            UserError: There is none in the language.
        """
        return in_language(self.names, language)

    def members(self, month: Month) -> frozenset[str]:
        """The partner codes that are the group in a month; when that is, see `Membership`.

        A member whose code changed is there with all its codes, so that the members of one month
        find the same countries in the facts of another. Empty before a group was founded.
        """
        present = (m.partner for m in self.memberships if m.counts_in(month))
        return frozenset(code for partner in present for code in self.partners.codes_of(partner))


class Groups:
    """The country groups of an office, in the order of its file."""

    def __init__(self, folder: Folder, partners: OfficePartners) -> None:
        entries = (
            folder.read_toml("groups.toml").parts("group") if folder.has("groups.toml") else ()
        )
        self._by_id = {
            entry.get("id", str): CountryGroup(
                id=entry.get("id", str),
                names=entry.names("names"),
                source=entry.get("source", str),
                memberships=tuple(Membership(**m.values) for m in entry.parts("members")),
                partners=partners,
            )
            for entry in entries
        }

    def __iter__(self) -> Iterator[CountryGroup]:
        return iter(self._by_id.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_id

    def find(self, name: str) -> CountryGroup:
        """The group of an id.

        Raises:
            UserError: There is none; the message names those there are.
        """
        if name in self._by_id:
            return self._by_id[name]
        raise UserError(
            f"there is no country group {name!r}",
            remedy=f"Give one of {', '.join(self._by_id)}." if self._by_id else "",
        )
