"""Pages: how empty they are, and each with what must be known of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tests.unit.render.sample import sample_document
from tools.emptiness import empty_share, read_greys

from yuebao.auditing.reading.files import read_bytes
from yuebao.render import render

if TYPE_CHECKING:
    from pathlib import Path

CAUTION = "试报数据"


def test_the_measure_tells_full_from_empty() -> None:
    white, line = bytes([255]) * 10, bytes([255] * 5 + [0] + [255] * 4)
    assert empty_share(10, white * 100) == 1
    assert empty_share(10, white * 87 + line + white * 12) == 0
    half = empty_share(10, white * 49 + line + white * 50)
    assert 0.45 < half < 0.55
    assert list(read_greys(b"P5\n2 1\n255\nab" * 2)) == [(2, b"ab"), (2, b"ab")]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_caution_stands_on_every_page_of_a_pdf_and_is_not_read_as_prose(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    caution = "示例数据：" + "仅供演示，并非海关公布的数据，" * 4
    path.write_bytes(render(replace(sample_document(), notices=(caution,)), "pdf"))
    done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) > 4
    assert all("示例数据：" in page for page in pages)
    texts = [getattr(block, "text", "") for block in read_bytes(path.read_bytes(), "a.pdf").blocks]
    assert sum("仅供演示" in text for text in texts) == 1  # the cover's


def test_a_caution_stands_on_every_page_of_word_and_of_print() -> None:
    document = replace(sample_document(), notices=(CAUTION,))
    with ZipFile(BytesIO(render(document, "docx"))) as package:
        assert CAUTION in package.read("word/footer1.xml").decode()
    page = render(document, "html").decode()
    assert re.search(rf'@page {{ @top-center {{ content: "[^"]*{CAUTION}', page)
