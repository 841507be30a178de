"""Documents as they come, each with all its numbers known: what is read, set aside, and found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.unit.auditing import office

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.blocks import Grid, TextBlock, TextKind
from yuebao.auditing.reading.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.auditing.reading.blocks import Blocks

TITLE = "中国茶具贸易情况"
RIGHT, WRONG = "7.0", "7.6"


def zh(exports: str) -> str:
    """Three facts and a date of two numbers; wrong unless exports are 7.0."""
    return f"2025年3月，中国茶具进出口总额10.0亿美元，其中出口{exports}亿美元，进口3.0亿美元。"


def rows_zh(whole: str) -> tuple[tuple[str, ...], ...]:
    return (("国家", "出口额（亿美元）"), ("美国", "4.3"), ("德国", "2.7"), ("合计", whole))


CAPTION_ZH = "表1 茶具出口情况（亿美元）"


def rows_en(whole: str) -> tuple[tuple[str, ...], ...]:
    heads = ("Country", "Exports (US$ million)")
    return (heads, ("Norway", "4.0"), ("Germany", "3.0"), ("Total", whole))


CAPTION_EN = "Table 1. Exports of teaware, March 2025 (US$ million)"


def boxed(value: str) -> bytes:
    return office.word(
        office.para(TITLE) + office.para(office.run("见文本框"), office.box(office.para(zh(value))))
    )


def footnoted(value: str) -> bytes:
    notes = f'<w:footnote w:id="1">{office.para(zh(value))}</w:footnote>'
    return office.word(office.para(TITLE), footnotes=office.word_part("footnotes", notes))


def endnoted(value: str) -> bytes:
    notes = (
        f'<w:endnote w:type="separator" w:id="0">{office.para("99")}</w:endnote>'
        f'<w:endnote w:id="1">{office.para(zh(value))}</w:endnote>'
    )
    return office.word(office.para(TITLE), endnotes=office.word_part("endnotes", notes))


def tracked(value: str) -> bytes:
    before, after = zh(value).split(f"{value}亿美元")
    deleted = "<w:del><w:r><w:delText>88.8亿美元</w:delText></w:r></w:del>"
    hidden = office.run("77.7", "<w:rPr><w:vanish/></w:rPr>")
    changed = office.para(
        office.run(before), deleted, f"<w:ins>{office.run(f'{value}亿美元')}</w:ins>", hidden,
        office.run(after),
    )  # fmt: skip
    return office.word(office.para(TITLE) + changed)


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>"""


def listed(value: str) -> bytes:
    def item(text: str, level: int) -> str:
        given = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
        return office.para(text, extra=given)

    body = item("总体", 0) + item(zh(value), 1) + item("展望未来，形势向好。", 1) + item("展望", 0)
    return office.word(body, numbering=office.word_part("numbering", NUMBERING))


def headed(value: str) -> bytes:
    running = office.word_part("hdr", office.para("月报 2025年第3期"))
    footer = office.word_part("ftr", office.para("第1页"))
    return office.word(office.para(TITLE) + office.para(zh(value)), header1=running, footer2=footer)


def told_in_head(value: str) -> bytes:
    """The page's head says what the text says of the title's goods."""
    line = f"茶具贸易监测\u30002025年第3期\u3000本期数据：3月出口{value}亿美元"
    running = office.word_part("hdr", office.para(line))
    return office.word(office.para(TITLE) + office.para(zh(RIGHT)), header1=running)


def framed(value: str) -> bytes:
    return office.word(office.para(TITLE) + office.table((zh(value),)))


def laid_out(value: str) -> bytes:
    """A table within a table that only lays the page out."""
    inner = office.para(CAPTION_EN) + office.table(*rows_en(value)) + office.para("")
    return office.word(office.table((inner,)))


def row_deleted(value: str) -> bytes:
    grid = office.table(*rows_en(value)).replace(
        "<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:t xml:space='preserve'>Total",
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>66.6</w:t></w:r></w:p>"
        "</w:tc></w:tr><w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:t xml:space='preserve'>Total",
    )
    assert "66.6" in grid
    return office.word(office.para(CAPTION_EN) + grid)


def charted(value: str) -> bytes:
    """A chart whose sum is that of the sentence's exports."""
    drawn = office.chart(
        ("美国", "德国", "合计"), {"出口额（亿美元）": ("4.3", "2.7", value)}, CAPTION_ZH
    )
    return office.word(
        office.para(TITLE) + office.para(office.in_chart("c1")),
        charts__chart1=drawn,
        rels=office.relations({"c1": "charts/chart1.xml"}),
    )


def slide_texts(value: str) -> bytes:
    shown = office.shape(TITLE, holder="title") + office.shape(zh(value), holder="body")
    return office.slides(shown + office.shape("12", holder="sldNum"))


def slide_of_table(value: str) -> bytes:
    return office.slides(office.shape(CAPTION_EN) + office.slide_table(*rows_en(value)))


def slide_of_notes(value: str) -> bytes:
    return office.slides(office.shape(TITLE), "<p:grpSp/>", notes=(zh(value),))


def slide_of_chart(value: str) -> bytes:
    drawn = office.chart(
        ("美国", "德国", "合计"), {"出口额（亿美元）": ("4.3", "2.7", value)}, CAPTION_ZH
    )
    return office.slides(office.shape(TITLE) + office.slide_chart("c1"), charts=(drawn,))


