"""The heads of the bulletin by place of registration: unit, month, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Month, Period, PeriodError, SourceError
from yuebao.sources._dialects import bare
from yuebao.sources._values import DAMAGED, FIRST_YEAR, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.sources._dialects import BulletinDialect, ValueUnit
    from yuebao.sources._record import Record

_UNIT = re.compile(r"单位[:：](.+)")
_REPEATED = re.compile(r"\.\d+$")  # pandas numbers heads that are the same: 出口.1
_MONTH = re.compile(r"(\d{1,2})月", re.ASCII)
_YEAR_TO_DATE = re.compile(r"1(?:至|-|—|~)(\d{1,2})月(?:累计)?", re.ASCII)
# 2025年2月, 2025年1至2月; in a file's name also 202502, 2025-02, 2025_02.
_IN_TITLE = re.compile(r"(\d{4})年(?:1(?:至|-|—|~))?(\d{1,2})月", re.ASCII)
_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])(?!\d)", re.ASCII)


class Window(StrEnum):
    """What a column of values covers."""

    MONTH = "month"
    YEAR_TO_DATE = "year to date"


@dataclass(frozen=True, slots=True)
class BulletinColumn:
    """One column of a bulletin.

    Attributes:
        place: Its number, counted from 0.
        flow: Exports, imports, or both together.
        window: What its values cover; None for the growth of the year to date.
        head: How it is headed, for messages.
    """

    place: int
    flow: Flow
    window: Window | None
    head: str


@dataclass(frozen=True, slots=True)
class BulletinHeads:
    """What the heads of a bulletin say.

    Attributes:
        last: Their last record; data begin below it.
        name_place: The number of the column with the names of places.
        columns: The others.
        unit: Of the values.
        month: The month reported.
        year_from: Where its year was found, for a remark.
    """

    last: Record
    name_place: int
    columns: tuple[BulletinColumn, ...]
    unit: ValueUnit
    month: Month
    year_from: str

    def period(self, window: Window) -> Period:
        """The months a window covers; in January the two are one."""
        year_to_date = window is Window.YEAR_TO_DATE
        return Period.year_to_date(self.month) if year_to_date else Period.of_month(self.month)


def read_bulletin_heads(
    records: Sequence[Record],
    head: Record,
    dialect: BulletinDialect,
    *,
    file: str,
    path_name: str,
    months: Period | None,
) -> BulletinHeads:
    """Understand the heads of a bulletin.

    Args:
        records: The table from its start.
        head: The record with the name of the places and the flows.
        dialect: What the bulletin looks like.
        file: What to call the file in a message.
        path_name: The file's name, which may say the month.
        months: The month, if nothing else says its year.

    Raises:
        SourceError: Unit, flow or window of a column is unknown, or heads, title and name disagree.
        PeriodError: Nothing says the year.
    """
    start = records.index(head)
    below = record_below(records, head, file)
    name_place = next(at for at, field in enumerate(head.fields) if bare(field))
    columns, number = _read_columns(head, below, name_place, dialect, file)
    above = [bare(field) for record in records[: start + 1] for field in record.fields]
    month, year_from = read_month(number, above, file, path_name, months)
    return BulletinHeads(
        last=below,
        name_place=name_place,
        columns=columns,
        unit=read_unit(above, dialect.units, file, head),
        month=month,
        year_from=year_from,
    )


def _read_columns(
    head: Record, below: Record, name_place: int, dialect: BulletinDialect, file: str
) -> tuple[tuple[BulletinColumn, ...], int]:
    """The columns and the number of the month, from the row of flows and that of windows."""
    columns: list[BulletinColumn] = []
    numbers: set[int] = set()
    upper = ""
    for place in range(name_place + 1, max(len(head.fields), len(below.fields))):
        # A merged head stands in its first column only.
        upper = _head_at(head, place) or upper
        lower = _head_at(below, place)
        if not lower and not _head_at(head, place):
            continue
        column, number = _read_column(place, upper, lower, dialect)
        if column is None:
            raise SourceError(
                f"the head {shown(upper)} over {shown(lower)} is not one of this bulletin",
                file=file,
                line=below.line,
                column=str(place + 1),
                remedy=f"Expected: {', '.join(dialect.flows)} over 2月 and 1至2月; "
                "累计比去年同期±％.",
            )
        columns.append(column)
        if number is not None:
            numbers.add(number)
    _check_columns(columns, numbers, dialect, file, below)
    return tuple(columns), numbers.pop()


def _head_at(record: Record, place: int) -> str:
    text = bare(record.fields[place]) if place < len(record.fields) else ""
    return _REPEATED.sub("", text)


def _read_column(
    place: int, upper: str, lower: str, dialect: BulletinDialect
) -> tuple[BulletinColumn | None, int | None]:
    label = f"{upper} {lower}"
    if upper in dialect.flows:
        flow = dialect.flows[upper]
        if found := read_window(lower):
            window, number = found
            return BulletinColumn(place, flow, window, label), number
    if upper.startswith(dialect.growth) and lower in dialect.flows:
        return BulletinColumn(place, dialect.flows[lower], None, label), None
    return None, None


def _check_columns(
    columns: Sequence[BulletinColumn],
    numbers: set[int],
    dialect: BulletinDialect,
    file: str,
    below: Record,
) -> None:
    keys = [(column.flow, column.window) for column in columns]
    twice = [column.head for column, key in zip(columns, keys, strict=True) if keys.count(key) > 1]
    if twice:
        raise SourceError(f"the column {twice[0]} stands there twice", file=file, line=below.line)
    missing = [
        flow
        for flow in dialect.flows.values()
        if not any(c.flow is flow and c.window is not None for c in columns)
    ]
    if missing:
        raise SourceError(
            f"there is no column of values for {' and '.join(missing)}",
            file=file,
            line=below.line,
            remedy=f"The bulletin has {', '.join(dialect.flows)}: take the whole table.",
        )
    if len(numbers) > 1 or not 1 <= min(numbers) <= 12:
        listed = ", ".join(f"{number}月" for number in sorted(numbers))
        raise SourceError(f"the heads do not name one month: {listed}", file=file, line=below.line)


def record_below(records: Sequence[Record], head: Record, file: str) -> Record:
    """The lower of two rows of heads: the first below the upper in which something stands.

    Raises:
        SourceError: There is none.
    """
    below = records[records.index(head) + 1 :]
    found = next((record for record in below if not record.is_blank()), None)
    if found is None:
        raise no_rows(file, head)
    return found


def no_rows(file: str, head: Record) -> SourceError:
    """The refusal of heads without a table."""
    return SourceError(
        "it has heads, but no rows below them", file=file, line=head.line, remedy=DAMAGED
    )


def read_window(text: str) -> tuple[Window, int] | None:
    """What a head such as 2月 or 1至2月累计 says a column covers, and the number of the month."""
    if match := _MONTH.fullmatch(text):
        return Window.MONTH, int(match[1])
    if match := _YEAR_TO_DATE.fullmatch(text):
        return Window.YEAR_TO_DATE, int(match[1])
    return None


def read_unit(
    above: Iterable[str], units: Sequence[ValueUnit], file: str, head: Record
) -> ValueUnit:
    """The unit of value that stands above the heads.

    Raises:
        SourceError: There is none, or several, or it is not known.
    """
    named = {_REPEATED.sub("", match[1]) for text in above if (match := _UNIT.search(text))}
    known = ", ".join(unit.heads[0] for unit in units)
    if len(named) != 1:
        what = f"several units: {', '.join(sorted(named))}" if named else "no unit of value"
        raise SourceError(
            f"the heads name {what}",
            file=file,
            line=head.line,
            remedy=f"Above the heads must stand, say, 单位：万元人民币. Known are {known}.",
        )
    (name,) = named
    for unit in units:
        if name in unit.heads:
            return unit
    raise SourceError(
        f"the unit of value {shown(name)} is not known",
        file=file,
        line=head.line,
        remedy=f"Known are {known}.",
    )


def read_month(
    number: int, above: Sequence[str], file: str, path_name: str, months: Period | None
) -> tuple[Month, str]:
    """The month of the heads with the year of the title, else of the file's name, else as given.

    Raises:
        SourceError: What says the year says another month than the heads.
        PeriodError: Nothing says the year, or one text says two.
    """
    in_name = [*_IN_NAME.findall(path_name), *_IN_TITLE.findall(path_name)]
    in_title = [found for text in above for found in _IN_TITLE.findall(text)]
    given = [(str(months.last.year), str(months.last.month))] if months else []
    sources = (("its title", in_title), ("the file's name", in_name), ("--months", given))
    for what, found in sources:
        if not found:
            continue
        years = {int(year) for year, month in found if int(month) == number}
        if not years:
            year, month = found[0]
            raise SourceError(
                f"{what} says {year}-{int(month):02}, but the heads say {number}月",
                file=file,
                remedy="One of them is wrong: load the table as it was published.",
            )
        if min(years) < FIRST_YEAR:
            raise SourceError(
                f"{what} says the year {min(years):04}, of which there are no statistics",
                file=file,
                remedy="Correct the year.",
            )
        if len(years) == 1:
            return Month(years.pop(), number), what
        break
    raise PeriodError(
        f"it reports {number}月, but nothing says of which year",
        where=file,
        remedy=f"Put the month in the file's name, as 2025-{number:02}, or give --months.",
    )
