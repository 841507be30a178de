"""Reading files: what each is, and then how that is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from yuebao.domain import SourceError, YuebaoError
from yuebao.sources._dialects import load_dialects
from yuebao.sources._facts import join_facts
from yuebao.sources._given import Given
from yuebao.sources._reading import Reading
from yuebao.sources._recognise import recognise
from yuebao.sources._values import listed
from yuebao.sources.bulletin.beside import ColumnBlock
from yuebao.sources.bulletin.blocks import TableBlock
from yuebao.sources.bulletin.items import read_items
from yuebao.sources.bulletin.read import read_bulletin
from yuebao.sources.files.inspect import Container, Inspection, inspect_file
from yuebao.sources.files.page import known_page, open_page
from yuebao.sources.files.record import LOOK
from yuebao.sources.files.text import SEPARATORS, TextTable
from yuebao.sources.files.workbook import SheetTable, open_workbook
from yuebao.sources.query.name import read_query_name
from yuebao.sources.query.read import open_query, read_queries
from yuebao.sources.query.wide import WideTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period, Scope
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
    from yuebao.sources._facts import Facts
    from yuebao.sources._recognise import Recognised
    from yuebao.sources.files.record import FileTable
    from yuebao.sources.query.table import QueryFile

MOST_TOGETHER = 256
"""So many files are read together at most: a fault in one is looked for among them."""

_WORKBOOKS_TOGETHER = 1 << 24  # bytes of workbooks: their cells are held, and take ten times that
_LONGEST_MESSAGE = 2000  # characters; a table may hold the same words in a note
_HASHING = 4  # threads; hashlib lets others run
_LOOKING = 2  # likewise; what is found of a workbook is held, so more would take more memory


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file of which it is known what it is.

    Attributes:
        inspection: What a look at its bytes found.
        remarks: On what holds the table.
        found: The table; several of bulletins.
        given: What is known beside it.
        query: The table as a query export, if it is one.
    """

    inspection: Inspection
    remarks: tuple[str, ...]
    found: tuple[Recognised, ...]
    given: Given
    query: QueryFile | None

    @property
    def twin(self) -> object:
        """What files must share to be read once."""
        return self.inspection.sha256, self.query.flow if self.query else self.inspection.path


def read_source(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    office: Office,
    *,
    flow: Flow | None = None,
    months: Period | None = None,
    scope: Scope | None = None,
    without: tuple[str, ...] = (),
    accept_differences: bool = False,
) -> Reading:
    """Say what a file is and read it into a temporary table, or refuse it with the reason.

    Args:
        connection: Where the facts go, as a temporary view with READ_COLUMNS.
        path: The file.
        office: The customs office it is from.
        flow: Exports or imports, for files whose name does not say.
        months: The months the query covered: required where the file has no column of months;
            where it has one, a row outside is refused.
        scope: The part of trade it covers, where the user says: a bulletin of one province may not
            say of which.
        without: Columns of a query export to leave out, by their heads or by what they hold
            (`province`, `partner`, `mode`, `quantity`): facts that differ in them alone are then
            parts of one.
        accept_differences: Whether a bulletin's parts may miss its totals by more than slightly.

    Raises:
        SourceError: The file cannot be understood; with line and column.
        DirectionError: Neither its name nor `flow` says exports or imports, or they disagree.
        PeriodError: Neither it nor `months` says which months it covers.
    """
    found = read_sources(
        connection, [path], office, flow=flow, months=months, scope=scope, without=without,
        accept_differences=accept_differences,
    )  # fmt: skip
    (outcome,) = found
    if isinstance(outcome, YuebaoError):
        raise outcome
    return outcome


