"""What the name of a query export says of its query, where it is as `plan` writes names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.reference import Office

_MONTH = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])"
_TIME = re.compile(rf"(?P<first>{_MONTH})(?:-(?P<last>{_MONTH}))?|(?P<year>(?:19|20)\d\d)")

_CODE = re.compile(r"(?<!\d)\d{4,}(?!\d)", re.ASCII)
_DATE = re.compile(r"[12]\d(?:0[1-9]|1[0-2])(?:\d\d)?", re.ASCII)
_ANY = Month(2025, 1)  # a code that any list of today has


@dataclass(frozen=True, slots=True)
class QueryName:
    """The codes and months that a file's name gives its query.

    Attributes:
        codes: Codes of commodities, each with all below it.
        months: From the first to the last.
    """

    codes: tuple[str, ...]
    months: Period

    def fits(self, commodities: Iterable[str], periods: Iterable[Period]) -> bool:
        """Whether a file of these commodities and periods can be the query's answer."""
        return all(code.startswith(self.codes) for code in commodities) and all(
            self.months.first <= period.first and period.last <= self.months.last
            for period in periods
        )


def read_query_name(name: str, office: Office) -> QueryName | None:
    """The query that a file's name states: 出口_7324_202501-202512_贸易伙伴_美元.csv.

    Flow, codes, months or a year, and whatever else, with `_` between them. None where the name is
    of another form, or leaves codes out (等5项).
    """
    flow, *parts = name.rpartition(".")[0].split("_")
    words = {word for way in (Flow.EXPORT, Flow.IMPORT) for word in office.flow_words[way]}
    leading = list(_leading(parts))
    if flow.lower() not in words or len(leading) < 2:
        return None
    *codes, time = leading
    months = _read_time(time)
    if months is None or not all(map(office.is_commodity, codes)):
        return None
    return QueryName(tuple(codes), months)


def goods_of_name(name: str, office: Office) -> frozenset[str]:
    """The codes of goods in a file's name, whatever its form; none that may be a date: 2503."""
    return frozenset(
        code
        for code in _CODE.findall(name)
        if not _DATE.fullmatch(code) and office.knows(code, _ANY)
    )


def _leading(parts: Iterable[str]) -> Iterator[str]:
    """The parts before the first that is neither a number nor a range of them."""
    for part in parts:
        if not part.replace("-", "").isdigit():
            return
        yield part


def _read_time(text: str) -> Period | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    if found["year"]:
        year = int(found["year"])
        return Period(Month(year, 1), Month(year, 12))
    first = Month.parse(found["first"])
    last = Month.parse(found["last"] or found["first"])
    return Period(first, last) if first <= last else None
