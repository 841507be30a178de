"""The other tables of the bulletins: by partner, trade mode, kind of enterprise, and by month."""

from decimal import Decimal

import pytest
from tests.unit.sources.reader import Reader
from tests.unit.sources.workbooks import workbook

from yuebao.domain import PeriodError, SourceError, UserError

NBSP = "\xa0"


def table(*rows: str) -> str:
    """Rows of a CSV, their fields parted by |."""
    quoted = (",".join(f'"{field}"' for field in row.split("|")) for row in rows)
    return "\n".join(quoted) + "\n"


PARTNERS = (
    "（4）2025年11月进出口商品主要国别（地区）总值表（美元值）|||||||||",
    "单位：亿美元|||||||||",
    "进口原产国（地）\n出口最终目的国（地）|进出口||出口||进口||累计比去年同期±％||",
    "|11月|1至11月|11月|1至11月|11月|1至11月|进出口|出口|进口",
    "总值|500.0|5,500.0|300.0|3,300.0|200.0|2,200.0|2.5|4.1|-",
    "  欧洲联盟|90.0|990.0|60.0|660.0|30.0|330.0|1.0|2.0|3.0",
    "    其中：德国|30.0|330.0|20.0|220.0|10.0|110.0|…|2.1|3.1",
    f"          法国{NBSP}|20.0|220.0|15.0|165.0|5.0|55.0|1.2|2.2|--",
    "  美国|80.0|880.0|70.0|770.0|10.0|110.0|-20.5|-19.0|-30.1",
    "注：欧洲联盟有27国。|||||||||",
)

ENGLISH = (
    " (4) China's Total Export & Import Values by Country/Region, Nov 2025 (in USD) ||||||",
    "Unit: USD 100 Million||||||",
    "Import Source|Export & Import|Export & Import|Export|Export|Import|Import",
    "Export Destination|11|1- to-11|11|1- to-11|11|1- to-11",
    "Total|500|5,500|300|3,300|200|2,200",
    f"{NBSP}{NBSP}European Union|90|990|60|660|30|330",
    f"{NBSP}{NBSP}{NBSP}{NBSP}of which: Germany|30|330|20|220|10|110",
    f"{NBSP}{NBSP}R. O. Korea|20|220|15|165|5|55",
    f"{NBSP}{NBSP}United States (US)|80|880|70|770|10|110",
    "Note: 1. The European Union has 27 members.||||||",
)

MODES = (
    "(5)Imports and Exports by Customs Regime,10.2023||||",
    "Unit:US$1,000||||",
    "Customs Regime|Exports||Imports|",
    "|10|1to10|10|1to10",
    "TOTAL|1,000|9,000|500|4,600",
    "|-6.4|-5.6|-3.1|-6.5",
    "Ordinary Trade|700|6,000|400|3,600",
    "|-5.6|-4.0|3.5|-5.4",
    "Processing and Assembling|300|3,000|-|-",
    "|-17.5|-19.5|-|-",
    "Duty-free Goods|-|-|100|1,000",
    "|-|-|-3.9|13.8",
    "1、Figures in shaded areas refer to percentage change over the same period.||||",
)

PRELIMINARY_MODES = (
    "(3) China's Total Export & Import Values by Trade Mode, January-May 2020 (in CNY)||||||",
    "Unit: CNY 100 Million||||||",
    "Trade Mode|1-to-5|||Year-on-Year (±%)||",
    "|Export & Import|Export|Import|Export & Import|Export|Import",
    "Total Value|115.5|62.0|53.5|-4.9|-4.7|-5.2",
    "Ordinary Trade|100.5|50.0|50.5|-4.7|-4.3|-5.1",
    "Other|15.0|12.0|3.0|10.6|20.2|-26.5",
    'Note: 1. From 2014, the customs statistics include ""Duty-Free Goods"".||||||',
)

INDENT = "\u3000\u3000"

LOCAL = (
    "全省3：2025年1至7月进出口商品企业性质总值表（人民币值）||||||",
    "|进出口||出口||进口|",
    "|2025年01月-2025年07月||2025年01月-2025年07月||2025年01月-2025年07月|",
    "企业性质|人民币(万)|人民币同比(%)|人民币(万)|人民币同比(%)|人民币(万)|人民币同比(%)",
    "总值|1000.5|0.56|600.25|2.9|400.25|--",
    f"{INDENT}国有企业|300|6.2|200|8.6|100|4.9",
    f"{INDENT}外商投资企业|200|-2.8|100|-0.7|100|-3.9",
    f"{INDENT}{INDENT}中外合资企业|150|-2.8|80|-0.7|70|-3.9",
    f"{INDENT}民营企业|500.5|5.6|300.25|7.2|200.25|3.9",
)

