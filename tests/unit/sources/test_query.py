"""Query exports in every form they have been met in."""

import hashlib
from pathlib import Path

import duckdb
import pytest
from tests.unit.sources.reader import Reader

from yuebao.domain import READ_COLUMNS, Flow, Period
from yuebao.sources import hash_file
from yuebao.sources.files.text import TextTable

# As the platform hands it out: every field quoted, a comma at the end, thousands separators.
EXPORT = """\
"数据年月","商品编码","商品名称","贸易伙伴编码","贸易伙伴名称","贸易方式编码","贸易方式名称","注册地编码","注册地名称","第一数量","第一计量单位","第二数量","第二计量单位","美元",
"202501","85076000","锂离子蓄电池","110","中国香港","10","一般贸易","44","广东省","1,200","个","3400","千克","5,648,942",
"202502","85423190","其他集成电路","304","德国","14","来料加工贸易","31","上海市","7","千克","0","?","-12",
"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_an_export_untouched(reader: Reader, encoding: str, ends: str) -> None:
    content = EXPORT.replace("\n", ends).encode(encoding)
    reading = reader.read(content)
    columns = [column.name for column in READ_COLUMNS if column.name != "source"]
    assert reader.facts(reading, *columns) == [
        (
            "export", "hs8/partner/mode/province", "USD", "85076000", "110", "10", "44", None, None,
            "2025-01", "2025-01", 5648942, 1, 1200, "个", 3400, "千克", None, 1,
        ),
        (
            "export", "hs8/partner/mode/province", "USD", "85423190", "304", "14", "31", None, None,
            "2025-02", "2025-02", -12, 1, 7, "千克", None, None, None, 2,
        ),
    ]  # fmt: skip
    assert (reading.dialect, reading.rows, reading.truncated) == ("query", 2, False)
    assert reading.periods == (Period.parse("2025-01"), Period.parse("2025-02"))


def test_the_table_has_the_columns_and_types_of_facts(
    reader: Reader, connection: duckdb.DuckDBPyConnection
) -> None:
    reading = reader.read(EXPORT)
    described = connection.execute(f"describe {reading.table}").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        (column.name, column.type.replace(" ", "")) for column in READ_COLUMNS
    ]


def test_a_reading_says_which_file_it_is_of(reader: Reader) -> None:
    reading = reader.read(EXPORT)
    sha256 = hashlib.sha256(EXPORT.encode()).hexdigest()
    assert (reading.name, reading.size) == ("出口.csv", len(EXPORT.encode()))
    assert reading.sha256 == sha256 == hash_file(reading.path)
    assert set(reader.facts(reading, "source")) == {(sha256,)}


def test_the_flow_by_the_name_is_remarked(reader: Reader) -> None:
    assert "Taken for exports by the file's name." in reader.read(EXPORT).remarks
    given = reader.read(EXPORT.replace("-12", "12"), "a.csv", flow=Flow.IMPORT)
    assert given.remarks == ()
    assert set(reader.facts(given, "flow")) == {("import",)}


def test_columns_come_in_any_order_and_any_subset(reader: Reader) -> None:
    content = "人民币,贸易伙伴名称,商品编码,贸易伙伴编码,数据年月\n5,巴西,1201,410,202501\n"
    reading = reader.read(content)
    kept = ("grain", "currency", "commodity", "partner", "province", "value", "quantity", "unit")
    assert reader.facts(reading, *kept) == [
        ("hs4/partner", "CNY", "1201", "410", None, 5, None, None)
    ]


def test_the_least_an_export_can_have(reader: Reader) -> None:
    reading = reader.read("商品编码,美元\n85,7\n", months="2024-01..2024-08")
    assert reader.facts(reading, "grain", "first_month", "last_month", "value") == [
        ("hs2", "2024-01", "2024-08", 7)
    ]
    assert reading.periods == (Period.parse("2024-01..2024-08"),)


def test_the_older_head_of_the_province(reader: Reader) -> None:
    content = (
        "数据年月,商品编码,收发货人注册地编码,收发货人注册地名称,美元\n202501,85,31,上海市,1\n"
    )
    assert reader.column(content, "province") == ["31"]


def test_several_depths_in_one_file_are_several_grains(reader: Reader) -> None:
    content = "数据年月,商品编码,贸易伙伴编码,美元\n" + "".join(
        f"202501,{code},410,1\n" for code in ("12", "1201", "120190", "12019019", "01")
    )
    assert reader.column(content, "grain") == [
        "hs2/partner", "hs4/partner", "hs6/partner", "hs8/partner", "hs2/partner",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("202501", "2025-01"),
        ("2025-01", "2025-01"),
        ("2025-1", "2025-01"),
        ("2025年1月", "2025-01"),
        ("2025年01月", "2025-01"),
        ("2025年12月", "2025-12"),
        ("202501.0", "2025-01"),
        ("\t202501 ", "2025-01"),
        ("2025-01-01 00:00:00", "2025-01"),
        ("2025-01-01", "2025-01"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_how_a_month_is_written(reader: Reader, text: str, month: str, encoding: str) -> None:
    content = f"数据年月,商品编码,美元\n{text},85,1\n".encode(encoding)
    assert reader.column(content, "first_month") == [month]
    assert reader.column(content, "last_month") == [month]


def test_months_may_be_written_in_several_ways(reader: Reader) -> None:
    content = "数据年月,商品编码,美元\n202501,85,1\n2025年2月,85,1\n2025-03,85,1\n"
    assert reader.column(content, "first_month") == ["2025-01", "2025-02", "2025-03"]


def test_declared_months_are_covered_even_without_a_row(reader: Reader) -> None:
    content = "数据年月,商品编码,美元\n202501,85,1\n202503,85,1\n"
    reading = reader.read(content, months="2025-01..2025-04")
    assert list(map(str, reading.periods)) == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert reader.facts(reading, "first_month", "last_month") == [
        ("2025-01", "2025-01"),
        ("2025-03", "2025-03"),
    ]


@pytest.mark.parametrize(
    "code", ["85076000", " 85076000", "85076000\t", '"85076000\n"', "85076000.0"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_stands_around_a_code_is_dropped(reader: Reader, code: str, encoding: str) -> None:
    content = f"数据年月,商品编码,美元\n202501,{code},1\n".encode(encoding)
    assert reader.column(content, "commodity") == ["85076000"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_may_hold_anything(reader: Reader, encoding: str) -> None:
    names = ["大洋洲其他国家(地区)\n", "甲,乙", '说""话""', "\t伙伴 \r\n名", "镕", "㐀", ""]
    rows = "".join(f'"202501","85","{name}","{at}"\n' for at, name in enumerate(names))
    content = f"数据年月,商品编码,商品名称,美元\n{rows}".encode(encoding)
    assert reader.column(content, "value") == list(range(len(names)))


@pytest.mark.parametrize("rare", ["丂", "㐀", "\U00020000"])
def test_rare_characters_in_gb18030(
    reader: Reader, rare: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB's latin-1 refuses bytes 0x80–0x9F: the file is decoded, not rewritten by record."""
    monkeypatch.delattr(TextTable, "_rewrite")
    assert any(0x80 <= byte <= 0x9F for byte in rare.encode("gb18030"))
    content = f"数据年月,商品编码,商品名称,第一数量,第一计量单位,美元\n202501,85,{rare},2,个,3\n"
    reading = reader.read(content.encode("gb18030"))
    assert reader.facts(reading, "value", "quantity", "unit") == [(3, 2, "个")]


