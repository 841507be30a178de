"""What DuckDB reads the records of tables from: one file, or many of one form in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READ_CSV = """read_csv([{paths}],
    auto_detect = false, header = false, skip = {skip}, columns = {columns},
    delim = {delim}, quote = '"', escape = '"', comment = '', nullstr = '\x01', strict_mode = true,
    encoding = {encoding}, compression = 'none', buffer_size = 33554432)"""
"""Every choice is named, nothing is sniffed; \x01 stands in no file, so nothing is read as null."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """What CSV files must share to be read in one statement.

    Attributes:
        width: How many columns they have.
        codec: Their encoding, as DuckDB names it.
        skip: How many lines stand above their records.
        separator: What parts their fields.
    """

    width: int
    codec: str
    skip: int
    separator: str = ","


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """The records of a table below its heads, for DuckDB.

    Attributes:
        encoding: `gb18030` where each character stands for one byte of it, else `utf-8`.
        sql: What follows `from`; its columns are c0, c1, …, all text. Empty for a CSV file.
        path: The CSV file.
        form: And what it looks like.
    """

    encoding: str
    sql: str = ""
    path: Path | None = None
    form: CsvForm | None = None


def csv_relation(
    path: Path, width: int, codec: str, encoding: str, *, skip: int, separator: str = ","
) -> RecordRelation:
    """The records of a CSV file; arguments as in Relation and CsvForm."""
    return RecordRelation(encoding, path=path, form=CsvForm(width, codec, skip, separator))


def join_relations(relations: Sequence[RecordRelation]) -> str:
    """What follows `from` to read relations of one encoding and form, one after the other.

    Beside their columns it has `file`, the number of the relation a record is of, from 0.
    """
    form = relations[0].form
    if form is None:
        selects = (
            f"select *, {at}::usmallint as file from {one.sql}" for at, one in enumerate(relations)
        )
        return f"({' union all '.join(selects)})"
    read = READ_CSV.format(
        paths=", ".join(quote(str(one.path.resolve())) for one in relations if one.path),
        skip=form.skip,
        columns="{" + ", ".join(f"'c{index}': 'VARCHAR'" for index in range(form.width)) + "}",
        delim=quote(form.separator),
        encoding=quote(form.codec),
    )
    return f"(select *, file_index::usmallint as file from {read})"


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
