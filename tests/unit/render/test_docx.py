"""The Word file: what its parts say, and what others read out of them."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from tests.unit.render.chart_sample import ranking, stack, trend
from tests.unit.render.sample import NASTY, partners, sample_document
from tests.unit.render.wordfile import WORD, WordFile, are_balanced, style_of

from yuebao.render import find_format
from yuebao.render.docx import render_docx
from yuebao.report.model import (
    Chart,
    EmptyCell,
    FigureCell,
    Footnote,
    Heading,
    LabelCell,
    Look,
    Mention,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report.model import Cell, Document

CHARTS = (trend(), stack(), ranking())
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><circle r="4"/></svg>'


def everything() -> Document:
    """The sample with every form of chart, and a look and a logo of its own."""
    document = sample_document()
    return replace(
        document,
        parts=(*document.parts, *(replace(c, number=n) for n, c in enumerate(CHARTS, start=3))),
        look=Look("微软雅黑", "楷体", "Arial", "#222222", "#4477aa", "#cc6677", SVG),
    )


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(render_docx(sample_document()))


@pytest.mark.parametrize(
    "document",
    [
        sample_document(),
        sample_document("en"),
        replace(sample_document(), parts=(), notices=()),
        everything(),
    ],
    ids=["zh", "en", "empty", "everything"],
)
def test_word_would_open_it(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render_docx(document))
    result = OpenXmlValidator().validate(path)
    assert [error.description for error in result.errors] == []


def test_every_link_has_its_part_and_every_part_a_type() -> None:
    file = WordFile(render_docx(everything()))
    linked = set(file.links("").values())
    for name in file.names:
        if name.endswith(".rels") and name != "_rels/.rels":
            part = name.replace("_rels/", "").removesuffix(".rels")
            assert part in file.names
            linked |= set(file.links(part).values())
    own = {name for name in file.names if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert linked == own
    types = file.text("[Content_Types].xml")
    defaults = set(re.findall(r'Extension="(\w+)"', types)) - {"xml"}
    for name in own:
        assert f'PartName="/{name}"' in types or name.rpartition(".")[2] in defaults


def test_ids_are_used_once() -> None:
    text = WordFile(render_docx(everything())).text("word/document.xml")
    for pattern in (r'w:bookmarkStart w:id="(\d+)"', r'bookmarkStart [^>]*w:name="([^"]+)"',
                    r'<wp:docPr id="(\d+)"'):  # fmt: skip
        found = re.findall(pattern, text)
        assert found
        assert len(set(found)) == len(found)


def test_the_package_carries_no_time_of_its_own(file: WordFile) -> None:
    assert {entry.date_time for entry in file.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = docx.Document(io.BytesIO(render_docx(sample_document()))).core_properties
    assert core.created == core.modified
    assert core.created is not None
    assert core.created == datetime(2025, 3, 20, tzinfo=UTC)
    assert core.title == "中国锂离子蓄电池贸易月度监测报告 (2025年1-2月)"
    assert core.author == "某大学 某实验室"
    assert core.last_modified_by == ""


def text_of(cell: Cell) -> str:
    match cell:
        case LabelCell():
            return cell.key.label.replace("\n", " ")
        case FigureCell():
            return cell.figure.text
        case _:
            return ""


def test_python_docx_reads_every_cell_in_its_place() -> None:
    document = sample_document()
    read = docx.Document(io.BytesIO(render_docx(document)))
    for table, drawn in zip(document.tables(), read.tables, strict=True):
        depth = 1 + any(head.children for head in table.heads)
        rows = [[cell.text for cell in row.cells] for row in drawn.rows][depth:]
        expected = []
        for group in table.groups:
            if group.label:
                expected.append([group.label] * sum(head.leaves() for head in table.heads))
            expected += [[text_of(cell) for cell in row.cells] for row in group.rows]
        assert rows == expected


def test_python_docx_reads_the_prose() -> None:
    read = docx.Document(io.BytesIO(render_docx(sample_document())))
    prose = [p.text for p in read.paragraphs if p.style and p.style.style_id == "BodyText"]
    assert prose == [
        "2025年2月，中国锂离子蓄电池出口41.4亿美元，同比增长11.6%；进口1.4亿美元，同比下降4.2%。"
    ]
    bullets = [p for p in read.paragraphs if p.style and p.style.style_id == "ListBullet"]
    assert [(p.runs[0].text, p.runs[0].style.style_id) for p in bullets] == [
        ("出口变化：", "Strong")
    ]


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    figure = next(cell.figure for cell in partners().groups[0].rows[0].cells[1:2]
                  if isinstance(cell, FigureCell))  # fmt: skip
    parts = (Paragraph(("Exports of ", Mention(figure, "US$15.7 billion"), ".")),)
    file = WordFile(render_docx(replace(sample_document("en"), parts=parts)))
    assert file.paragraphs("BodyText") == ["Exports of US$15.7\u00a0billion."]


def test_heads_are_merged_and_repeated_and_rows_stay_whole(file: WordFile) -> None:
    table = list(file.body.iter(f"{WORD}tbl"))[1]
    rows = list(table.iter(f"{WORD}tr"))
    spans = [span.attrib[f"{WORD}val"] for span in rows[0].iter(f"{WORD}gridSpan")]
    assert spans == ["4", "4"]
    assert [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows[:4]] == [
        True, True, False, False,
    ]  # fmt: skip
    assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
    first = next(iter(file.body.iter(f"{WORD}tbl")))
    merged = [merge.attrib.get(f"{WORD}val") for merge in first.iter(f"{WORD}vMerge")]
    assert merged == ["restart", None]


def test_a_table_has_three_lines_and_no_verticals(file: WordFile) -> None:
    style = file.text("word/styles.xml")
    own = style[style.index('w:styleId="ThreeLine"') :]
    borders = re.search(r"<w:tblBorders>(.*?)</w:tblBorders>", own)
    assert borders
    assert re.findall(r"<w:(\w+) ", borders[1]) == ["top", "bottom"]
    for table in file.body.iter(f"{WORD}tbl"):
        ruled = [
            row
            for row, line in enumerate(table.iter(f"{WORD}tr"))
            if line.find(f".//{WORD}tcBorders") is not None
        ]
        assert len(ruled) == 1


def test_captions_stand_above_tables_and_below_charts(file: WordFile) -> None:
    body = file.body.find(f"{WORD}body")
    assert body is not None
    blocks = list(body)
    for place, block in enumerate(blocks):
        if block.tag == f"{WORD}tbl":
            caption = blocks[place - 1]
            assert style_of(caption) == "Caption"
            assert caption.find(f"{WORD}pPr/{WORD}keepNext") is not None
        if style_of(block) == "Figure":
            assert style_of(blocks[place + 1]) == "FigureCaption"
    assert file.paragraphs("FigureCaption") == [
        "图1：2025年2月各省市出口同比变化（%）",
        "图2：2025年2月各省市进口同比变化（%）",
    ]


def test_captions_count_themselves() -> None:
    parts = (replace(partners(), number=2), replace(partners(), number=3))
    file = WordFile(render_docx(replace(sample_document(), parts=parts)))
    counted = [code for code in file.fields() if code.startswith("SEQ")]
    assert counted == [r"SEQ 表 \* ARABIC \r 2", r"SEQ 表 \* ARABIC"]
    english = WordFile(render_docx(sample_document("en")))
    assert r"SEQ Figure \* ARABIC" in english.fields()


def test_the_lists_are_filled_and_point_to_their_targets(file: WordFile) -> None:
    document = sample_document()
    headings = [part.text for part in document.parts if isinstance(part, Heading)]
    listed = [line.rsplit("\t", 1) for line in file.paragraphs("TOC1", "TOC2", "TableofFigures")]
    captions = [*file.paragraphs("Caption"), *file.paragraphs("FigureCaption")]
    assert [text for text, _ in listed] == [*headings, *captions]
    pages = [int(page) for _, page in listed[: len(headings)]]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert len([code for code in file.fields() if code.startswith("PAGEREF")]) == len(listed)
    anchors = [link.attrib[f"{WORD}anchor"] for link in file.body.iter(f"{WORD}hyperlink")]
    names = {mark.attrib[f"{WORD}name"] for mark in file.body.iter(f"{WORD}bookmarkStart")}
    assert len(anchors) == len(headings) + 5
    assert set(anchors) <= names
    assert [code for code in file.fields() if code.startswith("TOC")] == [
        r'TOC \o "1-2" \h \z \u', r'TOC \h \z \c "表"', r'TOC \h \z \c "图"',
    ]  # fmt: skip


def test_nothing_asks_the_reader_to_update_fields(file: WordFile) -> None:
    assert "updateFields" not in file.text("word/settings.xml")
    assert "w:dirty" not in file.text("word/document.xml")


def test_fields_begin_and_end(file: WordFile) -> None:
    for name in ("word/document.xml", "word/footer1.xml"):
        assert are_balanced(file.xml(name))


def test_the_cover_has_no_head_and_no_number(file: WordFile) -> None:
    cover, lists, report = file.body.iter(f"{WORD}sectPr")
    assert cover.find(f"{WORD}headerReference") is None
    assert cover.find(f"{WORD}pgNumType") is None
    assert lists.find(f"{WORD}headerReference") is not None
    for section, fmt in ((lists, "upperRoman"), (report, "decimal")):
        number = section.find(f"{WORD}pgNumType")
        assert number is not None
        assert number.attrib == {f"{WORD}fmt": fmt, f"{WORD}start": "1"}
    assert "某大学某实验室—中国锂离子蓄电池贸易月度监测报告" in file.text("word/header1.xml")
    assert "PAGE" in file.text("word/footer1.xml")
    assert file.paragraphs("Notice") == [
        "样本数据：数字为虚构，仅供演示。", f"缺少文件 {NASTY}".replace("\n", " "),
    ]  # fmt: skip


def test_a_footnote_is_words_own(file: WordFile) -> None:
    marks = [mark.attrib[f"{WORD}id"] for mark in file.body.iter(f"{WORD}footnoteReference")]
    assert marks == ["1"]
    notes = file.xml("word/footnotes.xml")
    kinds = [note.attrib.get(f"{WORD}type") for note in notes]
    assert kinds == ["separator", "continuationSeparator", None]
    assert "（85076000）。" in "".join(t.text or "" for t in notes.iter(f"{WORD}t"))


def test_a_footnote_met_again_is_referred_to() -> None:
    note = Footnote(1, "注。")
    parts = (Paragraph(("一", note)), Paragraph(("二", note, "三", Footnote(2, "又。"))))
    file = WordFile(render_docx(replace(sample_document(), parts=parts)))
    assert [m.attrib[f"{WORD}id"] for m in file.body.iter(f"{WORD}footnoteReference")] == ["1", "2"]
    assert r"NOTEREF _Note1 \h" in file.fields()
    assert file.paragraphs("BodyText") == ["一", "二1三"]


def test_names_that_hurt_are_text() -> None:
    hurt = f"\x00<w:p/>&\"'\ud800\uffff{NASTY}"
    document = replace(sample_document(), header=hurt, parts=(Heading(1, hurt),))
    file = WordFile(render_docx(document))
    assert file.paragraphs("Heading1") == [f" <w:p/>&\"'\ufffd\ufffd{NASTY}".replace("\n", " ")]


def test_fonts_and_colours_are_the_looks() -> None:
    file = WordFile(render_docx(everything()))
    styles = file.text("word/styles.xml")
    assert set(re.findall(r'w:eastAsia="([^"]+)"', styles)) == {"楷体", "微软雅黑", "zh-CN"}
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Arial"}
    assert '<w:color w:val="222222"/>' in styles
    assert 'w:altName w:val="KaiTi"' in file.text("word/fontTable.xml")
    for number in range(1, 6):
        chart = file.text(f"word/charts/chart{number}.xml")
        assert set(re.findall(r'<a:ea typeface="([^"]+)"', chart)) == {"楷体"}
    assert '<a:srgbClr val="CC6677"/>' in file.text("word/charts/chart1.xml")
    assert file.archive.read("word/media/logo.png").startswith(b"\x89PNG")


def test_a_look_is_text_too() -> None:
    document = replace(sample_document(), look=Look('<"&$x', "$name", "\n"))
    file = WordFile(render_docx(document))
    fonts = file.xml("word/fontTable.xml")
    assert [font.attrib[f"{WORD}name"] for font in fonts] == [" ", "$name", '<"&$x']
    file.xml("word/styles.xml")


def test_chinese_is_set_as_chinese_and_english_as_english(file: WordFile) -> None:
    assert 'w:firstLineChars="200"' in file.text("word/styles.xml")
    assert "compressPunctuation" in file.text("word/settings.xml")
    assert "<w:kinsoku/>" in file.text("word/styles.xml")
    english = WordFile(render_docx(sample_document("en")))
    assert "firstLineChars" not in english.text("word/styles.xml")
    assert english.paragraphs("TOCHeading") == ["Contents", "Tables", "Figures"]
    # Quotation marks are of the Chinese font's width in Chinese only.
    assert '<w:rFonts w:hint="eastAsia"/>' in file.text("word/document.xml")
    assert '<w:rFonts w:hint="eastAsia"/>' not in english.text("word/document.xml")


def test_every_style_that_is_used_is_defined() -> None:
    file = WordFile(render_docx(everything()))
    known = set(re.findall(r'w:styleId="(\w+)"', file.text("word/styles.xml")))
    for name in ("document", "footnotes", "header1", "footer1", "numbering"):
        used = re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', file.text(f"word/{name}.xml"))
        assert set(used) <= known
    counted = Counter(re.findall(r'w:styleId="(\w+)"', file.text("word/styles.xml")))
    assert set(counted.values()) == {1}


def test_the_format_is_listed() -> None:
    assert find_format("docx").render(sample_document())[:2] == b"PK"


def test_the_sample_has_what_is_tested() -> None:
    kinds = {type(part) for part in everything().parts}
    assert kinds == {Heading, Paragraph, Table, Chart}
    assert any(isinstance(cell, EmptyCell) for row in partners().groups[1].rows
               for cell in row.cells)  # fmt: skip
