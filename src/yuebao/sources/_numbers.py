"""Printed numbers: the one place that says what a number looks like and which are impossible.

A table prints whole numbers or decimals, thousands set apart or not. Bulletins are read by
NumberReader; query exports in SQL, by WHOLE and LARGEST.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import SourceError, round_exactly
from yuebao.sources._values import DAMAGED, counted, plain, shown, why_mangled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from yuebao.sources._dialects import RowWords
    from yuebao.sources.files.record import FileRow

WHOLE = "-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)"
"""A whole number, as Python and DuckDB understand the pattern."""

LARGEST = 10**17
"""No value or quantity reaches it: the world's trade of a year is some 3 × 10^13 dollars, and that
of a large country in one of the cheapest currencies 3 × 10^16."""

_NUMBER = re.compile(rf"{WHOLE}(\.[0-9]*)?")
_WHOLE = re.compile(rf"{WHOLE}(\.0*)?")
LONGEST = 40
"""Characters of a number; more is a damaged file, and slow to reckon with."""

_GROUPS = re.compile(r"(?<=\d)[.' ](?=\d{3}(?!\d))", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:[' ]\d{3})+(?:\.\d+)?", re.ASCII)
_DASH = re.compile(r"^[‒–—](?=\d)")  # a minus, as typesetters and word processors make it
_FEW_RATES = 3  # of so few rates nothing can be said
_GROWTH_LIMIT = 10**12  # of DECIMAL(18, 6)
_REMEDY = "Correct the file, or load the table as it was published."


def read_number(text: str) -> Decimal | None:
    """A printed number, exactly: 12, -3.50, 1,234.5, １２; None for anything else."""
    bare = text.strip()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKC", bare).replace("\N{MINUS SIGN}", "-")
    if len(bare) > LONGEST or not _NUMBER.fullmatch(bare):
        return None
    return Decimal(bare.replace(",", ""))


def why_no_whole_number(text: str) -> str:
    """Why a field is not the whole number, below LARGEST, that it should be."""
    bare = text.strip()
    if not bare:
        return "there is no number"
    if _WHOLE.fullmatch(bare):
        return f"{shown(text)} is too large: no trade has that value"
    if _NUMBER.fullmatch(bare):
        return f"{shown(text)} has a fraction, but customs counts in whole units"
    return why_mangled(text) or f"{shown(text)} is not a whole number"


def below_zero(count: int, where: str) -> str:
    """A remark on so many numbers in a column: they are read, as a correction may be printed so."""
    return f"{counted(count, 'number')} below zero in {where}: is that meant?"


def precision_of(factor: int, numbers: Iterable[Decimal | None]) -> int:
    """What numbers printed in a unit of so many whole ones are all multiples of, 1 at the least.

    It is the unit, a tenth of it, a hundredth…, as decimals are printed, zeros at the end aside: a
    float drops them, and one number with decimals shows how fine all are printed.
    """
    exponents = (number.normalize().as_tuple().exponent for number in numbers if number)
    decimals = max((-int(exponent) for exponent in exponents), default=0)
    return max(1, factor // int(10 ** max(0, decimals)))


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads the numbers of one table.

    Attributes:
        file: What to call the table in a message.
        nil: How nothing is written, plain.
        heads: How a column is headed, by its place; by its number where nothing is said.
        words: How rates say which way they go.
        units: How the unit of a column's values is written, by its place: it may stand behind each.
        commas: The places of columns that have a comma before their decimals: 1.234,5.
    """

    file: str
    nil: Collection[str]
    heads: Mapping[int, str]
    words: RowWords
    units: Mapping[int, Collection[str]] = field(default_factory=dict)
    commas: Collection[int] = ()

    def read(self, record: FileRow, place: int) -> Decimal | None:
        """The number of a field; None where nothing is printed.

        Raises:
            SourceError: The record is cut short, or the field holds no number.
        """
        if place >= len(record.fields):
            raise SourceError(
                f"the row has {len(record.fields)} fields, fewer than the heads: half a row",
                file=self.file,
                line=record.line,
                remedy=DAMAGED,
            )
        printed = self._printed(record, place)
        text = plain(printed)
        if text in self.nil:
            return None
        number = read_number(printed)
        if number is None:
            number = self._with_unit(text, place)
        if number is None:
            raise self._refusal(record, place, "is not a number")
        return number

    def _printed(self, record: FileRow, place: int) -> str:
        """The text of a field in the usual way of writing numbers, thousands set apart or not."""
        text = record.field(place)
        if len(text) > LONGEST:
            return text
        spaced = text if text.isascii() else unicodedata.normalize("NFKC", text)
        if place in self.commas:
            return _GROUPS.sub("", spaced).replace(",", ".")
        return _GROUPS.sub("", spaced) if _GROUPED.fullmatch(spaced.strip()) else text

    def _with_unit(self, text: str, place: int) -> Decimal | None:
        """A number with its column's own unit behind it: 210.9亿元 in a table of 亿元."""
        found = (read_number(text.removesuffix(unit)) for unit in self.units.get(place, ())
                 if text.endswith(unit))  # fmt: skip
        return next((number for number in found if number is not None), None)

    def level(self, record: FileRow, place: int, factor: int) -> int | None:
        """A value or quantity in whole units, of which a printed one is so many.

        Raises:
            SourceError: As `read`, or no trade is so large.
        """
        number = self.read(record, place)
        if number is None:
            return None
        level = int(round_exactly(Fraction(number) * factor, 0))
        if abs(level) >= LARGEST:
            raise self._refusal(record, place, "is too large: no trade has that value")
        return level

    def growth(self, record: FileRow, place: int) -> Decimal | None:
        """A growth rate in percent: -2.1, 5.3%, ↓2.1%, 下降2.1%, (2.1), 1.2倍, 持平.

        Raises:
            SourceError: As `read`, or the facts cannot hold it.
        """
        text = plain(self._printed(record, place))
        number = _rate(text, self.words)
        if number is None:
            number = self.read(record, place)
        if number is not None and abs(number) >= _GROWTH_LIMIT:
            raise self._refusal(record, place, "is too large for a growth rate")
        return number

    def _refusal(self, record: FileRow, place: int, why: str) -> SourceError:
        text = record.fields[place]
        return SourceError(
            why_mangled(text) or f"{shown(text)} {why}",
            file=self.file,
            line=record.line_of(place),
            column=self.heads.get(place, str(place + 1)),
            remedy=_REMEDY,
        )


