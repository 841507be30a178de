"""What is no report is refused by what it is, with a remedy, and whatever else is read."""

from __future__ import annotations

import csv
import math
import os
import time
from pathlib import Path

import pytest
from tests.archives import pack, spoiled_archives
from tests.pdffile import lines, pdf

from yuebao.auditing import audit_blocks
from yuebao.auditing.numbers import read_number
from yuebao.auditing.prose.quantities import find_numbers
from yuebao.auditing.reading.blocks import Blocks, Grid, TextBlock
from yuebao.auditing.reading.files import read_blocks, read_bytes
from yuebao.auditing.reading.formats import shown
from yuebao.auditing.reading.html import read_html
from yuebao.auditing.reading.limits import (
    MAX_DIGITS,
    MAX_LETTERS,
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
)
from yuebao.auditing.reading.package import MAX_DEPTH
from yuebao.auditing.reading.pdf import MAX_PAGES
from yuebao.auditing.reading.splice import Splice
from yuebao.auditing.reading.tags import Tag, read_tags
from yuebao.auditing.reconciliation.scopes import sheets_in_reach
from yuebao.auditing.telling.present import to_text
from yuebao.auditing.telling.understood import coverage_record
from yuebao.auditing.understanding import effort
from yuebao.domain import SourceError, UserError
from yuebao.publish.audit import AuditRequest, audit_file

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "2025年3月，中国茶具出口1.0亿美元。"


def word(body: str, **others: str) -> bytes:
    return pack({"word/document.xml": f"<w:document {WORD}>{body}</w:document>", **others})


def in_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


SPAN = '<w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>'
TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (f"出口{'9' * (MAX_DIGITS + 1)}亿美元。", "a.txt", "a number of more than 300 digits"),
        (f"| 甲 | {'9' * 5000} |\n|---|---|\n", "a.md", "a number of more than 300 digits"),
        (SENTENCE * (MAX_PARAGRAPH // len(SENTENCE) + 1), "a.txt", "at most 30,000"),
        ("|" * 5000 + "\n|---|\n", "a.md", "a table has 4,999 columns"),
        ("# a\n" + "1\n\n" * (MAX_PARAGRAPHS + 1), "a.md", "paragraphs"),
        ("# a\n" + f"{'b' * 20_000}。\n\n" * (MAX_LETTERS // 20_000 + 1), "a.md", "letters"),
        ("<html><body>" + "<b>" * 900_000, "a.html", "more than 400,000 elements"),
        ("<html><table>" + "<td colspan=200>" * 2_000, "a.html", "more than 300,000 cells"),
        ("<!doctype html>" + "<!--" * 200_000, "a.html", "no text"),
        ("<html><a " + "<a " * 4000, "a.html", "no text"),
    ],
)
def test_a_text_larger_than_a_report_is_refused(content: str, name: str, said: str) -> None:
    with pytest.raises(SourceError, match="(?i)" + said) as refused:
        read_bytes(content.encode(), name)
    assert refused.value.exit_status == 3
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word(f"<w:body>{in_tables(MAX_DEPTH)}</w:body>"), "nests elements more than 250 deep"),
        (word("<w:body>" + "<w:p>" * 300_000), "nests elements more than 250 deep"),
        (
            word(f"<w:body><w:tbl>{f'<w:tr><w:tc>{SPAN.format(200)}</w:tc><w:tc/></w:tr>' * 2000}"
                 "</w:tbl></w:body>"),
            "more than 300,000 cells",
        ),
        (word("<w:body>" + " " * (65 << 20) + "</w:body>"), "unpacks to more than"),
        (b"PK\x03\x04 cut", "cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
    ],
    ids=["nested", "unclosed", "spans", "bomb", "cut", "encrypted"],
)  # fmt: skip
def test_a_package_larger_than_a_report_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        read_bytes(content, "a.docx")
    assert refused.value.remedy


@pytest.mark.parametrize("letters", [MAX_PARAGRAPH + 1, 200_000])
def test_a_cell_of_delimited_text_is_bounded_and_other_readers_keep_their_limits(
    letters: int,
) -> None:
    limit = csv.field_size_limit()
    with pytest.raises(SourceError, match="a cell of it has more than 30,000 letters"):
        read_bytes(f"a,b\n1,{'x' * letters}\n".encode(), "a.csv")
    assert csv.field_size_limit() == limit


