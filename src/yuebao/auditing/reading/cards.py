"""Cards, as slides and pages have them: a few words, and under or over them a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.coverage import Aside
from yuebao.auditing.words.asides import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUE = re.compile(
    r"(?:[A-Z]{2,3}|[A-Z]{0,2}[$€£¥])?\s?[-−+±]?\d[\d,]*(?:\.\d+)?"
    r"\s?(?:[^\W\d_]{0,4}|[%％]|[a-z]{2,12}(?: [a-z]+)?)"
)
"""A number with its unit: 4,042.5亿元, $12.5 billion."""
_LONGEST = 24
"""Letters of the longest words beside a number."""
_MOST = 4
"""Texts of a card."""


def as_card(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts of a shape, words and the number that stands alone under or over them as one."""
    if not 1 < len(texts) <= _MOST:
        return tuple(texts)
    values = [_is_value(text.strip()) for text in texts[:2]]
    if values == [False, True]:
        label, value = texts[:2]
    elif values == [True, False]:
        value, label = texts[:2]
    else:
        return tuple(texts)
    if len(label) > _LONGEST or re.search(r"[。；，;:：]|[.,] ", label):
        return tuple(texts)
    return (f"{label.strip()} {value.strip()}", *texts[2:])


def _is_value(text: str) -> bool:
    """Whether a text is a number with its unit, and no period: 10月出口 is none."""
    if _VALUE.fullmatch(text) is None:
        return False
    return not any(why is Aside.DATE and pattern.match(text) for why, pattern in ANYWHERE)
