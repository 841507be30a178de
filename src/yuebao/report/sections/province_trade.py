"""All provinces: exports, imports and net in one table, growth in charts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import (
    Breakdown,
    LevelTable,
    Missing,
    Reason,
    compute_net,
    rank,
)
from yuebao.reference import province_name
from yuebao.report.definition import ProvinceTrade
from yuebao.report.language import Ranked
from yuebao.report.model import (
    Block,
    Chart,
    ChartForm,
    Figure,
    Group,
    Head,
    Heading,
    Indicator,
    Key,
    Measure,
    Paragraph,
    Point,
    Series,
    Table,
    Window,
)
from yuebao.report.sections._flows import NAMED
from yuebao.report.tables import (
    Entry,
    called_for_notes,
    has_growth,
    rows_with_one_label,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.report.context import Context, Span
    from yuebao.report.model import Part, Run

_FLOW_OF = {"exports": Flow.EXPORT, "imports": Flow.IMPORT}
_LEVEL_OF = {Flow.TOTAL: Measure.TOTAL, Flow.EXPORT: Measure.EXPORTS, Flow.IMPORT: Measure.IMPORTS}
_GROWTH_OF = {
    Flow.TOTAL: Measure.TOTAL_YOY,
    Flow.EXPORT: Measure.EXPORTS_YOY,
    Flow.IMPORT: Measure.IMPORTS_YOY,
}


@dataclass(frozen=True, slots=True)
class _Province:
    """A province's figures in one window."""

    code: str
    key: Key
    figures: dict[Measure, Figure]

    def number(self, measure: Measure) -> Fraction:
        """A figure's exact number; what has none ranks last."""
        return self.figures[measure].value or Fraction(0)


def build_province_trade(context: Context, section: ProvinceTrade) -> tuple[Part, ...]:
    """Totals, exports and imports in words, charts of growth, and the table of all provinces.

    In January month and year to date are one, and are reported once.
    """
    span = _span(context, section)
    if span is None:
        return ()
    language = context.language
    parts: list[Part] = [
        Heading(
            1,
            language.chapter(
                context.numbering.next("chapter"),
                language.province_trade_title(span.window, span.period),
            ),
        )
    ]
    known: dict[Flow, LevelTable] = {}
    for flow in context.flows:
        table = context.answer(flow, Breakdown.PROVINCE, span)
        if isinstance(table, Missing):
            parts.append(Paragraph((language.left_out(flow, Breakdown.PROVINCE, table),)))
        else:
            known[flow] = table
    if not known:
        return tuple(parts)
    provinces = _provinces(context, known, span)
    if not provinces:
        flow = language.flow_of(list(known))
        return (*parts, Paragraph((language.nothing(span.period, context.subject, flow),)))
    number = context.numbering.next("table")
    if Flow.TOTAL in _flows(known):
        first = _first(provinces, Flow.TOTAL)
        parts.append(
            Paragraph(language.province_totals(span.period, first, define=context.once("province")))
        )
    for flow in known:
        parts += _flow(context, section, flow, span, provinces, number)
    parts.append(_table(context, section, known, span, provinces, number))
    return tuple(parts)


def _span(context: Context, section: ProvinceTrade) -> Span | None:
    """The section's window; None in January where another section reports the month."""
    for span in context.spans:
        if span.window is section.window:
            return span
    for other in context.definition.sections:
        if isinstance(other, ProvinceTrade) and other.window is Window.MONTH:
            return None
    return context.spans[0]


def _flows(known: Mapping[Flow, LevelTable]) -> tuple[Flow, ...]:
    """The flows printed: the total too, where both are known."""
    return (Flow.TOTAL, *known) if len(known) == 2 else tuple(known)


def _provinces(
    context: Context, known: Mapping[Flow, LevelTable], span: Span
) -> tuple[_Province, ...]:
    codes = sorted({code for table in known.values() for code in table.entities(span.period)})
    return tuple(_province(context, known, span, code) for code in codes)


def _province(
    context: Context, known: Mapping[Flow, LevelTable], span: Span, code: str
) -> _Province:
    label = province_name(code, context.language.code)
    place = span.place(label, code)
    figures: dict[Measure, Figure] = {}
    for flow in _flows(known):
        growth = context.growth_of_flow(known, flow, Breakdown.PROVINCE, code, span)
        figures[_LEVEL_OF[flow]] = context.make.level(place, growth.current)
        figures[_GROWTH_OF[flow]] = context.make.growth(place, growth)
    if len(known) == 2:
        net = compute_net(*(known[f].level(code, span.period) for f in known))
        figures[Measure.NET] = context.make.net(place, net)
    return _Province(code, Key(label, code), figures)


def _first(provinces: Sequence[_Province], flow: Flow) -> tuple[Ranked, ...]:
    level, growth = _LEVEL_OF[flow], _GROWTH_OF[flow]
    by_code = {province.code: province for province in provinces}
    order = rank({code: p.number(level) for code, p in by_code.items()}, first=NAMED)
    return tuple(
        Ranked(by_code[code].key, by_code[code].figures[level], by_code[code].figures[growth])
        for code in order
    )


