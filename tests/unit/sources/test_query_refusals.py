"""What a query export is refused for, and where the message says it stands."""

import pytest
from tests.unit.sources.reader import Reader

from yuebao.domain import DirectionError, Flow, PeriodError, SourceError, UserError

HEADS = "数据年月,商品编码,美元"
WHICH_HAS = "which has 2, 4, 6 or 8 digits"
HALF_A_LINE = "the line has 2 fields, but there are 3 columns: half a line"
NEVER_CLOSED = "a quote that opens on this line is never closed"
CLOSED_WITHIN = "in a field that begins on this line a quote is missing, or one too many"


def refuse(reader: Reader, content: str | bytes, name: str = "出口.csv") -> SourceError:
    refusal = reader.refuse(content, SourceError, name=name)
    assert isinstance(refusal, SourceError)
    assert refusal.file == name
    return refusal


def test_nobody_says_export_or_import(reader: Reader) -> None:
    refusal = reader.refuse(f"{HEADS}\n202501,85,1\n", DirectionError, name="2025.csv")
    assert str(refusal) == (
        "2025.csv: neither its name nor the command says whether it holds exports or imports. "
        "Give --flow export or --flow import, or put 出口 or 进口 in the file's name."
    )


def test_the_name_contradicts_the_command(reader: Reader) -> None:
    reader.refuse(f"{HEADS}\n202501,85,1\n", DirectionError, flow=Flow.IMPORT)


def test_a_file_without_months_needs_them(reader: Reader) -> None:
    refusal = reader.refuse("商品编码,美元\n85,1\n", PeriodError)
    assert refusal.where == "出口.csv"
    assert "--months 2024-01..2024-08" in refusal.remedy


def test_a_file_that_is_not_there(reader: Reader) -> None:
    refusal = reader.refuse(reader.folder / "出口.csv", UserError)
    assert "it cannot be opened (No such file or directory)" in str(refusal)


def test_an_unknown_column_is_named_with_those_known(reader: Reader) -> None:
    refusal = refuse(reader, "数据年月,商品编码,同比,美元\n202501,85,1,1\n")
    assert refusal.found == "'1' stands in a column that no query export has"
    assert (refusal.line, refusal.where) == (2, "出口.csv, line 2, column 同比")
    assert "数据年月, 商品编码" in refusal.remedy


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ("数据年月,商品编码", "there is no column of values (人民币 or 美元)"),
        ("数据年月,美元", "there is no column of commodity codes (商品编码)"),
        ("数据年月,商品编码,人民币,美元", "there are values in CNY and in USD"),
        ("数据年月,商品编码,美元,美元", "this column stands there twice"),
        ("商品编码,商品编码,美元", "this column stands there twice"),
        (
            "注册地编码,商品编码,收发货人注册地编码,美元",
            "this column stands there twice",
        ),
        (
            "商品编码,贸易伙伴名称,美元",
            "there are names without codes: the column 贸易伙伴编码 is missing",
        ),
    ],
)
def test_heads_that_cannot_be(reader: Reader, heads: str, found: str) -> None:
    row = ",".join(["1"] * len(heads.split(",")))
    refusal = refuse(reader, f"{heads}\n{row}\n")
    assert (refusal.found, refusal.line) == (found, 1)
    assert refusal.remedy


def test_data_without_heads(reader: Reader) -> None:
    refusal = refuse(reader, '"202501","85076000","锂离子蓄电池","5"\n')
    assert refusal.found.startswith("there are no heads: the first row is data ('202501'")
    assert refusal.line == 1


def test_some_other_table(reader: Reader) -> None:
    refusal = refuse(reader, "name,age\nx,y\n")
    assert "no table of customs that is known: it begins 'name', 'age'" in refusal.found
    assert "数据年月" in refusal.remedy


@pytest.mark.parametrize("below", ["", "\n\n", ",,\n,,\n"])
def test_heads_without_rows(reader: Reader, below: str) -> None:
    assert refuse(reader, f"{HEADS}\n{below}").found == "it has heads, but no rows below them"


@pytest.mark.parametrize("text", ["", '" \t"'])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_no_number(reader: Reader, text: str, encoding: str) -> None:
    content = f"{HEADS}\n202501,85,1\n202502,85,{text}\n202503,85,y\n"
    refusal = refuse(reader, content.encode(encoding))
    assert refusal.found == "there is no number"
    assert refusal.where == "出口.csv, line 3, column 美元"


def test_a_number_that_a_comma_cuts(reader: Reader) -> None:
    refusal = refuse(reader, f"{HEADS}\n202501,85,1\n202502,85,1,2\n")
    assert refusal.found == "the line has 4 fields, but there are only 3 columns"


