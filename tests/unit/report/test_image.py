"""What is an image that can be drawn, and what only looks like one."""

from __future__ import annotations

import struct
import zlib

import pytest
from tests.unit.report.images import HEAD, SVG, chunk, png

from yuebao.report.image import LARGEST, Image, ImageKind, read_image, without_density

OPEN, CLOSE = b"<svg xmlns='http://www.w3.org/2000/svg'", b"/>"


@pytest.mark.parametrize(
    ("colour", "depth"), [(0, 1), (0, 8), (0, 16), (2, 8), (2, 16), (3, 4), (3, 8), (4, 8), (6, 8)]
)
def test_every_kind_of_png(colour: int, depth: int) -> None:
    assert read_image(png(5, 7, colour=colour, depth=depth)) == Image(ImageKind.PNG, 5, 7)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (b" width='9' height='4'", (9, 4)),
        (b" width='9px' height='4.5mm'", (9, 4.5)),
        (b" viewBox='0 0 30 20'", (30, 20)),
        (b" viewBox='-1,-1,30,20' width='100%'", (30, 20)),
        (b" width='60' viewBox='0 0 30 20'", (60, 20)),
        (b"", (100, 100)),
        (b" width='-3' height='4'", (100, 4)),
    ],
)
def test_the_size_of_an_svg(attributes: bytes, size: tuple[float, float]) -> None:
    assert read_image(OPEN + attributes + CLOSE) == Image(ImageKind.SVG, *size)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"<?xml version='1.0'?>\n", b"<!-- made -->"])
def test_what_may_stand_before_an_svg(before: bytes) -> None:
    assert read_image(before + SVG) is not None


def test_a_png_without_its_density() -> None:
    plain = png(3, 2)
    dense = plain[:33] + chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)) + plain[33:]
    assert read_image(dense) == read_image(plain)
    assert without_density(dense) == plain == without_density(plain)


GOOD = png(3, 2)
IMPOSSIBLE_HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 3, 2, 0, 0, 0))
TOO_WIDE = HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", 10**6, 10**6, 8, 2, 0, 0, 0))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"logo",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"%PDF-1.7",
        b"<svg/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        SVG[:-3],
        SVG.replace(b"<path", b"<path d='"),
        b"\x1f\x8b" + SVG,
        b"\xff\xfe" + SVG.decode().encode("utf-16-le"),
        OPEN + f" width='{LARGEST + 1}' height='1'".encode() + CLOSE,
        OPEN + b" width='0' height='1'" + CLOSE,
        HEAD,
        GOOD[:-1],
        GOOD[:40],
        GOOD.replace(b"IDAT", b"IDAX"),
        GOOD[:45] + b"\0" + GOOD[46:],
        HEAD + IMPOSSIBLE_HEAD + GOOD[33:],
        HEAD + GOOD[33:],
        TOO_WIDE + GOOD[33:],
        TOO_WIDE + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b""),
        GOOD[:33] + chunk(b"IDAT", b"no zlib") + chunk(b"IEND", b""),
        GOOD[:33] + chunk(b"IDAT", zlib.compress(b"short")) + chunk(b"IEND", b""),
        GOOD[:33] + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b""),
        png(4, 4, colour=3).replace(chunk(b"PLTE", bytes(768)), b""),
        png(LARGEST + 1, 1),
    ],
)
def test_what_is_no_image(content: bytes) -> None:
    assert read_image(content) is None
