"""The logo on the cover, as a picture that every version of Word shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render.docx._xml import Xml, element

if TYPE_CHECKING:
    from yuebao.render._logo import Logo

LOGO_ID = "rIdLogo"
_HIGHEST, _WIDEST = 900_000, 3_600_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def logo_run(logo: Logo) -> Xml:
    """The run that holds the picture, as large as the cover has room for."""
    scale = logo.fit(_WIDEST, _HIGHEST)
    size = {"cx": max(1, round(logo.width * scale)), "cy": max(1, round(logo.height * scale))}
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
