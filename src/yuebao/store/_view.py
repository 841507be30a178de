"""What a store knows: its facts and what they cover, now, as of a date, or at a version."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.domain import FACT_COLUMNS, Dimension, Period, Scope, UnavailableError
from yuebao.store._coverage import Breadth, find_coverage
from yuebao.store._delta import replaced
from yuebao.store._engine import DuckDB
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


@dataclass(frozen=True, slots=True)
class Extract:
    """The part of all facts that a narrowed view holds: commodities, and the months they end in."""

    codes: tuple[str, ...]
    first: Month
    last: Month

    def holds(self, codes: tuple[str, ...], months: Iterable[Month]) -> bool:
        """Whether it has every fact of these commodities that ends in these months."""
        return all(code.startswith(self.codes) for code in codes) and all(
            self.first <= month <= self.last for month in months
        )


def codes_below(codes: Sequence[str]) -> str:
    """SQL of the commodities that begin with one of these, as ranges that statistics can prune.

    A code below another is left out: of ranges within ranges nothing would be pruned.
    """
    ranges = (
        f"(commodity >= '{code}' AND commodity < '{code}:')"  # ':' follows '9'
        for code in codes
        if not any(other < code < f"{other}:" for other in codes)
    )
    return f"({' OR '.join(ranges)})"


class View:
    """A store's knowledge at one moment; nothing loaded later changes it.

    Attributes:
        office: The customs office its facts are from.
        as_of: Only what was released by this date; None for everything.
        version: The store's version read.
        held: The part its facts were narrowed to; None for all of them.
        regions: The codes of the regions whose trade alone it sees; empty for the whole country.
    """

    def __init__(
        self, engine: Engine, table: FactTable, as_of: date | None, office: Office
    ) -> None:
        self._engine = engine
        self.office = office
        self.as_of = as_of
        self.version = table.version
        self.held: Extract | None = None
        self.regions: tuple[str, ...] = ()
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
        files = self._table.files_of(list(map(str, months)))
        return self._valid(self._relation(files))

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
    ) -> View:
        """The same moment, with some of its facts at hand: one pass over the files, then none.

        Where the engine holds nothing, they are read for each question as before.

        Args:
            without: Columns of the fact table that will not be asked for.
            codes: HS codes, each with all below it, or `all`: the only commodities held.
            first: Only facts that end in this month or later are held.
            last: Only facts that end in this month or earlier are held.
        """
        facts = self.facts_of(Period(first, last).months())
        columns = ", ".join(f'"{c.name}"' for c in FACT_COLUMNS if c.name not in without)
        select = (
            f"SELECT {columns} FROM {facts} "
            f"WHERE last_month BETWEEN '{first}' AND '{last}' AND {codes_below(codes)}"
        )
        name = self._engine.hold(select)
        other = self.with_facts(f"({select})" if name is None else name)
        other.held, other._name = Extract(codes, first, last), name
        return other

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

    def as_first_published(self) -> View:
        """What was first published of every cell, whatever was revised since."""
        cell = ", ".join(CELL_COLUMNS)
        every = self._every
        if self.as_of is not None:
            every = f"(SELECT * FROM {every} WHERE released <= DATE '{self.as_of.isoformat()}')"
        return self.with_facts(
            f"(SELECT {replaced({}, 'f.')} FROM {every} AS f "
            f"JOIN (SELECT {cell}, min(released) AS released FROM {every} GROUP BY {cell}) "
            f"AS first USING ({cell}, released) "
            "WHERE f.superseded IS NULL OR f.superseded > f.released)"
        )

    def of_regions(self, codes: Sequence[str]) -> View:
        """The same moment, of the trade of some regions together and nothing else.

        What files of these regions alone state is then the whole; of files of the whole country,
        or of more regions, the rows of these, where rows tell regions apart. The two never add.

        Args:
            codes: The codes of the regions; of none, the view as it is.
        """
        if not codes:
            return self
        other = copy(self)
        other.regions = tuple(sorted(codes))
        other._coverages = {}
        own = (part for part in self.slices if other._may_tell(part.scope, part.grain))
        other.__dict__["slices"] = tuple(own)
        other.__dict__.pop("_every", None)
        if self._given:
            other.__dict__["facts"] = other._within(self.facts)
        else:
            other.__dict__.pop("facts", None)
        return other

    def is_whole(self, scope: Scope) -> bool:
        """Whether facts of a scope leave nothing out of the trade that the view sees."""
        if not self.regions or not scope.is_partial():
            return not scope.is_partial()
        return scope.dimension is Dimension.PROVINCE and set(scope.codes) >= set(self.regions)

    def _may_tell(self, scope: Scope, grain: Grain) -> bool:
        """Whether facts of a scope and grain tell the trade of the view's regions."""
        if scope.dimension is Dimension.PROVINCE and set(scope.codes).isdisjoint(self.regions):
            return False
        return scope == self._own_scope or Dimension.PROVINCE in grain.dimensions

    @property
    def _own_scope(self) -> Scope:
        """The scope of files that its regions alone are in."""
        return Scope(Dimension.PROVINCE, self.regions)

    def _within(self, facts: str) -> str:
        """SQL of those facts that are of the view's regions."""
        if not self.regions:
            return facts
        codes = ", ".join(f"'{code}'" for code in self.regions)
        return f"(SELECT * FROM {facts} WHERE province IN ({codes}) OR scope = '{self._own_scope}')"

    def coverage(self, codes: tuple[str, ...], flow: Flow) -> tuple[Coverage, ...]:
        """What is stated about the commodities that begin with these codes, grain by grain.

        Only grains in each of which something is stated of any of them.
        """
        if (codes, flow) not in self._coverages:
            self._coverages[codes, flow] = find_coverage(
                self.slices, self._breadth, codes, flow, parts=self._takes_parts
            )
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
        names = (
            source.name
            for record in self.records
            for source in record.sources
            if source.sha256 in sources and source.uneven
        )
        return tuple(dict.fromkeys(names))

    def source_names(self) -> dict[str, str]:
        """The name of each file it knows, by SHA-256."""
        return {s.sha256: s.name for record in self.records for s in record.sources}
