"""Numbers that a workbook shows otherwise than it holds them, and formulas without a value."""

import struct
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from tests.unit.sources.reader import Reader
from tests.unit.sources.test_ole import record, xls

from yuebao.domain import SourceError
from yuebao.sources.files.cell_formats import notes_of_zip
from yuebao.sources.files.number_format import shown_as
from yuebao.sources.files.ole_formats import notes_of_ole

Table = list[list[str | float]]

HEADS: Table = [
    ["2025年8月进出口商品企业性质总值表"],
    ["单位：亿元人民币"],
    ["企业性质", "8月", "", "8月同比", ""],
    ["", "出口", "进口", "出口", "进口"],
]
RATES = [0.062, -0.146, 1.05, 0.008]


@pytest.mark.parametrize(
    ("code", "held", "shown"),
    [
        ("0.0%", "0.062", "6.2%"),
        ("0%", "-0.146", "-14.6%"),
        ('0.0%;[Red]-0.0%;"-"??', "0.1", "10%"),
        ("0.0%_);(0.0%)", "-0.5", "-50%"),
        ('0.0"%"', "6.2", "6.2%"),  # a sign that is written, and scales nothing
        ("0.0\\%", "6.2", "6.2%"),
        ('#,##0.0"亿元"', "330.4", "330.4亿元"),
        ('G/通用格式"月"', "8", "8月"),
        ('0.0"↑";0.0"↓"', "6.2", "6.2"),
        ("#,##0,", "340000", "340.000"),
        ("0.0,,", "330400000", "330.400000"),
        ("0!.0,", "330412345", "33041.2345"),  # ten thousands, as Chinese spreadsheets show them
        ('0"."0,', "330412345", "33041.2345"),
        ('0!.00,,"亿"', "330412345678", "3304.12345678亿"),
        ("[>=10000]0.0,;0", "5", "5 ([>=10000]0.0,;0)"),  # it depends on the number
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1.5", "1.5"),
        ("[$￥-804]#,##0.00", "1.5", "1.5"),
        ('yyyy"年"m"月"', "45870", "45870"),
        ("General", "0.062", "0.062"),
        ("@", "0.062", "0.062"),
    ],
)
def test_what_a_format_shows(code: str, held: str, shown: str) -> None:
    found = shown_as(code)
    assert (held if found is None else found.text(held)) == shown