MONTHLY = (
    "（1）2025年进出口商品总值表（人民币值） B：月度表||||||||",
    "单位：亿元||||||||",
    "年月|进出口|出口|进口|贸易差额|1至当月累计|||",
    "|||||进出口|出口|进口|贸易差额",
    "2025.01|30.5|20.0|10.5|9.5|30.5|20.0|10.5|9.5",
    "2025.02|21.0|11.0|10.0|1.0|51.5|31.0|20.5|10.5",
)


def levels(
    reader: Reader, text: str | bytes, name: str, *columns: str
) -> dict[tuple[object, ...], int]:
    """Values by flow, last months and further columns."""
    reading = reader.read(text, name)
    facts = reader.facts(reading, "flow", "first_month", *columns, "value")
    return {tuple(fact[:-1]): fact[-1] for fact in facts}


def test_main_partners_are_lines_that_never_add_up(reader: Reader) -> None:
    reading = reader.read(table(*PARTNERS), "表.csv")
    assert reading.dialect == "bulletin-partners"
    assert list(map(str, reading.periods)) == ["2025-01..2025-11", "2025-11"]
    grains = reader.facts(reading, "grain", "partner", "bloc", "flow", "first_month", "value")
    assert ("all", None, None, "total", "2025-11", 50_000_000_000) in grains
    assert ("all/bloc", None, "eu", "export", "2025-01", 66_000_000_000) in grains
    assert ("all/bloc", None, "304", "import", "2025-11", 1_000_000_000) in grains
    assert {grain for grain, *_ in grains} == {"all", "all/bloc"}
    assert any("2 partners" not in r and "not all" in r for r in reading.remarks)


def test_growth_is_as_printed(reader: Reader) -> None:
    reading = reader.read(table(*PARTNERS), "表.csv")
    growth = {
        (flow, bloc): rate
        for flow, bloc, first, rate in reader.facts(
            reading, "flow", "bloc", "first_month", "growth"
        )
        if first == "2025-01"
    }
    assert growth["total", "502"] == Decimal("-20.5")
    assert growth["export", None] == Decimal("4.1")
    assert growth["import", None] is None
    assert growth["total", "304"] is None


def test_the_page_in_english_says_the_same(reader: Reader) -> None:
    chinese = levels(reader, table(*PARTNERS), "表.csv", "bloc")
    english = levels(reader, table(*ENGLISH), "table.csv", "bloc")
    shared = chinese.keys() & english.keys()
    assert len(shared) == 4 * 6
    assert {key: chinese[key] for key in shared} == {key: english[key] for key in shared}
    assert english["import", "2025-11", "133"] == 500_000_000


def test_growth_in_rows_of_its_own(reader: Reader) -> None:
    reading = reader.read(table(*MODES), "modes.csv")
    assert reading.dialect == "bulletin-modes"
    facts = reader.facts(reading, "flow", "grain", "mode", "first_month", "value", "growth")
    assert ("export", "all/mode", "10", "2023-10", 700_000, Decimal("-5.6")) in facts
    assert ("import", "all/mode", "41", "2023-01", 1_000_000, Decimal("13.8")) in facts
    assert ("import", "all/mode", "14", "2023-10", 0, None) in facts
    assert ("export", "all", None, "2023-01", 9_000_000, Decimal("-5.6")) in facts
    assert len(facts) == 4 * 4


def test_months_over_flows(reader: Reader) -> None:
    reading = reader.read(table(*PRELIMINARY_MODES), "modes.csv")
    assert list(map(str, reading.periods)) == ["2020-01..2020-05"]
    facts = reader.facts(reading, "flow", "mode", "value", "growth")
    assert ("import", "39", 300_000_000, Decimal("-26.5")) in facts
    assert ("total", None, 11_550_000_000, Decimal("-4.9")) in facts


