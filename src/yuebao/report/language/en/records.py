"""English: the words of the section on records and runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import ROLLING_YEAR, YEAR_TO_DATE
from yuebao.report.language.en._names import NOUN
from yuebao.report.model import Direction, Measure, Mention
from yuebao.report.sections.records import RecordsWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Figure, Placed, Run

_LABELS = {
    Measure.RANK: "Rank from the highest",
    Measure.OF: "Periods looked at (number)",
    Measure.HIGHEST: "Highest ({unit})",
    Measure.RUN: "Periods in a row with growth of the same sign (number)",
}
_WENT = {
    Direction.UP: "risen",
    Direction.DOWN: "fallen",
    Direction.FLAT: "been unchanged",
}
_COUNTED = {"quarter": "quarters", "half": "half-years", "jan-feb": "years"}
_SUMS = {YEAR_TO_DATE: "year-to-date", ROLLING_YEAR: "twelve-month"}
"""What runs are of, where those of the month may go another way."""
_TURNED = {Direction.UP: ("rise", "falls"), Direction.DOWN: ("fall", "rises")}


@dataclass(frozen=True)
class EnglishRecords(RecordsWords):
    """The words of the section on records and runs."""

    en: EnglishCore

    title = "Records and runs"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """Exports of lithium-ion batteries among all periods, February 2025."""
        return f"{self.en.flow(flow)} of {label} among all periods, {self.en.dated(span)}"

    def label(self, measure: Measure, unit: str, of: Span) -> str:
        """Highest (USD 100 million)."""
        del of
        return _LABELS[measure].format(unit=unit)

    def sentence(self, statement: Placed, subject: str) -> tuple[Run, ...]:
        """In …, exports of … were US$120 million, the 5th highest of the 48 months since …."""
        en, noun = self.en, NOUN[statement.flow]
        goods = en.goods(statement, subject)
        runs: list[Run] = [f"In {en.when(statement.span)}, {noun}{goods} were "]
        runs += [en.amount(statement.level), *self._placed(statement)]
        if statement.rank.value != 1:
            at = en.when(statement.highest_at)
            runs += [f"; the highest was {at}, at ", en.amount(statement.highest)]
        return (*runs, ".", *self._since(statement), *self._run(statement))

    def _placed(self, statement: Placed) -> tuple[Run, ...]:
        """, the 5th highest of the 48 months since January 2022; ; , the lowest of the …."""
        rank = statement.rank
        if rank.value == statement.of.value != 1:
            return (", the lowest of the ", *self._among(statement))
        place = "" if rank.value == 1 else ordinal(rank)
        told: tuple[Run, ...] = (Mention(rank, place), " highest") if place else ("highest",)
        return (", the ", *told, " of the ", *self._among(statement))

    def place(self, statement: Placed) -> tuple[Run, ...]:
        """In …, exports were US$147.9 million, the highest of the 48 months since January 2022."""
        opening = f"In {self.en.when(statement.span)}, {NOUN[statement.flow]} were "
        return (opening, self.en.amount(statement.level), *self._placed(statement))

    def lasting(self, statement: Placed) -> tuple[Run, ...]:
        """In June 2026, exports had fallen on the year for 4 months in a row."""
        when, noun, went = self.en.when(statement.span), NOUN[statement.flow], _WENT[statement.way]
        on = f"on the {self.en.base(statement.span)}"
        if statement.turned:
            now, then = _TURNED[statement.way]
            after = f"{statement.before} {then} in a row"
            return (f"In {when}, {noun} saw the first {now} {on} after {after}",)
        least = "at least " if statement.open else ""
        told = self._lasted(statement)
        return (f"In {when}, {noun} had {went} {on} for {least}", told, " in a row")

    def _among(self, statement: Placed) -> tuple[Run, ...]:
        """48 months since January 2022; 5 like periods since January–June 2022."""
        first, of = self.en.when(statement.first), statement.of
        noun = "month" if statement.span.period.is_one_month() else "like period"
        several = "" if of.value == 1 else "s"
        return (Mention(of, f"{of.text} {noun}{several}"), f" since {first}")

    def _since(self, statement: Placed) -> tuple[Run, ...]:
        """They were last higher in December 2024 and last lower in November 2025."""
        told = [
            f"last {word} in {self.en.when(span)}"
            for word, span in zip(("higher", "lower"), statement.latest(), strict=True)
            if span is not None
        ]
        return (f" They were {' and '.join(told)}.",) if told else ()

    def _run(self, statement: Placed) -> tuple[Run, ...]:
        """They have fallen on the year for 5 months in a row; the first rise after 3 falls."""
        run, went = statement.run, _WENT.get(statement.way)
        on = f"on the {self.en.base(statement.span)}"
        if run.value is None or went is None:
            return ()
        if statement.before and run.value == 1:
            now, then = _TURNED[statement.way]
            after = f"{statement.before} {then} in a row" if statement.turned else f"a {then[:-1]}"
            of = _SUMS.get(statement.span.window)
            it = f"For {of} {NOUN[statement.flow]} it" if of else "It"
            return (f" {it} was the first {now} {on} after {after}.",)
        if run.value == 1:
            return ()
        least = "at least " if statement.open else ""
        of = _SUMS.get(statement.span.window)
        they = f"{of.capitalize()} {NOUN[statement.flow]}" if of else "They"
        return (f" {they} have {went} {on} for {least}", self._lasted(statement), " in a row.")

    def _lasted(self, statement: Placed) -> Mention:
        """5 months; 3 quarters."""
        counted = _COUNTED.get(statement.span.window.name, "months")
        return Mention(statement.run, f"{statement.run.text} {counted}")

    def note(self) -> str:
        """What is compared."""
        return (
            "Ranks are among all periods of the same kind and length, back to the first hole in "
            "the data; the highest is the first."
        )

    def since_note(self, said: Mapping[Span, Placed]) -> str:
        """Since when."""
        since = "; ".join(
            f"{self.en.window_head(span)} since {self.en.when(one.first)}"
            for span, one in said.items()
        )
        return f"Periods compared: {since}."


def ordinal(figure: Figure) -> str:
    """2nd, 3rd, 11th."""
    number = int(figure.value or 0)
    endings = {1: "st", 2: "nd", 3: "rd"}
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else endings.get(number % 10, 'th')}"
