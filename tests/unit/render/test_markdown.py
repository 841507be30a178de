"""Markdown: what is written reads back as what the document says."""

from dataclasses import replace

import pytest
from tests.unit.render.sample import MONTH, NASTY, sample_document

from yuebao.render.markdown import render_markdown
from yuebao.report.model import Footnote, Heading, Paragraph, Part


def drawn(*parts: Part) -> str:
    document = replace(sample_document(), parts=parts, notices=())
    return render_markdown(document).decode().split("\n\n", 4)[4].rstrip("\n")


def test_ends_with_one_newline_and_has_no_carriage_return() -> None:
    text = render_markdown(sample_document())
    assert text.endswith(b"\n")
    assert not text.endswith(b"\n\n")
    assert b"\r" not in text


def test_cover_stands_above_notices_and_the_first_heading() -> None:
    text = render_markdown(sample_document()).decode()
    order = [text.index(s) for s in ("# 中国锂离子", "2025年3月20日", "> 样本数据", "## 一、")]
    assert order == sorted(order)


def test_heads_of_two_levels_become_one_row() -> None:
    text = render_markdown(sample_document()).decode()
    assert "\n|  | 2月当月 绝对值 | 2月当月 同比变化（%） | 1至2月累计 绝对值 |" in text


def test_every_row_of_a_table_has_as_many_cells() -> None:
    blocks = render_markdown(sample_document()).decode().split("\n\n")
    tables = [block for block in blocks if block.startswith("|")]
    assert len(tables) == 5
    for table in tables:
        counts = {line.replace("\\|", "").count("|") for line in table.splitlines()}
        assert len(counts) == 1


def test_a_group_is_a_row_with_its_label_first() -> None:
    text = render_markdown(sample_document()).decode()
    assert "\n| 重点区域 |  |  |  |  |  |  |  |\n" in text


def test_captions_are_numbered_in_the_documents_language() -> None:
    english = render_markdown(sample_document("en")).decode()
    assert "\nTable 1: 2025年2月" in english
    assert "\nFigure 1: 2025年2月" in english
    chinese = render_markdown(sample_document()).decode()
    assert "\n表1：2025年2月" in chinese
    assert "\n图1：2025年2月" in chinese


def test_no_name_breaks_out_of_its_place() -> None:
    text = render_markdown(sample_document()).decode()
    assert "<" not in text
    assert (
        '&lt;script&gt;alert("\\|")&lt;/script&gt;\\*\\_\\`\\#\\$\\\\ \\[x\\](y) &amp;amp; ' in text
    )
    assert NASTY.split("\n")[1] not in text.split("\n")


def test_footnotes_stand_at_the_end_of_their_section_once() -> None:
    note = Footnote(1, "说明")
    text = drawn(
        Heading(1, "甲"), Paragraph(("a", note, "b")), Paragraph(("c",)),
        Heading(1, "乙"), Paragraph(("d", note)),
    )  # fmt: skip
    assert text == "## 甲\n\na[^1]b\n\nc\n\n[^1]: 说明\n\n## 乙\n\nd[^1]"


@pytest.mark.parametrize(
    ("lead", "written"),
    [
        ("出口变化：", "**出口变化**：文"),
        ("出口（亿元）", "**出口（亿元**）文"),
        ("出口", "**出口**文"),
        ("：", "：文"),
        ("a*b", "**a\\*b**文"),
    ],
)
def test_a_lead_is_bold_with_its_punctuation_outside(lead: str, written: str) -> None:
    assert drawn(Paragraph(("文",), lead=lead)) == written
    assert drawn(Paragraph(("文",), lead=lead, item=True)) == f"- {written}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- 甲", "\\- 甲"),
        ("1. 甲", "1\\. 甲"),
        ("2) 甲", "2\\) 甲"),
        ("# 甲", "\\# 甲"),
        ("> 甲", "&gt; 甲"),
        ("=== 甲", "\\=== 甲"),
        ("2025年1-2月", "2025年1-2月"),
        ("甲\n\n- 乙", "甲 - 乙"),
        ("www.a.cn http://b 甲@乙", "www\\.a.cn http\\://b 甲\\@乙"),
    ],
)
def test_text_never_becomes_markup(text: str, written: str) -> None:
    assert drawn(Paragraph((text,))) == written


def test_the_month_is_not_written_by_the_renderer() -> None:
    document = replace(sample_document(), month=MONTH.plus(1))
    assert render_markdown(document) == render_markdown(sample_document())