def test_a_table_of_one_province(reader: Reader) -> None:
    reading = reader.read(table(*LOCAL), "浙江分企业性质.csv")
    assert reading.dialect == "bulletin-enterprises"
    assert str(reading.scope) == "province=33"
    facts = reader.facts(reading, "flow", "grain", "enterprise", "province", "value", "growth")
    assert ("total", "all/province", None, "33", 10_005_000, Decimal("0.56")) in facts
    assert ("export", "all/province/enterprise", "poe", "33", 3_002_500, Decimal("7.2")) in facts
    assert len(facts) == 4 * 3
    assert "1 row left out that another row holds already." in reading.remarks


def test_of_which_province_somebody_must_say(reader: Reader) -> None:
    refusal = reader.refuse(table(*LOCAL), UserError, name="分企业性质.csv")
    assert refusal.found == "its title says that it is of one province, but not of which"
    national = table(*MODES)
    refusal = reader.refuse(national, UserError, name="广东 modes.csv")
    assert refusal.found == "its name speaks of a province, its title of none"


def test_what_kinds_of_enterprises_lack_is_other(reader: Reader) -> None:
    text = table(*LOCAL).replace('民营企业","500.5"', '民营企业","500.25"')
    reading = reader.read(text.replace('"300.25","7.2"', '"300","7.2"'), "浙江.csv")
    facts = reader.facts(reading, "flow", "enterprise", "value")
    assert ("export", "other", 2_500) in facts
    assert any("kept as other" in remark for remark in reading.remarks)


def test_monthly_totals(reader: Reader) -> None:
    reading = reader.read(table(*MONTHLY), "月度表.csv")
    assert reading.dialect == "bulletin-months"
    assert list(map(str, reading.periods)) == ["2025-01", "2025-01..2025-02", "2025-02"]
    facts = reader.facts(reading, "flow", "first_month", "last_month", "value")
    assert ("export", "2025-01", "2025-02", 3_100_000_000) in facts
    assert ("import", "2025-02", "2025-02", 1_000_000_000) in facts
    assert len(facts) == 3 + 6
    assert any("贸易差额" in remark for remark in reading.remarks)


def test_totals_by_flow(reader: Reader) -> None:
    rows = (
        "（1）2026年3月进出口商品总值表（人民币值）||||",
        "单位：亿元人民币||||",
        "项目|3月|1至3月|当月与上月环比±%|累计比去年同期±%",
        "进出口总值|300.0|900.0|10.1|15.0",
        "出口总值|200.0|600.0|9.0|11.9",
        "进口总值|100.0|300.0|8.0|19.6",
        "贸易差额|100.0|300.0|-|-",
    )
    reading = reader.read(table(*rows), "总值.csv")
    assert reading.dialect == "bulletin-totals"
    facts = reader.facts(reading, "flow", "first_month", "value", "growth")
    assert ("export", "2026-01", 60_000_000_000, Decimal("11.9")) in facts
    assert ("import", "2026-03", 10_000_000_000, None) in facts
    assert len(facts) == 6


def all_partners() -> list[str]:
    """A table that lists more than half of all partners: a hundred and fifty, in two continents."""
    from yuebao.reference import find_office

    current = [p for p in find_office().partners if not p.retired][:150]
    rows = [
        "2025年6月进出口商品国别（地区）总值表|||",
        "单位：万元|||",
        "国别（地区）|进出口|出口|进口",
        "|6月|6月|6月",
        "总值|450|300|150",
        "  亚洲|300|200|100",
        *[f"      {partner.names['zh']}|3|2|1" for partner in current[:100]],
        "  非洲|150|100|50",
        *[f"      {partner.names['zh']}|3|2|1" for partner in current[100:]],
    ]
    return [*rows, "      东盟(10国)|30|20|10"]


def test_all_partners_are_partners(reader: Reader) -> None:
    reading = reader.read(table(*all_partners()), "国别.csv")
    grains = reader.facts(reading, "grain", "flow")
    assert grains.count(("all/partner", "export")) == 150
    assert grains.count(("all/bloc", "export")) == 3
    assert not any("not all" in remark for remark in reading.remarks)


def test_a_continent_that_its_partners_do_not_sum_to(reader: Reader) -> None:
    rows = [row.replace("亚洲|300|200|100", "亚洲|400|260|140") for row in all_partners()]
    refusal = reader.refuse(table(*rows), SourceError, name="国别.csv")
    assert "the partners below 亚洲 sum to 3,000,000, but it is 4,000,000" in refusal.found