def read_sources(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    office: Office,
    *,
    flow: Flow | None = None,
    months: Period | None = None,
    scope: Scope | None = None,
    without: tuple[str, ...] = (),
    accept_differences: bool = False,
) -> list[Reading | YuebaoError]:
    """Read several files: of each its reading, or why it is refused; in order.

    Query exports of one shape are read together. A file that stands there twice is read once; both
    readings name the one table, or there is one refusal. Arguments as in `read_source`;
    `split_sources` says how many files to give at once.
    """
    dialects = load_dialects(office)
    outcomes: dict[int, Reading | YuebaoError] = {}
    queries: dict[int, tuple[_Seen, QueryFile]] = {}
    twins: dict[object, int] = {}
    doubles: dict[int, tuple[Path, int]] = {}

    def given(path: Path, inspection: Inspection) -> Given:
        return Given(
            office, dialects, path, inspection.sha256, flow, months, scope, without,
            accept_differences,
        )  # fmt: skip

    for at, seen in enumerate(_look_at(paths, given)):
        try:
            if isinstance(seen, YuebaoError):
                raise seen
            first = twins.setdefault(seen.twin, at)
            if first != at:
                doubles[at] = seen.inspection.path, first
            elif seen.query is not None:
                queries[at] = seen, seen.query
            else:
                outcomes[at] = _reading(seen, _read_bulletin(connection, seen))
        except YuebaoError as refusal:
            outcomes[at] = refusal
    facts = read_queries(connection, [query for _, query in queries.values()])
    for (at, (seen, _)), found in zip(queries.items(), facts, strict=True):
        outcomes[at] = found if isinstance(found, YuebaoError) else _reading(seen, found)
    for at, (path, first) in doubles.items():
        whole = outcomes[first]
        if isinstance(whole, Reading):
            named = read_query_name(path.name, office) if first in queries else None
            outcomes[at] = replace(whole, path=path, name=path.name, query=named)
    return [outcomes[at] for at in sorted(outcomes)]


