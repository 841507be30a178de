"""Making small images for tests."""

from __future__ import annotations

import struct
import zlib

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='4'><path d='M0 0H9V4Z'/></svg>"
HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 3, height: int = 2, *, colour: int = 2, depth: int = 8) -> bytes:
    """A PNG of one grey."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + b"\x7f" * -(-width * samples * depth // 8)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    palette = chunk(b"PLTE", bytes(3 * 256)) if colour == 3 else b""
    return HEAD + head + palette + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