@pytest.mark.parametrize("column", ["商品名称", "第一计量单位", "注册地名称"])
def test_a_character_whose_second_byte_is_ascii(reader: Reader, column: str) -> None:
    """镕 is E9 46: an odd number of high bytes is a reason to look closer, not to refuse."""
    heads = ["数据年月", "商品编码", "第一数量", "注册地编码", "美元", column]
    content = f"{','.join(heads)}\n202501,85,2,31,3,镕\n"
    assert sum(byte >= 0x80 for byte in "镕".encode("gb18030")) == 1
    assert reader.column(content.encode("gb18030"), "value") == [3]


@pytest.mark.parametrize("none", ["?", "", "0", "？", "-"])
def test_a_second_unit_that_is_none(reader: Reader, none: str) -> None:
    content = f"数据年月,商品编码,第二数量,第二计量单位,美元\n202501,85,0,{none},1\n"
    reading = reader.read(content)
    assert reader.facts(reading, "quantity2", "unit2") == [(None, None)]
    assert len(reading.remarks) == 1  # on the flow alone


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_first_unit_that_is_none(reader: Reader, encoding: str) -> None:
    content = (
        "数据年月,商品编码,第一数量,第一计量单位,美元\n"
        "202501,85,0,?,1\n202501,85,5,,1\n202501,85,,？,1\n202501,85,6,千克\t,1\n"
    )
    reading = reader.read(content.encode(encoding))
    assert reader.facts(reading, "quantity", "unit") == [
        (None, None),
        (None, None),
        (None, None),
        (6, "千克"),
    ]
    assert "1 number in 第一数量 left out, with no unit beside." in reading.remarks


