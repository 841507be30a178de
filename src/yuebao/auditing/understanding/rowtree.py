"""How the rows of a table stand to each other: what lies below what, and of which side it is.

Numbering says depth as indents do (一、 before （一） before 1.). A row that only names a side of
trade heads the rows below it, where marks, repeated names or a sum say so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.understanding.columnheads import span_of
from yuebao.auditing.understanding.facets import RATES, read_facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.sheets import SheetRow
    from yuebao.auditing.understanding.facets import Facets
    from yuebao.auditing.understanding.layout import LaidRow

_STYLES = (
    r"[一二三四五六七八九十]+[、.．]", r"[（(][一二三四五六七八九十]+[)）]", r"[IVX]+[.、)]",
    r"[A-Z][.、)]", r"\d{1,2}(?:[、．)]|\.(?!\d))", r"[（(]\d{1,2}[)）]", r"[①-⑳]", r"[a-z][.、)]",
    r"\d{1,2}(?:\.\d{1,2})+\.?",
)  # fmt: skip
_DECIMAL = len(_STYLES) - 1
_NUMBERED = [re.compile(rf"\s*(?:{style})\s*\S") for style in _STYLES]

_NEARLY = Fraction(1, 4)
"""How far from a whole its parts may add up where one of them is wrong."""

Told = tuple["SheetRow", "Facets"]
"""A row, and what its stub tells."""


def depths(rows: Sequence[SheetRow]) -> list[int]:
    """How deep each row's numbering sets it; all naught where one style or none is used."""
    found: list[int] = []
    open_styles: list[int] = []
    for row in rows:
        style = next((at for at, p in enumerate(_NUMBERED) if p.match(row.label)), None)
        if style is None:
            below = bool(open_styles) and row.kind not in ("total", "other")
            found.append(0 if row.kind == "total" else len(open_styles) - (not below))
            continue
        if style == _DECIMAL:
            style += row.label.split()[0].count(".")
        if style in open_styles:
            del open_styles[open_styles.index(style) + 1 :]
        else:
            open_styles.append(style)
        found.append(len(open_styles) - 1)
    return [max(depth, 0) for depth in found]


def related(rows: Sequence[Told], laid: Sequence[LaidRow], levels: Iterable[int]) -> list[Told]:
    """The rows with the depth, the side and the name that those around them give them.

    Args:
        rows: The rows and what their stubs tell.
        laid: The same rows as laid out.
        levels: The columns that hold levels.
    """
    told = list(rows)
    if len({row.indent for row, _ in told}) == 1:
        numbered = depths([row for row, _ in told])
        told = [
            (replace(row, indent=depth), facets)
            for (row, facets), depth in zip(told, numbered, strict=True)
        ]
    told = _with_sums_of_months(told)
    told = _under_sections(_with_named_totals(_of_one_name(told)))
    return _by_own_names(_with_their_levels(_under_sides(told, laid, tuple(levels))))


def _with_sums_of_months(told: list[Told]) -> list[Told]:
    """A total below rows of months and nothing else: of all of them."""
    months = [one for one in told if one[0].kind != "total"]
    totals = [one for one in told if one[0].kind == "total"]
    moment = span_of([facets.moment for _, facets in months])
    if len(totals) != 1 or moment is None or any(row.entity for row, _ in months):
        return told
    return [
        (row, replace(facets, moment=moment))
        if row.kind == "total" and not facets.moment.told
        else (row, facets)
        for row, facets in told
    ]


def _of_one_name(told: list[Told]) -> list[Told]:
    """Where all that is told of sides is of one name or none, the name says nothing.

    货物差额 below 出口 and 进口; not where a side is told of both.
    """
    sided = [(row.entity, facets.side) for row, facets in told if facets.side]
    names = {name for name, _ in sided if name}
    both = {side for name, side in sided if name} & {side for name, side in sided if not name}
    if len(names) != 1 or both or len({side for _, side in sided}) < 2:
        return told
    if not any(side in ("net", "net_imports", "total") for _, side in sided):
        return told
    return [
        (replace(row, entity=""), replace(facets, entity=""))
        if row.entity in names and facets.side
        else (row, facets)
        for row, facets in told
    ]


def _under_sections(told: list[Told]) -> list[Told]:
    """Rows that only name sides, under several lines that name somebody, with that name."""
    bare = [row.section for row, facets in told if row.section and _is_side((row, facets))]
    if len(set(bare)) < 2:
        return told
    names = {section: read_facets(section, stub=True).entity for section in set(bare)}
    return [
        (replace(row, entity=names[row.section]), replace(facets, entity=names[row.section]))
        if not row.entity and names.get(row.section)
        else (row, facets)
        for row, facets in told
    ]


def _with_their_levels(told: list[Told]) -> list[Told]:
    """Rows of rates, and of prices, with whom and which side the level they belong to is of."""
    sides = {facets.side for _, facets in told if not facets.role and facets.side}
    level: Told | None = None
    found: list[Told] = []
    for row, facets in told:
        if not facets.role and _is_before(row, facets) and level:
            found.append(_beside(row, facets, level))
            continue
        if not facets.role:
            level = row, facets
        elif facets.role in RATES and level and level[0].section == row.section:
            found.append(_beside(row, facets, level))
            continue
        elif facets.role not in RATES and not facets.side and len(sides) == 1:
            found.append((row, replace(facets, side=next(iter(sides)))))
            continue
        found.append((row, facets))
    return found


