"""The heads of a query export: which column is which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Currency, Dimension, SourceError
from yuebao.sources._values import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.sources._dialects import QueryDialect
    from yuebao.sources._record import Record

_NAMES_OF_CODES = {
    "partner_name": "partner",
    "mode_name": "mode",
    "province_name": "province",
}
_MOST_COLUMNS = 1000  # a query has fifteen; a spreadsheet may pad them to hundreds
_PAIRS = (("quantity", "unit"), ("quantity2", "unit2"))


@dataclass(frozen=True, slots=True)
class QueryHeads:
    """The columns of one query export.

    Attributes:
        record: The record they stand in.
        places: The number of each role's column, counted from 0.
        currency: Of the values.
        dimensions: What it is broken down by.
        remarks: On columns that cannot be used.
    """

    record: Record
    places: Mapping[str, int]
    currency: Currency
    dimensions: frozenset[Dimension]
    remarks: tuple[str, ...]

    def head(self, column: int) -> str:
        """How a column is headed; its number, counted from 1, where it has no head."""
        fields = self.record.fields
        text = bare(fields[column]) if column < len(fields) else ""
        return text or str(column + 1)


def read_heads(dialect: QueryDialect, record: Record, file: str) -> QueryHeads:
    """Understand the heads of a query export.

    Raises:
        SourceError: A column is unknown, there twice or missing, or both currencies are there.
    """
    if len(record.fields) > _MOST_COLUMNS:
        raise SourceError(
            f"the heads have {len(record.fields):,} columns, more than any table of customs",
            file=file,
            line=record.line,
            remedy="Take out the columns that are empty.",
        )
    places: dict[str, int] = {}
    currencies: list[Currency] = []
    for place, field in enumerate(record.fields):
        if not bare(field):
            continue
        kind = dialect.find(field)
        if kind is None:
            raise _refusal(file, record, "no query export has this column", field, dialect)
        if kind.currency is not None:
            currencies.append(kind.currency)
        if kind.role in places and len(set(currencies)) < 2:
            raise _refusal(file, record, "this column stands there twice", field)
        places[kind.role] = place
    _check_complete(file, record, places, currencies, dialect)
    places = _set_lone_aside(places)
    return QueryHeads(
        record=record,
        places=places,
        currency=currencies[0],
        dimensions=frozenset(d for d in Dimension if d.value in places),
        remarks=tuple(_remarks(record, places)),
    )


def _check_complete(
    file: str,
    record: Record,
    places: Mapping[str, int],
    currencies: list[Currency],
    dialect: QueryDialect,
) -> None:
    if len(set(currencies)) > 1:
        raise SourceError(
            f"there are values in {' and in '.join(sorted(set(currencies)))}",
            file=file,
            line=record.line,
            remedy=f"Keep one of the columns {dialect.head_of('value').replace(' or ', ' and ')}, "
            "or query each currency on its own.",
        )
    for role, what in (("value", "values"), ("commodity", "commodity codes")):
        if role not in places:
            raise SourceError(
                f"there is no column of {what} ({dialect.head_of(role)})",
                file=file,
                line=record.line,
                remedy="Query again with that column.",
            )
    for name, code in _NAMES_OF_CODES.items():
        if name in places and code not in places:
            raise SourceError(
                f"there are names without codes: the column {dialect.head_of(code)} is missing",
                file=file,
                line=record.line,
                column=bare(record.fields[places[name]]),
                remedy="Names vary from file to file: query again with the codes.",
            )


def _set_lone_aside(places: Mapping[str, int]) -> dict[str, int]:
    """The places, with a quantity that has no column of units (or the reverse) as `…_alone`."""
    lone = {role for pair in _PAIRS if len(places.keys() & set(pair)) == 1 for role in pair}
    return {f"{role}_alone" if role in lone else role: at for role, at in places.items()}


def _remarks(record: Record, places: Mapping[str, int]) -> list[str]:
    return [
        f"The column {bare(record.fields[place])} was left out: a quantity needs its unit."
        for role, place in places.items()
        if role.endswith("_alone")
    ]


def _refusal(
    file: str, record: Record, what: str, field: str, dialect: QueryDialect | None = None
) -> SourceError:
    return SourceError(
        what,
        file=file,
        line=record.line,
        column=bare(field),
        remedy=f"Known are: {dialect.heads()}." if dialect else "Take one of them out.",
    )
