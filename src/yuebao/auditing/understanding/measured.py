"""Reads what is measured of a flow as a whole, in tables whose rows are measures and in sentences.

Which labels and sentences these are stands in `measured.toml`, by language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from yuebao.auditing.claims import (
    ClaimCell,
    ClaimLine,
    ClaimStatement,
    ClaimTable,
    Direction,
    Place,
    Quantity,
    TableKind,
)
from yuebao.auditing.coverage import Aside
from yuebao.auditing.numbers import NO_UNIT, PERCENT, Unit, read_number
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.understanding import columns
from yuebao.auditing.understanding.tables import caption_period
from yuebao.auditing.understanding.units import read_english_unit, read_unit, written_unit
from yuebao.auditing.words import en, zh
from yuebao.domain import MONTH, MONTH_ON_MONTH
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.claims import Side
    from yuebao.auditing.understanding.state import Found
    from yuebao.auditing.understanding.tables import Captioned
    from yuebao.auditing.words import Words
    from yuebao.domain import Period, Window
    from yuebao.reference import Office

_NUMBER = r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?"
_UNIT_BEHIND = re.compile(r"(.+?)\s?[（(]([^（）()]+(?:[（(][^（）()]*[）)])?)[）)]")
_RATES = frozenset(
    {
        Measure.FIRST3, Measure.FIRST10, Measure.UNIT_VALUE_YOY, Measure.YOY, Measure.PRICE,
        Measure.MIX, Measure.QUANTITY_GROWTH, Measure.COVERAGE, Measure.COVERAGE_BASE,
        Measure.ADJUSTED_MOM, Measure.TREND_MOM,
    }
)  # fmt: skip
OPENING = 12
"""Before so many letters a period opens a sentence; others are of what it compares with."""
_SENTENCE_ENDS = {"zh": re.compile("。"), "en": re.compile(r"\.(?=\s+[A-Z0-9]|\s*$)")}


def window_said(text: str, window: Window | None, code: str) -> Window | None:
    """The window of a sentence that names one: the month on the month before, where it says so."""
    monthly = window == MONTH and re.search(measured_words(code)["on_month"], text)
    return MONTH_ON_MONTH if monthly else window


def measured_words(code: str) -> Mapping[str, Any]:
    """How a language words what is measured, as `measured.toml` has it."""
    words: Mapping[str, Any] = _data()[code]
    return words


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    file = resources.files("yuebao.auditing.understanding").joinpath("measured.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


# Tables


@cache
def _labels(code: str) -> tuple[tuple[TableKind, Measure, re.Pattern[str]], ...]:
    return tuple(
        (TableKind(kind), Measure(measure), re.compile(pattern))
        for kind, labels in measured_words(code)["labels"].items()
        for measure, pattern in labels.items()
    )


def read_measured(given: Captioned, words: Words) -> ClaimTable | None:
    """The table, where its rows are the measures of one analysis; else None."""
    heads, body = columns.split_rows(given.grid.rows, words)
    rows = [(at, row) for at, row in body if any(map(columns.is_value, row))]
    kinds = {kind for _, row in rows for kind, _ in [_measure_of(row, words)[:2]]}
    if len(rows) < 2 or len(kinds) != 1 or None in kinds:
        return None
    cells: dict[Window, list[ClaimCell]] = {}
    for at, row in rows:
        _, measure, unit = _measure_of(row, words)
        values = [(place, cell) for place, cell in enumerate(row) if columns.is_value(cell)]
        windows = _windows(heads, [place for place, _ in values], given, words)
        if measure is None or len(values) != len(windows):
            return None
        if len(set(windows)) < len(windows):  # heads that were not read whole tell no columns apart
            cells = {}
            break
        for window, (place, text) in zip(windows, values, strict=True):
            number = read_number(text, unit)
            cells.setdefault(window, []).append(
                ClaimCell(measure, text.strip(), number, Place(given.block, at, place))
            )
    (kind,) = kinds
    assert kind is not None  # noqa: S101  # as just asked
    return ClaimTable(
        number=given.number,
        caption=given.caption,
        kind=kind,
        side=words.side_of(given.caption),
        month=caption_period(given.caption, words)[0],
        units=(),
        lines=tuple(
            ClaimLine(window, Block.ROWS, 1, "", None, tuple(held))
            for window, held in cells.items()
        ),
        notes=given.notes,
        place=Place(given.block),
    )


def _windows(
    heads: list[tuple[str, ...]], places: list[int], given: Captioned, words: Words
) -> list[Window]:
    """The windows of the columns with values; that of the caption where no head tells."""

    def window(cells: list[str]) -> Window | None:
        return words.head_window(squeeze(" ".join(filter(None, cells)), chinese=words.squeeze))

    above = [window([row[place] for row in heads if place < len(row)]) for place in places]
    if heads and all(above):
        return [one for one in above if one is not None]
    named = [window([cell]) for row in heads[-1:] for cell in row]
    found = list(dict.fromkeys(one for one in named if one is not None))
    return found or [caption_period(given.caption, words)[1] or MONTH]


def _measure_of(
    row: tuple[str, ...], words: Words
) -> tuple[TableKind | None, Measure | None, Unit]:
    """What a row measures, of which analysis, in which unit."""
    printed = next((cell for cell in row if cell and not columns.is_value(cell)), "")
    label = squeeze(printed, chinese=words.squeeze).strip()
    match = _UNIT_BEHIND.fullmatch(label)
    texts = [label, *([match[1]] if match else [])]
    for kind, measure, pattern in _labels(words.code):
        if any(pattern.fullmatch(text) for text in texts):
            return kind, measure, _unit(measure, match[2] if match else "", words)
    return None, None, NO_UNIT


def _unit(measure: Measure, label: str, words: Words) -> Unit:
    if measure in _RATES:
        return PERCENT
    if measure is Measure.UNIT_VALUE:
        return _unit_value(label, words)
    if measure not in (Measure.HIGHEST, Measure.ADJUSTED):
        return NO_UNIT
    read = read_unit if words.squeeze else read_english_unit
    return read(label, words.office) or NO_UNIT


def _unit_value(label: str, words: Words) -> Unit:
    """A unit of value over one of quantity: 美元/千克, USD per kilogram."""
    value, _, quantity = re.sub(r"\sper\s", "/", label).partition("/")
    read = read_unit if words.squeeze else read_english_unit
    money = read(value, words.office)
    if money is None or not quantity:
        return Unit(label, Fraction(1), label) if label else NO_UNIT
    known = words.office.units
    base = next(
        (found for one in (quantity, f"{quantity}s", f"{quantity}es")
         if (found := known.find(one, words.code)) is not None),
        quantity,
    )  # fmt: skip
    return Unit(label, money.scale, f"{money.base}/{base}")


# Sentences


@dataclass(frozen=True, slots=True)
class _Said:
    """A way to say something: what it is of, which measures its numbers are, its pattern.

    Attributes:
        opens: Whether it stands in sentences that begin with their months: where one does not, its
            beginning was lost, and nobody knows of which months it is.
    """

    kind: TableKind
    measures: tuple[str, ...]
    pattern: re.Pattern[str]
    opens: bool


@cache
def _said(code: str, office: Office) -> tuple[_Said, ...]:
    return tuple(
        _Said(
            TableKind(one["kind"]),
            tuple(one["measures"]),
            re.compile(fill_pattern(one["pattern"], code, office)),
            one.get("opens", False),
        )
        for one in measured_words(code)["said"]
    )


def fill_pattern(pattern: str, code: str, office: Office) -> str:
    """A pattern of `measured.toml` with its holes filled, numbers being groups `n0`, `n1`, …."""
    told = measured_words(code)
    ways = "|".join([*told["up"], *told["down"], *told["flat"]])
    at = iter(range(9))

    def fill(match: re.Match[str]) -> str:
        hole = match[1]
        if hole == "way":
            return f"(?P<way>{ways})"
        number = next(at) if hole != "a" else None
        group = f"(?P<n{number}>{_NUMBER})" if number is not None else rf"(?P<aside>{_NUMBER})"
        if hole == "p":
            return f"{group}(?P<u{number}>%|％)"
        if hole == "u":
            return rf"{group}\s?(?P<u{number}>[^\d，。；.;,]+?(?:/| per )[^\d，。；.;,]+)"
        return _money(code, office, hole, group, number) if hole in "mv" else group

    return re.sub(r"\{(way|[nampuv])\}", fill, pattern)


def _money(code: str, office: Office, hole: str, group: str, number: int | None) -> str:
    """The pattern of an amount of money, or of one over a quantity, around that of its number."""
    if code == "zh":
        money = "|".join(map(re.escape, zh.money(office)))
        scales = "|".join(sorted(filter(None, zh.SCALES), key=len, reverse=True))
        return f"{group}(?P<u{number}>(?:{scales})?(?:{money}))"
    signs = "|".join(map(re.escape, sorted(en.money(office), key=len, reverse=True)))
    if hole == "v":
        return rf"(?P<s{number}>{signs})\s?{group}(?P<u{number}> per [^\d，。；.;,]+)"
    scales = "|".join(filter(None, en.SCALES))
    return rf"(?P<s{number}>{signs})\s?{group}(?:\s(?P<u{number}>{scales}))?"


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph to read: its block, its text, and what stands before it says.

    Attributes:
        block: The block.
        text: Its text.
        period: The months last named.
        window: The window that is.
    """

    block: int
    text: str
    period: Period | None
    window: Window | None


