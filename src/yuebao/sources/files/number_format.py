"""What a spreadsheet's number format makes of a number: 0.062 is read as 6.2% by whoever sees it.

A format may show a hundred times what a cell holds (`0.0%`), a thousandth (`#,##0,`) or a ten
thousandth (`0!.0,`, a point that is written between the digits), or write a unit behind it
(`0.0"万元"`). What is shown is what head and unit speak of; what is held is not. Dates and texts
are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]?|(.)', re.DOTALL)
_DIGITS = "0#?"
_DATE = re.compile(r"[ymdhsgeb]", re.IGNORECASE)
_GENERAL = re.compile("general|G/通用格式", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z%\u3400-\u9fff]")
_MULTIPLE = re.compile(r"[十百千万亿]|[KMB]|thousand|million|billion", re.IGNORECASE)
_CONDITION = ("<", ">", "=")

PERCENT_FORMATS = {"9": "0%", "10": "0.00%"}
"""The numbers of the formats without a text of their own that show another number than is held."""


@dataclass(frozen=True, slots=True)
class ShownAs:
    """How a format shows a number other than it is held.

    Attributes:
        code: The format.
        shift: By how many places the point stands further right.
        percent: Whether a percent sign follows.
        suffix: What words follow: 亿, 万元.
        clear: Whether all numbers are shown so, whatever their size.
    """

    code: str
    shift: int
    percent: bool
    suffix: str = ""
    clear: bool = True

    def text(self, held: str) -> str:
        """A held number as it is shown, exactly; with the format behind it where that varies."""
        if not self.clear:
            return f"{held} ({self.code})"
        try:
            number = Decimal(held).scaleb(self.shift)
        except InvalidOperation:
            return held
        return f"{number:f}{'%' if self.percent else self.suffix}"

    def named(self, held: str) -> str:
        """The same where numbers are to be whole units.

        What else a format shows is named with it, as it may not be meant; a unit of one is not.
        """
        if not self.shift and not self.percent and not _MULTIPLE.search(self.suffix):
            return held
        text = self.text(held)
        return text if self.percent or text == held else f"{text} ({self.code})"


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a format: for numbers above, below or at nought, or that meet a condition."""

    shift: int
    percent: bool
    suffix: str
    conditional: bool


@lru_cache(1 << 10)
def shown_as(code: str) -> ShownAs | None:
    """How a format shows numbers; None where as they are held, or where it is of dates or text."""
    sections = [_read_section(part) for part in _parts(_GENERAL.sub("0", code))]
    conditional = any(one is not None and one.conditional for one in sections)
    counted = [one for one in (sections if conditional else sections[:2]) if one is not None]
    if not any(one.shift or one.percent or one.suffix for one in counted):
        return None
    first = counted[0]
    alike = all(replace(one, conditional=False) == replace(first, conditional=False)
                for one in counted)  # fmt: skip
    return ShownAs(code, first.shift, first.percent, first.suffix, alike)


def _parts(code: str) -> Iterator[Sequence[re.Match[str]]]:
    """What stands between the semicolons of a format."""
    part: list[re.Match[str]] = []
    for token in _TOKEN.finditer(code):
        if token[4] == ";":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _read_section(tokens: Sequence[re.Match[str]]) -> _Section | None:
    """What a section does to a number; None where it shows no digit of it, or a date."""
    signs = [token[4] for token in tokens if token[4]]
    plain = "".join(signs)
    if not any(sign in _DIGITS for sign in signs) or _DATE.search(plain):
        return None
    percents = plain.count("%")
    digits, places, written, suffix = False, 0, False, ""
    for token in tokens:
        literal = token[1] if token[1] is not None else token[2] or ""
        if token[4] and token[4] in _DIGITS:
            digits = True
            places += written
        elif token[4] == ".":
            written = False
        elif literal == "." and digits and "." not in signs:
            written = True
        elif digits:
            suffix += literal
    shift = 2 * percents - 3 * _thousands(plain) - places
    conditional = any(token[3] and token[3].startswith(_CONDITION) for token in tokens)
    return _Section(
        shift, percents > 0, suffix.strip() if _WORD.search(suffix) else "", conditional
    )


def _thousands(plain: str) -> int:
    """How many commas stand behind all digits before the point, or behind it: a thousandth each."""
    return sum(
        len(part) - len(part.rstrip(",")) for part in re.sub(r"[^0#?.,]", "", plain).split(".")
    )
