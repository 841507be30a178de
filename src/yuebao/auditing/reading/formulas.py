"""What formulas of a workbook come to whose values the file does not keep.

Programs that write workbooks leave them to be computed when they are opened. Sums, differences,
products, ratios, means and rounding are computed here, exactly; whatever else is left as a formula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

_LONGEST = 1000
"""Letters of a formula that is computed."""
_DEEPEST = 60
"""Formulas that stand on one another, and brackets within brackets."""
_MOST_CELLS = 100_000
"""Cells that all formulas of a workbook look at."""
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?P<percent>%?)|(?P<name>[A-Z]+)(?=\()"
    r"|(?P<sheet>'[^']+'!|[\w.]+!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
    r"(?::\$?(?P<column2>[A-Z]{1,3})\$?(?P<row2>\d{1,7}))?|(?P<sign>[-+*/(),]))"
)

At = tuple[str, int, int]
"""A cell: sheet, row and column, both from 0."""


class _UnknownError(Exception):
    """A formula that is not computed."""


@dataclass(slots=True)
class Workbook:
    """The numbers of a workbook's cells, and the formulas without a value.

    Attributes:
        numbers: What cells hold.
        formulas: What cells hold instead.
    """

    numbers: dict[At, Fraction] = field(default_factory=dict)
    formulas: dict[At, str] = field(default_factory=dict)
    _looked: int = 0
    _open: list[At] = field(default_factory=list)

    def value(self, at: At) -> Fraction | None:
        """What a formula comes to; None where it is of another kind, or stands on itself."""
        try:
            return self._cell(at)
        except (_UnknownError, ZeroDivisionError):
            return None

    def _cell(self, at: At) -> Fraction:
        known = self.numbers.get(at)
        if known is not None or at not in self.formulas:
            return known or Fraction(0)
        if at in self._open or len(self._open) > _DEEPEST:
            raise _UnknownError
        self._open.append(at)
        try:
            found = _Reader(self, at[0], _tokens(self.formulas[at])).whole()
        finally:
            self._open.pop()
        self.numbers[at] = found
        return found

    def look(self, sheet: str, match: re.Match[str]) -> list[Fraction]:
        """The numbers of the cells that a reference names."""
        sheet = (match["sheet"] or "").rstrip("!").strip("'") or sheet
        first = int(match["row"]) - 1, column_of(match["column"])
        last = first
        if match["row2"]:
            last = int(match["row2"]) - 1, column_of(match["column2"])
        self._looked += max(0, last[0] - first[0] + 1) * max(0, last[1] - first[1] + 1)
        if self._looked > _MOST_CELLS:
            raise _UnknownError
        places = (
            (sheet, row, column)
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        )
        return [self._cell(at) for at in places if at in self.numbers or at in self.formulas]


def column_of(letters: str) -> int:
    """The place of a column from its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tokens(formula: str) -> list[re.Match[str]]:
    found, at = list[re.Match[str]](), 0
    text = formula.strip()
    if len(text) > _LONGEST:
        raise _UnknownError
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _UnknownError
        found.append(match)
        at = match.end()
    return found


def _rounded(number: Fraction, places: Fraction) -> Fraction:
    """Rounded as workbooks do, halves away from naught."""
    if not -_DEEPEST <= places <= _DEEPEST:
        raise _UnknownError
    scale = Fraction(10) ** int(places)
    size = (abs(number) * scale + Fraction(1, 2)) // 1 / scale
    return size if number >= 0 else -size


@dataclass(slots=True)
class _Reader:
    """Computes one formula of a sheet."""

    book: Workbook
    sheet: str
    tokens: list[re.Match[str]]
    at: int = 0
    depth: int = 0

    def whole(self) -> Fraction:
        found = self._sum()
        if self.at < len(self.tokens):
            raise _UnknownError
        return found

    def _sign(self, *signs: str) -> str:
        """The sign that comes next, where it is one of some; it is taken."""
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return str(self.tokens[self.at - 1]["sign"])
        return ""

    def _sum(self) -> Fraction:
        found = self._product()
        while sign := self._sign("+", "-"):
            other = self._product()
            found = found + other if sign == "+" else found - other
        return found

    def _product(self) -> Fraction:
        found = self._one()
        while sign := self._sign("*", "/"):
            other = self._one()
            found = found * other if sign == "*" else found / other
        return found

    def _one(self) -> Fraction:
        self.depth += 1
        if self.at >= len(self.tokens) or self.depth > _LONGEST // 10:
            raise _UnknownError
        sign = self._sign("+", "-", "(")
        if sign:
            inner = self._sum() if sign == "(" else self._one()
            if sign == "(" and not self._sign(")"):
                raise _UnknownError
            return -inner if sign == "-" else inner
        token = self.tokens[self.at]
        self.at += 1
        if token["name"]:
            return self._called(token["name"])
        if token["number"]:
            return Fraction(token["number"]) / (100 if token["percent"] else 1)
        if token["row"] and not token["row2"]:
            return next(iter(self.book.look(self.sheet, token)), Fraction(0))
        raise _UnknownError

    def _called(self, name: str) -> Fraction:
        """What a function comes to."""
        given = self._given()
        if name == "SUM":
            return sum(given, Fraction(0))
        if name == "AVERAGE" and given:
            return sum(given, Fraction(0)) / len(given)
        if name == "ROUND" and len(given) == len(("number", "places")):
            return _rounded(*given)
        raise _UnknownError

    def _given(self) -> list[Fraction]:
        """The numbers that a function is given, those of ranges one by one."""
        found = list[Fraction]()
        if not self._sign("("):
            raise _UnknownError
        while not self._sign(")"):
            token = self.tokens[self.at] if self.at < len(self.tokens) else None
            if token is not None and token["row2"]:
                self.at += 1
                found += self.book.look(self.sheet, token)
            else:
                found.append(self._sum())
            self._sign(",")
        return found
