"""The HTML report where there is no Chinese font, and where there is no font at all."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from tests.unit.render.chart_sample import ranking, stack, trend
from tests.unit.render.sample import sample_document
from tests.web.chromium import Browser, Page

from yuebao.render import render
from yuebao.render._fonts import FAMILY, subset_woff

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIG = (
    '<?xml version="1.0"?><fontconfig><dir>{0}/fonts</dir><cachedir>{0}/cache</cachedir>'
    "</fontconfig>"
)
STATUS = "[...document.fonts].map((font) => font.status)"
DRAWN = """
((letter) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = '80px "Yuebao Sans"';
  pen.fillText(letter, 10, 100);
  return [...pen.getImageData(0, 0, 120, 120).data].filter((_, at) => at %% 4 === 3).join("");
})("%s")
"""


@pytest.fixture(scope="module", params=["no font", "a Latin font"])
def page(request: pytest.FixtureRequest, program: str) -> Iterator[Page]:
    """The sample report with every form of chart, on such a machine."""
    document = sample_document()
    document = replace(document, parts=(*document.parts, trend(), stack(), ranking()))
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as environment,
    ):
        (Path(folder) / "fonts").mkdir()
        if request.param == "a Latin font":
            _write_latin_font(Path(folder) / "fonts" / "latin.otf")
        config = Path(folder) / "fonts.conf"
        config.write_text(CONFIG.format(folder))
        environment.setenv("FONTCONFIG_FILE", str(config))
        report = Path(folder) / "report.html"
        report.write_bytes(render(document, "html"))
        with Browser(program, Path(folder)) as browser:
            opened = Page(browser)
            opened.open(report)
            deadline = time.monotonic() + 10
            while opened.run(STATUS) != ["loaded"] and time.monotonic() < deadline:
                time.sleep(0.05)
            yield opened


def _write_latin_font(path: Path) -> None:
    with TTFont(BytesIO(subset_woff("".join(map(chr, range(32, 127)))))) as font:
        for record in font["name"].names:
            record.string = "Latin"
        font.flavor = None
        font.save(path)


def _fonts(page: Page, selector: str) -> dict[str, int]:
    """How many glyphs of each font the first element that matches is drawn with."""
    page.call("DOM.enable")
    page.call("CSS.enable")
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    fonts = page.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
    return {font["familyName"]: font["glyphCount"] for font in fonts if font["isCustomFont"]}


def test_the_font_the_page_carries_is_read(page: Page) -> None:
    assert page.run(STATUS) == ["loaded"]
    assert page.complaints() == []


@pytest.mark.parametrize(
    ("selector", "glyphs"),
    [("h1", 16), ("caption span", 22), ("#chart-1 .wide text:last-of-type", 2)],
)
def test_it_draws_prose_tables_and_charts(page: Page, selector: str, glyphs: int) -> None:
    drawn = _fonts(page, selector)
    assert list(drawn) == [FAMILY]
    assert drawn[FAMILY] >= glyphs


def test_different_characters_look_different(page: Page) -> None:
    first, second, tofu = (page.run(DRAWN % letter) for letter in ("贸", "易", "\U000f1234"))
    assert len({first, second, tofu}) == 3
