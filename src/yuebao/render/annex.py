"""The data annex: one record a printed table cell, as JSON and as CSV.

A record says where the cell stands (`table`, `window`, `block`, `rank`, `label`, `code`,
`measure`), what it prints (`text`, `unit`), the exact `value` as a decimal string in that unit
(null for `-`, with the `reason`), and what that was computed from (`levels`, `releases`,
`sources`). Two annexes compare line by line: one cell is one line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from yuebao.domain import to_decimal
from yuebao.render._walk import (
    highlights_of,
    labelled_figures,
    one_line,
    reason_text,
    releases_of,
    source_names,
    sources_of,
)
from yuebao.report.model import Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from yuebao.report.model import Document, DocumentWords, FigureCell, Ingredient, Key

Record = dict[str, object]

ADDRESS_KEYS: tuple[str, ...] = ("section", "flow")
"""The keys that records add which say what section they are of."""

_UNADDRESSED = frozenset({"overview", "products", "partners", "provinces", "province-trade"})
"""Sections whose records kept the keys they had before there were others."""

_FLOWS = {Side.EXPORTS: "export", Side.IMPORTS: "import", Side.TOTAL: "total", Side.NET: "net"}

CELL_KEYS: tuple[str, ...] = (
    "table", "window", "block", "rank", "label", "code", "measure", "text", "value", "reason",
    "unit", "indicator", "period", "levels", "releases", "sources",
)  # fmt: skip
"""The keys of a record, in order; also the columns of the CSV form, before its `notices`."""


def render_annex(document: Document) -> bytes:
    """Draw the annex as JSON: the report's particulars, then one cell a line."""
    report = json.dumps(report_record(document), ensure_ascii=False, indent=1)
    cells = ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in cell_records(document))
    body = f"[\n{cells}\n]" if cells else "[]"
    return f'{{"report": {report},\n"cells": {body}}}\n'.encode()


def render_csv(document: Document) -> bytes:
    """Draw the annex as CSV in UTF-8 with a byte order mark, by which Excel knows it.

    Every row ends with the report's cautions, since rows travel without their report. Levels are
    `role flow period amount unit grain rows`, several separated by `; `; an absent amount or grain
    is `-`. A cell that a spreadsheet would run as a formula (it begins with `=`,
    `+`, `-` or `@`, is no number and not the `-` of a missing one) gets an apostrophe before it.
    The keys that only some records have are empty in the others.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    notices = csv_field(" ".join(map(one_line, document.notices)))
    records = list(cell_records(document))
    named = tuple(key for key in ADDRESS_KEYS if any(key in record for record in records))
    keys = (*CELL_KEYS, *named)
    writer.writerow((*keys, "notices"))
    for record in records:
        writer.writerow([*(csv_field(record.get(key)) for key in keys), notices])
    return out.getvalue().encode("utf-8-sig")


def report_record(document: Document) -> Record:
    """What the report is, and every file its figures came from: its SHA-256 and name."""
    return {
        "definition": document.definition,
        "month": str(document.month),
        "language": document.language,
        "title": document.cover.title,
        "date": document.date.isoformat(),
        **{kind: list(codes) for kind, codes in document.part.named().items()},
        "notices": list(document.notices),
        **_highlights(document),
        "sources": [
            {"sha256": sha256, "name": name} for sha256, name in source_names(document).items()
        ],
    }


def _highlights(document: Document) -> Record:
    """The lines that matter most, each with its key and score; nothing where there are none."""
    _, lines = highlights_of(document)
    told = [
        {"key": one.key, "score": str(to_decimal(one.score)), "text": text} for one, text in lines
    ]
    return {"highlights": told} if told else {}


def cell_records(document: Document) -> Iterator[Record]:
    """A record a figure cell, in reading order, with the keys of `CELL_KEYS`."""
    for table in document.tables():
        for key, cell in labelled_figures(table):
            record = _cell_record(table.number, key, cell, document.words)
            if table.section not in _UNADDRESSED:
                record |= {"section": table.section, "flow": _FLOWS[cell.figure.side]}
            yield record


def _cell_record(table: int, key: Key, cell: FigureCell, words: DocumentWords) -> Record:
    figure = cell.figure
    return {
        "table": table,
        "window": figure.window.name,
        "block": cell.block.value,
        "rank": cell.rank,
        "label": key.label,
        "code": key.code,
        "measure": cell.measure.value,
        "text": figure.text,
        "value": exact_text(figure.value),
        "reason": reason_text(figure, words),
        "unit": figure.unit,
        "indicator": figure.indicator.value,
        "period": str(figure.period),
        "levels": [level_record(level) for level in figure.ingredients],
        "releases": releases_of(figure),
        "sources": sources_of(figure),
    }


def level_record(level: Ingredient) -> Record:
    """One level a figure was computed from."""
    return {
        "role": level.role.value,
        "flow": level.flow.value,
        "period": str(level.period),
        "amount": level.amount,
        "unit": level.unit,
        "grain": level.grain,
        "rows": level.rows,
    }


def exact_text(value: Fraction | None) -> str | None:
    """The value as a plain decimal string: exact where it ends, else to 20 significant digits."""
    return None if value is None else f"{to_decimal(value):f}"


_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# The full-width forms count too: spreadsheets in East Asia read them as the narrow ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def csv_field(value: object) -> str:
    """A value as a field of a CSV that no spreadsheet runs as a formula."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(_csv_item(item) for item in value)
        case str():
            return _harmless(one_line(value))
        case _:
            return str(value)


def _csv_item(item: object) -> str:
    if isinstance(item, dict):
        return " ".join("-" if part in (None, "") else str(part) for part in item.values())
    return str(item)


def _harmless(text: str) -> str:
    if text == "-" or _NUMBER.fullmatch(text) or not _FORMULA.match(text):
        return text
    return f"'{text}"
