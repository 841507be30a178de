"""All provinces: exports, imports and net in one table, growth in charts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from yuebao.domain import MONTH, WINDOWS, Flow, Window, find_window
from yuebao.indicators import Breakdown, LevelTable, Missing, compute_net, rank
from yuebao.report.additions import rounding_notes
from yuebao.report.charts import whole_of
from yuebao.report.comparisons import table_notes
from yuebao.report.definition import Section
from yuebao.report.model import (
    Block,
    Chart,
    ChartForm,
    Direction,
    Figure,
    Group,
    Head,
    Heading,
    Key,
    Leaders,
    LeftOut,
    Measure,
    Paragraph,
    Point,
    Series,
    Side,
    Standing,
    Table,
    Tally,
)
from yuebao.report.sections._flows import NAMED, nothing
from yuebao.report.sections._kind import SectionKind
from yuebao.report.tables import Entry, calls_of, rows_with_one_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from yuebao.domain import Span
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Run, Statement
    from yuebao.report.tables import Calls

_FLOW_OF = {"exports": Flow.EXPORT, "imports": Flow.IMPORT}
_LEVEL_OF = {Flow.TOTAL: Measure.TOTAL, Flow.EXPORT: Measure.EXPORTS, Flow.IMPORT: Measure.IMPORTS}
_GROWTH_OF = {
    Flow.TOTAL: Measure.TOTAL_YOY,
    Flow.EXPORT: Measure.EXPORTS_YOY,
    Flow.IMPORT: Measure.IMPORTS_YOY,
}


_SIDE_OF = {
    Measure.TOTAL: Side.TOTAL,
    Measure.EXPORTS: Side.EXPORTS,
    Measure.IMPORTS: Side.IMPORTS,
    Measure.NET: Side.NET,
}


@dataclass(frozen=True, slots=True)
class ProvinceTrade(Section):
    """All provinces in one table, for one window."""

    kind: ClassVar = "province-trade"
    about: ClassVar = (
        "All provinces with exports, imports and net in one table, and charts of growth."
    )
    keys: ClassVar = {
        "window": {"description": "The window reported.", "enum": list(map(str, WINDOWS))},
        "order_by": {
            "description": "What the table is ordered by, largest first.",
            "enum": ["total", "exports", "imports", "net"],
        },
        "charts": {
            "description": "The flows whose growth is charted, in order.",
            "type": "array",
            "uniqueItems": True,
            "items": {"enum": ["exports", "imports"]},
        },
    }
    breakdown: ClassVar = Breakdown.PROVINCE
    measures: ClassVar = (
        Measure.TOTAL, Measure.TOTAL_YOY, Measure.EXPORTS, Measure.EXPORTS_YOY,
        Measure.IMPORTS, Measure.IMPORTS_YOY, Measure.NET,
    )  # fmt: skip

    window: Window
    order_by: str = "total"
    charts: tuple[str, ...] = ("exports", "imports")

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """The record, with its window found by name."""
        # The zero-argument super() does not know a class that `slots` made anew.
        return super(ProvinceTrade, cls).read({**raw, "window": find_window(raw["window"])})

    def windows(self) -> tuple[Window, ...]:
        """The window reported."""
        return (self.window,)


class ProvinceTradeWords(Protocol):
    """The words of the section."""

    net_head: str

    @property
    def head(self) -> str:
        """The head of the column of provinces."""

    def title(self, span: Span) -> str:
        """The title of the chapter."""

    def caption(self, span: Span, goods: str, unit: str) -> str:
        """The caption of the table; `goods` is empty where it is of all goods."""

    def chart_caption(self, span: Span, goods: str, flow: Flow) -> str:
        """The caption of the chart of growth."""

    def flow_head(self, flow: Flow) -> str:
        """The head of a flow's column."""

    def flow_lead(self, flow: Flow) -> str:
        """What stands in bold before a flow's paragraph."""

    def totals(self, statement: Leaders, goods: str, *, define: bool) -> tuple[Run, ...]:
        """The provinces that trade most; the first such sentence defines the short word."""

    def leaders(self, statement: Leaders, goods: str) -> tuple[Run, ...]:
        """The first provinces of a flow: a sentence."""

    def tally(self, statement: Tally, chart: int | None, table: int) -> tuple[Run, ...]:
        """How many fell and rose, with the chart and the table to look at: a sentence."""

    def order_note(self, order_by: str) -> str:
        """How the table is ordered."""

    def columns_note(self, span: Span) -> str:
        """What the columns hold."""


@dataclass(frozen=True, slots=True)
class _Province:
    """A province's figures in one window."""

    code: str
    key: Key
    figures: dict[Measure, Figure]

    def number(self, measure: Measure) -> Fraction:
        """A figure's exact number; what has none ranks last."""
        return self.figures[measure].value or Fraction(0)


