"""From claims to the system of everything it prints.

The unknowns are levels: of a side of trade, an entity, and the months of a window or those that
they are compared with. Cells and sentences bound them (a share and a growth rate bound one level
by another); arithmetic binds them to each other, those that are printed and those that are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import MEASURED, Quantity, Side, TableKind
from yuebao.auditing.reconciliation.levels import Levels
from yuebao.auditing.reconciliation.ranks import add_rankings
from yuebao.auditing.reconciliation.system import Claim, Link, Sort, System, combine
from yuebao.auditing.rules.context import GROWTHS, LEVELS
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.claims import ClaimCell, ClaimLine, ClaimStatement, ClaimTable
    from yuebao.auditing.numbers import Interval, Number
    from yuebao.auditing.reconciliation.system import Terms
    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Period, Window

_KINDS = tuple(kind for kind in TableKind if kind not in (TableKind.OTHER, *MEASURED))
_LEVEL_SIDES = {measure: side for side, measure in LEVELS.items()}
_GROWTH_SIDES = {measure: side for side, measure in GROWTHS.items()}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number bounds: `top` in units, or `top ÷ bottom` in percent less `offset`."""

    top: Terms
    bottom: Terms
    offset: int = 0


def build_system(
    context: Case, relabel: Mapping[tuple[int, Window, int], ClaimLine] | None = None
) -> System:
    """Everything a document claims.

    Args:
        context: The claims.
        relabel: Lines to take for others, by table, window and rank among the ranked rows: what
            the document would say with these labels.
    """
    levels = Levels(context, System(), relabel or {})
    for table in context.claims.tables:
        if table.kind not in _KINDS:
            continue
        for line in levels.lines(table):
            for cell in line.cells:
                _add_cell(levels, table, line, cell)
    _add_statements(levels, context)
    add_rankings(levels)
    _add_arithmetic(levels)
    return levels.system


def meaning_of(
    levels: Levels, table: ClaimTable, line: ClaimLine, measure: Measure
) -> Meaning | None:
    """What a cell bounds; None where that is not known for sure."""
    side = _side_of(table, line, measure)
    if side is None or (table.kind is not TableKind.OVERVIEW and line.quantity):
        return None
    span = levels.span(line.window)
    if measure is Measure.SHARE:
        whole = levels.whole_of_shares(table, side, span.period)
        return Meaning(_level(levels, table, line, side, span.period, whole), whole)
    now, base = (
        _level(levels, table, line, side, period, levels.terms(side, "", period))
        for period in (span.period, span.base)
    )
    if measure in (Measure.VALUE, *LEVELS.values()):
        return Meaning(now, {})
    if line.window in table.official:
        return None
    if measure is Measure.CONTRIBUTION or side is Side.NET:
        whole = levels.terms(side, "", span.base) if measure is Measure.CONTRIBUTION else {}
        return Meaning(combine((1, now), (-1, base)), whole)
    return Meaning(now, base, 100)


def _level(
    levels: Levels, table: ClaimTable, line: ClaimLine, side: Side, period: Period, whole: Terms
) -> Terms:
    """The level of a line's entity; of all others what the rows leave of a whole."""
    if line.block is not Block.REST:
        return levels.terms(side, levels.entity(table, line), period, line.quantity)
    rows = [
        levels.terms(side, levels.entity(table, row), period)
        for row in levels.lines(table)
        if row.window == line.window and row.block is Block.ROWS
    ]
    return combine((1, whole), *((-1, row) for row in rows))


def _side_of(table: ClaimTable, line: ClaimLine, measure: Measure) -> Side | None:
    if table.kind is TableKind.PROVINCE_TRADE:
        return _LEVEL_SIDES.get(measure) or _GROWTH_SIDES.get(measure)
    return line.side or table.side


def _add_cell(levels: Levels, table: ClaimTable, line: ClaimLine, cell: ClaimCell) -> None:
    if cell.number is None:
        return
    meaning = meaning_of(levels, table, line, cell.measure)
    bounds = None if meaning is None else _bounds(levels, cell.number, meaning, line)
    if meaning is None or bounds is None:
        return
    claim = Claim(
        sort=Sort.CELL, table=table, window=line.window, line=line, cell=cell,
        top=tuple(meaning.top.items()), bottom=tuple(meaning.bottom.items()),
        offset=meaning.offset, scale=_printed(levels, cell.number, meaning, line),
    )  # fmt: skip
    _bind(levels.system, levels.system.claim(claim), meaning, bounds)


