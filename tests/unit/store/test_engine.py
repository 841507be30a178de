"""Engines answer questions: any that can run a query builds the same report, byte for byte."""

from __future__ import annotations

import ast
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.unit.report.tiny import HEAD, define, exports, imports, load, new_store, sections
from tests.unit.store import contract

import yuebao
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import Adjustments, build_report
from yuebao.store import Correction, DuckDB, Engine, Rates, Store, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SRC = Path(yuebao.__file__).parent


class Plain(Engine):
    """The least an engine can be: a database of its own that answers queries."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        self.asked.append(sql)
        with duckdb.connect() as database:
            return database.execute(sql, dict(bound) if bound else None).fetchall()


def engines() -> dict[str, Callable[[], Engine | str]]:
    known: dict[str, Callable[[], Engine | str]] = {
        "plain": Plain,
        "one thread": lambda: DuckDB(threads=1),
    }
    return known


@pytest.fixture
def store(tmp_path: Path) -> Store:
    facts = [
        make(f"{year}-{month:02}", (10**8 + at) * year + month, quantity=month)
        for at, make in enumerate((exports, imports))
        for year in (2024, 2025)
        for month in (1, 2)
    ]
    store = new_store(tmp_path, facts)
    load(store, [exports("2025-02", 7 * 10**9, quantity=3)], released=date(2026, 2, 20))
    return store


REPORT = sections("overview", "partners", "provinces") + (
    '[[sections]]\nkind = "province-trade"\nwindow = "ytd"\n'
)
UNITS = '[units]\nquantity = { unit = "个" }\n'
ADJUSTMENTS = {
    "as it is": Adjustments(),
    "the first base": Adjustments(first_base=True),
    "corrected": Adjustments(
        corrections=(
            Correction(
                {"commodity": "85076000", "partner": "502", "flow": "import"},
                Month(2025, 2), "value", 2025 * (10**8 + 1) + 2, 5 * 10**9, "误", "海关",
            ),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("engine", engines().values(), ids=engines().keys())
@pytest.mark.parametrize("adjust", ADJUSTMENTS.values(), ids=ADJUSTMENTS.keys())
def test_every_engine_builds_the_same_bytes(
    tmp_path: Path, store: Store, engine: Callable[[], Engine], adjust: Adjustments
) -> None:
    definition = define(tmp_path, UNITS + REPORT, head=HEAD)
    month = Month(2025, 2)
    here = build_report(definition, month, store, adjust=adjust)
    there = build_report(definition, month, store, adjust=adjust, engine=engine())
    for form in ("md", "json", "xlsx"):
        assert render(here, form) == render(there, form)


def test_yuan_are_converted_by_any_engine(tmp_path: Path) -> None:
    store = Store(tmp_path / "yuan")
    facts = [exports(f"{year}-02", 10**9 + year) for year in (2024, 2025)]
    load(store, facts, currency="人民币")
    rates = {Month(year, 2): Decimal("7.1799") for year in (2024, 2025)}
    adjust = Adjustments(rates=Rates(rates, "人民银行"))
    definition = define(tmp_path, sections("overview"))
    pages = {
        render(
            build_report(definition, Month(2025, 2), store, adjust=adjust, engine=engine), "json"
        )
        for engine in (None, Plain())
    }
    assert len(pages) == 1


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return contract.fill(tmp_path_factory.mktemp("promised"))


@pytest.mark.parametrize("engine", engines().values(), ids=engines().keys())
@pytest.mark.parametrize("promise", contract.PROMISES)
def test_views_of_every_engine_keep_every_promise(
    tmp_path: Path, promised: Store, promise: str, engine: Callable[[], Engine]
) -> None:
    wanted = contract.keep_promise(promise, promised, tmp_path)
    assert contract.keep_promise(promise, promised, tmp_path, engine()) == wanted


@pytest.mark.parametrize("engine", engines().values(), ids=engines().keys())
def test_every_engine_finds_the_same_revisions(
    promised: Store, engine: Callable[[], Engine]
) -> None:
    everything, below = contract.revisions(promised)
    assert contract.revisions(promised, engine()) == (everything, below)
    assert everything == below
    assert [str(found.period) for found in everything] == ["2025-02"]


def test_the_contract_is_of_facts_that_differ(tmp_path: Path, promised: Store) -> None:
    for promise in ("facts", "narrowed", "first published", "converted", "exported"):
        now, before = contract.keep_promise(promise, promised, tmp_path)
        assert now != before, promise


def test_every_method_of_a_view_is_promised() -> None:
    text = Path(contract.__file__).read_text(encoding="utf-8")
    public = {name for name in vars(View) if not name.startswith("_")} - {"in_duckdb"}
    assert {name for name in public if f".{name}" not in text} == set()


def test_threads_are_an_option_of_the_view(store: Store) -> None:
    (threads,) = store.view(threads=1).query("SELECT current_setting('threads')")
    assert threads == (1,)


ABOVE = ("indicators", "report", "render", "auditing", "publish", "web", "cli")


@pytest.mark.parametrize("layer", ABOVE)
def test_nothing_above_the_store_sees_a_connection(layer: str) -> None:
    for path in (SRC / layer).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [a.name for a in getattr(node, "names", ()) if isinstance(a, ast.alias)]
            module = getattr(node, "module", None) or ""
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert not {"duckdb", "pyspark"} & {n.split(".")[0] for n in (*names, module)}, path
            if isinstance(node, ast.Attribute):
                assert node.attr != "connection", f"{path}:{node.lineno}"


def test_a_question_that_takes_too_long_is_given_up(store: Store) -> None:
    endless = "SELECT count(*) FROM range(100000) AS a, range(10000000) AS b WHERE a < b"
    engine = DuckDB(until=time.monotonic() + 0.2)
    assert engine.query("SELECT 1") == [(1,)]
    for seconds in (0.2, 0.003, 0.002, 0.001, 0.0005):  # some before it has begun
        with pytest.raises(TimeoutError):
            DuckDB(until=time.monotonic() + seconds).query(endless)
        with pytest.raises(TimeoutError):
            DuckDB(until=time.monotonic() + seconds).hold(endless)
    with pytest.raises(TimeoutError):
        engine.query(endless)
    with pytest.raises(TimeoutError):
        engine.query("SELECT 1")
    view = store.view(engine=DuckDB(until=time.monotonic() + 60))
    assert view.query(f"SELECT count(*) FROM {view.facts}") == store.view().query(
        f"SELECT count(*) FROM {store.view().facts}"
    )
