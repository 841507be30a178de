"""What rankings claim: their order, and that whoever they leave out is below their last row."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import MEASURED, Side, TableKind
from yuebao.auditing.reconciliation.system import Claim, Sort, combine
from yuebao.auditing.rules.context import part_kind
from yuebao.auditing.understanding.entities import entity_name
from yuebao.report.model import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.reconciliation.levels import Levels


def add_rankings(levels: Levels) -> None:
    """The claims of every ranking; all entities are known by now."""
    tables = [t for t in levels.context.claims.tables if t.kind in _RANKED]
    for table in tables:
        if table.kind is TableKind.PROVINCES and table.side is not None:
            for region in levels.context.claims.office.regions:
                levels.note_part(
                    table.side, TableKind.PROVINCES, f"{TableKind.PROVINCES}:{region.code}"
                )
    for table in tables:
        note = next((note for note in table.notes if note.order is not None), None)
        side = (note.order if note else None) or table.side
        if side is None or (note is None and table.first is None):
            continue
        for window in table.ordered_windows():
            rows = [
                line
                for line in levels.lines(table)
                if line.window == window and line.block is Block.ROWS
            ]
            _add_order(levels, table, rows, side)
            if side is table.side:
                _add_absent(levels, table, rows, side)


_RANKED = tuple(
    kind for kind in TableKind if kind not in (TableKind.OVERVIEW, TableKind.OTHER, *MEASURED)
)


def _add_order(levels: Levels, table: ClaimTable, rows: Sequence[ClaimLine], side: Side) -> None:
    if len(rows) < 2:
        return
    claim = levels.system.claim(Claim(Sort.ORDER, table, rows[0].window, line=rows[-1]))
    period = levels.span(rows[0].window).period
    terms = [levels.terms(side, levels.entity(table, line), period) for line in rows]
    for upper, lower in itertools.pairwise(terms):
        levels.system.bound(combine((1, upper), (-1, lower)), Fraction(0), None, claim=claim)


def _add_absent(levels: Levels, table: ClaimTable, rows: Sequence[ClaimLine], side: Side) -> None:
    """Where as many rows are printed as are announced, and all of them are known by code."""
    if table.first is None or len(rows) < table.first or any(row.code is None for row in rows):
        return
    window = rows[0].window
    period = levels.span(window).period
    shown = {levels.entity(table, line) for line in rows}
    last = levels.terms(side, levels.entity(table, rows[-1]), period)
    for entity in levels.members(side, part_kind(table)):
        code = entity.partition(":")[2]
        if entity in shown or code == levels.context.claims.office.own:
            continue
        label = _name(levels, table, code)
        level = levels.terms(side, entity, period)
        claim = levels.system.claim(
            Claim(
                Sort.ABSENT, table, window, line=rows[-1], label=label, code=code,
                top=tuple(level.items()),
            )
        )  # fmt: skip
        terms = combine((1, level), (-1, last))
        levels.system.bound(terms, None, Fraction(0), claim=claim)


def _name(levels: Levels, table: ClaimTable, code: str) -> str:
    """As the document calls an entity elsewhere, else as yuebao does."""
    printed = next((line.label for line in table.lines if line.code == code), None)
    if printed is not None:
        return printed
    claims = levels.context.claims
    return entity_name(TableKind(part_kind(table)), code, levels.context.language, claims.office)
