"""Contribution to growth in tables of entities: a column, a line of all others, a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from yuebao.domain import Amount
from yuebao.indicators import Breakdown, LevelTable, compute_share, rest_of
from yuebao.report.model import (
    Block,
    Chart,
    ChartForm,
    Contributions,
    FigureCell,
    Group,
    Key,
    Measure,
    Paragraph,
    Point,
    Role,
    Series,
    Side,
)
from yuebao.report.numbers import is_printed_zero
from yuebao.report.sections._flows import MOST_BARS
from yuebao.report.tables import Entry, rows_with_one_label, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from yuebao.domain import Flow, Period, Span
    from yuebao.indicators import Growth, Level
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Figure, Run

NAMED = 3
"""How many a sentence names that added to growth, and how many that took from it."""

CONTRIBUTION = {
    "description": "Whether tables say how many points each row adds to the growth of the whole, "
    "with all others in a line of their own, a sentence names those that move it most, and, where "
    "charts are drawn, one shows them as bars either way.",
    "type": "boolean",
}
"""The schema of a section's `contribution`."""


class ContributionWords(Protocol):
    """The words about contributions to growth."""

    head: str
    rest: str

    def sentence(self, statement: Contributions, subject: str, by: Breakdown) -> tuple[Run, ...]:
        """How the whole grew, who added most to that, and who took most from it."""

    def note(self, flow: Flow, of: Span, *, rest: bool, stated: bool) -> str:
        """What the column holds in a window, and what adds up: with all others, where they are.

        Args:
            flow: Of which flow.
            of: The first window of the table.
            rest: Whether all others have a line.
            stated: Whether growth of the whole is as customs printed it, on revised bases.
        """

    def chart_caption(self, span: Span, label: str, flow: Flow, by: Breakdown) -> str:
        """The caption of a chart of contributions."""


@dataclass(frozen=True, slots=True)
class Contributors:
    """The parts of a flow's trade whose contributions are told.

    Attributes:
        table: Their levels.
        whole: What they are parts of, by period.
        label: What a part is called.
        share_whole: What shares are of, by period; None where none are printed.
        codes: The codes that each part is made of; by default each is one of its own.
    """

    table: LevelTable
    whole: Callable[[Period], Level | None]
    label: Callable[[str], str]
    share_whole: Callable[[Period], Level | None] | None = None
    codes: Mapping[str, Iterable[str]] | None = None

    def level(self, code: str, period: Period) -> Level | None:
        """A part's level; None where the period cannot be answered."""
        if self.codes is None:
            return self.table.level(code, period)
        return self.table.total(period, self.codes[code])

    def named(self, span: Span) -> tuple[str, ...]:
        """The parts that traded in a window or its base, by code."""
        if self.codes is not None:
            return tuple(sorted(self.codes))
        return tuple(sorted({*self.table.entities(span.period), *self.table.entities(span.base)}))

    @property
    def side(self) -> Side:
        """Which side of trade they are of."""
        return Side.of(self.table.basis.flow)


def contributed(
    context: Context,
    parts: Contributors,
    span: Span,
    entry: Entry,
    levels: tuple[Level | None, Level | None] | None = None,
) -> Entry:
    """A row with its contribution behind its growth.

    Args:
        context: The report in the making.
        parts: The parts it is among.
        span: In which window.
        entry: The row.
        levels: Its levels in the window and its base; by default those of its code.
    """
    code = entry.key.code or ""
    now, before = levels or (
        parts.level(code, span.period), _base(context, parts, code, span)
    )  # fmt: skip
    figure = _figure(context, parts, span, entry.key, now, before)
    return Entry(entry.key, (*entry.figures, (Measure.CONTRIBUTION, figure)), entry.side)


def with_contributions(
    context: Context,
    parts: Contributors,
    sides: Mapping[Span, Sequence[Entry]],
    *,
    shared: bool = False,
) -> tuple[dict[Span, list[Entry]], tuple[Group, ...]]:
    """The rows of a table with their contributions, and the line of all it does not show.

    Args:
        context: The report in the making.
        parts: The parts whose contributions are told.
        sides: The rows by window.
        shared: Whether one label serves all windows.

    Returns:
        The rows, and the group of that line; no group where nothing is left to be shown.
    """
    told = {
        span: [contributed(context, parts, span, entry) for entry in side]
        for span, side in sides.items()
    }
    rests = [[rest_entry(context, parts, span, side)] for span, side in sides.items()]
    levels = [level for side in rests for _, one in side[0].figures for level in one.ingredients]
    ours = (one.amount for one in levels if one.role in (Role.CURRENT, Role.BASE))
    if not any(ours):
        return told, ()
    draw = rows_with_one_label if shared else rows_with_own_labels
    return told, (Group("", draw(rests, Block.REST)),)