def read_said(paragraph: ReadParagraph, words: Words, found: Found) -> str:
    """Take what a paragraph says of measures; the paragraph with the sentences that do blanked."""
    period, window, side, lost = paragraph.period, paragraph.window, None, False
    monthly = False
    text = paragraph.text
    marked = {
        TableKind(kind)
        for kind, mark in measured_words(words.code)["marks"].items()
        if re.search(mark, text)
    }
    if not marked:
        return text
    for start, end in sentences_in(paragraph.text, words.code):
        sentence = paragraph.text[start:end]
        named = words.period.search(sentence)
        months = words.read_period(named) if named else None
        opens = named is not None and named.start() <= OPENING
        if named is not None and months is not None and (opens or period is None):
            period, window = months, words.read_window(named, months)
        lost = not opens and (lost or lacks_opening(sentence, words))
        if lost:
            period, window = None, None
        side = words.side_of(sentence) or side
        monthly = monthly or window_said(sentence, MONTH, words.code) != MONTH
        held = MONTH_ON_MONTH if monthly and window == MONTH else window
        place = _Place(paragraph.block, start, sentence, period, held, side)
        if _read(place, marked, words, found):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def lacks_opening(sentence: str, words: Words) -> bool:
    """Whether it says what only a sentence says that begins with its months."""
    ways = _said(words.code, words.office)
    return any(said.opens and said.pattern.search(sentence) for said in ways)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence, and what it is of."""

    block: int
    start: int
    sentence: str
    period: Period | None
    window: Window | None
    side: Side | None


def sentences_in(text: str, code: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends."""
    start = 0
    for match in _SENTENCE_ENDS[code].finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _read(place: _Place, kinds: set[TableKind], words: Words, found: Found) -> bool:
    """Take the statements of a sentence about these analyses; whether it makes any."""
    read = False
    for said in _said(words.code, words.office):
        if said.kind not in kinds:
            continue
        for match in said.pattern.finditer(place.sentence):
            read = True
            for at, measure in enumerate(said.measures):
                statement = _statement(place, said, match, at, measure, words)
                if statement is not None:
                    found.statements.append(statement)
            if "aside" in match.groupdict():
                aside = Place(
                    place.block, place.start + match.start("aside"),
                    place.start + match.end("aside"),
                )  # fmt: skip
                found.marks.aside(aside, Aside.DATE)
    return read


