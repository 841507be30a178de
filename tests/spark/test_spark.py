"""Spark and DuckDB give the same report, cell by cell, over the same files."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from yuebao.domain import Month, UserError
from yuebao.render import render
from yuebao.report import Adjustments, build_report
from yuebao.store import LoadMode, Rates, Store
from yuebao.store._delta import FactTable

pytest.importorskip("pyspark", reason="pyspark is an extra: make test-spark")
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyspark.sql import SparkSession

REPORTS = (
    ("lithium-ion", Month(2025, 2)),
    ("chips", Month(2025, 7)),
    ("provinces", Month(2025, 2)),
)


@pytest.fixture(scope="session")
def cluster() -> Iterator[SparkSession]:
    """A cluster of two worker processes on this machine."""
    from yuebao.store._spark import LOCAL_CLUSTER, SparkConnection

    session = SparkConnection(LOCAL_CLUSTER).session
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


def test_what_only_duckdb_does_is_refused(cluster: SparkSession, store: Store) -> None:
    rates = Rates({}, "nobody")
    with pytest.raises(UserError, match="not to be had with --engine"):
        build_report(
            "chips", Month(2025, 7), store, engine="local-cluster", adjust=Adjustments(rates=rates)
        )
