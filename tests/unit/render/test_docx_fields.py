"""What running text of a Word file holds together: minus signs, and mentions as fields."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.unit.render.sample import partners, provinces, sample_document
from tests.unit.render.wordfile import WordFile, are_balanced

from yuebao.auditing.reading.files import read_bytes
from yuebao.render.docx import render_docx
from yuebao.report.model import Paragraph

TABLE = replace(partners(), number=12)
CHART = provinces()[1][0]


def said(text: str, language: str = "zh") -> WordFile:
    parts = (Paragraph((text,)), TABLE, CHART)
    return WordFile(render_docx(replace(sample_document(language), parts=parts)))


def mentions(file: WordFile) -> list[str]:
    return [code for code in file.fields() if code.startswith("REF")]


def test_a_minus_stays_with_its_number() -> None:
    file = said("同比变化分别为-3.2%、−3.5%和-18.5%，1-2月")
    (body,) = re.findall(r'<w:p><w:pPr><w:pStyle w:val="BodyText"/>.*?</w:p>',
                         file.text("word/document.xml"))  # fmt: skip
    assert body.count("<w:noBreakHyphen/>") == 2
    assert "1-2月" in body
    assert file.paragraphs("BodyText") == ["同比变化分别为-3.2%、−3.5%和-18.5%，1-2月"]
    assert re.search(r'noLineBreaksAfter w:lang="zh-CN" w:val="[^"]*−"',
                     file.text("word/settings.xml"))  # fmt: skip
    read = read_bytes(render_docx(replace(sample_document(), parts=(Paragraph(("为-3.2%",)),))),
                      "a.docx")  # fmt: skip
    assert any("为-3.2%" in getattr(block, "text", "") for block in read.blocks)


def test_a_minus_in_a_cell_is_one_that_spreadsheets_read() -> None:
    text = said("").text("word/document.xml")
    (table,) = re.findall("<w:tbl>.*</w:tbl>", text)
    assert ">-2.1<" in table
    assert "noBreakHyphen" not in table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("（见图1和表12）。", ["图1", "表12"]),
        ("如表12所示，代表12个、表123、表12.5、列表12", ["表12"]),
        ("表12", ["表12"]),
    ],
)
def test_mentions_are_fields(text: str, shown: list[str]) -> None:
    file = said(text)
    codes = {"图1": r"REF _Ref300001 \h", "表12": r"REF _Ref200012 \h"}
    assert mentions(file) == [codes[one] for one in shown]
    assert file.paragraphs("BodyText") == [text]


def test_english_mentions_are_fields_too() -> None:
    file = said("(see Figure 1 and Table 12). Timetable 12 and Table 1.", "en")
    assert mentions(file) == [r"REF _Ref300001 \h", r"REF _Ref200012 \h"]


def test_what_is_referred_to_is_the_label_with_its_number() -> None:
    file = said("见表12")
    text = file.text("word/document.xml")
    start = re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="_Ref200012"/>', text)
    assert start is not None
    inside = text[start.end() : text.index(f'<w:bookmarkEnd w:id="{start[1]}"/>')]
    assert "".join(re.findall("<w:t [^>]*>([^<]*)", inside)) == "表12"
    assert are_balanced(file.body)
