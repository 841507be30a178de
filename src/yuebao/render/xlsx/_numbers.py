"""Numbers in a workbook: the exact value in the cell, shown as the report prints it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_PRINTED = re.compile(r"-?\d+(?:\.(\d+))?")


def cell_number(value: Fraction) -> float:
    """The value as the file holds it: 16 significant digits, of which Excel reads 15."""
    return float(f"{float(value):.16G}")


def number_format(value: Fraction, text: str) -> str:
    """The number format under which the cell shows the value as printed.

    Where rounding by the spreadsheet would print something else (`-0.0`, or a tie that the house
    style rounds to even), the format spells the printed text out.
    """
    places = _places(text)
    if places is not None and shows(cell_number(value), text):
        return f"0.{'0' * places}" if places else "0"
    return '"{}"'.format(text.replace('"', '"\\""'))


def shows(number: float, text: str) -> bool:
    """Whether a spreadsheet shows the number, at the places of the text, as that text.

    Spreadsheets round the 15 leading digits, halves away from zero, and keep the sign of a
    negative number that is shown as zero.
    """
    places = _places(text)
    if places is None:
        return False
    shown = Decimal(f"{number:.15G}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{shown:f}" == text


def _places(text: str) -> int | None:
    match = _PRINTED.fullmatch(text)
    return len(match[1] or "") if match else None
