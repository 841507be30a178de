"""Query exports saved again by a spreadsheet, and what is no workbook."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from tests.archives import spoiled_archives
from tests.unit.sources.reader import Reader
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import SourceError
from yuebao.sources.files import workbook as sheets

HEADS: list[Cell] = [
    "数据年月",
    "商品编码",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "第一数量",
    "第一计量单位",
    "美元",
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def book(*rows: list[Cell]) -> bytes:
    return workbook({"月度": [HEADS, *rows]})


def refuse(reader: Reader, content: bytes, name: str = "出口.xlsx") -> SourceError:
    refusal = reader.refuse(content, SourceError, name=name)
    assert isinstance(refusal, SourceError)
    return refusal


def test_codes_and_months_may_be_numbers(reader: Reader) -> None:
    content = book(
        [202501.0, 85076000.0, 110.0, "中国香港\n", 1200.0, "千克", 24098719112.0],
        ["202502", "85076000.0", "110", "\t", "1,200", "千克", "1,234.00"],
        [datetime(2025, 3, 1), 85076000, 110, None, 0, "?", -5],
    )
    reading = reader.read(content, "出口.xlsx")
    assert reader.facts(
        reading, "first_month", "grain", "commodity", "partner", "quantity", "unit", "value", "row"
    ) == [
        ("2025-01", "hs8/partner", "85076000", "110", 1200, "千克", 24098719112, 1),
        ("2025-02", "hs8/partner", "85076000", "110", 1200, "千克", 1234, 2),
        ("2025-03", "hs8/partner", "85076000", "110", None, None, -5, 3),
    ]


def test_zeros_that_the_spreadsheet_dropped(reader: Reader) -> None:
    content = book(
        [202501, 1012100, 110, "", 1, "头", 5],
        [202501, 12019019, 110, "", 1, "千克", 5],
    )
    reading = reader.read(content, "出口.xlsx")
    assert reader.facts(reading, "commodity") == [("01012100",), ("12019019",)]
    assert any("leading zero" in remark for remark in reading.remarks)


def test_many_padded_rows(reader: Reader) -> None:
    padding: list[list[Cell]] = [[""] * 7] * 20_000
    reading = reader.read(
        book([202501, 85, 110, "", 1, "台", 5], *padding, padding[0]), "出口.xlsx"
    )
    assert reading.rows == 1


def test_rows_and_columns_before_the_table(reader: Reader) -> None:
    rows: list[list[Cell]] = [
        [],
        [None, "海关统计数据"],
        [],
        [None, "数据年月", "商品编码", "美元"],
        [None, 202501, 85, 5],
    ]
    reading = reader.read(workbook({"Sheet1": rows}), "出口.xlsx")
    assert reader.facts(reading, "value", "row") == [(5, 1)]
    refusal = refuse(reader, workbook({"Sheet1": [*rows, [None, 202502, 85, "x"]]}))
    assert refusal.where == "出口.xlsx, line 6, column 美元"


def test_a_line_break_in_a_cell_begins_no_row(reader: Reader) -> None:
    refusal = refuse(
        reader,
        book(
            [202501, 85, 110, "甲\n乙\n丙", 1, "台", 5],
            [202501, 85, 110, "甲\n乙\n丙", 1, "台", 0.5],
        ),
    )
    assert refusal.where == "出口.xlsx, line 3, column 美元"
    assert refusal.found == "'0.5' has a fraction, but customs counts in whole units"


def test_the_sheet_with_the_table_is_read(reader: Reader) -> None:
    table: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202501, 85, 5]]
    content = workbook({"说明": [["谁做的"]], "数据": table, "空": []})
    reading = reader.read(content, "出口.xlsx")
    assert reader.facts(reading, "value") == [(5,)]
    assert "Not read, as no customs table: 出口.xlsx, sheet 说明." in reading.remarks


def test_a_hidden_sheet_is_not_read(reader: Reader) -> None:
    table: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202501, 85, 5]]
    content = workbook({"数据": table, "旧": table}, hidden=["旧"])
    assert reader.read(content, "出口.xlsx").rows == 1


def test_two_tables_in_one_workbook(reader: Reader) -> None:
    table: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202501, 85, 5]]
    refusal = refuse(reader, workbook({"一": table, "二": table}))
    assert refusal.found == "it holds several tables that could be read"
    assert "sheet 一" in refusal.where
    assert "sheet 二" in refusal.where


def test_a_workbook_named_csv_is_read_as_what_it_is(reader: Reader) -> None:
    reading = reader.read(book([202501, 85, 110, "", 1, "台", 5]), "出口.csv")
    assert reading.rows == 1
    assert "It is named .csv but is a workbook, and was read as one." in reading.remarks


@pytest.mark.parametrize("name", ["出口.xlsx", "出口.XLSX"])
def test_text_named_as_a_workbook(reader: Reader, name: str) -> None:
    refusal = refuse(reader, "数据年月,商品编码,美元\n".encode(), name)
    assert "holds plain text, not a workbook" in refusal.found
    assert "rename it to .csv" in refusal.remedy


def test_a_workbook_cut_short(reader: Reader) -> None:
    content = book([202501, 85, 110, "", 1, "台", 5])
    refusal = refuse(reader, content[: len(content) // 2])
    assert refusal.found == "it begins as a workbook, but is broken: it was probably cut short"


def test_an_old_workbook_cut_short(reader: Reader) -> None:
    refusal = refuse(reader, OLE + bytes(1000), "出口.xls")
    assert "cut short" in refusal.found


@pytest.mark.parametrize("filling", [0, 0xFF])
def test_an_old_workbook_that_is_garbage(reader: Reader, filling: int) -> None:
    refusal = refuse(reader, OLE + bytes([filling] * (4096 - 8)), "出口.xls")
    assert refusal.found.startswith("it cannot be read as a workbook")


def test_a_workbook_without_a_cell(reader: Reader) -> None:
    assert refuse(reader, workbook({"空": []})).found == "it is a workbook without a filled cell"


def test_an_archive_that_is_no_workbook(reader: Reader) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("出口.csv", "数据年月,商品编码,美元\n")
    assert refuse(reader, buffer.getvalue()).found == "it is a zip archive, not a workbook"


def test_a_workbook_broken_within(reader: Reader) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    refusal = refuse(reader, buffer.getvalue())
    assert refusal.found.startswith("it cannot be read as a workbook")


@pytest.mark.parametrize("spoil", spoiled_archives(book([202501, 85, 110, "", 1, "台", 5])))
def test_an_archive_spoiled_within(reader: Reader, spoil: bytes) -> None:
    refusal = refuse(reader, spoil)
    assert refusal.found == "it begins as a workbook, but is broken: it was probably cut short"


def test_a_zip_bomb_is_refused_unopened(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    content = book([202501, 85, 110, "", 1, "台", 5])
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 100)
    monkeypatch.delattr("fastexcel.read_excel")
    refusal = refuse(reader, content)
    assert "bytes, more than any table of customs" in refusal.found


def test_a_workbook_behind_a_password(reader: Reader) -> None:
    content = OLE + "EncryptedPackage".encode("utf-16-le").rjust(4096 - 8, b"\0")
    refusal = refuse(reader, content)
    assert refusal.found == "it is protected by a password"
    assert "save it without one" in refusal.remedy


def test_a_password_found_across_the_chunks_a_file_is_read_in(reader: Reader) -> None:
    mark = "EncryptedPackage".encode("utf-16-le")
    content = OLE + bytes((1 << 20) - 8 - 5) + mark
    refusal = refuse(reader, content + bytes(-len(content) % 512))
    assert refusal.found == "it is protected by a password"


SPANS = "a sheet in it spans {} cells, more than any table of customs"
TABLE: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202501, 85, 5]]


def rewritten(content: bytes, change: Callable[[str], str]) -> bytes:
    """A workbook whose first sheet is other XML."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = change(data.decode()).encode()
            after.writestr(entry.filename, data)
    return buffer.getvalue()


