"""English: the phrases that sentences are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, Gap
from yuebao.report.language._lists import joined
from yuebao.report.language.en._names import NOUN, EnglishNames
from yuebao.report.model import Mention, Run
from yuebao.report.numbers import NO_NUMBER, is_printed_zero, shift_point, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Figure, LeftOut, Nothing, Standing

_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five", 10: "ten"}
_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: " by trading partner",
    Breakdown.MODE: " by trade mode",
    Breakdown.ENTERPRISE: " by kind of enterprise",
    Breakdown.BLOC: " by group of countries",
}
# How a multiple reads in a sentence: the places its point moves left, and the word after it.
_READ_AS = (
    ("100 million", 1, "billion"),
    ("million", 0, "million"),
    ("10,000", 2, "million"),
    ("1,000", 0, "thousand"),
)


class EnglishPhrases(EnglishNames):
    """What the figures say."""

    # Phrases

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """, up 5.2%; , down; , unchanged; nothing where there is no number."""
        on = f"on the {self.base(growth.window)}"
        if growth.value is None:
            return ()
        if growth.value == 0:
            return (f", unchanged {on}",)
        if is_printed_zero(growth.text):
            return (f", nearly unchanged {on}",)
        word = "up" if growth.value > 0 else "down"
        text = without_sign(growth.text) + growth.unit
        return (f", {word} ", Mention(growth, text), f" {on}")

    def changed(self, growth: Figure) -> tuple[Run, ...]:
        """What `change` says where no amount stands before it: up 5.2% on the year."""
        first, *rest = self.change(growth) or ("",)
        return tuple(run for run in (str(first).removeprefix(", "), *rest) if run)

    def went_by(self, growth: Figure) -> tuple[Run, ...]:
        """Down 13.3%; up 8.7%; nearly unchanged."""
        if growth.value is None or is_printed_zero(growth.text):
            return ("nearly unchanged",)
        word = "up " if growth.value > 0 else "down "
        return (word, Mention(growth, f"{without_sign(growth.text)}{growth.unit}"))

    def priced(self, growth: Figure, of: str = "") -> tuple[Run, ...]:
        """Prices fell 3.1%; prices of exports rose 2.8%; prices were nearly unchanged."""
        return self._did(f"prices of {of}" if of else "prices", "were", growth, ("rose", "fell"))

    def mixed(self, growth: Figure) -> tuple[Run, ...]:
        """Mix added 1.4%; mix took off 5.6%; mix was nearly unchanged."""
        return self._did("mix", "was", growth, ("added", "took off"))

    def grew(self, growth: Figure) -> tuple[Run, ...]:
        """Quantity rose 61.0%; quantity fell 0.4%; quantity was nearly unchanged."""
        return self._did("quantity", "was", growth, ("rose", "fell"))

    def _did(self, what: str, be: str, growth: Figure, words: tuple[str, str]) -> tuple[Run, ...]:
        if growth.value is None or is_printed_zero(growth.text):
            return (f"{what} {be} nearly unchanged",)
        word = words[growth.value < 0]
        return (f"{what} {word} ", Mention(growth, f"{without_sign(growth.text)}{growth.unit}"))

    def amount(self, figure: Figure) -> Mention:
        """US$4.27 billion; 319.826 million items; 37.8%."""
        return Mention(figure, self._read(*figure.in_sentence()))

    def unit_value(self, figure: Figure) -> Mention:
        """US$5.73 per kilogram."""
        for currency in self.office.currencies:
            word, _, rest = figure.unit.partition(" ")
            if word == self.unit_word(currency):
                sign = self.sign(currency) or f"{word} "
                return Mention(figure, f"{sign}{figure.text} {rest}")
        return Mention(figure, f"{figure.text} {figure.unit}")

    def net(self, figure: Figure) -> tuple[Run, ...]:
        """Net exports of US$4.00 billion, or net imports by the sign."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return ("balanced trade",)
        if is_printed_zero(figure.text):
            return ("nearly balanced trade",)
        word = "net exports" if figure.value > 0 else "net imports"
        text, unit = figure.in_sentence()
        return (f"{word} of ", Mention(figure, self._read(without_sign(text), unit)))

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """US$1.0 billion, US$0.9 billion, and US$0.8 billion."""
        last = ", and " if len(figures) > 2 else " and "
        return joined(list(map(self.amount, figures)), ", ", last)

    def rates(self, entries: Sequence[Standing]) -> tuple[Run, ...]:
        """, with changes on the year of …; entities without a rate are named with the reason."""
        known = [entry for entry in entries if entry.growth.value is not None]
        if not known:
            return ()
        window, one = known[0].growth.window, len(known) == 1
        change = f"{'a change' if one else 'changes'} on the year"
        if not window.yearly:
            change = f"{'a ' if one else ''}month-on-month change{'' if one else 's'}"
        runs: list[Run] = [f", with {change} of "]
        runs += self.figures([entry.growth for entry in known])
        if len(known) < len(entries):
            runs.append(f" for {self.names(known)}")
        elif len(known) > 1:
            runs.append(", respectively")
        for entry in entries:
            if entry.growth.reason is not None and entry.growth.value is None:
                runs.append(
                    f" ({entry.key.label}: {self.reason(entry.growth.reason, entry.growth.window)})"
                )
        return tuple(runs)

    def names(self, entries: Sequence[Standing]) -> str:
        """A, B, and C."""
        return self.listing([entry.key.label for entry in entries])

    def shares(self, entries: Sequence[Standing], whole: str) -> tuple[Run, ...]:
        """, or 30.1%, 20.0%, and 10.5% of a whole; nothing where they have none."""
        shares = [entry.share for entry in entries if entry.share is not None]
        return (", or ", *self.figures(shares), f" of all {whole}") if shares else ()

    # Sentences

    compilation_title = "Notes on compilation"

    def nothing(self, statement: Nothing, subject: str) -> tuple[Run, ...]:
        """In February 2025, China had no imports of lithium-ion batteries."""
        when = self.when(statement.span)
        return (f"In {when}, {self.trader} had no {NOUN[statement.flow]} of {subject}.",)

    def left_out(self, statements: Sequence[LeftOut]) -> tuple[Run, ...]:
        """No data on imports were available; the report leaves imports out."""
        first, words = statements[0], self.regions
        noun = self.listing(list(dict.fromkeys(NOUN[one.flow] for one in statements)))
        kinds = list(dict.fromkeys(map(self._broken_by, statements)))
        by, each = (
            f" by {self.any_of(names)}"
            if (names := [kind[at] for kind in kinds if kind[at]])
            else ""
            for at in (0, 1)
        )
        goods = " of the products listed" if first.products else ""
        months = self.listing([self.month(month) for month in first.missing.months])
        why = {
            Gap.NOT_LOADED: f"No data on {noun}{goods}{by} were available",
            Gap.PARTIAL: f"The data on {noun} that were available cover only some partners or "
            f"{words.many} and cannot speak for the country",
            Gap.DIMENSION: f"The data on {noun} that were available are not broken down{by}",
            Gap.MONTHS: f"Data on {noun}{goods}{by} for {months} were not available",
            Gap.PARTS: f"The data on {noun}{goods} for {months} cover only some HS codes",
        }[first.missing.gap]
        part = noun + each + (f" in {self.when(first.span)}" if first.span else "")
        return (f"{why}; the report leaves {part} out.",)

    def _broken_by(self, statement: LeftOut) -> tuple[str, str]:
        """By what data are broken down, and how the part that is left out is called."""
        if statement.breakdown is Breakdown.PROVINCE:
            return f"{self.regions.kind} of registration", self.regions.by.removeprefix("by ")
        if statement.products:
            return "", "product"
        return (_BY[statement.breakdown].removeprefix(" by "),) * 2

    def region_word(self, number: int, *, define: bool) -> str:
        """Provinces; with their definition where they are first spoken of."""
        words = self.regions
        word = words.many if number > 1 else words.one
        return f"{word} {words.definition}" if define else word

    def _read(self, text: str, unit: str) -> str:
        """A number with its unit as a sentence reads it."""
        if unit == "%" or text == NO_NUMBER:
            return text + (unit if unit == "%" else "")
        for currency in self.office.currencies:
            word, _, scale = unit.partition(" ")
            if word == self.unit_word(currency):
                return (self.sign(currency) or f"{word} ") + _in_words(text, scale)
        return _in_words(text, unit)


def _in_words(text: str, unit: str) -> str:
    for multiple, places, word in _READ_AS:
        if unit == multiple or unit.startswith(f"{multiple} "):
            rest = unit.removeprefix(multiple).strip()
            return " ".join(filter(None, (shift_point(text, places), word, rest)))
    return " ".join(filter(None, (text, unit)))


def largest(number: int) -> str:
    """Largest, two largest, three largest."""
    return "largest" if number == 1 else f"{_COUNTED.get(number, str(number))} largest"


def were(entries: Sequence[Standing]) -> str:
    """Was, or were where there are several."""
    return "were" if len(entries) > 1 else "was"
