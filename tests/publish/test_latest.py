"""`latest` is the last month that facts of a report's goods are there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.command import yuebao

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao import Store


def test_the_latest_month_is_the_last_of_the_goods(store: Store, tmp_path: Path) -> None:
    done = yuebao("build", "lithium-ion", "latest", "--store", store.path, "--out", tmp_path,
                  "--format", "json")  # fmt: skip
    assert done.status == 0, done.err
    assert [path.name for path in tmp_path.iterdir()] == ["lithium-ion-2025-02.json"]
    planned = yuebao("plan", "lithium-ion", "latest", "--store", store.path)
    assert planned.out.startswith("lithium-ion 2025-02")
    none = yuebao("build", "chips", "latest", "--store", store.path, "--out", tmp_path)
    assert none.status == 3
    assert "no month of 8542" in none.refusal()
