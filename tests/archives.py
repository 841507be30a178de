"""Archives made by hand: what tests of several folders read as office files."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of those members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def spoiled_archives(content: bytes) -> tuple[bytes, ...]:
    """An archive with each of the numbers spoiled that say where and how its last entry lies."""
    entry, end = content.rindex(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    return (
        _with(content, end + 16, "<L", 2**31),  # the entries begin behind the file's end
        _with(content, entry + 10, "<H", 99),  # a way of packing that nobody knows
        _with(content, entry + 10, "<H", zipfile.ZIP_LZMA),
        _with(content, entry + 10, "<H", zipfile.ZIP_BZIP2),
        _with(content, entry + 42, "<L", 2**31),  # the entry lies behind the file's end
        _with(content, entry + 42, "<L", end),
        _with(content, entry + 16, "<L", 0),  # another checksum
        content[: entry // 2] + content[entry:],  # what the offsets say lies before the file
    )


def _with(content: bytes, at: int, kind: str, number: int) -> bytes:
    return content[:at] + struct.pack(kind, number) + content[at + struct.calcsize(kind) :]
