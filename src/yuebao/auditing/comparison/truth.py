"""Checks with data: every cell and sentence held against the report built anew from a store.

A number agrees when the exact one lies in what is printed. Where it does not, three explanations
are tried before it is called wrong: an older release in the store (said, but not alarmed), customs'
own growth on a revised base or growth computed from amounts (either is right), and shares of a
total with or without goods that come back. Rows that hold another's numbers are named as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yuebao.auditing.claims import MEASURED, ClaimStatement, Quantity, Side, TableKind
from yuebao.auditing.comparison.index import (
    Absent,
    Choice,
    Expected,
    Index,
    Key,
    build_anew,
    build_index,
    entity_of,
    key_of,
    read_document,
)
from yuebao.auditing.comparison.sentences import compare_sentences
from yuebao.auditing.findings.finding import Finding, at_cell, at_text
from yuebao.auditing.findings.where import Where
from yuebao.auditing.rules.context import Case, measure_of
from yuebao.auditing.understanding.built import claims_of
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yuebao.auditing.claims import ClaimCell, ClaimLine, Claims, ClaimTable
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.turns import ClaimRevision
    from yuebao.domain import Window
    from yuebao.reference import Office
    from yuebao.report import Adjustments
    from yuebao.store import Store

_GROWTHS = (Measure.YOY, Measure.TOTAL_YOY, Measure.EXPORTS_YOY, Measure.IMPORTS_YOY)
_MOST_RELEASES = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a store says of a document.

    Attributes:
        findings: Where they differ.
        compared: How many numbers the store knows.
        absent: Why it knows none of them, in either language; empty where it does.
    """

    findings: tuple[Finding, ...]
    compared: int
    absent: str = ""


def compare_with_store(
    context: Case, store: Store, adjust: Adjustments | None = None
) -> Comparison:
    """Hold every number of a document against a store.

    Args:
        context: The document.
        store: What it is held against.
        adjust: What stood between the store and the report; by default nothing.
    """
    try:
        document = build_anew(context.claims, store, Choice(), adjust)
    except Absent as reason:
        return Comparison((), 0, str(reason))
    judge = _Judge(
        context,
        lambda choice: build_index(context.claims, store, choice, adjust),
        read_document(document),
    )
    judge.releases = _releases(store)
    found = judge.comparison()
    if context.claims.standings or context.claims.spreads:

        def build(choice: Choice) -> Claims | None:
            try:
                return claims_of(build_anew(context.claims, store, choice, adjust))[1]
            except Absent:
                return None

        anew = claims_of(document)[1]
        told = compare_sentences(context.claims, anew, judge.releases, build)
        found = replace(found, findings=(*found.findings, *told))
    for one in context.claims.revisions:
        more = _revision(context, one, store, adjust, judge.releases)
        found = Comparison((*found.findings, *more.findings), found.compared + more.compared)
    return found


def _revision(
    context: Case,
    one: ClaimRevision,
    store: Store,
    adjust: Adjustments | None,
    releases: tuple[Choice, ...],
) -> Comparison:
    """What a store says of an amount as revised: that of the report on those months."""
    if one.period is None or one.window is None:
        return Comparison((), 0)
    said = ClaimStatement(
        Quantity.LEVEL, one.side, one.window, one.period, "", one.after, None, False,
        one.places[1], one.quote,
    )  # fmt: skip
    overview = (table for table in context.claims.tables if table.kind is TableKind.OVERVIEW)
    claims = replace(
        context.claims,
        month=one.period.last,
        tables=tuple(replace(table, lines=()) for table in overview),
        analyses=(),
        statements=(said,),
    )

    def build(choice: Choice) -> Index:
        return build_index(claims, store, choice, adjust)

    try:
        return _Judge(Case(claims), build, build(Choice()), releases).comparison()
    except Absent:
        return Comparison((), 0)


def compare_with_index(context: Case, index: Index) -> Comparison:
    """The same, where the report by the data is already there, and is the only one asked."""
    return _Judge(context, lambda _choice: {}, index).comparison()


def _releases(store: Store) -> tuple[Choice, ...]:
    """The moments between releases, latest first, without the last."""
    dates = sorted({record.released for record in store.loads()})
    return tuple(Choice(as_of=day) for day in reversed(dates[:-1]))[:_MOST_RELEASES]


