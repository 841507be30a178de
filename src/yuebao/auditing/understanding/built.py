"""What a built report claims, from its model: no text is read.

A document of `build_report` knows what each of its figures is of. This gives the same claims that
`read_claims` finds in documents of other hands, and the blocks that pages mark findings in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yuebao.auditing.claims import (
    MEASURED,
    ClaimChart,
    Claims,
    ClaimSeries,
    ClaimStatement,
    ClaimTable,
    Count,
    Naming,
    Note,
    Place,
    Quantity,
    Text,
)
from yuebao.auditing.coverage import Understood
from yuebao.auditing.reading.blocks import Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.turns import ClaimRevision, Move, Turn
from yuebao.auditing.understanding.drawn import (
    cell_text,
    count_labels,
    kind_of_rows,
    lines_of,
    measured_lines,
    number_of,
    units_of,
)
from yuebao.auditing.understanding.listings import RowListing, listings_of
from yuebao.auditing.understanding.revised import revision_of
from yuebao.auditing.understanding.shield import shield, unshield
from yuebao.auditing.understanding.standing import spread_of, standing_of
from yuebao.domain import MONTH
from yuebao.report.model import (
    Chart,
    Concentrated,
    Decomposed,
    Footnote,
    Heading,
    Highlight,
    Indicator,
    Leaders,
    Members,
    Mention,
    Moved,
    Paragraph,
    Placed,
    Revised,
    SeasonallyAdjusted,
    Side,
    Table,
    Tally,
)

if TYPE_CHECKING:
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.standings import ClaimSpread, ClaimStanding
    from yuebao.report.model import Document, Figure, NumberMarks, Run, Statement

_QUANTITIES = {
    Indicator.LEVEL: Quantity.LEVEL,
    Indicator.NET: Quantity.LEVEL,
    Indicator.SHARE: Quantity.SHARE,
    Indicator.GROWTH: Quantity.GROWTH,
    Indicator.OFFICIAL_GROWTH: Quantity.GROWTH,
    Indicator.CONTRIBUTION: Quantity.CONTRIBUTION,
}

_ADJUSTED = (Indicator.ADJUSTED, Indicator.ADJUSTED_GROWTH)


def claims_of(document: Document) -> tuple[Blocks, Claims]:
    """Everything a built report claims, and the report as blocks."""
    taking = _Taking(document)
    for part, table in zip(document.parts, _tables_about(document), strict=True):
        taking.about = table
        taking.take(part)
    return taking.blocks(), taking.claims()


def _tables_about(document: Document) -> list[int | None]:
    """For each part the number of the table that its section has next, before another heading."""
    found: list[int | None] = []
    number: int | None = None
    for part in reversed(document.parts):
        if isinstance(part, Table):
            number = part.number
        found.append(number)
        if isinstance(part, Heading):
            number = None
    return found[::-1]


@dataclass(slots=True)
class _Taking:
    """Takes the parts of a document in order."""

    document: Document
    drawn: list[TextBlock | Grid] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    tables: list[ClaimTable] = field(default_factory=list)
    analyses: list[ClaimTable] = field(default_factory=list)
    charts: list[ClaimChart] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    statements: list[ClaimStatement] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    revisions: list[ClaimRevision] = field(default_factory=list)
    standings: list[ClaimStanding] = field(default_factory=list)
    spreads: list[ClaimSpread] = field(default_factory=list)
    mentions: int = 0
    edited: bool = False
    measured: set[int] = field(default_factory=set)
    about: int | None = None

    def take(self, part: object) -> None:
        """The next part."""
        match part:
            case Heading():
                self._text(part.text, TextKind.HEADING)
            case Paragraph():
                self._paragraph(part)
            case Table():
                self._table(part)
            case Chart():
                self._chart(part)

    def blocks(self) -> Blocks:
        """The document as blocks."""
        return Blocks(self._name(), "document", tuple(self.drawn))

    def claims(self) -> Claims:
        """All that was found."""
        document = self.document
        return Claims(
            name=self._name(),
            language=document.words.names_in,
            office=document.office,
            title=document.cover.title,
            subject=document.subject,
            month=document.month,
            currency=document.currency,
            tables=tuple(self.tables),
            analyses=tuple(self.analyses),
            charts=tuple(self.charts),
            statements=tuple(self.statements),
            namings=tuple(self.namings),
            counts=tuple(self.counts),
            moves=tuple(self.moves),
            turns=tuple(self.turns),
            revisions=tuple(self.revisions),
            standings=tuple(self.standings),
            spreads=tuple(self.spreads),
            notes=tuple(self.notes),
            texts=tuple(self.texts),
            products=document.goods,
            part=document.part,
            spans=tuple(dict.fromkeys(s for table in document.tables() for s in table.spans)),
            facts=self._facts(),
            coverage=Understood(
                sum(
                    len(line.cells)
                    for table in (*self.tables, *self.analyses)
                    for line in table.lines
                )
                + self.mentions
            ),
        )

    def _facts(self) -> tuple[Fact, ...]:
        """What its sentences say, read as anybody's are, where an editor wrote some of them.

        Sentences on records, prices and the like are left out: tables have all that they say.
        """
        if not self.edited:
            return ()
        from yuebao.auditing.prose.read import read_facts  # most reports have no such text

        tables = self.document.tables()
        rows = frozenset(key.label for table in tables for _, key, _ in table.cells())
        texts = [
            replace(text, text=shield(text.text, self.document.office, rows)) for text in self.texts
        ]
        facts = read_facts(texts, self.document.words.names_in).facts
        return tuple(
            replace(fact, quote=unshield(fact.quote))
            for fact in facts
            if fact.place.block not in self.measured
        )

    @property
    def _marks(self) -> NumberMarks:
        return self.document.words.numbers

    def _name(self) -> str:
        return f"{self.document.definition}-{self.document.month}"

    def _text(self, text: str, kind: TextKind) -> Place:
        """Note a text; where it stands."""
        place = Place(len(self.drawn), 0, len(text))
        self.drawn.append(TextBlock(text, kind))
        self.texts.append(Text(place.block, kind.value, text))
        return place

    # Sentences

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.lead + "".join(map(_run_text, paragraph.runs))
        block = self._text(text, TextKind.PLAIN).block
        self.edited = self.edited or paragraph.edited
        if any(isinstance(_told(one), _MEASURED) for one in paragraph.says):
            self.measured.add(block)
        said = {figure: how for one in paragraph.says for figure, how in listings_of(one)}
        at = len(paragraph.lead)
        for run in paragraph.runs:
            length = len(_run_text(run))
            if isinstance(run, Mention):
                self.mentions += 1
                self._mention(run.figure, said.get(run.figure), Place(block, at, at + length), text)
            elif isinstance(run, Footnote):
                self._text(run.text, TextKind.FOOTNOTE)
            at += length
        for statement in paragraph.says:
            self._names(statement, Place(block, 0, len(text)), text)
            match _told(statement):
                case Placed() as placed:
                    self.standings.append(standing_of(placed, Place(block, 0, len(text)), text))
                case Concentrated() as spread:
                    self.spreads.append(spread_of(spread, Place(block, 0, len(text)), text))

    def _mention(self, figure: Figure, said: RowListing | None, place: Place, quote: str) -> None:
        number = number_of(figure, self._marks)
        if said is None or number is None:
            return
        quantity = Quantity.MEASURE if said.measure else _QUANTITIES.get(figure.indicator)
        if quantity is None:
            return
        self.statements.append(
            ClaimStatement(
                quantity=quantity,
                side=figure.side,
                window=figure.window,
                period=None if said.measure else figure.period,
                entity=said.entity,
                number=number,
                direction=None,
                signed=number.value < 0,
                place=place,
                quote=quote,
                listed=said.listed,
                position=said.position,
                pieces=figure.quantity,
                names=said.names,
                measure=said.measure,
                kind=said.kind,
            )
        )

    def _names(self, statement: Statement, place: Place, quote: str) -> None:
        """Who a statement says comes first, how many went which way, and what turned."""
        match statement:
            case Highlight(of=Leaders(span, flow, first)):
                self.moves.append(
                    Move(
                        Side.of(flow), span.window, span.period, first[0].key.label, None, 1, None,
                        (place,), quote,
                    )
                )  # fmt: skip
            case Highlight():
                self._names(statement.of, place, quote)
            case Moved(span, flow, _, one, now, before):
                rose = _whole(now) < _whole(before)
                self.moves.append(
                    Move(
                        Side.of(flow), span.window, span.period, one.key.label,
                        _whole(before), _whole(now), rose, (place, place), quote,
                    )
                )  # fmt: skip
            case Placed(span=span, flow=flow, way=way) if statement.turned:
                self.turns.append(
                    Turn(
                        Side.of(flow), span.window, span.period, way, statement.before, place, quote
                    )
                )
            case Revised():
                self.revisions += revision_of(statement, self._marks, place, quote)
            case Leaders(span, flow, first):
                labels = tuple(one.key.label for one in first)
                self.namings.append(
                    Naming(Side.of(flow), span.window, len(first), labels, place, quote, self.about)
                )
            case Members(span, flow, members):
                labels = tuple(one.key.label for one in members)
                self.namings.append(
                    Naming(Side.of(flow), span.window, 0, labels, place, quote, self.about)
                )
            case Tally(span, flow, everyone, parts):
                count = Count(
                    Side.of(flow), span.window, None, _whole(everyone), (), place, quote, self.about
                )
                self.counts.append(count)
                for direction, largest, figure in parts:
                    named = tuple(key.label for key in largest)
                    self.counts.append(
                        Count(
                            count.side,
                            count.window,
                            direction,
                            _whole(figure),
                            named,
                            place,
                            quote,
                            self.about,
                        )
                    )

    # Tables

    def _table(self, table: Table) -> None:
        self._text(table.caption, TextKind.CAPTION)
        block = len(self.drawn)
        rows = [row for group in table.groups for row in group.rows]
        self.drawn.append(Grid(tuple(tuple(map(cell_text, row.cells)) for row in rows)))
        notes, kind = self._notes(table), kind_of_rows(table)
        lines = measured_lines if kind in MEASURED else lines_of
        (self.analyses if kind in MEASURED else self.tables).append(
            ClaimTable(
                number=table.number,
                caption=table.caption,
                kind=kind,
                side=table.side,
                month=self.document.month,
                units=units_of(table),
                lines=tuple(lines(table, block, self._marks)),
                notes=notes,
                place=Place(block),
                complete=table.terms.first is None,
                first=table.terms.first,
                shared=all(count_labels(row.cells) == 1 for row in rows),
                official=table.terms.official,
                re_imports=table.terms.re_imports,
                no_re_imports=not table.terms.re_imports,
                unranked=table.terms.unranked,
                capped=table.terms.capped,
            )
        )

    def _notes(self, table: Table) -> tuple[Note, ...]:
        """The notes as printed; what they say stands with the first."""
        terms = table.terms
        found: list[Note] = []
        minuend, subtrahend = terms.net_change or (None, None)
        for text in table.notes:
            place = self._text(text, TextKind.NOTE)
            found.append(
                Note(text, place, table.number)
                if found
                else Note(
                    text, place, table.number,
                    order=terms.order,
                    net_absolute=terms.net_change is not None,
                    minuend=minuend,
                    subtrahend=subtrahend,
                    dash=terms.dashes,
                    large=terms.large,
                )
            )  # fmt: skip
        self.notes += found
        return tuple(found)

    # Charts

    def _chart(self, chart: Chart) -> None:
        block = len(self.drawn)
        self.drawn.append(
            Grid(
                tuple(
                    (label, *(series.points[at].figure.text for series in chart.series))
                    for at, label in enumerate(chart.labels())
                )
            )
        )
        self._text(chart.caption, TextKind.CAPTION)
        windows = {point.figure.period for series in chart.series for point in series.points}
        first = chart.series[0].points[0].figure
        self.charts.append(
            ClaimChart(
                chart.number,
                chart.caption,
                first.window if len(windows) == 1 or first.window != MONTH else None,
                tuple(
                    ClaimSeries(
                        series.label,
                        _QUANTITIES.get(series.points[0].figure.indicator, Quantity.LEVEL),
                        _side(series.points[0].figure),
                        tuple(
                            (point.label, number, Place(block, at, column))
                            for at, point in enumerate(series.points)
                            if (number := number_of(point.figure, self._marks)) is not None
                        ),
                    )
                    for column, series in enumerate(chart.series, 1)
                ),
            )
        )


def _side(figure: Figure) -> Side | None:
    """Of which side of trade a series is as it was stated; none where it is adjusted."""
    return None if figure.indicator in _ADJUSTED else figure.side


def _run_text(run: Run) -> str:
    if isinstance(run, Footnote):
        return ""
    return run.text if isinstance(run, Mention) else run


def _whole(figure: Figure) -> int:
    return int(figure.value or 0)


_MEASURED = (Concentrated, Decomposed, Placed, Revised, SeasonallyAdjusted)
"""Statements on what is measured of a flow as a whole, which are read in their own way."""


def _told(said: Statement) -> Statement:
    """What a line of the highlights tells; any other statement itself."""
    return said.of if isinstance(said, Highlight) else said
