"""Overview: total, exports, imports and net, by value and quantity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.domain import Flow
from yuebao.indicators import (
    Breakdown,
    LevelTable,
    Missing,
    Reason,
    compute_growth,
    compute_net,
)
from yuebao.report.additions import rounding_notes
from yuebao.report.charts import trend_charts
from yuebao.report.comparisons import table_notes
from yuebao.report.definition import ALL_GOODS, FLOWS, Section
from yuebao.report.fitting import of_flow, quantity_of_flow
from yuebao.report.model import (
    Amounts,
    Block,
    Footnote,
    Group,
    Heading,
    Key,
    LeftOut,
    Measure,
    Paragraph,
    Side,
    Standing,
    Table,
)
from yuebao.report.sections._flows import CHARTS
from yuebao.report.sections._kind import SectionKind
from yuebao.report.tables import (
    Entry,
    calls_of,
    heads,
    pages_of,
    rows_with_one_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.domain import Span
    from yuebao.indicators import Growth, Net
    from yuebao.report.context import Context
    from yuebao.report.definition import Subject
    from yuebao.report.figures import FigurePlace
    from yuebao.report.model import Figure, Part, Run
    from yuebao.report.tables import Calls
    from yuebao.report.units import PrintedUnit

    Amount = tuple[Flow, Standing]


@dataclass(frozen=True, slots=True)
class Overview(Section):
    """Total, exports, imports and net, by value and quantity."""

    kind: ClassVar = "overview"
    about: ClassVar = "Total, exports, imports and net, by value and quantity."
    keys: ClassVar = {"charts": CHARTS}
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = (Measure.VALUE, Measure.YOY)

    charts: bool = True

    def draws(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The subject, for its trend."""
        return (subject.codes,) if self.charts else ()


class OverviewWords(Protocol):
    """The words of the section."""

    title: str
    value_head: str
    net_label: str

    def caption(self, span: Span, label: str, flows: Sequence[Flow], units: Sequence[str]) -> str:
        """The caption of the table."""

    def amounts(self, statement: Amounts, subject: tuple[Run, ...]) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net."""

    def net_note(self, spans: Sequence[Span], unit: str) -> str:
        """What the growth column of the net row holds, in which unit if one is given."""

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""

    def row_label(self, label: str, unit: str) -> str:
        """What a row is called that is in a unit of its own."""

    def no_quantity_note(self, unit: str) -> str:
        """That no fact has a quantity in the unit, so that the report has none."""


def _build(context: Context, section: Overview) -> tuple[Part, ...]:
    """Paragraphs on value and quantity, and a table of both."""
    language = context.language
    held = {flow: context.table(flow, Breakdown.COMMODITY) for flow in context.flows}
    known = {flow: table for flow, table in held.items() if isinstance(table, LevelTable)}
    values = {span: _values(context, known, span) for span in context.spans}
    nets = {span: _nets(known, span) for span in context.spans} if len(known) == 2 else {}
    quantities = _quantities(context, known)
    paragraphs = [
        *_value_paragraphs(context, values, nets),
        *_quantity_paragraphs(context, quantities, values),
    ]
    for flow, table in held.items():
        if isinstance(table, Missing):
            context.leave_out(LeftOut(flow, Breakdown.COMMODITY, table))
    title = language.of(OverviewWords).title
    return (
        Heading(1, language.chapter(context.numbering.next("chapter"), title)),
        *paragraphs,
        *_tables(context, known, values, quantities, nets),
        *(trend_charts(context, section.kind) if section.charts else ()),
    )


OVERVIEW = SectionKind(Overview, _build, OverviewWords)


def _all_known(amounts: Sequence[Amount]) -> bool:
    return all(one.value.value is not None for _, one in amounts)


def _values(context: Context, known: Mapping[Flow, LevelTable], span: Span) -> list[Amount]:
    """The total of both flows first, where both are known, then each."""
    found: list[Amount] = []
    for flow in _flows(known):
        growth = _growth(context, known, flow, span)
        make = context.make if flow is Flow.TOTAL else of_flow(context, flow).make
        key = _key(context, flow, make.value_unit)
        place = context.place(key, Side.of(flow), span)
        level = make.level(place, growth.current)
        found.append((flow, Standing(key, level, context.make.growth(place, growth))))
    return found


def _key(context: Context, flow: Flow, unit: PrintedUnit | None, *, quantity: bool = False) -> Key:
    """The name of a row, with its unit where that is not the table's."""
    language, make = context.language, context.make
    label = language.amount_label(flow, quantity=quantity)
    table = make.quantity_unit if quantity else make.value_unit
    if unit is None or unit == table:
        return Key(label)
    return Key(language.of(OverviewWords).row_label(label, unit.label))


