"""Records and runs: where the amounts of a month stand among all that the store covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.indicators import (
    Breakdown,
    Growth,
    LevelTable,
    Missing,
    compute_record,
    compute_run,
    official_growth,
)
from yuebao.report.definition import Section
from yuebao.report.figures import ingredients
from yuebao.report.fitting import of_flow
from yuebao.report.model import (
    Direction,
    Heading,
    Key,
    LeftOut,
    Measure,
    Paragraph,
    Placed,
    Role,
    Side,
)
from yuebao.report.sections._flows import beside_first, nothing
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._measured import measured_tables, past_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.domain import Flow, Span
    from yuebao.indicators import Past
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Run, Table

_WAYS = {1: Direction.UP, -1: Direction.DOWN, 0: Direction.FLAT}


@dataclass(frozen=True, slots=True)
class Records(Section):
    """Where amounts stand among all of their kind."""

    kind: ClassVar = "records"
    about: ClassVar = (
        "The rank of exports and imports among all months (or windows) that the store covers "
        "without a hole, the highest of them, and how many in a row growth has had its sign."
    )
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = (Measure.RANK, Measure.OF, Measure.HIGHEST, Measure.RUN)
    whole_past: ClassVar = True


class RecordsWords(Protocol):
    """The words of the section."""

    title: str

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """The caption of the table."""

    def label(self, measure: Measure, unit: str, of: Span) -> str:
        """What a row of the table is called, with its unit."""

    def sentence(self, statement: Placed, subject: str) -> tuple[Run, ...]:
        """Where the amount stands, when it was last higher and lower, and how long growth lasts."""

    def note(self) -> str:
        """What is compared."""

    def since_note(self, said: Mapping[Span, Placed]) -> str:
        """Since when."""


def _build(context: Context, section: Records) -> tuple[Part, ...]:
    """A chapter with a sentence a flow and window, and a table a flow; nothing where none is."""
    known: dict[Flow, LevelTable] = {}
    for flow in context.flows:
        table = context.table(flow, Breakdown.COMMODITY)
        if isinstance(table, Missing):
            context.leave_out(LeftOut(flow, Breakdown.COMMODITY, table))
        else:
            known[flow] = table
    if not known:
        return ()
    words = context.language.of(RecordsWords)
    flows = [_Flow(of_flow(context, flow), section, words, flow) for flow in known]
    placed = [(one, said) for one in flows if (said := one.placed())]
    if not placed:
        return ()
    chapter = context.language.chapter(context.numbering.next("chapter"), words.title)
    parts: list[Part] = [Heading(1, chapter)]
    for built, said in placed:
        parts += built.build(said)
    return tuple(parts)


RECORDS = SectionKind(Records, _build, RecordsWords)


@dataclass(frozen=True)
class _Flow:
    """Builds what is said of a flow."""

    context: Context
    section: Records
    words: RecordsWords
    flow: Flow

    def placed(self) -> Mapping[Span, Placed]:
        """Where each window stands, if there is another to compare it with."""
        past = past_of(self.context, self.flow)
        found = {} if past is None else {s: self._placed(past, s) for s in self.context.spans}
        several = {s: one for s, one in found.items() if one is not None and one.of.value != 1}
        return beside_first(several)

    def build(self, said: Mapping[Span, Placed]) -> Iterator[Part]:
        """The sentences, then the table."""
        for span, one in said.items():
            if one.level.value == 0:
                yield nothing(self.context, span, self.flow)
            else:
                runs = self.words.sentence(one, self.context.subject)
                yield Paragraph(runs, says=(one,))
        yield from self._tables(said)

    def _tables(self, said: Mapping[Span, Placed]) -> Iterator[Table]:
        context, words = self.context, self.words
        unit = context.make.value_unit.label
        return measured_tables(
            context,
            self.section,
            self.flow,
            {span: one.measured() for span, one in said.items()},
            lambda measure, span: words.label(measure, unit, span),
            lambda span: words.caption(span, context.subject, self.flow),
            lambda spans: [
                words.note(),
                words.since_note({s: said[s] for s in spans}),
                context.base_note(spans[0]),
            ],
        )

    def _growth(self, past: Past, span: Span) -> Growth:
        """Growth of a window as the report prints it: of a single code as customs did."""
        now, base = past.level(span.period), past.level(span.base)
        official = span.yearly and self.context.definition.style.official_growth
        if official and now is not None and now.official_growth is not None:
            return official_growth(now, base)
        return self.context.growth_between(now, base)

    def _placed(self, past: Past, span: Span) -> Placed | None:
        context, window, month = self.context, span.window, self.context.month
        record = compute_record(past, window, month)
        if record is None:
            return None
        growth = self._growth(past, span)
        run = compute_run(lambda one: self._growth(past, one), window, month)
        place = context.place(Key(""), Side.of(self.flow), span)
        at = replace(place, period=record.highest_at.period)
        parts = ingredients((Role.CURRENT, record.level))
        both = ingredients((Role.CURRENT, growth.current), (Role.BASE, growth.base))
        make = context.make
        length = None if run is None else run.length
        missing = [] if growth.reason is None else [growth.reason]
        return Placed(
            span=span,
            flow=self.flow,
            level=make.level(place, record.level),
            rank=make.count(place, record.rank, parts),
            of=make.count(place, record.of, parts),
            highest=make.level(at, record.highest, beside=record.level),
            run=make.count(place, length, both, *missing),
            first=record.first,
            highest_at=record.highest_at,
            higher=record.higher,
            lower=record.lower,
            way=Direction.UNKNOWN if run is None else _WAYS[run.sign],
            open=run is not None and run.open,
            before=0 if run is None else run.before,
        )