def sheet(
    rows: Table,
    formats: Mapping[int, str],
    formula: tuple[int, int] | None = None,
    value: str | int = "",
) -> bytes:
    """A workbook of these rows below the heads, from column C on, columns formatted so."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        styles = {column: book.add_format({"num_format": code}) for column, code in formats.items()}
        cells = book.add_worksheet("甲&乙")
        for at, row in enumerate([*HEADS, *rows]):
            for column, cell in enumerate(row):
                style = styles.get(column) if at >= len(HEADS) else None
                if (at, column) == formula:
                    cells.write_formula(at, column + 2, "=C5*2", style, value)
                elif cell != "":
                    cells.write(at, column + 2, cell, style)
    return buffer.getvalue()


def rows(scale: float = 1, rate: float = 1) -> Table:
    names = ["总值", "国有企业", "外商投资企业", "民营企业"]
    levels = [(60, 45), (10, 15), (20, 10), (30, 20)]
    return [
        [name, export * scale, imports * scale, held * rate, held * rate]
        for name, (export, imports), held in zip(names, levels, RATES, strict=True)
    ]


@pytest.mark.parametrize(
    ("table", "formats"),
    [
        (rows(rate=100), {}),
        (rows(), {3: "0.0%", 4: "0.00%"}),
        (rows(), {3: "0.0%_);(0.0%)", 4: '0.0%;-0.0%;"-"'}),
        (rows(scale=1000), {1: "#,##0.0,", 2: "0.0,", 3: "0.0%", 4: "0%"}),
        (rows(scale=10_000, rate=100), {1: "0!.0,", 2: "0!.0,"}),
        (rows(rate=100), {1: '#,##0.0"亿元"', 2: '0.0"亿"', 3: '0.0"%"', 4: "0.0\\%"}),
    ],
)
def test_a_table_is_read_as_it_is_shown(
    reader: Reader, table: Table, formats: Mapping[int, str]
) -> None:
    reading = reader.read(sheet(table, formats), "企业.xlsx")
    facts = reader.facts(reading, "flow", "enterprise", "value", "growth")
    assert [fact for fact in facts if fact[0] == "export"][1:] == [
        ("export", "soe", 10 * 10**8, Decimal("-14.6")),
        ("export", "fie", 20 * 10**8, Decimal(105)),
        ("export", "poe", 30 * 10**8, Decimal("0.8")),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (sheet(rows(), {}), "its rates of growth (0.062, 0.062, -0.146) look like parts of one"),
        (sheet(rows(), {}, (4, 1)), "'=C5*2' is a formula without its value"),
        (sheet(rows(), {}, (4, 1), 0), "'=C5*2' is a formula without its value"),
        (sheet(rows(), {1: "0.0%", 3: "0%", 4: "0%"}), "'6000%' is not a number"),
        (sheet(rows(), {1: '0!.0,"万"', 3: "0%", 4: "0%"}), "'0.0060万' is not a number"),
        (sheet(rows(), {1: '0.0"万元"', 3: "0%", 4: "0%"}), "'60万元' is not a number"),
    ],
)
def test_what_is_shown_may_be_no_number(reader: Reader, content: bytes, found: str) -> None:
    refusal = reader.refuse(content, SourceError, name="企业.xlsx")
    assert isinstance(refusal, SourceError)
    assert refusal.found.startswith(found)


@pytest.mark.parametrize(("code", "found"), [
    ("#,##0,", "'340.000 (#,##0,)' is not a whole number"),
    ('0"万"', "is not a whole number"),
    ('#,##0"美元"', ""), ("[$$-409]#,##0.00", ""),
])  # fmt: skip
def test_a_query_in_thousands_by_its_format(reader: Reader, code: str, found: str) -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        cells = book.add_worksheet()
        cells.write_row(0, 0, ["数据年月", "商品编码", "美元"])
        cells.write_row(1, 0, [202508, 85423190])
        cells.write_number(1, 2, 340_000, book.add_format({"num_format": code}))
    if found:
        refusal = reader.refuse(buffer.getvalue(), SourceError, name="出口.xlsx")
        assert found in str(refusal)
    else:
        assert reader.column(buffer.getvalue(), "value", name="出口.xlsx") == [340_000]


def test_an_open_document(reader: Reader) -> None:
    cells = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
        '</table:table-cell><table:table-cell office:value-type="{}" office:value="{}">'
        "<text:p>shown</text:p></table:table-cell></table:table-row>"
    )
    body = "".join(
        cells.format(name, kind, value)
        for name, kind, value in [("甲", "percentage", "0.05"), ("乙", "float", "0.05")]
    )
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        f'<table:table table:name="表">{body}</table:table></office:document-content>'
    )
    path = reader.folder / "出口.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    with zipfile.ZipFile(path) as archive:
        notes = notes_of_zip(archive)["表"]
    assert notes.texts(0, ["甲", "0.05"]) == ("甲", "5%")
    assert notes.texts(1, ["乙", "0.05"]) == ("乙", "0.05")


def test_the_cells_of_an_xls(tmp_path: Path) -> None:
    def text(value: str, width: int) -> bytes:
        wide = value.encode("utf-16-le")
        return len(value).to_bytes(width, "little") + b"\1" + wide

    def cell(row: int, column: int, style: int) -> bytes:
        return record(0x0203, struct.pack("<HHHd", row, column, style, 0.05))

    def book(begin: int) -> list[bytes]:
        return [
            record(0x041E, struct.pack("<H", 170) + text("0.0%", 2)),
            *(record(0x00E0, struct.pack("<HH", 0, number)) for number in (0, 9, 170)),
            record(0x0085, struct.pack("<IH", begin, 0) + text("表", 1)),
            record(0x000A, b""),
        ]

    begin = len(record(0x0809, bytes(16))) + sum(map(len, book(0)))
    version = struct.pack("<H", 0x0600).ljust(16, b"\0")
    path = tmp_path / "表.xls"
    content = xls(
        *book(begin), record(0x0809, version), cell(0, 3, 0), cell(0, 4, 1), cell(1, 3, 2),
        record(0x00BD, struct.pack("<HHHIHIH", 2, 3, 2, 0, 0, 0, 4)),
    )  # fmt: skip
    path.write_bytes(content.replace(record(0x0809, bytes(16)), record(0x0809, version)))
    notes = notes_of_ole(path)["表"]
    assert [notes.texts(row, ["0.05", "0.05"]) for row in range(3)] == [
        ("0.05", "5%"),
        ("5%", "0.05"),
        ("5%", "0.05"),
    ]
