"""The bulletin by place of registration, in the forms it goes about in."""

from decimal import Decimal

import pytest
from tests.unit.sources.bulletins import COLUMNS, Bulletin, bulletin
from tests.unit.sources.reader import Reader

from yuebao.domain import Flow, PeriodError, SourceError
from yuebao.reference import find_office
from yuebao.sources import Reading


def values(reader: Reader, reading: Reading, province: str | None) -> dict[str, int]:
    """The levels of a place, by flow and window."""
    months = {"2025-01": "ytd", "2025-02": "month"}
    return {
        f"{flow} {months[first]}": value
        for flow, first, code, value in reader.facts(
            reading, "flow", "first_month", "province", "value"
        )
        if code == province
    }


def test_a_csv_saved_again(reader: Reader) -> None:
    reading = reader.read(bulletin().csv(), "2025-02.csv")
    assert reading.dialect == "bulletin-provinces"
    assert reading.rows == 32 * 3 * 2
    assert list(map(str, reading.periods)) == ["2025-01..2025-02", "2025-02"]
    assert reading.remarks == (
        "Taken for 2025-02 by the file's name.",
        "1 row of cities and zones left out.",
    )
    assert values(reader, reading, "11") == {
        "total month": 15000000, "total ytd": 40000000,
        "export month": 10000000, "export ytd": 30000000,
        "import month": 5000000, "import ytd": 10000000,
    }  # fmt: skip
    total = dict(zip(COLUMNS, map(int, bulletin().rows[0][1:7]), strict=True))
    assert values(reader, reading, None) == {key: n * 10_000 for key, n in total.items()}


def test_what_a_fact_of_a_bulletin_carries(reader: Reader) -> None:
    reading = reader.read(bulletin().csv(), "2025-02.csv")
    columns = (
        "grain", "currency", "commodity", "partner", "mode", "province", "first_month",
        "last_month", "precision", "quantity", "unit", "quantity2", "unit2", "growth", "row",
    )  # fmt: skip
    facts = reader.facts(reading, "flow", *columns)
    nothing = (None, None, None, None)
    whole = ("all", "CNY", "all", None, None, None)
    month = (*whole, "2025-02", "2025-02", 10000, *nothing)
    year_to_date = (*whole, "2025-01", "2025-02", 10000, *nothing)
    assert facts[:2] == [("total", *month, None, 1), ("export", *month, None, 1)]
    assert facts[3:5] == [
        ("total", *year_to_date, Decimal("3.5"), 1),
        ("export", *year_to_date, Decimal("4.5"), 1),
    ]
    assert facts[10][:3] == ("export", "all/province", "CNY")
    assert facts[10][6] == "11"
    assert facts[10][-2:] == (Decimal("-2.5"), 2)
    assert facts[11][-2:] == (None, 2)  # printed "-"
    assert {fact[6] for fact in facts} == {
        None,
        *(province.code for province in find_office().regions),
    }


def test_in_january_month_and_year_to_date_are_one(reader: Reader) -> None:
    reading = reader.read(bulletin(1).csv(), "2025-01.csv")
    assert reading.rows == 32 * 3
    assert list(map(str, reading.periods)) == ["2025-01"]
    growth = reader.facts(reading, "flow", "growth")
    assert growth[:3] == [
        ("total", Decimal("3.5")),
        ("export", Decimal("4.5")),
        ("import", Decimal("5.5")),
    ]


def test_without_growth(reader: Reader) -> None:
    reading = reader.read(bulletin(growth=False).csv(footnote=False), "2025-02.csv")
    assert set(reader.facts(reading, "growth")) == {(None,)}
    assert reading.rows == 192