def _flows(known: Mapping[Flow, LevelTable]) -> list[Flow]:
    return [Flow.TOTAL, *known] if len(known) == len(FLOWS) else list(known)


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


def _quantities(context: Context, known: Mapping[Flow, LevelTable]) -> dict[Span, list[Amount]]:
    """The quantities of every window; none at all where no window has a quantity."""
    tables = {flow: table for flow in known if (table := context.quantities(flow)) is not None}
    held = {(flow, period) for flow, table in tables.items() for period in table.levels}
    if not any((flow, span.period) in held for flow in known for span in context.spans):
        return {span: [] for span in context.spans}
    return {
        span: [_quantity(context, known, flow, span) for flow in _flows(known)]
        for span in context.spans
    }


def _quantity(context: Context, known: Mapping[Flow, LevelTable], flow: Flow, span: Span) -> Amount:
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
    make = context.make
    if flow is not Flow.TOTAL:
        make = replace(make, quantity_unit=quantity_of_flow(context, flow))
    key = _key(context, flow, make.quantity_unit, quantity=True)
    place = context.place(key, Side.of(flow), span)
    level = make.level(place, now, quantity=True, missing=growth.reason)
    return flow, Standing(key, level, context.make.growth(place, growth, quantity=True))


def _nets(known: Mapping[Flow, LevelTable], span: Span) -> tuple[Net, Net]:
    now, before = (
        compute_net(known[Flow.EXPORT].total(period), known[Flow.IMPORT].total(period))
        for period in (span.period, span.base)
    )
    return now, before


def _value_paragraphs(
    context: Context, values: Mapping[Span, list[Amount]], nets: Mapping[Span, tuple[Net, Net]]
) -> Iterator[Paragraph]:
    first: dict[bool, Amounts] = {}
    for span in context.spans:
        if not _all_known(values[span]) or _says_nothing_new(context, span, values[span]):
            continue
        subject: tuple[Run, ...] = (context.subject,)
        if ALL_GOODS not in context.definition.subject.codes and context.once("subject"):
            subject = (*subject, subject_footnote(context))
        net = context.make.net(_net_place(context, span), nets[span][0]) if span in nets else None
        said = Amounts(span, tuple(values[span]), net, after=first.get(span.yearly))
        yield _paragraph(context, said, subject)
        first.setdefault(span.yearly, said)


def _quantity_paragraphs(
    context: Context,
    quantities: Mapping[Span, list[Amount]],
    values: Mapping[Span, list[Amount]],
) -> Iterator[Paragraph]:
    """What was traded by quantity; nothing more where it is said that there was no trade."""
    first: dict[bool, Amounts] = {}
    for span in context.spans:
        if context.language.wording.clauses and not values[span][0][1].value.value:
            continue
        if _says_nothing_new(context, span, quantities[span]):
            continue
        if quantities[span] and _all_known(quantities[span]):
            after = first.get(span.yearly)
            said = Amounts(span, tuple(quantities[span]), quantity=True, after=after)
            yield _paragraph(context, said, (context.subject,))
            first.setdefault(span.yearly, said)


def _says_nothing_new(context: Context, span: Span, amounts: Sequence[Amount]) -> bool:
    """Whether another window has the same months, and nothing compares these with their base."""
    again = any(one != span and one.period == span.period for one in context.spans)
    unknown = all(one.growth.value is None for _, one in amounts)
    return again and unknown and not span.yearly


def _paragraph(context: Context, statement: Amounts, subject: tuple[Run, ...]) -> Paragraph:
    runs = context.language.of(OverviewWords).amounts(statement, subject)
    return Paragraph(runs, says=(statement,))


