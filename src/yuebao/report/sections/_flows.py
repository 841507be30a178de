"""What the sections on products, partners and provinces share: one subsection a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import LevelTable, Missing, rank
from yuebao.report.context import missing_months
from yuebao.report.language import Ranked
from yuebao.report.model import Heading, Key, Measure, Paragraph
from yuebao.report.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from yuebao.domain import Flow, Period
    from yuebao.indicators import Breakdown
    from yuebao.report.context import Context, Span
    from yuebao.report.model import Part

NAMED = 3
"""How many entities a sentence names."""


def flow_sections(
    context: Context,
    breakdown: Breakdown,
    title: str,
    subtitle: Callable[[Flow], str],
    build: Callable[[Context, Flow, LevelTable], Sequence[Part]],
    codes: tuple[str, ...] | None = None,
) -> tuple[Part, ...]:
    """A chapter with a subsection a flow, or a line why it is not there."""
    language = context.language
    chapter = context.numbering.next("chapter")
    parts: list[Part] = [Heading(1, language.chapter(chapter, title))]
    context.numbering.restart("subchapter")
    for flow in context.flows:
        table = context.table(flow, breakdown, codes)
        if isinstance(table, Missing):
            parts.append(Paragraph((language.left_out(flow, breakdown, table),)))
            continue
        number = context.numbering.next("subchapter")
        parts.append(Heading(2, language.subchapter(chapter, number, subtitle(flow))))
        parts += [
            Paragraph(
                (language.left_out(flow, breakdown, missing_months(table, span), span.period),)
            )
            for span in context.spans
            if not table.answers(span.period)
        ]
        parts += build(context, flow, table)
    return tuple(parts)


def rank_entities(
    table: LevelTable, period: Period, first: int | None, without: Collection[str] = ()
) -> tuple[str, ...]:
    """The entities that traded most in a period, or all; none where it cannot be answered."""
    amounts = {
        entity: level.amount.number
        for entity in table.entities(period)
        if (level := table.level(entity, period)) is not None and level.amount.number > 0
    }
    return rank(amounts, first=first, without=without)


def ranked(entries: Sequence[Entry]) -> tuple[Ranked, ...]:
    """Table lines as a sentence lists them."""
    found = []
    for entry in entries:
        figures = dict(entry.figures)
        found.append(
            Ranked(
                key=entry.key,
                value=figures[Measure.VALUE],
                growth=figures[Measure.YOY],
                share=figures.get(Measure.SHARE),
            )
        )
    return tuple(found)


def entry_of(context: Context, table: LevelTable, span: Span, entity: str, label: str) -> Entry:
    """An entity's value and growth in a window."""
    place = span.place(label, entity)
    return Entry(
        Key(label, entity),
        (
            (Measure.VALUE, context.make.level(place, table.level(entity, span.period))),
            (Measure.YOY, context.make.growth(place, context.growth(table, entity, span))),
        ),
    )
