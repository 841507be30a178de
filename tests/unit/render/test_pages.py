"""Pages: none half empty where the text could flow, and each with what must be known of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument
from tests.unit.render.sample import provinces, sample_document
from tools.emptiness import emptiness, empty_share, read_greys

from yuebao.render import render
from yuebao.report.model import Heading, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report.model import Part

_, CHARTS = provinces()
CAUTION = "试报数据"
TEXT = "进出口额同比增长。" * 30


def texts(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    pages = (page.get_textpage().get_text_range() for page in PdfDocument(pdf))
    return [re.sub(r"\s", "", page) for page in pages]


def test_the_measure_tells_full_from_empty() -> None:
    white, line = bytes([255]) * 10, bytes([255] * 5 + [0] + [255] * 4)
    assert empty_share(10, white * 100) == 1
    assert empty_share(10, white * 87 + line + white * 12) == 0
    half = empty_share(10, white * 49 + line + white * 50)
    assert 0.45 < half < 0.55
    assert list(read_greys(b"P5\n2 1\n255\nab" * 2)) == [(2, b"ab"), (2, b"ab")]


def test_text_flows_around_charts(tmp_path: Path) -> None:
    """Charts among paragraphs, wherever they fall, leave no page a quarter empty."""
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not there")
    for before in range(0, 12, 3):
        parts = [
            Paragraph((TEXT,)) if chart is None else replace(chart, number=number)
            for number, chart in enumerate([None] * before + [*CHARTS[:1], *[None] * 7] * 4, 1)
        ]
        document = replace(sample_document(), parts=(Heading(1, "标题"), *parts), notices=())
        path = tmp_path / f"{before}.pdf"
        path.write_bytes(render(document, "pdf"))
        shares = emptiness(path, program)[1:]  # after the contents
        assert len(shares) > 3
        assert max(shares) < 0.25, shares


def test_a_chart_never_passes_into_the_next_chapter(tmp_path: Path) -> None:
    for before in range(1, 12):
        parts: tuple[Part, ...] = (
            Heading(1, "甲章"), *[Paragraph((TEXT,))] * before, CHARTS[0],
            Heading(1, "乙章"), Paragraph(("乙章的文字。",)),
        )  # fmt: skip
        pages = texts(render(replace(sample_document(), parts=parts, notices=()), "pdf"))[2:]
        chart, next_one = (
            next(at for at, page in enumerate(pages) if text in page)
            for text in (f"图{CHARTS[0].number}：", "乙章的文字")
        )
        assert chart <= next_one


def test_a_caution_stands_on_every_page(tmp_path: Path) -> None:
    document = replace(sample_document(), notices=(CAUTION,))
    pages = texts(render(document, "pdf"))
    assert len(pages) > 3
    assert all(CAUTION in page for page in pages)
    with ZipFile(BytesIO(render(document, "docx"))) as package:
        assert CAUTION in package.read("word/footer1.xml").decode()
    page = render(document, "html").decode()
    assert re.search(rf'@page {{ @top-center {{ content: "[^"]*{CAUTION}', page)
