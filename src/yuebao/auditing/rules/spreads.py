"""Which way concentration is said to go, and who is said to have come and gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.findings.finding import Finding, at_text, either
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.standings import ClaimSpread, Passing

_WAYS = {True: ("上升", "up"), False: ("下降", "down")}
_NEW_AGAINST = re.compile(r"此前(\d{1,2})个月|in the (\d{1,2}) months before")


def check_spreads(context: Case) -> Iterator[Finding]:
    """Every sentence on concentration of the month reported."""
    month = context.claims.month
    for spread in context.claims.spreads:
        if spread.window is None or spread.period is None:
            continue
        if month not in (None, spread.period.last):
            continue
        found = _line_of(context, spread)
        yield from _directions(context, spread, found)
        yield from _nobody(context, spread, found)
        for passing, new in ((spread.new, True), (spread.lost, False)):
            if passing is not None:
                yield from _listed(context, spread, passing, new=new)
        yield from _months(context, spread, found)


def _line_of(context: Case, spread: ClaimSpread) -> tuple[ClaimTable, ClaimLine] | None:
    """The line of concentration that a sentence is on."""
    return next(
        (
            (table, line)
            for table in context.claims.analyses
            if table.kind is TableKind.CONCENTRATION and table.side is spread.side
            for line in table.lines
            if line.window == spread.window
        ),
        None,
    )


def _directions(
    context: Case, spread: ClaimSpread, found: tuple[ClaimTable, ClaimLine] | None
) -> Iterator[Finding]:
    """The index is above or below as its numbers are, and concentration goes the same way."""
    now = _number(context, spread, found, Measure.HHI)
    base = _number(context, spread, found, Measure.HHI_BASE)
    if now is None or base is None:
        if None not in (spread.above, spread.more) and spread.above != spread.more:
            words = _WAYS[bool(spread.more)], _WAYS[bool(spread.above)]
            yield _wrong(context, spread, either(*words[0]), either(*words[1]))
        return
    if now.value == base.value:
        return
    up = now.value > base.value
    for said in dict.fromkeys((spread.above, spread.more)):
        if said is not None and said != up:
            numbers = f"{now.text} / {base.text}"
            yield _wrong(context, spread, either(*_WAYS[said]), numbers)
            return


def _number(
    context: Case, spread: ClaimSpread, found: tuple[ClaimTable, ClaimLine] | None, measure: Measure
) -> Number | None:
    """What the sentence itself prints, else its line."""
    place = spread.place
    for one in context.claims.statements:
        within = one.place.block == place.block and place.start <= one.place.start < place.end
        if within and one.measure is measure:
            return one.number
    return None if found is None else found[1].number(measure)


def _nobody(
    context: Case, spread: ClaimSpread, found: tuple[ClaimTable, ClaimLine] | None
) -> Iterator[Finding]:
    """Where nobody is said to have come or gone, the table counts none."""
    for passing, measure in ((spread.new, Measure.NEW), (spread.lost, Measure.LOST)):
        number = None if found is None else found[1].number(measure)
        if passing is not None and number is not None and not passing.count and number.value:
            yield _wrong(context, spread, "0", number.text)


def _listed(
    context: Case, spread: ClaimSpread, passing: Passing, *, new: bool
) -> Iterator[Finding]:
    """As many names as are counted, none of them of who traded all the time."""
    names, count = passing.names, passing.count
    more = names and (len(names) >= count if passing.more else len(names) != count)
    if more and not (passing.more and len(names) == count):
        yield _wrong(context, spread, str(count), str(len(names)))
    others = (spread.lost if new else spread.new) or passing
    for name in names:
        if others is not passing and any(context.same(name, other) for other in others.names):
            if new:
                yield _wrong(context, spread, name, either("不同的名称", "another name"))
        elif spread.side is not None and (line := _ranked(context, spread, name)) is not None:
            growth = line.number(Measure.YOY)
            if not new or growth is not None:
                value = line.cell(Measure.VALUE)
                yield _wrong(context, spread, name, value.text if value else line.label)


def _ranked(context: Case, spread: ClaimSpread, name: str) -> ClaimLine | None:
    """The row of a partner that traded in these months."""
    assert spread.side is not None  # noqa: S101  # as asked before
    for table, line in context.lines_named(name, spread.side, spread.window):
        value = line.number(Measure.VALUE)
        ranked = table.kind is TableKind.PARTNERS and line.block is Block.ROWS
        if ranked and value is not None and value.value > 0:
            return line
    return None


def _months(
    context: Case, spread: ClaimSpread, found: tuple[ClaimTable, ClaimLine] | None
) -> Iterator[Finding]:
    """New against as many months as the note says."""
    notes = found[0].notes if found is not None else ()
    told = next((m for note in notes if (m := _NEW_AGAINST.search(note.text))), None)
    if told is not None and spread.months is not None:
        months = int(told[1] or told[2])
        if months != spread.months:
            yield _wrong(context, spread, str(spread.months), str(months))


def _wrong(context: Case, spread: ClaimSpread, printed: str, expected: str) -> Finding:
    return Finding(
        rule="concentration-words",
        where=at_text(context.claims, spread.place, spread.quote),
        printed=printed,
        expected=expected,
    )