def test_a_quantity_that_is_no_number(reader: Reader) -> None:
    content = f"第一数量,第一计量单位,{HEADS}\n1,个,202501,85,1\nx,?,202501,85,1\n"
    refusal = refuse(reader, content)
    assert refusal.where == "出口.csv, line 3, column 第一数量"


def test_a_quantity_missing_beside_its_unit(reader: Reader) -> None:
    content = f"第一数量,第一计量单位,{HEADS}\n,?,202501,85,1\n,个,202501,85,1\n"
    refusal = refuse(reader, content)
    assert refusal.found == "there is no quantity, though its unit is there"
    assert refusal.where == "出口.csv, line 3, column 第一数量"


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        ("商品编码", "8507x", f"'8507x' is not a commodity code, {WHICH_HAS}"),
        ("商品编码", "850760001", f"'850760001' is not a commodity code, {WHICH_HAS}"),
        ("商品编码", "", "there is no commodity code"),
        ("商品编码", "合计", f"'合计' is not a commodity code, {WHICH_HAS}"),
        ("贸易伙伴编码", "12", "'12' is not a partner code, which has three digits"),
        ("贸易伙伴编码", "", "there is no partner code"),
        ("贸易方式编码", "1", "'1' is not a trade mode code, which has two digits"),
        ("注册地编码", "3100", "'3100' is not a province code, which has two digits"),
        ("数据年月", "", "there is no month"),
        ("数据年月", "202513", "'202513' is not a month"),
        ("数据年月", "2025", "'2025' is not a month"),
        ("数据年月", "000001", "'000001' is not a month"),
        ("数据年月", "0001-01", "'0001-01' is not a month"),
        ("数据年月", "189912", "'189912' is not a month"),
        ("数据年月", "202501-202502", "'202501-202502' is not a month"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_is_no_code(reader: Reader, column: str, text: str, found: str, encoding: str) -> None:
    good = {
        "数据年月": "202501", "商品编码": "85", "贸易伙伴编码": "110", "贸易方式编码": "10",
        "注册地编码": "31", "美元": "1",
    }  # fmt: skip
    rows = [good, good, good | {column: text}, good]
    lines = [",".join(good), *(",".join(row.values()) for row in rows)]
    refusal = refuse(reader, "\n".join(lines).encode(encoding))
    assert (refusal.found, refusal.where) == (found, f"出口.csv, line 4, column {column}")


def test_the_first_fault_is_named(reader: Reader) -> None:
    refusal = refuse(reader, f"{HEADS}\n202501,85,1\n202501,x,y\n202501,85,z\n")
    assert refusal.where == "出口.csv, line 3, column 商品编码"


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ("85,1 8542,y x,1", 3, "美元"),
        ("85,1 x,1 8542,y", 3, "商品编码"),
        ("85,1 85,1 x,y", 4, "商品编码"),
    ],
)
def test_numbers_and_codes_are_wrong_in_the_order_of_the_file(
    reader: Reader, rows: str, line: int, column: str
) -> None:
    lines = [f"202501,{row}" for row in rows.split()]
    refusal = refuse(reader, "\n".join([HEADS, *lines]))
    assert refusal.where == f"出口.csv, line {line}, column {column}"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_line_is_the_line_an_editor_shows(reader: Reader, encoding: str, ends: str) -> None:
    """Line breaks within names, and empty lines, count as an editor counts them."""
    content = (
        f"商品名称,{HEADS}\n"  # 1
        '"甲\n乙\n",202501,85,1\n'  # 2 to 4
        "\n"  # 5
        ",,,\n"  # 6
        '"丙\n",202501,85,oops\n'  # 7 and 8: the value stands on the second
    ).replace("\n", ends)
    refusal = refuse(reader, content.encode(encoding))
    assert refusal.where == "出口.csv, line 8, column 美元"


def test_a_line_below_lines_above_the_heads(reader: Reader) -> None:
    refusal = refuse(reader, f"标题\n\n{HEADS}\n202501,85,1\n202501,85,x\n")
    assert refusal.line == 5


def test_a_month_outside_those_declared(reader: Reader) -> None:
    content = f"{HEADS}\n202501,85,1\n202503,85,1\n202503,85,1\n"
    refusal = reader.refuse(content, SourceError, months="2025-01..2025-02")
    assert refusal.where == "出口.csv, line 3, column 数据年月"
    assert refusal.found == "2025-03 is outside the months given, 2025-01..2025-02"


def test_a_province_with_the_name_of_another(reader: Reader) -> None:
    content = f"注册地编码,注册地名称,{HEADS}\n31,上海市,202501,85,1\n11,上海市,202501,85,1\n"
    for encoding in ("utf-8", "gb18030"):
        refusal = refuse(reader, content.encode(encoding))
        assert refusal.where == "出口.csv, line 3, column 注册地编码"
        assert refusal.found == (
            "11 is the code of 北京市, but the name beside it is 上海市, whose code is 31"
        )


