"""Tables in whatever holds them: drawn in texts, made of other elements, over several grids."""

from __future__ import annotations

from itertools import groupby

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.facts import Sense
from yuebao.auditing.reading.aligned import aligned_rows, is_rule, undrawn
from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.cards import as_card
from yuebao.auditing.reading.html import read_html
from yuebao.auditing.reading.markdown import read_markdown
from yuebao.auditing.reading.text import read_text
from yuebao.auditing.terms import Place
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.auditing.understanding.moments import read_moment

HEAD = ("国别", "出口额（亿元）", "进口额（亿元）", "差额（亿元）")
CAPTION = TextBlock("表1 2025年5月与主要国家贸易额")


def sides(blocks: list[BlockOf]) -> list[tuple[int, list[str]]]:
    """The sheets of a document: of each the first block, and its numbers with the blocks."""
    sheets = read_claims(Blocks("x", "docx", tuple(blocks))).sheets
    return [
        (
            sheet.place.block,
            [
                f"{at}:{' '.join(e.number.text for e in held)}"
                for at, held in groupby(sheet.entries, key=lambda e: e.place.block)
            ],
        )
        for sheet in sheets
    ]


@pytest.mark.parametrize(
    "between",
    [
        [],
        [TextBlock("续表")],
        [TextBlock("表1（续）")],
        [TextBlock("Table 1 (cont'd)")],
        [TextBlock("第 3 页", TextKind.RUNNING)],
    ],
)
def test_a_table_goes_on_where_a_grid_has_no_heads(between: list[BlockOf]) -> None:
    first = Grid((HEAD, ("合计", "30.0", "20.0", "10.0"), ("美国", "12.0", "8.0", "4.0")))
    rest = Grid((("日本", "18.0", "12.0", "6.0"),))
    at = 2 + len(between)
    assert sides([CAPTION, first, *between, rest]) == [
        (1, ["1:30.0 20.0 10.0 12.0 8.0 4.0", f"{at}:18.0 12.0 6.0"])
    ]


def test_a_line_between_names_who_follows() -> None:
    first = Grid((HEAD, ("美国", "12.0", "8.0", "4.0")))
    rest = Grid((("日本", "18.0", "12.0", "6.0"),))
    ((_, numbers),) = sides([CAPTION, first, TextBlock("亚洲"), rest])
    assert numbers == ["1:12.0 8.0 4.0", "3:18.0 12.0 6.0"]


def test_other_heads_or_a_sentence_begin_another_table() -> None:
    first = Grid((HEAD, ("美国", "12.0", "8.0", "4.0")))
    other = Grid((("地市", "出口额（亿元）", "进口额（亿元）"), ("甲市", "18.0", "12.0")))
    assert [at for at, _ in sides([CAPTION, first, other])] == [1, 2]
    rest = Grid((("日本", "18.0", "12.0", "6.0"),))
    said = TextBlock("与日本贸易额增长，其中出口18.0亿元。")
    assert sides([CAPTION, first, said, rest])[0] == (1, ["1:12.0 8.0 4.0"])


def test_a_sum_over_two_grids_is_held_against_its_parts() -> None:
    first = Grid((HEAD, ("美国", "12.0", "8.0", "4.0"), ("德国", "7.0", "6.0", "1.0")))
    rest = Grid((HEAD, ("日本", "18.0", "12.0", "6.0"), ("合计", "37.0", "28.0", "11.0")))
    blocks = Blocks("x", "docx", (CAPTION, first, TextBlock("续表"), rest))
    findings = audit_blocks(blocks).findings
    assert [(f.printed, f.where.place) for f in findings] == [("28.0", Place(3, 2, 2))]


DRAWN = """
出口情况（亿元）
┌──────┬──────┬──────┐
│ 市县 │ 出口 │ 进口 │
├──────┼──────┼──────┤
│ 甲市 │ 12.5 │ 3.1  │
│ 乙市 │ 7.5  │ 2.9  │
└──────┴──────┴──────┘
"""


def test_a_drawn_table_is_a_table() -> None:
    grids = [b for b in read_text(DRAWN, "x.txt").blocks if isinstance(b, Grid)]
    assert [grid.rows for grid in grids] == [
        (("市县", "出口", "进口"), ("甲市", "12.5", "3.1"), ("乙市", "7.5", "2.9"))
    ]


