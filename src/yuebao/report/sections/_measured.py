"""Tables of what is measured of a flow as a whole: a row a measure, a column a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, Past
from yuebao.report.comparisons import table_notes
from yuebao.report.model import Block, Group, Head, Key, Measure, Side, Table
from yuebao.report.tables import Entry, alike_spans, calls_of, rows_with_one_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Figure

Measured = tuple[tuple[Measure, "Figure"], ...]
"""Figures by what they measure, in the order of rows."""


def measured_tables(
    context: Context,
    section: Section,
    flow: Flow,
    columns: Mapping[Span, Measured],
    label: Callable[[Measure, Span], str],
    caption: Callable[[Span], str],
    notes: Callable[[Sequence[Span]], Sequence[str]],
) -> Iterator[Table]:
    """A table of the windows compared with a year before, and one of others.

    Args:
        context: The report in the making.
        section: What the definition asks.
        flow: Of which flow.
        columns: The figures of each window: all windows have the same measures.
        label: What a row is called, with its unit, by the table's first window.
        caption: Its caption, by its first window.
        notes: What stands under it before the notes that its figures call for, by its windows.
    """
    for spans in alike_spans(columns):
        held = {span: columns[span] for span in spans}
        yield _table(context, section, flow, held, label, caption(spans[0]), notes(spans))


def _table(
    context: Context,
    section: Section,
    flow: Flow,
    columns: Mapping[Span, Measured],
    label: Callable[[Measure, Span], str],
    caption: str,
    notes: Sequence[str],
) -> Table:
    language, side, first = context.language, Side.of(flow), next(iter(columns))
    entries = [
        [
            Entry(Key(label(measure, first)), ((measure, figure),), side)
            for measure, figure in column
        ]
        for column in columns.values()
    ]
    groups = (Group("", rows_with_one_label(entries, Block.ROWS)),)
    calls = calls_of(groups, context.definition.style)
    return Table(
        number=context.numbering.next("table"),
        caption=caption,
        heads=(Head(""), *(Head(language.window_head(span)) for span in columns)),
        groups=groups,
        section=section.kind,
        by=None,
        side=side,
        spans=tuple(columns),
        notes=table_notes(context, columns, [*notes, *calls.notes(language, first)]),
        terms=calls.terms(None),
    )


def past_of(context: Context, flow: Flow) -> Past | None:
    """All that is stated of the subject as a whole in a flow, from as early as it is."""
    table = context.past(flow, Breakdown.COMMODITY)
    if table is None:
        return None
    codes = context.definition.subject.codes
    return Past(table, codes[0] if len(codes) == 1 else None)
