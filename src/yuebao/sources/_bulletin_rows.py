"""The rows of the bulletin by place of registration: levels and growth of the whole and provinces.

Levels are exact: the printed decimal times the unit, rounded to whole units of money. Where a
workbook holds more decimals than are printed, these are read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.sources._dialects import bare, is_footnote
from yuebao.sources._numbers import NumberReader, precision_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from yuebao.reference import Regions
    from yuebao.sources._bulletin_heads import BulletinColumn, BulletinHeads
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._record import Record

_CHAPTER = re.compile(r"(\d{2})章", re.ASCII)


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One row of a bulletin that is kept.

    Attributes:
        record: Where it stands.
        number: Its number below the heads, counted from 1.
        code: The province's or chapter's code; None for all of them together.
        levels: By column, in whole units of money; nothing printed is zero.
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
        precision: What all levels are multiples of, in whole units of money.
    """

    rows: tuple[BulletinRow, ...]
    left_out: int
    precision: int


def read_rows(
    records: Sequence[Record],
    heads: BulletinHeads,
    dialect: BulletinDialect,
    regions: Regions,
    file: str,
) -> BulletinRows:
    """The rows below the heads.

    Raises:
        SourceError: A row is cut short, or a field of a row that is kept is no number.
    """
    rows: list[BulletinRow] = []
    printed: list[Decimal | None] = []
    left_out = 0
    factor = heads.unit.factor
    numbers = NumberReader(file, dialect.nil, {c.place: c.head for c in heads.columns})
    for number, record in enumerate(records[records.index(heads.last) + 1 :], start=1):
        name = bare(record.fields[heads.name_place]) if record.fields else ""
        if record.is_blank() or is_footnote(name, dialect.footnotes):
            continue
        code = _code_of(name, dialect, regions)
        if code is None and name not in dialect.total:
            left_out += 1
            continue
        levels = {
            column: numbers.level(record, column.place, factor) or 0
            for column in heads.columns
            if column.window is not None
        }
        printed += [numbers.read(record, column.place) for column in levels]
        growth = {
            column: numbers.growth(record, column.place)
            for column in heads.columns
            if column.window is None
        }
        rows.append(BulletinRow(record, number, code, levels, growth))
    return BulletinRows(tuple(rows), left_out, precision_of(factor, printed))


def _code_of(name: str, dialect: BulletinDialect, regions: Regions) -> str | None:
    """The code of the province or chapter a row is of; None where it is of neither."""
    if dialect.rows == "provinces":
        return regions.code_of(name)
    chapter = _CHAPTER.match(name)
    return chapter[1] if chapter else None