def split_sources(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Files in order, as many at a time as are read together: workbooks are held in memory."""
    together: list[Path] = []
    held = 0
    for path in paths:
        size = _size(path) if path.suffix.lower() != ".csv" else 0
        if together and (len(together) >= MOST_TOGETHER or held + size > _WORKBOOKS_TOGETHER):
            yield together
            together, held = [], 0
        together.append(path)
        held += size
    if together:
        yield together


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0


def _look_at(
    paths: Sequence[Path], given: Callable[[Path, Inspection], Given]
) -> list[_Seen | YuebaoError]:
    """What each file is, or why it is refused: two at a time, as reading lets others run."""
    with ThreadPoolExecutor(_HASHING) as beside, ThreadPoolExecutor(_LOOKING) as threads:

        def look(path: Path) -> _Seen | YuebaoError:
            try:
                inspection = inspect_file(path, beside)
                return _look(inspection, given(path, inspection))
            except YuebaoError as refusal:
                return refusal

        return list(threads.map(look, paths))


def _look(inspection: Inspection, given: Given) -> _Seen:
    """Open a file and say what it is."""
    tables = _open(inspection, given.dialects)
    try:
        found = recognise(tables, given)
    except SourceError:
        parted = _parted_otherwise(inspection, given)
        if parted is None:
            _refuse_message(inspection, given.dialects)
            raise
        found = parted
        tables = (found[0].table,)
    found = _with_notes(found, tables)
    of_query = found[0].dialect not in given.dialects.bulletins
    query = open_query(found[0], given) if of_query else None
    remarks = tuple(_file_remarks(inspection, tables, found))
    return _Seen(inspection, remarks, found, given, query)


def _with_notes(
    found: tuple[Recognised, ...], tables: Sequence[FileTable]
) -> tuple[Recognised, ...]:
    """The tables of a workbook with the texts of sheets beside them, which may be of them."""
    read = {one.table.name for one in found}
    beside = [one for one in tables if isinstance(one, SheetTable) and one.name not in read]
    texts = tuple(
        text
        for sheet in beside
        for record in islice(sheet.records(), LOOK)
        for text in record.fields
        if text.strip()
    )
    if not texts:
        return found

    def noted(table: FileTable) -> FileTable:
        if isinstance(table, TableBlock | ColumnBlock):
            return replace(table, whole=noted(table.whole))
        return replace(table, notes=texts) if isinstance(table, SheetTable) else table

    return tuple(replace(one, table=noted(one.table)) for one in found)


def _whole(table: FileTable) -> FileTable:
    while isinstance(table, TableBlock | ColumnBlock):
        table = table.whole
    return table


def _parted_otherwise(inspection: Inspection, given: Given) -> tuple[Recognised, ...] | None:
    """A text file as a table whose fields no comma parts; None where it is none either."""
    for separator in list(SEPARATORS)[1:] if inspection.container is Container.TEXT else ():
        with suppress(SourceError):
            return recognise((TextTable(inspection, separator),), given)
    return None


def _refuse_message(inspection: Inspection, dialects: Dialects) -> None:
    """Refuse text that is no table but what a site or a program said in its place."""
    if inspection.container is not Container.TEXT:
        return
    name = inspection.path.name
    with inspection.path.open(encoding=inspection.encoding, errors="replace") as file:
        text = file.read(_LONGEST_MESSAGE + 1).lstrip("\ufeff \r\n\t")
    if len(text) <= _LONGEST_MESSAGE and (told := known_page(name, text, dialects.pages)):
        raise told
    if text.startswith(("{", "[{", "[[")):
        raise SourceError(
            "it is JSON, which programs exchange, not a table",
            file=name,
            remedy="Save the table where it came from as CSV or .xlsx.",
        )


def _read_bulletin(connection: duckdb.DuckDBPyConnection, seen: _Seen) -> Facts:
    bulletins = seen.given.dialects.bulletins
    readers = {True: read_items, False: read_bulletin}
    facts = [
        readers[bulletins[one.dialect].rows == "items"](connection, one, seen.given)
        for one in seen.found
    ]
    return facts[0] if len(facts) == 1 else join_facts(connection, facts, seen.given.path.name)


def _reading(seen: _Seen, facts: Facts) -> Reading:
    path = seen.inspection.path
    return Reading(
        path=path,
        name=path.name,
        sha256=seen.inspection.sha256,
        size=seen.inspection.size,
        dialect=" + ".join(dict.fromkeys(one.dialect for one in seen.found)),
        table=facts.table,
        rows=facts.rows,
        periods=facts.periods,
        remarks=(*seen.remarks, *facts.remarks),
        truncated=facts.truncated,
        ascending=facts.ascending,
        scope=facts.scope,
        query=None if seen.query is None else read_query_name(path.name, seen.given.office),
        left_out=facts.left_out,
        uneven=facts.uneven,
    )


def _open(inspection: Inspection, dialects: Dialects) -> Sequence[FileTable]:
    if inspection.container is Container.TEXT:
        return (TextTable(inspection),)
    if inspection.container is Container.PAGE:
        return open_page(inspection, dialects.pages)
    return open_workbook(inspection)


def _file_remarks(
    inspection: Inspection, tables: Sequence[FileTable], found: Sequence[Recognised]
) -> Iterator[str]:
    suffix, container = inspection.path.suffix.lower(), inspection.container
    if container is Container.PAGE and suffix in (".csv", ".xls", ".xlsx"):
        yield f"It is named {suffix} but is a web page, and was read as one."
    elif container is Container.TEXT and suffix == ".xls":
        yield "It is named .xls but is text, and was read as such."
    elif container is not Container.TEXT and suffix == ".csv":
        yield "It is named .csv but is a workbook, and was read as one."
    read = [_whole(one.table) for one in found]
    if isinstance(read[0], TextTable) and read[0].separator != ",":
        yield f"Its fields are parted by {SEPARATORS[read[0].separator]}, and were read so."
    if len(found) > 1:
        names = listed(list(dict.fromkeys(table.name for table in read)), "; ")
        yield f"It holds {len(found)} tables, which were read together: {names}."
    for table in read:
        yield from table.remarks if isinstance(table, WideTable) else ()
    others = [table.name for table in tables if table.name not in {one.name for one in read}]
    if others and container is not Container.PAGE:
        yield f"Not read, as no customs table: {listed(others, '; ')}."