def test_letters_of_no_text_and_charts_without_rows_are_read_past() -> None:
    marks = "Exports \\* rose\ue000 3.0% to \ue000$5.0 million in May 2025."
    assert audit_blocks(read_bytes(marks.encode(), "a.md")).findings == ()
    rows = "<tr><td>Name<td>Exports<tr><tr><td>2021<td>3.0"
    chart = f"<p>Figure 1: Exports, May 2025</p><table>{rows}</table>"
    assert audit_blocks(read_bytes(f"<html>{chart}".encode(), "a.html")).findings == ()


def test_a_data_annex_is_told_from_a_report() -> None:
    with pytest.raises(SourceError, match="it is data, not a report"):
        read_bytes(b'{"report": {}, "cells": []}', "chips-2025-02.JSON")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_bomb_of_entities_is_refused(encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'
        f"<w:document {WORD}><w:body>&b;</w:body></w:document>"
    )
    with pytest.raises(SourceError, match="broken"):
        read_bytes(pack({"word/document.xml": bomb.encode(encoding)}), "a.docx")


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    part = f'<?xml version="1.0" encoding="UOF-8"?><w:document {WORD}/>'
    with pytest.raises(SourceError, match="broken"):
        read_bytes(pack({"word/document.xml": part}), "a.docx")
    with pytest.raises(ValueError, match="UOF-8"):
        Splice(part.encode())


@pytest.mark.parametrize("spoil", spoiled_archives(word(f"<w:body>{TEXT}</w:body>")))
def test_an_archive_spoiled_within_is_refused(spoil: bytes) -> None:
    with pytest.raises(SourceError, match="broken"):
        read_bytes(spoil, "a.docx")


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    pipe, report = tmp_path / "a.md", tmp_path / "b.md"
    os.mkfifo(pipe)
    report.write_text(SENTENCE, encoding="utf-8")
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(UserError, match="no document but") as refused:
            read_blocks(path)
        assert refused.value.remedy
        with pytest.raises(UserError, match="not the JSON of an earlier audit"):
            audit_file(AuditRequest(report, baseline=path))


@pytest.mark.parametrize("span", ["x", "-3", "9" * 5000, "", "²"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    cell = f"<w:tc>{SPAN.format(span)}{TEXT.format('甲')}</w:tc>"
    row = f"<w:tr>{cell}<w:tc>{TEXT.format('乙')}</w:tc></w:tr>"
    blocks = read_bytes(word(f"<w:body><w:tbl>{row}</w:tbl></w:body>"), "a.docx")
    assert isinstance(blocks.blocks[0], Grid)
    assert blocks.blocks[0].rows == (("甲", "乙"),)


def test_runs_of_spaces_are_one_space() -> None:
    spaced = SENTENCE.replace("出口", f"出口{' ' * 100_000}")
    read = read_bytes(spaced.encode(), "a.txt")
    assert audit_blocks(read).coverage.share() == 1.0


def test_years_and_months_that_are_none_are_no_periods() -> None:
    for text in ("0000年1月，中国茶具出口1.0亿美元。", "2025年13月，中国茶具出口1.0亿美元。"):
        assert audit_blocks(read_bytes(text.encode(), "a.txt")).claims.month is None


def test_what_is_too_long_for_a_number_is_none() -> None:
    assert read_number("9" * 41) is None
    assert [shown(value, "0.0") for value in ("1E+999999", "NaN", "1E-999", "2.25")] == [
        "1E+999999", "NaN", "0.0", "2.3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<p class='a>b'>1 &lt; 2</P>",
            [Tag("p", True, {"class": "a>b"}), "1 < 2", Tag("p", False)],
        ),
        ("a<!-- <p> -->b", ["a", "b"]),
        ("a<!-- b", ["a"]),
        ("a < b", ["a ", "<", " b"]),
        ('a<p title="b', ["a"]),
        ("<script>if (a<b) {}</script>c", [Tag("script", True), Tag("script", False), "c"]),
        (
            "<br/><IMG src=x hidden>",
            [Tag("br", True), Tag("img", True, {"src": "x", "hidden": ""})],
        ),
        ("<![CDATA[ x ]]><?php a ?>b", ["b"]),
    ],
)
def test_tags_are_read_as_browsers_read_them(page: str, expected: list[Tag | str]) -> None:
    assert list(read_tags(page)) == expected


def test_what_is_left_out_ends_with_its_own_end() -> None:
    page = "<nav><div><nav>a</nav></p></div>b</nav><p>c</p>"
    assert read_html(page, "a").blocks == (TextBlock("c"),)


