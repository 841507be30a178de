"""Query exports: from text to facts, in SQL, with a slow look only at what is wrong."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb

from yuebao.domain import Depth, Grain, Month, Period, PeriodError, SourceError
from yuebao.sources import _query_sql as sql
from yuebao.sources._direction import decide_flow
from yuebao.sources._facts import Facts
from yuebao.sources._heads import read_heads
from yuebao.sources._months import months_remedy
from yuebao.sources._query_check import (
    KINDS,
    ascends,
    check_province_names,
    check_rows,
)
from yuebao.sources._query_table import Export
from yuebao.sources._scratch import scratch_folder
from yuebao.sources._text import quote
from yuebao.sources._values import counted, listed, read_month, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from yuebao.domain import Flow
    from yuebao.reference import Office
    from yuebao.sources._dialects import QueryDialect
    from yuebao.sources._given import Given
    from yuebao.sources._heads import QueryHeads
    from yuebao.sources._recognise import Recognised
    from yuebao.sources._record import Relation, Table

_MOST_UNITS = 500


def read_query(connection: duckdb.DuckDBPyConnection, found: Recognised, given: Given) -> Facts:
    """Read a query export into a temporary view with READ_COLUMNS.

    Raises:
        SourceError: The file cannot be understood, with line and column.
        DirectionError: Nobody says whether it is of exports or imports.
        PeriodError: It does not say which months it covers, nor does the caller.
    """
    table, dialect, office = found.table, given.dialects.query, given.office
    # What is wrong with the table comes before what nobody said of it.
    heads = read_heads(dialect, found.head, table.name)
    flow = decide_flow(given.path, given.flow, office)
    if "month" not in heads.places and given.months is None:
        raise PeriodError(
            f"it has no column {dialect.head_of('month')} (the query was made without "
            f"{office.platform.word('monthly')}), so it does not say which months it covers",
            where=table.name,
            remedy=months_remedy(table.name),
        )
    with scratch_folder() as scratch:
        export = _stage(connection, table, heads, dialect, scratch)
    try:
        facts = _to_facts(export, office, flow, given.months, given.source)
    except BaseException:
        connection.execute(f"drop table {export.staged}")
        raise
    if given.flow is not None:
        return facts
    return replace(facts, remarks=(f"Taken for {flow}s by the file's name.", *facts.remarks))


def _stage(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    heads: QueryHeads,
    dialect: QueryDialect,
    scratch: Path,
) -> Export:
    """Run READ the first way the table offers that succeeds."""
    # Row numbers are the file's only while DuckDB keeps its order.
    connection.execute("set preserve_insertion_order = true")
    staged = f"staged_{uuid4().hex}"
    failure: duckdb.Error | None = None
    with closing(table.relate(connection, heads.record, scratch)) as relations:
        for relation in relations:
            try:
                _read(connection, staged, relation, heads, dialect)
            except duckdb.InvalidInputException as error:
                failure = error
            else:
                return Export(connection, table, heads, dialect, staged, relation.encoding)
    reason = str(failure).splitlines()[0] if failure else "there is nothing to read"
    raise SourceError(f"it cannot be read ({reason})", file=table.name)


def _read(
    connection: duckdb.DuckDBPyConnection,
    staged: str,
    relation: Relation,
    heads: QueryHeads,
    dialect: QueryDialect,
) -> None:
    width = len(heads.record.fields)
    connection.execute(sql.read_statement(staged, relation, heads.places, width, dialect.widths))


def _to_facts(
    export: Export, office: Office, flow: Flow, months: Period | None, source: str
) -> Facts:
    checked = check_rows(export)
    rows, codes = checked.rows, checked.codes
    first, last, periods, spellings = _periods(export, months)
    commodity, grain, code_remarks = _commodities(export, codes["commodity"])
    check_province_names(export, office.regions)
    unit, quantity, unit_remarks = _units(export, "quantity", "unit")
    unit2, quantity2, unit2_remarks = _units(export, "quantity2", "unit2")
    view = f"facts_{source[:12]}_{uuid4().hex[:8]}"
    columns = sql.facts_columns(
        flow=quote(flow),
        grain=grain,
        currency=quote(export.heads.currency),
        commodity=commodity,
        first_month=first,
        last_month=last,
        precision="1",
        unit=unit,
        unit2=unit2,
        quantity=quantity,
        quantity2=quantity2,
        growth="null",
        source=quote(source),
        row="rowid + 1",
    )
    export.connection.execute(sql.FACTS.format(view=view, columns=columns, table=export.staged))
    truncated = rows == export.dialect.row_cap
    return Facts(
        table=view,
        rows=rows,
        periods=periods,
        remarks=(
            *export.heads.remarks,
            *checked.remarks,
            *code_remarks,
            *unit_remarks,
            *unit2_remarks,
            *_unknown_codes(codes, office),
            *([_cap_remark(rows)] if truncated else []),
        ),
        truncated=truncated,
        ascending=spellings <= 1 and ascends(export, rows, codes["commodity"]),
    )


def _cap_remark(rows: int) -> str:
    return f"Exactly {rows:,} rows is the platform's cap: the file is probably cut."


def _periods(export: Export, months: Period | None) -> tuple[str, str, tuple[Period, ...], int]:
    """Expressions for the first and last month of a fact, what the file covers, and spellings.

    The last is in how many ways a month is written at most.

    Raises:
        SourceError: A month cannot be read, or lies outside the months declared.
    """
    if "month" not in export.heads.places:
        assert months is not None  # noqa: S101 - refused before the file was read
        return quote(str(months.first)), quote(str(months.last)), (months,), 1
    spelled: dict[str, str | None] = {}
    seen: set[Month] = set()
    for (text,) in export.distinct("month"):
        spelled[text or ""] = str(_month(export, text, months, seen))
    plain = all(text == month for text, month in spelled.items())
    month = "month" if plain else sql.choose("month", spelled)
    covered = months.months() if months else sorted(seen)
    spellings = max(Counter(spelled.values()).values())
    return month, month, tuple(map(Period.of_month, covered)), spellings


def _month(export: Export, text: str | None, months: Period | None, seen: set[Month]) -> Month:
    month = None if text is None else read_month(export.decode(sql.month_text(text)))
    if month is not None and (months is None or month in months):
        seen.add(month)
        return month
    column = export.heads.places["month"]
    row = export.first_row("month is not distinct from ?", text) or 0
    if month is None:
        read = export.record(row).fields[column]
        found = f"{shown(read)} is not a month" if read.strip() else "there is no month"
        raise export.refusal(row, column, found, "A month is written as 202501.")
    raise export.refusal(
        row,
        column,
        f"{month} is outside the months given, {months}",
        "Give the months the query covered, or leave --months out: the file names its own.",
    )


def _commodities(export: Export, codes: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Expressions for commodity and grain, and remarks.

    A spreadsheet takes 01012100 for a number and drops the zero. No HS code has an odd number of
    digits, so such a length shows the loss; it is undone only beside codes of the full length.

    Raises:
        SourceError: A code is of no length there is, and nothing shows how long it should be.
    """
    lengths = set(map(len, codes))
    short = sorted(length for length in lengths if length not in export.dialect.depths)
    for length in short:
        if length + 1 not in lengths.intersection(export.dialect.depths):
            raise _odd_code(export, length)
    full = sorted(lengths.difference(short))
    commodity = "commodity"
    if short:
        listed = ", ".join(map(str, short))
        commodity = f"case when strlen(commodity) in ({listed}) then '0' else '' end || commodity"
    grains = {str(n): str(Grain(Depth.of_digits(n), export.heads.dimensions)) for n in full}
    grain = quote(next(iter(grains.values())))
    if len(grains) > 1:
        grain = sql.choose(f"(strlen({commodity}))::varchar", grains)
    return commodity, grain, tuple(_zero_remark(export, length) for length in short)