@dataclass(slots=True)
class _Judge:
    """Compares, and looks for explanations only when something differs."""

    context: Case
    build: Callable[[Choice], Index]
    index: Index
    releases: tuple[Choice, ...] = ()
    compared: int = 0
    _others: dict[Choice, Index] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        """The office whose trade the document reports."""
        return self.context.claims.office

    def comparison(self) -> Comparison:
        """All that differs."""
        return Comparison(tuple(self.findings()), self.compared)

    def findings(self) -> Iterator[Finding]:
        """Tables, then sentences."""
        claims = self.context.claims
        for table in (*claims.tables, *claims.analyses):
            for window in table.windows():
                yield from self._window(table, window)
        for statement in claims.statements:
            yield from self._statement(statement)

    # Tables

    def _window(self, table: ClaimTable, window: Window) -> Iterator[Finding]:
        # What all others are depends on how many rows stand before them.
        lines = [line for line in table.select(window) if line.block is not Block.REST]
        wrong: dict[ClaimLine, list[tuple[ClaimCell, Expected]]] = {}
        for line in lines:
            for cell in line.cells:
                expected = self.index.get(key_of(table, line, cell.measure, self.office))
                if expected is None or expected.value is None or cell.number is None:
                    continue
                self.compared += 1
                if not _agrees(cell.number, expected):
                    wrong.setdefault(line, []).append((cell, expected))
        permuted = self._permuted(table, wrong)
        for line, cells in wrong.items():
            if line in permuted:
                yield _row(table, line, permuted[line])
                continue
            for cell, expected in cells:
                finding = self._cell(table, line, cell, expected)
                if finding is not None:
                    yield finding
        if table.kind not in (
            TableKind.OVERVIEW,
            TableKind.PROVINCE_TRADE,
            TableKind.OTHER,
            *MEASURED,
        ):
            yield from self._membership(table, window, set(permuted.values()))

    def _permuted(
        self, table: ClaimTable, wrong: dict[ClaimLine, list[tuple[ClaimCell, Expected]]]
    ) -> dict[ClaimLine, str]:
        """Lines whose numbers are all another's: that one's name."""
        found = {}
        for line, cells in wrong.items():
            nameless = table.kind is TableKind.OVERVIEW or table.kind in MEASURED
            if line.block is not Block.ROWS or nameless or len(cells) < 2:
                continue
            owners = {
                expected.label
                for key, expected in self.index.items()
                if key[:4] == key_of(table, line, line.cells[0].measure, self.office)[:4]
                and key[4] != entity_of(table, line, self.office)
                and self._owns(table, line, key)
            }
            if len(owners) == 1:
                found[line] = owners.pop()
        return found

    def _owns(self, table: ClaimTable, line: ClaimLine, key: Key) -> bool:
        """Whether the numbers of a line are an entity's."""
        own = key_of(table, line, line.cells[0].measure, self.office)
        numbers = [cell for cell in line.cells if cell.number is not None]
        for cell in numbers:
            expected = self.index.get((*own[:4], key[4], cell.measure, own[6]))
            if expected is None or expected.value is None or cell.number is None:
                return False
            if not _agrees(cell.number, expected):
                return False
        return len(numbers) > 1

    def _cell(
        self, table: ClaimTable, line: ClaimLine, cell: ClaimCell, expected: Expected
    ) -> Finding | None:
        assert cell.number is not None  # noqa: S101  # only numbers are compared
        key = key_of(table, line, cell.measure, self.office)
        explained = self._explanation(key, cell.number)
        if explained is True:
            return None
        where = at_cell(table, line, cell)
        if isinstance(explained, Choice):
            released = (("released", str(explained.as_of)),)
            return Finding("old-vintage", where, cell.text, expected.printed, released)
        return Finding("value-against-data", where, cell.text, expected.printed, (("why", ""),))

    def _explanation(self, key: Key, number: Number) -> Choice | bool:
        """The older release that prints a number, True where it is right in another way."""
        ways = []
        if key[5] in _GROWTHS:
            ways.append(Choice(official=False))
        if key[5] is Measure.SHARE and key[1] is Side.IMPORTS:
            ways.append(Choice(re_imports=False))
        for choice in (*ways, *self.releases):
            expected = self._other(choice).get(key)
            if expected is not None and expected.value is not None and _agrees(number, expected):
                return choice if choice.as_of is not None else True
        return False

    def _other(self, choice: Choice) -> Index:
        if choice not in self._others:
            try:
                self._others[choice] = self.build(choice)
            except Absent:
                self._others[choice] = {}
        return self._others[choice]

    # Who is in a table

    def _membership(
        self, table: ClaimTable, window: Window, renamed: set[str]
    ) -> Iterator[Finding]:
        rows = table.select(window, Block.ROWS)
        if not rows:
            return
        measure = Measure.VALUE
        stem = key_of(table, rows[0], measure, self.office)
        ranked = {
            key[4]: expected
            for key, expected in self.index.items()
            if key[:4] == stem[:4] and key[5] is measure and key[6] == stem[6]
        }
        if not ranked:
            return
        first = max(len(rows), table.first or 0) if not table.complete else len(ranked)
        if self._is_an_older_ranking(stem, rows, table, first):
            return
        shown = {entity_of(table, line, self.office) for line in rows}
        yield from self._missing(table, window, ranked, shown, first, renamed)
        yield from self._unexpected(table, rows, ranked, first)

    def _missing(
        self,
        table: ClaimTable,
        window: Window,
        ranked: dict[str, Expected],
        shown: set[str],
        first: int,
        renamed: set[str],
    ) -> Iterator[Finding]:
        for entity, expected in sorted(ranked.items(), key=lambda item: item[1].rank):
            # What prints as nothing may be left out, and a renamed row tells of itself.
            nothing = not (expected.value or 0)
            if expected.rank > first or entity in shown or nothing or expected.label in renamed:
                continue
            last = table.select(window, Block.ROWS)[-1]
            cell = last.cell(Measure.VALUE)
            yield Finding(
                rule="entity-missing-by-data",
                where=Where(
                    place=cell.place if cell else table.place, table=table.number,
                    window=str(window), block="rows", label=expected.label, measure="value",
                    quote=table.caption,
                ),
                expected=expected.printed,
                facts=(("label", expected.label), ("rank", str(expected.rank))),
            )  # fmt: skip

    def _unexpected(
        self,
        table: ClaimTable,
        rows: tuple[ClaimLine, ...],
        ranked: dict[str, Expected],
        first: int,
    ) -> Iterator[Finding]:
        for line in rows:
            expected = ranked.get(entity_of(table, line, self.office))
            cell = line.cell(Measure.VALUE)
            if expected is None or cell is None or expected.rank <= first:
                continue
            yield Finding(
                rule="entity-unexpected-by-data",
                where=at_cell(table, line, cell),
                printed=str(line.rank),
                expected=str(expected.rank),
                facts=(("label", line.label), ("first", str(first))),
            )

    def _is_an_older_ranking(
        self, stem: Key, rows: tuple[ClaimLine, ...], table: ClaimTable, first: int
    ) -> bool:
        """Whether these are the first of an older release."""
        shown = {entity_of(table, line, self.office) for line in rows}
        for choice in self.releases:
            older = {
                key[4]
                for key, expected in self._other(choice).items()
                if key[:4] == stem[:4] and key[5] is stem[5] and expected.rank <= first
            }
            if older == shown:
                return True
        return False

    # Sentences

    def _statement(self, statement: ClaimStatement) -> Iterator[Finding]:
        if self.context.is_elsewhere(statement) or statement.window is None:
            return
        found = next(iter(self.context.cells_for(statement)), None)
        key = self._whole_key(statement) if found is None else key_of(
            found[0], found[1], found[2].measure, self.office
        )  # fmt: skip
        expected = None if key is None else self.index.get(key)
        if key is None or expected is None or expected.value is None:
            return
        self.compared += 1
        number = statement.number
        unsaid = not number.unit.label and statement.measure is None
        if unsaid or _agrees(number, expected):
            return
        explained = self._explanation(key, number)
        if explained is True:
            return
        rule = "old-vintage" if isinstance(explained, Choice) else "sentence-against-data"
        facts = (("why", ""),)
        if isinstance(explained, Choice):
            facts = (("released", str(explained.as_of)),)
        yield Finding(
            rule=rule,
            where=at_text(self.context.claims, statement.place, statement.quote),
            printed=number.signed_text,
            expected=expected.printed,
            facts=facts,
        )

    def _whole_key(self, statement: ClaimStatement) -> Key | None:
        """What a sentence about the whole is of, where no table prints it."""
        if statement.entity or statement.side is None or statement.listed > 1:
            return None
        if statement.window is None or statement.side is Side.NET:
            return None
        overview = next(
            (t for t in self.context.claims.tables if t.kind is TableKind.OVERVIEW), None
        )
        if overview is not None:
            measure = measure_of(overview, statement.side, statement.quantity)
            if measure is not None:
                return (
                    TableKind.OVERVIEW, statement.side, statement.window, Block.ROWS, "", measure,
                    statement.pieces,
                )  # fmt: skip
        return None


def _agrees(number: Number, expected: Expected) -> bool:
    assert expected.value is not None  # noqa: S101  # dashes are not compared
    interval = number.interval()
    low, high = interval.low, interval.high
    return low is not None and high is not None and low <= expected.value <= high


def _row(table: ClaimTable, line: ClaimLine, owner: str) -> Finding:
    return Finding(
        rule="rows-permuted",
        where=at_cell(table, line, line.cells[0]),
        printed=line.label,
        expected=owner,
    )