def test_an_unknown_province_code_with_a_provinces_name(reader: Reader) -> None:
    refusal = refuse(reader, f"注册地编码,注册地名称,{HEADS}\n99,上海市,202501,85,1\n")
    assert "99 is no province's code" in refusal.found


@pytest.mark.parametrize("code", ["1012100", "10121", "101", "1"])
def test_an_odd_code_that_nothing_explains(reader: Reader, code: str) -> None:
    other = "8507" if code == "1" else "85"
    refusal = refuse(reader, f"{HEADS}\n202501,{other},1\n202501,{code},1\n")
    assert refusal.where == "出口.csv, line 3, column 商品编码"
    assert f"'{code}' is not a commodity code" in refusal.found
    assert "leading zero" in refusal.remedy


def test_a_column_without_a_head_that_holds_something(reader: Reader) -> None:
    refusal = refuse(reader, f"{HEADS},\n202501,85,1,\n202501,85,1,note\n")
    assert refusal.found == "'note' stands in a column that has no head"
    assert refusal.where == "出口.csv, line 3, column 4"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("rows", "line", "found"),
    [
        ("202501,85,1\n202501,85\n", 3, HALF_A_LINE),
        ("202501,85,1\n2025", 3, "the line has 1 field, but there are 3 columns: half a line"),
        ("202501,85,1,000\n", 2, "the line has 4 fields, but there are only 3 columns"),
        ('202501,85,1\n202501,"85,1\n202501,85,1\n', 3, NEVER_CLOSED),
        ('202501,"8"5,1\n', 2, CLOSED_WITHIN),
        ('"2025\n01",85,1\n202501,85\n', 4, HALF_A_LINE),
    ],
)
def test_a_file_that_is_no_whole_csv(
    reader: Reader, rows: str, line: int, found: str, encoding: str
) -> None:
    refusal = refuse(reader, f"{HEADS}\n{rows}".encode(encoding))
    assert (refusal.found, refusal.line) == (found, line)
    assert refusal.remedy