def _build(context: Context, section: ProvinceTrade) -> tuple[Part, ...]:
    """Totals, exports and imports in words, charts of growth, and the table of all provinces.

    In January month and year to date are one, and are reported once.
    """
    span = _span(context, section)
    if span is None:
        return ()
    language, words = context.language, context.language.of(ProvinceTradeWords)
    known: dict[Flow, LevelTable] = {}
    for flow in context.flows:
        table = context.answer(flow, Breakdown.PROVINCE, span)
        if isinstance(table, Missing):
            context.leave_out(LeftOut(flow, Breakdown.PROVINCE, table))
        else:
            known[flow] = table
    if not known:
        return ()
    chapter = language.chapter(context.numbering.next("chapter"), words.title(span))
    parts: list[Part] = [Heading(1, chapter)]
    provinces = _provinces(context, known, span)
    if not provinces:
        return (*parts, nothing(context, span, whole_of(list(known))))
    number = context.numbering.next("table")
    leaders = _leaders(context, known, span, provinces)
    total = leaders.get(Flow.TOTAL)
    if total is not None and total.first:
        runs = words.totals(total, context.goods_named, define=context.once("province"))
        parts.append(Paragraph(runs, says=(total,)))
    for flow in known:
        parts += _flow(context, section, leaders[flow], provinces, number)
    parts.append(_table(context, section, known, span, provinces, number))
    return tuple(parts)


PROVINCE_TRADE = SectionKind(ProvinceTrade, _build, ProvinceTradeWords)


def _span(context: Context, section: ProvinceTrade) -> Span | None:
    """The section's months; None where it has none, and where another section reports them.

    A window that comes to the month alone, as the year to date does in January, is the month.
    """
    span = section.window.span(context.month)
    if span is None or not span.period.is_one_month() or section.window == MONTH:
        return span
    for other in context.definition.sections:
        if isinstance(other, ProvinceTrade) and other.window == MONTH:
            return None
    return MONTH.span(context.month)


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
    key = Key(context.language.region_name(code), code)
    figures: dict[Measure, Figure] = {}
    for flow in _flows(known):
        growth = context.growth_of_flow(known, flow, Breakdown.PROVINCE, code, span)
        place = context.place(key, Side.of(flow), span)
        figures[_LEVEL_OF[flow]] = context.make.level(place, growth.current)
        figures[_GROWTH_OF[flow]] = context.make.growth(place, growth)
    if len(known) == 2:
        net = compute_net(*(known[f].level(code, span.period) for f in known))
        figures[Measure.NET] = context.make.net(context.place(key, Side.NET, span), net)
    return _Province(code, key, figures)


def _first(provinces: Sequence[_Province], flow: Flow) -> tuple[Standing, ...]:
    """The largest of those that traded at all."""
    level, growth = _LEVEL_OF[flow], _GROWTH_OF[flow]
    by_code = {p.code: p for p in provinces if p.number(level) > 0}
    order = rank({code: p.number(level) for code, p in by_code.items()}, first=NAMED)
    return tuple(
        Standing(by_code[code].key, by_code[code].figures[level], by_code[code].figures[growth])
        for code in order
    )


def _leaders(
    context: Context,
    known: Mapping[Flow, LevelTable],
    span: Span,
    provinces: Sequence[_Province],
) -> dict[Flow, Leaders]:
    """Who comes first in each flow; beside who did in the window that the report told first."""
    first = {flow: _first(provinces, flow) for flow in _flows(known)}
    told = next(one for one in context.definition.sections if isinstance(one, ProvinceTrade))
    earlier = _span(context, told)
    after: dict[Flow, Leaders] = {}
    if earlier is not None and _goes_on(span, earlier, known):
        others = _provinces(context, known, earlier)
        standing = {flow: _first(others, flow) for flow in first}
        after = {flow: Leaders(earlier, flow, those) for flow, those in standing.items() if those}
    return {flow: Leaders(span, flow, those, after.get(flow)) for flow, those in first.items()}


def _goes_on(span: Span, earlier: Span, known: Mapping[Flow, LevelTable]) -> bool:
    """Whether an earlier section told the same of another window, compared with a year before."""
    if earlier == span or earlier.yearly != span.yearly:
        return False
    return all(table.answers(earlier.period) for table in known.values())


