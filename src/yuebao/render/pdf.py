"""PDF for print and archive: the document as data, laid out by a Typst template.

Only the fonts that come with the package are used, system fonts are ignored and the report's date
is the only clock, so every machine gives the same bytes. The file is PDF/A-2a and PDF/UA-1: fonts
embedded, every letter as text, tagged with its structure, language and title.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import category

import typst
from fontTools.ttLib import TTFont

from yuebao.domain import bind_process
from yuebao.render._fonts import font_directory, font_file, serif_font_file
from yuebao.render._pdf_data import arrange_parts, pdf_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.render._pdf_data import Data
    from yuebao.report.model import Document

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""What the file conforms to; Typst refuses to write one that does not."""

KEPT = 10
"""For how many compilations Typst keeps what none of them used again."""

_BYTE_ORDER_MARK = "\ufeff"
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def render_pdf(document: Document) -> bytes:
    """Draw the document as PDF.

    A character the fonts have no shape for is printed as its code, `〔U+20BB7〕`: PDF/A allows no
    empty box in its place.
    """
    bind_process("drawing a PDF")
    day, data = document.date, pdf_data(document)
    try:
        arranged = arrange_parts(data, _heights(data))
        return typst.compile(
            _template(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=_inputs(arranged, measured=True),
            pdf_standards=STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    finally:
        _forget()


def _heights(data: Data) -> list[Mapping[str, float]]:
    """What each part takes in height, and its footnotes, in points."""
    asked = typst.query(
        _template(),
        "<heights>",
        field="value",
        one=True,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(data, measured=False),
    )
    heights: list[Mapping[str, float]] = json.loads(asked)
    return heights


def _inputs(data: Data, *, measured: bool) -> dict[str, str]:
    return {"document": _printable(json.dumps(data | {"measured": measured}, ensure_ascii=False))}


@cache
def _template() -> bytes:
    return files("yuebao.render").joinpath("assets", "report.typ").read_bytes()


def _forget() -> None:
    """Let Typst drop what it remembers of a report, some 20 MB, by compilations of nothing.

    It has no call for that, and no other report would find anything of use there. Four
    milliseconds.
    """
    for _ in range(KEPT + 1):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_directory())],
    )


@cache
def _shapes() -> frozenset[str]:
    """The characters that both fonts can print."""
    codes: list[set[int]] = []
    for path in (font_file(), serif_font_file()):
        with TTFont(path, lazy=True) as font:
            codes.append(set(font.getBestCmap()))
    return frozenset(map(chr, set.intersection(*codes))) - {_BYTE_ORDER_MARK}


def _printable(text: str) -> str:
    """The text with a stand-in for every character that cannot be printed.

    Spaces of other widths become plain ones, and characters that print nothing anyway, such as
    joiners and variation selectors, are left out.
    """
    return text.translate({ord(letter): _stand_in(letter) for letter in set(text) - _shapes()})


def _stand_in(letter: str) -> str:
    kind = category(letter)
    if kind == "Zs":
        return " "
    if kind == "Cf" or _VARIATION.match(letter):
        return ""
    return f"〔U+{ord(letter):04X}〕"
