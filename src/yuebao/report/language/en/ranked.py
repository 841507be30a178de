"""English: the words of the sections on trade modes and on kinds of enterprises."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en._phrases import largest, were
from yuebao.report.sections.enterprises import EnterprisesWords
from yuebao.report.sections.modes import ModesWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Leaders, Run


_PROPER = ("Sino-",)
"""How names begin that keep their capital within a sentence."""


@dataclass(frozen=True)
class _Ranked:
    """The words of a section that ranks the parts of each flow."""

    en: EnglishCore

    part: ClassVar[str]
    """What one part is called."""
    parts: ClassVar[str]
    """What several are called."""

    def subtitle(self, flow: Flow) -> str:
        """Exports by trade mode."""
        return f"{self.en.flow(flow)} by {self.part}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """Exports of lithium-ion batteries by trade mode, February 2025 (USD 100 million)."""
        return f"{self.en.flow(flow)} of {label} by {self.part}, {self.en.dated(span)} ({unit})"

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        """The largest parts, their value, share and growth."""
        statement = _within_sentence(statement)
        en, first, noun = self.en, statement.first, NOUN[statement.flow]
        if en.wording.clauses:
            of = "" if statement.after else f" by {noun} of {subject}"
            return en.leaders_each(
                statement,
                (f"{en.first_of(len(first), self.part, self.parts)}{of}",),
                lambda name: f"{noun} by {name} were ",
                whole=f"{noun} of {subject}",
            )
        runs: list[Run] = [
            f"In {en.when(statement.span)}, the {largest(len(first))} "
            f"{self.parts if len(first) > 1 else self.part} by {noun} of {subject} {were(first)} "
            f"{en.names(first)}, at "
        ]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.shares(first, f"{noun} of {subject}"), *en.rates(first), ".")

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the parts are ordered; how many are shown, where not all are."""
        order = f"in order of {NOUN[flow]}{self.en.separately(spans)}"
        if first is None:
            return f"{self.parts.capitalize()} are {order}."
        return f"The first {first} {self.parts}, {order}; the others are not shown."

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""
        return f"Shares are of all {NOUN[flow]} of these goods."


def _within_sentence(statement: Leaders) -> Leaders:
    """The same with names as they stand within a sentence: exports by ordinary trade."""
    after = statement.after and _within_sentence(statement.after)
    first = tuple(
        replace(entry, key=replace(entry.key, label=_lowered(entry.key.label)))
        for entry in statement.first
    )
    return replace(statement, first=first, after=after)


def _lowered(name: str) -> str:
    kept = name.startswith(_PROPER) or not name[1:2].islower()
    return name if kept else name[:1].lower() + name[1:]


class EnglishModes(_Ranked, ModesWords):
    """The words of the section on trade modes."""

    title = "Trade modes"
    head = "Trade mode"
    part, parts = "trade mode", "trade modes"


class EnglishEnterprises(_Ranked, EnterprisesWords):
    """The words of the section on kinds of enterprises."""

    title = "Kinds of enterprises"
    head = "Enterprises"
    part, parts = "kind of enterprise", "kinds of enterprises"
