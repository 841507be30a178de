"""The names that published monitoring reports print are names we have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from yuebao.reference import find_office

OFFICE = find_office()

if TYPE_CHECKING:
    from pathlib import Path

# Which of a report's tables list what; the others are totals and products of its own definition.
PARTNER_TABLES = {"chips-2025-07": (4, 5), "lithium-2025-02": (2, 3)}
PROVINCE_TABLES = {"chips-2025-07": (6, 7), "lithium-2025-02": (4, 5), "provinces-2025-02": (1, 2)}


def labels(shared: Path, report: str, tables: tuple[int, ...], block: str = "rows") -> set[str]:
    """What a published report prints in the rows, or the blocs, of some of its tables."""
    file = shared / "acceptance" / "published" / f"{report}.json"
    cells = json.loads(file.read_text(encoding="utf-8"))
    return {c["label"] for c in cells if c["table"] in tables and c["block"] == block}


@pytest.mark.parametrize("report", PARTNER_TABLES)
def test_every_partner_printed_is_one_partner_in_use(shared: Path, report: str) -> None:
    printed = labels(shared, report, PARTNER_TABLES[report])
    assert len(printed) > 10
    by_name = {OFFICE.partners.name(p.code, "zh"): p.code for p in OFFICE.partners if not p.retired}
    assert printed - by_name.keys() == set()


@pytest.mark.parametrize("report", PARTNER_TABLES)
def test_every_bloc_printed_is_a_group(shared: Path, report: str) -> None:
    assert labels(shared, report, PARTNER_TABLES[report], "bloc") == {"东盟", "欧盟"}
    assert {g.name("zh") for g in OFFICE.groups} >= {"东盟", "欧盟"}


@pytest.mark.parametrize("report", PROVINCE_TABLES)
def test_every_province_printed_is_the_label_of_its_code(shared: Path, report: str) -> None:
    printed = labels(shared, report, PROVINCE_TABLES[report])
    assert len(printed) > 9
    for label in printed:
        code = OFFICE.regions.code_of(label)
        assert code is not None, label
        assert OFFICE.regions.name(code, "zh") == label
