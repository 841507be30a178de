"""One query in the clothes that spreadsheets and people give it, and what becomes of it in each."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import duckdb
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from tools.docs.markdown import table

from yuebao.domain import YuebaoError
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEADS = (
    "数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "第一数量",
    "第一计量单位", "美元",
)  # fmt: skip
ROWS = (
    ("202403", "85076000", "锂离子蓄电池", "502", "美国", "1200", "个", "12345"),
    ("202403", "85076000", "锂离子蓄电池", "304", "德国", "3", "个", "66"),
)
WIDE = {
    "months across the columns, with 第一数量 and 美元 under each": (
        "商品编码,贸易伙伴编码,贸易伙伴名称,第一计量单位,2024年3月,", ",,,,第一数量,美元",
        "85076000,502,美国,个,1200,12345", "85076000,304,德国,个,3,66",
    ),
    "months across, 单位：美元 above, a total of the months behind": (
        "单位：美元,,,", "商品编码,贸易伙伴名称,2024-03,2024-04,合计",
        '85076000,美国,"12,345",,"12,345"', "85076000,德国,66,-,66",
    ),
    "a pivot of months and partners, as saved": (
        "商品编码,85076000,", ",,", "求和项:美元,列标签,", "行标签,202403,总计", "美国,12345,12345",
        "德国,66,66", "总计,12411,12411",
    ),
    "a pivot with a group of rows for each code": (
        "求和项:美元,列标签,", "行标签,202403,总计", "85076000,12411,12411", "美国,12345,12345",
        "德国,66,66", "总计,12411,12411",
    ),
    "a pivot of partners across": (
        "商品编码,85076000,,", "求和项:美元,列标签,,", "行标签,美国,德国,总计",
        "202403,12345,66,12411",
    ),
    "a pivot whose total is another": (
        "商品编码,85076000,", "求和项:美元,列标签,", "行标签,202403,总计", "美国,12345,12345",
        "德国,66,66", "总计,12412,12412",
    ),
    "a pivot that counts": (
        "商品编码,85076000,", "计数项:美元,列标签,", "行标签,202403,202404", "美国,1,1", "德国,1,1",
    ),
    "months across, nothing says which currency": (
        "商品编码,贸易伙伴编码,2024-03,2024-04", "85076000,502,12345,1",
    ),
}  # fmt: skip
NUMBERS = (5, 7)
CODES = (1, 3)

_TEXT = """
## One query in other clothes

Every form below is made of one query with two facts and read as it stands there. "Read" means the
very facts of the file as it was downloaded, with the remarks that follow; a pivot has no
quantities. A folder is searched for
files named `.csv`, `.xlsx`, `.xls`, `.html`, `.htm`, `.mht` and `.mhtml`; a `.txt` is given by its
name.
"""


def clothes_section() -> str:
    """A line a form."""
    told = [[form, _becomes(name, content)] for form, name, content in clothes()]
    return f"{_TEXT}\n{table(('the file', 'what becomes of it'), told)}"


def _becomes(name: str, content: bytes) -> str:
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            reading = read_source(connection, path, find_office())
        except YuebaoError as refusal:
            return f"Refused: {refusal}"
        remarks = [one for one in reading.remarks if not one.startswith("Taken for")]
        return " ".join(["Read.", *remarks])


def clothes() -> Iterator[tuple[str, str, bytes]]:
    """Each form: what it is in words, a file's name, its bytes."""
    yield "as downloaded: CSV in GB18030", "出口.csv", _csv(every=True).encode("gb18030")
    yield from _encodings()
    for mark, name in (("\t", "tabs"), (";", "semicolons"), ("|", "bars"), ("，", "，")):
        yield f"parted by {name}", "出口.csv", _csv(mark).encode()
    yield "parted by semicolons below a line `sep=;`", "出口.csv", f"sep=;\n{_csv(';')}".encode()
    yield "parted by tabs in GB18030, named .xls", "出口.xls", _csv("\t").encode("gb18030")
    yield "CSV named .txt", "出口.txt", _csv().encode()
    yield from _spaces()
    for form, change in _FIELDS.items():
        yield form, "出口.csv", _csv(rows=[change(list(row)) for row in ROWS]).encode()
    yield from _rows_beside()
    yield from _heads()
    for form, lines in WIDE.items():
        yield form, "出口.csv", "\n".join(lines).encode()
    yield from _workbooks()


def _encodings() -> Iterator[tuple[str, str, bytes]]:
    yield "CSV in UTF-8 with its mark", "出口.csv", BOM_UTF8 + _csv().encode()
    for name, mark, codec in (("LE", BOM_UTF16_LE, "utf-16-le"), ("BE", BOM_UTF16_BE, "utf-16-be")):
        yield f"CSV in UTF-16 {name}", "出口.csv", mark + _csv().encode(codec)
        yield f"CSV in UTF-16 {name} without its mark", "出口.csv", _csv().encode(codec)
    unicode_text = BOM_UTF16_LE + _csv("\t").encode("utf-16-le")
    yield "“Unicode text” of Excel: UTF-16, tabs, .txt", "出口.txt", unicode_text
    yield "the same cut short within a character", "出口.txt", unicode_text[:-1]
    yield "CSV in UTF-32", "出口.csv", _csv().encode("utf-32")


def _spaces() -> Iterator[tuple[str, str, bytes]]:
    heads = [f"　{head} " for head in HEADS]
    yield "spaces and ideographic spaces around heads", "出口.csv", _csv(heads=heads).encode()
    spaced = [[f"　{field} " for field in row] for row in ROWS]
    yield "the same around all fields", "出口.csv", _csv(rows=spaced).encode()
    yield "the same in GB18030", "出口.csv", _csv(rows=spaced).encode("gb18030")
    wide = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "0123456789,"})
    figures = [[*(f.translate(wide) for f in _grouped(list(row)))] for row in ROWS]
    yield (
        "full-width figures and commas in numbers, codes and months",
        "出口.csv",
        (_csv(rows=figures).encode()),
    )
    yield "the same in GB18030", "出口.csv", _csv(rows=figures).encode("gb18030")


