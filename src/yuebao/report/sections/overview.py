"""Overview: total, exports, imports and net, by value and quantity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import (
    Breakdown,
    LevelTable,
    Missing,
    Reason,
    compute_growth,
    compute_net,
)
from yuebao.report.charts import trend_chart
from yuebao.report.definition import ALL_GOODS
from yuebao.report.model import Block, Footnote, Group, Heading, Measure, Paragraph, Table
from yuebao.report.tables import (
    Entry,
    called_for_notes,
    has_growth,
    heads,
    rows_with_one_label,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.indicators import Growth, Net
    from yuebao.report.context import Context, Span
    from yuebao.report.definition import Overview
    from yuebao.report.model import Figure, Part, Run

    Statement = tuple[Flow, Figure, Figure]


def build_overview(context: Context, section: Overview) -> tuple[Part, ...]:
    """Paragraphs on value and quantity, and a table of both."""
    language = context.language
    held = {flow: context.table(flow, Breakdown.COMMODITY) for flow in context.flows}
    known = {flow: table for flow, table in held.items() if isinstance(table, LevelTable)}
    values = {span: _value_statements(context, known, span) for span in context.spans}
    nets = {span: _nets(known, span) for span in context.spans} if len(known) == 2 else {}
    quantities = _quantity_statements(context, known)
    paragraphs = [
        _value_paragraph(context, span, values[span], nets.get(span))
        for span in context.spans
        if _all_known(values[span])
    ]
    paragraphs += [
        Paragraph(
            language.quantity_overview(span.window, span.period, context.subject, quantities[span])
        )
        for span in context.spans
        if quantities[span] and _all_known(quantities[span])
    ]
    left_out = [
        Paragraph((language.left_out(flow, Breakdown.COMMODITY, table),))
        for flow, table in held.items()
        if isinstance(table, Missing)
    ]
    return (
        Heading(1, language.chapter(context.numbering.next("chapter"), language.overview_title)),
        *paragraphs,
        *left_out,
        _table(context, known, values, quantities, nets),
        *filter(None, [trend_chart(context) if section.charts else None]),
    )


def _all_known(statements: Sequence[Statement]) -> bool:
    return all(value.value is not None for _, value, _ in statements)


def _value_statements(
    context: Context, known: Mapping[Flow, LevelTable], span: Span
) -> list[Statement]:
    """The total of both flows first, where both are known, then each."""
    language, make = context.language, context.make
    flows = [Flow.TOTAL, *known] if len(known) == len(context.flows) else list(known)
    found: list[Statement] = []
    for flow in flows:
        growth = _growth(context, known, flow, span)
        place = span.place(language.amount_label(flow))
        found.append((flow, make.level(place, growth.current), make.growth(place, growth)))
    return found


def _growth(context: Context, known: Mapping[Flow, LevelTable], flow: Flow, span: Span) -> Growth:
    """Growth of the whole subject: as customs printed it, where the subject is one of its items."""
    codes = context.definition.subject.codes
    if len(codes) == 1:
        return context.growth_of_flow(known, flow, Breakdown.COMMODITY, codes[0], span)
    tables = known.values() if flow is Flow.TOTAL else [known[flow]]
    now, before = (
        context.sum_of(table.total(period) for table in tables)
        for period in (span.period, span.base)
    )
    return context.growth_between(now, before)


def _quantity_statements(
    context: Context, known: Mapping[Flow, LevelTable]
) -> dict[Span, list[Statement]]:
    """Statements on quantity for every window; none at all where no window has a quantity."""
    tables = {flow: table for flow in known if (table := context.quantities(flow)) is not None}
    held = {(flow, period) for flow, table in tables.items() for period in table.levels}
    if not any((flow, span.period) in held for flow in known for span in context.spans):
        return {span: [] for span in context.spans}
    flows = [Flow.TOTAL, *known] if len(known) == len(context.flows) else list(known)
    return {
        span: [_quantity(context, known, flow, span) for flow in flows] for span in context.spans
    }


def _quantity(
    context: Context, known: Mapping[Flow, LevelTable], flow: Flow, span: Span
) -> Statement:
    """The quantity of a flow, or of all flows known."""
    parts = list(known) if flow is Flow.TOTAL else [flow]
    now, before = (
        context.sum_of(
            None if (table := context.quantities(part)) is None else table.levels.get(period)
            for part in parts
        )
        for period in (span.period, span.base)
    )
    growth = compute_growth(now, before)
    lacking = span.period if now is None else span.base
    if (now is None or before is None) and all(known[part].answers(lacking) for part in parts):
        growth = replace(growth, reason=Reason.NO_QUANTITY)
    place = span.place(context.language.amount_label(flow, quantity=True))
    level = context.make.level(place, now, quantity=True, missing=growth.reason)
    return flow, level, context.make.growth(place, growth)


def _nets(known: Mapping[Flow, LevelTable], span: Span) -> tuple[Net, Net]:
    now, before = (
        compute_net(known[Flow.EXPORT].total(period), known[Flow.IMPORT].total(period))
        for period in (span.period, span.base)
    )
    return now, before


def _value_paragraph(
    context: Context, span: Span, statements: list[Statement], nets: tuple[Net, Net] | None
) -> Paragraph:
    subject: tuple[Run, ...] = (context.subject,)
    if ALL_GOODS not in context.definition.subject.codes and context.once("subject"):
        subject = (*subject, subject_footnote(context))
    net = None
    if nets is not None:
        net = context.make.net(span.place(context.language.net_label), nets[0])
    return Paragraph(context.language.overview(span.window, span.period, subject, statements, net))


def subject_footnote(context: Context) -> Footnote:
    """The footnote that defines the subject by its HS codes."""
    subject = context.definition.subject
    products = [(context.word(product.label), product.code) for product in subject.products]
    listed = products or [(context.subject, one) for one in subject.codes]
    return Footnote(
        context.numbering.next("footnote"),
        context.language.subject_footnote(context.subject, subject.edition, listed),
    )


def _table(
    context: Context,
    known: Mapping[Flow, LevelTable],
    values: Mapping[Span, list[Statement]],
    quantities: Mapping[Span, list[Statement]],
    nets: Mapping[Span, tuple[Net, Net]],
) -> Table:
    language, make = context.language, context.make
    sides = []
    for span in context.spans:
        side = [_entry(value, growth) for _, value, growth in values[span]]
        if span in nets:
            place = span.place(language.net_label)
            side.append(_entry(make.net(place, nets[span][0]), make.net_change(place, *nets[span])))
        side += [_entry(value, growth) for _, value, growth in quantities[span]]
        sides.append(side)
    groups = (Group("", rows_with_one_label(sides, Block.ROWS)),)
    units = [make.value_unit.label]
    if make.quantity_unit is not None and any(quantities.values()):
        units.append(make.quantity_unit.label)
    return Table(
        number=context.numbering.next("table"),
        caption=language.overview_caption(
            context.spans[0].period, context.subject, list(known), units
        ),
        heads=heads(
            context.window_heads(),
            [language.value_head, language.growth_head],
            "",
        ),
        groups=groups,
        notes=_notes(context, known, groups, has_net=bool(nets)),
    )


def _entry(value: Figure, growth: Figure) -> Entry:
    return Entry(value.key, ((Measure.VALUE, value), (Measure.YOY, growth)))


def _notes(
    context: Context,
    known: Mapping[Flow, LevelTable],
    groups: tuple[Group, ...],
    *,
    has_net: bool,
) -> tuple[str, ...]:
    language = context.language
    year_to_date = context.spans[1].period if len(context.spans) > 1 else None
    notes = [language.net_note(context.spans[0].period, year_to_date)] if has_net else []
    notes += context.whole_notes(known.values(), context.spans)
    notes += context.rest_notes(growth=has_growth(groups))
    if context.crosses_edition():
        notes.append(language.edition_note())
    left_out = sum(
        table.left_out.get(context.cover_period, 0)
        for flow in known
        if (table := context.quantities(flow)) is not None and table.levels
    )
    unit = context.definition.units.quantity
    if left_out and unit is not None:
        notes.append(language.left_out_quantity_note(unit.unit, left_out))
    notes += called_for_notes(language, groups, context.definition.style)
    source = (language.source_note,) if context.once("source") else ()
    return (*source, *language.notes(notes))
