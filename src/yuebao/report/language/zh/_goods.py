"""Chinese: what a heading is called, by the words that the names of its parts share."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = "零件"  # a heading's parts are called after what they are parts of
_PUNCTUATION = "的、，；,; ()（）"


def heading_name(code: str, names: Sequence[str]) -> str:
    """What the names of a heading's codes share, and its code.

    What a thing is comes last (锂离子蓄电池, 其他蓄电池); where names share no end, a common
    beginning serves, else the code alone.
    """
    whole = [name for name in names if not name.endswith(_PARTS)] or names
    shared = _shared(whole)
    return f"{shared}（HS{code}）" if len(shared) > 1 else f"HS{code}商品"


def _shared(names: Sequence[str]) -> str:
    """The longest common end of names, else their common beginning, without stray punctuation."""
    end = _beginning([name[::-1] for name in names])[::-1].strip(_PUNCTUATION)
    if len(end) > 1 and "(" not in end and "（" not in end:
        return end
    start = _beginning(names).strip(_PUNCTUATION)
    return start if "(" not in start and "（" not in start else ""


def _beginning(names: Sequence[str]) -> str:
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in alike)
