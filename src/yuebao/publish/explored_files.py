"""What a store answered, as files to keep: CSV, Parquet and Excel."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from yuebao.domain import Column
from yuebao.publish.explored import cell_record
from yuebao.render.annex import csv_field
from yuebao.store import rows_as_parquet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.publish.explored import Shown

COLUMNS: tuple[Column, ...] = (
    Column("flow", "VARCHAR", "export, import or total"),
    Column("by", "VARCHAR", "what is broken down by"),
    Column("block", "VARCHAR", "whole, rows, bloc (a group) or rest"),
    Column("code", "VARCHAR", "the entity's code; null of the whole and the rest"),
    Column("name", "VARCHAR", "what it is called"),
    Column("window", "VARCHAR", "the window"),
    Column("first_month", "VARCHAR", "the first month of it"),
    Column("last_month", "VARCHAR", "the last"),
    Column("currency", "VARCHAR", "three letters, as in ISO 4217"),
    Column("value", "BIGINT", "whole units of the currency"),
    Column("base_value", "BIGINT", "those of the months it is compared with"),
    Column("growth", "DECIMAL(38, 12)", "growth on them, in percent"),
    Column("share", "DECIMAL(38, 12)", "share of the whole, in percent"),
    Column("contribution", "DECIMAL(38, 12)", "contribution to its growth, in percentage points"),
    Column("reason", "VARCHAR", "why there is no number"),
    Column("rows", "BIGINT", "how many facts the value was added up from"),
    Column("lacking", "VARCHAR", "the codes asked about that no file answers for; null where none"),
)
"""The columns of the files, with their types in Parquet."""


def exploration_lines(shown: Shown, whole: str, rest: str) -> list[tuple[Any, ...]]:
    """A line an entity and window, as `COLUMNS` has them; the whole first.

    Args:
        shown: What was answered, in the language of its names.
        whole: What the whole is called.
        rest: What the rest is called.
    """
    found = shown.found
    rows = [(whole, found.whole)]
    rows += [(shown.name(row.code), row) for row in found.rows if row.code is not None]
    rows += [(rest, found.rest)] if found.rest is not None else []
    lines, lacking = [], " ".join(found.lacking) or None
    for name, row in rows:
        for span, cell in zip(found.columns, row.cells, strict=True):
            told = cell_record(cell)
            block = "whole" if row is found.whole else row.block.value
            lines.append(
                (
                    found.request.flow.value, found.request.by.value, block, row.code, name,
                    str(span.window), str(span.period.first), str(span.period.last),
                    str(found.currency), told["value"], told["base"], told["growth"],
                    told["share"], told["contribution"], told["reason"], told["rows"], lacking,
                )
            )  # fmt: skip
    return lines


def lines_as_csv(lines: Sequence[tuple[Any, ...]]) -> list[list[object]]:
    """The lines with their heads, so that no spreadsheet runs one as a formula."""
    told: list[list[object]] = [[column.name for column in COLUMNS]]
    told.extend([csv_field(value) for value in line] for line in lines)
    return told


def lines_as_parquet(lines: Sequence[tuple[Any, ...]]) -> bytes:
    """The lines as a Parquet file; ratios to twelve places."""
    return rows_as_parquet(COLUMNS, list(lines))


def lines_as_xlsx(lines: Sequence[tuple[Any, ...]], sql: Sequence[str], notes: str) -> bytes:
    """The lines as a workbook: numbers as numbers, and what was run on a sheet of its own."""
    # A twentieth of what a server imports until it is ready, and few ask for a workbook.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter ships no types

    stream = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, {"in_memory": True, **texts}) as book:
        sheet = book.add_worksheet("data")
        bold, counted = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        ratio = book.add_format({"num_format": "0.0"})
        for at, column in enumerate(COLUMNS):
            sheet.write_string(0, at, column.name, bold)
        for number, line in enumerate(lines, start=1):
            for at, (value, column) in enumerate(zip(line, COLUMNS, strict=True)):
                if value is None:
                    continue
                if column.type == "VARCHAR":
                    sheet.write_string(number, at, str(value))
                else:
                    form = counted if column.type == "BIGINT" else ratio
                    sheet.write_number(number, at, float(value), form)
        sheet.freeze_panes(1, 0)
        sheet.set_column(4, 4, 28)
        sheet.set_column(9, 10, 18)
        about = book.add_worksheet("sql")
        about.set_column(0, 0, 120)
        for number, text in enumerate((notes, *sql)):
            about.write_string(number, 0, text[:32_000])
    return stream.getvalue()
