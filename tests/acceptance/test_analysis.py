"""What is measured of real exports as a whole, against sums made independently."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Built, Workshop


@pytest.fixture(scope="module")
def december(loaded: Callable[[str], Workshop]) -> Built:
    return loaded("sinks").built("sinks", "sinks-analysis", "2025-12")


@pytest.fixture(scope="module")
def june(loaded: Callable[[str], Workshop]) -> Built:
    return loaded("sinks").built("sinks", "sinks-analysis", "2026-06")


def measured(built: Built, section: str, places: int) -> dict[str, str | None]:
    """What a section measures of the month, each rounded to so many places."""
    found = {}
    for cell in built.annex["cells"]:
        if cell.get("section") == section and cell["window"] == "month":
            value = cell["value"]
            found[cell["measure"]] = None if value is None else str(round(Decimal(value), places))
    return found


def test_concentration(december: Built, june: Built) -> None:
    found = measured(december, "concentration", 2)
    assert (found["hhi"], found["hhi_base"]) == ("400.01", "437.43")
    assert (found["partners"], found["new"], found["lost"]) == ("180.00", "0.00", "16.00")
    found = measured(june, "concentration", 2)
    assert (found["hhi"], found["hhi_base"]) == ("361.91", "429.68")


def test_price(december: Built, june: Built) -> None:
    found = measured(december, "price", 4)
    assert {key: found[key] for key in ("unit_value", "unit_value_yoy", "quantity_growth")} == {
        "unit_value": "5.7336", "unit_value_yoy": "-16.2305", "quantity_growth": "8.6589",
    }  # fmt: skip
    assert measured(december, "price", 2)["coverage"] == "99.78"
    assert measured(december, "price", 2)["coverage_base"] == "99.82"
    assert measured(december, "price", 3)["price"] == "-13.292"  # Fisher 0.86708
    assert measured(june, "price", 3)["price"] == "-9.554"  # Fisher 0.90446
    assert measured(june, "price", 6)["yoy"] == "-1.088881"


def test_price_mix_and_quantity_multiply_to_value(december: Built, june: Built) -> None:
    for built in (december, june):
        found = measured(built, "price", 18)
        price, mix, quantity, value = (
            1 + Decimal(found[key] or 0) / 100 for key in ("price", "mix", "quantity_growth", "yoy")
        )
        assert round(price * mix * quantity, 15) == round(value, 15)


def test_records(december: Built, june: Built) -> None:
    assert measured(december, "records", 4) == {
        "rank": "5.0000", "of": "48.0000", "highest": "14785.8525", "run": "5.0000"
    }  # fmt: skip
    assert "在2022年1月以来的48个月中居第5位，最高为2023年12月的14785.9万美元" in december.markdown
    found = measured(june, "records", 0)
    assert (found["rank"], found["of"], found["run"]) == ("22", "54", "4")
