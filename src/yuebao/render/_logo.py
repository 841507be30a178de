"""The logo of a house style, as every format can draw it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

import vl_convert

from yuebao.domain import DefinitionError, bind_process
from yuebao.domain.process import hushed
from yuebao.render._fonts import register_font
from yuebao.report.image import ImageKind, read_image

_LONGEST = 1600
"""How many pixels the longer side of a drawing becomes, so that it prints sharp."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be drawn.

    Attributes:
        kind: How it was written.
        content: As it was given.
        png: As PNG: itself, or drawn from SVG.
        width: Of the PNG, in pixels.
        height: The same.
    """

    kind: ImageKind
    content: bytes
    png: bytes
    width: int
    height: int

    def fit(self, width: float, height: float) -> float:
        """By how much it is scaled to fill a box and keep its shape."""
        return min(width / self.width, height / self.height)


@lru_cache(maxsize=4)
def read_logo(content: bytes) -> Logo:
    """A house style's image.

    Raises:
        DefinitionError: It cannot be drawn.
    """
    image = read_image(content)
    if image is None:
        raise _refusal("it is neither PNG nor SVG, broken, or too large")
    png = content
    if image.kind is ImageKind.SVG:
        png = _draw(content, _LONGEST / max(image.width, image.height))
    width, height = struct.unpack(">II", png[16:24])
    return Logo(image.kind, content, png, width, height)


def _draw(svg: bytes, scale: float) -> bytes:
    bind_process("drawing a logo")
    register_font()
    try:
        with hushed():
            drawn: bytes = vl_convert.svg_to_png(svg.decode(), scale=scale)
    except BaseException as error:
        # What is written in Rust gives up by an exception of no public class.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            reason = next(iter(str(error).splitlines()), "no reason given")
            raise _refusal(reason) from error
        raise
    return drawn


def _refusal(reason: str) -> DefinitionError:
    return DefinitionError(
        f"the logo cannot be drawn ({reason})",
        remedy="Save it as PNG, or as a plain SVG with its size, and name that in the theme.",
    )
