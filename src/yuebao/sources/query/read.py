"""Query exports: from text to facts, in SQL, with a slow look only at what is wrong.

Files of one shape are read together: to set up a statement takes longer than the ten thousand rows
the platform hands out at most.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb

from yuebao.domain import PeriodError, SourceError, YuebaoError
from yuebao.sources._direction import decide_flow
from yuebao.sources._facts import Facts
from yuebao.sources._months import months_remedy
from yuebao.sources._scratch import scratch_folder
from yuebao.sources.bulletin.part_of_trade import refuse_part_of_query
from yuebao.sources.files.relation import join_relations, quote
from yuebao.sources.files.workbook import SheetTable
from yuebao.sources.query import sql
from yuebao.sources.query.check import ascends, check_province_names, check_rows
from yuebao.sources.query.facts import (
    read_commodities,
    read_months,
    read_units,
    remark_unknown,
)
from yuebao.sources.query.heads import kinds_told, read_heads
from yuebao.sources.query.table import Export, QueryFile, of_each
from yuebao.sources.query.told_above import check_lines_above
from yuebao.sources.query.wide import WideTable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from yuebao.sources._given import Given
    from yuebao.sources._recognise import Recognised
    from yuebao.sources.files.relation import RecordRelation


def open_query(found: Recognised, given: Given) -> QueryFile:
    """Understand the heads of a query export.

    Raises:
        SourceError: They cannot be understood.
        DirectionError: Nobody says whether it is of exports or imports.
        PeriodError: It does not say which months it covers, nor does the caller.
    """
    table, dialect, office = found.table, given.dialects.query, given.office
    if isinstance(table, SheetTable):
        table = replace(table, whole=True)
    # What is wrong with the table comes before what nobody said of it.
    heads = read_heads(given.dialects, found.head, table.name, given.without)
    records = table.records() if found.head.line > 1 else iter(())
    above = takewhile(lambda record: record.line < found.head.line, records)
    lines = [text for record in above for text in record.fields if text.strip()]
    refuse_part_of_query(
        given.path.name,
        table.tab,
        (*table.notes, *lines),
        kinds_told(found.head, dialect),
        given,
    )
    flow = decide_flow(given.path, given.flow, office, table.tab)
    lines += table.above if isinstance(table, WideTable) else ()
    check_lines_above(table.name, lines, given.dialects, office, flow=flow, currency=heads.currency)
    if "month" not in heads.places and given.months is None:
        raise PeriodError(
            f"it has no column {dialect.head_of('month')} (the query was made without "
            f"{office.platform.word('monthly')}), so it does not say which months it covers",
            where=table.name,
            remedy=months_remedy(table.name),
        )
    return QueryFile(table, heads, flow, given)


def read_queries(
    connection: duckdb.DuckDBPyConnection, files: Sequence[QueryFile]
) -> list[Facts | YuebaoError]:
    """Read query exports into temporary views with READ_COLUMNS, or say why each is refused.

    Files of one shape share a view; the facts of one are those whose `source` is its hash. They
    stand in the order given.
    """
    outcomes: dict[int, Facts | YuebaoError] = {}
    shapes: dict[Hashable, list[int]] = defaultdict(list)
    for at, file in enumerate(files):
        shapes[file.shape].append(at)
    # Row numbers are the files' only while DuckDB keeps its order.
    connection.execute("set preserve_insertion_order = true")
    with scratch_folder() as scratch:
        for alike in shapes.values():
            outcomes |= _read_alike(connection, {at: files[at] for at in alike}, scratch)
    return [outcomes[at] for at in range(len(files))]


def _read_alike(
    connection: duckdb.DuckDBPyConnection, files: Mapping[int, QueryFile], scratch: Path
) -> dict[int, Facts | YuebaoError]:
    """Read files of one shape."""
    outcomes: dict[int, Facts | YuebaoError] = {}
    for places, staged in list(_stage_alike(connection, files, scratch)):
        found = [staged] if isinstance(staged, YuebaoError) else _to_facts(staged)
        outcomes |= dict(zip(places, found, strict=True))
    return outcomes


def _stage_alike(
    connection: duckdb.DuckDBPyConnection, files: Mapping[int, QueryFile], scratch: Path
) -> Iterator[tuple[Sequence[int], Export | SourceError]]:
    """Stage files of one shape, together where DuckDB can read them in one statement.

    Gives each export with the files it is of, and each refusal with its file.
    """
    alone = list(files) if len(files) == 1 else []
    with ExitStack() as stack:
        forms: dict[Hashable, dict[int, RecordRelation]] = defaultdict(dict)
        for at, file in files.items() if len(files) > 1 else ():
            ways = file.table.relate(connection, file.heads.record, scratch)
            try:
                relation = next(stack.enter_context(closing(ways)))
            except SourceError as refusal:
                yield [at], refusal
            else:
                forms[relation.encoding, relation.form][at] = relation
        for relations in forms.values():
            for places, export in _stage_together(connection, files, relations):
                if export is None:
                    alone += places
                else:
                    yield places, export
    for at in alone:
        try:
            yield [at], _stage_alone(connection, files[at], scratch)
        except SourceError as refusal:
            yield [at], refusal


def _stage_together(
    connection: duckdb.DuckDBPyConnection,
    files: Mapping[int, QueryFile],
    relations: Mapping[int, RecordRelation],
) -> Iterator[tuple[Sequence[int], Export | None]]:
    """Run READ over relations of one form, in halves where it fails: None for a file it fails for.

    DuckDB may read the same file another way, or somebody may tell what is wrong with it.
    """
    places = list(relations)
    chosen = tuple(files[at] for at in places)
    try:
        yield places, _stage(connection, chosen, list(relations.values()))
    except duckdb.InvalidInputException:
        middle = len(places) // 2
        if not middle:
            yield places, None
        for half in (places[:middle], places[middle:]) if middle else ():
            yield from _stage_together(connection, files, {at: relations[at] for at in half})


def _stage_alone(connection: duckdb.DuckDBPyConnection, file: QueryFile, scratch: Path) -> Export:
    """Run READ the first way the table offers that succeeds.

    Raises:
        SourceError: None does.
    """
    failure: duckdb.Error | None = None
    with closing(file.table.relate(connection, file.heads.record, scratch)) as relations:
        for relation in relations:
            try:
                return _stage(connection, (file,), [relation])
            except duckdb.InvalidInputException as error:
                failure = error
    reason = str(failure).splitlines()[0] if failure else "there is nothing to read"
    raise SourceError(f"it cannot be read ({reason})", file=file.table.name)


def _stage(
    connection: duckdb.DuckDBPyConnection,
    files: tuple[QueryFile, ...],
    relations: Sequence[RecordRelation],
) -> Export:
    """Run READ over relations of one form, one of each file."""
    staged = f"staged_{uuid4().hex}"
    heads, encoding = files[0].heads, relations[0].encoding
    statement = sql.read_statement(
        staged,
        join_relations(relations),
        encoding,
        heads.places,
        heads.left_out | heads.aside,
        len(heads.record.fields),
        files[0].given.dialects.query.widths,
    )
    connection.execute(statement)
    return Export(connection, files, staged, encoding)


def _to_facts(export: Export) -> list[Facts | YuebaoError]:
    """The facts of each file of an export, or why it is refused."""
    try:
        facts = _checked(export)
    except BaseException:
        export.connection.execute(f"drop table {export.staged}")
        raise
    if not facts:
        export.connection.execute(f"drop table {export.staged}")
    return [export.refusals.get(at) or facts[at] for at in range(len(export.files))]


def _checked(export: Export) -> dict[int, Facts]:
    """The facts of each file that is not refused."""
    checked = check_rows(export)
    codes = checked.codes
    months = export.settle(read_months)
    commodity, grain, code_remarks = read_commodities(export, codes["commodity"])
    export.settle(lambda one: check_province_names(one, one.given.office.regions))
    unit, quantity, unit_remarks = export.settle(lambda e: read_units(e, "quantity", "unit"))
    unit2, quantity2, unit2_remarks = export.settle(lambda e: read_units(e, "quantity2", "unit2"))
    whole = export.whole()
    if not whole:
        return {}
    view = f"facts_{uuid4().hex}"
    columns = sql.facts_columns(
        flow=quote(export.files[0].flow),
        grain=grain,
        currency=quote(export.heads.currency),
        commodity=commodity,
        first_month=months.first,
        last_month=months.last,
        precision="1",
        unit=unit,
        unit2=unit2,
        quantity=quantity,
        quantity2=quantity2,
        growth="null",
        source=of_each(whole, {at: quote(export.files[at].given.source) for at in whole}),
        row=f"rowid + 1 - {of_each(whole, {at: str(export.firsts[at]) for at in whole})}",
    )
    export.connection.execute(sql.FACTS.format(view=view, columns=columns, table=export.staged))
    of_checks = (checked.remarks, code_remarks, unit_remarks, unit2_remarks)
    remarks = (*of_checks, remark_unknown(export, codes), _cap_remarks(export, checked.rows))
    rows = sum(checked.rows[at] for at in whole)
    ascending = months.spellings <= 1 and ascends(export, rows, codes["commodity"])
    return {
        at: Facts(
            table=view,
            rows=checked.rows[at],
            periods=months.periods[at],
            remarks=tuple(_remarks(export.files[at], [kind.get(at, ()) for kind in remarks])),
            truncated=checked.rows[at] == export.dialect.row_cap,
            ascending=ascending and not export.heads.left_out,
            left_out=export.files[at].left_out,
        )
        for at in whole
    }


def _remarks(file: QueryFile, found: Iterable[Sequence[str]]) -> Iterator[str]:
    if file.given.flow is None:
        yield f"Taken for {file.flow}s by the file's name."
    yield from file.heads.remarks
    for remarks in found:
        yield from remarks


def _cap_remarks(export: Export, rows: Mapping[int, int]) -> dict[int, Sequence[str]]:
    cap = export.dialect.row_cap
    remark = f"Exactly {cap:,} rows is the platform's cap: the file is probably cut."
    return {at: (remark,) for at, count in rows.items() if count == cap}
