"""Which rows of a bulletin's table count: no part twice, no total of some, and the rest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.sources._values import plain
from yuebao.sources.bulletin.row_names import RowKind

if TYPE_CHECKING:
    from yuebao.reference import Office
    from yuebao.sources._dialects import BulletinDialect, Dialects
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.rows import BulletinRow, BulletinRows
    from yuebao.sources.bulletin.title import Above


def without_sum_of_some(
    rows: BulletinRows, above: Above, dialects: Dialects
) -> tuple[BulletinRows, list[str]]:
    """The rows of a list of the first so many without the row that is their sum; and a remark.

    That sum is none of all trade: a total that is more than the rows listed is.
    """
    around = map(plain, (*above.texts, above.path_name, above.tab))
    firsts = dialects.told.firsts
    if not any(word in text for text in around for word in firsts):
        return rows, []
    parts = rows.of(RowKind.PART, RowKind.GROUP)
    rounding = (len(parts) + 1) * rows.precision
    columns = rows.rows[0].levels if rows.rows else ()
    sums = {column: sum(part.levels[column] for part in parts) for column in columns}
    kept = tuple(
        row
        for row in rows.rows
        if row.name.kind is not RowKind.TOTAL
        or any(2 * abs(level - sums[column]) > rounding for column, level in row.levels.items())
    )
    if len(kept) == len(rows.rows):
        return rows, []
    name = rows.of(RowKind.TOTAL)[0].name.text
    return replace(rows, rows=kept), [f"{name} left out: it is of those listed alone."]


def total_once(rows: BulletinRows) -> BulletinRows:
    """The rows without totals that stand there once more with the same levels, as at the foot."""
    held: list[BulletinRow] = []
    totals: set[frozenset[tuple[TableColumn, int]]] = set()
    for row in rows.rows:
        levels = frozenset(row.levels.items())
        if row.name.kind is not RowKind.TOTAL or levels not in totals:
            held.append(row)
        if row.name.kind is RowKind.TOTAL:
            totals.add(levels)
    return replace(rows, rows=tuple(held))


def without_details(rows: BulletinRows, office: Office) -> tuple[BulletinRows, int]:
    """The rows without kinds of enterprises whose larger kind has a row too; how many these are."""
    held = {row.name.code for row in rows.rows}
    within = {one.code: one.within for one in office.enterprises}
    kept = tuple(r for r in rows.rows if within.get(r.name.code or "") not in (held - {None}))
    return replace(rows, rows=kept), len(rows.rows) - len(kept)


def without_groups_of_modes(
    rows: BulletinRows, dialect: BulletinDialect, office: Office
) -> tuple[BulletinRows, int]:
    """The rows with either a group of modes or its members; how many are left out.

    The members, where they sum to the group; else, as some may have no row, the group.
    """
    groups = {group.code: group.members for group in office.modes.groups if group.members}
    if dialect.rows != "modes":
        return rows, 0
    by_code = {row.name.code: row for row in rows.of(RowKind.PART) if row.name.code}
    out: set[str] = set()
    for code in groups.keys() & by_code.keys():
        members = [by_code[member] for member in groups[code] if member in by_code]
        rounding = (len(members) + 1) * rows.precision
        whole = all(
            2 * abs(level - sum(row.levels[column] for row in members)) <= rounding
            for column, level in by_code[code].levels.items()
        )
        out.update([code] if members and whole else groups[code])
    kept = tuple(row for row in rows.rows if row.name.code not in out)
    return replace(rows, rows=kept), len(rows.rows) - len(kept)


def with_rest(rows: BulletinRows, dialect: BulletinDialect) -> tuple[BulletinRows, list[str]]:
    """The rows with the part that has none, where the others lack something; and a remark on it."""
    parts, totals = rows.of(RowKind.PART), rows.of(RowKind.TOTAL)
    if not (dialect.rest and len(totals) == 1 and parts) or any(
        row.name.code == dialect.rest for row in parts
    ):
        return rows, []
    total = totals[0]
    lacking = {
        column: level - sum(row.levels[column] for row in parts)
        for column, level in total.levels.items()
    }
    rounding = (len(parts) + 1) * rows.precision
    if any(2 * level < -rounding for level in lacking.values()) or all(
        2 * level <= rounding for level in lacking.values()
    ):
        return rows, []
    name = replace(total.name, kind=RowKind.PART, code=dialect.rest)
    rest = replace(total, name=name, levels=lacking, growth=dict.fromkeys(total.growth))
    share = max(Fraction(lacking[c], level) for c, level in total.levels.items() if level)
    remark = (
        f"Its {dialect.rows} lack {float(100 * share):.1f}% of the total: that is kept as "
        f"{dialect.rest}."
    )
    return replace(rows, rows=(*rows.rows, rest)), [remark]
