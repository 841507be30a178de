"""The heads of a query export: which column is which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Currency, Dimension, SourceError
from yuebao.sources._values import bare, listed, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.sources._dialects import ColumnKind, Dialects, QueryDialect
    from yuebao.sources.files.record import FileRow

_NAMES_OF_CODES = {
    "partner_name": "partner",
    "mode_name": "mode",
    "province_name": "province",
}
_MOST_COLUMNS = 1000  # a query has fifteen; a spreadsheet may pad them to hundreds
_PAIRS = (("quantity", "unit"), ("quantity2", "unit2"))
_PAIRED = {unit: quantity for quantity, unit in _PAIRS}
_TOLD = {"partner": ("partner", "bloc"), "mode": ("mode",), "province": ("region",)}
_NEEDED = ("month", "commodity", "value")  # a fact is of these


@dataclass(frozen=True, slots=True)
class QueryHeads:
    """The columns of one query export.

    Attributes:
        record: The record they stand in.
        places: The number of each role's column, counted from 0.
        currency: Of the values.
        dimensions: What it is broken down by.
        left_out: The numbers of columns that the caller leaves out.
        aside: The numbers of columns that count the rows: they say nothing of a fact.
        remarks: On columns that are not used.
    """

    record: FileRow
    places: Mapping[str, int]
    currency: Currency
    dimensions: frozenset[Dimension]
    left_out: frozenset[int]
    aside: frozenset[int]
    remarks: tuple[str, ...]

    def head(self, column: int) -> str:
        """How a column is headed; its number, counted from 1, where it has no head."""
        fields = self.record.fields
        text = bare(fields[column]) if column < len(fields) else ""
        return text or str(column + 1)


def read_heads(
    dialects: Dialects, record: FileRow, file: str, without: Sequence[str] = ()
) -> QueryHeads:
    """Understand the heads of a query export.

    A column that no query has is left out: that nothing stands in it is seen with the rows; what
    stands in one that counts the rows does not matter.

    Raises:
        SourceError: A column is there twice or missing, or both currencies are there.
    """
    if len(record.fields) > _MOST_COLUMNS:
        raise SourceError(
            f"the heads have {len(record.fields):,} columns, more than any table of customs",
            file=file,
            line=record.line,
            remedy="Take out the columns that are empty.",
        )
    dialect, ordinal = dialects.query, set(map(plain, dialects.words.ordinal))
    places: dict[str, int] = {}
    currencies: list[Currency] = []
    unknown: list[int] = []
    left_out: list[int] = []
    aside: list[int] = []
    for place, field in enumerate(record.fields):
        if not bare(field):
            continue
        if dialect.tells_flow(field):
            raise _of_both(file, record, field)
        kind = dialect.find(field)
        if is_left_out(without, field, kind):
            left_out.append(place)
            continue
        if kind is None:
            (aside if plain(field) in ordinal else unknown).append(place)
            continue
        if kind.currency is not None:
            currencies.append(kind.currency)
        if kind.role in places and len(set(currencies)) < 2:
            raise _stands_twice(file, record, field)
        places[kind.role] = place
    others = [bare(record.fields[place]) for place in unknown]
    if "value" not in places:
        _check_unit(file, record, others, dialects)
    _check_complete(file, record, places, currencies, dialect, others)
    places = _set_lone_aside(places)
    return QueryHeads(
        record=record,
        places=places,
        currency=currencies[0],
        dimensions=frozenset(d for d in Dimension if d.value in places),
        left_out=frozenset(left_out),
        aside=frozenset(aside),
        remarks=tuple(_remarks(record, places, unknown, left_out, aside)),
    )


def kinds_told(record: FileRow, dialect: QueryDialect) -> frozenset[str]:
    """By what the columns of a query tell parts of trade apart, those left out too."""
    roles = {kind.role for field in record.fields if (kind := dialect.find(field)) is not None}
    told = {kind for role, kinds in _TOLD.items() if role in roles for kind in kinds}
    return frozenset(told | {"goods"})


def is_left_out(without: Sequence[str], head: str, kind: ColumnKind | None) -> bool:
    """Whether the caller leaves out a column, named by its head or by what it holds."""
    role = kind.role if kind is not None else ""
    if role in _NEEDED:
        return False
    meant = {role, role.removesuffix("_name"), _PAIRED.get(role, role)}
    return any(plain(word) == plain(head) or word in meant for word in without)


def _check_unit(file: str, record: FileRow, others: Sequence[str], dialects: Dialects) -> None:
    """Refuse values in ten thousands and the like, that the platform never hands out."""
    words = next(iter(dialects.bulletins.values())).heads if dialects.bulletins else None
    for head in others:
        said = words.read(head) if words is not None else None
        if said is not None and said.unit is not None and said.unit.factor > 1:
            raise SourceError(
                f"its values are in units of {said.unit.factor:,} {said.unit.currency}, but those "
                "of a query export are whole",
                file=file,
                line=record.line,
                column=head,
                remedy="Load the file as it was downloaded: rounded values do not add up.",
            )


def _check_complete(
    file: str,
    record: FileRow,
    places: Mapping[str, int],
    currencies: list[Currency],
    dialect: QueryDialect,
    others: Sequence[str],
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
            unknown = f"; no query export has {listed(others)}" if others else ""
            raise SourceError(
                f"there is no column of {what} ({dialect.head_of(role)}){unknown}",
                file=file,
                line=record.line,
                remedy=f"Rename the column if it is there under another head. Known are: "
                f"{dialect.heads()}."
                if others
                else "Query again with that column.",
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


def _remarks(
    record: FileRow,
    places: Mapping[str, int],
    unknown: Sequence[int],
    left_out: Sequence[int],
    aside: Sequence[int],
) -> list[str]:
    def head(place: int) -> str:
        return bare(record.fields[place])

    return [
        *(
            f"The column {head(place)} was left out: a quantity needs its unit."
            for role, place in places.items()
            if role.endswith("_alone")
        ),
        *(f"The column {head(place)} was left out: nothing stands in it." for place in unknown),
        *(f"The column {head(place)} was left out, as told." for place in left_out),
        *(f"The column {head(place)} was left out: it counts the rows." for place in aside),
    ]


def _stands_twice(file: str, record: FileRow, field: str) -> SourceError:
    return SourceError(
        "this column stands there twice",
        file=file,
        line=record.line,
        column=bare(field),
        remedy="Take one of them out.",
    )


def _of_both(file: str, record: FileRow, field: str) -> SourceError:
    return SourceError(
        "this column says of each row whether it is exports or imports, and a file that is read "
        "holds one of them",
        file=file,
        line=record.line,
        column=bare(field),
        remedy="Save the exports and the imports as files of their own, named so, and take the "
        "column out of both.",
    )
