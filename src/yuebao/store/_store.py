"""A store: a folder that keeps every file verbatim and every fact with its release."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from filelock import FileLock, Timeout

from yuebao.domain import SILENT, StoreError, UserError, today
from yuebao.domain.limits import limit
from yuebao.reference import find_office
from yuebao.sources import clear_scratch, find_sources, scratch_folder
from yuebao.store._account import ASIDE, idle, not_idle
from yuebao.store._asked import check_asked
from yuebao.store._delta import FactTable
from yuebao.store._engine import DuckDB
from yuebao.store._known import find_known, may_complete, nothing_read, with_known
from yuebao.store._left import clear_left
from yuebao.store._load import (
    LoadRequest,
    LoadResult,
    PreparedLoad,
    commit_load,
    foresee_load,
    needs_mending,
    prepare_load,
)
from yuebao.store._log import log_path
from yuebao.store._office import office_of
from yuebao.store._read import read_files
from yuebao.store._repair import RepairStep, do_steps, find_steps
from yuebao.store._repeats import Repeats
from yuebao.store._revise import LoadMode
from yuebao.store._system import tell_system
from yuebao.store._verify import Verification, verify_store
from yuebao.store._view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from yuebao.domain import Flow, Period, Progress, Scope
    from yuebao.reference import Office
    from yuebao.store._engine import Engine
    from yuebao.store._known import KnownFile
    from yuebao.store._records import LoadRecord

_FURTHEST_AHEAD = timedelta(days=1)  # east of here it may be tomorrow already

LOCK_SECONDS = limit("load-wait")
"""How long a writer waits for another before it gives up."""


LOAD_MEMORY = limit("load-memory")
"""What DuckDB may hold while it loads; more goes to disk. A large file needs no large machine."""


HELD_SIZE = 400_000_000
"""Files that are larger together wait in a database on disk, compressed; others are held. In bytes.

As facts they take three quarters of it.
"""


@contextmanager
def _workplace(files: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database for the facts of these files on their way, gone when the load ends."""
    clear_scratch()
    held = sum(file.stat().st_size for file in files if file.exists()) <= HELD_SIZE
    with (
        scratch_folder() as folder,
        duckdb.connect(":memory:" if held else folder / "load.duckdb") as database,
    ):
        database.execute(f"SET memory_limit = '{LOAD_MEMORY >> 10}KiB'")
        database.execute("SET temp_directory = $folder", {"folder": str(folder)})
        database.execute("PRAGMA disable_checkpoint_on_shutdown")  # nobody opens it again
        yield database


def _refuse_ahead(released: date, today: date) -> None:
    if released > today + _FURTHEST_AHEAD:
        raise UserError(
            f"the release date {released} lies ahead: today is {today}",
            remedy="Give the day on which customs published the files.",
        )


