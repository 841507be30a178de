"""English: the lines of the highlights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown
from yuebao.report.language._highlights import HighlightLines
from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en.concentration import EnglishConcentration
from yuebao.report.language.en.records import EnglishRecords, ordinal
from yuebao.report.model import Mention
from yuebao.report.numbers import without_sign

if TYPE_CHECKING:
    from yuebao.domain import Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import (
        Amounts,
        Concentrated,
        Contributions,
        Decomposed,
        Figure,
        Leaders,
        Moved,
        Placed,
        Revised,
        Run,
        SeasonallyAdjusted,
        Standing,
    )

_OF_WHOM = {
    (Breakdown.PARTNER, Flow.EXPORT): "to",
    (Breakdown.PARTNER, Flow.IMPORT): "from",
    (Breakdown.PROVINCE, Flow.EXPORT): "from",
    (Breakdown.PROVINCE, Flow.IMPORT): "into",
}


@dataclass(frozen=True)
class EnglishHighlights(HighlightLines):
    """The words of the section."""

    en: EnglishCore

    title = "Highlights"
    stop = "."

    def growth(self, said: Amounts) -> tuple[Run, ...]:
        """In …, trade totalled …, up 2.0% on the year; exports were …; imports were …."""
        en = self.en
        runs: list[Run] = [f"In {en.when(said.span)}, "]
        if not said.span.yearly:
            for place, (flow, one) in enumerate(said.compared()):
                verb = "trade was " if flow is Flow.TOTAL else f"{NOUN[flow]} were "
                runs += ["; " * (place > 0), verb, *en.changed(one.growth)]
            return tuple(run for run in runs if run)
        for place, (flow, one) in enumerate(said.flows):
            runs.append("; " if place else "")
            if one.value.value == 0:
                none = "was no trade" if flow is Flow.TOTAL else f"were no {NOUN[flow]}"
                runs.append(f"there {none}")
                continue
            runs.append("trade totalled " if flow is Flow.TOTAL else f"{NOUN[flow]} were ")
            runs += [en.amount(one.value), *en.change(one.growth)]
        if said.net is not None and said.net.value is not None:
            runs += [", leaving ", *en.net(said.net)]
        return tuple(run for run in runs if run)

    def contributions(self, said: Contributions, by: Breakdown | None) -> tuple[Run, ...]:
        """In …, exports to Russia added 1.3 percentage points to growth of exports …."""
        en, noun = self.en, NOUN[said.flow]
        runs: list[Run] = [f"In {en.when(said.span)}, "]
        whole, joint = f" growth of {noun} on the {en.base(said.span)}", ""
        for verb, way, parts in (("added", " to", said.up), ("subtracted", " from", said.down)):
            for figure in parts[:1]:
                number = Mention(figure, without_sign(figure.text))
                point = "percentage point" if number.text == "1.0" else "percentage points"
                whom = en.listing([figure.key.label])
                if by is Breakdown.PARTNER:
                    whom = f"{noun} {_OF_WHOM[by, said.flow]} {whom}"
                runs += [
                    f"{joint}{whom} {verb} ",
                    number,
                    f" {point}{way}{whole}" if not joint else f" {point}",
                ]
                joint = ", and "
        return tuple(runs)

    def price(self, said: Decomposed) -> tuple[Run, ...]:
        """In …, prices of exports fell 9.6% on the year and quantity rose 13.3%; …."""
        en, unit = self.en, said.unit_value
        runs: list[Run] = [f"In {en.when(said.span)}, ", *en.priced(said.price, NOUN[said.flow])]
        runs += [f" on the {en.base(said.span)} and ", *en.grew(said.quantity)]
        return (*runs, "; the unit value was ", en.unit_value(unit))

    def moved(self, said: Moved) -> tuple[Run, ...]:
        """In …, exports from Zhejiang were …, up 117.4% on the year; they rose …."""
        rose = (said.now.value or 0) < (said.before.value or 0)
        return (
            *self._amount_of(said.span, said.flow, said.one, said.by),
            f"; they {'rose' if rose else 'fell'} to ",
            Mention(said.now, ordinal(said.now)),
            " place from ",
            Mention(said.before, ordinal(said.before)),
            f" a {self.en.base(said.span)} earlier",
        )

    def revised(self, said: Revised) -> tuple[Run, ...]:
        """Exports in January 2025 were revised up 4.1%, from … to …, the largest of the 6 …."""
        en, change = self.en, said.change
        word = "up" if (change.value or 0) > 0 else "down"
        verb = "was" if said.flow is Flow.TOTAL else "were"
        runs: list[Run] = [f"{en.flow(said.flow)} in {en.when(said.span)} {verb} revised {word} "]
        runs += [_plain(change), ", from ", en.amount(said.before), " to ", en.amount(said.after)]
        if said.known is not None and said.largest is not None:
            known = Mention(said.known, f"{said.known.text} revisions")
            runs += [", the largest of the ", known, " known; the largest before was "]
            runs += [_plain(said.largest)]
        return tuple(runs)

    def leader(self, said: Leaders, by: Breakdown | None) -> tuple[Run, ...]:
        """In …, exports to the United States were …, down 20.9% on the year; they were the …."""
        first = self._amount_of(said.span, said.flow, said.first[0], by)
        return (*first, "; they were the largest")

    def _amount_of(
        self, span: Span, flow: Flow, one: Standing, by: Breakdown | None
    ) -> tuple[Run, ...]:
        """In …, exports to the United States were US$12.0 million, down 20.9% on the year."""
        en, joint = self.en, "by" if by is None else _OF_WHOM.get((by, flow), "by")
        of = f"{NOUN[flow]} {joint} {en.listing([one.key.label])}"
        return (f"In {en.when(span)}, {of} were ", en.amount(one.value), *en.change(one.growth))

    def placed(self, said: Placed, topic: str) -> tuple[Run, ...]:
        """A record, or else a run or its end."""
        records = EnglishRecords(self.en)
        return records.place(said) if topic == "record" else records.lasting(said)

    def concentrated(self, said: Concentrated, topic: str) -> tuple[Run, ...]:
        """The index, or the partners that came or went."""
        return EnglishConcentration(self.en).alone(said, topic)

    def seasonal(self, said: SeasonallyAdjusted) -> tuple[Run, ...]:
        """In June 2026, seasonally adjusted exports were …, up 10.1% on the month."""
        of = f"In {self.en.when(said.span)}, seasonally adjusted {NOUN[said.flow]} were "
        went = self.en.went_by(said.mom)
        return (of, self.en.amount(said.adjusted), ", ", *went, " on the month")


def _plain(figure: Figure) -> Mention:
    """4.1%, whichever way."""
    return Mention(figure, f"{without_sign(figure.text)}{figure.unit}")
