"""English: the words about contributions to growth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown
from yuebao.report.language._lists import joined
from yuebao.report.language.en._names import NOUN
from yuebao.report.model import Mention
from yuebao.report.numbers import without_sign
from yuebao.report.sections._contribution import ContributionWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Contributions, Figure, Run

_WAY = {"export": "to", "import": "from"}


@dataclass(frozen=True)
class EnglishContribution(ContributionWords):
    """The words about contributions to growth."""

    en: EnglishCore

    head = "Contribution (pp)"
    rest = "Others"

    def sentence(self, statement: Contributions, subject: str, by: Breakdown) -> tuple[Run, ...]:
        """In May 2025, exports of … were down 9.0% on the year: exports to India added 0.9 …."""
        en, noun = self.en, NOUN[statement.flow]
        goods = en.goods(statement, subject)
        runs: list[Run] = [f"In {en.when(statement.span)}, {noun}{goods} were "]
        runs += en.changed(statement.whole)
        if en.wording.clauses and (after := statement.after):
            runs.append(en.pace(statement.whole, after.whole, after))
        runs.append(": ")
        told = [
            self._parts(verb, parts, statement.flow, by)
            for verb, parts in (("added", statement.up), ("subtracted", statement.down))
            if parts
        ]
        for place, part in enumerate(told):
            runs += [", and ", *part] if place else part
        return (*runs, ".")

    def _parts(
        self, verb: str, parts: Sequence[Figure], flow: Flow, by: Breakdown
    ) -> tuple[Run, ...]:
        """Exports to India and South Africa added 0.9 and 0.7 percentage points, respectively."""
        labels = [figure.key.label for figure in parts]
        if len(parts) > 1 and any(j in label for label in labels for j in (", ", " and ")):
            alone = [self._parts(verb, [part], flow, by) for part in parts]
            return tuple(
                run for at, one in enumerate(alone) for run in (*((", and ",) * (at > 0)), *one)
            )
        names = self.en.listing(labels)
        if by is Breakdown.PARTNER:
            names = f"{NOUN[flow]} {_WAY[flow]} {names}"
        numbers = [Mention(figure, without_sign(figure.text)) for figure in parts]
        each = ", respectively" if len(parts) > 1 else ""
        points = "percentage point" + ("" if [n.text for n in numbers] == ["1.0"] else "s")
        last = ", and " if len(numbers) > 2 else " and "
        return (f"{names} {verb} ", *joined(numbers, ", ", last), f" {points}{each}")

    def note(self, flow: Flow, of: Span, *, rest: bool, stated: bool) -> str:
        """What the column holds, and what adds up: with all others, where they have a row."""
        noun, base = NOUN[flow], self.en.base(of)
        others = f" and “{self.rest}”" if rest else ""
        basis = ""
        if stated:
            basis = f" Where customs published growth, the {base} before is as that growth has it."
        return (
            f"The contribution is the change of a row's {noun} on the {base} over all {noun} a "
            f"{base} before; the ranked rows{others} add up to the growth of all {noun}.{basis}"
        )

    def chart_caption(self, span: Span, label: str, flow: Flow, by: Breakdown) -> str:
        """Contributions of partners to growth of exports of … (pp), February 2025."""
        en = self.en
        parts = {Breakdown.PARTNER: "partners", Breakdown.PROVINCE: en.regions.many}
        of = f"growth of {NOUN[flow]} of {label}"
        return f"Contributions of {parts.get(by, 'products')} to {of} (pp), {en.dated(span)}"
