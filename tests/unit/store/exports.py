"""Small query exports in the form of real ones, and what a store knows of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from yuebao.store import Store, View

WHOLE = Scope()
LITHIUM = "85076000"

_HEADS = {
    "month": "数据年月",
    "commodity": "商品编码",
    "partner": "贸易伙伴编码",
    "mode": "贸易方式编码",
    "province": "注册地编码",
    "quantity": "第一数量",
    "unit": "第一计量单位",
    "quantity2": "第二数量",
    "unit2": "第二计量单位",
}
_CURRENCIES = {"CNY": "人民币", "USD": "美元"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an export. A field that no row of the file has gets no column."""

    month: str | None
    value: int
    partner: str | None = None
    commodity: str = LITHIUM
    mode: str | None = None
    province: str | None = None
    quantity: int | None = None
    unit: str | None = None
    quantity2: int | None = None
    unit2: str | None = None


def write_export(
    path: Path, rows: Sequence[Row], *, currency: str = "CNY", encoding: str = "gb18030"
) -> Path:
    """Write rows as the customs platform does: all quoted, thousands separated, a comma at the end.

    The name should say 出口 or 进口, as nothing in the file does.
    """
    used = [name for name in _HEADS if any(getattr(row, name) is not None for row in rows)]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([_HEADS[name] for name in used] + [_CURRENCIES[currency]])
        for row in rows:
            fields = [_written(getattr(row, name), name) for name in used]
            writer.writerow([*fields, f"{row.value:,}"])
    return path


def _written(field: str | int | None, name: str) -> str:
    if field is None:
        return "?" if name.startswith("unit") else "0"
    if isinstance(field, int):
        return f"{field:,}"
    return field.replace("-", "") if name == "month" else field


def partners_of(count: int, *, first: int = 100) -> list[str]:
    """So many partner codes."""
    return [str(code) for code in range(first, first + count)]


def month_of(values: dict[str, int], month: str = "2025-01") -> list[Row]:
    """Rows of one month, a partner each."""
    return [Row(month, value, partner) for partner, value in values.items()]


def known(view: View) -> dict[tuple[str, str], int]:
    """What a view knows: value by period and partner, or the other dimensions where there is none.

    Fails where a key is known twice.
    """
    rows = view.query(
        "SELECT CASE WHEN first_month = last_month THEN last_month "
        "ELSE first_month || '..' || last_month END, "
        f"coalesce(partner, province, mode, commodity), value FROM {view.facts}"
    )
    found = {(month, code): value for month, code, value in rows}
    assert len(found) == len(rows)
    return found


def january(store: Store, as_of: date | None = None) -> dict[str, int]:
    """What a store knows of January 2025, by partner."""
    return {
        code: value
        for (month, code), value in known(store.view(as_of=as_of)).items()
        if month == "2025-01"
    }


def contents(folder: Path) -> Iterable[str]:
    """Every file below a folder, apart from the lock."""
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.name != ".lock"
    )
