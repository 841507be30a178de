"""What the lines of a report's highlights may say, and how much each matters.

Scores are exact: sums of whole numbers and of the values of figures. docs/methodology.md states
them for who reads reports; a change here is a change there.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, LevelTable, traders
from yuebao.report.figures import ingredients
from yuebao.report.model import (
    Amounts,
    Block,
    Concentrated,
    Contributions,
    Decomposed,
    Highlight,
    Key,
    Leaders,
    Measure,
    Moved,
    Paragraph,
    Placed,
    Revised,
    Role,
    SeasonallyAdjusted,
    Side,
    Standing,
    Table,
)
from yuebao.report.numbers import is_printed_zero
from yuebao.report.sections._revised import unusual_revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.domain import Span
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Figure, Part, Statement

TOPICS = (
    "growth", "turn", "record", "contribution", "rank", "price", "seasonal", "run", "leader",
    "concentration", "new", "lost", "revision",
)  # fmt: skip
"""What a line may be about, in the order that decides between equal scores."""

_LATER = Fraction(1, 2)
"""What a window of the report after the first counts for."""
_FIRST_PLACES = 10
"""Among so many a change of places is news."""
_FEWEST_RANKED = 4
"""Among fewer periods nothing is a record."""
_SHORTEST = 3
"""Fewer in a row are no run."""

Scored = tuple[str, Highlight]
"""A line there could be, and what it is about: of those about one thing one is told."""


def candidates(
    context: Context, built: Iterable[tuple[Section, Sequence[Part]]]
) -> tuple[Scored, ...]:
    """Every line that sections give, and what was revised, in the order of `TOPICS`.

    Args:
        context: The report in the making.
        built: Each section with its parts.
    """
    found: list[Scored] = []
    for section, parts in built:
        for part in parts:
            if isinstance(part, Paragraph):
                for statement in part.says:
                    found += _of_statement(context, section, statement)
            elif isinstance(part, Table):
                found += _of_table(context, section, part)
    found += map(_of_revised, unusual_revisions(context))
    found = [one for one in found if _is_seen(context, one[1].of)]
    return tuple(sorted(found, key=lambda pair: TOPICS.index(pair[1].topic)))


def _is_seen(context: Context, said: Statement) -> bool:
    """Whether what is said is of a flow that does not print as nothing: else it moves nothing."""
    if not isinstance(said, Concentrated | Contributions | Decomposed | Leaders | Moved | Placed):
        return True
    table = context.table(said.flow, Breakdown.COMMODITY)
    level = table.total(said.span.period) if isinstance(table, LevelTable) else None
    place = context.place(Key(""), Side.of(said.flow), said.span)
    return level is None or not is_printed_zero(context.make.level(place, level).text)


def _scored(
    context: Context,
    statement: Statement,
    score: Fraction | int,
    span: Span,
    words: Sequence[str],
    about: Sequence[str] = (),
    by: Breakdown | None = None,
) -> Scored:
    """A line, by the words of its key before the window."""
    weight = 1 if span == context.spans[0] else _LATER
    key = ".".join([*words, span.window.name])
    return ".".join(about or words), Highlight(key, Fraction(weight * score), statement, by)


def _of_statement(context: Context, section: Section, said: Statement) -> Iterator[Scored]:
    words: tuple[str, ...]
    match said:
        case Amounts() if not said.quantity and (said.span.yearly or said.compared()):
            words = ("growth",)
            about = words if said.span == context.spans[0] else (*words, "later")
            yield _scored(context, said, _growth(said), said.span, words, about)
        case Contributions():
            words = ("contribution", section.kind, Side.of(said.flow))
            score = _contribution(said)
            yield _scored(context, said, score, said.span, words, by=section.breakdown)
        case Decomposed() if said.price.value is not None and said.quantity.value is not None:
            words = ("price", Side.of(said.flow))
            yield _scored(context, said, _price(said), said.span, words)
        case Placed():
            yield from _of_placed(context, said)
        case Concentrated():
            yield from _of_concentrated(context, said)
        case SeasonallyAdjusted() if said.mom.value is not None:
            words = ("seasonal", Side.of(said.flow))
            yield _scored(context, said, _seasonal(said), said.span, words)
        case Leaders() if section.breakdown is not Breakdown.COMMODITY:
            about = (section.kind, Side.of(said.flow))
            yield _scored(
                context, said, _leader(said), said.span, ("leader", *about), ("rank", *about),
                section.breakdown,
            )  # fmt: skip


def _growth(said: Amounts) -> Fraction:
    """100, and as many as growth of the whole has points, up to 100."""
    return 100 + _points(said.flows[0][1].growth, 100)


def _contribution(said: Contributions) -> Fraction:
    """40, and four for each point of the largest contribution, up to 50."""
    parts = [*said.up[:1], *said.down[:1]]
    return 40 + max((_points(one, 50, times=4) for one in parts), default=Fraction(0))


def _price(said: Decomposed) -> Fraction:
    """40, as many as the larger of price and quantity has points, up to 40; 10 if they part."""
    price, quantity = said.price.value or 0, said.quantity.value or 0
    apart = 10 if price * quantity < 0 else 0
    return 40 + max(_points(said.price, 40), _points(said.quantity, 40)) + apart


def _of_placed(context: Context, said: Placed) -> Iterator[Scored]:
    side = Side.of(said.flow)
    if said.level.value:
        yield _scored(context, said, _record(said), said.span, ("record", side))
    if said.turned:
        score = 60 + min(3 * said.before, 36)
        yield _scored(context, said, score, said.span, ("turn", side), ("run", side))
    elif said.run.value is not None and said.run.value > 1:
        score = 20 + min(2 * int(said.run.value), 40) if said.run.value >= _SHORTEST else 0
        yield _scored(context, said, score, said.span, ("run", side))


def _record(said: Placed) -> int:
    """The highest 50, the lowest 45, and one for each period looked at, up to 40; others none."""
    rank, of = int(said.rank.value or 0), int(said.of.value or 0)
    if of < _FEWEST_RANKED or rank not in (1, of):
        return 0
    return (50 if rank == 1 else 45) + min(of, 40)


def _of_concentrated(context: Context, said: Concentrated) -> Iterator[Scored]:
    side, span = Side.of(said.flow), said.span
    now, base = said.index.value, said.base.value
    if now is not None and base is not None:
        moved = min(abs(now - base) / 10, Fraction(40))
        score = Fraction(0) if said.index.text == said.base.text else 20 + moved
        yield _scored(context, said, score, span, ("concentration", side))
    for topic, figure, start, each in (("new", said.new, 20, 5), ("lost", said.lost, 15, 2)):
        if figure.value:
            many = start + min(each * int(figure.value), 40)
            yield _scored(context, said, many, span, (topic, side))


def _seasonal(said: SeasonallyAdjusted) -> Fraction | int:
    """40, and two for each point of change on the month, up to 40; none where it prints as none."""
    return 0 if is_printed_zero(said.mom.text) else 40 + _points(said.mom, 40, times=2)


def _leader(said: Leaders) -> Fraction:
    """10, and a quarter for each point of growth of who comes first, up to 20."""
    return 10 + _points(said.first[0].growth, 80) / 4


def _of_revised(said: Revised) -> Scored:
    """A revision, in whichever window: it is no part of the report's own."""
    about = ("revision", Side.of(said.flow))
    key = ".".join((*about, said.span.window.name))
    return ".".join(about), Highlight(key, _revision(said), said)