def test_a_cell_in_the_last_corner(reader: Reader) -> None:
    """The reader would make room for 17 billion cells, and take the process down with it."""
    refusal = refuse(reader, workbook({"数据": TABLE}, corner="XFD1048576"))
    assert refusal.found == SPANS.format("17,179,869,184")


@pytest.mark.parametrize(
    ("corner", "cells"),
    [
        ('<row r="9"><c r="XFD1048576"><v>1</v></c></row>', "17,179,869,184"),
        ("<row r='9'><c r='XFD1048576'><v>1</v></c></row>", "17,179,869,184"),
        ('<row r="9"><c\n r = "XFD1048576"><v>1</v></c></row>', "17,179,869,184"),
        ('<row r="9"><c r="xfd1048576"><v>1</v></c></row>', "17,179,869,184"),
        ('<row r="9"><c r="ZZ30000"><v>1</v></c></row>', "21,060,000"),
        ('<row r="9"><c r="Q1000000"><v>1</v></c></row>', "17,000,000"),
        ('<row r="9"><c r="A9999999"><v>1</v></c></row>', "29,999,997"),
        ('<row r="9999999"><c><v>1</v></c></row>', "29,999,997"),
    ],
)
@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:C2"/>'])
def test_a_far_cell_whatever_the_sheet_says(
    reader: Reader, corner: str, cells: str, dimension: str
) -> None:
    def change(xml: str) -> str:
        return re.sub("<dimension[^>]*>", dimension, xml).replace(
            "</sheetData>", f"{corner}</sheetData>"
        )

    refusal = refuse(reader, rewritten(workbook({"数据": TABLE}), change))
    assert refusal.found == SPANS.format(cells)


@pytest.mark.parametrize(
    "corner",
    [
        '<row r="9"><c r="A4294967295"><v>1</v></c></row>',
        '<row r="4294967295"><c><v>1</v></c></row>',
        f'<row r="9"><c r="A{"9" * 300}"><v>1</v></c></row>',
        f'<row r="9"><c r="{"Z" * 30}9"><v>1</v></c></row>',
        f'<row r="9"><c r="{"Z" * 300}9"><v>1</v></c></row>',
    ],
)
def test_a_cell_at_a_place_that_no_sheet_has(reader: Reader, corner: str) -> None:
    """The reader counts it round and round, and would make room for what comes out."""

    def change(xml: str) -> str:
        return xml.replace("</sheetData>", f"{corner}</sheetData>")

    refusal = refuse(reader, rewritten(workbook({"数据": TABLE}), change))
    assert refusal.found == "a sheet in it names a row or column that no sheet has"


