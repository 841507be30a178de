"""Ways in which any file goes wrong, of text, of bytes, or packed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.archives import pack

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

WORDS = (
    "9" * 400, "-9223372036854775809", "1e999", "NaN", "inf", "-0", "0.1" * 60, "1,2,3,,4",
    "０１２", "\x1b[2J", "\u202e", "\ufeff", "\ud7ff", "\U0010ffff", "\r", "\n\n\n", "\t" * 300,
    "（" * 300, "2025年13月", "0000年0月", "9999-12", "-%", "同比增长", "亿美元" * 80, "=cmd()",
    "|" * 500, "<" * 500, "</table>", "<!--", "]]>", "&#0;", "&amp" * 50, "[[", "{{{", "}" * 60,
    '"' * 3, "\\" * 99, "其中" * 200, "、" * 500, "# " * 90, "../../x", "%s{}", "null",
)  # fmt: skip
"""What readers trip over."""


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with one to four things done to it."""
    members = _members(content) if chance.random() < 0.8 else None
    if members:
        name = chance.choice(sorted(members))
        members[name] = _mutated(members[name], chance)
        return pack(members)
    return _mutated(content, chance)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        if not content:
            return content
        content = chance.choice(_WAYS)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _drop(content: bytes, chance: random.Random) -> bytes:
    first, last = _stretch(content, chance)
    return content[:first] + content[last:]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    first, last = _stretch(content, chance)
    times = chance.choice((1, 1, 2, 50))
    return content[:last] + content[first:last] * times + content[last:]


def _move(content: bytes, chance: random.Random) -> bytes:
    first, last = _stretch(content, chance)
    rest = content[:first] + content[last:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + content[first:last] + rest[at:]


def _say(content: bytes, chance: random.Random) -> bytes:
    """A word among the others, or in the place of a number."""
    word = chance.choice(WORDS).encode("utf-8", "surrogatepass")
    at = chance.randrange(len(content) + 1)
    end = at
    if chance.random() < 0.7:
        while at < len(content) and not content[at : at + 1].isdigit():
            at += 1
        end = at
        while end < len(content) and content[end : end + 1].isdigit():
            end += 1
    return content[:at] + word + content[end:]


def _recode(content: bytes, chance: random.Random) -> bytes:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _flip(content, chance)
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-8-sig", "big5")), "replace")


def _lines(content: bytes, chance: random.Random) -> bytes:
    """Two lines change places, or one is gone."""
    lines = content.splitlines(keepends=True)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    if chance.random() < 0.3:
        del lines[first]
    return b"".join(lines)


def _stretch(content: bytes, chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(len(content))
    return first, first + chance.choice((1, 3, 20, 200, 2000))


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _drop, _repeat, _move, _say, _say, _say, _recode, _lines,
)  # fmt: skip


def _members(content: bytes) -> dict[str, bytes]:
    """The members of an archive; none where it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return {}
