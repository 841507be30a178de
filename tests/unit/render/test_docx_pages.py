"""The Word file as pages: LibreOffice opens it, breaks it and prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from tests import libreoffice
from tests.unit.render.chart_sample import stack, trend
from tests.unit.render.sample import NASTY, sample_document

from yuebao.render.docx import render_docx

pytestmark = pytest.mark.skipif(
    not (libreoffice.INSTALLED and shutil.which("pdftotext")),
    reason="LibreOffice and poppler-utils are not installed",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page, without spaces."""
    folder = tmp_path_factory.mktemp("docx")
    document = sample_document()
    charts = (replace(trend(), number=3), replace(stack(), number=4))
    source = folder / "report.docx"
    source.write_bytes(render_docx(replace(document, parts=(*document.parts, *charts))))
    libreoffice.convert(source, "pdf")
    done = subprocess.run(
        ["pdftotext", "-raw", folder / "report.pdf", "-"], check=True, capture_output=True
    )
    return [re.sub(r"\s", "", page) for page in done.stdout.decode().split("\f")[:-1]]


def test_the_cover_stands_alone(pages: list[str]) -> None:
    assert len(pages) > 4
    assert pages[0].startswith("中国锂离子蓄电池贸易月度监测报告(2025年1-2月)样本数据")
    assert pages[0].endswith("某大学某实验室2025年3月20日")


def test_every_other_page_has_its_head_and_number(pages: list[str]) -> None:
    for number, page in enumerate(pages[1:]):
        assert "某大学某实验室—中国锂离子蓄电池贸易月度监测报告" in page
        assert f"—{number or 'I'}—" in page


def test_prose_tables_notes_and_charts_are_printed(pages: list[str]) -> None:
    text = "".join(pages)
    assert "2025年2月，中国锂离子蓄电池1出口41.4亿美元，同比增长11.6%；" in text
    assert "1本报告定义的锂离子蓄电池" in text
    assert "重点区域欧盟15.737.84.8欧盟31.332.24.8" in text
    assert re.sub(r"\s", "", NASTY) in text
    for caption in ("图1：2025年2月各省市出口同比变化（%）", "图4：2024年1月至2025年12月"):
        assert text.count(caption) == 2  # in the list, and below the chart
    assert "出口额进口额进出口额同比" in text


def test_the_lists_are_there_with_their_pages_before_any_update(pages: list[str]) -> None:
    assert re.search(r"一、贸易总体情况\.{2,}1", pages[1])
    listed = re.sub(r"\.{2,}\d+", "", pages[1])
    assert (
        "目录一、贸易总体情况二、区域分布及变化情况（一）出口区域及变化三、分省变化情况" in listed
    )
    assert "表目录表1：" in listed
