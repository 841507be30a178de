"""What the sections with a subsection a flow share: ranked entities, in words and in a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from yuebao.indicators import LevelTable, Missing
from yuebao.report.additions import rounding_notes
from yuebao.report.charts import ranking_chart
from yuebao.report.comparisons import table_notes
from yuebao.report.context import missing_months
from yuebao.report.fitting import of_flow
from yuebao.report.model import (
    Concentrated,
    Decomposed,
    Heading,
    Key,
    Leaders,
    LeftOut,
    Measure,
    Members,
    Nothing,
    Paragraph,
    Placed,
    Side,
    Table,
)
from yuebao.report.numbers import is_printed_zero
from yuebao.report.tables import Entry, calls_of, heads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from yuebao.domain import Flow, Span
    from yuebao.indicators import Breakdown, Share
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Chart, Group, Part, Standing

Said = TypeVar("Said", Placed, Concentrated, Decomposed)

NAMED = 3
"""How many entities a sentence names."""

MOST_BARS = 60
"""Of more entities no chart is drawn: nobody could read it."""

CHARTS = {
    "description": "Whether charts are drawn, where the store has what they show, of no more than "
    f"{MOST_BARS} entities.",
    "type": "boolean",
}
"""The schema of a section's `charts`."""


def flow_sections(
    context: Context,
    breakdown: Breakdown,
    title: str,
    subtitle: Callable[[Flow], str],
    build: Callable[[Context, Flow, LevelTable], Sequence[Part]],
    codes: tuple[str, ...] | None = None,
    instead: Breakdown | None = None,
) -> tuple[Part, ...]:
    """A chapter with a subsection for each flow that is known; nothing where none is.

    Args:
        context: The report in the making.
        breakdown: What trade is broken down by.
        title: The chapter's title.
        subtitle: The title of a flow's subsection.
        build: Its parts, from its levels.
        codes: The commodities; by default the subject's.
        instead: What it is broken down by where it is not by the first.
    """
    language, known = context.language, {}
    for flow in context.flows:
        table = context.table(flow, breakdown, codes)
        if isinstance(table, Missing) and instead is not None:
            other = context.table(flow, instead, codes)
            table = other if isinstance(other, LevelTable) else table
        if isinstance(table, Missing):
            context.leave_out(LeftOut(flow, breakdown, table, products=codes is not None))
        else:
            known[flow] = table
    if not known:
        return ()
    chapter = context.numbering.next("chapter")
    parts: list[Part] = [Heading(1, language.chapter(chapter, title))]
    context.numbering.restart("subchapter")
    for flow, table in known.items():
        below = subtitle(flow)
        if len(known) > 1:  # a single one has no number
            number = context.numbering.next("subchapter")
            below = language.subchapter(chapter, number, below)
        parts.append(Heading(2, below))
        for span in context.spans:
            if not table.answers(span.period):
                missing = missing_months(table, span)
                left = LeftOut(flow, breakdown, missing, span, codes is not None)
                context.leave_out(left)
        parts += build(of_flow(context, flow), flow, table)
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the table of a flow's ranked entities says of itself.

    Attributes:
        caption: Its caption.
        head: The head of its label columns.
        shares: Whether it has a column of shares.
        notes: What stands under it before the notes that its figures call for.
        first: How many it ranks of those there are; None where it leaves nobody out.
        whole: The windows whose amounts are said to be as customs printed them.
        re_imports: Whether it says that shares are of a total with goods that come back.
        unranked: Whether it says that somebody is left out of the ranking.
        contribution: The head of its column of contributions; None where it has none.
    """

    caption: str
    head: str
    shares: bool
    notes: Sequence[str]
    first: int | None
    whole: tuple[Span, ...] = ()
    re_imports: bool = False
    unranked: bool = False
    contribution: str | None = None


def ranking_table(
    context: Context,
    section: Section,
    flow: Flow,
    spans: tuple[Span, ...],
    groups: Sequence[Group],
    ranking: Ranking,
) -> Table:
    """A table of a flow's entities, each window ranked on its own."""
    language = context.language
    calls = calls_of(groups, context.definition.style)
    columns = [ranking.head, language.amount_label(flow)]
    columns += [language.share_head] if ranking.shares else []
    columns += filter(None, [language.growth_head(spans[0]), ranking.contribution])
    rounded = rounding_notes(context, groups)
    notes = [*ranking.notes, *rounded, *calls.notes(language, spans[0])]
    return Table(
        number=context.numbering.next("table"),
        caption=ranking.caption,
        heads=heads([language.window_head(span) for span in spans], columns, None),
        groups=tuple(groups),
        section=section.kind,
        by=section.breakdown,
        side=Side.of(flow),
        spans=spans,
        notes=table_notes(context, spans, notes),
        terms=replace(
            calls.terms(Side.of(flow), ranking.first, ranking.whole),
            re_imports=ranking.re_imports,
            unranked=ranking.unranked,
        ),
    )


