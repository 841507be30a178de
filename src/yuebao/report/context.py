"""What every section of a report needs: its windows, its levels, and its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import YEAR_TO_DATE, Flow, Period, spans_of
from yuebao.indicators import (
    Basis,
    Breakdown,
    Contribution,
    Gap,
    Growth,
    LevelTable,
    Missing,
    Tabulation,
    add_levels,
    compute_contribution,
    compute_growth,
    compute_quantities,
    extend_basis,
    official_growth,
    tabulate,
)
from yuebao.report.adjustments import relevant_corrections
from yuebao.report.basis import (
    Question,
    answer_question,
    breakdowns_of,
    histories_of,
    history_periods,
    pasts_of,
    questions_of,
)
from yuebao.report.definition import ALL_GOODS, in_language
from yuebao.report.figures import FigurePlace
from yuebao.report.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.domain import Currency, Month, Span
    from yuebao.indicators import Level, QuantityTable
    from yuebao.report.adjustments import Adjustments
    from yuebao.report.definition import Definition
    from yuebao.report.figures import FigureMaker
    from yuebao.report.model import Key, LeftOut, Side
    from yuebao.report.words import Language
    from yuebao.store import View


class Context:
    """A report in the making.

    Attributes:
        office: The office whose trade is reported.
        flows: The flows reported, in order.
        spans: The windows printed, each with its months.
        numbering: The running numbers, which change as the report grows.
        lacking: What had to be left out, as sections come to it.
        noted: The first table of each chapter, by the chapter's number: its number and notes.
    """

    def __init__(
        self,
        view: View,
        adjust: Adjustments,
        definition: Definition,
        month: Month,
        currency: Currency,
        make: FigureMaker,
        language: Language,
    ) -> None:
        self.view = view
        self.office = view.office
        self.adjust = adjust
        self.definition = definition
        self.month = month
        self.flows = definition.flows
        self.currency = currency
        self.make = make
        self.language = language
        self.numbering = Numbering()
        self.spans = spans_of(definition.windows, month)
        self.said: set[str] = set()
        self.lacking: list[LeftOut] = []
        self.noted: dict[int, tuple[int, tuple[str, ...]]] = {}
        self._tables: dict[Question, LevelTable | Missing] = {}
        self._histories: dict[Question, LevelTable] = {}
        self._pasts: dict[Question, LevelTable] = {}
        self._quantities: dict[Flow, QuantityTable | None] = {}

    @property
    def subject(self) -> str:
        """The goods in prose, with the part of their trade that is reported."""
        return self.language.of_part(self.goods_name)

    @property
    def goods_name(self) -> str:
        """The goods in prose."""
        label = self.definition.subject.label
        return self.word(label) if label else self.language.all_goods

    @property
    def goods_named(self) -> str:
        """The goods by their name; empty for all goods."""
        return self.subject if self.definition.subject.label else ""

    @property
    def names_in(self) -> str:
        """The language in which `yuebao.reference` names partners, provinces and the like."""
        return self.language.words.names_in

    @property
    def goods(self) -> tuple[tuple[str, str], ...]:
        """The subject by HS codes, each with its label; none for all goods."""
        subject = self.definition.subject
        held = subject.codes_in(self.office.edition(self.month))
        products = tuple(
            (self.word(one.label), code)
            for one in subject.products
            for code in one.codes
            if code.startswith(held)
        )
        codes = tuple((self.goods_name, code) for code in held if code != ALL_GOODS)
        return products or codes

    @property
    def edition(self) -> int | None:
        """The HS edition of the subject's codes; the month's, where they are given by edition."""
        subject = self.definition.subject
        return self.office.edition(self.month) if subject.editions else subject.edition

    def edition_notes(self, span: Span) -> list[str]:
        """That growth crosses an HS edition, with the codes of each, where they are given.

        None where it does not.
        """
        subject = self.definition.subject
        editions = [self.office.edition(period.last) for period in (span.base, span.period)]
        if len(set(editions)) < 2:
            return []
        held = {e: subject.editions[e] for e in editions if e is not None and e in subject.editions}
        if len(held) == len(editions):
            return [self.language.editions_note(held, span)]
        return [self.language.edition_note(span)]

    @property
    def main_span(self) -> Span:
        """What the cover names and charts rank: the year to date where printed, else the first."""
        return next((s for s in self.spans if s.window == YEAR_TO_DATE), self.spans[0])

    def once(self, topic: str) -> bool:
        """Whether this is the first time the report comes to a topic."""
        first = topic not in self.said
        self.said.add(topic)
        return first

    def known_flows(self) -> tuple[Flow, ...]:
        """The flows that anything is known of."""
        held = {table.basis.flow for table in self.tables()}
        return tuple(flow for flow in self.flows if flow in held)

    def leave_out(self, statement: LeftOut) -> None:
        """Keep in mind that something is not there: the report says so once, at its end."""
        self.lacking.append(statement)

    def prepare(self) -> None:
        """Add up all that the sections and checks will ask for, in one pass over the facts."""
        codes = self.definition.subject.codes
        checked = (Question(flow, Breakdown.COMMODITY, codes) for flow in self.flows)
        questions = tuple(dict.fromkeys((*questions_of(self.definition), *checked)))
        answers = {question: self._answer(question) for question in questions}
        bases = {q: basis for q, basis in answers.items() if isinstance(basis, Basis)}
        periods = history_periods(self.definition, self.month)
        drawn = {
            question: extend_basis(self.view, bases[question], periods)
            for question in histories_of(self.definition)
            if question in bases
        }
        past = pasts_of(self.view, self.definition, self.spans, bases)
        asked = [*bases.items(), *drawn.items(), *past.items()]
        tables = self._tabulate([Tabulation(basis, q.breakdown) for q, basis in asked])
        self._tables = {
            **{q: answer for q, answer in answers.items() if isinstance(answer, Missing)},
            **dict(zip(bases, tables[: len(bases)], strict=True)),
        }
        later = iter(tables[len(bases) :])
        self._histories = {question: next(later) for question in drawn}
        self._pasts = {question: next(later) for question in past}

    def past(self, flow: Flow, breakdown: Breakdown) -> LevelTable | None:
        """Levels of the periods that sections look back to; None where nothing is known.

        From the grain of the report's own tables, as in `history`.
        """
        return self._pasts.get(Question(flow, breakdown, self.definition.subject.codes))

    def tables(self) -> tuple[LevelTable, ...]:
        """Every table of levels that was asked for so far, and those of charts."""
        asked = (table for table in self._tables.values() if isinstance(table, LevelTable))
        return (*asked, *self._histories.values())

    def table(
        self, flow: Flow, breakdown: Breakdown, codes: tuple[str, ...] | None = None
    ) -> LevelTable | Missing:
        """Levels of a flow by an entity, for every period the report prints or compares with."""
        question = Question(flow, breakdown, codes or self.definition.subject.codes)
        if question not in self._tables:
            basis = self._answer(question)
            self._tables[question] = (
                self._tabulate([Tabulation(basis, breakdown)])[0]
                if isinstance(basis, Basis)
                else basis
            )
        return self._tables[question]

    def totals(self, period: Period) -> Iterator[Level]:
        """What was traded of the subject, or of a part of it, in a period that is known."""
        return filter(None, (table.total(period) for table in self.tables()))

    def _tabulate(self, tabulations: Sequence[Tabulation]) -> tuple[LevelTable, ...]:
        """The levels of bases; those of the year before as first published where so wished."""
        tables = tabulate(self.view, tabulations)
        if not self.adjust.first_base:
            return tables
        early = [
            Tabulation(basis.only([p for p in basis.terms if p.last.year < self.month.year]), by)
            for basis, by in tabulations
        ]
        firsts = tabulate(self.view.as_first_published(), early)
        return tuple(map(LevelTable.with_periods_of, tables, firsts))

    def history(
        self, flow: Flow, codes: tuple[str, ...], least: Sequence[Period]
    ) -> LevelTable | None:
        """Levels of commodities over the periods charts show, and those they are compared with.

        From the grain of the report's own tables, so that a chart and a table cannot disagree.

        Args:
            flow: Export or import.
            codes: The commodities.
            least: The periods that a chart must have to be worth it.

        Returns:
            The levels; None where one of those is not answered.
        """
        table = self._histories.get(Question(flow, Breakdown.COMMODITY, codes))
        return table if table is not None and all(map(table.answers, least)) else None

    def place(self, key: Key, side: Side, span: Span) -> FigurePlace:
        """Whom, of which side of trade and when a figure is about."""
        return FigurePlace(key, side, span.window, span.period)

    def word(self, words: Mapping[str, str]) -> str:
        """A text of the definition in the report's language.

        Raises:
            DefinitionError: The definition has it in another language only.
        """
        return in_language(words, self.language.code, self.definition.name)

    def base_note(self, span: Span) -> str:
        """What computed growth in a window is on."""
        language = self.language
        return (language.first_base_note if self.adjust.first_base else language.base_note)(span)

    def rest_notes(self, growth: Span | None) -> list[str]:
        """Notes on what stands between the store and the report: base, rates, corrections.

        Args:
            growth: The window whose growth is computed; None where none is.
        """
        language, adjust = self.language, self.adjust
        periods = [period for span in self.spans for period in (span.period, span.base)]
        notes = [] if growth is None else [self.base_note(growth)]
        if adjust.rates is not None:
            used = {m: r for m, r in adjust.rates.by_month.items() if any(m in p for p in periods)}
            notes.append(language.rates_note(dict(sorted(used.items())), adjust.rates.source))
        codes = self.definition.subject.codes
        relevant = relevant_corrections(adjust.corrections, codes, periods)
        return [*notes, *(language.correction_note(correction) for correction in relevant)]

    def stated_whole(self, tables: Iterable[LevelTable], spans: Iterable[Span]) -> tuple[Span, ...]:
        """The windows whose amount customs printed as one, for any of the tables."""
        bases = [table.basis for table in tables]
        return tuple(s for s in spans if any(basis.states_whole(s.period) for basis in bases))

    def whole_notes(self, stated: Sequence[Span]) -> list[str]:
        """The note on cumulatives that customs printed as such, where one stands."""
        return [self.language.official_level_note] if stated else []

    def answer(self, flow: Flow, breakdown: Breakdown, span: Span) -> LevelTable | Missing:
        """Levels that answer a window; the months missing where they do not."""
        table = self.table(flow, breakdown)
        if isinstance(table, LevelTable) and not table.answers(span.period):
            return missing_months(table, span)
        return table

    def answered(self, table: LevelTable) -> tuple[Span, ...]:
        """The windows that levels answer; the first is always one of them."""
        return tuple(span for span in self.spans if table.answers(span.period))

    def charted(self, spans: Sequence[Span]) -> Span:
        """Which of some windows a chart ranks: the report's main one, else the first."""
        return self.main_span if self.main_span in spans else spans[0]

    def sum_of(self, levels: Iterable[Level | None]) -> Level | None:
        """The sum of levels; not known where any is not."""
        held = list(levels)
        known = [level for level in held if level is not None]
        return add_levels(known, known[0]) if known and len(known) == len(held) else None

    def quantities(self, flow: Flow) -> QuantityTable | None:
        """Quantities of a flow in the definition's unit; None where none is reported or known."""
        unit = self.definition.units.quantity
        if unit is None:
            return None
        if flow not in self._quantities:
            codes = self.definition.subject.codes
            basis = self._answer(Question(flow, Breakdown.COMMODITY, codes))
            self._quantities[flow] = (
                compute_quantities(self.view, basis, unit.unit)
                if isinstance(basis, Basis)
                else None
            )
        return self._quantities[flow]

    def growth(self, table: LevelTable, entity: str, span: Span) -> Growth:
        """Growth of an entity: as customs printed it where it did, else on the base known."""
        current, base = table.level(entity, span.period), table.level(entity, span.base)
        official = span.yearly and self.definition.style.official_growth
        if official and table.official(span.period):
            return official_growth(current, base)
        return self.growth_between(current, base)

    def growth_of(self, table: LevelTable, entities: Sequence[str], span: Span) -> Growth:
        """Growth of entities together; of one alone as customs printed it, where it did."""
        if len(entities) == 1:
            return self.growth(table, entities[0], span)
        return self.growth_between(
            table.total(span.period, entities), table.total(span.base, entities)
        )

    def growth_of_flow(
        self,
        known: Mapping[Flow, LevelTable],
        flow: Flow,
        breakdown: Breakdown,
        entity: str,
        span: Span,
    ) -> Growth:
        """Growth of an entity in a flow, or in the total of both.

        Of the total, customs prints growth of its own; its level is the sum of the flows.
        """
        if flow is not Flow.TOTAL:
            return self.growth(known[flow], entity, span)
        current, base = (
            self.sum_of(table.level(entity, period) for table in known.values())
            for period in (span.period, span.base)
        )
        printed = self.table(Flow.TOTAL, breakdown)
        if (
            span.yearly
            and self.definition.style.official_growth
            and current is not None
            and isinstance(printed, LevelTable)
            and printed.official(span.period)
        ):
            level = printed.level(entity, span.period)
            growth = None if level is None else level.official_growth
            return official_growth(current.with_official_growth(growth), base)
        return self.growth_between(current, base)

    def printed_growth(
        self, flow: Flow, bloc: str, span: Span, current: Level | None, base: Level | None
    ) -> Growth | None:
        """Growth of a country group as customs printed it; None where it did not.

        Only where the line that customs printed for it is the sum of its members.
        """
        lines = self.table(flow, Breakdown.BLOC)
        official = span.yearly and self.definition.style.official_growth
        if not official or not isinstance(lines, LevelTable):
            return None
        line = lines.level(bloc, span.period)
        if current is None or line is None or line.official_growth is None:
            return None
        off = abs((current.amount - line.amount).number)
        if 2 * off > max(current.precision, line.precision) * (current.rows + 1):
            return None
        return official_growth(current.with_official_growth(line.official_growth), base)

    def growth_between(self, current: Level | None, base: Level | None) -> Growth:
        """Growth of one level on another, under the definition's minimum base."""
        return compute_growth(current, base, minimum_base=self._minimum_base)

    def contribution(
        self, current: Level | None, base: Level | None, whole: Level | None
    ) -> Contribution:
        """What a part adds to the growth of a whole, whose base is given, where that has growth."""
        return compute_contribution(current, base, whole, minimum_base=self._minimum_base)

    @property
    def _minimum_base(self) -> int:
        """The definition's minimum base, in whole units of currency."""
        return int(self.definition.style.minimum_base * self.make.value_unit.per)

    def members(self, bloc: str) -> frozenset[str]:
        """The codes of a country group: its members in the month reported, or as fixed."""
        month = self.definition.fixed_groups.get(bloc, self.month)
        return self.office.groups.find(bloc).members(month)

    def breakdowns(self) -> tuple[Breakdown, ...]:
        """What the definition's sections break trade down by."""
        return breakdowns_of(self.definition)

    def _answer(self, question: Question) -> Basis | Missing:
        """The facts that answer for the report's periods."""
        return answer_question(self.view, self.definition, self.month, self.currency, question)


def missing_months(table: LevelTable, span: Span) -> Missing:
    """Why levels do not answer a window."""
    return Missing(Gap.MONTHS, months=table.basis.missing[span.period])
