"""Which rows of a sheet add up to which: read from words and indents, decided by the numbers.

合计 says that the rows around it add up to it, 其中 that those below are within the one above.
Where these leave more than one reading, the one under which most columns add up is taken; where
none does, nothing is said to add up.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.reconciliation.typos import slips_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.sheets import Sheet, SheetEntry

_MOST_READINGS = 120
_ADDITIVE = ("level", "share", "contribution", "difference")
_NONE = Fraction(0)
_ALL = Interval(Fraction(100), Fraction(100))
_NAUGHT = Interval(_NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows of a sheet of which one is the sum of others, or at least that.

    Attributes:
        whole: The row that is the sum.
        parts: The rows that are added.
        exact: Whether nothing is left out.
    """

    whole: int
    parts: tuple[int, ...]
    exact: bool


def read_parts(sheet: Sheet) -> tuple[Parts, ...]:
    """What adds up to what in a sheet."""
    columns = _columns(sheet)
    if not columns:
        return ()
    found: list[Parts] = []
    levels = {entry.row for entry in sheet.entries if entry.role == "level"}
    for total, members in _runs(sheet):
        # Rows of rates stand between those that add up.
        held = [at for at in members if at in levels or total not in levels]
        held = _around(sheet, total, held, columns)
        if len(held) > 1:
            found += _of_run(sheet, (total, held), columns)
    if not found:
        found = _below_heads(sheet, sorted(levels), columns)
    return tuple(dict.fromkeys(found))


def makers_of_all(sheet: Sheet) -> tuple[int, ...]:
    """The rows that make the whole of which no row is, as their shares in most columns add to 100.

    Two columns at least say so; rows within others make nothing beside them.
    """
    rows = sheet.rows
    shares: dict[int, Column] = {}
    for entry in sheet.entries:
        if entry.role == "share" and not entry.whole:
            shares.setdefault(entry.column, {})[entry.row] = entry
    held = sorted({at for column in shares.values() for at in column})
    nested = any(rows[at].kind or rows[at].indent for at in held if rows[at].kind != "other")
    if nested or sheet.cut or any(row.kind == "total" or not row.entity for row in rows):
        return ()
    sums = []
    for column in shares.values():
        total = _NAUGHT
        for entry in column.values():
            total += entry.number.printed()
        sums.append(total.meets(_ALL) and len(column) == len(held))
    return tuple(held) if len(held) > 1 and sum(sums) > max(1, len(sums) - sum(sums)) else ()


def _below_heads(sheet: Sheet, rows: list[int], columns: list[Column]) -> list[Parts]:
    """Rows set in below another, in a table without totals: its parts, where they add up."""
    if len({sheet.rows[at].indent for at in rows}) < 2:  # all as deep
        return []
    nested = [parts for parts in _by_indent(sheet, -1, rows) if parts.whole >= 0]
    return [parts for parts in _accepted(sheet, nested, columns) if parts.exact]


Column = dict[int, "SheetEntry"]


def _columns(sheet: Sheet) -> list[Column]:
    """The numbers of each column that may add up, by row."""
    found: dict[tuple[int, str, str], Column] = {}
    for entry in sheet.entries:
        if entry.role in _ADDITIVE:
            found.setdefault((entry.column, entry.kind, entry.role), {})[entry.row] = entry
    return [column for column in found.values() if len(column) > 2]


def _runs(sheet: Sheet) -> Iterator[tuple[int, list[int]]]:
    """Each total with the rows it may be of: those below it where it stands first, else above."""
    rows = sheet.rows
    totals = [at for at, row in enumerate(rows) if row.kind == "total" and not row.entity]
    if not totals:
        return
    bounds: list[tuple[int, list[int]]] = []
    if totals[0] == 0 or rows[totals[0] - 1].section != rows[totals[0]].section:
        for at, following in itertools.zip_longest(totals, totals[1:]):
            bounds.append((at, list(range(at + 1, following or len(rows)))))
    else:
        start = 0
        for at in totals:
            bounds.append((at, list(range(start, at))))
            start = at + 1
    for total, members in bounds:
        named = list(itertools.takewhile(lambda at: rows[at].entity, members))
        found = named or members  # a row that names nobody, such as 进口, is no part of 出口
        if len(found) > 1:
            yield total, found


def _around(sheet: Sheet, total: int, held: list[int], columns: list[Column]) -> list[int]:
    """The rows a total is of: those on both sides, where they add up and one side does not."""
    rows = sheet.rows
    totals = [at for at, row in enumerate(rows) if row.kind == "total"]
    both = [at for at, row in enumerate(rows) if at != total and row.entity]
    if totals != [total] or len(both) <= len(held):
        return held
    (apart, _), (holds, fails) = (
        _score([Parts(total, tuple(at), exact=True)], columns) for at in (held, both)
    )
    return both if holds and holds >= fails and not apart else held


