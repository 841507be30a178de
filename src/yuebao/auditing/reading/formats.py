"""Excel's number formats: what a cell shows of the number it holds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@",
}  # fmt: skip
"""The formats that files name by number alone."""

_LARGEST = 30
"""Powers of ten beyond which a cell holds no amount."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.([0#?]*))?")
_NEGATIVE = re.compile(r"[-−‐–]|[(（]")
"""What the part for negative numbers shows them by: any minus, or brackets."""
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")


def shown(value: str, code: str) -> str:
    """The text that a number shows under a format; as it stands where the format has no digits."""
    try:
        number = Decimal(value)
    except ArithmeticError:
        return value
    if not number.is_finite() or number.adjusted() > _LARGEST:
        return value
    if number.adjusted() < -_LARGEST:
        number = Decimal(0)
    section, negated = _section(number, code)
    literal = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section))
    bare = _LITERAL.sub("", section)
    digits = _DIGITS.search(bare)
    if digits is None:
        return literal or _general(number)
    percent = "%" in bare
    places = len(digits[1] or "")
    amount = number * 100 if percent else number
    rounded = Decimal(f"{float(amount):.15G}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    rounded = abs(rounded) if negated else rounded
    text = f"{rounded:,f}" if "," in digits[0] else f"{rounded:f}"
    sign = "-" if negated and _NEGATIVE.search(section) else ""
    return f"{sign}{text}{'%' if percent else ''}"


def _section(number: Decimal, code: str) -> tuple[str, bool]:
    """The part of a format that a number is shown by; whether it shows the number without sign."""
    sections = re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", code)
    for section in sections:
        condition = _CONDITION.match(section)
        if condition and _holds(number, condition[1], Decimal(condition[2])):
            return section, False
    if _CONDITION.match(sections[0]):
        plain = [section for section in sections if not _CONDITION.match(section)]
        return (plain[0] if plain else "General"), False
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit,
        "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _general(number: Decimal) -> str:
    """Eleven significant digits at most, as a cell without a format shows them; all of a whole."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}" if number else "0"
    text = f"{Decimal(f'{float(number):.11G}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