@pytest.mark.parametrize(
    ("unit", "currency", "factor"),
    [
        ("元", "CNY", 1),
        ("万元", "CNY", 10_000),
        ("万元人民币", "CNY", 10_000),
        ("万人民币", "CNY", 10_000),
        ("亿元", "CNY", 100_000_000),
        ("美元", "USD", 1),
        ("千美元", "USD", 1_000),
        ("万美元", "USD", 10_000),
        ("亿美元", "USD", 100_000_000),
    ],
)
def test_units(reader: Reader, unit: str, currency: str, factor: int) -> None:
    reading = reader.read(bulletin(unit=unit).csv(), "2025-02.csv")
    assert set(reader.facts(reading, "currency", "precision")) == {(currency, factor)}
    assert values(reader, reading, "11")["export month"] == 1000 * factor


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_layout_as_published(reader: Reader, encoding: str) -> None:
    title = "（5）2025年2月进出口商品收发货人所在地总值表（人民币值）"
    content = bulletin(unit="万元").xlsx(title)
    reading = reader.read(content, "表5.xlsx")
    assert "Taken for 2025-02 by its title." in reading.remarks
    assert values(reader, reading, "65")["import ytd"] == (500 + 11 * 30) * 2 * 10_000
    assert len(set(reader.facts(reading, "growth"))) > 1


def test_the_older_name_and_thousands_separators_and_nil(reader: Reader) -> None:
    table = bulletin(place="经营单位所在地").mapped(lambda text: f"{int(text):,}")
    xizang = "西藏自治区"
    at = next(row for row in table.rows if row[0] == xizang)
    exports = int(at[3].replace(",", ""))
    total, all_exports = (int(table.rows[0][i].replace(",", "")) for i in (1, 3))
    for name, column, text in (
        (xizang, "export month", "-"),
        (xizang, "total month", at[5]),
        ("总值", "export month", str(all_exports - exports)),
        ("总值", "total month", str(total - exports)),
    ):
        table = table.change(name, column, text)
    reading = reader.read(table.csv(), "2025年2月.csv")
    assert values(reader, reading, "54")["export month"] == 0


def test_more_decimals_than_are_printed(reader: Reader) -> None:
    """Floats drop zeros at their end: the finest number shows how fine all are."""
    table = bulletin(unit="万元").mapped(lambda text: f"{text}.1557" if text == "1500" else text)
    table = table.change("北京市", "export month", "1000.1557")
    table = table.change("北京市", "total month", "1500.1557")
    for column in ("export month", "total month"):
        at = COLUMNS.index(column) + 1
        table = table.change("总值", column, f"{table.rows[0][at]}.1557")
    reading = reader.read(table.csv(), "2025-02.csv")
    assert values(reader, reading, "11")["export month"] == 10_001_557
    assert set(reader.facts(reading, "precision")) == {(1,)}


def test_noise_of_floats_is_rounded_to_whole_yuan(reader: Reader) -> None:
    table = bulletin(unit="万元").mapped(lambda text: f"{int(text) - 1}.999999985")
    reading = reader.read(table.csv(), "2025-02.csv")
    assert values(reader, reading, "11")["export month"] == 10_000_000
    assert set(reader.facts(reading, "precision")) == {(1,)}


def test_one_decimal_of_a_large_unit(reader: Reader) -> None:
    table = bulletin(unit="亿元").mapped(lambda text: f"{text[:-1]}.{text[-1]}")
    reading = reader.read(table.csv(), "2025-02.csv")
    assert values(reader, reading, "11")["export month"] == 100 * 10**8
    assert set(reader.facts(reading, "precision")) == {(10**7,)}


def test_numbers_in_a_workbook_may_be_numbers(reader: Reader) -> None:
    content = bulletin(unit="万元").xlsx("2025年2月总值表", lambda t: float(t) if t != "-" else t)
    assert values(reader, reader.read(content, "a.xlsx"), "11")["export ytd"] == 30_000_000


@pytest.mark.parametrize(
    "name",
    [
        "2025-02.csv",
        "202502.csv",
        "总值表_202502_美元.csv",
        "2025年2月.csv",
        "2025年1至2月.csv",
        "x 2025_02.csv",
    ],
)
def test_the_month_by_the_files_name(reader: Reader, name: str) -> None:
    assert str(reader.read(bulletin().csv(), name).periods[-1]) == "2025-02"


def test_the_month_as_given(reader: Reader) -> None:
    reading = reader.read(bulletin().csv(), "总值表.csv", months="2025-01..2025-02")
    assert "Taken for 2025-02 by --months." in reading.remarks