def with_share(context: Context, entry: Entry, span: Span, share: Share) -> Entry:
    """An entity's line with its share between value and growth."""
    value, growth = entry.figures
    figure = context.make.share(context.place(entry.key, value[1].side, span), share)
    return Entry(entry.key, (value, (Measure.SHARE, figure), growth), entry.side)


def ranked_chart(
    context: Context,
    section: Section,
    flow: Flow,
    sides: Mapping[Span, Sequence[Entry]],
    caption: Callable[[Span], str],
) -> Iterator[Chart]:
    """A chart of the ranked entities of the report's main window, where there are several."""
    charted = context.charted(tuple(sides))
    if 1 < len(sides[charted]) <= MOST_BARS:
        first = standings(sides[charted])
        yield ranking_chart(context, section.kind, caption(charted), flow, first)


def nothing(context: Context, span: Span, flow: Flow, *, item: bool = False) -> Paragraph:
    """A line that a flow had no trade in a window."""
    statement = Nothing(span, flow)
    runs = context.language.nothing(statement, context.subject)
    return Paragraph(runs, item=item, says=(statement,))


def leaders_of(sides: Mapping[Span, Sequence[Entry]], span: Span, flow: Flow) -> Leaders:
    """Who traded most in a window; of a later one, beside who did in the first.

    Args:
        sides: The ranked entities by window, none empty where they are asked for.
        span: Which window.
        flow: Which flow.
    """
    first = told_before(sides, span)
    after = leaders_of(sides, first, flow) if first is not None else None
    return Leaders(span, flow, _told(standings(sides[span][:NAMED])), after)


def _told(first: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """Those whose trade shows in print; all of them where none's does."""
    return tuple(one for one in first if not _is_lost(one)) or first


def _is_lost(one: Standing) -> bool:
    """Whether its amount, or its share, prints as nothing."""
    share = None if one.share is None or one.share.value is None else one.share.text
    return is_printed_zero(one.value.text) or (share is not None and is_printed_zero(share))


def members_of(sides: Mapping[Span, Sequence[Entry]], span: Span, flow: Flow) -> Members:
    """What entities traded that are named, not ranked; of a later window beside the first."""
    first = told_before(sides, span)
    after = members_of(sides, first, flow) if first is not None else None
    return Members(span, flow, standings(sides[span]), after)


def told_before(sides: Mapping[Span, Sequence[Entry]], span: Span) -> Span | None:
    """The first window that is compared alike, where what is said of this one goes on from it."""
    first = next(one for one in sides if one.yearly == span.yearly)
    return first if span != first and sides[first] else None


def beside_first(said: Mapping[Span, Said]) -> dict[Span, Said]:
    """What is said of each window; of a later one beside the first that is compared alike."""
    firsts: dict[bool, Said] = {}
    for span, one in said.items():
        firsts.setdefault(span.yearly, one)
    return {
        span: one if one is firsts[span.yearly] else replace(one, after=firsts[span.yearly])
        for span, one in said.items()
    }


def standings(entries: Sequence[Entry]) -> tuple[Standing, ...]:
    """Table lines as a sentence lists them."""
    return tuple(entry.standing() for entry in entries)


def entry_of(context: Context, table: LevelTable, span: Span, entity: str, label: str) -> Entry:
    """An entity's value and growth in a window."""
    side = Side.of(table.basis.flow)
    place = context.place(Key(label, entity), side, span)
    return Entry(
        Key(label, entity),
        (
            (Measure.VALUE, context.make.level(place, table.level(entity, span.period))),
            (Measure.YOY, context.make.growth(place, context.growth(table, entity, span))),
        ),
        side,
    )