def _statement(
    place: _Place, said: _Said, match: re.Match[str], at: int, measure: str, words: Words
) -> ClaimStatement | None:
    number = read_number(match[f"n{at}"], unit_of(match, at, measure, words))
    if number is None:
        return None
    direction = _direction(match, words.code)
    if direction is Direction.DOWN and measure != Measure.RUN and number.value > 0:
        number = -number
    whole = measure == "level"
    return ClaimStatement(
        quantity=Quantity.LEVEL if whole else Quantity.MEASURE,
        side=place.side,
        window=MONTH if said.kind is TableKind.SEASONAL and place.window else place.window,
        period=place.period,
        entity="",
        number=number,
        direction=direction,
        signed=False,
        place=Place(
            place.block, place.start + match.start(f"n{at}"), place.start + match.end(f"n{at}")
        ),
        quote=place.sentence.strip(),
        measure=None if whole else Measure(measure),
        kind=None if whole else said.kind,
    )


def unit_of(match: re.Match[str], at: int, measure: str, words: Words) -> Unit:
    """The unit of the number of a hole, by what stands around it."""
    held = match.groupdict()
    unit, sign = held.get(f"u{at}") or "", held.get(f"s{at}")
    if measure == Measure.UNIT_VALUE:
        return _unit_value(f"{sign or ''}{unit}".strip(), words)
    if sign is not None:
        return written_unit(sign, unit, "", words.office)
    return (read_unit(unit, words.office) or NO_UNIT) if unit else NO_UNIT


def _direction(match: re.Match[str], code: str) -> Direction | None:
    way = match.groupdict().get("way")
    if way is None:
        return None
    told = measured_words(code)
    if way in told["down"]:
        return Direction.DOWN
    return Direction.UP if way in told["up"] else Direction.FLAT


__all__ = [
    "OPENING", "ReadParagraph", "lacks_opening", "measured_words", "read_measured", "read_said",
    "sentences_in",
]  # fmt: skip