def test_heads_stand_over_the_columns_they_are_above() -> None:
    lines = [
        "                  Exports          Imports",
        "              2025     2024     2025    2024",
        "-" * 46,
        "Cars.......... 12.5     11.0      3.1     2.0",
        "Trade by air",
        "Ships ........  7.5      6.0      2.9     1.0",
    ]
    found = aligned_rows([undrawn(line) for line in lines])
    assert list(found.values()) == [
        ("", "Exports", "", "Imports", ""),
        ("", "2025", "2024", "2025", "2024"),
        (),
        ("Cars", "12.5", "11.0", "3.1", "2.0"),
        ("Trade by air",),
        ("Ships", "7.5", "6.0", "2.9", "1.0"),
    ]
    assert not is_rule("2025 --- 2026")


def test_rows_of_divisions_are_a_table_and_other_divisions_texts() -> None:
    row = "<div class=r><div>{}</div><div>{}</div><div>{}</div></div>"
    table = "".join(
        row.format(*cells)
        for cells in (
            ("市场", "8月", "7月"),
            ("美国", "1.5", ""),
            ("日本", "2.5", "2.0"),
            ("合计", "4.0", "—"),
        )
    )
    cards = "<ul><li>出口</li><li>进口</li><li>差额</li></ul>"
    blocks = read_html(f"<h1>概况</h1><div>{table}</div>{cards}", "x.html").blocks
    assert [b.rows if isinstance(b, Grid) else b.text for b in blocks] == [
        "概况",
        (("市场", "8月", "7月"), ("美国", "1.5", ""), ("日本", "2.5", "2.0"), ("合计", "4.0", "—")),
        "出口", "进口", "差额",
    ]  # fmt: skip


def test_a_table_around_a_table_only_places_it() -> None:
    inner = "<table><tr><td>出口</td><td>1.5</td></tr></table>"
    page = (
        "<table><tr><td>左</td><td><h2>七月</h2><p>出口为1.5。</p>"
        f"{inner}<p>完</p></td></tr></table>"
    )
    blocks = read_html(page, "x.html").blocks
    assert [b.rows if isinstance(b, Grid) else b.text for b in blocks] == [
        "左", "七月", "出口为1.5。", (("出口", "1.5"),), "完",
    ]  # fmt: skip
    column = read_html("<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>", "x.html").blocks
    assert [b.text for b in column if isinstance(b, TextBlock)] == ["甲。", "乙。"]


def test_markdown_holds_tables_of_html() -> None:
    text = "# 题\n\n<table>\n<tr><td>出口</td>\n\n<td>1.5</td></tr>\n</table>\n\n完。\n"
    blocks = read_markdown(text, "x.md").blocks
    assert [b.rows if isinstance(b, Grid) else b.text for b in blocks] == [
        "题", (("出口", "1.5"),), "完。",
    ]  # fmt: skip


def test_change_beside_percent_change_is_a_difference() -> None:
    text = """
Table 1: Trade in goods with partners, July 2025

| Partner | Exports (£ million) | | | |
|---|---|---|---|---|
| | July 2024 | July 2025 | Change | % change |
| EU | 16,605 | 17,270 | 665 | 4.0 |
| Non-EU | 16,668 | 16,502 | -166 | -1.0 |
"""
    (sheet,) = read_claims(read_markdown(text, "x.md")).sheets
    assert [e.role for e in sheet.entries if e.row == 0] == [
        "level", "level", "difference", "growth",
    ]  # fmt: skip


def test_change_beside_two_months_is_on_the_month_before() -> None:
    text = """
Table 1: Exports, May 2025 (millions of dollars)

| | May 2025 | April 2025 | Change |
|---|---|---|---|
| Food | 50 | 40 | 10 |
| Cars | 60 | 70 | -10 |
"""
    (sheet,) = read_claims(read_markdown(text, "x.md")).sheets
    changed = [e for e in sheet.entries if e.head == "Change"]
    assert [(e.role, str(e.base)) for e in changed] == [("difference", "2025-04")] * 2


def test_a_headline_states_its_figures() -> None:
    text = "# 前8个月我省出口增长7.2%\n\n前8个月，我省出口1052.0亿元，上年同期为1000.0亿元。\n"
    (finding,) = audit_blocks(read_markdown(text, "x.md")).findings
    assert finding.certificate is not None
    assert {member.printed for member in finding.certificate.members} >= {"7.2", "1052.0"}


def test_a_caption_s_number_and_a_year_stay_apart() -> None:
    text = """
表1　114年9月出口概況（億美元）

|  | 114年9月 | 113年9月 | 年增率（％） |
|---|---|---|---|
| 電子零組件 | 110.0 | 100.0 | 10.0 |
"""
    claims = read_claims(read_markdown(text, "x.md"))
    assert claims.texts[0].text == "表1 114年9月出口概況（億美元）"
    assert [str(e.period) for e in claims.sheets[0].entries] == ["2025-09", "2024-09", "2025-09"]