def _of_run(sheet: Sheet, run: tuple[int, list[int]], columns: list[Column]) -> list[Parts]:
    total, members = run
    best: tuple[tuple[int, int], list[Parts]] | None = None
    for reading in itertools.islice(_readings(sheet, total, members, columns), _MOST_READINGS):
        holds, fails = _score(reading, columns)
        rank = (holds - 2 * fails, -fails)
        if best is None or rank > best[0]:
            best = (rank, reading)
    if best is None:
        return []
    # A wrong subtotal makes a reading better that leaves out all of them.
    subtotals = [
        parts
        for parts in _with_subtotals(sheet, total, members)
        if sheet.rows[parts.whole].kind == "subtotal" and parts not in best[1]
    ]
    return _accepted(sheet, [*best[1], *subtotals], columns)


def _readings(
    sheet: Sheet, total: int, members: list[int], columns: list[Column]
) -> Iterator[list[Parts]]:
    """Every way to take the rows: which of them are within others."""
    plain = [at for at in members if sheet.rows[at].kind != "subtotal"]
    if len(plain) < len(members):
        yield _with_subtotals(sheet, total, members)
    starts = [at for at in members if sheet.rows[at].kind == "of_which"]
    starts = [at for at in starts if at != members[0] or at - 1 == total]
    starts = [at for at in starts if sheet.rows[at - 1].kind != "of_which" or at - 1 not in members]
    if starts:
        options = [_lengths(sheet, start, members) for start in starts]
        for lengths in itertools.product(*options):
            yield _nested(total, plain, dict(zip(starts, lengths, strict=True)))
    if len({sheet.rows[at].indent for at in plain}) > 1:
        yield _by_indent(sheet, total, plain)
    yield [Parts(total, tuple(plain), exact=True)]
    found = _by_numbers(plain, columns)
    if found:
        within = {child for parts in found for child in parts.parts}
        yield [Parts(total, tuple(at for at in plain if at not in within), exact=True), *found]


def _with_subtotals(sheet: Sheet, total: int, members: list[int]) -> list[Parts]:
    found, open_rows, subtotals = [], list[int](), list[int]()
    first = sheet.rows[members[0]].kind == "subtotal"
    for at in members:
        if sheet.rows[at].kind != "subtotal":
            open_rows.append(at)
            continue
        if not first and open_rows:
            found.append(Parts(at, tuple(open_rows), exact=True))
        elif first and subtotals and open_rows:
            found.append(Parts(subtotals[-1], tuple(open_rows), exact=True))
        open_rows = []
        subtotals.append(at)
    if first and open_rows and subtotals:
        found.append(Parts(subtotals[-1], tuple(open_rows), exact=True))
        open_rows = []
    return [Parts(total, (*subtotals, *open_rows), exact=True), *found]


def _lengths(sheet: Sheet, start: int, members: list[int]) -> list[int]:
    """How many rows from 其中 on may be within the row above: at least those that say so."""
    longest = 0
    for at in range(start, members[-1] + 1):
        row = sheet.rows[at]
        if at != start and (row.kind == "of_which" and sheet.rows[at - 1].kind != "of_which"):
            longest -= 1  # the row before it is its whole
            break
        longest += 1
    told = sum(1 for _ in itertools.takewhile(
        lambda at: sheet.rows[at].kind == "of_which", range(start, start + longest)
    ))  # fmt: skip
    return list(range(max(told, 1), max(longest, told, 1) + 1))


def _nested(total: int, members: list[int], runs: dict[int, int]) -> list[Parts]:
    within = {child for start, length in runs.items() for child in range(start, start + length)}
    rest = tuple(at for at in members if at not in within)
    found = [Parts(total, rest, exact=True)] if rest else []
    for start, length in runs.items():
        found.append(Parts(start - 1, tuple(range(start, start + length)), exact=False))
    return found


def _by_indent(sheet: Sheet, total: int, members: list[int]) -> list[Parts]:
    least = min(sheet.rows[at].indent for at in members)
    found = [Parts(total, tuple(at for at in members if sheet.rows[at].indent == least), True)]
    for at, following in itertools.pairwise(members):
        depth = sheet.rows[at].indent
        if sheet.rows[following].indent > depth:
            inner = list(
                itertools.takewhile(
                    lambda row, depth=depth: sheet.rows[row].indent > depth,  # type: ignore[misc]  # bound by default
                    (row for row in members if row > at),
                )
            )
            deepest = min(sheet.rows[row].indent for row in inner)
            direct = tuple(row for row in inner if sheet.rows[row].indent == deepest)
            found.append(Parts(at, direct, exact=False))
    return found


