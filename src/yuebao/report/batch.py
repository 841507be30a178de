"""Many reports at once: which there are, and building them from facts read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Period, UnavailableError
from yuebao.report.basis import asks_quantities, looks_back
from yuebao.report.build import holds_facts, narrow
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.load import load_template
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.report.definition import Definition, Words
    from yuebao.report.language import Languages
    from yuebao.report.words import Language
    from yuebao.store import View

HEADING_DIGITS = 4

CHUNK = 24
"""How many reports share one reading of their facts: enough to read every file few times, few
enough to hold."""


@dataclass(frozen=True, slots=True)
class Task:
    """One report to build."""

    definition: Definition
    month: Month

    @property
    def stem(self) -> str:
        """The name of its files, without their endings."""
        return f"{self.definition.name}-{self.month}"


def list_headings(view: View, month: Month, prefix: str = "") -> tuple[str, ...]:
    """The HS4 headings below a prefix that the store states any trade of in a month.

    Raises:
        UnavailableError: There are none.
    """
    period = Period.of_month(month)
    found = {
        code[:HEADING_DIGITS]
        for part in view.slices
        if (part.grain.depth.digits() or 0) >= HEADING_DIGITS
        and part.flow in (Flow.EXPORT, Flow.IMPORT)
        and any(period.last in held for held in part.periods)
        for code in part.below(prefix)
    }
    if not found:
        raise UnavailableError(
            f"the store holds no heading{f' of {prefix}' if prefix else ''} in {month}",
            remedy="Load files of that month broken down to four digits or deeper.",
        )
    return tuple(sorted(found))


def heading_definition(
    code: str, month: Month, template: str | Path = "heading", languages: Languages = LANGUAGES
) -> Definition:
    """A template with a heading in its place: the definition `<template>-<code>`.

    Products are of the template's own subject; another heading has none, nor a section of them.

    Args:
        code: The heading, or any HS code.
        month: The month whose list names it.
        template: A shipped template's name, or a definition file with one code and, in its texts,
            {name} and {code}.
        languages: The languages its texts may be in.

    Raises:
        UserError: A text with {name} is in a language there is not.
    """
    model = _template(template)
    names: dict[str, str] = {}

    def named(tag: str) -> str:
        if tag not in names:
            names[tag] = name_heading(
                code, month, find_language(tag, Wording(), model.office, languages)
            )
        return names[tag]

    def fill(words: Words) -> Words:
        filled = {tag: text.replace("{code}", code) for tag, text in words.items()}
        return {
            tag: text.replace("{name}", named(tag)) if "{name}" in text else text
            for tag, text in filled.items()
        }

    subject = replace(model.subject, label=fill(model.subject.label), codes=(code,), products=())
    return replace(
        model,
        name=f"{model.name}-{code}",
        title=fill(model.title),
        subject=subject,
        sections=tuple(s for s in model.sections if s.applies(subject)),
    )


@cache
def _template(template: str | Path) -> Definition:
    return load_template(template)


def name_heading(code: str, month: Month, language: Language) -> str:
    """What a language calls a heading; an office's lists name its codes of full length only."""
    names_in, known = language.words.names_in, language.office.commodities
    codes = [one for one in known.codes(month) if one.startswith(code)]
    found = [known.find(one, month, names_in) for one in codes]
    return language.heading_name(code, [one.name for one in found if one is not None])


def in_chunks(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """Tasks that can share one reading: neighbouring codes of a month, or months of a subject."""
    ordered = sorted(tasks, key=lambda task: (task.month, task.definition.subject.codes))
    by_subject = len({task.definition.name for task in ordered}) < CHUNK // 2
    if by_subject:
        ordered.sort(key=lambda task: (task.definition.name, task.month))

    def shared(task: Task) -> str:
        return task.definition.name if by_subject else str(task.month)

    for _, group in groupby(ordered, key=shared):
        held = list(group)
        for start in range(0, len(held), CHUNK):
            yield tuple(held[start : start + CHUNK])


def hold(view: View, tasks: Sequence[Task]) -> View:
    """The view with the facts of all these reports at hand, read in one pass.

    Where a subject is too large to be held, the view itself.
    """
    if not all(holds_facts(task.definition) for task in tasks):
        return view
    codes = sorted({code for task in tasks for code in task.definition.subject.codes})
    months = [task.month for task in tasks]
    return narrow(
        view, tuple(codes), min(months), max(months),
        quantities=any(asks_quantities(task.definition) for task in tasks),
        whole_past=any(looks_back(task.definition) for task in tasks),
    )  # fmt: skip
