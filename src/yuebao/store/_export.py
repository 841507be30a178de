"""Facts handed out as one file, each with the file, record and release it came from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from yuebao.domain import FACT_COLUMNS, PlaceError, StoreError, UserError
from yuebao.sources import clear_scratch, scratch_folder
from yuebao.store._engine import DuckDB
from yuebao.store._system import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Column, Currency, Dimension, Flow, Period
    from yuebao.store._engine import Rows
    from yuebao.store._view import View


class TableFormat(StrEnum):
    """What facts can be written as; the value is the file's ending."""

    PARQUET = "parquet"
    CSV = "csv"


# A spreadsheet would run a text that begins with one of these as a formula; the full-width forms
# count in East Asia.
_FORMULA = r"^\s*[=+\-@＝＋－＠]"

_FREE_TEXTS = ("file", "unit", "unit2")
"""The columns whose texts are as somebody wrote them; all others are codes of ours."""

_EXPORT_SQL = """
COPY (
    SELECT {columns}
    FROM {facts} AS f JOIN (SELECT unnest($hashes) AS sha256, unnest($names) AS name) AS s
        ON s.sha256 = f.source
    WHERE {where}
    ORDER BY f.last_month, f.commodity, f.flow, f.grain, f.scope, f.currency, f.first_month,
        f.partner, f.mode, f.province, f.enterprise, f.bloc, f.released, f.source, f.row
) TO '{path}' ({options})
"""

_OPTIONS = {
    TableFormat.PARQUET: "FORMAT parquet, COMPRESSION zstd",
    TableFormat.CSV: "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"'",
}


_REFUSED = (OSError, duckdb.IOException, duckdb.OutOfMemoryException)
"""What the system's refusals come as: the facts themselves are checked before."""


def export_facts(
    view: View,
    out: Path,
    *,
    commodities: Sequence[str] = (),
    flow: Flow | None = None,
    months: Period | None = None,
    currency: Currency | None = None,
    broken_down: Mapping[Dimension, Sequence[str]] | None = None,
) -> int:
    """Write the facts a view knows to a file, whole or not at all; gives how many there are.

    The columns are those of the fact table, with `file`, the name of the source file, before
    `source`, its SHA-256. A CSV is UTF-8 without a byte order mark, with heads; an absent value is
    an empty field, and a file's name or unit that a spreadsheet would run as a formula has an
    apostrophe before it.

    Args:
        view: The store's knowledge.
        out: The file; its ending, .parquet or .csv, says the format. An existing one is replaced.
        commodities: Only commodities that begin with one of these codes; all by default.
        flow: Only this flow.
        months: Only facts whose period lies in these months.
        currency: Only facts in this currency.
        broken_down: By dimension, the only codes of it; a fact that is not broken down by it has
            none of them. A dimension without codes narrows nothing.

    Raises:
        UserError: The file's ending is neither, or its folder is not there.
        StoreError: The facts cannot be read.
        PlaceError: The file cannot be written.
    """
    form = _format_of(out)
    if not out.parent.is_dir():
        raise UserError("there is no such folder", where=str(out.parent), remedy="Make it first.")
    names = view.source_names()
    engine, facts = view.in_duckdb()
    where, bound = _where(
        commodities, broken_down or {}, {"flow": flow, "currency": currency}, months
    )
    bound |= {"hashes": list(names), "names": list(names.values())}
    clear_scratch(out.parent)
    try:
        with scratch_folder(out.parent) as folder:
            part = folder / "facts"
            sql = _EXPORT_SQL.format(
                columns=_columns(form),
                facts=facts,
                where=where,
                path=str(part).replace("'", "''"),
                options=_OPTIONS[form],
            )
            ((count,),) = engine.query(sql, bound)
            part.replace(out)
    except (StoreError, OSError) as error:
        if not isinstance(error.__cause__ or error, _REFUSED):
            raise
        raise _cannot_write(out, error.__cause__ or error) from error
    return int(count)


def rows_as_parquet(columns: Sequence[Column], rows: Rows) -> bytes:
    """Rows of any table as a Parquet file."""
    engine = DuckDB()
    name = engine.take(columns, rows)
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "rows.parquet"
            engine.query(f"COPY {name} TO '{path}' ({_OPTIONS[TableFormat.PARQUET]})")
            return path.read_bytes()
    finally:
        engine.release(name)


def _cannot_write(out: Path, cause: BaseException) -> PlaceError:
    return PlaceError(
        f"the facts cannot be written ({reason_of(cause)})", where=str(out),
        remedy="Check the path, who may write there, and the space left.",
    )  # fmt: skip


def _format_of(out: Path) -> TableFormat:
    try:
        return TableFormat(out.suffix.lower().lstrip("."))
    except ValueError:
        raise UserError(
            f"{out.suffix or 'no ending'} says no format", where=str(out),
            remedy="Name a file that ends in .parquet or .csv.",
        ) from None  # fmt: skip


def _columns(form: TableFormat) -> str:
    written: dict[str, str] = {}
    for column in FACT_COLUMNS:
        if column.name == "source":
            written["file"] = "s.name"
        written[column.name] = f'f."{column.name}"'
    if form is TableFormat.CSV:
        written |= {name: _harmless(written[name]) for name in _FREE_TEXTS}
    return ", ".join(f'{text} AS "{name}"' for name, text in written.items())


def _harmless(text: str) -> str:
    return f"CASE WHEN regexp_matches({text}, '{_FORMULA}') THEN chr(39) || {text} ELSE {text} END"


def _where(
    commodities: Sequence[str],
    broken_down: Mapping[Dimension, Sequence[str]],
    exact: Mapping[str, str | None],
    months: Period | None,
) -> tuple[str, dict[str, object]]:
    parts = ["true"]
    bound: dict[str, object] = {}
    if commodities:
        parts.append(
            "len(list_filter($commodities, lambda code: starts_with(f.commodity, code))) > 0"
        )
        bound["commodities"] = list(commodities)
    for dimension, codes in broken_down.items():
        if codes:
            parts.append(f"list_contains(${dimension}, f.{dimension})")
            bound[dimension] = list(codes)
    for column, value in exact.items():
        if value is not None:
            parts.append(f"f.{column} = ${column}")
            bound[column] = str(value)
    if months is not None:
        parts.append("f.first_month >= $first AND f.last_month <= $last")
        bound |= {"first": str(months.first), "last": str(months.last)}
    return " AND ".join(parts), bound
