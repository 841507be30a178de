"""Whatever is loaded, yuebao answers as the plain oracle does, and its answers add up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.spec import engine, oracle
from tests.spec.case import File, Indicator, Question, Window

from yuebao.domain import Currency, Flow, Month, Period
from yuebao.indicators import (
    Basis,
    Breakdown,
    Level,
    LevelTable,
    Tabulation,
    compute_levels,
    find_basis,
    tabulate,
)

MONTHS = ["2024-01", "2024-02", "2025-01", "2025-02"]
CUMULATIVES = ["2024-01..2024-02", "2025-01..2025-02"]
CODES = {8: ["85076000", "85079090", "84151010"], 6: ["850760", "841510"]}
MEMBERS = {"partner": ["110", "150", "337"], "province": ["31", "44"], "mode": ["10", "14"]}
GRAINS = [
    (8, ()), (8, ("partner",)), (6, ("partner",)), (8, ("partner", "province")), (8, ("mode",)),
]  # fmt: skip


@st.composite
def files(draw: st.DrawFn, months: list[str], grain: tuple[int, tuple[str, ...]]) -> File:
    """A file of one grain with a few rows, each key once."""
    depth, dimensions = grain
    fields = [st.sampled_from(months), st.sampled_from(CODES[depth])]
    fields += [st.sampled_from(MEMBERS[name]) for name in dimensions]
    rows = draw(st.dictionaries(st.tuples(*fields), st.integers(0, 9), min_size=3, max_size=10))
    heads = " | ".join(["month", "commodity", *dimensions, "value"])
    lines = [" | ".join([*key, str(value)]) for key, value in rows.items()]
    return File("\n".join([heads, *lines]), scope=draw(st.sampled_from(["all"] * 4 + ["part"])))


def _in_scope(file: File) -> File:
    scope = "province=31,44" if file.scope == "part" else "all"
    return File(file.table, file.flow, file.currency, scope)


stores = st.lists(st.sampled_from(GRAINS), min_size=1, max_size=3, unique=True).flatmap(
    lambda grains: st.tuples(*(files(MONTHS + CUMULATIVES, grain) for grain in grains))
)
questions = st.builds(
    Question,
    indicator=st.sampled_from(
        [Indicator.LEVEL, Indicator.TOTAL, Indicator.GROWTH, Indicator.SHARE, Indicator.RANKING]
    ),
    codes=st.sampled_from([("8507",), ("85",), ("850760",), ("85", "8415")]),
    by=st.sampled_from(Breakdown),
    month=st.sampled_from(["2025-01", "2025-02"]),
    window=st.sampled_from(Window),
    minimum_base=st.integers(0, 3),
    first=st.none() | st.integers(1, 3),
)


@settings(max_examples=effort(10), deadline=None)
@given(stores, st.lists(questions, min_size=6, max_size=12))
def test_yuebao_agrees_with_the_oracle(held: tuple[File, ...], asked: list[Question]) -> None:
    loaded = [_in_scope(file) for file in held]
    parts = oracle.gather(loaded)
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), loaded)
        for question in asked:
            expected = oracle.answer(parts, question)
            event("none" if isinstance(expected, str) else f"{question.indicator}")
            assert engine.answer(view, question) == expected


@settings(max_examples=effort(10), deadline=None)
@given(stores, stores, st.lists(questions, min_size=2, max_size=8))
def test_what_is_asked_together_is_answered_as_if_alone(
    exports: tuple[File, ...], imports: tuple[File, ...], asked: list[Question]
) -> None:
    """Of flows, grains, scopes and periods that differ or do not, from one pass over the facts."""
    loaded = [_in_scope(file) for file in exports]
    loaded += [replace(_in_scope(file), flow=Flow.IMPORT) for file in imports]
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), loaded)
        bases = [
            (find_basis(view, q.codes, flow, q.currency, q.by.dimensions(), (q.period, q.base)), q)
            for q in asked
            for flow in (Flow.EXPORT, Flow.IMPORT)
        ]
        tabulations = [Tabulation(b, q.by) for b, q in bases if isinstance(b, Basis)]
        event(f"{len({t.basis.grain for t in tabulations})} grains")
        alone = [compute_levels(view, *tabulation) for tabulation in tabulations]
        assert list(map(_content, tabulate(view, tabulations))) == list(map(_content, alone))


def _content(table: LevelTable) -> dict[tuple[Period, str], Level | None]:
    return {
        (period, entity): table.level(entity, period)
        for period in table.basis.terms
        for entity in table.entities(period)
    }


@settings(max_examples=effort(5), deadline=None)
@given(files(MONTHS, (8, ("partner", "province"))))
def test_parts_sum_to_totals_and_months_to_the_year_to_date(file: File) -> None:
    loaded = File(file.table, months="2024-01..2025-02")
    periods = [Period.of_month(Month(2025, 1)), Period.of_month(Month(2025, 2))]
    year = Period.year_to_date(Month(2025, 2))
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), [loaded])
        for by in (Breakdown.COMMODITY, Breakdown.PARTNER, Breakdown.PROVINCE):
            basis = find_basis(
                view, ("8507",), Flow.EXPORT, Currency("USD"), by.dimensions(), (year, *periods)
            )
            if not isinstance(basis, Basis):
                assert "8507" not in file.table
                continue
            table = compute_levels(view, basis, by)
            months = [table.total(period) for period in periods]
            assert sum(level.amount.number for level in months if level) == _total(file, "2025")
            for entity in table.entities(year):
                of_year, *of_months = (table.level(entity, p) for p in (year, *periods))
                assert of_year is not None
                assert of_year.amount.number == sum(m.amount.number for m in of_months if m)


def _total(file: File, year: str) -> int:
    rows = [line.split(" | ") for line in file.table.splitlines()[1:]]
    return sum(
        int(row[-1]) for row in rows if row[0].startswith(year) and row[1].startswith("8507")
    )
