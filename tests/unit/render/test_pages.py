"""Pages: how empty they are, and each with what must be known of it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from tests.unit.render.sample import sample_document
from tools.emptiness import empty_share, read_greys

from yuebao.render import render

CAUTION = "试报数据"


def test_the_measure_tells_full_from_empty() -> None:
    white, line = bytes([255]) * 10, bytes([255] * 5 + [0] + [255] * 4)
    assert empty_share(10, white * 100) == 1
    assert empty_share(10, white * 87 + line + white * 12) == 0
    half = empty_share(10, white * 49 + line + white * 50)
    assert 0.45 < half < 0.55
    assert list(read_greys(b"P5\n2 1\n255\nab" * 2)) == [(2, b"ab"), (2, b"ab")]


def test_a_caution_stands_on_every_page_of_word_and_of_print() -> None:
    document = replace(sample_document(), notices=(CAUTION,))
    with ZipFile(BytesIO(render(document, "docx"))) as package:
        assert CAUTION in package.read("word/footer1.xml").decode()
    page = render(document, "html").decode()
    assert re.search(rf'@page {{ @top-center {{ content: "[^"]*{CAUTION}', page)
