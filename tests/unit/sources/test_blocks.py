"""Several tables in one file: in sheets, or one below the other under titles of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import SourceError, UserError, YuebaoError
from yuebao.reference import find_office
from yuebao.sources._dialects import load_dialects
from yuebao.sources.bulletin.blocks import split_blocks
from yuebao.sources.files.record import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.unit.sources.reader import Reader

    from yuebao.sources.files.record import FileTable

Facts = list[tuple[str, str, str | None, int]]


def lines(title: str, flow: int = 10, *, head: str = "贸易方式|出口|进口") -> list[str]:
    return [f"{title}||", "单位：亿元||", head, f"总值|{flow}|5", f"一般贸易|{flow}|5"]


def facts(reader: Reader, content: str | bytes, name: str) -> Facts:
    reading = reader.read(content, name)
    found = reader.facts(reading, "first_month", "flow", "mode", "value")
    held = ((m, f, mode, v // 10**8) for m, f, mode, v in found if f == "export")
    return sorted(held, key=str)


BOTH = [
    ("2024-07", "export", "10", 10), ("2024-07", "export", None, 10),
    ("2024-08", "export", "10", 12), ("2024-08", "export", None, 12),
]  # fmt: skip
JULY, AUGUST = (lines(f"2024年{n}月进出口商品贸易方式总值表", v) for n, v in ((7, 10), (8, 12)))


def sheets(**tabs: list[str]) -> bytes:
    def cells(text: str) -> list[Cell]:
        return [float(t) if t.isdigit() else t for t in text.split("|")]

    return workbook({tab: [cells(line) for line in rows] for tab, rows in tabs.items()})


@pytest.mark.parametrize(("content", "name"), [
    (table(*JULY, "注：初步数据||", "||", *AUGUST), "m.csv"),
    (sheets(七月=JULY, 八月=AUGUST, 说明=["编制说明"]), "m.xlsx"),
    (sheets(表=[*JULY, "", *AUGUST]), "m.xlsx"),
], ids=["blocks", "sheets", "blocks of a sheet"])  # fmt: skip
def test_tables_of_several_months(reader: Reader, content: str | bytes, name: str) -> None:
    assert facts(reader, content, name) == sorted(BOTH, key=str)


def test_rows_count_on_from_table_to_table(reader: Reader) -> None:
    reading = reader.read(table(*JULY, *AUGUST), "m.csv")
    rows = reader.facts(reading, "first_month", "row")
    assert set(rows) == {("2024-07", 1), ("2024-07", 2), ("2024-08", 3), ("2024-08", 4)}
    assert "It holds 2 tables, which were read together: m.csv." in reading.remarks


def test_tables_of_several_kinds_share_their_total(reader: Reader) -> None:
    partners = lines("2024年8月进出口商品国别（地区）总值表", 12, head="国别（地区）|出口|进口")
    partners[-1] = partners[-1].replace("一般贸易", "日本")
    reading = reader.read(sheets(方式=AUGUST, 国别=partners), "月报.xlsx")
    assert reading.dialect == "bulletin-modes + bulletin-partners"
    assert reading.rows == 6  # and not eight: the total stands in both


def test_heads_of_a_next_page_are_of_the_same_table(reader: Reader) -> None:
    more = ["来料加工贸易|2|1", "其他|3|2"]
    head = "贸易方式|出口|进口"
    pages = ["2024年8月进出口商品贸易方式总值表||", "单位：亿元||", head, "总值|15|8",
             "一般贸易|10|5"]  # fmt: skip
    for between in ([head], ["2024年8月进出口商品贸易方式总值表（续）||", head]):
        assert reader.read(table(*pages, *between, *more), "m.csv").rows == 8


@pytest.mark.parametrize(("other", "kind", "found"), [
    (lines("2024年8月江苏省进出口商品贸易方式总值表"), SourceError, "not of one part of trade"),
    (lines("2024年8月一般贸易进出口贸易方式总值表"), UserError, "may be of a part of trade"),
    (["2024年8月进出口商品贸易方式总值表||", "单位：亿元||", "贸易方式|出口|进口", "总值|9|5",
      "一般贸易|5|5"], SourceError, "the modes sum to"),
])  # fmt: skip
def test_one_table_that_cannot_be_read_refuses_the_file(
    reader: Reader, other: list[str], kind: type[UserError], found: str
) -> None:
    assert found in reader.refuse(table(*JULY, *other), kind, name="m.csv").found


def test_rows_above_the_first_heads_begin_no_table(reader: Reader) -> None:
    heads = "2024年8月进出口商品贸易方式总值表"
    content = table("一般贸易|9|4", "进出口统计||", "贸易方式|出口|进口", *lines(heads))
    assert reader.refuse(content, YuebaoError, name="m.csv").remedy


class Counted:
    """A table that counts how often its records are gone through."""

    name, tab, notes = "m.csv", "", ()

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.times = 0

    def records(self) -> Iterator[FileRow]:
        self.times += 1
        for number, line in enumerate(self.lines, 1):
            yield FileRow(number, tuple(line.split("|")), wraps=False)


@pytest.mark.parametrize("count", [2, 50])
def test_a_sheet_is_gone_through_once_however_many_tables_it_holds(count: int) -> None:
    sheet, looked = Counted([*JULY, *AUGUST] * (count // 2)), []

    def bulletin_of(record: FileRow, above: Sequence[FileRow]) -> str | None:
        looked.append(len(above))
        return "modes" if record.fields[0] == "贸易方式" else None

    blocks = split_blocks(cast("FileTable", sheet), load_dialects(find_office()), bulletin_of)
    assert [len(list(block.records())) for block, _, _ in blocks] == [5] * count
    assert sheet.times == 1
    assert max(looked) <= 30
