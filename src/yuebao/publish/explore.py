"""A question asked of a store beside any report: who trades what with whom, when, and how it grew.

It computes nothing of its own: which facts answer is found as for reports, and levels, growth,
shares, contributions and prices are those of `yuebao.indicators`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.domain import Dimension, Flow, Period, UnavailableError, UserError
from yuebao.indicators import (
    Basis,
    Gap,
    Missing,
    compute_cells,
    compute_contribution,
    compute_growth,
    compute_share,
    decompose,
    deepest_basis,
    extend_basis,
    find_basis,
    find_currencies,
    official_growth,
    rank,
    rest_of,
)
from yuebao.publish._summed import SummedTables
from yuebao.publish.noted import NotedEngine
from yuebao.publish.question import By, check_request, children_of, unlisted_codes
from yuebao.report.checks import tell_gap
from yuebao.report.definition import ALL_GOODS
from yuebao.report.model import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from yuebao.domain import Currency, Month, Span
    from yuebao.indicators import Contribution, Decomposition, Growth, Level, Share
    from yuebao.publish.question import ExploreRequest
    from yuebao.reference import Office
    from yuebao.store import View

PARTS = 6
"""So many parts are told apart by month."""


class GapError(UnavailableError):
    """The store cannot answer a question.

    Attributes:
        flow: Of which flow.
        missing: What it lacks.
        by: What it should be broken down by.
    """

    flow: Flow
    missing: Missing
    by: By

    @classmethod
    def of(cls, flow: Flow, by: By, missing: Missing, codes: tuple[str, ...]) -> Self:
        """What a question of codes by something lacks of a flow."""
        found, remedy = tell_gap(flow, by.breakdown, missing, codes)
        if missing.gap is Gap.PARTS:
            remedy = (
                "Load files of them, or ask with partial=yes: then what is loaded stands for "
                "the whole, and the answer says so."
            )
        error = cls(found, where=", ".join(codes), remedy=remedy)
        error.flow, error.missing, error.by = flow, missing, by
        return error


@dataclass(frozen=True, slots=True)
class ExploredCell:
    """An entity in a window, and what it is compared with; None where it is not known."""

    level: Level | None
    base: Level | None
    growth: Growth
    share: Share
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class ExploredRow:
    """An entity.

    Attributes:
        code: Its code; None of the whole, and of what is left.
        block: Whether it is one of the ranked, a group, or what is left.
        cells: One a column.
    """

    code: str | None
    block: Block
    cells: tuple[ExploredCell, ...]


@dataclass(frozen=True, slots=True)
class ExploredMonth:
    """A month of the past.

    Attributes:
        period: The month.
        level: The whole in it.
        growth: Its growth on the year.
        parts: Of the first rows each its level, by code; empty where nothing is broken down.
    """

    period: Period
    level: Level
    growth: Growth
    parts: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class Exploration:
    """What a store answers.

    Attributes:
        request: What was asked, with its currency.
        office: Whose codes they are.
        version: The store's version.
        columns: The windows, one a month asked about.
        whole: The sum.
        rows: The entities, largest first.
        rest: What is left beside them; None where nothing is.
        history: Month by month, ascending; those of which nothing is loaded are not there.
        prices: Price, mix and quantity of the whole, one a column; empty where not asked for.
        unit: The unit of their quantities; empty where there is none.
        lacking: The codes of which nobody asked, where a part stands for the whole.
        sql: The statements that were run; paths are below the store's folder.
    """

    request: ExploreRequest
    office: Office
    version: int
    columns: tuple[Span, ...]
    whole: ExploredRow
    rows: tuple[ExploredRow, ...]
    rest: ExploredRow | None
    history: tuple[ExploredMonth, ...]
    prices: tuple[Decomposition, ...]
    unit: str
    lacking: tuple[str, ...]
    sql: tuple[str, ...]

    @property
    def currency(self) -> Currency:
        """The currency of its amounts."""
        assert self.request.currency is not None  # noqa: S101  # `explore` fills it in
        return self.request.currency


def explore(view: View, request: ExploreRequest, folder: Path) -> Exploration:
    """Answer a question from what a store knows.

    Args:
        view: What it knows.
        request: The question.
        folder: The store's folder.

    Raises:
        UserError: The question is none.
        GapError: The store lacks what would answer it.
    """
    check_request(request, view.office)
    engine = NotedEngine(folder)
    seen = _seen(view.asking(engine), request)
    currency = request.currency or _first_currency(seen, request)
    columns = _columns(request)
    entities = _entities(seen, request)
    bases = _bases(seen, request, currency, columns)
    history = _history_periods(seen, request, tuple(bases.values()))
    tables = SummedTables(seen, request, entities, bases, history)
    shown = _ranked(request, seen.office, tables, columns)
    return _Answering(seen, request, currency, columns, tables, engine).answer(
        shown, bases, history
    )


def _seen(view: View, request: ExploreRequest) -> View:
    """The part of trade that is asked about."""
    groups, month = view.office.groups, request.months[0]
    partners = {
        held
        for code in request.partners
        for held in (groups.find(code).members(month) if code in groups else (code,))
    }
    if request.partners and not partners:
        raise UserError(
            f"in {month} nobody was a member of {', '.join(request.partners)}",
            remedy="Take a later month.",
        )
    seen = view.of_part(
        {
            Dimension.PARTNER: tuple(partners),
            Dimension.PROVINCE: request.provinces,
            Dimension.MODE: request.modes,
        }
    )
    return seen.taking_parts() if request.accept_partial else seen


def _first_currency(view: View, request: ExploreRequest) -> Currency:
    held = find_currencies(view, request.codes)
    return held[0] if held else view.office.currencies[0].code


def _columns(request: ExploreRequest) -> tuple[Span, ...]:
    spans = [(month, request.window.span(month)) for month in request.months]
    for month, span in spans:
        if span is None:
            raise UserError(
                f"{month} ends no {request.window}", remedy="Take another month or window."
            )
    return tuple(dict.fromkeys(span for _, span in spans if span is not None))


def _entities(view: View, request: ExploreRequest) -> tuple[str, ...]:
    """The commodities told apart; none where they are not."""
    if request.by is not By.COMMODITY or ALL_GOODS in request.codes or len(request.codes) > 1:
        return request.codes if request.by is By.COMMODITY else ()
    (code,), unlisted = request.codes, unlisted_codes(view)
    return children_of(view.office, code, request.months[0], unlisted) or request.codes


def _bases(
    view: View, request: ExploreRequest, currency: Currency, columns: Sequence[Span]
) -> dict[Flow, Basis]:
    """The facts that answer, of each flow.

    Raises:
        GapError: There are none.
    """
    periods = tuple(dict.fromkeys(p for span in columns for p in (span.period, span.base)))
    dimensions = request.by.breakdown.dimensions()
    found: dict[Flow, Basis] = {}
    for flow in request.flows():
        basis = find_basis(view, request.codes, flow, currency, dimensions, periods)
        if isinstance(basis, Missing):
            raise GapError.of(flow, request.by, basis, request.codes)
        found[flow] = basis
    return found


def _history_periods(
    view: View, request: ExploreRequest, bases: Sequence[Basis]
) -> tuple[Period, ...]:
    """Those of the months up to the first asked about that every flow answers, ascending."""
    if not request.history:
        return ()
    last = request.months[0]
    wanted = [Period.of_month(last.plus(-back)) for back in range(request.history)]
    answered = [extend_basis(view, basis, wanted).terms for basis in bases]
    return tuple(p for p in reversed(wanted) if all(p in terms for terms in answered))


def _ranked(
    request: ExploreRequest, office: Office, tables: SummedTables, columns: Sequence[Span]
) -> tuple[str, ...]:
    """The entities shown, in order."""
    if request.by is By.NOTHING:
        return ()
    if request.by is By.GROUP:
        return tuple(group.id for group in office.groups)
    periods = {period for span in columns for period in (span.period, span.base)}
    traded = {code for period in periods for code in tables.entities(period)}
    amounts = {
        code: level.amount.number
        for code in traded
        if (level := tables.part(code, columns[0].period)) is not None
    }
    own = () if office.own is None or request.by is not By.PARTNER else (office.own,)
    return rank(amounts, first=request.first, without=own)


@dataclass(frozen=True, slots=True)
class _Answering:
    """An answer in the making."""

    view: View
    request: ExploreRequest
    currency: Currency
    columns: tuple[Span, ...]
    tables: SummedTables
    engine: NotedEngine

    def answer(
        self, shown: tuple[str, ...], bases: Mapping[Flow, Basis], history: Sequence[Period]
    ) -> Exploration:
        """Put it together."""
        rows = tuple(self._row(code) for code in shown)
        prices, unit = self._prices(bases)
        lacking = {code for one in bases.values() for codes in one.partly().values()
                   for code in codes}  # fmt: skip
        return Exploration(
            request=replace(self.request, currency=self.currency),
            office=self.view.office,
            version=self.view.version,
            columns=self.columns,
            whole=self._row(None),
            rows=rows,
            rest=self._rest(rows),
            history=tuple(self._month(period, shown[:PARTS]) for period in history),
            prices=prices,
            unit=unit,
            lacking=tuple(sorted(lacking)),
            sql=tuple(self.engine.statements),
        )

    def _level(self, code: str | None, period: Period, month: Month) -> Level | None:
        if code is None:
            return self.tables.whole(period)
        if self.request.by is By.GROUP:
            return self.tables.members(self.view.office.groups.find(code).members(month), period)
        return self.tables.part(code, period)

    def _row(self, code: str | None) -> ExploredRow:
        block = Block.BLOC if code is not None and self.request.by is By.GROUP else Block.ROWS
        cells = (
            self._cell(
                span,
                *(self._level(code, p, span.period.last) for p in (span.period, span.base)),
            )
            for span in self.columns
        )
        return ExploredRow(code, block, tuple(cells))

    def _cell(self, span: Span, level: Level | None, base: Level | None) -> ExploredCell:
        whole, whole_base = self.tables.whole(span.period), self.tables.whole(span.base)
        return ExploredCell(
            level, base, _growth(level, base), compute_share(level, whole),
            compute_contribution(level, base, whole_base),
        )  # fmt: skip

    def _rest(self, rows: Sequence[ExploredRow]) -> ExploredRow | None:
        """What the rows leave of the whole."""
        if not rows or self.request.by is By.GROUP:
            return None
        cells = []
        for at, span in enumerate(self.columns):
            level = rest_of(self.tables.whole(span.period), (row.cells[at].level for row in rows))
            base = rest_of(self.tables.whole(span.base), (row.cells[at].base for row in rows))
            cells.append(self._cell(span, level, base))
        nothing = all(
            level is None or (level.amount.number == 0 and level.rows == 0)
            for cell in cells for level in (cell.level, cell.base)
        )  # fmt: skip
        return None if nothing else ExploredRow(None, Block.REST, tuple(cells))

    def _month(self, period: Period, shown: Sequence[str]) -> ExploredMonth:
        level = self.tables.whole(period)
        assert level is not None  # noqa: S101  # only months that are answered are asked for
        parts = {code: self._level(code, period, period.last) for code in shown}
        return ExploredMonth(
            period,
            level,
            _growth(level, self.tables.whole(period.year_earlier())),
            {code: held for code, held in parts.items() if held is not None},
        )

    def _prices(self, bases: Mapping[Flow, Basis]) -> tuple[tuple[Decomposition, ...], str]:
        """Price, mix and quantity; of one flow only, for goods come and go at other prices."""
        if not self.request.price or len(bases) > 1:
            return (), ""
        (basis,) = bases.values()
        partners = frozenset((Dimension.PARTNER,))
        table = compute_cells(self.view, deepest_basis(self.view, basis, partners))
        return (
            tuple(decompose(table, span.period, span.base) for span in self.columns),
            table.unit,
        )


def _growth(level: Level | None, base: Level | None) -> Growth:
    """Growth, as customs printed it where it did."""
    if level is not None and level.official_growth is not None:
        return official_growth(level, base)
    return compute_growth(level, base)
