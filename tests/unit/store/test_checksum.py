"""A report rests on facts whose files are as they were written; any other is refused by name."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import Row, known, month_of
from tests.unit.store.logs import log_of, unsealed

from yuebao.domain import Flow, Month, StoreError
from yuebao.store import DuckDB, export_facts
from yuebao.store import _checksum as checksums
from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.store.conftest import Load

    from yuebao.store import Store

ROWS = [Row("2025-01", 7 * code, str(code), quantity=code, unit="个") for code in range(101, 160)]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lose(path: Path) -> None:
    path.unlink()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


DAMAGES = [cut, empty, lose, flip]


@pytest.fixture
def facts(load: Load, store: Store) -> Path:
    """The only file of facts of a store."""
    load(ROWS)
    [path] = FactTable(store.path / "facts").files()
    return Path(path)


def questions(store: Store, tmp_path: Path) -> list[Callable[[], object]]:
    january = Month(2025, 1)
    return [
        lambda: known(store.view()),
        lambda: known(store.view(engine=DuckDB(1))),
        lambda: store.view().facts_of([january]),
        lambda: store.view().narrowed(("8507",), january, january),
        lambda: known(store.view().as_first_published()),
        lambda: export_facts(store.view(), tmp_path / "facts.csv", flow=Flow.EXPORT),
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_by_every_question(
    store: Store, facts: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(facts)
    why = "is lost" if damage is lose else "is not as it was written"
    for ask in questions(store, tmp_path):
        with pytest.raises(StoreError) as caught:
            ask()
        assert (caught.value.found, caught.value.where) == (f"a file of facts {why}", str(facts))
    assert ("altered", str(facts)) in {(f.rule, f.where) for f in store.verify().findings}


def test_no_flipped_bit_is_read(store: Store, facts: Path) -> None:
    content = facts.read_bytes()
    chance = random.Random(31)
    for _ in range(60):
        place, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
        flipped = bytearray(content)
        flipped[place] ^= bit
        facts.write_bytes(flipped)
        with pytest.raises(StoreError, match="is not as it was written"):
            known(store.view())
    facts.write_bytes(content)
    assert len(known(store.view())) == len(ROWS)


def test_other_months_can_be_asked(load: Load, store: Store, facts: Path) -> None:
    load(month_of({"110": 9}, "2024-06"), name="出口-2024.csv")
    flip(facts)
    assert store.view().facts_of([Month(2024, 6)])
    with pytest.raises(StoreError):
        store.view().facts_of([Month(2025, 1)])


def test_months_written_anew_have_new_checksums(load: Load, store: Store, facts: Path) -> None:
    load([*ROWS[:-1], Row("2025-01", 1, "159", quantity=1, unit="个")], day=20)
    assert known(store.view())["2025-01", "159"] == 1
    facts.unlink()  # of the version before, which nobody asks
    assert known(store.view())["2025-01", "159"] == 1
    with pytest.raises(StoreError, match="is lost"):
        known(store.view(version=0))


def test_a_file_is_read_for_its_checksum_once(
    store: Store, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counting(path: Path) -> int:
        read.append(path)
        return whole(path)

    whole = checksums.checksum
    monkeypatch.setattr(checksums, "checksum", counting)
    for _ in range(3):
        known(store.view())
    assert read == [facts]


@pytest.mark.parametrize("damage", [cut, empty, lose])
def test_a_store_without_checksums_is_refused_where_it_cannot_be_read(
    store: Store, facts: Path, damage: Callable[[Path], None]
) -> None:
    unsealed(log_of(store.path), lambda record: record.pop("checksums"))
    assert len(known(store.view())) == len(ROWS)
    damage(facts)
    with pytest.raises(StoreError, match="the stored facts cannot be read"):
        known(store.view())


def test_a_load_writes_nothing_anew_that_was_altered(load: Load, store: Store, facts: Path) -> None:
    flip(facts)
    with pytest.raises(StoreError, match="is not as it was written"):
        load([*ROWS[:-1], Row("2025-01", 1, "159", quantity=1, unit="个")], day=20)
    assert len(store.loads()) == 1
    load(month_of({"110": 9}, "2024-06"), name="出口-2024.csv")  # which touches other months
    assert len(store.loads()) == 2
