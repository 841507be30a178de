"""What a store knows: its facts and what they cover, now, as of a date, or at a version."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.domain import FACT_COLUMNS, Dimension, Period, Scope, UnavailableError
from yuebao.store._coverage import Breadth, find_coverage
from yuebao.store._delta import replaced
from yuebao.store._editions import by_edition, sql_of_editions
from yuebao.store._engine import DuckDB
from yuebao.store._extract import Extract, codes_below
from yuebao.store._revise import CELL_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from yuebao.domain import Flow, Grain, Month
    from yuebao.reference import Office
    from yuebao.store._coverage import Coverage
    from yuebao.store._delta import FactTable
    from yuebao.store._engine import Engine, Rows
    from yuebao.store._records import LoadRecord, Slice


def _quoted(texts: Iterable[str]) -> str:
    """A list of texts in SQL; none holds a quote."""
    return ", ".join(f"'{text}'" for text in texts)


class View:
    """A store's knowledge at one moment; nothing loaded later changes it.

    Attributes:
        office: The customs office its facts are from.
        as_of: Only what was released by this date; None for everything.
        version: The store's version read.
        held: The part its facts were narrowed to; None for all of them.
        part: The part of the country's trade that it sees alone: for some dimensions, the codes
            that count. Empty for all of it.
        editions: By HS edition, the codes that its months are asked for where they are given so.
    """

    def __init__(
        self, engine: Engine, table: FactTable, as_of: date | None, office: Office
    ) -> None:
        self._engine = engine
        self.office = office
        self.as_of = as_of
        self.version = table.version
        self.held: Extract | None = None
        self.part: dict[Dimension, tuple[str, ...]] = {}
        self.editions: Mapping[int, tuple[str, ...]] = {}
        self._table = table
        self._given = False  # whether facts are given, not read from the table's files
        self._name: str | None = None  # under which the engine holds the facts
        self._coverages: dict[tuple[tuple[str, ...], Flow], tuple[Coverage, ...]] = {}
        self._breadth = Breadth(office.commodities)
        self._takes_parts = False
        if as_of is not None and not self.records:
            raise UnavailableError(
                f"nothing was released by {as_of}",
                where=str(table.folder.parent),
                remedy="Take a later --as-of date; the first release is "
                f"{min((r.released for r in table.records()), default='not loaded yet')}.",
            )

    @cached_property
    def records(self) -> tuple[LoadRecord, ...]:
        """The loads it knows of, oldest first."""
        return tuple(
            record
            for record in self._table.records()
            if self.as_of is None or record.released <= self.as_of
        )

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """Everything its loads state."""
        return tuple(part for record in self.records for part in record.slices)

    @cached_property
    def facts(self) -> str:
        """SQL of the facts valid at its moment, to stand after FROM; columns as in the table."""
        return self._valid(self._every)

    @cached_property
    def _every(self) -> str:
        """SQL of all facts of the version, superseded ones too."""
        return self._relation(self._table.files())

    def _relation(self, files: Sequence[str]) -> str:
        """SQL of the facts in files of the table.

        Raises:
            StoreError: One is lost or was altered.
        """
        self._table.check(files)
        return self._within(self._engine.relation(self._table.folder, files))

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        """The rows of a query in DuckDB's SQL, over `facts` or `facts_of`.

        Args:
            sql: The query.
            bound: The values of its $names.
        """
        return self._engine.query(sql, bound)

    def asking(self, engine: Engine) -> View:
        """The same moment, asked of another engine: of one for each thread."""
        other = copy(self)
        other._engine = engine
        return other._narrowed_from(self)

    def known_by(self, day: date) -> View:
        """What of this version was released by a day; UnavailableError where nothing was."""
        return View(self._engine, self._table, day, self.office)

    def in_duckdb(self) -> tuple[DuckDB, str]:
        """A DuckDB and its SQL of the facts valid at its moment, whatever engine the view asks.

        Facts as they are stored are read from their files; what another engine made of them is
        taken into memory.
        """
        if isinstance(self._engine, DuckDB):
            return self._engine, self.facts
        duckdb = DuckDB()
        if self._given:
            columns = ", ".join(f'"{column.name}"' for column in FACT_COLUMNS)
            return duckdb, duckdb.take(
                FACT_COLUMNS, self.query(f"SELECT {columns} FROM {self.facts}")
            )
        files = self._table.files()
        self._table.check(files)
        return duckdb, self._valid(self._within(duckdb.relation(self._table.folder, files)))

    def facts_of(self, months: Iterable[Month]) -> str:
        """SQL of the facts that end in these months, and perhaps of others: opens fewer files."""
        if self._given or not self._engine.prunes():
            return self.facts
        return self._valid(self._relation(self._files_of(months)))

    def _files_of(self, months: Iterable[Month]) -> list[str]:
        return self._table.files_of(list(map(str, months)))

    def _valid(self, facts: str) -> str:
        """SQL of those facts that are valid at its moment."""
        if self.as_of is None:
            return f"(SELECT * FROM {facts} WHERE superseded IS NULL)"
        moment = f"DATE '{self.as_of.isoformat()}'"
        return (
            f"(SELECT * FROM {facts} WHERE released <= {moment} "
            f"AND (superseded IS NULL OR superseded > {moment}))"
        )

    def narrowed(
        self,
        codes: tuple[str, ...],
        first: Month,
        last: Month,
        without: tuple[str, ...] = (),
        since: Mapping[str, Month] | None = None,
    ) -> View:
        """The same moment, with some of its facts at hand: one pass over the files, then none.

        Where the engine holds nothing, they are read for each question as before.

        Args:
            without: Columns of the fact table that will not be asked for.
            codes: HS codes, each with all below it, or `all`: the only commodities held.
            first: Only facts that end in this month or later are held.
            last: Only facts that end in this month or earlier are held.
            since: Columns that are held only of facts that end in a month or later, each with the
                month: every column of a file takes time, and old months are many.
        """
        late = {name: month for name, month in (since or {}).items() if month > first}
        begins = sorted({first, *(month for month in late.values() if month <= last)})
        ends = [*(month.plus(-1) for month in begins[1:]), last]
        select = " UNION ALL ".join(
            self._select(
                codes, begin, end, without, [n for n, month in late.items() if month > begin]
            )
            for begin, end in zip(begins, ends, strict=True)
        )
        name = self._engine.hold(select)
        other = self.with_facts(f"({select})" if name is None else name)
        other.held, other._name = Extract(codes, first, last, late), name
        return other

    def _select(
        self,
        codes: tuple[str, ...],
        first: Month,
        last: Month,
        without: tuple[str, ...],
        null: Sequence[str],
    ) -> str:
        """SQL of facts of some commodities and months, some of their columns empty."""
        columns = ", ".join(
            f'NULL::{c.type} AS "{c.name}"' if c.name in null else f'"{c.name}"'
            for c in FACT_COLUMNS
            if c.name not in without
        )
        return (
            f"SELECT {columns} FROM {self.facts_of(Period(first, last).months())} "
            f"WHERE last_month BETWEEN '{first}' AND '{last}' AND {codes_below(codes)}"
        )

    def release(self) -> None:
        """Give back the memory of a narrowed view; it can be asked no more."""
        if self._name is not None:
            self._engine.release(self._name)

    def with_facts(self, facts: str, slices: tuple[Slice, ...] | None = None) -> View:
        """The same moment seen through other SQL: facts converted or corrected.

        Args:
            facts: SQL with the fact table's columns, to stand after FROM.
            slices: What those facts state, where that changes.
        """
        stated = self.slices if slices is None else slices
        other = copy(self)
        other._coverages = self._coverages if slices is None else {}
        other._given, other._name = True, None
        other.__dict__["facts"] = facts
        other.__dict__["slices"] = stated
        return other

    def ever_known(self, months: Iterable[Month] | None = None) -> str:
        """SQL of the facts as they are stored that were known at its moment or at any before.

        Those of the view's part, but neither narrowed, corrected nor converted.

        Args:
            months: Only facts that end in these months, and perhaps others; by default all.
        """
        every = self._every if months is None else self._relation(self._files_of(months))
        if self.as_of is None:
            return every
        return f"(SELECT * FROM {every} WHERE released <= DATE '{self.as_of.isoformat()}')"

    def as_first_published(self) -> View:
        """What was first published of every cell, whatever was revised since."""
        cell, every = ", ".join(CELL_COLUMNS), self.ever_known()
        return self.with_facts(
            f"(SELECT {replaced({}, 'f.')} FROM {every} AS f "
            f"JOIN (SELECT {cell}, min(released) AS released FROM {every} GROUP BY {cell}) "
            f"AS first USING ({cell}, released) "
            "WHERE f.superseded IS NULL OR f.superseded > f.released)"
        )

    def of_part(self, part: Mapping[Dimension, Sequence[str]]) -> View:
        """The same moment, of a part of trade alone: of some regions, partners or trade modes.

        What files of that part alone state is then the whole; of other files, the rows of it,
        where rows tell the dimension apart. The two never add.

        Args:
            part: The codes that count, by dimension; where there are none, the view as it is.
        """
        part = {dimension: codes for dimension, codes in part.items() if codes}
        if not part:
            return self
        other = copy(self)
        other.part = {
            dimension: tuple(sorted({held for code in codes for held in self._every_code(code)}))
            if dimension is Dimension.PARTNER
            else tuple(sorted(codes))
            for dimension, codes in part.items()
        }
        own = (one for one in self.slices if other._may_tell(one.scope, one.grain))
        other.__dict__["slices"] = tuple(own)
        return other._narrowed_from(self)

    def by_editions(self, editions: Mapping[int, tuple[str, ...]]) -> View:
        """The same moment, in which each month has the codes of its HS edition and no other.

        A code that another edition has stands for nothing in a month, and nobody need have asked
        for it.

        Args:
            editions: The codes of some goods by edition; those of months of other editions are all.
        """
        if not editions:
            return self
        other = copy(self)
        other.editions = editions
        return other._narrowed_from(self)

    def _narrowed_from(self, wider: View) -> View:
        """This copy of a view, of which now less is asked: what the wider knew is asked anew."""
        self._coverages = {}
        self.__dict__.pop("_every", None)
        if wider._given:
            self.__dict__["facts"] = self._within(wider.facts)
        else:
            self.__dict__.pop("facts", None)
        return self

    def _every_code(self, partner: str) -> tuple[str, ...]:
        """The codes a partner has had: facts keep the code of their day."""
        return self.office.partners.codes_of(partner)

    def is_whole(self, scope: Scope) -> bool:
        """Whether facts of a scope leave nothing out of the trade that the view sees."""
        if not scope.is_partial():
            return True
        named = self.part.get(scope.dimension) if scope.dimension else None
        return named is not None and self._named(scope) >= self._current(scope.dimension, named)

    def _may_tell(self, scope: Scope, grain: Grain) -> bool:
        """Whether facts of a scope and grain tell the trade of the view's part."""
        return all(
            self._is_own(scope, dimension)
            or (
                dimension in grain.dimensions
                and (
                    scope.dimension is not dimension
                    or not self._named(scope).isdisjoint(self._current(dimension, codes))
                )
            )
            for dimension, codes in self.part.items()
        )

    def _is_own(self, scope: Scope, dimension: Dimension) -> bool:
        """Whether a scope is the view's part in a dimension, no more and no less."""
        codes = self.part[dimension]
        return scope.dimension is dimension and self._named(scope) == self._current(
            dimension, codes
        )

    def _named(self, scope: Scope) -> set[str]:
        """The codes of a scope, as they are now."""
        return self._current(scope.dimension, scope.codes)

    def _current(self, dimension: Dimension | None, codes: Sequence[str]) -> set[str]:
        """Codes as they are now: those of partners change."""
        partners = dimension is Dimension.PARTNER
        return {self.office.partners.current(code) if partners else code for code in codes}

    def _within(self, facts: str) -> str:
        """SQL of those facts that are of the view's part."""
        tests = [self._sql_of(dimension, codes) for dimension, codes in self.part.items()]
        tests += sql_of_editions(self.office, self.editions)
        return f"(SELECT * FROM {facts} WHERE {' AND '.join(tests)})" if tests else facts

    def _sql_of(self, dimension: Dimension, codes: Sequence[str]) -> str:
        """SQL of whether a fact is of the part in a dimension: by its code, or by its file."""
        own = {str(one.scope) for one in self.slices if self._is_own(one.scope, dimension)}
        tests = [f"{dimension.value} IN ({_quoted(codes)})"]
        tests += [f"scope IN ({_quoted(sorted(own))})"] if own else []
        return f"({' OR '.join(tests)})"

    def coverage(self, codes: tuple[str, ...], flow: Flow) -> tuple[Coverage, ...]:
        """What is stated about the commodities that begin with these codes, grain by grain.

        Only grains in each of which something is stated of any of them.
        """
        if (codes, flow) not in self._coverages:
            found = find_coverage(self.slices, self._breadth, codes, flow, parts=self._takes_parts)
            if self.editions:
                found = tuple(by_edition(one, self.office, self.editions) for one in found)
            self._coverages[codes, flow] = found
        return self._coverages[codes, flow]

    def taking_parts(self) -> View:
        """The same moment; where files answer for a part of a code, it stands for the whole."""
        other = copy(self)
        other._takes_parts = True
        other._coverages = {}
        return other

    def notices(self, sources: frozenset[str]) -> tuple[Mapping[str, str], ...]:
        """The cautions that were given with these files, each once, in order of loading.

        Each is a text by language, in as many as it was given in.
        """
        found: list[Mapping[str, str]] = []
        for record in self.records:
            used = any(source.sha256 in sources for source in record.sources)
            if used and record.notice and record.notice not in found:
                found.append(record.notice)
        return tuple(found)

    def left_out(self, sources: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """The columns that were left out of files, by the file's name; in order of loading."""
        return {
            source.name: source.without
            for record in self.records
            for source in record.sources
            if source.sha256 in sources and source.without
        }

    def uneven(self, sources: frozenset[str]) -> tuple[str, ...]:
        """The names of those files whose sums fail, in order of loading."""
        every = (source for record in self.records for source in record.sources)
        found = (one.name for one in every if one.sha256 in sources and one.uneven)
        return tuple(dict.fromkeys(found))

    def source_names(self) -> dict[str, str]:
        """The name of each file it knows, by SHA-256."""
        return {s.sha256: s.name for record in self.records for s in record.sources}