@pytest.mark.parametrize(
    ("texts", "card"),
    [
        (["10月进出口", "4042.5亿元"], ("10月进出口 4042.5亿元",)),
        (["$12.5 billion", "Exports", "up 3%"], ("Exports $12.5 billion", "up 3%")),
        (["出口保持增长。", "4042.5亿元"], ("出口保持增长。", "4042.5亿元")),
        (["10月出口", "10月进口"], ("10月出口", "10月进口")),
    ],
)
def test_a_card_is_words_and_their_number(texts: list[str], card: tuple[str, ...]) -> None:
    assert as_card(texts) == card


def test_lines_that_state_amounts_are_sentences() -> None:
    text = "10月进出口4042.5亿元\n\n10月出口2435.3亿元\n\n10月进口1706.2亿元\n"
    (finding,) = audit_blocks(read_text(text, "x.txt")).findings
    assert finding.printed in {"4042.5", "1706.2"}


def test_a_quarter_may_be_named_by_its_last_month() -> None:
    text = (
        "Exports fell 2.6% in the June quarter 2025 to $149.9 billion, "
        "from $153.9 billion in the March quarter.\n"
    )
    claims = read_claims(read_text(text, "x.txt"))
    levels = [str(fact.topic.period) for fact in claims.facts if fact.sense is Sense.LEVEL]
    assert levels == ["2025-04..2025-06", "2025-01..2025-03"]
    moment, rest = read_moment("Quarter ended Mar. 2025")
    assert (moment.year, moment.first, moment.last, rest) == (2025, 1, 3, "")


def test_a_chart_beside_no_table_of_the_series_is_a_table() -> None:
    grid = Grid(
        (("", "出口"), ("2025年1月", "150.0"), ("2025年2月", "120.0"), ("2025年3月", "130.0"))
    )
    said = TextBlock("2025年一季度出口500.0亿美元，其中1月150.0亿美元，2月120.0亿美元。")
    blocks = Blocks("x", "docx", (said, TextBlock("图1：2025年各月出口额（亿美元）"), grid))
    assert [sheet.place.block for sheet in read_claims(blocks).sheets] == [2]


def test_a_cell_may_hold_a_level_and_its_growth() -> None:
    text = """
Table 1. Trade of goods

| (US$ billion, % y/y) | Apr 2025 | May 2025 |
|---|---|---|
| Exports | 58.21 (+3.7) | 57.27 (-1.3) |
| Imports | 53.33 (△2.7) | 50.34 (-5.3) |
| Trade balance | 4.88 | 6.93 |
"""
    claims = read_claims(read_markdown(text, "x.md"))
    (sheet,) = claims.sheets
    assert [
        (e.role, e.kind, float(e.number.value), e.place.end) for e in sheet.entries if e.row == 1
    ] == [
        ("level", "USD", 53.33, 1), ("growth", "USD", -2.7, 1),
        ("level", "USD", 50.34, 2), ("growth", "USD", -5.3, 2),
    ]  # fmt: skip
    assert (claims.coverage.read, claims.coverage.unread) == (10, ())


def test_a_wrong_subtotal_is_told_where_other_columns_bear_it_out() -> None:
    text = """
Table 1: Trade by region, 2025 (USD thousand)

| Region | Product | Exports | Imports |
|---|---|---|---|
| East | Steel | 54,179 | 24,043 |
| | Paper | 75,449 | 46,749 |
| East Total | | 329,628 | 70,792 |
| West | Steel | 19,197 | 20,009 |
| | Paper | 41,547 | 77,856 |
| West Total | | 60,744 | 97,865 |
| Grand Total | | 190,372 | 168,657 |
"""
    (finding,) = audit_blocks(read_markdown(text, "x.md")).findings
    assert finding.printed == "329,628"


def test_units_stand_in_cells_or_below_a_head_and_marks_behind_numbers() -> None:
    text = """
表1 2025年4月主要商品进口

| 商品 | 2025年4月 | 2024年4月 | 增减 | 同比 |
|---|---|---|---|---|
| | | | 亿元 | |
| 粮食 | 66.60亿元 | 74.00亿元 | -7.40 [r] | -10.0% |
| 油品 | 23.87亿元 | 21.12亿元 | 2.75 | 13.0% |
"""
    (sheet,) = read_claims(read_markdown(text, "x.md")).sheets
    assert [(e.role, e.kind) for e in sheet.entries if e.row == 0] == [
        ("level", "CNY"), ("level", "CNY"), ("difference", "CNY"), ("growth", "CNY"),
    ]  # fmt: skip
