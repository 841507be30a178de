"""Trading partners: the codes an office gives countries and regions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.reference._folder import Names, in_language, names_of
from yuebao.reference._listing import Listing

if TYPE_CHECKING:
    from yuebao.reference._folder import Folder


@dataclass(frozen=True, slots=True)
class Partner:
    """A trading partner as an office codes it.

    Attributes:
        code: As facts have it.
        names: The name a report prints by language, without the years lists write behind it.
        iso3: ISO 3166 alpha-3, None for what is no country (parts of Spain, the rest of Asia).
        first_year: The first year of the code where the lists state one.
        last_year: The last year of the code where the lists state one.
        retired: Whether the lists say the code is no longer used, perhaps of no stated year.
        successor: The code that took over what this one meant, None where none or several did.
    """

    code: str
    names: Names
    iso3: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    retired: bool = False
    successor: str | None = None

    def name(self, language: str) -> str:
        """The name a report prints.

        Raises:
            UserError: There is none in the language.
        """
        return in_language(self.names, language)


def _partner(row: dict[str, str]) -> Partner:
    return Partner(
        code=row["code"],
        names=names_of(row),
        iso3=row.get("iso3") or None,
        first_year=int(row["first_year"]) if row.get("first_year") else None,
        last_year=int(row["last_year"]) if row.get("last_year") else None,
        retired=row.get("retired") == "yes",
        successor=row.get("successor") or None,
    )


class OfficePartners(Listing[Partner]):
    """The partners of an office, retired codes too, in order of code.

    Attributes:
        own: The code under which goods that left the country come back; None where it has none.
    """

    def __init__(self, folder: Folder, own: str | None) -> None:
        super().__init__(map(_partner, folder.read_table("partners.tsv")))
        self.own = own

    def current(self, code: str) -> str:
        """The code a partner has now: 337 is 150 since 2023. A code that never changed is itself.

        Facts keep the code of their day; growth across a change compares by this one.
        """
        partner = self.find(code)
        return code if partner is None or partner.successor is None else partner.successor

    def codes_of(self, code: str) -> tuple[str, ...]:
        """The current code first, then those that have meant it or a part of it: 150, 337."""
        current = self.current(code)
        return (current, *self._former.get(current, ()))

    @cached_property
    def _former(self) -> dict[str, tuple[str, ...]]:
        former: dict[str, tuple[str, ...]] = {}
        for partner in self:
            if partner.successor is not None:
                former[partner.successor] = (*former.get(partner.successor, ()), partner.code)
        return former