def _bounds(levels: Levels, number: Number, meaning: Meaning, line: ClaimLine) -> Interval | None:
    """The printed interval, in the system's unit or in percent; None in another currency."""
    if meaning.bottom:
        return number.printed() if number.unit.base in ("%", "") else None
    if line.quantity:
        return number.interval().times(1 / levels.scale(line)) if number.unit.base else None
    if number.unit.base != (levels.context.claims.currency or number.unit.base):
        return None
    return number.interval().times(1 / levels.scale(line)) if number.unit.is_money() else None


def _printed(levels: Levels, number: Number, meaning: Meaning, line: ClaimLine) -> Fraction:
    return Fraction(1) if meaning.bottom else levels.scale(line) / number.unit.scale


def _bind(system: System, claim: int, meaning: Meaning, bounds: Interval) -> None:
    if not meaning.bottom:
        system.bound(meaning.top, bounds.low, bounds.high, claim=claim)
        return
    assert bounds.low is not None and bounds.high is not None  # noqa: S101, PT018  # printed
    low, high = ((meaning.offset + end) / 100 for end in (bounds.low, bounds.high))
    top, bottom = meaning.top, meaning.bottom
    system.bound(combine((1, top), (-low, bottom)), Fraction(0), None, claim=claim)
    system.bound(combine((1, top), (-high, bottom)), None, Fraction(0), claim=claim)


def _add_statements(levels: Levels, context: Case) -> None:
    """Sentences that say what a table's cell says: a second witness for it."""
    for statement in context.claims.statements:
        found = next(iter(context.cells_for(statement)), None)
        if found is None or not statement.number.unit.label or found[0].kind not in _KINDS:
            continue
        table, line, cell = found
        meaning = meaning_of(levels, table, line, cell.measure)
        if meaning is None or not _fits(statement, meaning):
            continue
        bounds = _bounds(levels, statement.number, meaning, line)
        if bounds is None:
            continue
        claim = Claim(
            sort=Sort.STATEMENT, table=table, window=line.window, line=line, cell=cell,
            statement=statement, top=tuple(meaning.top.items()),
            bottom=tuple(meaning.bottom.items()), offset=meaning.offset,
            scale=_printed(levels, statement.number, meaning, line),
        )  # fmt: skip
        _bind(levels.system, levels.system.claim(claim), meaning, bounds)


def _fits(statement: ClaimStatement, meaning: Meaning) -> bool:
    """Whether a sentence's number is of the kind its cell's is."""
    if statement.quantity is Quantity.LEVEL:
        return not meaning.bottom and len(meaning.top) <= 2
    return bool(meaning.bottom)


def _add_arithmetic(levels: Levels) -> None:
    """What holds whatever is printed, of every level there is."""
    system = levels.system
    for terms, low, high, link in [*_flows(levels), *_wholes(levels), *_blocs(levels)]:
        system.bound(terms, low, high, link=link)
    for terms, link in list(levels.rests()):
        system.bound(terms, Fraction(0), None, link=link)


_Rule = tuple["Terms", Fraction | None, Fraction | None, Link]
_ZERO = Fraction(0)


def _flows(levels: Levels) -> Iterator[_Rule]:
    for side, entity, period, pieces in list(levels.keys()):
        if side is Side.TOTAL:
            total = levels.terms(side, entity, period, pieces)
            parts = [
                levels.terms(flow, entity, period, pieces) for flow in (Side.EXPORTS, Side.IMPORTS)
            ]
            yield combine((1, total), (-1, parts[0]), (-1, parts[1])), _ZERO, _ZERO, Link.FLOWS


def _wholes(levels: Levels) -> Iterator[_Rule]:
    """Parts and the rest are the whole, in all months there are; all provinces leave no rest."""
    for side, kind, period in levels.breakdowns():
        entities = levels.members(side, kind)
        whole = levels.terms(side, "", period)
        rest = levels.terms(side, f"rest of {kind}", period)
        parts = [(-1, levels.terms(side, entity, period)) for entity in entities]
        yield combine((1, whole), (-1, rest), *parts), _ZERO, _ZERO, Link.WHOLE
        if kind == TableKind.PROVINCES and len(entities) >= levels.all_provinces:
            yield rest, None, Fraction(1, 1000), Link.WHOLE
        if kind == TableKind.PARTNERS and side is Side.IMPORTS:
            shared = levels.terms(side, "whole of shares", period)
            yield combine((1, whole), (-1, shared)), _ZERO, None, Link.WHOLE
            yield combine((1, shared), *parts), _ZERO, None, Link.WHOLE


def _blocs(levels: Levels) -> Iterator[_Rule]:
    for side, bloc, members in levels.blocs():
        for period in levels.periods:
            parts = [(-1, levels.terms(side, member, period)) for member in members]
            total = levels.terms(side, bloc, period)
            yield combine((1, total), *parts), _ZERO, _ZERO, Link.BLOC
