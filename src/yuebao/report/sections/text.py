"""An editor's own text, with figures of the report by what they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from yuebao.domain import DefinitionError
from yuebao.indicators import Breakdown
from yuebao.report.definition import Section, Words
from yuebao.report.model import Heading, Measure, Paragraph, Table
from yuebao.report.sections._kind import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.report.context import Context
    from yuebao.report.definition import Subject
    from yuebao.report.model import Address, Figure, Part, Run

CHANGE = "change"
"""What stands in an address for growth with its direction in words: 同比下降2.1%."""

_FIGURE = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r"[a-z-]+(?:\.[^.{}\s]+){3,4}")
_TEXTS = {
    "description": "Paragraphs, by language, with a blank line between them. {figures} stand in "
    "braces by section, side, entity, window and measure, as {partners.exports.304.month.value}; "
    "`change` is growth in words, all of them (同比下降2.1%; down 2.1% on the year); quantities "
    "have the side exports-quantity.",
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "patternProperties": {"^[a-z]{2,8}$": {"type": "string", "minLength": 1}},
}


@dataclass(frozen=True, slots=True)
class EditedText(Section):
    """Text of an editor, which every rebuild keeps and fills with its figures."""

    kind: ClassVar = "text"
    about: ClassVar = "An editor's own text, with figures of the report put in by their address."
    keys: ClassVar = {
        "title": {"$ref": "#/$defs/words", "description": "The title of a chapter of its own."},
        "text": _TEXTS,
    }
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = ()

    text: Words
    title: Words = field(default_factory=dict)

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """The record; texts as the definition gives them."""
        return cls(text=raw["text"], title=raw.get("title", {}))

    def asks(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """Nothing of its own: its figures are those of other sections."""
        del subject
        return ()

    def check(self, definition: object, where: str) -> None:
        """Refuse braces around what is no address."""
        del definition
        for language, text in self.text.items():
            for match in _FIGURE.finditer(text):
                if not _ADDRESS.fullmatch(match[1]):
                    raise DefinitionError(
                        f"{match[0]} is no address of a figure", where=f"{where}.text.{language}",
                        remedy="Write {section.side.entity.window.measure}, as "
                        "{partners.exports.304.month.value}.",
                    )  # fmt: skip


class TextWords(Protocol):
    """The words of figures in an editor's text."""

    def figure(self, figure: Figure) -> tuple[Run, ...]:
        """A figure with its unit; what stands for it where there is no number."""

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """Growth with its direction in words."""


@dataclass(frozen=True, slots=True)
class Unfilled(Paragraph):
    """A paragraph whose figures are put in once all other sections are there."""


def _build(context: Context, section: EditedText) -> tuple[Part, ...]:
    """The heading, and the paragraphs as they were written."""
    parts: list[Part] = []
    if section.title:
        number = context.numbering.next("chapter")
        parts.append(Heading(1, context.language.chapter(number, context.word(section.title))))
    written = context.word(section.text).strip()
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n", written))
    return (*parts, *(Unfilled((text,), edited=True) for text in paragraphs))


TEXT = SectionKind(EditedText, _build, TextWords)


def fill_texts(context: Context, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, editors' texts with the figures that other sections print.

    Raises:
        DefinitionError: No section prints such a figure.
    """
    if not any(isinstance(part, Unfilled) for part in parts):
        return tuple(parts)
    figures = _figures(parts)
    words = context.language.of(TextWords)

    def put(match: re.Match[str]) -> tuple[Run, ...]:
        address = match[1].removesuffix(f".{CHANGE}")
        changes = address != match[1]
        found = figures.get(f"{address}.{Measure.YOY}" if changes else address)
        if found is None:
            raise _absent(context, match[0], figures)
        return words.change(found) if changes else words.figure(found)

    def filled(part: Unfilled) -> Paragraph:
        (text,) = part.runs
        runs: list[Run] = []
        at = 0
        for match in _FIGURE.finditer(str(text)):
            own = put(match)
            before = str(text)[at : match.start()]
            runs += [before[: len(before) - _overlap(before, _plain(own[:1]))], *own]
            at = match.end() + _overlap(_plain(own[-1:]), str(text)[match.end() :])
        return Paragraph((*runs, str(text)[at:]), edited=True)

    return tuple(filled(part) if isinstance(part, Unfilled) else part for part in parts)


def _overlap(one: str, other: str) -> int:
    """How much of the end of a text the next begins with again: 同比 of 同比 and 同比下降."""
    longest = min(len(one), len(other))
    return next((n for n in range(longest, 1, -1) if one.endswith(other[:n])), 0)


def _plain(runs: Sequence[Run]) -> str:
    """Runs of text; empty where one is anything else."""
    return "".join(run for run in runs if isinstance(run, str))


def _figures(parts: Iterable[Part]) -> dict[str, Figure]:
    """Every figure that a table prints, by its address as a text writes it."""
    return {
        address_text(address): cell.figure
        for part in parts
        if isinstance(part, Table)
        for address, _, cell in part.addresses()
    }


def address_text(address: Address) -> str:
    """An address as a definition writes it: partners.exports.304.month.value."""
    side = f"{address.side}-quantity" if address.quantity else str(address.side)
    entity = [address.entity] if address.entity else []
    return ".".join([address.section, side, *entity, address.window, str(address.measure)])


def _absent(context: Context, asked: str, figures: Mapping[str, Figure]) -> DefinitionError:
    near = get_close_matches(asked.strip("{}"), figures, n=3, cutoff=0.3)
    return DefinitionError(
        f"no section prints the figure {asked}", where=context.definition.name,
        remedy=f"Near it are {', '.join(f'{{{one}}}' for one in near)}." if near else
        "Put a section that prints it into the definition.",
    )  # fmt: skip
