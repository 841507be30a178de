"""Pages: how empty they are, and each with what must be known of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tests.unit.render.sample import sample_document
from tools.emptiness import contents_pages, empty_share, read_greys
from tools.fonts import lend_fonts

from yuebao.auditing.reading.files import read_bytes
from yuebao.render import render
from yuebao.render._cautions import WIDTH, caution_line
from yuebao.render._fonts import FAMILY, SERIF_FAMILY

if TYPE_CHECKING:
    from pathlib import Path

CAUTION = "试报数据"


def test_the_measure_tells_full_from_empty() -> None:
    white, line = bytes([255]) * 10, bytes([255] * 5 + [0] + [255] * 4)
    assert empty_share(10, white * 100) == 1
    assert empty_share(10, line * 100) == 0
    assert empty_share(10, line * 50 + white * 20 + line * 30) == pytest.approx(20 / 76)
    half = empty_share(10, white * 49 + line + white * 50)
    assert 0.45 < half < 0.55
    assert list(read_greys(b"P5\n2 1\n255\nab" * 2)) == [(2, b"ab"), (2, b"ab")]


def test_contents_and_lists_are_no_pages_to_be_filled() -> None:
    contents = (
        "目录\n一、概况 . . . . . . . . . . \u20601\n二、伙伴...........................12\n— I —\n"
    )
    assert contents_pages([contents, contents, "一、概况\n出口41.4亿美元。\n", contents]) == 2
    assert contents_pages(["一、概况\n共3页……\n"]) == 0


@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed")
@pytest.mark.parametrize(("asked", "given"), [("宋体", SERIF_FAMILY), ("微软雅黑", FAMILY)])
def test_a_machine_without_chinese_fonts_is_lent_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, given: str
) -> None:
    monkeypatch.setattr("tools.fonts.MACHINE", str(tmp_path / "none.conf"))
    environment = os.environ | lend_fonts(tmp_path / "字体")
    done = subprocess.run(
        ["fc-match", "-f", "%{family}", asked], env=environment, check=True, capture_output=True
    )
    assert done.stdout.decode() == given


def test_a_caution_stands_on_every_page_of_word_and_of_print() -> None:
    document = replace(sample_document(), notices=(CAUTION,))
    with ZipFile(BytesIO(render(document, "docx"))) as package:
        assert CAUTION in package.read("word/footer1.xml").decode()
    page = render(document, "html").decode()
    assert re.search(rf'@page {{ @top-center {{ content: "[^"]*{CAUTION}', page)


CAUTIONS = (
    "示例数据：" + "仅供演示，并非海关公布的数据，" * 4,
    "数据不完整：2025年1月至2025年2月的进口数据仅为税号8507的一部分，合计可能偏低。",
    "文件甲.xlsx未采用“备注”栏，所用数据按其余各栏汇总。",
)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_cautions_stand_on_every_page_of_a_pdf_and_are_not_read_as_prose(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for number in (1, 3):
        path.write_bytes(render(replace(sample_document(), notices=CAUTIONS[:number]), "pdf"))
        done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
        first, *pages = done.stdout.decode().split("\f")[:-1]
        assert len(pages) > 4
        assert all(f"{caution[:4]}" in first for caution in CAUTIONS[:number])
        assert all("示例数据" in page and "全文见首页" in page for page in pages)
        blocks = read_bytes(path.read_bytes(), "a.pdf").blocks
        texts = [getattr(block, "text", "") for block in blocks]
        assert sum("仅供演示" in text for text in texts) == 1  # the cover's
        assert not any("全文见首页" in text for text in texts)


def test_cautions_fit_in_a_line() -> None:
    words = sample_document().words
    assert caution_line((), words) == ""
    assert caution_line(("数据可能不完整。",), words) == "数据可能不完整。"
    for number in (1, 2, 3):
        line = caution_line(CAUTIONS[:number] * 3, words)
        assert line.endswith("（全文见首页）")
        assert sum(2 if ord(letter) > 255 else 1 for letter in line) <= WIDTH
    assert line.startswith(
        "示例数据；数据不完整；文件甲.xlsx未采用“备注”栏，所用数据按其余各栏汇总（"
    )
    assert "…" not in line
    assert caution_line(("没有冒号" * 20,), words).count("…") == 1
