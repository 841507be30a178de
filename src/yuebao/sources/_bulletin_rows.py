"""The rows of the bulletin by place of registration: levels and growth of the whole and provinces.

Levels are exact: the printed decimal times the unit, rounded to whole yuan or dollars. Where a
workbook holds more decimals than are printed, these are read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import SourceError, round_exactly
from yuebao.reference import province_code
from yuebao.sources._dialects import bare
from yuebao.sources._values import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.sources._bulletin_heads import BulletinColumn, BulletinHeads
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._record import Record

_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?", re.ASCII)
_CHAPTER = re.compile(r"(\d{2})章", re.ASCII)
_BIGINT = 2**63
_GROWTH_LIMIT = 10**12  # of DECIMAL(18, 6)


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One row of a bulletin that is kept.

    Attributes:
        record: Where it stands.
        number: Its number below the heads, counted from 1.
        code: The province's or chapter's code; None for all of them together.
        levels: By column, in whole yuan or dollars; nothing printed is zero.
        growth: By column, in percent; None where nothing is printed.
    """

    record: Record
    number: int
    code: str | None
    levels: Mapping[BulletinColumn, int]
    growth: Mapping[BulletinColumn, Decimal | None]


@dataclass(frozen=True, slots=True)
class BulletinRows:
    """The rows of a bulletin.

    Attributes:
        rows: Those kept.
        left_out: How many rows there were of cities and zones, or of sections.
        precision: What all levels are multiples of, in whole yuan or dollars.
    """

    rows: tuple[BulletinRow, ...]
    left_out: int
    precision: int


def read_rows(
    records: Sequence[Record], heads: BulletinHeads, dialect: BulletinDialect, file: str
) -> BulletinRows:
    """The rows below the heads.

    Raises:
        SourceError: A row is cut short, or a field of a row that is kept is no number.
    """
    rows: list[BulletinRow] = []
    left_out = decimals = 0
    for number, record in enumerate(records[records.index(heads.last) + 1 :], start=1):
        name = bare(record.fields[heads.name_place]) if record.fields else ""
        if record.is_blank() or name.startswith(dialect.footnotes):
            continue
        code = _code_of(name, dialect)
        if code is None and name not in dialect.total:
            left_out += 1
            continue
        reader = _RowReader(record, heads, dialect, file)
        rows.append(BulletinRow(record, number, code, reader.levels(), reader.growth()))
        decimals = max(decimals, reader.decimals())
    # A float drops the zeros at its end: one value with decimals shows how fine all are printed.
    precision = max(1, heads.unit.factor // 10**decimals)
    return BulletinRows(tuple(rows), left_out, precision)


def _code_of(name: str, dialect: BulletinDialect) -> str | None:
    """The code of the province or chapter a row is of; None where it is of neither."""
    if dialect.rows == "provinces":
        return province_code(name)
    chapter = _CHAPTER.match(name)
    return chapter[1] if chapter else None


@dataclass(frozen=True, slots=True)
class _RowReader:
    record: Record
    heads: BulletinHeads
    dialect: BulletinDialect
    file: str

    def levels(self) -> dict[BulletinColumn, int]:
        factor = self.heads.unit.factor
        levels: dict[BulletinColumn, int] = {}
        for column, number in self._numbers(growth=False):
            level = int(round_exactly(Fraction(number or 0) * factor, 0))
            if abs(level) >= _BIGINT:
                raise self._refusal(column, "is too large: no trade has that value")
            levels[column] = level
        return levels

    def growth(self) -> dict[BulletinColumn, Decimal | None]:
        growth = dict(self._numbers(growth=True))
        for column, number in growth.items():
            if number is not None and abs(number) >= _GROWTH_LIMIT:
                raise self._refusal(column, "is too large for a growth rate")
        return growth

    def decimals(self) -> int:
        """The most decimals a level has, zeros at its end aside."""
        numbers = (number for _, number in self._numbers(growth=False) if number)
        exponents = (number.normalize().as_tuple().exponent for number in numbers)
        return max((-int(exponent) for exponent in exponents), default=0)

    def _numbers(self, *, growth: bool) -> Iterator[tuple[BulletinColumn, Decimal | None]]:
        for column in self.heads.columns:
            if (column.window is None) is growth:
                yield column, self._number(column)

    def _number(self, column: BulletinColumn) -> Decimal | None:
        if column.place >= len(self.record.fields):
            raise SourceError(
                f"the row has {len(self.record.fields)} fields, fewer than the heads: half a row",
                file=self.file,
                line=self.record.line,
                remedy="The file is damaged or cut short: download it again.",
            )
        text = self.record.fields[column.place].strip()
        if text in self.dialect.nil:
            return None
        if not _DECIMAL.fullmatch(text):
            raise self._refusal(column, "is not a number")
        return Decimal(text.replace(",", ""))

    def _refusal(self, column: BulletinColumn, why: str) -> SourceError:
        return SourceError(
            f"{shown(self.record.fields[column.place])} {why}",
            file=self.file,
            line=self.record.line_of(column.place),
            column=column.head,
            remedy="Correct the file, or load the table as it was published.",
        )
