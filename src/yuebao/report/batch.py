"""Many reports at once: which there are, and building them from facts read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Flow, Period, UnavailableError
from yuebao.reference import find_commodity, hs_codes
from yuebao.report.build import holds_facts, narrow
from yuebao.report.load import load_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.report.definition import Definition, Words
    from yuebao.store import View

HEADING_DIGITS = 4

CHUNK = 24
"""How many reports share one reading of their facts: enough to read every file few times, few
enough to hold."""

_QUANTITIES = ("quantity", "unit", "quantity2", "unit2", "row", "superseded")
"""Columns that reports without quantities do not ask for; corrections no batch has."""

_PARTS = "零件"  # a heading's parts are called after what they are parts of
_PUNCTUATION = "的、，；,; ()（）"


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
        if part.grain.depth not in (Depth.ITEM, Depth.ALL, Depth.HS2)
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


def heading_definition(code: str, month: Month, template: str | Path = "heading") -> Definition:
    """A template with a heading in its place: the definition `<template>-<code>`.

    Products are of the template's own subject; another heading has none, nor a section of them.

    Args:
        code: The heading, or any HS code.
        month: The month whose list names it.
        template: A shipped template's name, or a definition file with one code and, in its texts,
            {name} and {code}.
    """
    model = _template(template)
    name = {language: _name(code, month, language) for language in ("zh", "en")}

    def fill(words: Words) -> Words:
        return {
            language: text.replace("{code}", code).replace("{name}", name.get(language, code))
            for language, text in words.items()
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


def _name(code: str, month: Month, language: str) -> str:
    """What to call a heading: the words that the names of its HS8 codes share, and its code.

    Customs' lists name eight digits only. In Chinese what a thing is comes last (锂离子蓄电池,
    其他蓄电池); where names share no end, a common beginning serves, else the code alone.
    """
    names = [
        found.name
        for one in hs_codes(month)
        if one.startswith(code) and (found := find_commodity(one, month, language)) is not None
    ]
    if language == "zh":
        whole = [name for name in names if not name.endswith(_PARTS)] or names
        shared = _shared(whole)
        return f"{shared}（HS{code}）" if len(shared) > 1 else f"HS{code}商品"
    return f"goods of HS {code}"


def _shared(names: Sequence[str]) -> str:
    """The longest common end of names, else their common beginning, without stray punctuation."""
    end = _beginning([name[::-1] for name in names])[::-1].strip(_PUNCTUATION)
    if len(end) > 1 and "(" not in end and "（" not in end:
        return end
    start = _beginning(names).strip(_PUNCTUATION)
    return start if "(" not in start and "（" not in start else ""


def _beginning(names: Sequence[str]) -> str:
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in alike)


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
    whole = any(task.definition.units.quantity is not None for task in tasks)
    months = [task.month for task in tasks]
    return narrow(view, tuple(codes), min(months), max(months), () if whole else _QUANTITIES)
