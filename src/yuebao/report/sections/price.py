"""Price, mix and quantity: unit values, and what growth of value is made of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from yuebao.domain import MONTH, Dimension, Period, Span
from yuebao.indicators import (
    Breakdown,
    CellTable,
    Decomposition,
    LevelTable,
    compute_cells,
    decompose,
    deepest_basis,
    extend_basis,
)
from yuebao.report.charts import months_back
from yuebao.report.definition import Section
from yuebao.report.figures import ingredients
from yuebao.report.model import (
    Chart,
    ChartForm,
    Decomposed,
    Indicator,
    Key,
    Measure,
    Paragraph,
    Point,
    Role,
    Series,
    Side,
)
from yuebao.report.sections._flows import beside_first, flow_sections, nothing
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._measured import measured_tables
from yuebao.report.units import PrintedUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.domain import Flow
    from yuebao.indicators import Basis, Reason
    from yuebao.report.context import Context
    from yuebao.report.figures import FigurePlace, Parts
    from yuebao.report.model import Figure, Part, Run, Table

MONTHS_DRAWN = 12
"""Over so many months a chart shows price, mix and quantity."""

LARGEST_DRAWN = 5000
"""Of more cells a period nothing is drawn: exact prices of so many, month by month, take long."""


@dataclass(frozen=True, slots=True)
class Price(Section):
    """Unit values, and growth of value by price, mix and quantity."""

    kind: ClassVar = "price"
    about: ClassVar = (
        "Unit values, and growth of value by price (a Fisher index of what was traded with a "
        "partner in both periods), mix and quantity, with the share of value that is compared."
    )
    keys: ClassVar = {
        "unit": {
            "description": "The unit of quantity, as files write it; by default that of the "
            "definition, else the one that all facts carry.",
            "type": "string",
        },
        "minimum_coverage": {
            "description": "What is compared must be at least this part of the value of either "
            "period, in percent; else there is no price.",
            "type": "number",
            "minimum": 0,
            "maximum": 100,
        },
        "charts": {
            "description": "Whether a chart shows what price, mix and quantity add to growth in "
            "each of the last twelve months, where these and the year before them are loaded, and "
            f"no more than {LARGEST_DRAWN:,} pairs of commodity and partner are compared.",
            "type": "boolean",
        },
    }
    breakdown: ClassVar = Breakdown.PARTNER
    measures: ClassVar = (
        Measure.UNIT_VALUE, Measure.UNIT_VALUE_YOY, Measure.YOY, Measure.PRICE, Measure.MIX,
        Measure.QUANTITY_GROWTH, Measure.COVERAGE, Measure.COVERAGE_BASE,
    )  # fmt: skip
    quantities: ClassVar = True

    unit: str = ""
    minimum_coverage: Fraction | int = 50
    charts: bool = True

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """The record of what a definition has."""
        least = Fraction(raw.get("minimum_coverage", 50))
        return cls(raw.get("unit", ""), least, raw.get("charts", True))


class PriceWords(Protocol):
    """The words of the section."""

    title: str

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """The caption of the table."""

    def unit(self, value: str, quantity: str) -> str:
        """A unit of value over one of quantity."""

    def label(self, measure: Measure, flow: Flow, unit: str, of: Span) -> str:
        """What a row of the table is called, with its unit."""

    def sentence(self, statement: Decomposed, subject: str) -> tuple[Run, ...]:
        """The unit value, and what growth of value is made of."""

    def note(self, flow: Flow, of: Span, *, partners: bool) -> str:
        """How price, mix and quantity are computed, and whether partners are told apart."""

    points: str
    factors: tuple[str, str, str]

    def chart_caption(self, period: str, label: str, flow: Flow) -> str:
        """The caption of the chart of what the three add to growth, by month."""


def _build(context: Context, section: Price) -> tuple[Part, ...]:
    """A subsection a flow: a sentence a window, and a table."""
    words = context.language.of(PriceWords)

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _Flow(context, section, words, flow, table).build()

    return flow_sections(
        context,
        Breakdown.PARTNER,
        words.title,
        words.subtitle,
        build,
        instead=Breakdown.COMMODITY,
    )


PRICE = SectionKind(Price, _build, PriceWords)


@dataclass(frozen=True)
class _Flow:
    """Builds a flow's subsection."""

    context: Context
    section: Price
    words: PriceWords
    flow: Flow
    table: LevelTable

    def build(self) -> Sequence[Part]:
        basis = self._basis()
        cells = self._cells(basis)
        spans = self.context.answered(self.table)
        said = beside_first({span: self._statement(cells, span) for span in spans})
        partners = Dimension.PARTNER in basis.grain.dimensions
        return (
            *self._paragraphs(said.values()),
            *self._tables(said, cells, partners=partners),
            *(self._charts(basis, cells) if self.section.charts else ()),
        )

    def _charts(self, basis: Basis, cells: CellTable) -> Iterator[Chart]:
        """What price, mix and quantity add to growth by month, where enough months are known."""
        context, words = self.context, self.words
        periods = months_back(context.month, MONTHS_DRAWN)
        known = extend_basis(context.view, basis, [*periods, *map(Period.year_earlier, periods)])
        held = max(map(len, cells.cells.values()), default=0)
        if len(known.terms) < 2 * MONTHS_DRAWN or held > LARGEST_DRAWN:
            return
        drawn = self._cells(known)
        spans = [Span(MONTH, period) for period in periods]
        found = {span: self._decompose(drawn, span) for span in spans}
        if all(one.points is None for one in found.values()):
            return
        yield Chart(
            number=context.numbering.next("chart"),
            caption=words.chart_caption(
                context.language.between(periods[0].first, periods[-1].last),
                context.subject,
                self.flow,
            ),
            form=ChartForm.SUM,
            section=self.section.kind,
            series=tuple(self._series(found)),
        )

    def _decompose(self, cells: CellTable, span: Span) -> Decomposition:
        minimum = Fraction(self.section.minimum_coverage) / 100
        return decompose(cells, span.period, span.base, minimum_coverage=minimum)

    def _series(self, found: Mapping[Span, Decomposition]) -> Iterator[Series]:
        """A series a factor, in points, and growth of value."""
        language, make = self.context.language, self.context.make
        for at, label in enumerate(self.words.factors):
            yield self._drawn(label, self.words.points, {
                span: make.points(
                    self._place(span, label), one.points and one.points[at], _parts(one), _no(one)
                )
                for span, one in found.items()
            })  # fmt: skip
        label = language.growth_of(self.flow, MONTH)
        yield self._drawn(label, self.words.points, {
            span: make.growth(self._place(span, label), one.value) for span, one in found.items()
        })  # fmt: skip

    def _drawn(self, label: str, axis: str, figures: Mapping[Span, Figure]) -> Series:
        points = (Point(str(span.period), figure) for span, figure in figures.items())
        return Series(label, axis, tuple(points))

    def _place(self, span: Span, label: str = "") -> FigurePlace:
        return self.context.place(Key(label), Side.of(self.flow), span)

    def _basis(self) -> Basis:
        """The deepest facts of the table's own dimensions."""
        basis = self.table.basis
        wanted = frozenset({Dimension.PARTNER}) & basis.grain.dimensions
        return deepest_basis(self.context.view, basis, wanted)

    def _cells(self, basis: Basis) -> CellTable:
        """What was traded by cell; in the base periods as first published, where so wished."""
        context = self.context
        quantity = context.definition.units.quantity
        unit = self.section.unit or (quantity.unit if quantity is not None else "")
        cells = compute_cells(context.view, basis, unit)
        if not context.adjust.first_base:
            return cells
        early = basis.only([p for p in basis.terms if p.last.year < context.month.year])
        return cells.with_periods_of(
            compute_cells(context.view.as_first_published(), early, cells.unit)
        )

    def _paragraphs(self, said: Iterable[Decomposed]) -> Iterator[Paragraph]:
        """One a window; why there is no unit value is said once."""
        why: set[Reason | None] = set()
        for one in said:
            if one.unit_value.value is not None or one.unit_value.reason not in why:
                yield self._paragraph(one)
            if one.unit_value.value is None:
                why.add(one.unit_value.reason)

    def _paragraph(self, statement: Decomposed) -> Paragraph:
        total = self.table.total(statement.span.period)
        if total is None or not total.amount.number:
            return nothing(self.context, statement.span, self.flow)
        runs = self.words.sentence(statement, self.context.subject)
        return Paragraph(runs, says=(statement,))

    def _tables(
        self, said: Mapping[Span, Decomposed], cells: CellTable, *, partners: bool
    ) -> Iterator[Table]:
        context, words = self.context, self.words
        unit = self._unit(cells).label
        return measured_tables(
            context,
            self.section,
            self.flow,
            {span: one.measured() for span, one in said.items()},
            lambda measure, span: words.label(measure, self.flow, unit, span),
            lambda span: words.caption(span, context.subject, self.flow),
            lambda spans: [
                words.note(self.flow, spans[0], partners=partners), context.base_note(spans[0])
            ],
        )  # fmt: skip

    def _unit(self, cells: CellTable) -> PrintedUnit:
        """The unit of unit values: of the currency and of the quantity."""
        context, language = self.context, self.context.language
        currency = context.office.words_of(context.currency)
        value = language.value_unit(currency, 1)
        if not cells.unit:
            return PrintedUnit(value, 1, "")
        label = self.words.unit(value, language.quantity_unit(cells.unit, 1))
        return PrintedUnit(label, 1, f"{context.currency}/{cells.unit}")

    def _statement(self, cells: CellTable, span: Span) -> Decomposed:
        found = self._decompose(cells, span)
        make, place, both, why = self.context.make, self._place(span), _parts(found), _no(found)
        now = tuple(one for one in both if one.role in (Role.CURRENT, Role.QUANTITY))
        return Decomposed(
            span=span,
            flow=self.flow,
            unit_value=make.unit_value(
                place, found.unit_value, self._unit(cells), now, found.reason
            ),
            unit_value_yoy=make.change(
                place, found.unit_value_change, Indicator.UNIT_VALUE_GROWTH, both, _why(found)
            ),
            value=make.growth(place, found.value),
            price=make.change(place, found.price, Indicator.PRICE, both, why),
            mix=make.change(place, found.mix, Indicator.MIX, both, why),
            quantity=make.growth(place, found.quantity, quantity=True),
            coverage=make.share(place, found.coverage),
            coverage_base=make.share(place, found.coverage_base),
            matched=found.matched,
            differs=found.differs,
        )


def _parts(found: Decomposition) -> Parts:
    """What price, mix and quantity are computed from."""
    return ingredients(
        (Role.CURRENT, found.value.current), (Role.BASE, found.value.base),
        (Role.QUANTITY, found.quantity.current), (Role.BASE_QUANTITY, found.quantity.base),
    )  # fmt: skip


def _no(found: Decomposition) -> Reason | None:
    """Why there is no price."""
    return found.reason or found.why or found.value.reason


def _why(found: Decomposition) -> Reason | None:
    """Why there is no growth of a unit value."""
    return found.reason or found.quantity.reason or found.value.reason
