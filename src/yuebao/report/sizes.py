"""How many rows a query will have, by what a store knows of its like in other months."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.domain import Dimension
from yuebao.store import codes_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.domain import Currency, Flow, Grain, Month
    from yuebao.report.splitting import CodeRange, Months, Ways, Within
    from yuebao.store import View

_COMMODITY = "commodity"
_ONE_MONTH = "first_month = last_month"
_DIMENSIONS = (Dimension.PROVINCE, Dimension.PARTNER, Dimension.MODE)


class QuerySizes:
    """The rows of one query in the months that are known, whole and by its codes."""

    def __init__(
        self, view: View, month: Month, *, flow: Flow, codes: tuple[str, ...], grain: Grain,
        currency: Currency,
    ) -> None:  # fmt: skip
        """Of a query as it will be asked for a month."""
        self._view = view
        self._month = month
        self._flow = flow
        self._asked = codes
        self._grain = grain
        self._currency = currency
        self._periods = _ONE_MONTH

    def longest(self) -> int:
        """The most rows that one month has; 0 where none is known.

        Where several months together are all that is known, as many as those have.
        """
        self._periods = _ONE_MONTH
        whole = self._count("''", ())
        if not whole:
            self._periods = "TRUE"
            whole = self._count("''", ())
        return max((rows for _, _, rows in whole), default=0)

    def ways(self, within: Within) -> Ways:
        """By what a part of the query can be parted: wherever two codes or more have rows."""
        found: dict[str, dict[str, Months]] = {}
        for by in _DIMENSIONS:
            if by in self._grain.dimensions:
                found[by.value] = self._codes(by.value, by.value, within, self._listed(by))
        for digits in self._digits(within):
            listed = (code[:digits] for code in self._commodities())
            goods = self._codes(_COMMODITY, f"left(commodity, {digits})", within, listed)
            if _having_rows(goods) > 1:
                found[_COMMODITY] = goods
                break
        return {by: codes for by, codes in found.items() if _having_rows(codes) > 1}

    def _codes(
        self, by: str, column: str, within: Within, listed: Iterable[str]
    ) -> dict[str, Months]:
        """Every code that a part may be asked for, in order, and its rows by month."""
        known: dict[str, dict[str, int]] = defaultdict(dict)
        for code, month, rows in self._count(column, within):
            known[code][month] = rows
        limits = [one for one in within if one.by == by]
        further = (code for code in listed if all(_lies_in(code, one) for one in limits))
        return {code: known.get(code, {}) for code in sorted({*known, *further})}

    def _listed(self, by: Dimension) -> tuple[str, ...]:
        office = self._view.office
        if by is Dimension.PROVINCE:
            return tuple(region.code for region in office.regions)
        if by is Dimension.PARTNER:
            return tuple(partner.code for partner in office.partners)
        return tuple(mode.code for mode in office.modes)

    def _commodities(self) -> Iterator[str]:
        codes = self._view.office.commodities.codes(self._month)
        return (code for code in codes if code.startswith(self._asked))

    def _digits(self, within: Within) -> Iterator[int]:
        """How many digits codes may be asked for with, the fewest first."""
        deepest = self._grain.depth.digits() or 0
        asked = min(map(len, self._asked))
        least = max((len(one.last) for one in within if one.by == _COMMODITY), default=asked)
        return (digits for digits in self._view.office.depths if least <= digits <= deepest)

    def _count(self, column: str, within: Within) -> list[tuple[str, str, int]]:
        """Codes, periods and how many rows they have."""
        bound = {
            "flow": self._flow.value, "grain": str(self._grain), "currency": self._currency,
        }  # fmt: skip
        limits = " AND ".join([self._periods, codes_below(self._asked), *map(_condition, within)])
        return self._view.query(
            f"SELECT {column}, first_month || last_month, count(*)::INTEGER "
            f"FROM {self._view.facts} WHERE flow = $flow AND grain = $grain "
            f"AND currency = $currency AND scope = 'all' AND {limits} GROUP BY 1, 2",
            bound,
        )


def _lies_in(code: str, limit: CodeRange) -> bool:
    return limit.first <= code[: len(limit.first)] and code[: len(limit.last)] <= limit.last


def _condition(limit: CodeRange) -> str:
    column = limit.by
    if column == _COMMODITY:
        column = f"left({column}, {len(limit.last)})"
    return f"{column} BETWEEN '{limit.first}' AND '{limit.last}'"


def _having_rows(codes: Ways | dict[str, Months]) -> int:
    return sum(1 for months in codes.values() if months)
