"""Chinese: what a heading is called, by the words that the names of its parts share."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_PARTS = "零件"  # a heading's parts are called after what they are parts of
_ENDINGS = "制料物用的或及和与类性式型"  # that words end in, or that join them
_HAN = re.compile(r"[\u4e00-\u9fffＡ-Ｚ]")
_FIRST = re.compile(r"(?:^|[的、，；,; ()（）]|其他|其它|未列名)(?=(\w\w))")
_PUNCTUATION = "的、，；,; ()（）"


def heading_name(code: str, names: Sequence[str], words: Container[str]) -> str:
    """What the names of a heading's codes share, and its code.

    What a thing is comes last (锂离子蓄电池, 其他蓄电池); where names share no end, a common
    beginning serves, else the code alone.

    Args:
        code: The heading.
        names: What the list calls its codes.
        words: The first two letters of words, `word_beginnings` of the lists.
    """
    whole = [name for name in names if not name.endswith(_PARTS)] or names
    shared = _from_word(_shared(whole), words)
    return f"{shared}（HS{code}）" if len(shared) > 1 else f"HS{code}商品"


def _shared(names: Sequence[str]) -> str:
    """The longest common end of names, else their common beginning, without stray punctuation."""
    end = _beginning([name[::-1] for name in names])[::-1].strip(_PUNCTUATION)
    if len(end) > 1 and "(" not in end and "（" not in end:
        return end
    start = _beginning(names).strip(_PUNCTUATION)
    return start if "(" not in start and "（" not in start else ""


def word_beginnings(names: Iterable[str]) -> frozenset[str]:
    """The first two letters of all that stands first in a name, or behind a mark or 其他."""
    found = (match[1] for name in names for match in _FIRST.finditer(name))
    return frozenset(found)


def _from_word(shared: str, words: Container[str]) -> str:
    """What names share, without the end of a word before it: of 瓷制设备 and 陶制设备, not 制设备.

    Empty where it begins with no word at all: 0.1毫克的天平, or ，宽30cm.
    """
    while shared[:1] and shared[0] in _ENDINGS and shared[:2] not in words:
        shared = shared[1:]
    return shared if _HAN.match(shared) else ""


def _beginning(names: Sequence[str]) -> str:
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in alike)
