"""A cover set from the left between rules, where the house style wants it; else as it ever was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.render.sample import sample_document
from tests.unit.render.wordfile import WordFile

from yuebao.render import render
from yuebao.render._cover import CENTRED, title_size
from yuebao.render._pdf_data import pdf_data
from yuebao.report import load_theme
from yuebao.report.model import Look

RULED = replace(sample_document(), look=Look(cover="ruled", accent="#0b3c49"))


@pytest.mark.parametrize(("name", "cover"), [("reference", "centred"), ("standard", "ruled")])
def test_themes_say_how_their_cover_is_set(name: str, cover: str) -> None:
    assert load_theme(name).look.cover == cover


def test_a_ruled_cover_has_its_rules_in_word() -> None:
    text = WordFile(render(RULED, "docx")).text("word/document.xml")
    assert '<w:top w:val="single" w:sz="36" w:space="14" w:color="0B3C49"/>' in text
    plain = WordFile(render(sample_document(), "docx")).text("word/document.xml")
    assert 'w:sz="36"' not in plain


def test_a_ruled_cover_is_drawn_in_pages_and_pdf() -> None:
    assert ".cover { text-align: left" in render(RULED, "html").decode()
    assert ".cover { text-align: left" not in render(sample_document(), "html").decode()
    look = pdf_data(RULED)["look"]
    assert isinstance(look, dict)
    assert look["cover"] == "ruled"
    assert render(RULED, "pdf") != render(
        replace(RULED, look=replace(RULED.look, cover="centred")), "pdf"
    )


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("中国大豆贸易月度监测报告", 26),
        ("中国不锈钢洗涤槽及脸盆出口月度监测报告", 23),
        ("中国" + "不锈钢洗涤槽及脸盆" * 2 + "出口月度监测报告", 26),
    ],
)
def test_a_title_just_too_long_for_its_line_is_set_smaller(title: str, size: int) -> None:
    document = sample_document()
    document = replace(document, cover=replace(document.cover, title=title))
    assert title_size(document, CENTRED) == size
    text = WordFile(render(document, "docx")).text("word/document.xml")
    assert (f'<w:sz w:val="{2 * size}"/>' in text) == (size < CENTRED)
    drawn = pdf_data(document)["cover"]
    assert isinstance(drawn, dict)
    assert drawn["size"] == size