def _net_place(context: Context, span: Span) -> FigurePlace:
    return context.place(Key(context.language.of(OverviewWords).net_label), Side.NET, span)


def subject_footnote(context: Context) -> Footnote:
    """The footnote that defines the subject by its HS codes."""
    return Footnote(
        context.numbering.next("footnote"),
        context.language.subject_footnote(context.goods_name, context.edition, context.goods),
    )


def _tables(
    context: Context,
    known: Mapping[Flow, LevelTable],
    values: Mapping[Span, list[Amount]],
    quantities: Mapping[Span, list[Amount]],
    nets: Mapping[Span, tuple[Net, Net]],
) -> Iterator[Table]:
    make = context.make
    sides = []
    for span in context.spans:
        side = [_entry(flow, one) for flow, one in values[span]]
        if span in nets:
            place = _net_place(context, span)
            net, change = make.net(place, nets[span][0]), make.net_change(place, *nets[span])
            side.append(_entry_of(net, change, Side.NET))
        side += [_entry(flow, one) for flow, one in quantities[span]]
        sides.append(side)
    groups = (Group("", rows_with_one_label(sides, Block.ROWS)),)
    units = [make.value_unit.label]
    if make.quantity_unit is not None and any(quantities.values()):
        units.append(make.quantity_unit.label)
    for spans, shown in pages_of(context.spans, groups, shared=True):
        yield _table(context, known, spans, shown, units, has_net=bool(nets))


def _table(
    context: Context,
    known: Mapping[Flow, LevelTable],
    spans: tuple[Span, ...],
    groups: tuple[Group, ...],
    units: Sequence[str],
    *,
    has_net: bool,
) -> Table:
    language, words = context.language, context.language.of(OverviewWords)
    calls = calls_of(groups, context.definition.style)
    terms = calls.terms(None, whole=context.stated_whole(known.values(), spans))
    first = spans[0]
    return Table(
        number=context.numbering.next("table"),
        caption=words.caption(first, context.subject, list(known), units),
        heads=heads(
            [language.window_head(span) for span in spans],
            [words.value_head, language.growth_head(first)],
            "",
        ),
        groups=groups,
        section=Overview.kind,
        by=None,
        side=None,
        spans=spans,
        notes=_notes(context, known, spans, calls, groups, has_net=has_net),
        terms=replace(terms, net_change=(first.period, first.base)) if has_net else terms,
    )


def lacks_quantity(context: Context) -> bool:
    """Whether a quantity is asked for and no fact that the windows rest on has one in the unit."""
    if context.definition.units.quantity is None:
        return False
    tables = filter(None, map(context.quantities, context.flows))
    held = {period for table in tables for period in table.levels}
    return not any(span.period in held for span in context.spans)


def _entry(flow: Flow, one: Standing) -> Entry:
    return _entry_of(one.value, one.growth, Side.of(flow))


def _entry_of(value: Figure, growth: Figure, side: Side) -> Entry:
    figures = ((Measure.VALUE, value), (Measure.YOY, growth))
    return Entry(value.key, figures, side, value.quantity)


def _notes(
    context: Context,
    known: Mapping[Flow, LevelTable],
    spans: Sequence[Span],
    calls: Calls,
    groups: Sequence[Group],
    *,
    has_net: bool,
) -> tuple[str, ...]:
    language, words = context.language, context.language.of(OverviewWords)
    explained = context.make.value_unit.label if language.wording.explained else ""
    notes = [words.net_note(spans, explained)] if has_net else []
    notes += context.whole_notes(context.stated_whole(known.values(), spans))
    notes += context.rest_notes(spans[0] if calls.computed else None)
    notes += context.edition_notes(spans[0])
    others = sum(
        table.left_out.get(context.main_span.period, 0)
        for flow in known
        if (table := context.quantities(flow)) is not None and table.levels
    )
    unit = context.definition.units.quantity
    if others and unit is not None:
        notes.append(words.left_out_quantity_note(unit.unit, others))
    if unit is not None and lacks_quantity(context):
        notes.append(words.no_quantity_note(unit.unit))
    notes += rounding_notes(context, groups)
    notes += calls.notes(language, spans[0])
    source = (language.source_note,) if context.once("source") else ()
    return (*source, *table_notes(context, spans, notes))