def test_a_quantity_of_zero_with_a_unit_is_zero(reader: Reader) -> None:
    content = "数据年月,商品编码,第一数量,第一计量单位,美元\n202501,85,0,千克,1\n"
    assert reader.column(content, "quantity") == [0]


def test_a_quantity_without_a_column_of_units_is_left_out(reader: Reader) -> None:
    reading = reader.read("数据年月,商品编码,第一数量,第二计量单位,美元\n202501,85,4,千克,1\n")
    assert reader.facts(reading, "quantity", "unit", "unit2") == [(None, None, None)]
    assert "The column 第一数量 was left out: a quantity needs its unit." in reading.remarks
    assert "The column 第二计量单位 was left out: a quantity needs its unit." in reading.remarks


def test_padded_rows_and_columns_are_no_data(reader: Reader) -> None:
    content = (
        "数据年月,商品编码,美元,,\n202501,85,1,,\n,,,,\n202501,84,2,,\n" + ",,,,\n" * 50 + "\n\n"
    )
    reading = reader.read(content)
    assert reader.facts(reading, "commodity", "row") == [("85", 1), ("84", 3)]


def test_heads_and_rows_may_differ_in_a_comma_at_the_end(reader: Reader) -> None:
    assert reader.column("数据年月,商品编码,美元,\n202501,85,1\n", "value") == [1]
    assert reader.column("数据年月,商品编码,美元\n202501,85,1,\n202501,84,2\n", "value") == [1, 2]


def test_joined_files_with_mixed_line_ends(reader: Reader) -> None:
    content = b"\xef\xbb\xbf" + "数据年月,商品编码,美元\r\n202501,85,1\r\n202501,84,2\n".encode()
    assert reader.column(content, "value") == [1, 2]


def test_lines_above_the_heads_are_passed_over(reader: Reader) -> None:
    content = "\n海关统计数据在线查询平台\n\n数据年月,商品编码,美元\n202501,85,1\n202502,85,2\n"
    reading = reader.read(content)
    assert reader.facts(reading, "value", "row") == [(1, 1), (2, 2)]


def test_no_line_end_at_the_end(reader: Reader) -> None:
    assert reader.column("数据年月,商品编码,美元\n202501,85,12", "value") == [12]


def test_a_zero_that_a_spreadsheet_dropped_is_put_back(reader: Reader) -> None:
    rows = "202501,1012100,1\n202501,12019019,2\n202501,101,3\n202501,8542,4\n"
    reading = reader.read(f"数据年月,商品编码,美元\n{rows}")
    assert reader.facts(reading, "commodity", "grain") == [
        ("01012100", "hs8"),
        ("12019019", "hs8"),
        ("0101", "hs4"),
        ("8542", "hs4"),
    ]
    assert (
        "1 commodity code of 7 digits among codes of 8: the leading zero that a spreadsheet "
        "dropped was put back." in reading.remarks
    )


@pytest.mark.parametrize(("rows", "cut"), [(9_999, False), (10_000, True), (10_001, False)])
def test_a_file_of_the_platforms_cap_is_probably_cut(reader: Reader, rows: int, cut: bool) -> None:
    content = "数据年月,商品编码,美元\n" + "202501,85,1\n" * rows + ",,\n" * 3
    reading = reader.read(content)
    assert reading.truncated is cut
    assert any("the platform's cap" in remark for remark in reading.remarks) is cut


