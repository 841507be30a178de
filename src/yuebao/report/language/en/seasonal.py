"""English: the words of the section on seasonal adjustment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.en._names import NOUN
from yuebao.report.model import Measure
from yuebao.report.sections.seasonal import SeasonalWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Figure, Run, SeasonallyAdjusted

_LABELS = {
    Measure.ADJUSTED: "Seasonally adjusted {noun} ({unit})",
    Measure.ADJUSTED_MOM: "Seasonally adjusted, on the month (%)",
    Measure.TREND_MOM: "Trend, on the month (%)",
    Measure.M7: "Strength of the season, M7",
    Measure.Q: "Quality of adjustment, Q",
    Measure.RESIDUAL: "Residual seasonality, probability",
}


@dataclass(frozen=True)
class EnglishSeasonal(SeasonalWords):
    """The words of the section on seasonal adjustment."""

    en: EnglishCore

    title = "Seasonal adjustment"
    mom_head = "Seasonally adjusted, on the month (%)"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """Seasonal adjustment of exports of lithium-ion batteries, February 2025."""
        return f"Seasonal adjustment of {NOUN[flow]} of {label}, {self.en.dated(span)}"

    def label(self, measure: Measure, flow: Flow, unit: str) -> str:
        """Seasonally adjusted exports (USD 100 million)."""
        return _LABELS[measure].format(noun=NOUN[flow], unit=unit)

    def sentence(self, statement: SeasonallyAdjusted, subject: str) -> tuple[Run, ...]:
        """Seasonally adjusted, exports of … were …, down 1.2% on the month; the trend was …."""
        en, adjusted = self.en, statement.adjusted
        noun, when = NOUN[statement.flow], en.when(statement.span)
        if statement.why_not() is not None:
            return self.unadjusted([statement], subject)
        runs: list[Run] = [f"Seasonally adjusted, {noun} of {subject} in {when} were "]
        runs += [en.amount(adjusted), ", ", *self._way(statement.mom), " on the month; the trend "]
        return (*runs, "was ", *self._way(statement.trend_mom), ".")

    def unadjusted(self, statements: Sequence[SeasonallyAdjusted], subject: str) -> tuple[Run, ...]:
        """Exports and imports of … in … were not seasonally adjusted (too few months …)."""
        en, first = self.en, statements[0]
        nouns = en.listing([NOUN[one.flow] for one in statements]).capitalize()
        figure = first.adjusted
        why = en.reason(figure.reason, figure.window) if figure.reason is not None else ""
        if first.months < first.least:
            why += f", on {first.months} months since {en.month(first.first)}"
            why += f", fewer than the {first.least} it takes"
        when = en.when(first.span)
        return (f"{nouns} of {subject} in {when} were not seasonally adjusted ({why}).",)

    def _way(self, figure: Figure) -> tuple[Run, ...]:
        """Down 1.2%; up 1.2%; nearly unchanged; not known (…)."""
        if figure.value is None:
            why = f" ({self.en.reason(figure.reason, figure.window)})" if figure.reason else ""
            return (f"not known{why}",)
        return self.en.went_by(figure)

    def note(self, statement: SeasonallyAdjusted) -> str:
        """How the series was adjusted, and how the diagnostics are read."""
        since = f"on {statement.months} months since {self.en.month(statement.first)}"
        kind = "multiplicative" if statement.multiplicative else "additive"
        return (
            f"Seasonal adjustment is by X-13ARIMA-SEATS (X-11, {kind}, ARIMA {statement.model}), "
            f"{since}; {self._festival(statement.phases)}. M7 and Q pass up to 1, the probability "
            "of the test of residual seasonality (QS) from 0.01."
        )

    def _festival(self, phases: tuple[str, ...]) -> str:
        """The effects before and during the Spring Festival are taken out."""
        festival = self.en.office.festival
        if festival is None:
            return "no festival is taken out"
        name = festival.names.get("en", "festival")
        if not phases:
            return f"the effect of the {name} is not significant and not taken out"
        verb = "effect" if len(phases) == 1 else "effects"
        be = "is" if len(phases) == 1 else "are"
        return f"the {verb} {self.en.listing(phases)} the {name} {be} taken out"

    def chart_caption(self, period: str, label: str, flow: Flow, unit: str) -> str:
        """Exports of …, as stated and seasonally adjusted (USD 100 million), ….."""
        noun = NOUN[flow].capitalize()
        return (
            f"{noun} of {label} as stated and seasonally adjusted ({unit}), and change on the "
            f"month when adjusted (%), {period}"
        )

    def adjusted_label(self, flow: Flow) -> str:
        """Seasonally adjusted exports."""
        return f"Seasonally adjusted {NOUN[flow]}"