def _is_before(row: SheetRow, facets: Facets) -> bool:
    """Whether a row says nothing but a year, or a month, before: 上年同期."""
    moment = facets.moment
    return bool(moment.back or moment.months_back) and not (row.entity or facets.side or row.kind)


def _beside(row: SheetRow, facets: Facets, level: Told) -> Told:
    """A row of rates that says nothing of whose they are: of those of the level above."""
    above, said = level
    whole = facets.role == "share" and facets.side == said.side  # (% of total exports)
    if row.entity or (facets.side and not whole):
        return row, facets
    counted = said.unit.base if said.unit else ""
    return (
        replace(row, entity=above.entity),
        replace(
            facets,
            side=said.side,
            entity=said.entity,
            measure=facets.measure or said.measure,
            counted=facets.counted or counted,
        ),
    )


def _with_named_totals(told: list[Told]) -> list[Told]:
    """Of several totals of different names, each is of whom it names: 农产品合计, 工业品合计."""
    names: dict[tuple[object, ...], set[str]] = {}
    for row, facets in told:
        if row.kind == "total":
            names.setdefault(_address((row, facets)), set()).add(facets.entity)
    return [
        (replace(row, entity=facets.entity, kind="subtotal"), facets)
        if row.kind == "total" and facets.entity and len(names[_address((row, facets))]) > 1
        else (row, facets)
        for row, facets in told
    ]


def _is_side(told: Told) -> bool:
    """Whether a row only names a side of trade."""
    row, facets = told
    return bool(facets.side) and not row.entity and row.kind in ("", "total") and not facets.role


def _under_sides(told: list[Told], laid: Sequence[LaidRow], levels: tuple[int, ...]) -> list[Told]:
    """Rows below a side's row with that side, where they are its parts."""
    heads = [at for at, one in enumerate(told) if _is_side(one)]
    groups = [_group(told, at) for at in heads]
    named = Counter(name for group in groups for name in {told[at][0].entity for at in group})
    for head, group in zip(heads, groups, strict=True):
        if not group:
            continue
        row, facets = told[head]
        first = told[group[0]][0]
        marked = first.kind == "of_which" or first.indent > row.indent
        repeated = 2 * sum(named[told[at][0].entity] > 1 for at in group) > len(group)
        if not (marked or repeated or _adds_up(told, laid, head, group, levels)):
            continue
        told[head] = replace(row, kind="total"), facets
        for at in group:
            told[at] = told[at][0], replace(told[at][1], side=facets.side)
    return told


def _group(told: Sequence[Told], head: int) -> list[int]:
    """The rows below a side's row that tell no side: up to the next that does, or stands above."""
    found: list[int] = []
    deep = head + 1 < len(told) and told[head + 1][0].indent > told[head][0].indent
    for at in range(head + 1, len(told)):
        row, facets = told[at]
        if facets.role in RATES and (not row.entity or facets.side):
            continue
        if facets.side or not row.entity or row.section != told[head][0].section:
            break
        if deep and row.indent <= told[head][0].indent:
            break
        found.append(at)
    return found


def _adds_up(told: Sequence[Told], laid: Sequence[LaidRow], head: int, group: list[int],
             levels: tuple[int, ...]) -> bool:  # fmt: skip
    """Whether rows add up to the one above them in half of the columns of levels.

    Nearly, in every column, is enough where the last is what is left over, and no other side's row
    stands above.
    """
    sure = told[group[-1]][0].kind == "other" and not (head and _is_side(told[head - 1]))
    exact: list[bool] = []
    nearly: list[bool] = []
    for column in levels:
        whole = laid[head].cells.get(column)
        levels_of = [at for at in group if told[at][1].role not in RATES]
        parts = [laid[at].cells.get(column) for at in levels_of]
        numbers = [cell.number for cell in parts if cell is not None and cell.number is not None]
        if whole is None or whole.number is None or len(numbers) < 2:
            continue
        total = Interval(Fraction(0), Fraction(0))
        for number in numbers:
            total += number.printed()
        near = abs(whole.number.value) * _NEARLY
        exact.append(total.meets(whole.number.printed()))
        nearly.append((total + Interval(-near, near)).meets(whole.number.printed()))
    return bool(exact) and (2 * sum(exact) >= len(exact) or (sure and all(nearly)))


def _by_own_names(told: list[Told]) -> list[Told]:
    """Names that come again under another row, as 其他 does, with the name of that row.

    A row stands under the last one set in less; else under the line above, or the last total.
    """
    count = Counter(map(_address, told))
    found: list[Told] = []
    open_: list[tuple[int, str]] = []  # the rows that others may stand under, each set in more
    for one in told:
        row, facets = one
        over = bisect_left(open_, row.indent, key=lambda held: held[0])
        above = open_[over - 1][1] if over else row.section
        if row.entity:
            open_[over:] = [(row.indent, row.entity)]
            if above and count[_address(one)] > 1:
                name = f"{above}: {row.entity}"
                row, facets = replace(row, entity=name), replace(facets, entity=name)
        found.append((row, facets))
    return found


def _address(told: Told) -> tuple[object, ...]:
    row, facets = told
    return row.entity, facets.side, facets.measure, facets.moment, facets.unit, facets.role
