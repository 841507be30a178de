"""The files of the invented office, and the store that is made of them."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Month

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "zedland"
DEFINITION = Path(__file__).parent / "cells.toml"
MONTH = Month(2025, 6)

HEADS = (
    "Period", "Tariff", "Country", "CountryName", "Regime", "District", "DistrictName", "Net",
    "NetUnit", "ZedValue",
)  # fmt: skip
FILES = {Flow.EXPORT: "outward_cells.csv", Flow.IMPORT: "inward_cells.csv"}
_DISTRICTS = {"1": "Northern District", "2": "Middle District", "3": "Southern District"}


def write_files(folder: Path) -> list[Path]:
    """Two years and a half of trade by month, partner, regime and district: a file a flow."""
    folder.mkdir(parents=True, exist_ok=True)
    for flow, name in FILES.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADS, *_rows(flow)])
    return [folder / name for name in FILES.values()]


def _rows(flow: Flow) -> Iterator[tuple[object, ...]]:
    """The same at every call; partners weigh by their place, exports more than imports."""
    draw = Random(flow.value)
    weight = 9 if flow is Flow.EXPORT else 5
    for back in reversed(range(30)):
        month = MONTH.plus(-back)
        for code in ("8507600010", "8507600090"):
            for place, partner in enumerate(("AB", "DE", "FR", "JP", "NL", "US", "ZW"), 1):
                for district, name in _DISTRICTS.items():
                    value = draw.randrange(200_000, 900_000) * weight // place * int(district)
                    yield (
                        str(month).replace("-", ""), code, partner, f"{partner} (as printed)",
                        draw.choice("12"), district, name, value // 40, "kg", value,
                    )  # fmt: skip
