"""Goods whose codes differ by HS edition: each month has those of its own edition and no other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.store._extract import codes_below

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.domain import Month
    from yuebao.reference import Office
    from yuebao.store._coverage import Coverage


def by_edition(
    coverage: Coverage, office: Office, editions: Mapping[int, tuple[str, ...]]
) -> Coverage:
    """What is stated, where codes of other editions than a month's need not be."""

    def is_foreign(code: str, month: Month) -> bool:
        edition = office.edition(month)
        held = None if edition is None else editions.get(edition)
        if held is None or code.startswith(held):
            return False
        return any(code.startswith(codes) for codes in editions.values())

    every = {period for periods in coverage.periods.values() for period in periods}
    return replace(
        coverage,
        periods={
            code: frozenset(
                period for period in every if period in periods or is_foreign(code, period.last)
            )
            for code, periods in coverage.periods.items()
        },
        parts={
            code: {p: missed for p, missed in parts.items() if not is_foreign(code, p.last)}
            for code, parts in coverage.parts.items()
        },
    )


def sql_of_editions(office: Office, editions: Mapping[int, tuple[str, ...]]) -> list[str]:
    """SQL of whether a fact's code is of its month's edition."""
    every = {code for codes in editions.values() for code in codes}
    tests = []
    for edition, codes in editions.items():
        later = min((year for year in office.editions if year > edition), default=9999)
        first = min(office.editions) == edition
        if others := sorted(every.difference(codes)):
            begin = "0000-00" if first else f"{edition}-01"
            tests.append(
                f"NOT ({codes_below(others)} AND last_month >= '{begin}' "
                f"AND last_month < '{later}-01')"
            )
    return tests
