"""Facts handed out: whole or not at all, each with where it came from."""

from __future__ import annotations

import csv
from datetime import date
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import duckdb
import pytest
from tests.unit.store.exports import Row, contents, month_of

from yuebao.domain import (
    FACT_COLUMNS,
    Currency,
    Dimension,
    Flow,
    Period,
    PlaceError,
    StoreError,
    UserError,
)
from yuebao.publish.writing import write_files
from yuebao.store import export_facts

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

    from yuebao.store import Store

HEADS = [column.name for column in FACT_COLUMNS]
HEADS.insert(HEADS.index("source"), "file")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def query(sql: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(sql)
    assert found is not None
    return found


def test_a_csv_holds_every_fact_with_file_record_and_release(
    load: Load, store: Store, tmp_path: Path
) -> None:
    load([Row("2025-01", 5, "110", quantity=7, unit="千克")], name="出口,一.csv")
    out = tmp_path / "事实.csv"
    assert export_facts(store.view(), out) == 1
    [fact] = read_csv(out)
    assert list(fact) == HEADS
    sha256 = store.loads()[0].sources[0].sha256
    assert {name: text for name, text in fact.items() if text} == {
        "flow": "export", "grain": "hs8/partner", "scope": "all", "currency": "CNY",
        "commodity": "85076000", "partner": "110", "first_month": "2025-01",
        "last_month": "2025-01", "value": "5", "precision": "1", "quantity": "7", "unit": "千克",
        "file": "出口,一.csv", "source": sha256, "row": "1", "released": "2025-03-01",
    }  # fmt: skip


def test_parquet_holds_the_same_with_its_types(load: Load, store: Store, tmp_path: Path) -> None:
    load(month_of({"110": 5, "502": 6}))
    out = tmp_path / "it's.parquet"
    assert export_facts(store.view(), out) == 2
    path = str(out).replace("'", "''")
    found = query(f"SELECT * FROM '{path}'")
    assert found.columns == HEADS
    types = {column.name: column.type for column in FACT_COLUMNS} | {"file": "VARCHAR"}
    assert [str(kind) for kind in found.types] == [
        types[name].replace(", ", ",") for name in found.columns
    ]
    assert found.select("sum(value)").fetchall() == [(11,)]


def test_a_selection(load: Load, store: Store, tmp_path: Path) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-02", 2, "110"), Row("2025-02", 4, "110", "85071000")])
    load([Row("2025-02", 8, "110")], name="进口.csv")
    out = tmp_path / "f.csv"

    def total(**chosen: object) -> int:
        export_facts(store.view(), out, **chosen)  # type: ignore[arg-type] # the names it has
        return sum(int(fact["value"]) for fact in read_csv(out))

    assert total() == 15
    assert total(commodities=["85076"]) == 11
    assert total(commodities=["85071000", "85076"]) == 15
    assert total(flow=Flow.IMPORT) == 8
    assert total(months=Period.parse("2025-02")) == 14
    assert total(broken_down={Dimension.PARTNER: ["110"]}) == 15
    assert total(broken_down={Dimension.PARTNER: ["502"]}) == 0
    assert total(broken_down={Dimension.PARTNER: ["502", "110"], Dimension.MODE: []}) == 15
    assert total(broken_down={Dimension.PROVINCE: ["44"]}) == 0, "not broken down by province"
    assert total(currency=Currency("CNY")) == 15
    assert total(currency=Currency("USD")) == 0
    assert total(commodities=["9999"]) == 0
    assert out.read_text(encoding="utf-8").strip() == ",".join(HEADS)


def test_as_of_an_earlier_day(load: Load, store: Store, tmp_path: Path) -> None:
    load(month_of({"110": 1}), day=1)
    load(month_of({"110": 2}), day=20)
    out = tmp_path / "f.csv"
    for day, value in ((1, "1"), (20, "2")):
        export_facts(store.view(as_of=date(2025, 3, day)), out)
        assert [fact["value"] for fact in read_csv(out)] == [value]


def test_a_name_that_a_spreadsheet_would_run_is_quoted(
    load: Load, store: Store, tmp_path: Path
) -> None:
    load([Row("2025-01", 1, "110", quantity=1, unit="@sum(1)")], name="=cmd()出口.csv")
    export_facts(store.view(), tmp_path / "f.csv")
    export_facts(store.view(), tmp_path / "f.parquet")
    [fact] = read_csv(tmp_path / "f.csv")
    assert (fact["file"], fact["unit"]) == ("'=cmd()出口.csv", "'@sum(1)")
    kept = query(f"SELECT file, unit FROM '{tmp_path / 'f.parquet'}'").fetchall()
    assert kept == [("=cmd()出口.csv", "@sum(1)")]


def test_the_same_store_gives_the_same_bytes(load: Load, store: Store, tmp_path: Path) -> None:
    load(month_of({str(code): code for code in range(110, 150)}))
    for name in ("a.parquet", "b.parquet", "a.csv", "b.csv"):
        export_facts(store.view(), tmp_path / name)
    for ending in ("parquet", "csv"):
        first, second = (tmp_path / f"{name}.{ending}" for name in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_a_failure_leaves_what_was_there(load: Load, store: Store, tmp_path: Path) -> None:
    load(month_of({"110": 1}))
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "f.csv"
    out.write_text("before", encoding="utf-8")
    view = store.view()
    failing = f"(SELECT * REPLACE (error('the disk is full') AS flow) FROM {view.facts})"
    with pytest.raises(StoreError, match=r"cannot be read \(.*the disk is full"):
        export_facts(view.with_facts(failing), out)
    assert [path.name for path in folder.iterdir()] == ["f.csv"]
    assert out.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("name", ["facts.xlsx", "facts", "missing/f.csv"])
def test_a_place_that_cannot_be_meant_is_refused(
    load: Load, store: Store, tmp_path: Path, name: str
) -> None:
    load(month_of({"110": 1}))
    with pytest.raises(UserError):
        export_facts(store.view(), tmp_path / name)


def test_a_full_disk_is_one_error_with_one_status_wherever_it_is(
    load: Load, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To an export, a load and a report alike; the store is as it was."""
    load(month_of({"110": 1}))
    before = contents(store.path)

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    refused = []
    for do in (
        lambda: export_facts(store.view(), tmp_path / "f.csv"),
        lambda: write_files(tmp_path / "reports", {"report.md": b"text"}),
        lambda: load(month_of({"110": 1, "502": 2}), day=20),
    ):
        with pytest.raises(PlaceError, match=r"(?i)no space left on device") as caught:
            do()
        refused.append(caught.value.exit_status)
    assert refused == [2, 2, 2]
    monkeypatch.undo()
    assert contents(store.path) == before
    assert store.verify().findings == ()