def _zero_remark(export: Export, length: int) -> str:
    condition = f"strlen(commodity) = {length}"
    rows = export.count(condition)
    return (
        f"{counted(rows, 'commodity code')} of {length} digits among codes of {length + 1}: the "
        "leading zero that a spreadsheet dropped was put back."
    )


def _odd_code(export: Export, length: int) -> SourceError:
    row = export.first_row(f"strlen(commodity) = {length}") or 0
    column = export.heads.places["commodity"]
    text = export.record(row).fields[column].strip()
    return export.refusal(
        row,
        column,
        f"{shown(text)} is not a commodity code, which has {export.dialect.forms['commodity']}",
        "If a spreadsheet dropped a leading zero, put it back with the column formatted as text, "
        "or load the file as it was downloaded.",
    )


def _units(export: Export, quantity: str, unit: str) -> tuple[str, str, tuple[str, ...]]:
    """Expressions for a unit of quantity and the quantity, null where there is none, and remarks.

    Raises:
        SourceError: A quantity is missing though its unit is there.
    """
    if unit not in export.heads.places:
        return "null", "null", ()
    meanings: dict[str, str | None] = {}
    none: list[str] = []
    lost = 0
    missing: list[int] = []
    statement = sql.UNITS.format(
        unit=unit, quantity=quantity, table=export.staged, limit=_MOST_UNITS
    )
    found = export.connection.execute(statement).fetchall()
    if len(found) > _MOST_UNITS:
        raise SourceError(
            f"more than {_MOST_UNITS} different units stand in its column "
            f"{export.heads.head(export.heads.places[unit])}",
            file=export.table.name,
            remedy="Customs knows some sixty: the columns are mixed up. Download the file again.",
        )
    for text, held, first in found:
        name = export.decode(text).strip()
        if name in export.dialect.no_unit:
            none.append(text or "")
            lost += held
        else:
            meanings[text] = name
            missing += [first] if first is not None else []
    if missing:
        raise export.refusal(
            min(missing),
            export.heads.places[quantity],
            "there is no quantity, though its unit is there",
        )
    head = export.heads.head(export.heads.places[quantity])
    remark = f"{counted(lost, 'number')} in {head} left out, with no unit beside."
    held_sql = f"case when {sql.among(unit, none)} then null else {quantity} end"
    return sql.choose(unit, meanings), held_sql if none else quantity, (remark,) * (lost > 0)


def _unknown_codes(codes: Mapping[str, Sequence[str]], office: Office) -> list[str]:
    """Remarks on codes that no list has; the facts are kept."""
    remarks = []
    lists = {"partner": office.partners.find, "province": office.regions.find}
    for role, find in lists.items():
        unknown = sorted(code for code in codes.get(role, ()) if find(code) is None)
        if unknown:
            remarks.append(f"In no list: {KINDS[role]} {listed(unknown)}.")
    return remarks
