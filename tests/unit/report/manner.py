"""What prose in the manner of official statistics never says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.unit.report.tiny import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Document

_NEVER = {
    "zh": (
        ("a bare negative rate", r"(?:为|增速|变化)[-−]\d"),
        ("parallel lists", r"分别为"),
        ("a term of published series", r"省市|去年同期|重点区域|内蒙(?!古)"),
        ("a range with a hyphen", r"\d-\d+月"),
        ("a minus in a sentence", r"[-−]\d+\.\d"),
    ),
    "en": (
        ("a bare negative rate", r"[-−]\d+(?:\.\d+)?%"),
        ("parallel lists", r"respectively|with changes on the year of"),
    ),
}


def wrong_words(document: Document) -> Iterator[tuple[str, str]]:
    """Each thing a sentence says that it should not, with the sentence."""
    for sentence in sentences(document):
        for what, pattern in _NEVER[document.language]:
            if re.search(pattern, sentence):
                yield what, sentence
