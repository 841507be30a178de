"""The months a file's name speaks of are proposed, never taken."""

from __future__ import annotations

import pytest

from yuebao.sources._months import months_remedy, period_of_name


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("出口_202401-202408_美元.csv", "2024-01..2024-08"),
        ("出口 2024-01..2024-08.csv", "2024-01..2024-08"),
        ("2023年11月至2024年2月出口.csv", "2023-11..2024-02"),
        ("2024年1-8月出口.csv", "2024-01..2024-08"),
        ("6910_2026_1-4月.xlsx", "2026-01..2026-04"),
        ("出口202408.csv", "2024-08"),
        ("出口2024年8月.csv", "2024-08"),
        ("2024锂离子蓄电池出口.csv", "2024-01..2024-12"),
        ("39221000_2025.xlsx", "2025-01..2025-12"),
        ("85076000出口.csv", None),
        ("出口.csv", None),
        ("2023与2024出口.csv", None),
        ("202413出口.csv", None),
        ("2024年8-1月出口.csv", None),
    ],
)
def test_a_name_speaks_of(name: str, period: str | None) -> None:
    found = period_of_name(name)
    assert (None if found is None else str(found)) == period


def test_the_proposal_is_no_more_than_one() -> None:
    assert months_remedy("2024出口.csv") == (
        "Give them with --months. The file's name speaks of 2024-01..2024-12: if that is what the "
        "query covered, say --months 2024-01..2024-12."
    )
    assert months_remedy("出口.csv") == "Give them, for instance --months 2024-01..2024-08."
