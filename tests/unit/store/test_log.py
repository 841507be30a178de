"""A damaged log is named with the way out, never passed over and never a crash."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, known, month_of, write_export

from yuebao.domain import StoreError
from yuebao.store import export_facts
from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import Store

    Damage = Callable[[bytes], bytes]


def replacing(old: bytes, new: bytes) -> Damage:
    def damage(log: bytes) -> bytes:
        assert old in log
        return log.replace(old, new)

    return damage


DAMAGES: dict[str, Damage] = {
    "cut": lambda log: log[: len(log) // 2],
    "cut within the first word": lambda log: log[:20],
    "emptied": lambda _: b"",
    "blank": lambda _: b"\n",
    "garbled": lambda log: log.replace(b'"', b"\0", 8),
    "garbled at its end": lambda log: log[:-40] + b"\xff" * 40,
    "the commit's key": replacing(b'"commitInfo"', b'"commitXnfo"'),
    "the file's key": replacing(b'{"add"', b'{"adx"'),
    "the path's key": replacing(b'"path"', b'"pxth"'),
    "a key of the record": replacing(rb"\"released\"", rb"\"relexsed\""),
    "a key of a slice": replacing(rb"\"grain\"", rb"\"grxin\""),
    "a key of a source": replacing(rb"\"sha256\"", rb"\"shx256\""),
    "a month": replacing(rb"[\"2025-0", rb"[\"2025-9"),
    "a word": replacing(rb"\"grain\":\"hs8", rb"\"grain\":\"hq8"),
}


@pytest.fixture
def last(load: Load, store: Store) -> Path:
    """The last log of a store of two loads."""
    load(month_of({"110": 1, "502": 2}))
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    return store.path / "facts" / "_delta_log" / f"{1:020}.json"


def questions(store: Store, tmp_path: Path) -> dict[str, Callable[[], object]]:
    path = write_export(tmp_path / "出口-3.csv", month_of({"110": 5}, "2025-03"))
    return {
        "view": lambda: known(store.view()),
        "status": lambda: store.view().slices,
        "loads": store.loads,
        "export": lambda: export_facts(store.view(), tmp_path / "facts.csv"),
        "ingest": lambda: store.load([path], scope=WHOLE, released=date(2025, 4, 1)),
    }


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_log_is_refused_with_its_file(
    store: Store, last: Path, tmp_path: Path, damage: Damage
) -> None:
    last.write_bytes(damage(last.read_bytes()))
    for name, ask in questions(store, tmp_path).items():
        with pytest.raises(StoreError, match="the log is damaged") as caught:
            ask()
        assert caught.value.where == str(last), name
        assert caught.value.remedy.startswith("Restore it from a backup; without one, load ")
    [finding] = store.verify().findings
    assert (finding.rule, finding.where) == ("log", str(last))


@pytest.mark.parametrize("damage", [lambda log: log[:100], lambda _: b""], ids=["cut", "emptied"])
def test_the_only_log_is_named_too(load: Load, store: Store, damage: Damage) -> None:
    load(month_of({"110": 1}))
    [log] = (store.path / "facts" / "_delta_log").glob("*.json")
    log.write_bytes(damage(log.read_bytes()))
    with pytest.raises(StoreError, match="the log is damaged") as caught:
        store.view()
    assert caught.value.where == str(log)
    assert [finding.rule for finding in store.verify().findings] == ["log"]


def test_versions_before_the_damage_can_be_read(store: Store, last: Path) -> None:
    last.write_bytes(last.read_bytes()[:100])
    assert known(store.view(version=0)) == {("2025-01", "110"): 1, ("2025-01", "502"): 2}
    with pytest.raises(StoreError, match="the log is damaged"):
        store.view(version=1)


def test_a_version_that_never_was_is_told_as_such(store: Store, last: Path) -> None:
    assert last.is_file()
    with pytest.raises(StoreError, match="there is no version 7"):
        store.view(version=7)


def test_a_load_whose_log_was_lost_is_told_by_what_it_left(
    store: Store, last: Path, load: Load
) -> None:
    [lost] = set(FactTable(store.path / "facts").files()) - set(
        FactTable(store.path / "facts", 0).files()
    )
    last.unlink()
    raw, facts = store.verify().findings
    assert (raw.rule, facts.rule) == ("unknown", "unknown")
    assert raw.what == "No load knows this raw file."
    assert facts.where == lost.removeprefix(f"{store.path}/")
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    assert "unknown" not in {f.rule for f in store.verify().findings if f.where.startswith("raw")}


def test_where_the_first_log_was_lost_the_store_is_not_absent(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    [log] = (store.path / "facts" / "_delta_log").glob("*.json")
    log.unlink()
    assert [finding.rule for finding in store.verify().findings] == ["unknown", "unknown"]


def test_files_of_earlier_versions_are_known(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}))
    load(month_of({"110": 3, "502": 2}), day=20)
    assert len(list((store.path / "facts").rglob("*.parquet"))) > len(
        FactTable(store.path / "facts").files()
    )
    assert store.verify().findings == ()