def _by_numbers(members: list[int], columns: list[Column]) -> list[Parts]:
    """Runs of rows that add up to the row above them in every column, two columns at least."""
    sums = [_Sums(members, column) for column in columns]
    found, at = list[Parts](), 0
    while at < len(members):
        length = next(
            (
                length
                for length in range(2, min(len(members) - at, 30))
                if _holds_everywhere(sums, at, length)
            ),
            0,
        )
        if length:
            found.append(Parts(members[at], tuple(members[at + 1 : at + 1 + length]), True))
        at += 1 + length
    return found


class _Sums:
    """The sums of a column's first rows, by which those of any run are told at once."""

    def __init__(self, members: list[int], column: Column) -> None:
        self.printed = [column[at].number.interval() if at in column else None for at in members]
        self.lows, self.highs, self.counts = [_NONE], [_NONE], [0]
        for one in self.printed:
            low, high = (one.low, one.high) if one is not None else (_NONE, _NONE)
            assert low is not None and high is not None  # noqa: S101, PT018  # printed
            self.lows.append(self.lows[-1] + low)
            self.highs.append(self.highs[-1] + high)
            self.counts.append(self.counts[-1] + (one is not None))

    def holds(self, at: int, length: int) -> bool | None:
        """Whether rows behind one add up to it; None where one of the numbers is not printed."""
        whole, first, last = self.printed[at], at + 1, at + 1 + length
        if whole is None or self.counts[last] - self.counts[first] < 2:
            return None
        total = Interval(self.lows[last] - self.lows[first], self.highs[last] - self.highs[first])
        return total.meets(whole)


def _holds_everywhere(sums: list[_Sums], at: int, length: int) -> bool:
    held = 0
    for column in sums:
        check = column.holds(at, length)
        if check is False:
            return False
        held += check is True
    return held > 1


def _check(parts: Parts, column: Column) -> bool | None:
    """Whether a column adds up; None where one of its numbers is not printed."""
    whole = column.get(parts.whole)
    found = [column.get(at) for at in parts.parts]
    fewest = 2 if parts.exact else 1
    if whole is None or sum(entry is not None for entry in found) < fewest:
        return None
    total = _NAUGHT
    for entry in found:
        total += entry.number.interval() if entry is not None else _NAUGHT
    printed = whole.number.interval()
    return total.meets(printed) if parts.exact else not printed.is_below(total)


def _score(reading: Sequence[Parts], columns: list[Column]) -> tuple[int, int]:
    """How many sums hold and how many fail; of 其中 an equal sum counts as holding, too."""
    holds = fails = 0
    for parts in reading:
        for column in columns:
            check = _check(parts, column)
            holds += check is True
            fails += check is False
            if not parts.exact and len(parts.parts) > 1:
                holds += _check(Parts(parts.whole, parts.parts, True), column) is True
    return holds, fails


def _accepted(sheet: Sheet, reading: list[Parts], columns: list[Column]) -> list[Parts]:
    """Of a reading what its numbers bear out: sums most columns hold, or one slip spoils."""
    found: list[Parts] = []
    for parts in reading:
        exact = _sum_holds(sheet, Parts(parts.whole, parts.parts, True), columns, firm=parts.exact)
        if exact:
            found.append(Parts(parts.whole, parts.parts, True))
        elif not parts.exact and _mostly(parts, columns):
            found.append(parts)
    return found


def _mostly(parts: Parts, columns: list[Column]) -> bool:
    checks = [c for column in columns if (c := _check(parts, column)) is not None]
    return bool(checks) and 2 * sum(checks) >= len(checks)


def _sum_holds(sheet: Sheet, parts: Parts, columns: list[Column], *, firm: bool) -> bool:
    """Whether rows are the parts of a whole, though a number of them may be wrong."""
    checks = [(c, column) for column in columns if (c := _check(parts, column)) is not None]
    holds, fails = sum(c for c, _ in checks), sum(not c for c, _ in checks)
    if len(parts.parts) < 2 or not checks or (sheet.cut and fails):
        return False
    if fails == 0 or holds > fails or (holds == fails and firm):
        return holds > 0
    other = any(sheet.rows[at].kind == "other" for at in parts.parts)
    return firm and holds == 0 and fails <= 2 and (other or _slipped(parts, checks[0][1]))


def _slipped(parts: Parts, column: Column) -> bool:
    """Whether one slip of the pen in one number explains why a column does not add up."""
    entries = [column[at] for at in (*parts.parts, parts.whole) if at in column]
    signs = [1] * (len(entries) - 1) + [-1]
    for entry, sign in zip(entries, signs, strict=True):
        rest = _NAUGHT
        for other, factor in zip(entries, signs, strict=True):
            if other is not entry:
                interval = other.number.interval()
                rest += interval if factor > 0 else -interval
        wanted = -rest if sign > 0 else rest
        if any(slip.interval().meets(wanted) for slip in slips_of(entry.number)):
            return True
    return False
