"""English: the words of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language.en._names import NOUN
from yuebao.report.sections.overview import OverviewWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Amounts, Run, Standing


@dataclass(frozen=True)
class EnglishOverview(OverviewWords):
    """The words of the overview."""

    en: EnglishCore

    title = "Overview"
    value_head = "Value"
    net_label = "Net exports"

    def caption(self, span: Span, label: str, flows: Sequence[Flow], units: Sequence[str]) -> str:
        """Trade in lithium-ion batteries, February 2025 (USD 100 million; 10,000 items)."""
        what = "Trade" if len(flows) > 1 else self.en.flow(flows[0])
        joint = "in" if len(flows) > 1 else "of"
        return f"{what} {joint} {label}, {self.en.dated(span)} ({'; '.join(units)})"

    def amounts(self, statement: Amounts, subject: tuple[Run, ...]) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net; quantities have no net."""
        en = self.en
        (first, whole), *rest = statement.flows
        if en.wording.clauses and not statement.quantity and whole.value.value == 0 and not rest:
            return (
                f"In {en.when(statement.span)}, {en.trader} had no {NOUN[first]} of ",
                *subject,
                ".",
            )
        if en.wording.clauses and statement.after is not None:
            return self._later(statement)
        runs: list[Run] = [f"In {en.when(statement.span)}, "]
        if statement.quantity:
            what = "quantity traded" if first is Flow.TOTAL else f"quantity of {NOUN[first]}"
            runs += [f"the {what} of ", *subject, " was "]
        elif first is Flow.TOTAL:
            runs += [f"{en.trader}'s trade in ", *subject, " totalled "]
        else:
            runs += [f"{en.trader}'s {NOUN[first]} of ", *subject, " were "]
        runs += [en.amount(whole.value), *en.change(whole.growth), ".", *self._parts(rest)]
        net = statement.net
        if net is not None and net.value is not None:
            runs += [", leaving ", *en.net(net)]
        return (*runs, "." if rest else "")

    def _later(self, statement: Amounts) -> tuple[Run, ...]:
        """The same of a later window, which neither names the goods again nor repeats itself."""
        en = self.en
        (first, whole), *rest = statement.flows
        what = NOUN[first] if first is not Flow.TOTAL else "trade"
        if statement.quantity:
            what = f"quantity {'traded' if first is Flow.TOTAL else 'of ' + NOUN[first]}"
        verb = "were" if what in ("exports", "imports") else "was"
        what = f"the {what}" if statement.quantity else what
        runs: list[Run] = [f"In {en.when(statement.span)}, {what} {verb} ", en.amount(whole.value)]
        runs += [*en.change(whole.growth), self._pace(statement), ".", *self._parts(rest)]
        net = statement.net
        if net is not None and net.value is not None:
            runs += [", leaving ", *en.net(net)]
        return (*runs, "." if rest else "")

    def _pace(self, statement: Amounts) -> str:
        after = statement.after
        if after is None:
            return ""
        growth, before = (one.flows[0][1].growth for one in (statement, after))
        return self.en.pace(growth, before, after)

    def _parts(self, flows: Sequence[tuple[Flow, Standing]]) -> tuple[Run, ...]:
        """Exports were …; imports were …, with a space before; nothing for only one flow."""
        runs: list[Run] = []
        for flow, one in flows:
            word = NOUN[flow]
            if self.en.wording.clauses and one.value.value == 0:
                runs.append(f"; there were no {word}" if runs else f" There were no {word}")
                continue
            runs += [f"; {word} were " if runs else f" {word.capitalize()} were "]
            runs += [self.en.amount(one.value), *self.en.change(one.growth)]
        return tuple(runs)

    def net_note(self, spans: Sequence[Span], unit: str) -> str:
        """What the growth column of the net row holds."""
        en, (first, *others) = self.en, spans
        now, before = en.period(first.period), en.period(first.base)
        if others:
            now += f" (or {' or '.join(map(en.when, others))})"
            bases = [type(span)(span.window, span.base) for span in others]
            before += f" (or {' or '.join(map(en.when, bases))})"
        told = f" ({unit})" if unit else ""
        return (
            f"The change of net exports is in absolute terms{told}: net exports of {now} "
            f"less those of {before}."
        )

    def row_label(self, label: str, unit: str) -> str:
        """Exports (CNY thousand)."""
        return f"{label} ({unit})"

    def no_quantity_note(self, unit: str) -> str:
        """That no fact has a quantity in the unit, so that the report has none."""
        name = self.en.office.units.name(unit, self.en.words.names_in)
        return f"The data hold no quantities in {name}; the report leaves quantities out."

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""
        name = self.en.office.units.name(unit, self.en.words.names_in)
        return (
            f"Quantities add up the records in {name}; "
            f"{rows:,} records in other units are left out."
        )
