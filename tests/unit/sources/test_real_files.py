"""Real files beside the checkout: all of them load, or are refused for what they are."""

from pathlib import Path

import pytest
from tests.unit.sources.reader import Reader

from yuebao.domain import DirectionError, Flow, PeriodError
from yuebao.sources import find_sources


@pytest.fixture(scope="module")
def query(shared: Path) -> Path:
    return shared / "data" / "query"


def total(reader: Reader, *tables: str) -> int:
    union = " union all ".join(f"select value from {table}" for table in tables)
    found = reader.connection.execute(f"select sum(value) from ({union})").fetchone()
    assert found is not None
    return int(found[0])


def test_the_acceptance_exports(reader: Reader, shared: Path) -> None:
    files = find_sources([shared / "acceptance" / "exports"])
    readings = [reader.read(path) for path in files]
    assert len(readings) == 12
    assert [r.rows for r in readings if r.dialect == "bulletin-provinces"] == [96, 192, 96, 192]
    for reading in readings:
        if reading.dialect == "query":
            flow = "export" if reading.name.startswith("出口") else "import"
            assert set(reader.facts(reading, "flow", "grain", "currency")) == {
                (flow, "hs8/partner/mode/province", "USD")
            }
            lines = reading.path.read_bytes().count(b"\n")
            assert reading.rows == lines - 1


def test_soybeans_need_a_direction(reader: Reader, query: Path) -> None:
    for path in find_sources([query / "soybeans"]):
        reader.refuse(path, DirectionError)
        flow = Flow.EXPORT if "out" in path.name else Flow.IMPORT
        reading = reader.read(path, flow=flow)
        assert set(reader.facts(reading, "grain", "currency", "unit", "unit2")) == {
            ("hs8/partner", "CNY", "千克", None)
        }
        assert len(reading.periods) == (10 if "2025" in path.name else 12)


def test_shanghai_needs_its_months(reader: Reader, query: Path) -> None:
    files = find_sources([query / "shanghai"])
    assert len(files) == 10
    for path in files:
        reader.refuse(path, PeriodError)
        reading = reader.read(path, months="2024-01..2024-08")
        assert set(reader.facts(reading, "province", "first_month", "last_month")) == {
            ("31", "2024-01", "2024-08")
        }


def test_shanghais_lithium_exports_are_those_of_its_bulletin(reader: Reader, query: Path) -> None:
    path = query / "shanghai" / "2024锂离子蓄电池出口.csv"
    reading = reader.read(path, months="2024-01..2024-08")
    assert total(reader, reading.table) == 24_098_719_112


def test_sanitary_ware(reader: Reader, query: Path) -> None:
    readings = {
        path.name: reader.read(path, flow=Flow.EXPORT)
        for path in find_sources([query / "sanitary-ware"])
    }
    assert len(readings) == 15
    assert [name for name, r in readings.items() if r.truncated] == ["39221000_2025.xlsx"]
    cut = readings["39221000_2025.xlsx"]
    by_month = f"select last_month, sum(value) from {cut.table} group by all order by all desc"
    (december, cut_sum), (november, whole_sum) = reader.connection.execute(by_month).fetchall()[:2]
    assert (december, november) == ("2025-12", "2025-11")
    assert round(cut_sum / 1e6, 1) == 25.0
    assert round(whole_sum / 1e6, 1) == 57.9


def test_snapshots_show_revisions(reader: Reader, query: Path) -> None:
    folder = query / "sanitary-ware" / "snapshots"
    sums = []
    for path in find_sources([folder]):
        reading = reader.read(path, flow=Flow.EXPORT)
        january = f"select sum(value) from {reading.table} where last_month = '2026-01'"
        sums.append(reader.connection.execute(january).fetchone())
    assert sums[:2] == [(522_057_349,), (522_087_653,)]


def test_transceivers(reader: Reader, query: Path) -> None:
    files = find_sources([query / "transceivers"])
    readings = [reader.read(path, flow=Flow.EXPORT) for path in files]
    assert [(r.rows, len(r.periods)) for r in readings] == [(12, 12), (20, 1)]
    assert {grain for (grain,) in reader.facts(readings[0], "grain")} == {"hs8"}


def test_the_bulletins_by_province(reader: Reader, shared: Path) -> None:
    files = find_sources([shared / "data" / "bulletin" / "provinces"])
    assert len(files) == 18
    for path in files:
        reading = reader.read(path)
        assert str(reading.periods[-1]) == path.stem
        assert reading.rows == (96 if path.stem.endswith("-01") else 192)
        assert any("rows of cities and zones" in remark for remark in reading.remarks)


def test_a_year_to_date_is_not_always_the_sum_of_its_months(reader: Reader, shared: Path) -> None:
    folder = shared / "data" / "bulletin" / "provinces"
    tables = {name: reader.read(folder / f"{name}.csv").table for name in
              ("2025-01", "2025-02", "2025-03")}  # fmt: skip
    beijing = "province = '11' and flow = 'export'"
    months = " union all ".join(
        f"select value from {table} where {beijing} and first_month = last_month"
        for table in tables.values()
    )
    summed = reader.connection.execute(f"select sum(value) from ({months})").fetchone()
    year_to_date = reader.connection.execute(
        f"select value from {tables['2025-03']} where {beijing} and first_month = '2025-01'"
    ).fetchone()
    assert summed is not None
    assert year_to_date is not None
    assert round(summed[0] / 1e8, 1) == 1486.9
    assert round(year_to_date[0] / 1e8, 1) == 1480.9


def test_national_bulletins(reader: Reader, shared: Path) -> None:
    for path in find_sources([shared / "data" / "bulletin" / "national"]):
        reading = reader.read(path)
        if path.name == "2024.xls":  # its sheet tab names the bulletin by place
            assert reading.dialect == "bulletin-chapters"
            electrical = "commodity = '85' and flow = 'export' and first_month = last_month"
            assert reader.connection.execute(
                f"select value, grain from {reading.table} where {electrical}"
            ).fetchall() == [(558_923_079_176, "hs2")]
        else:
            assert reading.dialect == "bulletin-commodities"
            assert reading.rows == 2 * len(
                reader.connection.execute(
                    f"select distinct commodity from {reading.table}"
                ).fetchall()
            )


def test_an_item_in_two_units_is_one_fact(reader: Reader, shared: Path) -> None:
    reading = reader.read(shared / "data" / "bulletin" / "national" / "2024全国出口数据.xls")
    assert reader.connection.execute(
        "select value, quantity, unit, quantity2, unit2, growth::varchar "
        f"from {reading.table} where commodity like '%/电子元件/集成电路' "
        "and first_month = '2024-01'"
    ).fetchall() == [(736_043_010_000, 193_300_000_000, "个", 20_000, "吨", "24.800000")]


def test_a_million_padded_rows(reader: Reader, shared: Path, tmp_path: Path) -> None:
    source = shared / "data" / "query" / "transceivers" / "customs-85177950-2024-monthly-usd.csv"
    text = source.read_bytes()
    path = tmp_path / "出口.csv"
    path.write_bytes(text + b",,,,,,,,\r\n" * 1_000_000)
    assert reader.read(path).rows == 12
