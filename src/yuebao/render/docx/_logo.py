"""The logo on the cover, as a picture that every version of Word shows."""

from __future__ import annotations

import struct

import vl_convert

from yuebao.render.docx._xml import Xml, element

LOGO_ID = "rIdLogo"
_PNG = b"\x89PNG\r\n\x1a\n"
_SCALE = 4.0
"""How many pixels a unit of a drawing becomes, so that it prints sharp."""
_HIGHEST, _WIDEST = 900_000, 3_600_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def logo_png(logo: bytes) -> bytes:
    """The logo as PNG: as it is, or drawn from SVG."""
    if logo.startswith(_PNG):
        return logo
    drawn: bytes = vl_convert.svg_to_png(logo.decode(), scale=_SCALE)
    return drawn


def logo_run(png: bytes) -> Xml:
    """The run that holds the picture, as large as the cover has room for."""
    width, height = struct.unpack(">II", png[16:24])
    scale = min(_HIGHEST / height, _WIDEST / width)
    size = {"cx": round(width * scale), "cy": round(height * scale)}
    spaces = {"xmlns:a": f"{_DRAWING}/main", "xmlns:pic": f"{_DRAWING}/picture"}
    fill = element(
        "pic:blipFill",
        element("a:blip", **{"r:embed": LOGO_ID}),
        element("a:stretch", element("a:fillRect")),
    )
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", **size)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    names = element("pic:nvPicPr", element("pic:cNvPr", id=0, name="logo"), element("pic:cNvPicPr"))
    picture = element("pic:pic", names, fill, shape)
    data = element("a:graphicData", picture, uri=f"{_DRAWING}/picture")
    inline = element(
        "wp:inline",
        element("wp:extent", **size),
        element("wp:docPr", id=1_000_000, name="logo"),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", data, **spaces),
        distT=0, distB=0, distL=0, distR=0,
        **{"xmlns:wp": f"{_DRAWING}/wordprocessingDrawing"},
    )  # fmt: skip
    return element("w:r", element("w:drawing", inline))
