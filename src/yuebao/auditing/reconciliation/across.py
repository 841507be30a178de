"""Which columns of a sheet add up to which: 合计 beside those that make it, 其中 within a whole.

As with rows, words say which columns may be parts, and the numbers of most rows decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.understanding.columnheads import direct_parts, is_below
from yuebao.auditing.understanding.facets import read_facets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.sheets import Sheet, SheetEntry

_Column = dict[int, "SheetEntry"]
"""The numbers of a column by row."""


@dataclass(frozen=True, slots=True)
class Across:
    """Numbers of one row of which one is the sum of others, or at least that.

    Attributes:
        whole: The sum.
        parts: Those that are added.
        exact: Whether nothing is left out.
    """

    whole: SheetEntry
    parts: tuple[SheetEntry, ...]
    exact: bool


def read_across(sheet: Sheet) -> Iterator[Across]:
    """What adds up to what in the rows of a sheet."""
    columns: dict[int, _Column] = {}
    for entry in sheet.entries:
        if entry.role == "level" and entry.sign > 0:
            columns.setdefault(entry.column, {})[entry.row] = entry
    names = {at: _name(sheet, column) for at, column in columns.items()}
    for whole, held in columns.items():
        parts = [
            at for at in columns if is_below(names[at], names[whole]) and _alike(held, columns[at])
        ]
        direct = direct_parts({at: names[at] for at in parts})
        found = list(_rows(held, [columns[at] for at in direct]))
        holds = sum(_holds(one) for one in found)
        if len(direct) > 1 and holds > len(found) - holds:
            yield from found
            continue
        inner = [columns[at] for at in direct if _is_within(sheet, at)]
        found = list(_rows(held, inner, exact=False)) if inner else []
        if found and 2 * sum(map(_holds, found)) > len(found):
            yield from found
        elif len(direct) <= 1:
            yield from _of_all_beside(sheet, whole, columns)


def _of_all_beside(sheet: Sheet, whole: int, columns: dict[int, _Column]) -> Iterator[Across]:
    """A column of totals as the sum of all levels to its left, of whichever side, where it is."""
    held = columns[whole]
    if read_facets(sheet.heads[whole], stub=True).row != "total":
        return
    beside = [
        column
        for at, column in columns.items()
        if at < whole and _alike(held, column, of_side=False)
    ]
    found = list(_rows(held, beside)) if len(beside) > 1 else []
    holds = sum(map(_holds, found))
    if holds > max(1, len(found) - holds):
        yield from found


def _name(sheet: Sheet, column: _Column) -> str:
    """Whom a column is of, beside its rows."""
    row, entry = next(iter(column.items()))
    return entry.entity.removeprefix(sheet.rows[row].entity).strip()


def _is_within(sheet: Sheet, column: int) -> bool:
    """Whether a head says that its column is within another: 其中."""
    return read_facets(sheet.heads[column]).row == "of_which"


def _alike(one: _Column, other: _Column, *, of_side: bool = True) -> bool:
    """Whether two columns count the same, of the same months, and side, in every row."""
    common = one.keys() & other.keys()
    return bool(common) and all(
        (one[row].period, one[row].kind) == (other[row].period, other[row].kind)
        and (one[row].side == other[row].side or not of_side)
        for row in common
    )


def _rows(whole: _Column, parts: Sequence[_Column], *, exact: bool = True) -> Iterator[Across]:
    for row, entry in whole.items():
        held = tuple(part[row] for part in parts if row in part)
        if held and (len(held) == len(parts) or not exact):
            yield Across(entry, held, exact)


def _holds(one: Across) -> bool:
    total = Interval(Fraction(0), Fraction(0))
    for part in one.parts:
        total += part.number.interval()
    whole = one.whole.number.interval()
    return total.meets(whole) if one.exact else not whole.is_below(total)
