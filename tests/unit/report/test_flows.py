"""Definitions that report exports alone, or imports alone, of a store that has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    BOTH,
    GERMANY,
    USA,
    define,
    exports,
    imports,
    new_store,
    sections,
)

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Flow, Month
from yuebao.publish.shelf import KnownDefinition, look_at_shelf
from yuebao.report import build_report, plan_report
from yuebao.report.model import Side

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.store import Store

KINDS = ("highlights", "overview", "partners", "provinces", "modes", "records", "concentration")
TITLED = BOTH.replace("测试月报", "中国蓄电池{flow}月报").replace("Test", "{flow} Batteries")
JUNE = Month(2025, 6)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    facts = [
        flow(f"{year}-{month:02}", worth * 10**8 * (year - 2022) + month, partner=partner)
        for year in (2024, 2025)
        for month in range(1, 7)
        for flow, worth in ((exports, 3), (imports, 2))
        for partner in (USA, GERMANY)
    ]
    return new_store(tmp_path, facts)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("flow", "word"), [("exports", ("出口", "Exports of")), ("imports", ("进口", "Imports of"))]
)
def test_one_flow_is_reported_and_the_other_not_missed(
    tmp_path: Path, store: Store, language: str, flow: str, word: tuple[str, str]
) -> None:
    definition = define(tmp_path, sections(*KINDS), head=f'flows = ["{flow}"]\n{TITLED}')
    document = build_report(definition, JUNE, store, language=language)
    assert word[language == "en"] in document.cover.title
    sides = {address.side for table in document.tables() for address, *_ in table.addresses()}
    assert sides == {Side(flow)}
    assert document.warnings == ()
    assert audit(document).findings == ()


def test_neither_plan_nor_shelf_asks_for_the_other(tmp_path: Path, store: Store) -> None:
    definition = define(tmp_path, sections("overview"), head=f'flows = ["imports"]\n{TITLED}')
    plan = plan_report(store.view(), definition, Month(2025, 12))
    assert {one.flow for one in plan.fetches} == {Flow.IMPORT}
    (entry,) = look_at_shelf(store.view(), [KnownDefinition("own", definition, "", "")])
    assert entry.titles["zh"] == "中国蓄电池进口月报"


@pytest.mark.parametrize("given", ["[]", '["both"]', '["exports", "exports"]'])
def test_what_is_no_flow_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(DefinitionError, match="flows"):
        define(tmp_path, sections("overview"), head=f"flows = {given}\n{TITLED}")
