"""Numbers in a workbook: the exact value in the cell, shown as the report prints it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from yuebao.report.model import NumberMarks

_PRINTED = re.compile(r"[-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_TRUE_MINUS = "\u2212"


def cell_number(value: Fraction) -> float:
    """The value as the file holds it: 16 significant digits, of which Excel reads 15."""
    return float(f"{float(value):.16G}")


def number_format(value: Fraction, text: str) -> str:
    """The number format under which the cell shows the value as printed.

    With thousands and the minus as they are printed. Where rounding by the spreadsheet would print
    something else (`-0.0`, or a tie that the house style rounds to even), the format spells the
    printed text out.
    """
    places = _places(text)
    if places is not None and shows(cell_number(value), text):
        shown = f"{'#,##0' if ',' in text else '0'}{'.' if places else ''}{'0' * places}"
        return f'{shown};"{_TRUE_MINUS}"{shown}' if text.startswith(_TRUE_MINUS) else shown
    return '"{}"'.format(text.replace('"', '"\\""'))


def axis_format(values: Iterable[float], marks: NumberMarks) -> str:
    """The number format of an axis that a program marks itself: as the report writes numbers."""
    large = marks.thousands == "," and any(abs(value) >= 1000 for value in values)
    shown = "#,##0" if large else "General"
    return shown if marks.minus == "-" else f'{shown};"{marks.minus}"{shown}'


def shows(number: float, text: str) -> bool:
    """Whether a spreadsheet shows the number, at the places of the text, as that text.

    Spreadsheets round the 15 leading digits, halves away from zero, and keep the sign of a
    negative number that is shown as zero.
    """
    places = _places(text)
    if places is None:
        return False
    shown = Decimal(f"{number:.15G}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{shown:f}" == text.replace(",", "").replace(_TRUE_MINUS, "-")


def _places(text: str) -> int | None:
    match = _PRINTED.fullmatch(text)
    return len(match[1] or "") if match else None