def refuse_parts_of_one(file: str, rates: Iterable[Decimal | None]) -> None:
    """Refuse rates of growth that a spreadsheet held as parts of one: 0.062 for 6.2%.

    Customs prints one decimal; that nearly all rates of a table are below one percent, and finer
    than that, is no chance.

    Raises:
        SourceError: The rates are so.
    """
    moved = [rate.normalize() for rate in rates if rate]
    small = [rate for rate in moved if abs(rate) < 1]
    places = [-int(rate.as_tuple().exponent) for rate in small]
    few = len(moved) < _FEW_RATES or 3 * len(small) < 2 * len(moved)
    fine = sum(place >= 3 for place in places) * 2 >= len(moved)
    hundredths = len(small) == len(moved) >= 2 * _FEW_RATES and max(places, default=0) > 1
    if few or not (fine or hundredths):
        return
    some = ", ".join(f"{rate:f}" for rate in small[:3])
    raise SourceError(
        f"its rates of growth ({some}) look like parts of one, not of a hundred",
        file=file,
        remedy="Show their cells as percentages (0.0%) in a spreadsheet, or write them in percent.",
    )


def _rate(text: str, words: RowWords) -> Decimal | None:
    """A rate whose sign is a word or an arrow, or that has its percent sign; None for others.

    One in brackets is of a fall, as accountants write it; one in times of the level before is a
    hundred times as many percent.
    """
    if text in map(plain, words.level):
        return Decimal(0)
    text = _DASH.sub("-", text)
    if text.startswith("(") and text.endswith(")"):
        rest = read_number(text[1:-1].removesuffix("%"))
        return None if rest is None or rest < 0 else -rest
    for sign, marks in ((1, words.rise), (-1, words.fall)):
        for mark in sorted(map(plain, marks), key=len, reverse=True):
            if text.startswith(mark):
                rest = _percents(text.removeprefix(mark), words)
                return None if rest is None or rest < 0 else sign * rest
            if text.endswith(mark):  # 3.2%↑
                rest = _percents(text.removesuffix(mark), words)
                return None if rest is None or rest < 0 else sign * rest
    return _percents(text, words)


def _percents(text: str, words: RowWords) -> Decimal | None:
    for mark in map(plain, words.times):
        if text.endswith(mark):
            times = read_number(text.removesuffix(mark))
            return None if times is None else 100 * times
    return read_number(text.removesuffix("%"))