def _flow(
    context: Context,
    section: ProvinceTrade,
    leaders: Leaders,
    provinces: Sequence[_Province],
    table: int,
) -> list[Part]:
    """A paragraph on one flow, and its chart where the section has one and there is growth."""
    words = context.language.of(ProvinceTradeWords)
    flow, span = leaders.flow, leaders.span
    if not leaders.first:
        return [nothing(context, span, flow, item=True)]
    charted = flow in [_FLOW_OF[name] for name in section.charts] and any(
        province.figures[_GROWTH_OF[flow]].value is not None for province in provinces
    )
    number = context.numbering.next("chart") if charted else None
    runs: tuple[Run, ...] = words.leaders(leaders, context.goods_named)
    says: tuple[Statement, ...] = (leaders,)
    if len(provinces) > 1:  # one alone is no number of provinces
        tally = _tally(context, flow, span, provinces)
        runs, says = (*runs, *words.tally(tally, number, table)), (leaders, tally)
    lead = words.flow_lead(flow)
    parts: list[Part] = [Paragraph(runs, lead=lead, item=True, says=says)]
    if number is not None:
        parts.append(_chart(context, section, flow, span, provinces, number))
    return parts


def _tally(context: Context, flow: Flow, span: Span, provinces: Sequence[_Province]) -> Tally:
    """How many fell and rose, the largest of each named."""
    level, growth = _LEVEL_OF[flow], _GROWTH_OF[flow]
    head = Key(context.language.of(ProvinceTradeWords).head)
    place = context.place(head, Side.of(flow), span)
    groups = []
    for direction in (Direction.DOWN, Direction.UP, Direction.FLAT, Direction.UNKNOWN):
        members = {p.code: p for p in provinces if p.figures[growth].direction() is direction}
        if members:
            order = rank({code: p.number(level) for code, p in members.items()}, first=NAMED)
            named = tuple(members[code].key for code in order)
            groups.append((direction, named, context.make.count(place, len(members))))
    return Tally(span, flow, context.make.count(place, len(provinces)), tuple(groups))


def _chart(
    context: Context,
    section: ProvinceTrade,
    flow: Flow,
    span: Span,
    provinces: Sequence[_Province],
    number: int,
) -> Chart:
    """Growth by province, highest first; provinces without a rate stand last."""
    growth = _GROWTH_OF[flow]
    known = {p.code: p.number(growth) for p in provinces if p.figures[growth].value is not None}
    order = (*rank(known), *sorted(p.code for p in provinces if p.code not in known))
    by_code = {province.code: province for province in provinces}
    return Chart(
        number=number,
        caption=context.language.of(ProvinceTradeWords).chart_caption(
            span, context.goods_named, flow
        ),
        form=ChartForm.BARS,
        section=section.kind,
        series=(
            Series(
                context.language.flow(flow),
                context.language.growth_head(span),
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
    language, words = context.language, context.language.of(ProvinceTradeWords)
    flows = _flows(known)
    measures = [m for flow in flows for m in (_LEVEL_OF[flow], _GROWTH_OF[flow])]
    growth = language.growth_head(span)
    columns = [text for flow in flows for text in (words.flow_head(flow), growth)]
    if len(known) == 2:
        measures.append(Measure.NET)
        columns.append(words.net_head)
    order_by = Measure(section.order_by)
    key = order_by if order_by in measures else measures[0]
    by_code = {province.code: province for province in provinces}
    order = rank({code: p.number(key) for code, p in by_code.items()})
    entries = [
        Entry(by_code[code].key, tuple((m, by_code[code].figures[m]) for m in measures), None)
        for code in order
    ]
    groups = (Group("", rows_with_one_label([entries], Block.ROWS)),)
    calls = calls_of(groups, context.definition.style)
    return Table(
        number=number,
        caption=words.caption(span, context.goods_named, context.make.value_unit.label),
        heads=(Head(words.head), *map(Head, columns)),
        groups=groups,
        section=section.kind,
        by=section.breakdown,
        side=None,
        spans=(span,),
        notes=_notes(context, known, span, key, calls, groups),
        terms=calls.terms(_SIDE_OF[key], whole=context.stated_whole(known.values(), [span])),
    )


def _notes(
    context: Context,
    known: Mapping[Flow, LevelTable],
    span: Span,
    order_by: Measure,
    calls: Calls,
    groups: Sequence[Group],
) -> tuple[str, ...]:
    language, words = context.language, context.language.of(ProvinceTradeWords)
    notes = [words.order_note(order_by)]
    if len(known) == 2:
        notes.append(words.columns_note(span))
    notes += context.whole_notes(context.stated_whole(known.values(), [span]))
    notes += context.rest_notes(span if calls.computed else None)
    notes += rounding_notes(context, groups)
    notes += calls.notes(language, span)
    source = (language.source_note,) if context.once("source") else ()
    return (*source, *table_notes(context, [span], notes))
