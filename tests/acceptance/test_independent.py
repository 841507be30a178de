"""Other real products than those whose values are written down: all analyses, summed anew."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.independent import Rows, year_to_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Built, Workshop

CASES = {
    "soybeans 2025-10": ("whole-soybeans", "soybeans-analysis", "2025-10"),
    "soybeans 2024-06": ("whole-soybeans", "soybeans-analysis", "2024-06"),
    "lids 2025-06": ("lids", "lids-analysis", "2025-06"),
    "lids 2024-12": ("lids", "lids-analysis", "2024-12"),
    "transceivers 2024-12": ("transceivers", "transceivers-analysis", "2024-12"),
}
LEAST = Decimal("1e-9")


def files(shared: Path, store: str) -> list[Path]:
    query = shared / "data" / "query"
    return {
        "whole-soybeans": [query / "soybeans" / f"{n}.csv" for n in ("2023", "2024in", "2025in")],
        "lids": sorted((query / "sanitary-ware").glob("39221000_*.xlsx")),
        "transceivers": [query / "transceivers" / "customs-85177950-2024-monthly-usd.csv"],
    }[store]


@pytest.fixture(params=CASES)
def case(
    request: pytest.FixtureRequest, loaded: Callable[[str], Workshop], shared: Path
) -> tuple[Built, Rows, str]:
    store, definition, month = CASES[request.param]
    built = loaded(store).built(store, definition, month)
    assert built.outcome.status == 0, built.outcome.err
    return built, Rows().read(files(shared, store)), month.replace("-", "")


def windows(month: str) -> dict[str, set[str]]:
    return {"month": {month}, "ytd": year_to_date(month)}


def is_near(printed: str | None, expected: Fraction | Decimal) -> bool:
    exact = Fraction(expected)
    near = Fraction(LEAST) * max(Fraction(1), abs(exact))
    return printed is not None and abs(Fraction(printed) - exact) <= near


def measured(built: Built, window: str, measure: str) -> str | None:
    found: str | None = built.cell(window=window, measure=measure, block="rows", label=_any(
        built, window, measure
    ))["value"]  # fmt: skip
    return found


def _any(built: Built, window: str, measure: str) -> str:
    (label,) = {c["label"] for c in built.cells(window=window, measure=measure, block="rows")}
    return str(label)


def test_contributions_are_the_sums_and_add_up(case: tuple[Built, Rows, str]) -> None:
    built, rows, month = case
    cells = built.cells(measure="contribution")
    for window, months in windows(month).items():
        told = [cell for cell in cells if cell["window"] == window]
        for by, tables in ((2, {2}), (3, {3})):
            parts = [cell for cell in told if cell["table"] in tables]
            for cell in parts:
                if cell["block"] == "rows":
                    expected = rows.contribution(months, by, cell["code"])
                    assert is_near(cell["value"], expected), cell
            if parts and parts[0]["value"] is not None:
                added = sum(Fraction(c["value"]) for c in parts if c["block"] != "bloc")
                assert is_near(
                    str(Decimal(added.numerator) / added.denominator), rows.growth(months)
                )


def test_price_and_quantity(case: tuple[Built, Rows, str]) -> None:
    built, rows, month = case
    if not rows.quantity({month}):
        pytest.skip("no quantities")
    for window, months in windows(month).items():
        unit_value = Fraction(rows.total(months), rows.quantity(months))
        assert is_near(measured(built, window, "unit_value"), unit_value)
        if not rows.quantity({f"{int(month[:4]) - 1}{month[4:]}"}):
            assert measured(built, window, "price") is None
            continue
        assert is_near(measured(built, window, "price"), rows.fisher(months))


def test_concentration(case: tuple[Built, Rows, str]) -> None:
    built, rows, month = case
    for window, months in windows(month).items():
        cells = built.cells(window=window, measure="hhi")
        for cell in cells:
            assert is_near(cell["value"], rows.herfindahl(months))


def test_records_and_runs(case: tuple[Built, Rows, str]) -> None:
    built, rows, month = case
    rank, of = rows.rank(month)
    assert measured(built, "month", "rank") == str(rank)
    assert measured(built, "month", "of") == str(of)
    if f"{int(month[:4]) - 1}{month[4:]}" in {key[0] for key in rows.values}:
        assert measured(built, "month", "run") == str(rows.run(month))