def sheet_of_two(value: str) -> bytes:
    rows = [(CAPTION_ZH,), *rows_zh(RIGHT), (), ("表2 茶具进口情况（亿美元）",)]
    rows += [("国家", "进口额（亿美元）"), ("法国", "5.2"), ("英国", "1.8"), ("合计", value)]
    return office.workbook({"情况": rows}, {})


def sheet_of_chart(value: str) -> bytes:
    """A chart of a hidden sheet, which is no one's to read but what is drawn of it."""
    drawn = office.chart(
        ("美国", "德国", "合计"), {"出口额（亿美元）": ("4.3", "2.7", value)}, CAPTION_ZH, ".d"
    )
    return office.workbook({"情况": [(TITLE,)], ".d": [("5.5", "6.6")]}, {"情况": drawn})


def sheet_of_seen(value: str) -> bytes:
    """A chart of a sheet that is read: its numbers are printed once."""
    drawn = office.chart(("美国", "德国"), {"出口额": ("4.3", "2.7")}, "", "情况")
    return office.workbook({"情况": [(CAPTION_ZH,), *rows_zh(value)]}, {"情况": drawn})


def page(value: str) -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>x 1</title></head><body><nav>1 2 3</nav>"
        '<div class="main-nav"><ul><li>访问量 4,567</li></ul></div><header role="banner">8</header>'
        f"<article><h1>{TITLE}</h1><p>{zh(value)}</p></article>"
        '<aside>热门：出口99.9亿美元</aside><div id="footer">ICP 12345</div></body></html>'
    ).encode()


def plain(value: str) -> bytes:
    return f"{TITLE}\n\n{zh(value)}\n联系电话：010-65194114。\n".encode()


def markdown(value: str) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows_en(value)]
    return "\n".join(
        ["# Teaware", "", CAPTION_EN, "", lines[0], "|---|---|", *lines[1:], ""]
    ).encode()


@dataclass(frozen=True)
class Case:
    """A document: how it is made of the number that may be wrong, and how its numbers count."""

    name: str
    make: Callable[[str], bytes]
    read: int
    aside: int


CASES = [
    Case("boxed.docx", boxed, 3, 2),
    Case("footnoted.docx", footnoted, 3, 2),
    Case("endnoted.docx", endnoted, 3, 2),
    Case("tracked.docx", tracked, 3, 2),
    Case("listed.docx", listed, 3, 4),
    Case("headed.docx", headed, 3, 5),
    Case("told-in-head.docx", told_in_head, 4, 5),
    Case("framed.docx", framed, 3, 2),
    Case("laid-out.docx", laid_out, 3, 2),
    Case("row-deleted.docx", row_deleted, 3, 2),
    Case("charted.docx", charted, 3, 1),
    Case("texts.pptx", slide_texts, 3, 3),
    Case("table.pptx", slide_of_table, 3, 2),
    Case("notes.pptx", slide_of_notes, 3, 3),
    Case("chart.pptx", slide_of_chart, 3, 1),
    Case("two.xlsx", sheet_of_two, 6, 2),
    Case("chart.xlsx", sheet_of_chart, 3, 1),
    Case("seen.xlsx", sheet_of_seen, 3, 1),
    Case("page.html", page, 3, 2),
    Case("plain.txt", plain, 3, 4),
    Case("table.md", markdown, 3, 2),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_number_of_a_document_is_accounted_for(case: Case) -> None:
    audit = audit_blocks(read_bytes(case.make(RIGHT), case.name))
    coverage = audit.coverage
    assert [(one.text, one.quote) for one in coverage.unread] == []
    assert (coverage.read, len(coverage.aside)) == (case.read, case.aside)
    assert [finding.message("en") for finding in audit.findings] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_number_is_found_wherever_it_stands(case: Case) -> None:
    found = audit_blocks(read_bytes(case.make(WRONG), case.name)).findings
    assert found
    assert any(WRONG in finding.printed or WRONG in finding.message("en") for finding in found)


def texts(blocks: Blocks) -> list[str]:
    return [block.text for block in blocks.blocks if isinstance(block, TextBlock)]


def test_lists_have_the_numbers_that_word_gives_them() -> None:
    shown = texts(read_bytes(listed(RIGHT), "a.docx"))
    assert shown == ["一、 总体", f"(3) {zh(RIGHT)}", "(4) 展望未来，形势向好。", "二、 展望"]


def test_a_box_is_read_once_behind_its_paragraph() -> None:
    assert texts(read_bytes(boxed(RIGHT), "a.docx")) == [TITLE, "见文本框", zh(RIGHT)]


def test_what_runs_on_every_page_is_told_from_the_text() -> None:
    blocks = read_bytes(headed(RIGHT), "a.docx").blocks
    running = [b.text for b in blocks if isinstance(b, TextBlock) and b.kind is TextKind.RUNNING]
    assert running == ["第1页", "月报 2025年第3期"]


def test_a_chart_is_a_table_under_its_title() -> None:
    *_, title, grid = read_bytes(charted(RIGHT), "a.docx").blocks
    assert title == TextBlock(CAPTION_ZH)
    assert isinstance(grid, Grid)
    assert grid.rows == (
        ("", "出口额（亿美元）"),
        ("美国", "4.3"),
        ("德国", "2.7"),
        ("合计", "7.0"),
    )