@pytest.mark.parametrize("gap", ['r{} = "', 'r= {}"', 'r{}={}"'])
def test_a_reference_with_more_spaces_than_are_read_at_once(reader: Reader, gap: str) -> None:
    place = gap.replace("{}", " " * (3 << 20))

    def change(xml: str) -> str:
        cell = f'<row r="3"><c {place}XFD1048576"><v>1</v></c></row>'
        return xml.replace("</sheetData>", f"{cell}</sheetData>")

    assert "spans 17," in refuse(reader, rewritten(workbook({"数据": TABLE}), change)).found


def test_a_reference_across_the_chunks_a_sheet_is_read_in(reader: Reader) -> None:
    mark = '<row r="3"><c r="XFD1048576"><v>1</v></c></row>'
    content = workbook({"数据": TABLE})
    for split in (3, 15, 20, 26):

        def change(xml: str, split: int = split) -> str:
            at = xml.index("<sheetData>")
            padding = "<!--" + "x" * ((1 << 20) - len(xml[:at].encode()) - split - 7) + "-->"
            return xml[:at] + padding + xml[at:].replace("<sheetData>", f"<sheetData>{mark}")

        assert "spans 17," in refuse(reader, rewritten(content, change)).found


def test_a_sheet_with_one_cell_far_to_the_right(reader: Reader) -> None:
    refusal = refuse(reader, workbook({"数据": TABLE}, corner="AMJ2"))
    assert refusal.found == "a sheet in it spans 1,024 columns, more than any table of customs"


@pytest.mark.parametrize("corner", ["P2", "Z2", "AZ40", "A1048576"])
def test_a_sheet_with_something_beside_the_table(reader: Reader, corner: str) -> None:
    refusal = refuse(reader, workbook({"数据": TABLE}, corner=corner))
    assert "spans" not in refusal.found
    assert refusal.line is not None


def open_document(*rows: str) -> bytes:
    """An .ods of one sheet."""
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in
                           ("office", "table", "text"))  # fmt: skip
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="数据">'
        f"{''.join(rows)}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def ods_row(*texts: str, rows: int = 1, columns: int = 1) -> str:
    """A row of an .ods, repeated; its last cell is repeated, too."""
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    ]
    cells[-1] = cells[-1].replace(
        "<table:table-cell", f'<table:table-cell table:number-columns-repeated="{columns}"'
    )
    return (
        f'<table:table-row table:number-rows-repeated="{rows}">{"".join(cells)}</table:table-row>'
    )


ODS = (ods_row("数据年月", "商品编码", "美元"), ods_row("202501", "85", "5", "", columns=16_381))


def test_an_open_document(reader: Reader) -> None:
    """Office programs repeat empty cells to the sheet's last row and column."""
    content = open_document(*ODS, ods_row("", rows=1_048_574, columns=16_384))
    assert reader.column(content, "value", name="出口.ods") == [5]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ((ods_row("x", rows=1_048_576, columns=16_384),), "17,179,901,952"),
        ((ods_row("x", rows=10**9),), "3,000,000,006"),
        ((ods_row("", rows=10**7, columns=9), ods_row("x")), "30,000,009"),
    ],
)
def test_an_open_document_that_repeats_too_much(
    reader: Reader, rows: tuple[str, ...], cells: str
) -> None:
    refusal = refuse(reader, open_document(*ODS, *rows), "出口.ods")
    assert refusal.found == SPANS.format(cells)


def test_a_zip_bomb_that_lies(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of entries may say fewer bytes than there are."""
    content = bytearray(
        rewritten(workbook({"数据": TABLE}), lambda xml: xml.replace("</sheetData>", " " * 10**6))
    )
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 10**6)
    monkeypatch.delattr("fastexcel.read_excel")
    refusal = refuse(reader, bytes(content))
    assert refusal.found == (
        "it unpacks to more than 1,000,000 bytes, more than any table of customs"
    )


def test_a_binary_workbook(reader: Reader) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    refusal = refuse(reader, buffer.getvalue(), "出口.xlsb")
    assert refusal.found == "it is a binary workbook (.xlsb)"
    assert "save it as .xlsx" in refusal.remedy


def test_many_sheets_are_named_in_part(reader: Reader) -> None:
    others: dict[str, list[list[Cell]]] = {f"别{at}": [["x"]] for at in range(300)}
    reading = reader.read(workbook({"数据": TABLE, **others}), "出口.xlsx")
    [remark] = [remark for remark in reading.remarks if "Not read" in remark]
    assert "sheet 别9…" in remark
    assert "别10" not in remark


def test_an_encrypted_archive(reader: Reader) -> None:
    content = bytearray(book([202501, 85, 110, "", 1, "台", 5]))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refuse(reader, bytes(content)).found == "it is protected by a password"
