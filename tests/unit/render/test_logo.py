"""The house style's logo, in every format that has a cover."""

from __future__ import annotations

import io
import struct
import zipfile
from base64 import b64encode
from dataclasses import replace
from html import escape

import pytest
from tests.unit.render.sample import sample_document
from tests.unit.report.images import SVG, chunk, png

from yuebao.domain import DefinitionError
from yuebao.render import render
from yuebao.render._logo import read_logo
from yuebao.render._walk import one_line
from yuebao.report.model import Look

DRAWN = ("html", "pdf", "docx", "xlsx")


def drawn(logo: bytes, form: str) -> bytes:
    return render(replace(sample_document(), look=Look(logo=logo)), form)


@pytest.mark.parametrize("logo", [png(30, 20), SVG], ids=["png", "svg"])
@pytest.mark.parametrize("form", DRAWN)
def test_a_logo_is_drawn_and_always_the_same(form: str, logo: bytes) -> None:
    content = drawn(logo, form)
    assert content != drawn(b"", form)
    assert content == drawn(logo, form)


@pytest.mark.parametrize("form", ["md", "json", "csv"])
def test_what_has_no_cover_has_no_logo(form: str) -> None:
    assert drawn(SVG, form) == drawn(b"", form)


@pytest.mark.parametrize(("logo", "kind"), [(png(), "png"), (SVG, "svg+xml")])
def test_a_page_holds_the_logo_as_an_image(logo: bytes, kind: str) -> None:
    page = drawn(logo, "html").decode()
    institute = escape(one_line(sample_document().cover.institute))
    image = f'src="data:image/{kind};base64,{b64encode(logo).decode()}"'
    assert f'<img class="logo" alt="{institute}" {image}>' in page
    assert "<path d='M0 0H9V4Z'/>" not in page


@pytest.mark.parametrize(
    ("logo", "size"),
    [(png(30, 20), (30, 20)), (SVG, (1600, 711)), (png(1, 4000), (1, 4000))],
)
def test_a_workbook_holds_the_logo_above_the_title(logo: bytes, size: tuple[int, int]) -> None:
    with zipfile.ZipFile(io.BytesIO(drawn(logo, "xlsx"))) as archive:
        image = archive.read("xl/media/image1.png")
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        index = archive.read("xl/worksheets/sheet1.xml").decode()
    assert struct.unpack(">II", image[16:24]) == size
    assert "descr=" in drawing
    assert "<xdr:row>0</xdr:row>" in drawing
    assert '<c r="A1"' not in index
    assert '<c r="A2"' in index


def test_a_workbook_shows_a_dense_logo_as_large() -> None:
    logo = png(30, 20)
    dense = logo[:33] + chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)) + logo[33:]
    assert drawn(dense, "xlsx") == drawn(logo, "xlsx")


BROKEN = [
    b"\xff\xd8\xff\xe0 JPEG",
    png()[:-1],
    b"<html/>",
    b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='4'/>",
    b"<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>",
]


@pytest.mark.parametrize("logo", BROKEN)
@pytest.mark.parametrize("form", DRAWN)
def test_a_logo_that_cannot_be_drawn(form: str, logo: bytes) -> None:
    with pytest.raises(DefinitionError, match="the logo cannot be drawn") as refusal:
        drawn(logo, form)
    assert "Save it as PNG" in refusal.value.remedy


def test_a_drawing_is_as_sharp_whatever_its_size() -> None:
    small = SVG.replace(b"'9'", b"'0.09'").replace(b"'4'", b"'0.04'")
    large = SVG.replace(b"'9'", b"'9000'").replace(b"'4'", b"'4000'")
    for svg in (small, SVG, large):
        logo = read_logo(svg)
        assert (logo.width, round(logo.height, -1)) == (1600, 710)