def rest_entry(context: Context, parts: Contributors, span: Span, shown: Iterable[Entry]) -> Entry:
    """The line of all that a table does not show, so that its parts add up to the whole."""
    codes = [entry.key.code or "" for entry in shown]

    def rest(whole: Callable[[Period], Level | None], period: Period) -> Level | None:
        return rest_of(whole(period), (parts.level(code, period) for code in codes))

    def rest_before() -> Level | None:
        held = (_base(context, parts, code, span) for code in codes)
        return rest_of(_whole_base(context, parts, span), held)

    key = Key(context.language.of(ContributionWords).rest)
    place = context.place(key, parts.side, span)
    now, before = rest(parts.whole, span.period), rest_before()
    make = context.make
    figures: list[tuple[Measure, Figure]] = [(Measure.VALUE, make.level(place, now))]
    if parts.share_whole is not None:
        share = compute_share(rest(parts.share_whole, span.period), parts.share_whole(span.period))
        figures.append((Measure.SHARE, make.share(place, share)))
    figures.append((Measure.YOY, make.growth(place, context.growth_between(now, before))))
    contribution = _figure(context, parts, span, key, now, before)
    figures.append((Measure.CONTRIBUTION, contribution))
    return Entry(key, tuple(figures), parts.side)


def contribution_sentences(
    context: Context,
    parts: Contributors,
    spans: Iterable[Span],
    by: Breakdown,
    without: Collection[str] = (),
) -> Iterator[Paragraph]:
    """A sentence a window on who moved the growth of the whole most, where it is known.

    Args:
        context: The report in the making.
        parts: The parts.
        spans: The windows.
        by: What the parts are.
        without: The codes that are not named.
    """
    words, firsts = context.language.of(ContributionWords), dict[bool, Contributions]()
    for span in spans:
        among = [code for code in parts.named(span) if code not in without]
        said = _statement(context, parts, span, among)
        if said is not None:
            said = replace(said, after=firsts.get(span.yearly))
            firsts.setdefault(span.yearly, said)
            yield Paragraph(words.sentence(said, context.subject, by), says=(said,))


def _statement(
    context: Context, parts: Contributors, span: Span, among: Iterable[str]
) -> Contributions | None:
    """Who added most to the growth of the whole and who took most; None where none is known."""
    growth = _stated(context, parts.table.basis.flow, span) or context.growth_between(
        parts.whole(span.period), parts.whole(span.base)
    )
    whole = context.make.growth(context.place(Key(""), parts.side, span), growth)
    if whole.value is None:  # none, or none that is printed: its parts are nothing either
        return None
    added = [
        (now.amount.number - before.amount.number, code)
        for code in among
        if (now := parts.level(code, span.period)) and (before := _base(context, parts, code, span))
    ]
    up, down = (_largest(context, parts, span, added, sign) for sign in (1, -1))
    if not up and not down:
        return None
    return Contributions(span, parts.table.basis.flow, whole, up, down)


def contribution_chart(
    context: Context,
    section: Section,
    flow: Flow,
    sides: Mapping[Span, Sequence[Entry]],
    rest: Sequence[Group],
) -> Iterator[Chart]:
    """What the rows of a table and the line of all others add to growth, as bars either way.

    From the one that adds most to the one that takes most, all others last: they add up to the
    growth of the whole. Of the report's main window, where growth is known.

    Args:
        context: The report in the making.
        section: What the definition asks.
        flow: Of which flow.
        sides: The rows by window, with their contributions.
        rest: The group of all others, as `with_contributions` gives it.
    """
    charted = context.charted(tuple(sides))
    ranked = [
        figure
        for entry in sides[charted]
        for measure, figure in entry.figures
        if measure is Measure.CONTRIBUTION and figure.value is not None
    ]
    ranked.sort(key=lambda figure: (-(figure.value or 0), figure.key.code or ""))
    others = [
        cell.figure
        for group in rest
        for row in group.rows
        for cell in row.cells
        if isinstance(cell, FigureCell)
        and cell.measure is Measure.CONTRIBUTION
        and cell.figure.window == charted.window
        and cell.figure.value is not None
    ]
    points = tuple(Point(figure.key.label, figure) for figure in (*ranked, *others))
    if not 2 <= len(points) <= MOST_BARS:
        return
    words = context.language.of(ContributionWords)
    yield Chart(
        number=context.numbering.next("chart"),
        caption=words.chart_caption(charted, context.subject, flow, section.breakdown),
        form=ChartForm.BARS,
        section=section.kind,
        series=(Series(words.head, words.head, points),),
    )