def _grouped(row: list[str]) -> list[str]:
    return [f"{int(f):,}" if at in NUMBERS else f for at, f in enumerate(row)]


def _numbers(
    change: Callable[[str], str], places: Sequence[int] = NUMBERS
) -> Callable[[list[str]], list[str]]:
    return lambda row: [change(f) if at in places else f for at, f in enumerate(row)]


_FIELDS: dict[str, Callable[[list[str]], list[str]]] = {
    "thousands set apart": _grouped,
    "numbers and codes with .0 or .00": _numbers(lambda f: f"{f}.00", (*CODES, *NUMBERS)),
    'codes as ="85076000"': _numbers(lambda f: f'="{f}"', CODES),
    "an apostrophe before codes": _numbers(lambda f: f"'{f}", CODES),
    "tabs around codes": _numbers(lambda f: f"\t{f}\t", CODES),
    "months as 2024年03月": _numbers(lambda f: f"{f[:4]}年{f[4:]}月", (0,)),
    "codes as 8.5076E+07": _numbers(lambda f: f"{float(f):.4E}", (1,)),
    "values as ########": _numbers(lambda _: "########", (7,)),
    "values with a sign of their currency": _numbers(lambda f: f"${f}", (7,)),
    "thousands set apart by spaces": _numbers(lambda f: f"{int(f):,}".replace(",", " "), (7,)),
    "values with decimals": _numbers(lambda f: f"{f}.5", (7,)),
    "codes as 8507.60.00": _numbers(lambda f: f"{f[:4]}.{f[4:6]}.{f[6:]}", (1,)),
    "codes of ten digits": _numbers(lambda f: f"{f}10", (1,)),
}


def _rows_beside() -> Iterator[tuple[str, str, bytes]]:
    heads, rows = list(HEADS), [list(row) for row in ROWS]
    blank = [""] * len(HEADS)

    def text(*lines: list[str], heads: list[str] = heads) -> bytes:
        return _csv(heads=heads, rows=lines).encode()

    padded = [[*row, "", ""] for row in rows]
    yield "blank columns behind (WPS, Excel)", "出口.csv", text(*padded, heads=[*heads, "", ""])
    yield "blank columns behind rows, none behind heads", "出口.csv", text(*padded)
    yield "blank rows below", "出口.csv", text(*rows, blank, blank) + b"\n\n"
    yield (
        "a blank column before",
        "出口.csv",
        text(*(["", *row] for row in rows), heads=["", *heads]),
    )
    yield "blank lines and a title above", "出口.csv", f"\n,,,\n海关统计数据\n{_csv()}".encode()
    yield "two exports joined, the heads twice", "出口.csv", text(rows[0], heads, rows[1])
    yield "a row of totals below", "出口.csv", text(*rows, ["合计", *blank[1:-1], "12,411"])
    yield (
        "a row of totals that the rows miss",
        "出口.csv",
        text(*rows, ["合计", *blank[1:-1], "12,412"]),
    )
    yield (
        "a row of totals that is no number",
        "出口.csv",
        text(*rows, ["合计", *blank[1:-1], "l2,411"]),
    )
    yield "a note below", "出口.csv", text(*rows, ["数据来源：海关总署"])
    numbered = [[str(at), *row] for at, row in enumerate(rows, 1)]
    yield "a column 序号", "出口.csv", text(*numbered, heads=["序号", *heads])
    yield "the same without a head", "出口.csv", text(*numbered, heads=["", *heads])
    yield "half a line at the end", "出口.csv", text(*rows, rows[0][:4])


def _heads() -> Iterator[tuple[str, str, bytes]]:
    for last in ("金额(美元)", "金额（万美元）"):
        content = _csv(heads=[*HEADS[:-1], last]).encode()
        yield f"values headed {last}", "出口.csv", content
    yield "no heads", "出口.csv", _csv(heads=ROWS[0], rows=ROWS[1:]).encode()


def _workbooks() -> Iterator[tuple[str, str, bytes]]:
    heads, rows = list(HEADS), [list(row) for row in ROWS]
    whole = [heads, *rows]
    yield "a workbook, all cells text", "出口.xlsx", _workbook(whole)
    yield "a workbook, codes and numbers as numbers", "出口.xlsx", _workbook(whole, numbers=True)
    yield "a workbook with a sheet of notes", "出口.xlsx", _workbook(whole, [["来源"]])
    yield "a workbook with two sheets of queries", "出口.xlsx", _workbook(whole, whole)
    yield (
        "a workbook, the table in its middle",
        "出口.xlsx",
        _workbook([[""], ["海关统计"], *(["", *row] for row in whole)]),
    )
    yield (
        "a workbook, all of a row in one cell",
        "出口.xlsx",
        _workbook([[",".join(row)] for row in whole]),
    )
    yield "a workbook named .csv", "出口.csv", _workbook(whole)


def _csv(
    separator: str = ",",
    *,
    heads: Sequence[str] = HEADS,
    rows: Sequence[Sequence[str]] = ROWS,
    every: bool = False,
) -> str:
    text = StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=separator, lineterminator="\n", quoting=quoting)
    writer.writerows([heads, *rows])
    return text.getvalue()


def _workbook(*sheets: Sequence[Sequence[str]], numbers: bool = False) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    if numbers and text.isdigit():
                        sheet.write_number(at, column, int(text))
                    elif text:
                        sheet.write_string(at, column, text)
    return buffer.getvalue()