@pytest.mark.parametrize("angle", [math.nan, math.inf])
def test_a_letter_of_a_damaged_page_that_lies_at_no_angle(
    monkeypatch: pytest.MonkeyPatch, angle: float
) -> None:
    monkeypatch.setattr("pypdfium2.raw.FPDFText_GetCharAngle", lambda *_: angle)
    [block] = read_bytes(pdf([lines(1, "Exports rose 5.1%")]), "a.pdf").blocks
    assert isinstance(block, TextBlock)
    assert block.text == "Exports rose 5.1%"


def test_a_rare_letter_of_a_pdf_is_one_and_half_of_one_is_none() -> None:
    drawn = lines(1, "aAaBaa exports 1.0")
    letters = {"A": "d840dc0b", "B": "d840", "a": "4e00"}
    [block] = read_bytes(pdf([drawn], letters=letters), "a.pdf").blocks
    assert isinstance(block, TextBlock)
    assert block.text.startswith("\u4e00\U0002000b\u4e00\ufffd\u4e00")
    block.text.encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([lines(400, "word " * 60)]), "page 1 of it has 1..,... letters"),
        (pdf([lines(20, "word " * 60)] * 8), "it has 4.,... letters"),
        (pdf([lines(1, "a")] * (MAX_PAGES + 1)), "it has 501 pages"),
        (pdf(["0 0 m 9 9 l S " * 300_000] * 2), "it draws 600,000 lines"),
    ],
    ids=["page", "letters", "pages", "drawn"],
)
def test_a_pdf_larger_than_a_report_is_refused(
    content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yuebao.auditing.reading.pdf.MAX_LETTERS", 40_000)
    with pytest.raises(SourceError, match=said) as refused:
        read_bytes(content, "a.pdf")
    assert refused.value.remedy


def test_sentences_are_held_against_the_first_tables_of_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = ("| 市场 | 出口额 |", "|---|---|", "| 美国 | 6.0 |", "| 德国 | 4.0 |")
    table = "\n".join(("表1：2025年2月茶具出口（亿美元）", "", *rows, "", ""))
    said = "2025年2月，对美国出口茶具8.0亿美元，对德国出口4.0亿美元。\n"
    claims = audit_blocks(read_bytes((table * 4 + said).encode(), "a.md")).claims
    assert (len(claims.sheets), len(claims.facts)) == (4, 2)
    assert sheets_in_reach(claims) == claims.sheets
    monkeypatch.setattr("yuebao.auditing.reconciliation.scopes.MOST_PAIRS", 5)
    assert sheets_in_reach(claims) == claims.sheets[:2]


def test_sentences_behind_those_that_are_read_are_told_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each paragraph there are seven parts: itself, three numbers and three stops."""
    text = "2025年3月，中国茶具出口{}.0亿美元，不含茶。"
    table = Grid((("国家", "2025年3月出口额（亿美元）"), ("美国", "4.0"), ("德国", "5.0")))
    paragraphs = [TextBlock(text.format(number)) for number in range(1, 9)]
    blocks = Blocks("long.docx", "docx", (*paragraphs, table))
    whole = audit_blocks(blocks)
    assert (whole.coverage.beyond, whole.coverage.unread) == (0, ())
    monkeypatch.setattr(effort, "MAX_PARTS", 4 * 7)
    part = audit_blocks(blocks)
    assert [(one.text, one.place.block) for one in part.coverage.unread] == [
        (f"{number}.0", number - 1) for number in range(5, 9)
    ]
    assert part.coverage.beyond == 4
    assert part.coverage.read == whole.coverage.read - 4, "sentences before, and the table"
    assert coverage_record(part.coverage)["beyond"] == 4
    said = "too long to be read whole: the sentences behind were not read, and 4 numbers"
    assert to_text(part, "en").startswith(f"long.docx: {said}")
    assert to_text(part, "zh").startswith(
        "long.docx：文件过长，后面的句子没有读，其中的4个数字未核对"
    )
    assert said not in to_text(whole, "en")


def test_numbers_in_characters_are_found_in_no_more_time_than_a_text_is_long() -> None:
    begun = time.process_time()
    list(find_numbers("一二三" * 3000 + "。", "zh"))
    assert time.process_time() - begun < 2, "it took seven seconds"
    assert [mark.text for mark in find_numbers("三十五个百分点，五百分点", "zh")] == [
        "三十五个百分点", "五百分点"
    ]  # fmt: skip


def test_a_page_of_any_size_is_read() -> None:
    big = 10**9
    content = pdf([lines(3, "exports")], box=(-big, -big, big, big))
    assert read_bytes(content, "a.pdf").blocks
