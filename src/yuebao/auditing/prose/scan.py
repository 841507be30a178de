"""From a paragraph to marks: periods, numbers with their units, and the words of the grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao.auditing.prose.dates import find, number_in
from yuebao.auditing.prose.marks import Mark, lexicon
from yuebao.auditing.prose.quantities import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _words(language: str) -> re.Pattern[str]:
    """Every word of a language, each group named by its kind and a number."""
    data, parts = lexicon(language), []
    groups: dict[str, str] = {
        **{f"flow{n}": pattern for n, pattern in enumerate(data["flows"])},
        **{f"measure{n}": pattern for n, pattern in enumerate(data["measures"])},
        **{f"to{n}": pattern for n, pattern in enumerate(data["to"])},
        **{f"move_{name}": pattern for name, pattern in data["directions"].items()},
        **{f"word_{name}": pattern for name, pattern in data["words"].items()},
    }
    english = language == "en"
    for name, pattern in groups.items():
        edge = rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])" if english else pattern
        parts.append(f"(?P<{name}>{edge})")
    return re.compile("|".join(parts), re.IGNORECASE if english else 0)


@cache
def _kind(language: str, group: str) -> dict[str, Any]:
    """What a group of the words is; a mark of it adds what its own text says."""
    data = lexicon(language)
    if group.startswith("flow"):
        family, side, *name = list(data["flows"].values())[int(group[4:])]
        return {"kind": "flow", "flow": (family, side), "name": "".join(name)}
    if group.startswith("measure"):
        measure = list(data["measures"].values())[int(group[7:])]
        return {"kind": "measure", "flow": (measure, "")}
    if group.startswith("to"):
        return {"kind": "to", "sign": list(data["to"].values())[int(group[2:])]}
    if group.startswith("move"):
        sign = {"up": 1, "down": -1, "flat": 0}[group.partition("_")[2]]
        return {"kind": "move", "sign": sign}
    return {"kind": group.partition("_")[2]}


@cache
def ways_of_trade(language: str) -> frozenset[str]:
    """What flows of a way of trade are called: re-exports."""
    flows = lexicon(language)["flows"].values()
    return frozenset(name for _, _, *names in flows for name in names)


def _risen(kind: str, text: str) -> int:
    """Which way a word of comparison says by itself: 年增, 月減."""
    rising = kind in ("yearly", "before")
    return (text[-1:] == "增") - (text[-1:] == "减") if rising else 0


def scan(text: str, language: str) -> list[Mark]:
    """The marks of a folded paragraph, in order, with all text between them."""
    taken = bytearray(len(text))
    marks: list[Mark] = []
    for found in _every_mark(text, language, marks):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            marks.append(found)
    between = re.finditer(b"\0+", bytes(taken))
    marks += [Mark("text", *free.span(), text[free.start() : free.end()]) for free in between]
    return sorted(marks, key=lambda mark: mark.start)


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip


def _streaks(text: str, data: dict[str, Any]) -> Iterator[Mark]:
    """Runs of months, quarters or years: how many, and whether of exactly so many."""
    for match in re.finditer(data["streak"], text, re.IGNORECASE):
        said = next(v for k, v in match.groupdict().items() if v and k in ("n", "n2", "n3"))
        count = number_in(said) or 0
        exact = match["nth"] is not None or said.lower() in _ORDINALS
        yield Mark("streak", *match.span(), match[0], sign=int(exact), count=count)


def _every_mark(text: str, language: str, taken: list[Mark]) -> Iterator[Mark]:
    """What may be marks, in the order in which they take their stretches of text."""
    data = lexicon(language)
    yield from _streaks(text, data)
    for match in re.finditer(data["record"], text):
        yield Mark("record", *match.span(), match[0])
    for match in re.finditer(data["skip"]["code"], text):
        if not _is_amount(match[0], data):
            yield Mark("skip", *match.span(), match[0])
    for when in find(text, language):
        yield Mark("when", when.start, when.end, text[when.start : when.end], when=when)
    yield from find_numbers(text, language)
    for match in _words(language).finditer(text):
        if match.lastgroup:
            says = _kind(language, match.lastgroup)
            says = {"sign": _risen(says["kind"], match[0]), **says}
            yield Mark(start=match.start(), end=match.end(), text=match[0], **says)
    for match in _listed_commas(text, taken, language):
        yield Mark("also", *match.span(), match[0])
    for kind, name in (("end", "sentence"), ("break", "clause"), ("also", "also")):
        for match in re.finditer(data[name], text):
            yield Mark(kind, *match.span(), match[0])


def _is_amount(text: str, data: dict[str, Any]) -> bool:
    """Whether what looks like a code is money, its currency before it: RM83, USD-5."""
    letters = re.match(r"([A-Za-z]+)\W?\d", text)
    return letters is not None and letters[1] in data["units"]["signs"]


def _listed_commas(text: str, marks: list[Mark], language: str) -> list[re.Match[str]]:
    """The commas of lists: between two numbers, and between names."""
    if language != "en":
        return []
    numbers = [mark for mark in marks if mark.kind == "number"]
    ends = {mark.end: mark.figure.unit.base for mark in numbers}
    starts = {mark.start: mark.figure.unit.base for mark in numbers}
    spans = [m.span() for m in re.finditer(lexicon(language)["listing"], text)]
    found = []
    for match in re.finditer(r",\s(?:and\s)?", text):
        before, behind = ends.get(match.start()), starts.get(match.end())
        between = not _COMPARATIVE.match(text, _number_end(marks, match.end()))
        between = between and before is not None and (before == behind or "" in (before, behind))
        if (between and behind is not None) or any(a < match.start() < b for a, b in spans):
            found.append(match)
    return found


_COMPARATIVE = re.compile(r"\s*(?:more|less|higher|lower|above|below|fewer|up|down)\b")


def _number_end(marks: list[Mark], start: int) -> int:
    """Where the number ends that begins at a place; the place itself where none does."""
    return next((m.end for m in marks if m.kind == "number" and m.start == start), start)