def test_a_quote_never_closed_in_a_long_file(reader: Reader) -> None:
    rows = '202501,85,1\n202501,"85,1\n' + "202501,85,1\n" * 20_000
    refusal = refuse(reader, f"{HEADS}\n{rows}")
    assert (refusal.found, refusal.line) == (NEVER_CLOSED, 3)


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("x" * 200_000, 2, "a field that begins on this line has more than 131,072 characters"),
        (f'"{"x" * 200_000}"', 2, "a field that begins on this line has more than 131,072"),
        ('"' + "x\n" * 100_000 + '"', 2, "a field that begins on this line has more than 131,072"),
        ('"' + "x\n" * 100_000, 2, NEVER_CLOSED),
        (f'"{"x" * 2_000_000}"', 2, "the line has more than 1,048,576 characters"),
        ("x" * 2_000_000, 2, "the line has more than 1,048,576 characters"),
        ("甲," * 600_000, 2, "the line has more than 1,048,576 characters"),
        (
            '"' + "x\n" * 9 + "x" * 2_000_000 + '"',
            11,
            "the line has more than 1,048,576 characters",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_is_too_long_is_told_as_what_it_is(
    reader: Reader, name: str, line: int, found: str, encoding: str
) -> None:
    content = f"商品名称,{HEADS}\n{name},202501,85,1\n某,202501,85,1\n"
    refusal = refuse(reader, content.encode(encoding))
    assert refusal.found.startswith(found)
    assert refusal.line == line


@pytest.mark.parametrize(
    "text", ["x" * 2_000_000, "x," * 1_000_000, "\t" * 2_000_000, '"' * 2_000_000]
)
def test_a_file_of_one_long_line(reader: Reader, text: str) -> None:
    assert refuse(reader, text).line in (1, None)


@pytest.mark.parametrize("count", [1, 30, 900])
def test_columns_without_heads_to_the_right(reader: Reader, count: int) -> None:
    heads, empty = f"{HEADS}{',' * count}\n", f"202501,85,1{',' * count}\n"
    assert reader.column(heads + empty, "value") == [1]
    refusal = refuse(reader, f"{heads}{empty}{empty[:-1]}note\n")
    assert refusal.where == f"出口.csv, line 3, column {3 + count}"
    assert refusal.found == "'note' stands in a column that has no head"


def test_columns_without_heads_within(reader: Reader) -> None:
    refusal = refuse(reader, "数据年月,,,商品编码,,美元\n202501,,,85,,1\n202501,, x,85,y,1\n")
    assert refusal.where == "出口.csv, line 3, column 3"


def test_more_columns_than_any_table_has(reader: Reader) -> None:
    refusal = refuse(reader, f"{HEADS}{',' * 100_000}\n202501,85,1\n")
    assert refusal.found == "the heads have 100,003 columns, more than any table of customs"


def test_an_empty_file(reader: Reader) -> None:
    assert refuse(reader, "").found == "it is empty"


@pytest.mark.parametrize("content", ["\n \n", "\ufeff"])
def test_a_file_of_white_space(reader: Reader, content: str) -> None:
    assert refuse(reader, content).found == "it holds nothing but white space"


def test_a_nul(reader: Reader) -> None:
    content = f"{HEADS}\n202501,85,1\n202501,8\0,1\n".encode("gb18030")
    refusal = refuse(reader, content)
    assert refusal.found == f"byte {content.index(0)} of the file is NUL, which no text holds"
    assert refusal.line == 3


@pytest.mark.parametrize("bad", [b"\xff", b"\x80\x20", b"\xa1", b"\xb5"])
@pytest.mark.parametrize("rows", [1, 2000])
def test_bytes_in_neither_encoding(reader: Reader, bad: bytes, rows: int) -> None:
    """Among the first rows, and far below what is looked at to recognise the file."""
    content = (f"商品名称,{HEADS}\n" + "甲,202501,85,1\n" * rows).encode("gb18030")
    offset = len(content) + 1
    content += b'"' + bad + b'",202501,85,1\n'
    refusal = refuse(reader, content)
    assert refusal.line == rows + 2
    assert "the file is in neither UTF-8 nor GB18030" in refusal.found
    assert refusal.found.startswith(f"byte {offset} of the file (0x{bad[:1].hex().upper()})")


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_a_name_broken_beside_names_that_look_so(reader: Reader, broken: int) -> None:
    """镕 has one high byte, as a broken name has: each name is looked at for itself."""
    good = ["85", "镕", "镕", "镕", "1", "202501"]
    line = ",".join(good).encode("gb18030").split(b",")
    damaged = [*line[:broken], b"\xb5", *line[broken + 1 :]]
    heads = "商品编码,商品名称,贸易伙伴名称,贸易方式名称,美元,数据年月"
    content = heads.encode("gb18030") + b"\n" + b",".join(line) + b"\n" + b",".join(damaged)
    refusal = refuse(reader, content)
    assert (refusal.line, refusal.found[:4]) == (3, "byte")


@pytest.mark.parametrize("head", ["第一计量单位", "第二计量单位", "商品名称"])
def test_a_text_broken_far_down(reader: Reader, head: str) -> None:
    """Below what is looked at to recognise the file; units without quantities are not kept."""
    rows = 6000
    heads = f"数据年月,商品编码,美元,{head}\n".encode("gb18030")
    good = "202501,85,1,个\n".encode("gb18030")
    content = heads + good * rows + good[:-1] + b"\xb8\n"
    refusal = refuse(reader, content)
    assert (refusal.line, refusal.found[:4]) == (rows + 2, "byte")


def test_units_that_are_none(reader: Reader) -> None:
    rows = "".join(f"202501,85,1,{number},{number}\n" for number in range(1000))
    refusal = refuse(reader, f"{HEADS},第一数量,第一计量单位\n{rows}")
    assert refusal.found == "more than 500 different units stand in its column 第一计量单位"


def test_bytes_that_break_off_utf8(reader: Reader) -> None:
    content = f"商品名称,{HEADS}\n甲,202501,85,1\n".encode()
    refusal = refuse(reader, content + "乙,202501,85,1\n".encode("gb18030"))
    assert refusal.line == 3
    assert refusal.found.endswith("the file begins in UTF-8, but this is not")
    assert f"byte {len(content)} " in refusal.found


def test_a_character_cut_at_the_end_of_utf8(reader: Reader) -> None:
    content = f"{HEADS}\n202501,85,1\n甲".encode()[:-1]
    assert refuse(reader, content).line == 3


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"{HEADS}\n".encode("utf-32"), "it is text in UTF-32"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "it is a web page"),
        (b"\n<!DOCTYPE html>\n<html></html>", "it is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "it is an XML document"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"\x1f\x8b\x08\x00", "it is packed with gzip"),
    ],
)
@pytest.mark.parametrize("name", ["出口.csv", "出口.xls"])
def test_other_formats_by_their_first_bytes(
    reader: Reader, content: bytes, found: str, name: str
) -> None:
    refusal = refuse(reader, content, name)
    assert refusal.found.startswith(found)
    assert refusal.remedy


def test_a_quote_left_open_above_a_letter_cut_in_half(reader: Reader) -> None:
    """What stands below the open quote is looked through for its other half, and is no text."""
    rows = "".join(f"2025{month:02},85,1\n" for month in range(1, 13)) * 2_000
    content = f'{HEADS}\n202501,"85,1\n{rows}'.encode("gb18030") + b"2025,\xbd\n"
    refusal = refuse(reader, content)
    assert "cannot be decoded" in refusal.found
