"""A damaged log is named with the way out, never passed over and never a crash."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest
from deltalake import DeltaTable
from tests.unit.store.exports import WHOLE, known, month_of, write_export
from tests.unit.store.logs import unsealed

from yuebao.domain import StoreError
from yuebao.store import export_facts
from yuebao.store._delta import FactTable
from yuebao.store._head import note_head, read_head

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
    "another month": replacing(rb"[\"2025-02", rb"[\"2025-03"),
    "another total": replacing(rb"\"value\":7", rb"\"value\":6"),
    "another flow": replacing(rb"\"flow\":\"export", rb"\"flow\":\"import"),
    "another date": replacing(rb"\"released\":\"20", rb"\"released\":\"21"),
    "the key of the record": replacing(b'"yuebao"', b'"yuebaa"'),
    "the key of the seal": replacing(rb"\"seal\"", rb"\"seel\""),
    "the seal": replacing(rb"\"seal\":\"", rb"\"seal\":\"0"),
    "another size": replacing(b'"size":', b'"size":1'),
    "another statistic": replacing(b'numRecords\\": 2', b'numRecords\\": 3'),
    "another partition": replacing(b'{"last_month":"2025-02"}', b'{"last_month":"2025-03"}'),
    "a file less": lambda log: b"".join(
        line for line in log.splitlines(keepends=True) if not line.startswith(b'{"add"')
    ),
    "an action more": lambda log: log + log.splitlines(keepends=True)[-1],
}


@pytest.fixture
def last(load: Load, store: Store) -> Path:
    """The last log of a store of two loads."""
    load(month_of({"110": 1, "502": 2}))
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    return store.path / "facts" / "_delta_log" / f"{1:020}.json"


def flipped(log: bytes, chance: random.Random) -> bytes:
    """A log with one bit changed."""
    content = bytearray(log)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def test_of_a_bit_that_flips_all_that_counts_is_told(store: Store, last: Path) -> None:
    """What is not told, such as the time in the log, changes nothing that is known."""
    whole, before = last.read_bytes(), (known(store.view()), store.loads())
    chance = random.Random(20250318)
    told = 0
    for _ in range(400):
        last.write_bytes(flipped(whole, chance))
        try:
            assert (known(store.view()), store.loads()) == before
        except StoreError:
            told += 1
    assert 200 < told < 400


def test_a_log_without_a_seal_is_read_as_it_was(store: Store, last: Path) -> None:
    before = known(store.view())
    unsealed(last)
    assert known(store.view()) == before
    unsealed_key = last.read_bytes()
    last.write_bytes(unsealed_key.replace(b"repeats", b"repexts"))
    with pytest.raises(StoreError, match="nothing is called repexts"):
        store.view().records  # noqa: B018 # it reads them


def test_a_commit_of_another_program_is_refused(store: Store, last: Path) -> None:
    assert last.is_file()
    DeltaTable(str(store.path / "facts")).delete("partner = '502'")
    with pytest.raises(StoreError, match="changes facts without the record of a load"):
        known(store.view())


def test_what_a_checkpoint_loses_is_told(store: Store, last: Path) -> None:
    table = DeltaTable(str(store.path / "facts"))
    table.create_checkpoint()
    before = known(store.view())
    [checkpoint] = last.parent.glob("*.checkpoint.parquet")
    with duckdb.connect() as connection:
        kept = f"SELECT * FROM read_parquet('{checkpoint}')"
        connection.execute(
            f"CREATE TABLE kept AS {kept} WHERE add IS NULL OR add.path NOT LIKE '%01/%'"
        )
        connection.execute(f"COPY kept TO '{checkpoint}'")
    with pytest.raises(StoreError, match="its checkpoint knows other files"):
        known(store.view())
    checkpoint.unlink()
    (last.parent / "_last_checkpoint").unlink()
    assert known(store.view()) == before


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


def test_a_last_log_that_was_lost_is_told(store: Store, last: Path, tmp_path: Path) -> None:
    last.unlink()
    for name, ask in questions(store, tmp_path).items():
        with pytest.raises(StoreError, match="the log is lost") as caught:
            ask()
        assert caught.value.where == str(last), name
        assert "yuebao repair" in caught.value.remedy
    findings = store.verify().findings
    assert [finding.rule for finding in findings] == ["log", "unknown", "unknown"]
    assert findings[0].where == str(last)


@pytest.mark.parametrize("note", [b"", b"7", b"9 00000000\n", b"\xff" * 12])
def test_a_damaged_note_of_the_last_version_stops_nobody(
    store: Store, last: Path, load: Load, note: bytes
) -> None:
    assert read_head(store.path / "facts") == 1
    (store.path / "facts" / "_head").write_bytes(note)
    assert read_head(store.path / "facts") is None
    assert len(store.loads()) == 2
    load(month_of({"110": 7}, "2025-03"), name="出口-3.csv")
    assert read_head(store.path / "facts") == 2
    assert last.is_file()


def test_what_another_process_commits_while_a_store_is_opened_is_not_lost(
    store: Store, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(month_of({"110": 1}))
    opened = DeltaTable.version

    def commit(table: DeltaTable) -> int:
        version = opened(table)
        note_head(store.path / "facts", version + 1)  # as the other process does once it is done
        return version

    monkeypatch.setattr(DeltaTable, "version", commit)
    assert FactTable(store.path / "facts").version == 0


def test_a_load_whose_log_was_lost_is_told_by_what_it_left(
    store: Store, last: Path, load: Load
) -> None:
    [lost] = set(FactTable(store.path / "facts").files()) - set(
        FactTable(store.path / "facts", 0).files()
    )
    last.unlink()
    (store.path / "facts" / "_head").unlink()
    raw, facts = store.verify().findings
    assert (raw.rule, facts.rule) == ("unknown", "unknown")
    assert raw.what == "No load knows it."
    assert facts.where == lost.removeprefix(f"{store.path}/")
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    assert "unknown" not in {f.rule for f in store.verify().findings if f.where.startswith("raw")}


def test_where_the_first_log_was_lost_the_store_is_not_absent(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    [log] = (store.path / "facts" / "_delta_log").glob("*.json")
    log.unlink()
    with pytest.raises(StoreError, match="the log is lost"):
        store.loads()
    (store.path / "facts" / "_head").unlink()
    assert [finding.rule for finding in store.verify().findings] == ["unknown", "unknown"]


def test_files_of_earlier_versions_are_known(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}))
    load(month_of({"110": 3, "502": 2}), day=20)
    assert len(list((store.path / "facts").rglob("*.parquet"))) > len(
        FactTable(store.path / "facts").files()
    )
    assert store.verify().findings == ()
