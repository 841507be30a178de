"""What is known of a document before its first sentence is read: its year, its money, its side."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.prose.clauses import NOBODY, is_beyond
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.prose.names import plain_name
from yuebao.auditing.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.clauses import State
    from yuebao.auditing.prose.marks import Mark

_BESIDE = ("than", "from", "earlier", "following", "expected")
"""What is named behind these is not what the text is on."""
_MANY = 3
"""A name that so many paragraphs have is what a text is on."""
_SEVERAL = 3
"""Of so many countries' trade a text tells that is on no single one's."""
_DATELINE = re.compile(r"\s*[A-Z][A-Z .,'’/]{2,40}(?:\([^)]{1,30}\)\s?)?\s?[-–—]{1,2}\s")


def learn(state: State, texts: Sequence[str]) -> None:
    """Take from all texts whose trade it is, in what money, on which side, in which year.

    The year is the latest that is written out in digits.
    """
    state.regional = any(re.search(lexicon(state.language)["regional"], text) for text in texts)
    state.regional = state.regional or _is_on_goods(texts, state.language)
    state.own_names = _reporters(texts, state.language)
    state.services = any(re.search(r"\b[Ss]ervices\b", text) for text in texts)
    scanned = [state.marks_of(text) for text in texts]
    every = [mark for marks in scanned for mark in marks]
    previous = [m.when is not None and m.when.as_of == "previous" for m in every]
    kinds = {"before" if p else m.kind for m, p in zip(every, previous, strict=True)}
    alike = any(re.search(lexicon(state.language)["alike"], fold(text)) for text in texts)
    state.compares_months = "before" in kinds
    state.usual_year = alike or ("yearly" in kinds and "before" not in kinds)
    money = {m.figure.unit.base for m in every if m.kind == "number" and not is_bare(m)}
    units = lexicon("zh")["units"]
    others = money & units["short"]
    known = units["money"][units["bare"]["unit"]] in money
    state.short = others.pop() if len(others) == 1 and not known else ""
    sides = {m.flow[1] for m in every if m.kind == "flow" and m.flow[0] == "trade"} - {"shipments"}
    state.only = next(iter(sides)) if sides in ({"exports"}, {"imports"}) else ""
    years, aside = _years(scanned)
    if years:
        state.clock.own = state.clock.year = max(years)
    elif aside:
        state.clock.own = state.clock.year = max(aside) + 1


def _is_on_goods(texts: Sequence[str], language: str) -> bool:
    """Whether a text is on the trade in some goods: those that its title or much of it names."""
    pattern = lexicon(language)["on_goods"]
    found = [{plain_name(m["goods"], language) for m in re.finditer(pattern, fold(text))} - {""}
             for text in texts]  # fmt: skip
    every = Counter(name for names in found for name in names)
    return bool(found and found[0]) or any(many >= _MANY for many in every.values())


def _years(scanned: Sequence[Sequence[Mark]]) -> tuple[list[int], list[int]]:
    """The years written out, and those that others are only compared with."""
    years: list[int] = []
    aside: list[int] = []
    for marks in scanned:
        depth, off = 0, False
        for mark in marks:
            depth += {"（": 1, "(": 1, "）": -1, ")": -1}.get(mark.text.strip(), 0)
            times = mark.kind == "number" and mark.figure.unit.base == "times"
            off = (
                mark.kind in _BESIDE
                or times
                or is_beyond(mark)
                or (off and mark.kind not in ("break", "end"))
            )
            when = mark.when
            off = off and not (when is not None and when.is_base)
            if when is not None and when.year is not None and not when.relative:
                compared = depth > 0 or off or when.as_of in ("same", "since")
                (aside if compared else years).append(when.year)
    return years, aside


def _reporters(texts: Sequence[str], language: str) -> frozenset[str]:
    """In English, the country whose trade it is: the first whose exports it tells.

    A text that goes through the trade of several, none of them most often, is on nobody's; where
    it speaks of all trade, on the world's.
    """
    if language != "en":
        return NOBODY
    told = [plain_name(m[1], "en") for text in texts
            for m in re.finditer(lexicon("en")["reporter"], text)]  # fmt: skip
    told = [name for name in told if name not in MONTHS]
    if not told or not told[0]:
        return NOBODY
    world = {m[1].lower() for text in texts for m in re.finditer(lexicon("en")["all_of"], text)}
    first = re.search(lexicon("en")["all_at_first"], texts_of_trade(texts))
    if first is not None or (len(set(told)) >= _SEVERAL and 2 * told.count(told[0]) <= len(told)):
        return frozenset(world)
    return frozenset({told[0]})


def texts_of_trade(texts: Sequence[str]) -> str:
    """What a text says first of trade, up to the first of whose it is."""
    text = " ".join(texts)
    found = re.search(lexicon("en")["reporter"], text)
    return text[: found.start()] if found else text


def is_bare(mark: Mark) -> bool:
    """Whether an amount's unit is the one that several currencies are shortened to."""
    return re.search(lexicon("zh")["units"]["bare"]["end"], mark.text) is not None


def without_dateline(text: str, language: str) -> str:
    """The text without the place it was sent from (TOKYO - ), or who speaks (答：)."""
    english = language == "en"
    speaker = None if english else re.match(lexicon("zh")["speaker"], fold(text))
    match = _DATELINE.match(text) if english else speaker
    return text if match is None else " " * match.end() + text[match.end() :]