def test_a_name_that_says_the_month_needs_no_months(reader: Reader) -> None:
    """A folder is loaded in one command, whose months are meant for the exports in it."""
    reading = reader.read(bulletin().csv(), "2025-02.csv", months="2024-01..2024-08")
    assert str(reading.periods[-1]) == "2025-02"


def test_a_day_in_the_name_is_no_month(reader: Reader) -> None:
    reader.refuse(bulletin().csv(), PeriodError, name="20250318.csv")


def test_nothing_says_the_year(reader: Reader) -> None:
    refusal = reader.refuse(bulletin().csv(), PeriodError, name="总值表.csv")
    assert refusal.found == "it reports 2月, but nothing says of which year"
    assert "2025-02" in refusal.remedy


def test_a_name_with_two_years(reader: Reader) -> None:
    reader.refuse(bulletin().csv(), PeriodError, name="202402-202502.csv")


def test_the_flow_does_not_apply(reader: Reader) -> None:
    reading = reader.read(bulletin().csv(), "出口 2025-02.csv", flow=Flow.IMPORT)
    assert set(reader.facts(reading, "flow")) == {("total",), ("export",), ("import",)}


def test_rounding_is_no_fault(reader: Reader) -> None:
    """Each printed number is off by half a unit at most: 32 of them by 16."""
    table = bulletin(rows=bulletin().rows)
    total = table.rows[0]
    table = table.change("总值", "export ytd", str(int(total[4]) + 1))
    assert reader.read(table.csv(), "2025-02.csv").rows == 192


def refuse(reader: Reader, table: Bulletin, name: str = "2025-02.csv") -> SourceError:
    refusal = reader.refuse(table.csv(), SourceError, name=name)
    assert isinstance(refusal, SourceError)
    assert refusal.remedy
    return refusal


def test_the_name_says_another_month(reader: Reader) -> None:
    refusal = refuse(reader, bulletin(), "2025-03.csv")
    assert refusal.found == "the file's name says 2025-03, but the heads say 2月"


def test_the_title_says_another_month(reader: Reader) -> None:
    content = bulletin().xlsx("2025年3月进出口商品收发货人所在地总值表")
    refusal = reader.refuse(content, SourceError, name="2025-02.xlsx")
    assert refusal.found == "its title says 2025-03, but the heads say 2月"


def test_provinces_that_do_not_sum(reader: Reader) -> None:
    table = bulletin().change("北京市", "export ytd", "3020").change("北京市", "total ytd", "4020")
    refusal = refuse(reader, table)
    assert refusal.where == "2025-02.csv, line 4, column 进出口 1至2月"
    assert "a difference of 200,000 that rounding does not explain" in refusal.found


def test_flows_that_do_not_sum(reader: Reader) -> None:
    table = bulletin().change("北京市", "import month", "502")
    refusal = refuse(reader, table)
    assert refusal.where == "2025-02.csv, line 5, column 进出口 2月"
    assert "sum to +20,000 against 进出口 15,000,000" in refusal.found


def test_a_january_that_differs_from_itself(reader: Reader) -> None:
    table = bulletin(1).change("北京市", "export ytd", "1001")
    refusal = refuse(reader, table, "2025-01.csv")
    assert refusal.found == "the month is 10,000,000, but January to January is 10,010,000"
    assert refusal.where == "2025-01.csv, line 5, column 出口 1至1月"


def test_provinces_without_a_row(reader: Reader) -> None:
    refusal = refuse(reader, bulletin().without("西藏自治区", "海南省"))
    assert refusal.found == "not all 31 provinces have a row, missing: 海南省, 西藏自治区"


def test_no_total(reader: Reader) -> None:
    assert "it has no row 总值" in refuse(reader, bulletin().without("总值")).found


def test_a_province_twice(reader: Reader) -> None:
    table = bulletin()
    refusal = refuse(reader, Bulletin(rows=[*table.rows, table.rows[1]]))
    assert refusal.found == "北京市 stands there twice, first on line 5"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x", "'x' is not a number"),
        ("1e3", "'1e3' is a number that a spreadsheet has shortened: its last digits are lost"),
        ("1,00", "'1,00' is not a number"),
        ("9" * 16, f"'{'9' * 16}' is too large: no trade has that value"),
    ],
)
def test_a_level_that_is_none(reader: Reader, text: str, found: str) -> None:
    refusal = refuse(reader, bulletin().change("天津市", "export ytd", text))
    assert refusal.found == found
    assert refusal.where == "2025-02.csv, line 7, column 出口 1至2月"