class Store:
    """A folder of source files (`raw/`) and a Delta table of facts (`facts/`).

    Opening creates nothing; the first load makes the folder. Readers never block a writer, and one
    writer works at a time.

    Args:
        path: The folder.
        office: The customs office whose files it holds, or its name; by default the one it was
            made for, and for a new store the one that is shipped.
    """

    def __init__(self, path: str | Path, office: Office | str | None = None) -> None:
        self.path = Path(path)
        self._asked = find_office(office) if isinstance(office, str) else office

    @property
    def office(self) -> Office:
        """The customs office whose files it holds.

        Raises:
            StoreError: It holds those of another office than was asked for.
            UserError: There is no such office here.
        """
        return self._office_of(FactTable(self._facts))

    def _office_of(self, table: FactTable) -> Office:
        return office_of(table.records(), self._asked, self.path)

    def load(
        self,
        paths: Iterable[str | Path],
        *,
        flow: Flow | None = None,
        months: Period | None = None,
        scope: Scope | None = None,
        released: date | None = None,
        mode: LoadMode = LoadMode.CAREFUL,
        notice: Mapping[str, str] | None = None,
        repeats: Repeats = Repeats.REFUSE,
        codes: Sequence[str] = (),
        without: Sequence[str] = (),
        accept_differences: bool = False,
        look: bool = False,
        progress: Progress = SILENT,
    ) -> LoadResult:
        """Load customs files and folders of them, all or nothing.

        Args:
            paths: Files, or folders searched for .csv, .xlsx and .xls.
            flow: Export or import, where the files' names do not say it.
            months: The months each file covers, where its rows do not say it.
            scope: The part of trade the files cover; by default judged by their content.
            released: When customs published them; by default today, and for files that are known
                byte for byte the day they were loaded with.
            mode: What becomes of known facts that these files do not hold.
            notice: A caution printed in every report that uses these files, by language.
            repeats: What records of one file mean that repeat a key; by default it is refused.
            codes: HS codes, each with all below it, that the files' queries asked for, or only
                `all`: what they do not hold of those was not traded. By default what the files'
                names say, as `plan` writes them; else nothing is known beyond the codes found.
            without: Columns of query exports to leave out, by their heads or by what they hold
                (`province`, `partner`, `mode`, `quantity`): facts are summed over them, and every
                report that uses them says so.
            accept_differences: Whether the parts of a bulletin's table may miss its totals by more
                than a few parts in ten million, which is refused otherwise; every report that uses
                it says so.
            look: Whether only to look: all is read and judged as for a load, the result tells what
                it would change, and nothing is stored.
            progress: Told how far the load is; from another thread, too.

        Raises:
            YuebaoError: A file was refused or contradicts the store, the release lies ahead, or
                there is no room to write; nothing has changed.
        """
        now = today()
        _refuse_ahead(released or now, now)
        files = find_sources(map(Path, paths))
        request = LoadRequest(
            flow=flow, months=months, scope=scope, released=released or now, mode=mode,
            notice=notice or {}, repeats=repeats, codes=tuple(codes), dated=released is not None,
            without=tuple(without), accept_differences=accept_differences,
        )  # fmt: skip
        self._refuse_strangers()
        office = self.office
        check_asked(codes, office)
        with tell_system(self.path):
            known = find_known(files, self.path / "raw", self.loads(), request)
            return self._load_files(files, known, office, request, progress, look=look)

    def _load_files(
        self,
        files: Sequence[Path],
        known: Sequence[KnownFile],
        office: Office,
        request: LoadRequest,
        progress: Progress,
        *,
        look: bool,
    ) -> LoadResult:
        """Read the files that are not known; or all, where the known ones tell what the others are.

        A part of trade that several files cover together is told by looking at all of them.
        """
        paths = {one.path for one in known}
        new = [file for file in files if file not in paths]
        if not new:
            return with_known(nothing_read(), known)
        with _workplace(new) as database:
            readings = read_files(database, new, office, request, progress)
            load = prepare_load(database, FactTable(self._facts), readings, request)
            if request.scope is not None or not may_complete(known, load.slices):
                if look:
                    result = foresee_load(database, FactTable(self._facts), load, request)
                else:
                    result = self._load(database, load, office, request, progress)
                return with_known(result, known)
        return self._load_files(files, (), office, request, progress, look=look)

    def _load(
        self,
        database: duckdb.DuckDBPyConnection,
        load: PreparedLoad,
        office: Office,
        request: LoadRequest,
        progress: Progress,
    ) -> LoadResult:
        """Commit what was checked before, so that a refused first load leaves no folder behind."""
        if not load.fresh and not needs_mending(self.path, load):
            return load.nothing_new()
        with self._writing():
            table = FactTable(self._facts)
            clear_left(self.path)
            if table.version != load.version:  # another load was faster
                load = prepare_load(database, table, load.readings, request)
            return commit_load(database, self.path, table, load, office, request, progress)

    def loads(self) -> tuple[LoadRecord, ...]:
        """The record of each load, oldest first."""
        return FactTable(self._facts).records()

    def has_later(self, version: int) -> bool:
        """Whether something was loaded since a version: a look at one name in its log."""
        return log_path(self._facts, version + 1).exists()

    def view(
        self,
        *,
        as_of: date | None = None,
        version: int | None = None,
        empty: bool = False,
        engine: Engine | str | None = None,
        threads: int | None = None,
    ) -> View:
        """What the store knows now, knew as of a date, or held at a version.

        Args:
            as_of: Only what was released by this date.
            version: What the store held at this version.
            empty: Whether a store that is not there yet is one that knows nothing.
            engine: What answers: an engine, or the Spark cluster (`spark://host:7077`,
                `local-cluster`) that shall; by default DuckDB in this process.
            threads: How many threads DuckDB may use here; by default as many as there are cores.

        Raises:
            StoreError: There is no store here, or no such version.
            UnavailableError: Nothing was released by that date.
        """
        table = FactTable(self._facts, version)
        if table.version < 0 and not empty:
            raise self._absent()
        office = self._office_of(table)
        if isinstance(engine, str):
            from yuebao.store._spark import Spark  # pyspark is an extra

            engine = Spark(engine)
        return View(engine or DuckDB(threads), table, as_of, office)

    def verify(self, progress: Progress = SILENT) -> Verification:
        """Check the store against its own raw files.

        Raises:
            StoreError: There is no store here.
        """
        if not any((self.path / name).is_dir() for name in ("raw", "facts")):
            raise self._absent()
        return verify_store(self.path, self._asked, progress)

    def repair(self, given: Iterable[str | Path] = (), *, do: bool) -> tuple[RepairStep, ...]:
        """Find what can be put right without losing anything, and do it where that is asked for.

        Args:
            given: Files and folders from which damaged or lost copies may be restored: files that
                were loaded, or a backup of the store.
            do: Whether to do it; else nothing is written.

        Returns:
            What was found, and done where it was asked for. `verify` tells what is left.

        Raises:
            StoreError: There is no store here, or a load is at work.
        """
        if not any((self.path / name).is_dir() for name in ("raw", "facts")):
            raise self._absent()
        files = list(map(Path, given))
        if do:
            with self._writing():
                steps = find_steps(self.path, files)
                do_steps(self.path, steps)
                return steps
        with idle(self.path) as rests:
            if not rests:
                raise not_idle(self.path)
            return find_steps(self.path, files)

    def _absent(self) -> StoreError:
        return StoreError(
            "there is no store here",
            where=str(self.path),
            remedy="Load files first: yuebao ingest FILES --store DIR.",
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the store's lock: one writer at a time."""
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            raise StoreError(
                f"another load has held the store for {LOCK_SECONDS} seconds",
                where=str(self.path),
                remedy="Wait for it to end, and load again.",
            ) from error

    @property
    def _facts(self) -> Path:
        return self.path / "facts"

    def _refuse_strangers(self) -> None:
        """Load into no file, and into no folder that holds other things."""
        if self.path.is_file():
            raise StoreError(
                "this is a file, and a store is a folder",
                where=str(self.path),
                remedy="Name another place with --store.",
            )
        ours = {"raw", "facts", ".lock", ASIDE}
        strange = (
            sorted(p.name for p in self.path.iterdir() if p.name not in ours)
            if self.path.exists()
            else []
        )
        if strange and not self._facts.exists():
            raise StoreError(
                f"the folder holds other things ({', '.join(strange[:3])})",
                where=str(self.path),
                remedy="Name an empty or a new folder with --store.",
            )
