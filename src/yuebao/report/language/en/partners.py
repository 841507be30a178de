"""English: the words of the section on partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en._phrases import largest, were
from yuebao.report.sections.partners import PartnersWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.domain import Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Leaders, Members, Run


@dataclass(frozen=True)
class EnglishPartners(PartnersWords):
    """The words of the section on partners."""

    en: EnglishCore

    title = "Trading partners"
    head = "Partner"
    bloc_group = "Country groups"

    def subtitle(self, flow: Flow) -> str:
        """Export destinations."""
        return "Export destinations" if flow is Flow.EXPORT else "Import origins"

    def caption(self, span: Span, label: str, flow: Flow, unit: str, first: int | None) -> str:
        """Top 10 destinations of exports of lithium-ion batteries, February 2025 (…)."""
        place = "destinations" if flow is Flow.EXPORT else "origins"
        which = place.capitalize() if first is None else f"Top {first} {place}"
        return f"{which} of {NOUN[flow]} of {label}, {self.en.dated(span)} ({unit})"

    def ranked_group(self, first: int | None) -> str:
        """Top 10 partners; all partners."""
        return "All partners" if first is None else f"Top {first} partners"

    def blocs(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """The country groups, without a full stop."""
        en, flow, members = self.en, statement.flow, statement.members
        if en.wording.clauses:
            return self._each(statement, subject)
        toward = "to" if flow is Flow.EXPORT else "from"
        runs: list[Run] = [
            f"In {en.when(statement.span)}, {NOUN[flow]} of {subject} {toward} "
            f"{en.names(members)} were "
        ]
        runs += en.figures([entry.value for entry in members])
        return (*runs, *en.rates(members))

    def leaders(self, statement: Leaders, subject: str, *, goes_on: bool) -> tuple[Run, ...]:
        """The largest partners; continues the sentence on country groups where there is one."""
        en, first, noun = self.en, statement.first, NOUN[statement.flow]
        place = "destination" if statement.flow is Flow.EXPORT else "origin"
        if en.wording.clauses:
            of = "" if goes_on or statement.after else f" of {noun} of {subject}"
            return en.leaders_each(
                statement,
                (f"{en.first_of(len(first), place)}{of}",),
                self._toward(statement.flow),
                whole=f"{noun} of {subject}",
                goes_on=goes_on,
            )
        opening = "; the" if goes_on else f"In {en.when(statement.span)}, the"
        of = "" if goes_on else f" of {noun} of {subject}"
        runs: list[Run] = [
            f"{opening} {largest(len(first))} {place}{'s' if len(first) > 1 else ''}{of} "
            f"{were(first)} {en.names(first)}, at "
        ]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.shares(first, f"{noun} of {subject}"), *en.rates(first), ".")

    def _each(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """Those that traded with their numbers, then those that did not, by name alone."""
        en, flow = self.en, statement.flow
        traded, silent = statement.split()
        after = statement.after
        runs: list[Run] = [f"In {en.when(statement.span)}, "]
        noun, of = f"{NOUN[flow]} of {subject}", "" if after else f" of {subject}"
        runs += en.clauses(traded, self._toward(flow, of), whole=noun, after=after)
        if silent:
            toward = "to" if flow is Flow.EXPORT else "from"
            names = en.any_of([entry.key.label for entry in silent])
            what = NOUN[flow] if traded or after else noun
            runs.append(f"{'; ' if traded else ''}there were no {what} {toward} {names}")
        return tuple(runs)

    def _toward(self, flow: Flow, goods: str = "") -> Callable[[str], str]:
        """Exports to Germany were: what stands before an amount; of which goods, the first time."""
        toward, said = "to" if flow is Flow.EXPORT else "from", iter((goods,))
        return lambda name: f"{NOUN[flow]}{next(said, '')} {toward} {name} were "

    def share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"Shares are of all {NOUN[flow]} of these goods."

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the partners are ordered."""
        order = f"in order of {NOUN[flow]}{self.en.separately(spans)}"
        return f"{'Partners' if first is None else f'The top {first} partners'} are {order}."

    @property
    def listed_group(self) -> str:
        """Main partners."""
        return "Main partners"

    def listed_caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """Main destinations of exports of goods, March 2026 (…)."""
        place = "destinations" if flow is Flow.EXPORT else "origins"
        return f"Main {place} of {NOUN[flow]} of {label}, {self.en.dated(span)} ({unit})"

    def listed(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """In March 2026, exports of goods to the EU, the US and Vietnam were …."""
        return (*self.blocs(statement, subject), ".")

    def listed_note(self, flow: Flow, spans: Sequence[Span]) -> str:
        """That they are those that customs lists, and how they are ordered."""
        order = f"in order of {NOUN[flow]}{self.en.separately(spans)}"
        return f"The main partners are those that customs lists, not all there are, {order}."

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of the country as its own partner."""
        ranked = f"Re-imports (partner {self.en.country}) are not ranked"
        if not shares:
            return f"{ranked}."
        return f"{ranked}; the total that shares are of {'in' if included else 'ex'}cludes them."