def _revision(said: Revised) -> Fraction:
    """20, and 15 for each percent, up to 60; none where it prints as none."""
    alike = said.before.text == said.after.text or is_printed_zero(said.change.text)
    return Fraction(0) if alike else 20 + _points(said.change, 60, times=15)


def _points(figure: Figure, most: int, times: int = 1) -> Fraction:
    """The points of a rate, whichever its sign, so many times, up to a limit."""
    return min(abs(figure.value or Fraction(0)) * times, Fraction(most))


# Places


def _of_table(context: Context, section: Section, table: Table) -> Iterator[Scored]:
    """Who has another place among the first than in the base, by the table that ranks them."""
    flow = next((flow for flow in context.flows if Side.of(flow) is table.side), None)
    by = table.by
    if flow is None or by is None or by is Breakdown.COMMODITY:
        return
    levels = context.table(flow, by)
    if not isinstance(levels, LevelTable) or levels.basis.grain.overlaps:
        return
    own = context.office.own if by is Breakdown.PARTNER else None
    for span in table.spans:
        if not levels.answers(span.base):
            continue
        now, before = (
            traders(levels, period, without=() if own is None else (own,))
            for period in (span.period, span.base)
        )
        for one in _ranked(table, span)[:_FIRST_PLACES]:
            code = one.key.code
            if code is None or code not in now or code not in before:
                continue
            places = now.index(code) + 1, before.index(code) + 1
            said = _moved(context, levels, by, span, one, places)
            about, score = (section.kind, Side.of(flow)), _place(said)
            yield _scored(context, said, score, span, ("rank", *about, code), ("rank", *about))


def _ranked(table: Table, span: Span) -> list[Standing]:
    """The ranked rows of a window, as a sentence lists them."""
    held: dict[Key, dict[Measure, Figure]] = {}
    for _, key, cell in table.cells():
        if cell.block is Block.ROWS and cell.figure.window == span.window:
            held.setdefault(key, {})[cell.measure] = cell.figure
    return [
        Standing(key, figures[Measure.VALUE], figures[Measure.YOY], figures.get(Measure.SHARE))
        for key, figures in held.items()
    ]


def _moved(
    context: Context,
    levels: LevelTable,
    by: Breakdown,
    span: Span,
    one: Standing,
    places: tuple[int, int],
) -> Moved:
    """Whose places those are now and in the base."""
    place = context.place(one.key, one.value.side, span)
    code = one.key.code or ""
    at, was = levels.level(code, span.period), levels.level(code, span.base)
    return Moved(
        span=span,
        flow=levels.basis.flow,
        by=by,
        one=one,
        now=context.make.count(place, places[0], ingredients((Role.CURRENT, at))),
        before=context.make.count(
            replace(place, period=span.base), places[1], ingredients((Role.BASE, was))
        ),
    )


def _place(said: Moved) -> int:
    """Who comes to be first 70; others 20 and five a place, up to 30, from two places on."""
    now, before = int(said.now.value or 0), int(said.before.value or 0)
    if now == 1 and before > 1:
        return 70
    places = abs(now - before)
    return 20 + min(5 * places, 30) if places > 1 else 0
