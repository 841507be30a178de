"""Every size and time that is bounded, with its name, and how whoever runs it has another.

    YUEBAO_LIMITS="pdf-pages=2000 document=200MB" yuebao audit yearbook.pdf

The variable is read once, where a module that keeps to a limit is first imported.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from yuebao.errors import UserError

VARIABLE = "YUEBAO_LIMITS"
"""The environment variable: names with what they are to be, as NAME=VALUE, parted by spaces."""

_UNITS = {"": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}
_VALUE = re.compile(r"(?P<number>[0-9]{1,12})(?P<unit>KB|MB|GB|)")


class Measured(StrEnum):
    """What a limit counts."""

    BYTES = "bytes"
    THINGS = "things"
    LETTERS = "letters"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound.

    Attributes:
        usual: What it is unless the environment says otherwise.
        of: What it counts.
    """

    usual: int
    of: Measured = Measured.THINGS


LIMITS = {
    "line": Limit(1 << 20, Measured.BYTES),
    "unpacked": Limit(512 << 20, Measured.BYTES),
    "sheet-cells": Limit(1 << 24),
    "columns": Limit(1_000),
    "page": Limit(64 << 20, Measured.BYTES),
    "load-wait": Limit(60, Measured.SECONDS),
    "load-memory": Limit(640 << 20, Measured.BYTES),
    "document": Limit(64 << 20, Measured.BYTES),
    "document-letters": Limit(2_000_000, Measured.LETTERS),
    "document-cells": Limit(300_000),
    "document-paragraphs": Limit(200_000),
    "paragraph": Limit(30_000, Measured.LETTERS),
    "prose": Limit(10_000, Measured.LETTERS),
    "prose-parts": Limit(100_000),
    "undated": Limit(3_000),
    "part": Limit(64 << 20, Measured.BYTES),
    "parts-read": Limit(128 << 20, Measured.BYTES),
    "parts-whole": Limit(512 << 20, Measured.BYTES),
    "parts": Limit(5_000),
    "pdf-pages": Limit(500),
    "pdf-letters": Limit(1_000_000, Measured.LETTERS),
    "pdf-page-letters": Limit(100_000, Measured.LETTERS),
    "pdf-drawn": Limit(500_000),
    "pairs": Limit(500_000),
    "body": Limit(1 << 20, Measured.BYTES),
    "upload": Limit(256 << 20, Measured.BYTES),
    "upload-files": Limit(200),
    "upload-wait": Limit(600, Measured.SECONDS),
    "lots": Limit(16),
    "lot-wait": Limit(1_800, Measured.SECONDS),
    "answer-wait": Limit(30, Measured.SECONDS),
    "query": Limit(8 << 10, Measured.LETTERS),
    "rows": Limit(1_000),
    "answers": Limit(8),
}
"""All limits by name."""


def limit(name: str) -> int:
    """What a limit is, here.

    Raises:
        UserError: The environment names one there is not, or gives it no number above zero.
    """
    return _other(os.environ.get(VARIABLE, "")).get(name, LIMITS[name].usual)


@cache
def _other(text: str) -> dict[str, int]:
    found = {}
    for said in text.replace(",", " ").split():
        name, _, value = said.partition("=")
        match = _VALUE.fullmatch(value)
        number = int(match["number"]) * _UNITS[match["unit"]] if match else 0
        if name not in LIMITS or number < 1:
            raise UserError(
                f"{VARIABLE} says {said!r}, which is no limit with a number above zero",
                remedy=f"Write NAME=NUMBER, bytes also as 64MB or 1GB. Names: {', '.join(LIMITS)}.",
            )
        found[name] = number
    return found
