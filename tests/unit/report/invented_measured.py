"""The invented language on what is measured of a flow as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.model import Mention
from yuebao.report.sections.concentration import ConcentrationWords
from yuebao.report.sections.highlights import HighlightsWords
from yuebao.report.sections.price import PriceWords
from yuebao.report.sections.records import RecordsWords
from yuebao.report.sections.seasonal import SeasonalWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.unit.report.invented import Invented

    from yuebao.domain import Flow, Span
    from yuebao.report.model import (
        Concentrated,
        Decomposed,
        Highlight,
        Measure,
        Placed,
        Run,
        SeasonallyAdjusted,
    )


def odd(word: str) -> str:
    """A word of no language."""
    return f"q{word[::-1]}"


@dataclass(frozen=True)
class InventedMeasured:
    own: Invented

    title = odd("measured")

    def _caption(self, span: Span, label: str, flow: Flow) -> str:
        return " ".join([self.title, self.own.flow(flow), label, self.own.when(span)])

    def _sentence(
        self, statement: Concentrated | Placed | Decomposed | SeasonallyAdjusted, subject: str
    ) -> tuple[Run, ...]:
        told = [Mention(figure, figure.text) for _, figure in statement.measured()]
        return (f"{self.own.when(statement.span)} {subject}:", *(r for t in told for r in (" ", t)))


class InventedConcentration(InventedMeasured, ConcentrationWords):
    """Of concentration."""

    def subtitle(self, flow: Flow) -> str:
        return f"{self.title} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        return self._caption(span, label, flow)

    def label(self, measure: Measure, of: Span) -> str:
        del of
        return odd(measure.value)

    def sentence(self, statement: Concentrated, subject: str) -> tuple[Run, ...]:
        return self._sentence(statement, subject)

    def note(self, months: int, of: Span) -> str:
        del of
        return f"{odd('note')} {months}"

    def own_note(self, *, included: bool) -> str:
        return odd(str(included))


class InventedRecords(InventedMeasured, RecordsWords):
    """Of records and runs."""

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        return self._caption(span, label, flow)

    def label(self, measure: Measure, unit: str, of: Span) -> str:
        del of
        return f"{odd(measure.value)} {unit}"

    def sentence(self, statement: Placed, subject: str) -> tuple[Run, ...]:
        return self._sentence(statement, subject)

    def note(self) -> str:
        return odd("ranks")

    def since_note(self, said: Mapping[Span, Placed]) -> str:
        return " ".join([odd("note"), *(self.own.when(one.first) for one in said.values())])


class InventedPrice(InventedMeasured, PriceWords):
    """Of price, mix and quantity."""

    points = odd("points")
    factors = (odd("price"), odd("mix"), odd("quantity"))

    def chart_caption(self, period: str, label: str, flow: Flow) -> str:
        return f"{odd('chart')} {period} {label} {self.own.flow(flow)}"

    def subtitle(self, flow: Flow) -> str:
        return f"{self.title} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        return self._caption(span, label, flow)

    def unit(self, value: str, quantity: str) -> str:
        return f"{value}:{quantity}"

    def label(self, measure: Measure, flow: Flow, unit: str, of: Span) -> str:
        del of
        return f"{odd(measure.value)} {self.own.flow(flow)} {unit}"

    def sentence(self, statement: Decomposed, subject: str) -> tuple[Run, ...]:
        return self._sentence(statement, subject)

    def note(self, flow: Flow, of: Span, *, partners: bool) -> str:
        del of
        return f"{odd('note')} {self.own.flow(flow)} {odd(str(partners))}"


class InventedSeasonal(InventedMeasured, SeasonalWords):
    """Of seasonal adjustment."""

    mom_head = odd("mom")

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        return self._caption(span, label, flow)

    def label(self, measure: Measure, flow: Flow, unit: str) -> str:
        return f"{odd(measure.value)} {self.own.flow(flow)} {unit}"

    def sentence(self, statement: SeasonallyAdjusted, subject: str) -> tuple[Run, ...]:
        return self._sentence(statement, subject)

    def unadjusted(self, statements: Sequence[SeasonallyAdjusted], subject: str) -> tuple[Run, ...]:
        return tuple(run for one in statements for run in self._sentence(one, subject))

    def note(self, statement: SeasonallyAdjusted) -> str:
        return f"{odd('note')} {self.own.month(statement.first)}"

    def chart_caption(self, period: str, label: str, flow: Flow, unit: str) -> str:
        return f"{odd('chart')} {period} {label} {self.own.flow(flow)} {unit}"

    def adjusted_label(self, flow: Flow) -> str:
        return f"{odd('adjusted')} {self.own.flow(flow)}"


@dataclass(frozen=True)
class InventedHighlights(HighlightsWords):
    """Of what matters most."""

    own: Invented

    title = odd("highlights")

    def line(self, highlight: Highlight) -> tuple[Run, ...]:
        return (f"{odd(highlight.topic)}.",)
