"""Trading partners: the codes customs gives countries and regions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yuebao.reference._data import in_language, read_table

RE_IMPORT_PARTNER = "142"
"""China as a partner of its own: goods that left it and come back. Part of every import total."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A trading partner as customs codes it.

    Attributes:
        code: Three digits.
        chinese: The name a report prints, without the years the lists write behind it.
        english: The same in English.
        iso3: ISO 3166 alpha-3, None for what is no country (parts of Spain, the rest of Asia).
        first_year: The first year of the code where the lists state one.
        last_year: The last year of the code where the lists state one.
        retired: Whether the lists say the code is no longer used; 349 is, of no stated year.
        successor: The code that took over what this one meant, None where none or several did.
    """

    code: str
    chinese: str
    english: str
    iso3: str | None
    first_year: int | None
    last_year: int | None
    retired: bool
    successor: str | None

    def name(self, language: str = "zh") -> str:
        """The name in `zh` or `en`."""
        return in_language(language, self.chinese, self.english)


def _partner(row: dict[str, str]) -> Partner:
    return Partner(
        code=row["code"],
        chinese=row["chinese"],
        english=row["english"],
        iso3=row["iso3"] or None,
        first_year=int(row["first_year"]) if row["first_year"] else None,
        last_year=int(row["last_year"]) if row["last_year"] else None,
        retired=row["retired"] == "yes",
        successor=row["successor"] or None,
    )


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Partner]:
    return {row["code"]: _partner(row) for row in read_table("partners.tsv")}


@lru_cache(maxsize=1)
def partners() -> tuple[Partner, ...]:
    """Every partner, retired codes too, in order of code."""
    return tuple(_by_code().values())


def find_partner(code: str) -> Partner | None:
    """The partner of a code; None where no list has it."""
    return _by_code().get(code)


def partner_name(code: str, language: str = "zh") -> str:
    """The name a report prints; the code itself where no list has it.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    partner = find_partner(code)
    return in_language(language, code, code) if partner is None else partner.name(language)


def current_partner(code: str) -> str:
    """The code a partner has now: 337 is 150 since 2023. A code that never changed is itself.

    Facts keep the code of their day; growth across a change compares by this one.
    """
    partner = find_partner(code)
    return code if partner is None or partner.successor is None else partner.successor


@lru_cache(maxsize=1)
def _former_codes() -> dict[str, tuple[str, ...]]:
    former: dict[str, tuple[str, ...]] = {}
    for partner in partners():
        if partner.successor is not None:
            former[partner.successor] = (*former.get(partner.successor, ()), partner.code)
    return former


def codes_of(code: str) -> tuple[str, ...]:
    """The current code first, then those that have meant it or a part of it: 150, 337."""
    current = current_partner(code)
    return (current, *_former_codes().get(current, ()))
