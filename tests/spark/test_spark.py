"""Spark and DuckDB give the same report, cell by cell, over the same files."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.spec import engine
from tests.spec.case import read_answer
from tests.spec.chapters import (
    concentration,
    contributions,
    editions,
    prices,
    records,
    revisions,
    windows,
)
from tests.unit.store import contract

from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import Adjustments, build_report, load_definition
from yuebao.store import Correction, LoadMode, Rates, Store
from yuebao.store._delta import FactTable

pytest.importorskip("pyspark", reason="pyspark is an extra: make test-spark")
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyspark.sql import SparkSession
    from tests.spec.case import Case

REPORTS = (
    ("lithium-ion", Month(2025, 2)),
    ("chips", Month(2025, 7)),
    ("provinces", Month(2025, 2)),
)


ANALYSES = [
    pytest.param(case, id=case.title)
    for chapter in (contributions, prices, records, concentration, editions, windows, revisions)
    for case in chapter.CHAPTER.cases
]


@pytest.fixture(scope="session")
def cluster() -> Iterator[SparkSession]:
    """A cluster of two worker processes on this machine."""
    from yuebao.store._spark import LOCAL_CLUSTER, Spark

    session = Spark(LOCAL_CLUSTER).session
    yield session
    session.stop()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, sample_exports: Path) -> Store:
    """The packaged sample: what the three reports need, and a release that replaced some of it."""
    folder = tmp_path_factory.mktemp("spark")
    store = Store(folder / "库")
    for exports in sorted(path for path in sample_exports.iterdir() if path.is_dir()):
        store.load([exports], released=date(2025, 8, 20))
    _replace(store, next(sample_exports.glob("lithium*/出口*")), folder)
    return store


def _replace(store: Store, export: Path, folder: Path) -> None:
    """Load an export anew without its last record: the files it stood in stay in the folder."""
    shorter = folder / export.name
    shorter.write_bytes(b"".join(export.read_bytes().splitlines(keepends=True)[:-1]))
    store.load([shorter], released=date(2025, 8, 21), mode=LoadMode.REPLACE)
    names = {path.rpartition("/")[2] for path in FactTable(store.path / "facts").files()}
    assert {path.name for path in (store.path / "facts").rglob("*.parquet")} > names


@pytest.mark.parametrize(("name", "month"), REPORTS, ids=[name for name, _ in REPORTS])
def test_the_annex_is_the_same_cell_by_cell(
    cluster: SparkSession, store: Store, name: str, month: Month
) -> None:
    here = build_report(name, month, store)
    there = build_report(name, month, store, engine="local-cluster")
    cells, others = (json.loads(render(document, "json"))["cells"] for document in (here, there))
    assert len(cells) > 50
    assert cells == others
    assert render(here, "md") == render(there, "md")


def test_there_are_several_workers(cluster: SparkSession) -> None:
    executors = cluster.sparkContext._jsc.sc().getExecutorMemoryStatus().size()
    assert executors == 3  # the driver counts


def test_bases_as_first_published_are_the_same(cluster: SparkSession, store: Store) -> None:
    adjust = Adjustments(first_base=True)
    here, there = (
        build_report("lithium-ion", Month(2025, 2), store, adjust=adjust, engine=engine)
        for engine in (None, "local-cluster")
    )
    assert render(here, "json") == render(there, "json")


def test_a_correction_is_the_same(cluster: SparkSession, store: Store) -> None:
    view = store.view()
    ((partner, province, mode, value),) = view.query(
        f"SELECT partner, province, mode, value FROM {view.facts} WHERE commodity = '85076000' "
        "AND flow = 'export' AND first_month = '2025-02' ORDER BY value DESC LIMIT 1"
    )
    key = {
        "commodity": "85076000", "flow": "export", "partner": partner, "province": province,
        "mode": mode,
    }  # fmt: skip
    wrong = Correction(key, Month(2025, 2), "value", value, value // 2, "误", "海关")
    adjust = Adjustments(corrections=(wrong,))
    here, there = (
        build_report("lithium-ion", Month(2025, 2), store, adjust=adjust, engine=engine)
        for engine in (None, "local-cluster")
    )
    assert render(here, "json") == render(there, "json")
    assert render(here, "json") != render(
        build_report("lithium-ion", Month(2025, 2), store), "json"
    )


def test_yuan_are_converted_alike(cluster: SparkSession, tmp_path: Path) -> None:
    store = Store(tmp_path / "yuan")
    for year, value in ((2024, 10**9 + 7), (2025, 3 * 10**9 + 1)):
        path = tmp_path / f"出口_{year}.csv"
        path.write_text(f"数据年月,商品编码,人民币\n{year}02,85076000,{value}\n", "utf-8")
        store.load([path])
    rates = {Month(year, 2): Decimal("7.1799") for year in (2024, 2025)}
    adjust = Adjustments(rates=Rates(rates, "人民银行"))
    definition = tmp_path / "yuan.toml"
    definition.write_text(
        '[title]\nzh = "测试"\n[subject]\nlabel = { zh = "电池" }\ncodes = ["85076000"]\n'
        '[[sections]]\nkind = "overview"\n',
        "utf-8",
    )
    pages = {
        render(
            build_report(
                load_definition(definition), Month(2025, 2), store, adjust=adjust, engine=engine
            ),
            "json",
        )
        for engine in (None, "local-cluster")
    }
    assert len(pages) == 1


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return contract.fill(tmp_path_factory.mktemp("promised"))


@pytest.mark.parametrize("promise", contract.PROMISES)
def test_views_of_spark_keep_every_promise(
    cluster: SparkSession, tmp_path: Path, promised: Store, promise: str
) -> None:
    wanted = contract.keep_promise(promise, promised, tmp_path)
    assert contract.keep_promise(promise, promised, tmp_path, "local-cluster") == wanted


@pytest.mark.parametrize("case", ANALYSES)
def test_spark_answers_as_specified(cluster: SparkSession, tmp_path: Path, case: Case) -> None:
    view = engine.fill_store(tmp_path, case.files, "local-cluster")
    assert engine.answer(view, case.question) == read_answer(case.answer)


def test_spark_finds_the_same_revisions(cluster: SparkSession, promised: Store) -> None:
    assert contract.revisions(promised, "local-cluster") == contract.revisions(promised)
