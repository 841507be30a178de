"""A small store, damaged in one of its files: what it answers is what it knew, or a refusal."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from deltalake import DeltaTable
from tests.torture.hostile import mutated
from tests.unit.store.exports import known, month_of, write_export

from yuebao.domain import Scope, YuebaoError
from yuebao.store import Store

if TYPE_CHECKING:
    import random


@cache
def _whole(beside: Path) -> tuple[Path, object]:
    """A store of three loads with a summary of its log, and what it knows."""
    folder = Path(mkdtemp(dir=beside))
    store = Store(folder / "store")
    for number, value in enumerate((1, 2, 3)):
        rows = month_of({"110": value, "502": 7}, f"2025-0{number % 2 + 1}")
        path = write_export(folder / f"出口-{number}.csv", rows)
        store.load([path], scope=Scope(), released=date(2025, 4, 1 + number))
    DeltaTable(str(store.path / "facts")).create_checkpoint()
    return store.path, _answer(store)


def _answer(store: Store) -> object:
    view = store.view()
    return known(view), store.loads(), view.slices


def damaged_store(place: Path, chance: random.Random) -> str:
    """Damage one file of a store and ask it; gives what became of that.

    Raises:
        AssertionError: It answered something else than it knew, or its verification saw nothing of
            what its answers refuse.
    """
    whole, before = _whole(place.parent)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place)
    path = chance.choice(sorted(file for file in place.rglob("*") if file.is_file()))
    if chance.random() < 0.1:
        path.unlink()
    else:
        path.write_bytes(mutated(path.read_bytes(), chance))
    store = Store(place)
    refused = False
    try:
        answer = _answer(store)
    except YuebaoError:
        refused = True
    assert refused or answer == before, f"{path.relative_to(place)}: another answer"
    findings = store.verify().findings
    assert findings or not refused, f"{path.relative_to(place)}: verify saw nothing"
    steps = store.repair(do=True)
    assert len(store.repair(do=False)) == 0, f"{path.relative_to(place)}: {steps} left some"
    if not refused:
        assert _answer(store) == before, f"{path.relative_to(place)}: repaired to another answer"
    return "refused" if refused else "read"