def test_partners_that_do_not_sum_to_the_total(reader: Reader) -> None:
    rows = [row.replace("总值|450|300|150", "总值|600|400|200") for row in all_partners()]
    refusal = reader.refuse(table(*rows), SourceError, name="国别.csv")
    assert "the partners sum to 4,500,000, but 总值 is 6,000,000" in refusal.found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Other|15.0", "Other|14.0", "the modes sum to 11,450,000,000, but TotalValue is"),
        ("Ordinary Trade|100.5|50.0", "Some Trade|100.5|50.0", "the modes sum to"),
        ("(in CNY)", "(in USD)", "its title says USD, but its unit 亿元 is CNY"),
        ("Export & Import|Export|Import|Export", "Export & Import|Export|Net|Export", "'Net'"),
        ("CNY 100 Million", "CNY 100 Billion", "is not known"),
        ("Unit: CNY 100 Million", "", "the heads name no unit of value"),
        ("Ordinary Trade|", "Other|", "Other stands there twice, first on line 6"),
    ],
)
def test_what_cannot_be(reader: Reader, old: str, new: str, found: str) -> None:
    rows = [row.replace(old, new) for row in PRELIMINARY_MODES]
    refusal = reader.refuse(table(*rows), SourceError, name="modes.csv")
    assert found in refusal.found
    assert refusal.remedy


def test_a_month_whose_flows_do_not_sum(reader: Reader) -> None:
    rows = [row.replace("2025.02|21.0", "2025.02|22.0") for row in MONTHLY]
    refusal = reader.refuse(table(*rows), SourceError, name="月度表.csv")
    assert "sum to -100,000,000 against 进出口 2,200,000,000" in refusal.found


def test_what_is_left_out_is_named_where_sums_fail(reader: Reader) -> None:
    rows = [row.replace("Ordinary Trade|", "Some Trade|") for row in PRELIMINARY_MODES]
    refusal = reader.refuse(table(*rows), SourceError, name="modes.csv")
    assert "Left out were SomeTrade." in refusal.remedy


def test_nothing_says_the_months(reader: Reader) -> None:
    rows = [row.replace(", January-May 2020", "") for row in PRELIMINARY_MODES]
    rows[2] = rows[2].replace("1-to-5", "Value")
    reader.refuse(table(*rows), PeriodError, name="modes.csv")


def test_columns_of_the_year_before_are_left_out(reader: Reader) -> None:
    rows = (
        "2025年7月全省进出口商品贸易方式总值表||||||",
        "单位：万元||||||",
        "贸易方式|出口||进口||",
        "|2025年07月|2024年07月|2025年07月|2024年07月",
        "总值|10|9|5|4",
        "一般贸易|10|9|5|4",
    )
    reading = reader.read(table(*rows), "江苏.csv")
    assert list(map(str, reading.periods)) == ["2025-07"]
    assert any(remark.startswith("Columns of other months left out") for remark in reading.remarks)


def test_a_workbook_reads_alike(reader: Reader) -> None:
    rows = [[field or None for field in row.split("|")] for row in MODES]
    content = workbook({"Sheet1": rows})
    assert levels(reader, content, "m.xlsx", "mode") == levels(
        reader, table(*MODES), "m.csv", "mode"
    )


def test_enterprises_across_trade_modes(reader: Reader) -> None:
    rows = (
        "(6)Exports by Type Enterprise and by Customs Regime,1-7.2023|||||",
        "Unit:US$1,000|||||",
        "Customs regime|Total|SOE|FIE|POE|Other",
        "TOTAL|1,000|200|300|400|100",
        "|-5.0|-4.0|-15.5|0.8|-9.0",
        "Ordinary Trade|600|100|200|250|50",
        "|-3.8|-1.3|-12.1|-1.6|-8.8",
        "Border Trade|400|100|100|150|50",
        "|61.7|72.2|-|61.7|-69.2",
    )
    reading = reader.read(table(*rows), "six.csv")
    facts = reader.facts(reading, "flow", "grain", "mode", "enterprise", "value", "growth")
    assert ("export", "all/mode/enterprise", "10", "fie", 200_000, Decimal("-12.1")) in facts
    assert ("export", "all/enterprise", None, "poe", 400_000, Decimal("0.8")) in facts
    assert ("export", "all/mode", "19", None, 400_000, Decimal("61.7")) in facts
    assert list(map(str, reading.periods)) == ["2023-01..2023-07"]
