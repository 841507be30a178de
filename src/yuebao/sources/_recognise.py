"""Which dialect a table is in: told by its first rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._dialects import bare
from yuebao.sources._numbers import read_number
from yuebao.sources._values import listed, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources._dialects import Dialects
    from yuebao.sources._record import Record, Table

LOOK = 12
"""How many records down the heads are looked for."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose dialect is known, and the record with the heads that showed it."""

    table: Table
    dialect: str
    head: Record


def recognise(tables: Sequence[Table], dialects: Dialects) -> Recognised:
    """The one table of a file that can be read.

    Raises:
        SourceError: There is none, with what it is instead, or there are several.
    """
    found: list[Recognised] = []
    refusals: list[SourceError] = []
    for table in tables:
        try:
            found.append(_recognise_table(table, dialects))
        except SourceError as refusal:
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    if len(found) > 1:
        names = listed([one.table.name for one in found], " and ")
        raise SourceError(
            "it holds several tables that could be read",
            file=names,
            remedy="Save each sheet as a file of its own.",
        )
    return found[0]


def _recognise_table(table: Table, dialects: Dialects) -> Recognised:
    top = [record for record in islice(table.records(), LOOK) if not record.is_blank()]
    if not top:
        raise SourceError("it holds no text", file=table.name)
    for record in top:
        if dialect := _bulletin_of(record, dialects):
            return Recognised(table, dialect, record)
    for record in top:
        known = sum(dialects.query.find(field) is not None for field in record.fields)
        if known > 1 or (known and record is top[0]):
            return Recognised(table, "query", record)
    raise _unknown(table, top[0], dialects)


def _first(record: Record) -> str:
    return next((text for field in record.fields if (text := bare(field))), "")


def _bulletin_of(record: Record, dialects: Dialects) -> str | None:
    """The bulletin whose heads a record is; None where it is none."""
    first = _first(record)
    for name, bulletin in dialects.bulletins.items():
        if first in bulletin.places:
            return name
    fields = {bare(field) for field in record.fields}
    return next(
        (n for n, items in dialects.items.items() if {items.item, items.unit} <= fields), None
    )


def _unknown(table: Table, first: Record, dialects: Dialects) -> SourceError:
    fields = [field.strip() for field in first.fields if field.strip()]
    known = f"Known columns are: {dialects.query.heads()}."
    if any(read_number(field) is not None for field in fields):
        return SourceError(
            f"there are no heads: the first row is data ({', '.join(map(shown, fields[:3]))})",
            file=table.name,
            line=first.line,
            remedy=f"Add the row of heads, or download the file again. {known}",
        )
    return SourceError(
        f"it is no table of customs that is known: it begins {', '.join(map(shown, fields[:5]))}",
        file=table.name,
        line=first.line,
        remedy=known,
    )
