"""Which dialect a table is in: told by its first rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._dialects import first_head
from yuebao.sources._unknown import unknown_table
from yuebao.sources._values import listed, plain
from yuebao.sources.bulletin.beside import split_columns
from yuebao.sources.bulletin.blocks import split_blocks
from yuebao.sources.files.record import LOOK
from yuebao.sources.files.workbook import MAX_COLUMNS
from yuebao.sources.query.name import goods_of_name
from yuebao.sources.query.wide import WideTable, read_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources._dialects import Dialects
    from yuebao.sources._given import Given
    from yuebao.sources.files.record import FileRow, FileTable

_SURE = 3
"""So many columns of a query export are no coincidence."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose dialect is known, and the record with the heads that showed it."""

    table: FileTable
    dialect: str
    head: FileRow


def recognise(tables: Sequence[FileTable], given: Given) -> tuple[Recognised, ...]:
    """The tables of a file that can be read: one query export, or tables of bulletins.

    Raises:
        SourceError: There is none, with what it is instead, or there are query exports among
            several.
    """
    dialects = given.dialects
    found: list[Recognised] = []
    refusals: list[SourceError] = []
    for table in tables:
        try:
            found += _recognise_table(table, given)
        except SourceError as refusal:
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    if any(one.dialect == "query" and not isinstance(one.table, WideTable) for one in found):
        # What a pivot beside them was made of.
        found = [one for one in found if not isinstance(one.table, WideTable)]
    if len(found) > 1 and any(one.dialect not in dialects.bulletins for one in found):
        names = listed([one.table.name for one in found], " and ")
        raise SourceError(
            "it holds several tables that could be read",
            file=names,
            remedy="Save each of them as a file of its own.",
        )
    return tuple(found)


def _recognise_table(table: FileTable, given: Given) -> list[Recognised]:
    dialects = given.dialects
    top = [record for record in islice(table.records(), LOOK) if not record.is_blank()]
    if not top:
        raise SourceError("it holds no text", file=table.name)
    _refuse_wide(table.name, top)
    for record in top:
        known = _query_columns(record, dialects)
        if len(known) >= _SURE and "commodity" in known:
            wide = None if "value" in known else read_wide(table, top, given)
            return [Recognised(wide or table, "query", wide.rows[0] if wide else record)]
        if _bulletin_of(record, top, dialects):
            of_goods = goods_of_name(given.path.name, given.office)
            if of_goods and (wide := read_wide(table, top, given)):
                return [Recognised(wide, "query", wide.rows[0])]
            bulletin_of = partial(_bulletin_of, dialects=dialects)
            parts = split_columns(table, record, dialects)
            found = [one for part in parts for one in split_blocks(part, dialects, bulletin_of)]
            if not found:  # heads of several tables, none of which is one by itself
                break
            return [Recognised(*one) for one in found]
    if wide := read_wide(table, top, given):
        return [Recognised(wide, "query", wide.rows[0])]
    for record in top:
        own = sum(map(dialects.query.is_own, record.fields))
        if own > 1 or (own and record is top[0]):
            return [Recognised(table, "query", record)]
    raise unknown_table(table.name, top, dialects)


def _refuse_wide(name: str, top: Sequence[FileRow]) -> None:
    """Refuse what is wider than any table before every head of it is looked at."""
    for record in top:
        filled = sum(1 for field in record.fields if field.strip())
        if filled > MAX_COLUMNS:
            raise SourceError(
                f"it has {filled:,} columns, more than any table of customs",
                file=name,
                line=record.line,
                remedy="Leave the columns of the table alone in it.",
            )


def _query_columns(record: FileRow, dialects: Dialects) -> set[str]:
    kinds = (dialects.query.find(field) for field in record.fields)
    return {kind.role for kind in kinds if kind is not None}


def _bulletin_of(record: FileRow, top: Sequence[FileRow], dialects: Dialects) -> str | None:
    """The bulletin whose heads a record begins with; None where it is none."""
    place = first_head(record.fields, dialects.words)
    first = "" if place is None else record.fields[place]
    fields = {plain(field) for field in record.fields}
    for name, bulletin in dialects.bulletins.items():
        units = {plain(text) for text in bulletin.quantity_units}
        if bulletin.is_headed(first) and (not units or units & fields):
            return name
    if plain(first) not in dialects.vague:
        return None
    above = [field for other in top[: top.index(record)] for field in other.fields]
    titled = (n for n, one in dialects.bulletins.items() if any(map(one.is_titled, above)))
    return next(titled, None)
