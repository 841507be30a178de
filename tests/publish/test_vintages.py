"""Which loads a report rests on: those of its goods, of months up to its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yuebao import Month, Store, load_definition
from yuebao.domain import Scope
from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.shelf import issues_of
from yuebao.publish.vintages import loads_of

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Definition

DEFINITION = """
[title]
zh = "简报"
[subject]
label = { zh = "电池" }
codes = ["85076000"]
[[sections]]
kind = "overview"
"""


def load(store: Store, month: str, code: str, value: int, day: int) -> None:
    """Load a file of one month and one code, released on a day of April."""
    rows = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n"
    rows += "".join(f"{one},{code},{p},44,{value}\n" for one in month.split() for p in (116, 304))
    file = store.path.parent / f"出口_{code}_{day}.csv"
    file.write_text(rows, encoding="utf-8")
    store.load([file], released=date(2025, 4, day), scope=Scope(), codes=(code,))


def version(store: Store, definition: Definition, month: Month) -> int:
    """The last load that a report can rest on."""
    loads = loads_of(store.view(), definition)
    return max(one.record.version for one in loads if one.since <= month)


def test_loads_of_other_goods_and_of_later_months_are_not_behind_a_report(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(DEFINITION, encoding="utf-8")
    definition, store = load_definition(path), Store(tmp_path / "store")
    february, march = Month(2025, 2), Month(2025, 3)
    load(store, "202402 202502", "85076000", 5, 1)
    load(store, "202502", "85423190", 7, 2)  # other goods
    load(store, "202503", "85076000", 6, 3)  # a later month
    assert version(store, definition, march) == 2
    assert version(store, definition, february) == 0
    before = build_audited(BuildRequest(definition, february, store, version=0))
    assert before == build_audited(BuildRequest(definition, february, store))
    assert issues_of(store.view(), definition, february) == (date(2025, 4, 1),)
    load(store, "202502", "85076000", 9, 4)  # a revision
    assert version(store, definition, february) == 3
    day = date(2025, 4, 2)
    assert store.view().known_by(day).slices == store.view(as_of=day).slices
    assert issues_of(store.view(), definition, february) == (date(2025, 4, 1), date(2025, 4, 4))
    load(store, "202502", "8507", 9, 5)  # goods above
    assert version(store, definition, february) == 4


def test_every_load_is_behind_a_report_on_all_goods(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, "202502", "85423190", 7, 1)
    loads = loads_of(store.view(), load_definition("all-goods"))
    assert [(one.record.version, one.since) for one in loads] == [(0, Month(2025, 2))]
