"""Small pieces of DrawingML that parts of a chart share: values, colours, type, cached cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

from yuebao.render.docx._workbook import SHEET
from yuebao.render.docx._xml import Xml, element, hex_of, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Look

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CHART = {"xmlns:c": f"{DRAWING}/chart"}
MAIN = {"xmlns:a": f"{DRAWING}/main"}

_INVERTED = "{6F2FDCE9-48DA-4B69-8628-5D25D57E5C99}"
_INVERTED_SPACE = {"xmlns:c14": "http://schemas.microsoft.com/office/drawing/2007/8/2/chart"}


def val(name: str, value: str | float) -> Xml:
    """An element of the chart vocabulary that is its value."""
    return element(f"c:{name}", val=str(value))


def fill(colour: str) -> Xml:
    """That colour, `#rrggbb`."""
    return element("a:solidFill", element("a:srgbClr", val=hex_of(colour)))


def hatched(colour: str) -> Xml:
    """Stripes of that colour."""
    return element(
        "a:pattFill",
        element("a:fgClr", element("a:srgbClr", val=hex_of(colour))),
        element("a:bgClr", element("a:srgbClr", val="FFFFFF")),
        prst="dkUpDiag",
    )


def line(colour: str, width: int) -> Xml:
    """A line of that colour; the width in English Metric Units."""
    return element("a:ln", fill(colour), w=width)


def no_fill() -> Xml:
    """Nothing inside and no line around."""
    return element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill")))


def text_look(look: Look, size: int, colour: str, *, wrap: bool = True) -> Xml:
    """How texts look: the document's fonts, that size in hundredths of a point."""
    return element(
        "c:txPr",
        element("a:bodyPr") if wrap else element("a:bodyPr", wrap="none"),
        element("a:lstStyle"),
        element(
            "a:p",
            element("a:pPr", run_look("a:defRPr", look, size, colour)),
            element("a:endParaRPr", lang="en-US"),
        ),
    )


def run_look(name: str, look: Look, size: int, colour: str) -> Xml:
    """The same as the properties of a run, in an element of that name."""
    latin = element("a:latin", typeface=look.latin_font)
    chinese = element("a:ea", typeface=look.body_font)
    return element(name, fill(colour), latin, chinese, sz=size, b=0)


def string_cells(column: int, first: int, texts: Sequence[str]) -> Xml:
    """Texts in a column of the workbook, from that row; both counted from 0."""
    points = (_point(number, one) for number, one in enumerate(texts))
    cache = element("c:strCache", val("ptCount", len(texts)), *points)
    return element("c:strRef", _reference(column, first, len(texts)), cache)


def number_cells(column: int, first: int, numbers: Sequence[float | None]) -> Xml:
    """Numbers in a column of the workbook, from that row; None is an empty cell."""
    points = (_point(n, _decimal(number)) for n, number in enumerate(numbers) if number is not None)
    count = val("ptCount", len(numbers))
    cache = element("c:numCache", element("c:formatCode", text("General")), count, *points)
    return element("c:numRef", _reference(column, first, len(numbers)), cache)


_NOTHING = 1e-12


def _decimal(number: float) -> str:
    """A number as it is; nothing where roots and quotients left less than any reader can see."""
    return repr(number if abs(number) >= _NOTHING else 0.0)


def _point(number: int, content: str) -> Xml:
    return element("c:pt", element("c:v", text(content)), idx=number)


def _reference(column: int, first: int, count: int) -> Xml:
    cells = xl_range_abs(first, column, first + max(count, 1) - 1, column)
    return element("c:f", text(f"{SHEET}!{cells}"))


def inverted_fill(colour: str) -> Xml:
    """The colour a bar takes when it is edited to below zero: an extension of Office 2010."""
    shape = element("c14:spPr", fill(colour), **_INVERTED_SPACE)
    wrapped = element("c14:invertSolidFillFmt", shape, **_INVERTED_SPACE)
    extension = element("c:ext", wrapped, uri=_INVERTED, **_INVERTED_SPACE)
    return element("c:extLst", extension)
