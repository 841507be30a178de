"""Images that a house style brings along: whether they are PNG or SVG to their last byte."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum

LARGEST = 10_000
"""How wide or high an image may be, in pixels or an SVG's units."""

_PNG = b"\x89PNG\r\n\x1a\n"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""The bits a sample of each colour type may have."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?)\s*(?:px|pt|pc|mm|cm|in)?\s*")


class ImageKind(StrEnum):
    """How an image is written."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Image:
    """An image that can be drawn.

    Attributes:
        kind: How it is written.
        width: In pixels, or in an SVG's units; of an SVG without a size, 100.
        height: The same.
    """

    kind: ImageKind
    width: float
    height: float


def read_image(content: bytes) -> Image | None:
    """What an image is; None where it is neither PNG nor SVG, broken, or larger than LARGEST."""
    image = _read_png(content) if content.startswith(_PNG) else _read_svg(content)
    if image is None or not 0 < image.width <= LARGEST or not 0 < image.height <= LARGEST:
        return None
    return image


def without_density(png: bytes) -> bytes:
    """A PNG that does not say how large its pixels are: it is drawn as large as one says."""
    kept = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in _chunks(png)
        if name != b"pHYs"
    )
    return _PNG + b"".join(kept)


def _read_png(content: bytes) -> Image | None:
    chunks = _chunks(content)
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        return None
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(
        ">IIBBBBB", chunks[0][1]
    )
    has_palette = any(name == b"PLTE" for name, _ in chunks)
    if (
        depth not in _DEPTHS.get(colour, ())
        or (packing, filtering) != (0, 0)
        or interlaced > 1
        or (colour == 3 and not has_palette)
        or max(width, height) > LARGEST
    ):
        return None
    least = height * (width * depth * _SAMPLES[colour] // 8)
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    try:
        unpacker = zlib.decompressobj()
        pixels = len(unpacker.decompress(packed, least * 2 + 16 * height + 64))
    except zlib.error:
        return None
    return Image(ImageKind.PNG, width, height) if unpacker.eof and pixels >= least else None


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG by name; none where one is cut short or damaged."""
    chunks: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(name + data)):
            return []
        chunks.append((name, data))
        if name == b"IEND":
            return chunks
        at += 12 + length
    return []


def _read_svg(content: bytes) -> Image | None:
    from xml.parsers import expat

    root: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not root:
            root.append((name, attributes))

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = start
    try:
        content.decode()
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return None
    name, attributes = root[0]
    if name != "http://www.w3.org/2000/svg svg":
        return None
    box = [*attributes.get("viewBox", "").replace(",", " ").split(), *[""] * 4][2:4]
    width, height = (
        next(filter(_LENGTH.fullmatch, (attributes.get(side, ""), text)), "100")
        for side, text in zip(("width", "height"), box, strict=True)
    )
    return Image(ImageKind.SVG, _length(width), _length(height))


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) if match else 0.0
