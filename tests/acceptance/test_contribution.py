"""Contributions to growth of real exports, against sums made independently."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import build_report, load_definition
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Built, Workshop

_GROWTH = Decimal("-8.976975")


@pytest.fixture(scope="module")
def sinks(loaded: Callable[[str], Workshop]) -> Built:
    return loaded("sinks").built("sinks", "sinks-contribution", "2025-12")


def points(built: Built, table: int, *blocks: str) -> dict[str, Decimal]:
    return {
        cell["code"] or cell["block"]: Decimal(cell["value"])
        for cell in built.cells(table=table, window="month", measure="contribution")
        if cell["block"] in blocks
    }


def test_partners(sinks: Built) -> None:
    found = points(sinks, 2, "rows")
    expected = {
        "111": "0.9082", "136": "0.6873", "601": "0.6530", "201": "0.6218",
        "502": "-2.1412", "132": "-2.0753", "131": "-1.7450", "133": "-1.2877",
    }  # fmt: skip
    assert {code: str(round(found[code], 4)) for code in expected} == expected


def test_provinces(sinks: Built) -> None:
    found = points(sinks, 3, "rows")
    told = {code: value for code, value in found.items() if code in {"65", "37", "44", "32"}}
    rounded = {code: str(round(value, 4)) for code, value in told.items()}
    known = {"65": "8.1807", "37": "1.2364", "44": "1.1932", "32": "-2.8042"}
    assert rounded
    assert rounded.items() <= known.items()


@pytest.mark.parametrize("table", [2, 3])
def test_they_add_up_to_the_growth(sinks: Built, table: int) -> None:
    added = sum(points(sinks, table, "rows", "rest").values())
    assert round(added, 6) == _GROWTH


def test_sentences_name_the_largest(sinks: Built) -> None:
    assert "对印度、泰国和澳大利亚出口分别拉动增速0.9、0.7、0.7个百分点" in sinks.markdown
    assert "新疆、山东和广东分别拉动增速8.2、" in sinks.markdown


BY_PROVINCE = """
[title]
zh = "分省月报"

[subject]
codes = ["all"]

[[sections]]
kind = "overview"

[[sections]]
kind = "provinces"
contribution = true
"""


def test_growth_that_customs_printed_has_contributions_on_its_own_bases(
    shared: Path, tmp_path: Path
) -> None:
    """Its bases were revised since: sums of what was first published give another growth."""
    store = Store(tmp_path / "store")
    store.load(sorted((shared / "data" / "bulletin" / "provinces").glob("*.csv")))
    path = tmp_path / "by-province.toml"
    path.write_text(BY_PROVINCE, encoding="utf-8")
    document = build_report(load_definition(path), Month(2025, 6), store, theme="standard")
    assert audit(document).findings == ()
    printed = render(document, "md")
    assert "进口同比下降2.7%" in printed.decode()
    assert "广东、山东和安徽分别拉动增速1.6、0.6、0.2个百分点" in printed.decode()
    (tmp_path / "report.md").write_bytes(printed)
    assert audit(tmp_path / "report.md").findings == ()
