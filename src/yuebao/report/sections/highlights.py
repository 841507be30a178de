"""Highlights: the month in a few lines, the statements of the other sections that matter most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.domain import DefinitionError
from yuebao.indicators import Breakdown
from yuebao.report.definition import Section
from yuebao.report.model import Heading, Paragraph
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._newsworthy import TOPICS, candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.report.context import Context
    from yuebao.report.definition import Subject
    from yuebao.report.model import Highlight, Part, Run

_KEY = "[a-z]+(?:[.][A-Za-z0-9+-]+){0,4}"
_KEYS = {"type": "array", "uniqueItems": True, "items": {"type": "string", "pattern": f"^{_KEY}$"}}


@dataclass(frozen=True, slots=True)
class Highlights(Section):
    """The month in a few lines."""

    kind: ClassVar = "highlights"
    about: ClassVar = (
        "The month in a few lines: what the other sections say that matters most, by a score that "
        "the methodology states."
    )
    keys: ClassVar = {
        "lines": {
            "description": "How many lines at most.",
            "type": "integer",
            "minimum": 1,
            "maximum": 12,
        },
        "pins": {
            "description": "Keys of lines that come first, in this order, whatever their score: "
            "contribution.partners.exports.month, or their beginning.",
            **_KEYS,
        },
        "drops": {"description": "Keys of lines that are left out, or their beginning.", **_KEYS},
    }
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = ()

    lines: int = 5
    pins: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()

    def asks(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """Nothing of its own: it says what other sections say."""
        del subject
        return ()

    def check(self, definition: object, where: str) -> None:
        """Refuse keys of lines that no section can give."""
        del definition
        for name, keys in (("pins", self.pins), ("drops", self.drops)):
            for key in keys:
                if key.partition(".")[0] not in TOPICS:
                    raise DefinitionError(
                        f"no line is about {key!r}", where=f"{where}.{name}",
                        remedy=f"A key begins with {', '.join(TOPICS)}.",
                    )  # fmt: skip


class HighlightsWords(Protocol):
    """The words of the section."""

    title: str

    def line(self, highlight: Highlight) -> tuple[Run, ...]:
        """A sentence of its own: in which months, and what."""


@dataclass(frozen=True, slots=True)
class Unwritten(Paragraph):
    """Where the lines go, once all other sections are there."""


def _build(context: Context, section: Highlights) -> tuple[Part, ...]:
    """A place to be filled."""
    del context, section
    return (Unwritten(()),)


HIGHLIGHTS = SectionKind(Highlights, _build, HighlightsWords)


def write_highlights(
    context: Context, built: Sequence[tuple[Section, tuple[Part, ...]]]
) -> tuple[Part, ...]:
    """The parts of all sections, with the lines where they go; no heading where there are none.

    Args:
        context: The report in the making.
        built: Each section of the definition with its parts.
    """
    wanted = next((one for one, _ in built if isinstance(one, Highlights)), None)
    if wanted is None:
        return tuple(part for _, parts in built for part in parts)
    chosen = choose(wanted, candidates(context, built))
    words = context.language.of(HighlightsWords)
    lines = [Paragraph(words.line(one), item=True, says=(one,)) for one in chosen]
    title = (Heading(1, words.title),) if lines else ()

    def filled() -> Iterator[Part]:
        for _, parts in built:
            for part in parts:
                if isinstance(part, Unwritten):
                    yield from (*title, *lines)
                else:
                    yield part

    return tuple(filled())


def choose(section: Highlights, found: Iterable[tuple[str, Highlight]]) -> tuple[Highlight, ...]:
    """The lines: those pinned, in the order of the pins, then those that score highest.

    Of those with one subject, the best alone; of equal scores, the first found.

    Args:
        section: How many, and which are pinned or dropped.
        found: Each line there could be with what it is about, in the order of topics.
    """
    kept = [
        (about, one)
        for about, one in found
        if not any(_is_at(one.key, drop) for drop in section.drops)
    ]
    ranked = sorted(kept, key=lambda pair: -pair[1].score)
    pinned = [
        next((pair for pair in ranked if _is_at(pair[1].key, pin)), None) for pin in section.pins
    ]
    chosen = {one.key: about for about, one in filter(None, pinned)}
    lines = {one.key: one for _, one in filter(None, pinned)}
    for about, one in ranked:
        if one.score > 0 and about not in chosen.values():
            chosen[one.key], lines[one.key] = about, one
    return tuple(lines.values())[: section.lines]


def _is_at(key: str, beginning: str) -> bool:
    """Whether a key is, or begins with, the words of another."""
    return key == beginning or key.startswith(f"{beginning}.")


__all__ = ["HIGHLIGHTS", "Highlights", "HighlightsWords", "choose", "write_highlights"]
