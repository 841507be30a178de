"""English: the words of the section on price, mix, and quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.en._names import NOUN
from yuebao.report.model import Measure
from yuebao.report.sections.price import PriceWords

if TYPE_CHECKING:
    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Decomposed, Run

_LABELS = {
    Measure.UNIT_VALUE: "Unit value ({unit})",
    Measure.UNIT_VALUE_YOY: "Change of unit value (%)",
    Measure.YOY: "Change of value (%)",
    Measure.PRICE: "Price (%)",
    Measure.MIX: "Mix (%)",
    Measure.QUANTITY_GROWTH: "Quantity (%)",
    Measure.COVERAGE: "Coverage (%)",
    Measure.COVERAGE_BASE: "Coverage a {base} earlier (%)",
}


@dataclass(frozen=True)
class EnglishPrice(PriceWords):
    """The words of the section on price, mix, and quantity."""

    en: EnglishCore

    title = "Price, mix, and quantity"

    def subtitle(self, flow: Flow) -> str:
        """Price and quantity of exports."""
        return f"Price and quantity of {NOUN[flow]}"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """Price, mix, and quantity of exports of lithium-ion batteries, February 2025."""
        return f"Price, mix, and quantity of {NOUN[flow]} of {label}, {self.en.dated(span)}"

    def unit(self, value: str, quantity: str) -> str:
        """USD per kg."""
        return f"{value} per {_one(quantity)}"

    points = "Contribution (pp)"
    factors = ("Price", "Mix", "Quantity")

    def chart_caption(self, period: str, label: str, flow: Flow) -> str:
        """Contributions of price, mix, and quantity to growth of exports of … (pp), …."""
        of = f"growth of {NOUN[flow]} of {label}"
        return f"Contributions of price, mix, and quantity to {of} (pp), {period}"

    def label(self, measure: Measure, flow: Flow, unit: str, of: Span) -> str:
        """Unit value (USD per kg)."""
        del flow
        return _LABELS[measure].format(unit=unit, base=self.en.base(of))

    def sentence(self, statement: Decomposed, subject: str) -> tuple[Run, ...]:
        """In …, the unit value of exports of … was US$5.73 per kg, down 16.2% on the year."""
        en, noun, price = self.en, NOUN[statement.flow], statement.unit_value
        goods = en.goods(statement, subject)
        runs: list[Run] = [f"In {en.when(statement.span)}, the unit value of {noun}{goods} "]
        if price.value is None and price.reason is not None:
            return (*runs, f"could not be computed ({en.reason(price.reason, price.window)}).")
        runs += ["was ", en.unit_value(price)]
        return (*runs, *en.change(statement.unit_value_yoy), ".", *self._parts(statement))

    def _parts(self, statement: Decomposed) -> tuple[Run, ...]:
        """Exports were down 9.0%: prices fell 13.3%, …; or why that is not known."""
        noun, why = NOUN[statement.flow].capitalize(), statement.price.reason
        if statement.price.value is None:
            if why is None or (self.en.wording.clauses and statement.lacks_what_first_lacks()):
                return ()
            reason = self.en.reason(why, statement.price.window)
            return (f" Price could not be told apart ({reason}).",)
        changed = self.en.changed(statement.value)
        grew = (f" {noun} were ", *changed) if changed else (" By factor",)
        en = self.en
        runs: list[Run] = [*grew, ": ", *en.priced(statement.price), ", "]
        runs += [*en.mixed(statement.mix), ", and ", *en.grew(statement.quantity), "."]
        if statement.differs:
            runs.append(" Unit value and price went different ways, for a change of mix.")
        if self.en.wording.clauses and statement.compares_all():
            return tuple(runs)
        earlier = f" of that of a {self.en.base(statement.span)} earlier."
        runs += [" The comparison covers ", self.en.amount(statement.coverage), " of value and "]
        return (*runs, self.en.amount(statement.coverage_base), earlier)

    def note(self, flow: Flow, of: Span, *, partners: bool) -> str:
        """How price, mix, and quantity are computed, and whether partners are told apart."""
        del of
        noun = NOUN[flow]
        cells = "a commodity code and a partner" if partners else "a commodity code"
        return (
            f"The unit value is the value of {noun} over their quantity. Price is the Fisher index "
            f"of {noun} of {cells} in both periods, quantity is the plain sum, and mix is what "
            "they leave: one plus each of the three, multiplied, is one plus the growth of value."
        )


def _one(units: str) -> str:
    """One of a unit that is named in the plural: kilogram."""
    for ending in ("xes", "ches", "sses"):
        if units.endswith(ending):
            return units[:-2]
    return units.removesuffix("s")