def test_a_rate_that_is_none(reader: Reader) -> None:
    content = bulletin().csv().replace("-2.5", "很多", 1)
    refusal = reader.refuse(content, SourceError, name="2025-02.csv")
    assert refusal.where == "2025-02.csv, line 5, column 累计比去年同期±％ 出口"


def test_half_a_row(reader: Reader) -> None:
    content = bulletin().csv(footnote=False)
    refusal = reader.refuse(content[: content.rindex(",")], SourceError, name="2025-02.csv")
    assert refusal.found == "the row has 9 fields, fewer than the heads: half a row"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("单位：万人民币", "单位：万卢布", "the unit of value '万卢布' is not known"),
        ("单位：万人民币", "", "the heads name no unit of value"),
        ("1至2月", "2至2月", "the head '进出口' over '2至2月' is not one of this bulletin"),
        ("1至2月", "2月", "the column 进出口 2月 stands there twice"),
        ("1至2月", "1至3月", "the heads do not name one month: 2月, 3月"),
        ("累计比去年同期", "净额", "the head '净额±％' over '进出口' is not one of this bulletin"),
        ("2月", "13月", "the heads do not name one month: 13月"),
    ],
)
def test_heads_that_cannot_be(reader: Reader, old: str, new: str, found: str) -> None:
    content = bulletin().csv().replace(old, new)
    refusal = reader.refuse(content, SourceError, name="2025-02.csv")
    assert refusal.found == found


def test_the_heads_expected_are_those_of_the_month(reader: Reader) -> None:
    content = bulletin(11).csv().replace("累计比去年同期", "净额")
    refusal = reader.refuse(content, SourceError, name="2025-11.csv")
    assert refusal.remedy == "Expected: 进出口, 出口, 进口, 11月, 1至11月, 累计比去年同期±％."


@pytest.mark.parametrize(
    ("title", "name", "number"),
    [("2024年4月", "表.csv", 4), ("", "收发货人所在地总值表_202411.csv", 11), ("", "表.csv", 2)],
)
def test_the_heads_expected_are_those_of_the_title(
    reader: Reader, title: str, name: str, number: int
) -> None:
    content = (
        f"{title}进出口商品收发货人所在地总值表\n单位：万元人民币\n"
        "收发货人所在地,销售额,税额\n总值,1,2\n"
    )
    refusal = reader.refuse(content, SourceError, name=name)
    assert f"{number}月, 1至{number}月" in refusal.remedy


def test_growth_of_months_that_nothing_says_is_left_out(reader: Reader) -> None:
    content = bulletin().csv().replace("累计比去年同期", "比去年同期")
    reading = reader.read(content, "2025-02.csv")
    assert set(reader.facts(reading, "growth")) == {(None,)}
    assert any(remark.startswith("Columns left out: 比去年同期") for remark in reading.remarks)


def test_two_units(reader: Reader) -> None:
    content = bulletin().csv().replace("单位：万人民币", "单位：千美元", 1)
    refusal = reader.refuse(content, SourceError, name="2025-02.csv")
    assert refusal.found == "the heads name several units: 万人民币, 千美元"


def test_a_flow_without_columns(reader: Reader) -> None:
    lines = [line.split(",")[:5] for line in bulletin().csv(footnote=False).splitlines()]
    lines[0][4] = "单位：万元"
    content = "\n".join(map(",".join, lines))
    refusal = reader.refuse(content, SourceError, name="2025-02.csv")
    assert refusal.found == "there is no column of values for import"


def test_heads_alone(reader: Reader) -> None:
    content = "单位：万元\n收发货人所在地,进出口,出口,进口\n"
    refusal = reader.refuse(content, SourceError, name="2025-02.csv")
    assert refusal.found == "it has heads, but no rows below them"
