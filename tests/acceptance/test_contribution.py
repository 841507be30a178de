"""Contributions to growth of real exports, against sums made independently."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

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