def _flow(
    context: Context,
    section: ProvinceTrade,
    flow: Flow,
    span: Span,
    provinces: Sequence[_Province],
    table: int,
) -> list[Part]:
    """A paragraph on one flow, and its chart where the section has one and there is growth."""
    language = context.language
    if not any(province.number(_LEVEL_OF[flow]) for province in provinces):
        return [Paragraph((language.nothing(span.period, context.subject, flow),), item=True)]
    charted = flow in [_FLOW_OF[name] for name in section.charts] and any(
        province.figures[_GROWTH_OF[flow]].value is not None for province in provinces
    )
    number = context.numbering.next("chart") if charted else None
    runs = language.province_flow(
        flow,
        _first(provinces, flow),
        _counts(context, flow, span, provinces),
        language.see(number, table),
    )
    parts: list[Part] = [Paragraph(runs, lead=language.province_flow_lead(flow), item=True)]
    if number is not None:
        parts.append(_chart(context, flow, span, provinces, number))
    return parts


def _counts(
    context: Context, flow: Flow, span: Span, provinces: Sequence[_Province]
) -> tuple[Run, ...]:
    """How many fell and rose, the largest of each named."""
    level, growth = _LEVEL_OF[flow], _GROWTH_OF[flow]
    groups = []
    for direction in ("down", "up", "flat", "unknown"):
        members = {
            p.code: p for p in provinces if _direction(context, p.figures[growth]) == direction
        }
        if members:
            order = rank({code: p.number(level) for code, p in members.items()}, first=NAMED)
            names = [members[code].key.label for code in order]
            groups.append((direction, names, _count(context, span, len(members))))
    return context.language.counts(flow, _count(context, span, len(provinces)), groups)


def _direction(context: Context, growth: Figure) -> str:
    """Which way a figure went; growth too large to be printed went up."""
    if growth.value is None:
        large = growth.reason == context.language.reason(Reason.LARGE)
        return "up" if large else "unknown"
    if growth.value == 0:
        return "flat"
    return "up" if growth.value > 0 else "down"


def _count(context: Context, span: Span, number: int) -> Figure:
    return Figure(
        text=str(number),
        value=Fraction(number),
        unit="",
        indicator=Indicator.COUNT,
        key=Key(context.language.province_head),
        window=span.window,
        period=span.period,
    )


def _chart(
    context: Context, flow: Flow, span: Span, provinces: Sequence[_Province], number: int
) -> Chart:
    """Growth by province, highest first; provinces without a rate stand last."""
    growth = _GROWTH_OF[flow]
    known = {p.code: p.number(growth) for p in provinces if p.figures[growth].value is not None}
    order = (*rank(known), *sorted(p.code for p in provinces if p.code not in known))
    by_code = {province.code: province for province in provinces}
    return Chart(
        number=number,
        caption=context.language.growth_chart_caption(span.period, flow),
        form=ChartForm.BARS,
        series=(
            Series(
                context.language.flow(flow),
                context.language.growth_axis,
                tuple(
                    Point(by_code[code].key.label, by_code[code].figures[growth]) for code in order
                ),
            ),
        ),
    )


def _table(
    context: Context,
    section: ProvinceTrade,
    known: Mapping[Flow, LevelTable],
    span: Span,
    provinces: Sequence[_Province],
    number: int,
) -> Table:
    language = context.language
    flows = _flows(known)
    measures = [m for flow in flows for m in (_LEVEL_OF[flow], _GROWTH_OF[flow])]
    columns = [text for flow in flows for text in (language.flow_head(flow), language.growth_head)]
    if len(known) == 2:
        measures.append(Measure.NET)
        columns.append(language.net_head)
    order_by = Measure(section.order_by)
    key = order_by if order_by in measures else measures[0]
    by_code = {province.code: province for province in provinces}
    order = rank({code: p.number(key) for code, p in by_code.items()})
    entries = [
        Entry(by_code[code].key, tuple((m, by_code[code].figures[m]) for m in measures))
        for code in order
    ]
    groups = (Group("", rows_with_one_label([entries], Block.ROWS)),)
    return Table(
        number=number,
        caption=language.province_trade_caption(
            span.window, span.period, context.make.value_unit.label
        ),
        heads=(Head(language.province_head), *map(Head, columns)),
        groups=groups,
        notes=_notes(context, known, span, key, groups),
    )


def _notes(
    context: Context,
    known: Mapping[Flow, LevelTable],
    span: Span,
    order_by: Measure,
    groups: Sequence[Group],
) -> tuple[str, ...]:
    language = context.language
    notes = [language.province_trade_order_note(order_by)]
    if len(known) == 2:
        notes.append(language.province_trade_net_note(span.window))
    notes += context.whole_notes(known.values(), [span])
    notes += context.rest_notes(growth=has_growth(groups))
    notes += called_for_notes(language, groups, context.definition.style)
    source = (language.source_note,) if context.once("source") else ()
    return (*source, *language.notes(notes))
