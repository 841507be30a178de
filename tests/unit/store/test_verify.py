"""A store is checked against its raw files: whatever was changed behind its back is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.unit.store.exports import Row, month_of, write_export
from tests.unit.store.logs import log_of, unsealed

from yuebao.domain import Flow, Period, StoreError
from yuebao.store import LoadMode, Repeats
from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

    from yuebao.domain import Fault
    from yuebao.store import Store


def found(store: Store) -> list[tuple[str, str, str]]:
    return [(f.rule, f.where, f.what) for f in store.verify().findings]


def rewrite(store: Store, change: str, rows: str = "true", more: str = "false") -> None:
    """Change the stored facts as somebody might who knows where they are.

    Some rows are left out, and more stand there as they were, beside those that changed.
    """
    [path] = FactTable(store.path / "facts").files()
    with duckdb.connect() as connection:
        read = f"read_parquet('{path}', hive_partitioning = false)"
        connection.execute(
            f"COPY (SELECT * REPLACE ({change}) FROM {read} WHERE {rows} "
            f"UNION ALL SELECT * FROM {read} WHERE {more}) TO '{path}'"
        )


def test_a_store_of_every_kind_of_load_holds(load: Load, store: Store, tmp_path: Path) -> None:
    load(month_of({"110": 1, "502": 2}), day=1)
    load(month_of({"110": 1, "502": 3}), day=20)  # one unchanged, one revised
    load(month_of({"304": 4}), day=20, mode=LoadMode.ADD)
    load(month_of({"110": 9}), day=20, mode=LoadMode.REPLACE)
    load(month_of({"110": 1}), day=10, mode=LoadMode.REPLACE)  # arrives late
    load([Row("2025-01", 5, "110", "85071000")] * 2, repeats=Repeats.SUM)
    load([Row("2025-02", 5, "110", "85071000"), Row("2025-02", 6, "110", "85071000")],
         repeats=Repeats.FIRST)  # fmt: skip
    load([Row(None, 5, "110", "85072000")], months=Period.parse("2024-01..2024-08"))
    path = write_export(tmp_path / "数据.csv", month_of({"110": 3}, "2024-05"))
    store.load([path], flow=Flow.IMPORT, months=Period.parse("2024-05..2024-06"))
    result = store.verify()
    assert [str(finding) for finding in result.findings] == []
    assert (result.loads, result.files) == (9, 9)
    assert result.facts == 9


def test_without_a_store_there_is_nothing_to_verify(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        store.verify()


def test_a_raw_file_that_changed_or_vanished_is_named(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), name="出口.csv")
    [kept] = (store.path / "raw").iterdir()
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b'"1"', b'"2"'))
    [(rule, where, what)] = found(store)
    assert (rule, where) == ("hash", "出口.csv, version 0")
    assert what.startswith("The raw file has changed: its SHA-256 is now ")
    kept.unlink()
    [finding] = store.verify().findings
    assert finding.rule == "raw"
    assert finding.remedy.startswith("Load the file 出口.csv again")
    kept.write_bytes(content)
    assert found(store) == []


@pytest.mark.parametrize(
    "change",
    [
        "value + 1 AS value",
        "quantity + 1 AS quantity",
        "'千克' AS unit",
        "row + 1 AS row",
        "'502' AS partner",
        "'85071000' AS commodity",
        "'2024-12' AS first_month",
    ],
)
def test_a_fact_that_is_no_row_of_its_file_is_named(load: Load, store: Store, change: str) -> None:
    load([Row("2025-01", 1, "110", quantity=3, unit="个")], name="出口.csv")
    rewrite(store, change)
    findings = store.verify().findings
    assert "fact" in {finding.rule for finding in findings}
    assert {f.where for f in findings if f.rule != "altered"} == {"出口.csv, version 0"}


def test_a_row_that_is_no_longer_stored_is_named(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}), name="出口.csv")
    rewrite(store, "value AS value", rows="partner <> '502'")
    assert [told for told in found(store) if told[0] != "altered"] == [
        ("lost", "出口.csv, version 0",
         "1 of its records is not in the store: record 2 (commodity 85076000, 2025-01: 2)."),
    ]  # fmt: skip


def test_many_records_are_counted_and_the_first_named(load: Load, store: Store) -> None:
    load(month_of({str(code): code for code in range(110, 120)}), name="出口.csv")
    rewrite(store, "value + 1 AS value")
    what = {finding.rule: finding.what for finding in store.verify().findings}
    assert what["fact"].startswith("10 stored facts are not what the file says: record 1 (")
    assert what["fact"].endswith("; and 5 more.")
    assert what["lost"].startswith("10 of its records are not in the store: ")


def test_a_record_that_does_not_agree_with_its_file_is_named(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}), name="出口.csv")
    unsealed(log_of(store.path), lambda record: record["slices"][0].update(value=4))
    assert found(store) == [
        ("record", "出口.csv, version 0",
         "The load record says of export hs8/partner USD: 2 rows, 4 in all; the file has: 2 rows, "
         "3 in all.".replace("USD", "CNY")),
    ]  # fmt: skip


def test_a_row_count_that_does_not_agree_is_named(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), name="出口.csv")
    unsealed(log_of(store.path), lambda record: record["sources"][0].update(rows=7))
    assert found(store) == [
        ("record", "出口.csv, version 0",
         "The load record says of the file: 7 rows; the file has: 1 rows."),
    ]  # fmt: skip


def test_a_fact_of_no_load_and_a_key_known_twice_are_named(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    rewrite(store, "repeat('ab', 32) AS source", more="true")
    findings: list[Fault] = list(store.verify().findings)
    assert [finding.rule for finding in findings] == ["stranger", "twice", "altered"]
    assert findings[0].where == "file abababababab…"


@pytest.mark.parametrize("column", ["source", "row", "value", "commodity", "first_month", "scope"])
def test_facts_without_what_every_fact_has_are_named(load: Load, store: Store, column: str) -> None:
    load(month_of({"110": 1, "502": 2}))
    rewrite(store, f"NULL AS {column}", more="true")
    findings = store.verify().findings
    lack = f"2 stored facts lack what every fact has: {column}."
    assert lack in [finding.what for finding in findings]
    assert "altered" in [finding.rule for finding in findings]


def test_damaged_facts_are_one_finding_and_no_crash(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), day=1)
    load(month_of({"110": 2}), day=20)
    path = FactTable(store.path / "facts").files()[0]
    Path(path).write_bytes(b"nothing")
    for spoil in (Path(path).exists, Path(path).unlink):
        spoil()
        told = [rule for rule, _, _ in found(store)]
        assert sorted(told) == ["altered", "facts"], "one finding, however many loads rest on it"


def test_what_the_reader_of_damaged_facts_says_may_be_no_text(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(month_of({"110": 1}))

    def refuse(*_: object) -> None:
        raise UnicodeDecodeError("utf-8", b"\xa7", 0, 1, "invalid start byte")

    monkeypatch.setattr("yuebao.store._verify._Checks._compare", refuse)
    assert {rule for rule, _, _ in found(store)} == {"facts"}


def test_a_raw_file_that_cannot_be_read_any_more_is_named(load: Load, store: Store) -> None:
    load([Row(None, 5, "110")], months=Period.parse("2024-01..2024-08"), name="出口.csv")
    unsealed(log_of(store.path), lambda record: record["slices"][0].update(flow="import"))
    assert [finding.rule for finding in store.verify().findings] == ["unreadable"]
