"""Answers by yuebao itself: the facts go into a real store and are asked for through it."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb
from tests.spec import wording
from tests.spec.case import Indicator, Question, Window, read_table

from yuebao.domain import (
    HALF_YEAR,
    JANUARY_FEBRUARY,
    MONTH,
    QUARTER,
    READ_COLUMNS,
    ROLLING_YEAR,
    SILENT,
    YEAR_TO_DATE,
    Amount,
    Depth,
    Dimension,
    Flow,
    Grain,
    Month,
    Period,
    Scope,
)
from yuebao.indicators import (
    Basis,
    LevelTable,
    Missing,
    Past,
    compute_cells,
    compute_concentration,
    compute_contribution,
    compute_growth,
    compute_levels,
    compute_net,
    compute_quantities,
    compute_record,
    compute_run,
    compute_share,
    compute_turnover,
    decompose,
    extend_basis,
    find_basis,
    find_level_revisions,
    find_unusual,
    official_growth,
    rank,
    rest_of,
    restated_periods,
    stated_periods,
)
from yuebao.sources import Reading
from yuebao.store import Store
from yuebao.store._delta import FactTable
from yuebao.store._load import LoadRequest, commit_load, prepare_load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.spec.case import File
    from tests.spec.wording import Answer

    from yuebao.indicators import Level
    from yuebao.store import View

WINDOWS = {
    Window.MONTH: MONTH,
    Window.YEAR_TO_DATE: YEAR_TO_DATE,
    Window.ROLLING_YEAR: ROLLING_YEAR,
    Window.QUARTER: QUARTER,
    Window.HALF_YEAR: HALF_YEAR,
    Window.JANUARY_FEBRUARY: JANUARY_FEBRUARY,
}
_NUMBERS = ("value", "quantity", "quantity2", "precision")


def fill_store(folder: Path, files: Sequence[File], engine: str | None = None) -> View:
    """A store that was given these files, one command each, as an engine sees it."""
    store = Store(folder / "store")
    for place, file in enumerate(files):
        path = folder / f"{place}.txt"
        path.write_text(f"{place} {file}", encoding="utf-8")
        with duckdb.connect() as database:
            reading = _read(database, path, file)
            request = LoadRequest(
                released=date.fromisoformat(file.released),
                scope=Scope.parse(file.scope),
                mode=file.mode,
            )
            table = FactTable(store.path / "facts")
            load = prepare_load(database, table, [reading], request)
            commit_load(database, store.path, table, load, store.office, request, SILENT)
    return store.view(
        engine=engine
    ).taking_parts()  # what files ask for is told in tests/unit/store


def _read(database: duckdb.DuckDBPyConnection, path: Path, file: File) -> Reading:
    heads, *rows = read_table(file.table)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    columns = ", ".join(f'"{column.name}" {column.type}' for column in READ_COLUMNS)
    database.execute(f"CREATE TEMP TABLE facts ({columns})")
    periods: set[Period] = set()
    for place, fields in enumerate(rows, 1):
        said = {head: field for head, field in zip(heads, fields, strict=True) if field}
        period = Period.parse(said.pop("month"))
        periods.add(period)
        fact = {
            "flow": file.flow.value,
            "grain": str(_grain(heads, said["commodity"])),
            "currency": file.currency,
            "first_month": str(period.first),
            "last_month": str(period.last),
            "precision": "1",
            "source": sha256,
            "row": str(place),
        } | said
        database.execute(
            f"INSERT INTO facts BY NAME SELECT {', '.join(f'${n} AS {n}' for n in fact)}", fact
        )
    if file.months:
        periods |= set(map(Period.of_month, Period.parse(file.months).months()))
    return Reading(
        path=path, name=path.name, sha256=sha256, size=1, dialect="spec", table="facts",
        rows=len(rows), periods=tuple(sorted(periods)), remarks=(),
    )  # fmt: skip


def _grain(heads: Sequence[str], commodity: str) -> Grain:
    depth = Depth.ALL if commodity == "all" else Depth.of_digits(len(commodity))
    return Grain(depth, frozenset(d for d in Dimension if d.value in heads))


def answer(view: View, question: Question) -> Answer:
    """The answer to a question."""
    if question.indicator is Indicator.NET:
        return _net(view, question)
    if question.editions:
        view = view.by_editions(dict(question.editions))
    basis = _basis(view, question, question.flow)
    if isinstance(basis, Missing):
        return _why(basis)
    if question.indicator in ANALYSES:
        return ANALYSES[question.indicator](view, basis, question)
    if question.indicator is Indicator.QUANTITY:
        held = compute_quantities(view, basis, question.unit)
        level = held.levels.get(question.period)
        left_out = held.left_out.get(question.period, 0)
        amount = None if level is None else level.amount.number
        return {question.unit: wording.quantity(amount, left_out)}
    return _of_levels(compute_levels(view, basis, question.by), question)


def _price(view: View, basis: Basis, question: Question) -> Answer:
    cells = compute_cells(view, basis, question.unit)
    minimum = Fraction(question.minimum_coverage, 100)
    found = decompose(cells, question.period, question.base, minimum_coverage=minimum)
    value, quantity = found.value.rate, found.quantity.rate
    told = {
        "unit value": found.unit_value,
        "value": None if value is None else 1 + value,
        "laspeyres": found.laspeyres,
        "paasche": found.paasche,
        "price": found.price,
        "mix": found.mix,
        "quantity": None if quantity is None else 1 + quantity,
    }
    return wording.price(told, str(found.reason or found.why or found.value.reason))


def _record(view: View, basis: Basis, question: Question) -> Answer:
    month, window = Month.parse(question.month), WINDOWS[question.window]
    known = extend_basis(view, basis, sorted(stated_periods(view, basis)))
    past = Past(compute_levels(view, known, question.by))
    record = compute_record(past, window, month)
    run = compute_run(
        lambda span: compute_growth(past.level(span.period), past.level(span.base)), window, month
    )
    assert record is not None
    return wording.record({
        "rank": f"{record.rank} of {record.of}",
        "since": record.first.period,
        "highest": f"{wording.number(record.highest.amount.number)} in {record.highest_at.period}",
        "higher": record.higher and record.higher.period,
        "lower": record.lower and record.lower.period,
        "run": run and f"{run.length}{' or more' if run.open else ''}, sign {run.sign}",
        "before": run and run.before,
    })  # fmt: skip


def _concentration(view: View, basis: Basis, question: Question) -> Answer:
    table, now, before = (
        compute_levels(view, basis, question.by), question.period, question.base
    )  # fmt: skip
    found = compute_concentration(table, now, table.total(now), question.without)
    new = compute_turnover(table, now, table, before, question.without)
    lost = compute_turnover(table, before, table, now, question.without)
    return wording.concentration(found.index, found.ranked, new.codes, lost.codes)


def _revision(view: View, basis: Basis, question: Question) -> Answer:
    def was_known(period: Period, day: date) -> bool:
        before = view.known_by(day - timedelta(days=1)).taking_parts()
        return period in stated_periods(before, basis)

    found = find_level_revisions(view, basis, restated_periods(view, basis), was_known)
    asked = [
        Period.of_month(month)
        for period in (question.period, question.base)
        for month in period.months()
    ]
    unusual = find_unusual(found, view.records[-1].released, asked)
    told = [
        (one.released, one.after.period, one.before.amount.number, one.after.amount.number)
        for one in found
    ]
    if unusual is None:
        return wording.revisions(told, None)
    size = None if unusual.largest is None else unusual.largest.size
    return wording.revisions(told, (unusual.revision.after.period, unusual.known, size))


ANALYSES: dict[Indicator, Callable[[View, Basis, Question], Answer]] = {
    Indicator.PRICE: _price,
    Indicator.RECORD: _record,
    Indicator.CONCENTRATION: _concentration,
    Indicator.REVISION: _revision,
}


def _basis(view: View, question: Question, flow: Flow) -> Basis | Missing:
    return find_basis(
        view, question.codes, flow, question.currency, question.by.dimensions(),
        (question.period, question.base),
    )  # fmt: skip


def _why(found: Missing) -> str:
    return wording.missing(found.gap, found.months or found.scopes)


def _of_levels(table: LevelTable, question: Question) -> Answer:
    period = question.period
    entities = question.entities or sorted(
        {*table.entities(period), *table.entities(question.base)}
    )
    if question.indicator is Indicator.TOTAL:
        total = table.total(period)
        assert total is not None
        return {"total": wording.number(total.amount.number)}
    if question.indicator is Indicator.RANKING:
        amounts = {entity: _amount(table, entity, period) for entity in entities}
        ranked = rank(amounts, first=question.first, without=question.without)
        return {entity: wording.number(amounts[entity]) for entity in ranked}
    if question.indicator is Indicator.CONTRIBUTION:
        return _contributions(table, question)
    return {entity: _one(table, question, entity) for entity in entities}


def _contributions(table: LevelTable, question: Question) -> Answer:
    now, before = question.period, question.base
    traded = {e: _amount(table, e, now) for e in table.entities(now)}
    shown = rank({e: amount for e, amount in traded.items() if amount > 0}, first=question.first)
    lines = {e: (table.level(e, now), table.level(e, before)) for e in shown}
    lines["rest"] = (
        rest_of(table.total(now), (table.level(e, now) for e in shown)),
        rest_of(table.total(before), (table.level(e, before) for e in shown)),
    )
    found = {}
    for line, levels in lines.items():
        part = compute_contribution(*levels, table.total(before))
        level, base, whole = map(_number, (part.current, part.base, part.whole))
        found[line] = wording.contribution(part.ratio, level, base, whole, str(part.reason))
    return found


def _number(level: Level | None) -> int | None:
    return None if level is None else level.amount.number


def _amount(table: LevelTable, entity: str, period: Period) -> int:
    level = table.level(entity, period)
    assert level is not None
    return level.amount.number


def _one(table: LevelTable, question: Question, entity: str) -> str:
    level = table.level(entity, question.period)
    assert level is not None
    assert level.amount == Amount(level.amount.number, question.currency)
    match question.indicator:
        case Indicator.LEVEL:
            return wording.number(level.amount.number)
        case Indicator.SHARE:
            others = set(table.entities(question.period)).difference(question.without)
            part = compute_share(level, table.total(question.period, others))
            assert part.whole is not None
            if part.ratio is None:
                return str(part.reason)
            return wording.share(level.amount.number, part.whole.amount.number)
    base = table.level(entity, question.base)
    if question.indicator is Indicator.OFFICIAL_GROWTH:
        growth = official_growth(level, base)
    else:
        growth = compute_growth(level, base, minimum_base=question.minimum_base)
    known = None if growth.base is None else growth.base.amount.number
    return wording.growth(growth.rate, level.amount.number, known, str(growth.reason))


def _net(view: View, question: Question) -> Answer:
    tables: dict[Flow, LevelTable] = {}
    for flow in (Flow.EXPORT, Flow.IMPORT):
        basis = _basis(view, question, flow)
        if isinstance(basis, Missing):
            return _why(basis)
        tables[flow] = compute_levels(view, basis, question.by)
    entities = {e for table in tables.values() for e in table.entities(question.period)}
    return {
        entity: wording.net(
            *(
                compute_net(
                    tables[Flow.EXPORT].level(entity, period),
                    tables[Flow.IMPORT].level(entity, period),
                ).number
                for period in (question.period, question.base)
            )
        )
        for entity in sorted(entities)
    }
