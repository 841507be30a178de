"""English: the words of the section on concentration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language._lists import joined
from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en._phrases import largest
from yuebao.report.model import Measure, Mention
from yuebao.report.sections.concentration import ConcentrationWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Concentrated, Figure, Key, Run

_LABELS = {
    Measure.HHI: "Herfindahl index (points)",
    Measure.HHI_BASE: "Herfindahl index a {base} earlier (points)",
    Measure.FIRST3: "Share of the three largest (%)",
    Measure.FIRST10: "Share of the ten largest (%)",
    Measure.PARTNERS: "Partners (number)",
    Measure.NEW: "New partners (number)",
    Measure.LOST: "Lost partners (number)",
}


@dataclass(frozen=True)
class EnglishConcentration(ConcentrationWords):
    """The words of the section on concentration."""

    en: EnglishCore

    title = "Market concentration"

    def subtitle(self, flow: Flow) -> str:
        """Concentration of exports."""
        return f"Concentration of {NOUN[flow]}"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """Concentration of exports of lithium-ion batteries, February 2025."""
        return f"Concentration of {NOUN[flow]} of {label}, {self.en.dated(span)}"

    def label(self, measure: Measure, of: Span) -> str:
        """Herfindahl index (points)."""
        return _LABELS[measure].format(base=self.en.base(of))

    def sentence(self, statement: Concentrated, subject: str) -> tuple[Run, ...]:
        """In …, exports of … went to 180 partners; the three largest took …."""
        en, noun = self.en, NOUN[statement.flow]
        way = "went to" if statement.flow is Flow.EXPORT else "came from"
        goods = en.goods(statement, subject)
        runs: list[Run] = [f"In {en.when(statement.span)}, {noun}{goods} {way} "]
        runs.append(_count(statement.partners))
        if shares := statement.shares():
            first = " and ".join(f"the {largest(number)}" for number, _ in shares)
            told = joined([en.amount(share) for _, share in shares], ", ", " and ")
            runs += [f"; {first} accounted for ", *told, f" of all {noun}"]
            runs += [", respectively"] if len(shares) > 1 else []
        return (*runs, *self._index(statement), *self._turnover(statement), ".")

    def _index(self, statement: Concentrated) -> tuple[Run, ...]:
        """. The Herfindahl index was 400.0 points, below the 437.4 points of a year earlier: …."""
        now, base, noun = statement.index, statement.base, NOUN[statement.flow]
        earlier = f" of a {self.en.base(statement.span)} earlier"
        if now.value is None:
            return ()
        told: tuple[Run, ...] = (". The Herfindahl index was ", _points(now))
        if base.value is None:
            return told
        if now.text == base.text:
            return (*told, ", nearly the same as the ", _points(base), earlier)
        more = now.value > base.value
        compared, went = ("above", "more") if more else ("below", "less")
        then = f"{earlier}: {noun} became {went} concentrated"
        return (*told, f", {compared} the ", _points(base), then)

    def _turnover(self, statement: Concentrated) -> tuple[Run, ...]:
        """; no partner was new against the 24 months before; 16 partners of a year earlier ….

        Of a later window nothing, where nobody came or left as in the first.
        """
        new, lost, after = statement.new, statement.lost, statement.after
        told_before = after if self.en.wording.clauses else None
        against = f"new compared with the preceding {statement.months} months"
        earlier = f"of a {self.en.base(statement.span)} earlier"
        told: list[tuple[Run, ...]] = []
        if new.value is not None and not (told_before and told_before.new.value == new.value == 0):
            names = _named(self.en, statement.newcomers, new)
            some = (_count(new), f" {_be(new)} {against}{names}")
            told.append(some if new.value else (f"no partner was {against}",))
        if lost.value is not None and not (
            told_before and told_before.lost.value == lost.value == 0
        ):
            names = _named(self.en, statement.leavers, lost)
            some = (_count(lost), f" {earlier} dropped out{names}")
            told.append(some if lost.value else (f"no partner {earlier} dropped out",))
        return tuple(run for one in told for run in ("; ", *one))

    def alone(self, statement: Concentrated, topic: str) -> tuple[Run, ...]:
        """In …, the Herfindahl index of exports was …; 9 export partners … dropped out …."""
        noun, opening = NOUN[statement.flow], f"In {self.en.when(statement.span)}, "
        if topic == "concentration":
            _, *rest = self._index(statement)
            of = f"the Herfindahl index of {noun} was "
            return (f"{opening}{of}", *rest)
        figure, names = (
            (statement.new, statement.newcomers)
            if topic == "new"
            else (statement.lost, statement.leavers)
        )
        against = f"new compared with the preceding {statement.months} months"
        lost = f"of a {self.en.base(statement.span)} earlier dropped out"
        what = f"{_be(figure)} {against}" if topic == "new" else lost
        many = _count(figure, f"{noun.removesuffix('s')} ")
        return (opening, many, f" {what}{_named(self.en, names, figure)}")

    def note(self, months: int, of: Span) -> str:
        """What the rows hold."""
        return (
            "The Herfindahl index is the sum of the squared shares of partners, 10,000 points "
            f"being one partner alone. A partner is new where it had no trade in the {months} "
            f"months before, and lost where it had some a {self.en.base(of)} earlier and has none."
        )

    def own_note(self, *, included: bool) -> str:
        """What becomes of the country as its own partner."""
        whole = "includes" if included else "leaves out"
        return (
            f"{self.en.country} itself (re-imports) is not counted among partners; the total that "
            f"shares are of {whole} it."
        )


def _count(figure: Figure, of: str = "") -> Mention:
    """3 partners; of exports 3 export partners."""
    return Mention(figure, f"{figure.text} {of}{'partner' if figure.value == 1 else 'partners'}")


def _be(figure: Figure) -> str:
    return "was" if figure.value == 1 else "were"


def _points(figure: Figure) -> Mention:
    return Mention(figure, f"{figure.text} points")


def _named(en: EnglishCore, names: Sequence[Key], figure: Figure) -> str:
    """(including A, B and C); nothing of nobody."""
    if not names:
        return ""
    listed = en.listing([key.label for key in names])
    more = figure.value is not None and figure.value > len(names)
    return f" ({'including ' if more else ''}{listed})"
