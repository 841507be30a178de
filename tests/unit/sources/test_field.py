"""Real tables, as people have them, against sums that other readers of workbooks give."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sheets import rows_of, whole

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

WAN, YI = 10_000, 100_000_000
SHANGHAI = "20-shanghai-bulletins"


def name_of(row: list[object], place: int = 0) -> str:
    return "".join(str(row[place] or "").split())


def below(path: Path, first: str, place: int = 0) -> list[list[object]]:
    """The rows from the one of a name to the last with a name and a number."""
    rows = rows_of(path)
    start = next(at for at, row in enumerate(rows) if name_of(row, place) == first)
    return [r for r in rows[start:] if name_of(r, place) and sum(c is not None for c in r) > 1]


@pytest.mark.parametrize(
    ("file", "first", "place", "rows"),
    [
        ("gacc_country_2026-03.xlsx", "Total", 0, 30),
        ("进出口商品主要国别总值表_2026-03.xlsx", "总值", 1, 3),
    ],
)
def test_the_national_table_by_country(
    reader: Reader, shared: Path, file: str, first: str, place: int, rows: int
) -> None:
    path = shared / "field" / "01-country-bulletin" / file
    reading = reader.read(path)
    table = below(path, first, place)
    assert len(table) == rows
    columns = {
        ("total", "2026-03"): 1, ("total", "2026-01"): 2, ("export", "2026-03"): 3,
        ("export", "2026-01"): 4, ("import", "2026-03"): 5, ("import", "2026-01"): 6,
    }  # fmt: skip
    sums = {
        (flow, month): sum(whole(row[place + at], YI) for row in table)
        for (flow, month), at in columns.items()
    }
    held = dict.fromkeys(columns, 0)
    for flow, month, value in reader.facts(reading, "flow", "first_month", "value"):
        held[flow, month] += value
    assert held == sums
    totals = [
        fact
        for fact in reader.facts(reading, "grain", "flow", "first_month", "value", "growth")
        if fact[0] == "all"
    ]
    assert ("all", "export", "2026-03", 22_297 * YI, None) in totals
    assert ("all", "import", "2026-03", 1_874_940_000_000, None) in totals
    assert ("all", "total", "2026-03", 4_104_640_000_000, None) in totals
    assert ("all", "total", "2026-01", 118_380 * YI, Decimal(15)) in totals
    assert ("all", "import", "2026-01", 4_991_330_000_000, Decimal("19.6")) in totals


@pytest.mark.parametrize(
    ("file", "first", "place", "facts", "growth"),
    [
        ("02-heads-2020/2020全国出口数据.xls", "农产品*", 1, 378, ("农产品", "-2.8")),
        ("04-qizhong-rows-2019/2019全国进口数据.xlsx", "水海产品", 1, 518, ("水海产品", "37.6")),
    ],
)
def test_items_of_years_with_other_heads(
    reader: Reader, shared: Path, file: str, first: str, place: int, facts: int,
    growth: tuple[str, str],
) -> None:  # fmt: skip
    path = shared / "field" / file
    reading = reader.read(path)
    year = Path(file).name[:4]
    assert reading.rows == facts
    assert list(map(str, reading.periods)) == [f"{year}-01..{year}-12", f"{year}-12"]
    items: dict[
        tuple[object, ...], tuple[int, int]
    ] = {}  # an item in two units stands there twice, with one value
    for row in below(path, first, place):
        key = (row[place], row[place + 3], row[place + 5])
        items.setdefault(key, (whole(row[place + 3], WAN), whole(row[place + 5], WAN)))
    month, to_date = (sum(one[n] for one in items.values()) for n in (0, 1))
    held = {"01": 0, "12": 0}
    for began, value in reader.facts(reading, "first_month", "value"):
        held[began[-2:]] += value
    assert held == {"01": to_date, "12": month}
    rates = {c: g for c, m, g in reader.facts(reading, "commodity", "first_month", "growth")
             if m.endswith("-01")}  # fmt: skip
    assert rates[f"主要商品/{growth[0]}"] == Decimal(growth[1])


@pytest.mark.parametrize(
    ("file", "dialect", "depth", "parts"),
    [
        ("上海分贸易方式_2024.xlsx", "bulletin-modes", "all/mode/province", 16),
        ("上海分企业性质_2024.xls", "bulletin-enterprises", "all/province/enterprise", 4),
        ("2024上海进出口分国别.xls", "bulletin-partners", "all/partner/province", None),
    ],
)
def test_a_provincial_customs_own_tables(
    reader: Reader, shared: Path, file: str, dialect: str, depth: str, parts: int | None
) -> None:
    path = shared / "field" / SHANGHAI / file
    reading = reader.read(path)
    assert reading.dialect == dialect
    assert str(reading.scope) == "province=31"
    total = below(path, "总值")[0]
    facts = reader.facts(reading, "grain", "flow", "first_month", "value", "growth")
    for at, flow in ((1, "total"), (5, "export"), (9, "import")):
        for shift, month in ((0, "2024-08"), (2, "2024-01")):
            value = whole(total[at + shift], WAN)
            held = [f for f in facts if f[:3] == ("all/province", flow, month)]
            assert [fact[3] for fact in held] == [value]
            assert held[0][4] == Decimal(str(total[at + shift + 1]))
            listed = [fact[3] for fact in facts if fact[:3] == (depth, flow, month)]
            assert parts is None or len(listed) == parts
            assert abs(sum(listed) - value) <= len(listed) + 1
    by_month = {fact[1]: fact[3] for fact in facts if fact[:3:2] == ("all/province", "2024-08")}
    assert by_month == {
        "total": 347_070_452_540, "export": 156_400_251_042, "import": 190_670_201_498,
    }  # fmt: skip


def test_continents_never_add_up_with_their_countries(reader: Reader, shared: Path) -> None:
    path = shared / "field" / SHANGHAI / "2024上海进出口分国别.xls"
    reading = reader.read(path)
    asia = next(row for row in below(path, "总值") if name_of(row) == "亚洲")
    facts = reader.facts(reading, "grain", "bloc", "flow", "first_month", "value")
    assert ("all/province/bloc", "asia", "total", "2024-08", whole(asia[1], WAN)) in facts


def test_a_provincial_customs_items(reader: Reader, shared: Path) -> None:
    path = shared / "field" / SHANGHAI / "2024年上海出口商品.xls"
    reading = reader.read(path)
    assert str(reading.scope) == "province=31"
    rows = below(path, "农产品")
    held = {"01": 0, "08": 0}
    for began, value in reader.facts(reading, "first_month", "value"):
        held[began[-2:]] += value
    assert held == {
        "08": sum(whole(row[4], WAN) for row in rows),
        "01": sum(whole(row[8], WAN) for row in rows),
    }
    [lithium] = [
        value
        for code, began, value in reader.facts(reading, "commodity", "first_month", "value")
        if code.endswith("锂离子蓄电池") and began == "2024-01"
    ]
    assert lithium == 24_098_719_112