def test_codes_in_no_list_are_kept_and_remarked(reader: Reader) -> None:
    content = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n202501,85,100,98,1\n"
    reading = reader.read(content)
    assert reader.facts(reading, "partner", "province") == [("100", "98")]
    assert {"In no list: partner code 100.", "In no list: province code 98."} <= set(
        reading.remarks
    )


def test_a_province_may_go_by_a_short_name_or_an_unknown_one(reader: Reader) -> None:
    content = (
        "数据年月,商品编码,注册地编码,注册地名称,美元\n"
        "202501,85,15,内蒙,1\n202501,85,31,上 海 市\t,1\n202501,85,44,某地,1\n202501,85,11,,1\n"
    )
    assert reader.column(content, "province") == ["15", "31", "44", "11"]


@pytest.mark.parametrize(
    "name", ["出口[1].csv", "出口 (2) 'x'.csv", "出口*?.csv", "~出口{a,b}.csv"]
)
def test_a_files_name_is_no_pattern(reader: Reader, name: str) -> None:
    assert reader.column(EXPORT, "value", name=name) == [5648942, -12]


def test_every_file_has_a_table_of_its_own(reader: Reader) -> None:
    first = reader.read(EXPORT)
    second = reader.read(EXPORT.replace("-12", "12"))
    assert first.table != second.table
    assert reader.facts(first, "value") == [(5648942,), (-12,)]


def test_nothing_is_left_behind_by_a_refusal(
    reader: Reader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(Exception, match="not a whole number"):
        reader.read(EXPORT.replace("-12", "x"))
    assert connection.execute("select count(*) from duckdb_tables()").fetchone() == (0,)
    assert connection.execute("show tables").fetchall() == []


def test_rows_keep_the_files_order_in_many_threads(
    reader: Reader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Longer than DuckDB's buffers, with line breaks within names, read by four threads."""
    rows = 400_000
    path = tmp_path / "出口.csv"
    name = "其他用作处理器及控制器的集成电路" * 2
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write('"数据年月","商品编码","商品名称","美元",\n')
        for row in range(1, rows + 1):
            broken = "\n" if row % 7 == 0 else ""
            file.write(f'"202501","85423190","{name}{broken}","{row:,}",\n')
    assert path.stat().st_size > 32 << 20
    connection.execute("set threads = 4")
    reading = reader.read(path)
    query = f"select count(*), count(*) filter (row = value) from {reading.table}"
    assert connection.execute(query).fetchone() == (rows, rows)


ASCENDING = {
    "by month, then codes": ("202501,85,110 202501,85,111 202502,84,110", True),
    "by codes, then month": ("202501,84,110 202502,84,110 202501,85,110", True),
    "in neither order": ("202501,85,110 202501,84,111 202502,84,110", False),
    "a key twice": ("202501,85,110 202501,85,110", False),
    "a key twice, once with spaces": ("202501,85,110 202501, 85,110", False),
    "a month in two spellings": ("2025-01,85,110 202501,85,110", False),
    "codes of two depths": ("202501,85,110 202501,8507,110", False),
    "months take turns": ("202501,87,110 202502,85,110 202501,86,110", False),
}


@pytest.mark.parametrize(("rows", "ascending"), ASCENDING.values(), ids=ASCENDING)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_whether_rows_ascend(reader: Reader, rows: str, ascending: bool, encoding: str) -> None:
    lines = "\n".join(f"{row},1" for row in rows.replace(", ", ",~").split())
    content = f"数据年月,商品编码,贸易伙伴编码,美元\n{lines}\n".replace("~", " ")
    assert reader.read(content.encode(encoding)).ascending is ascending


def test_rows_without_months_ascend_by_codes(reader: Reader) -> None:
    content = "商品编码,贸易伙伴编码,美元\n84,110,1\n85,101,1\n"
    assert reader.read(content, months="2025-01..2025-03").ascending
    content = "商品编码,贸易伙伴编码,美元\n85,110,1\n85,101,1\n"
    assert not reader.read(content, months="2025-01..2025-03").ascending
