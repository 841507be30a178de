"""Reads where sentences say that an amount stands, and how trade is spread: `measured.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.standings import ClaimComparison, ClaimSpread, ClaimStanding, Passing
from yuebao.auditing.terms import Place
from yuebao.auditing.understanding.entities import partner_code
from yuebao.auditing.understanding.measured import (
    OPENING,
    lacks_opening,
    measured_words,
    sentences_in,
    window_said,
)
from yuebao.auditing.words.kinds import MONTHS
from yuebao.domain import Month, Period
from yuebao.report.model import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.auditing.words import Words
    from yuebao.domain import Span, Window
    from yuebao.report.model import Concentrated, Figure, Key, Placed

_MONTHS = {name: at for at, name in enumerate(MONTHS, 1)}
_STANDING = ("first", "highest", "higher", "lower")


@cache
def _patterns(code: str, of: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in measured_words(code)[of].items()}


def read_standings(text: str, block: int, words: Words) -> Iterator[ClaimStanding | ClaimSpread]:
    """What a paragraph says of records and of concentration, for each of the months it opens."""
    marks = measured_words(words.code)["marks"]
    told = {"standing": marks["records"], "spread": marks["concentration"]}
    held = [of for of, mark in told.items() if re.search(mark, text)]
    for said in _told(text, block, words) if held else ():
        if "standing" in held:
            yield from _standings(said, words)
        found = _spread(said, words) if "spread" in held else None
        if found is not None:
            yield found


def read_comparisons(text: str, block: int, words: Words) -> Iterator[ClaimComparison]:
    """What a paragraph says of growth beside that of the month."""
    told = measured_words(words.code)["compared"]
    for of in ("pace", "way"):
        for match in re.finditer(told[of], text):
            month = match["month"]
            number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
            if number is None:
                continue
            yield ClaimComparison(
                rate=Place(block, *match.span("rate")),
                month=number,
                more=match["pace"] in told["more"] if of == "pace" else None,
                up=match["way"] in measured_words(words.code)["up"] if of == "way" else None,
                place=Place(block, *match.span()),
                quote=match[0],
            )


def standing_of(said: Placed, place: Place, quote: str) -> ClaimStanding:
    """What a built report says of a record."""
    side, span = Side.of(said.flow), said.span
    higher, lower = said.latest()
    return ClaimStanding(
        side, span.window, span.period, said.first.period, said.highest_at.period,
        _months(higher), _months(lower), place, quote,
    )  # fmt: skip


def spread_of(said: Concentrated, place: Place, quote: str) -> ClaimSpread:
    """What a built report says of concentration."""
    now, base, span = said.index, said.base, said.span
    above = None
    if now.value is not None and base.value is not None and now.text != base.text:
        above = now.value > base.value
    return ClaimSpread(
        Side.of(said.flow), span.window, span.period, above, above,
        _passing(said.new, said.newcomers), _passing(said.lost, said.leavers), said.months,
        place, quote,
    )  # fmt: skip


def _months(span: Span | None) -> Period | None:
    return None if span is None else span.period


def _passing(count: Figure, named: Sequence[Key]) -> Passing | None:
    if count.value is None:
        return None
    names = tuple(key.label for key in named)
    return Passing(int(count.value), names, count.value > len(names))


class _Told:
    """Sentences on the months that the first of them names."""

    def __init__(
        self, text: str, place: Place, side: Side | None, window: Window | None, period: Period
    ) -> None:
        self.text, self.place = text, place
        self.side, self.window, self.period = side, window, period


def _told(text: str, block: int, words: Words) -> Iterator[_Told]:
    """The sentences of a paragraph, parted where one opens with its months, or lost them."""
    opened: list[tuple[int, Period | None, Window | None]] = []
    since, told = _patterns(words.code, "standing")["first"], False
    for start, end in sentences_in(text, words.code):
        sentence = text[start:end].lstrip()
        named = words.period.search(sentence)
        period = words.read_period(named) if named else None
        if named is not None and period is not None and named.start() <= OPENING:
            opened.append((start, period, words.read_window(named, period)))
            told = False
        elif lacks_opening(sentence, words) or (told and since.search(sentence)):
            opened.append((start, None, None))
        told = told or since.search(sentence) is not None
    ends = [start for start, _, _ in opened[1:]] + [len(text)]
    for (start, period, window), end in zip(opened, ends, strict=True):
        if period is not None:
            part = text[start:end]
            said = window_said(part, window, words.code)
            yield _Told(part, Place(block, start, end), words.side_of(part), said, period)


def _standings(told: _Told, words: Words) -> Iterator[ClaimStanding]:
    """What sentences say of months; a thing that they say twice is said of both."""
    found = {
        name: [_read_months(one["span"], words) for one in pattern.finditer(told.text)]
        for name, pattern in _patterns(words.code, "standing").items()
    }
    for at in range(max(map(len, found.values()))):
        first, highest, higher, lower = (
            (found[name][at : at + 1] or [None])[0] for name in _STANDING
        )
        if first or highest or higher or lower:
            yield ClaimStanding(
                told.side, told.window, told.period, first, highest, higher, lower,
                told.place, told.text.strip(),
            )  # fmt: skip


def _read_months(text: str, words: Words) -> Period | None:
    """The months of a window by its name: 截至2024年6月的12个月; 2022年; January–June 2022."""
    named = words.period.search(text)
    if named is not None:
        return words.read_period(named)
    year = re.fullmatch(r"\s*((?:19|20)\d\d)年?(?:全年)?\s*", text)
    return Period(Month(int(year[1]), 1), Month(int(year[1]), 12)) if year else None


def _spread(told: _Told, words: Words) -> ClaimSpread | None:
    patterns = _patterns(words.code, "spread")
    found = {name: pattern.search(told.text) for name, pattern in patterns.items()}
    if not any(found.values()):
        return None
    months = found["months"]
    return ClaimSpread(
        told.side, told.window, told.period,
        _way(found["above"], found["below"]),
        _way(found["more"], found["less"]),
        _passed(found["new"], found["no_new"], words),
        _passed(found["lost"], found["no_lost"], words),
        int(months["months"]) if months else None,
        told.place, told.text.strip(),
    )  # fmt: skip


def _way(one: object, other: object) -> bool | None:
    return None if bool(one) == bool(other) else bool(one)


def _passed(
    some: re.Match[str] | None, nobody: re.Match[str] | None, words: Words
) -> Passing | None:
    """How many came or went, and the names in the bracket behind, which may hold brackets."""
    if some is None:
        return None if nobody is None else Passing(0, (), more=False)
    told = measured_words(words.code)
    names = told["names"]
    text = some["names"] or ""
    plain = text.removeprefix(names["including"]).removesuffix(names["more"] or "\0")
    return Passing(int(some["count"]), _names(plain, told["between"], words), more=plain != text)


def _names(text: str, between: str, words: Words) -> tuple[str, ...]:
    """The names of a list; some hold what stands between two: 波斯尼亚和黑塞哥维那."""
    pieces = re.split(f"({between})", text) if text else []
    found: list[str] = []
    at = 0
    while at < len(pieces):
        joined = "".join(pieces[at : at + 3])
        whole = partner_code(joined.removeprefix("the "), words.office) is not None
        found.append(joined if whole else pieces[at])
        at += 4 if whole else 2
    return tuple(one.removeprefix("the ") for one in found if one)


__all__ = ["read_comparisons", "read_standings", "spread_of", "standing_of"]