def contribution_head(context: Context, *, wanted: bool) -> str | None:
    """The head of the column, where it is wanted."""
    return context.language.of(ContributionWords).head if wanted else None


def contribution_note(
    context: Context, flow: Flow, spans: Sequence[Span], groups: Iterable[Group]
) -> str:
    """What the column of a table holds in its windows, by the groups of its rows."""
    rest = any(
        isinstance(cell, FigureCell) and cell.block is Block.REST
        for group in groups
        for row in group.rows
        for cell in row.cells
    )
    stated = any(_stated(context, flow, span) for span in spans)
    return context.language.of(ContributionWords).note(flow, spans[0], rest=rest, stated=stated)


def _base(context: Context, parts: Contributors, code: str, span: Span) -> Level | None:
    """What a part is compared with: where customs printed growth, what that growth is on."""
    now, before = parts.level(code, span.period), parts.level(code, span.base)
    if now is None or _stated(context, parts.table.basis.flow, span) is None:
        return before
    return _compared(now, before, now.official_growth)


def _whole_base(context: Context, parts: Contributors, span: Span) -> Level | None:
    """What the whole is compared with, likewise."""
    now, before = parts.whole(span.period), parts.whole(span.base)
    stated = _stated(context, parts.table.basis.flow, span)
    if now is None or stated is None or stated.current is None:
        return before
    return _compared(now, before, stated.current.official_growth)


def _compared(now: Level, before: Level | None, percent: Decimal | None) -> Level | None:
    """The base that growth in percent makes of a level, known to as many digits as the growth."""
    if before is None or percent is None or percent <= -100:
        return before
    number = round(Fraction(now.amount.number) / (1 + Fraction(percent) / 100))
    return replace(before, amount=Amount(number, before.amount.unit))


def _stated(context: Context, flow: Flow, span: Span) -> Growth | None:
    """Growth of the whole as customs printed it; None where it did not."""
    table = context.answer(flow, Breakdown.COMMODITY, span)
    if not isinstance(table, LevelTable):
        return None
    growth = context.growth_of(table, context.definition.subject.codes, span)
    return growth if growth.official else None


def _largest(
    context: Context, parts: Contributors, span: Span, added: Iterable[tuple[int, str]], sign: int
) -> tuple[Figure, ...]:
    """The largest contributions of a sign that print as more than nothing; ties by code.

    Args:
        context: The report in the making.
        parts: The parts.
        span: The window.
        added: By how much each part is more than in the base, with its code: all are of one whole.
        sign: Which sign.
    """
    told: list[Figure] = []
    for number, code in sorted((-sign * number, code) for number, code in added):
        now, before = parts.level(code, span.period), _base(context, parts, code, span)
        figure = _figure(context, parts, span, Key(parts.label(code), code), now, before)
        if (
            len(told) == NAMED
            or number >= 0
            or figure.value is None
            or is_printed_zero(figure.text)
        ):
            break
        told.append(figure)
    return tuple(told)


def _figure(
    context: Context,
    parts: Contributors,
    span: Span,
    key: Key,
    now: Level | None,
    before: Level | None,
) -> Figure:
    place = context.place(key, parts.side, span)
    whole = _whole_base(context, parts, span)
    return context.make.contribution(place, context.contribution(now, before, whole))


__all__ = [
    "CONTRIBUTION", "ContributionWords", "Contributors", "contributed", "contribution_chart",
    "contribution_head", "contribution_note", "contribution_sentences",
    "with_contributions",
]  # fmt: skip
