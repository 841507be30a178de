"""Chinese sentences: clause by clause, with what the clauses before said carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimStatement, Count, Direction, Naming, Quantity, Side
from yuebao.auditing.numbers import NO_UNIT, PERCENT, Number, read_number
from yuebao.auditing.understanding.shield import shield, unshield
from yuebao.auditing.understanding.units import read_unit
from yuebao.auditing.words import zh
from yuebao.auditing.words.asides import CODES
from yuebao.domain import MONTH, MONTH_ON_MONTH

if TYPE_CHECKING:
    from yuebao.auditing.understanding.state import Found, ParagraphState
    from yuebao.auditing.words import Words
    from yuebao.reference import Office

_BLANK = "\x00"
_POINTS = "个百分点"
_BRACKET = re.compile(r"（[^（）]*）|\([^()]*\)|[¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\d+\]")
_MARK = re.compile(rf"(?<=[\u4e00-\u9fff])(?<![前第表图至或])\d(?=(?:贸易)?(?:{zh.FLOWS})|为)")
_CLAUSE = re.compile(r"[^，。；：,;]+")
_RANKED = re.compile(
    rf"{zh.RANKED}(?P<what>[^为，]*?)(?:分别)?(?:为|是)(?P<names>{zh.LIST})(?:等)?$"
)
_THEY = re.compile(rf"^(?:分别|依次)?(?:为|是)(?P<names>{zh.LIST})(?:等)?$")
"""Whom a ranking is of that the clause before speaks of: 最大目的地与9月相同，为甲."""
_TOWARD = re.compile(
    rf"[向从对自](?P<names>{zh.LIST}?)(?:等)?(?:地区|国家)?(?={zh.EXPORTS}|{zh.IMPORTS})"
)
_AMONG = re.compile(rf"其中(?P<names>{zh.LIST}?)(?=同比|增速)")
_REFERENCE = re.compile(
    r"[表图第](\d+)|前(\d+)|(\d+)年|\d+(?:[-—–至]\d+)?月|HS(?:\d{4})?编码[\d为：]*"
)
_SHARE = re.compile(f"占比|比重|份额|占.*(?:{zh.TOTALS})")
_PART_NAMES = re.compile(r"[、]|和(?=[^和、]*$)|与(?=[^与、]*$)|以及")


@cache
def _number(office: Office) -> re.Pattern[str]:
    """A number, and the unit behind it."""
    return re.compile(
        r"(?P<number>[-−－+]?\d+(?:,\d{3})*(?:\.\d+)?)" rf"(?P<unit>{zh.unit_pattern(office)})?"
    )


@cache
def _everyone(office: Office) -> re.Pattern[str]:
    """How many regions there are: 31个省市中."""
    return re.compile(rf"(?P<count>\d+)个?{zh.regions_pattern(office)}中")


@cache
def _counted(office: Office) -> re.Pattern[str]:
    """How many of them went which way, and who is named: 甲、乙等14个省市出口额下降."""
    return re.compile(
        rf"(?P<names>{zh.LIST})?等?(?P<count>\d+)个?{zh.regions_pattern(office)}"
        rf"(?P<side>{zh.SIDES})(?:总)?额?(?P<rest>.*)$"
    )


_ALONE = re.compile(rf"(?P<names>{zh.NAMES})(?P<side>{zh.SIDES})(?:总)?额(?P<rest>[^\d]*)$")
"""One of them, named without a number: 内蒙古出口额比上年同期下降."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without brackets, and where it begins in its paragraph."""

    text: str
    start: int
    quote: str


def read_sentences(text: str, state: ParagraphState, found: Found) -> None:
    """Read a paragraph's claims into `found`."""
    masked = _mask(shield(text, state.words.office, state.names))
    for match in _CLAUSE.finditer(masked):
        clause = _Clause(match[0], match.start(), text[match.start() : match.end()])
        _read_clause(clause, state, found)


def _mask(text: str) -> str:
    """The text with brackets and footnote marks blanked, every other letter in its place."""
    masked = _BRACKET.sub(lambda m: _BLANK * len(m[0]), text)
    return _MARK.sub(_BLANK, masked)


def _read_clause(clause: _Clause, state: ParagraphState, found: Found) -> set[int]:
    """Read a clause; where the numbers that were understood begin."""
    text = clause.text
    words = state.words
    period = words.period.search(text)
    used = set()
    if period is not None:
        months = words.read_period(period)
        if months is not None:
            state.set_period(months, words.read_window(period, months))
            state.alone = False
        used |= {m.start() for m in re.finditer(r"\d+", text) if m.start() < period.end()}
    counted = _read_counts(clause, state, found)
    if counted is not None:
        return used | counted
    used |= _read_names(clause, state, found)
    state.side = _side(text, state)
    return used | _read_numbers(clause, state, found, used)


def _side(text: str, state: ParagraphState) -> Side | None:
    """The side of trade a clause names last before its first number, else the one before."""
    head, sides = text[: _first_number(text, state.words)], state.words.sides
    named = [(m.start(), side) for pattern, side in sides for m in re.finditer(pattern, head)]
    named = [(at, side) for at, side in named if not _inside(head, at, side)]
    return max(named, key=lambda pair: pair[0])[1] if named else state.side


def _inside(text: str, at: int, side: Side) -> bool:
    """Whether what was found is the end of a longer word: 出口 in 进出口 and in 净出口."""
    return side in (Side.EXPORTS, Side.IMPORTS) and at > 0 and text[at - 1] in "进净"


def _first_number(text: str, words: Words) -> int:
    period = words.period.search(text)
    from_ = period.end() if period else 0
    match = _number(words.office).search(text, from_)
    return match.start() if match else len(text)


def _split(names: str) -> tuple[str, ...]:
    plain = names.replace(_BLANK, "")
    parts = [part for part in _PART_NAMES.split(plain) if part]
    return tuple(_bare(unshield(part)) for part in parts)


def _bare(name: str) -> str:
    """A name without what a list puts behind its last: 等, 地区."""
    name = name.strip().removesuffix("等")
    return name.removesuffix("地区") or name


def _read_names(clause: _Clause, state: ParagraphState, found: Found) -> set[int]:
    text = clause.text
    ranked = _RANKED.search(text)
    if ranked is not None and not re.search(r"\d", ranked["names"]):
        what = text[: ranked.start("names")]
        side = _side(what, state)
        names = _split(ranked["names"])
        _name(clause, ranked, names, _numeral(ranked, state.words), side, state, found)
        state.side = side
        return {ranked.start("first")} if ranked["first"] and ranked["first"].isdigit() else set()
    they = _THEY.search(text)
    if they is not None and state.names.issuperset(_split(they["names"])):
        names = _split(they["names"])
        state.entities, state.alone = names, len(names) == 1
        return set()
    match = _TOWARD.search(text) or _AMONG.search(text)
    if match is not None:
        names = _split(match["names"])
        if match.re is _TOWARD:
            side = _side(text[match.end() :], state)
            _name(clause, match, names, 0, side, state, found)
        state.entities, state.alone = names, True
        return set()
    name = _leading(text, state)
    if name:
        state.entities, state.alone = (name,), True
    return set()


def _leading(text: str, state: ParagraphState) -> str:
    """The row that stands before the side of trade, as its amount: 福建出口11.8亿美元."""
    head = text[: _first_number(text, state.words)]
    match = re.search(zh.FLOWS, head)
    if match is None:
        return ""
    name = unshield(head[: match.start()].replace(_BLANK, "").strip())
    return name if name in state.names else ""


def _name(
    clause: _Clause,
    match: re.Match[str],
    names: tuple[str, ...],
    first: int,
    side: Side | None,
    state: ParagraphState,
    found: Found,
) -> None:
    state.entities, state.alone = names, len(names) == 1
    start = clause.start + match.start("names")
    place = state.place(start, clause.start + match.end("names"))
    found.namings.append(Naming(side, state.window, first, names, place, clause.quote))


def _numeral(match: re.Match[str], words: Words) -> int:
    text = match["first"]
    if not text:
        return 1
    return words.number(text) or 0


def _read_counts(clause: _Clause, state: ParagraphState, found: Found) -> set[int] | None:
    """Read how many went which way; where the numbers begin, None where it counts nobody."""
    words = state.words
    everyone = _everyone(words.office).search(clause.text)
    if everyone is not None and clause.text.endswith("中"):
        found.counts.append(_count(clause, everyone, state, state.side, None, ()))
        return {everyone.start("count")}
    match = _counted(words.office).search(clause.text) or _alone(clause, state, found)
    if match is None:
        return None
    direction = Direction.UNKNOWN if "无法" in match["rest"] else words.direction_of(match["rest"])
    if direction is None:
        return None
    side = words.side_of(match["side"])
    names = _split(match["names"] or "")
    found.counts.append(_count(clause, match, state, side, direction, names))
    return {match.start("count")} if "count" in match.groupdict() else set()


def _alone(clause: _Clause, state: ParagraphState, found: Found) -> re.Match[str] | None:
    """One region of those that a sentence counts, which it names without a number."""
    if not found.counts or found.counts[-1].place.block != state.block:
        return None
    match = _ALONE.match(clause.text)
    return match if match is not None and unshield(match["names"]) in state.names else None


def _count(
    clause: _Clause,
    match: re.Match[str],
    state: ParagraphState,
    side: Side | None,
    direction: Direction | None,
    names: tuple[str, ...],
) -> Count:
    return Count(
        side=side,
        window=state.window,
        direction=direction,
        count=int(match.groupdict().get("count", 1)),
        named=names,
        place=state.place(clause.start + match.start(), clause.start + match.end()),
        quote=clause.quote,
    )


_SOME = re.compile("[前后][二两三四]者")
"""Words of a list that say that its numbers are of some of those named."""


def _read_numbers(clause: _Clause, state: ParagraphState, found: Found, used: set[int]) -> set[int]:
    text = clause.text
    matches = [
        m
        for m in _number(state.words.office).finditer(text)
        if m.start("number") not in used and not _is_reference(text, m)
    ]
    matches = [m for m in matches if not any(u > m.start() and u < m.end() for u in used)]
    matches = [m for m in matches if m["unit"] != _POINTS]  # what pulls growth is read apart
    if not matches:
        return set()
    listed = len(matches) > 1 or "分别" in text
    if not listed and len(state.entities) > 1:
        state.entities, state.alone = (), False
    units = [read_unit(m["unit"] or "", state.words.office) for m in matches]
    told = next((unit for unit in units if unit is not None), None)
    if told is None and not listed:
        return set()
    for position, match in enumerate(matches):
        number = read_number(match["number"], units[position] or NO_UNIT)
        if number is None:
            continue
        entity = _entity(state, position, len(matches), listed=listed)
        statement = _statement(clause, match, number, entity, state, told or NO_UNIT)
        found.statements.append(
            replace(statement, listed=len(matches) if listed else 1, position=position)
        )
    return {m.start("number") for m in matches}


def _entity(state: ParagraphState, position: int, count: int, *, listed: bool) -> str:
    if listed:
        return state.entities[position] if position < len(state.entities) else ""
    return state.entities[0] if state.alone and count == 1 and state.entities else ""


def _statement(
    clause: _Clause,
    match: re.Match[str],
    number: Number,
    entity: str,
    state: ParagraphState,
    told: object,
) -> ClaimStatement:
    text = clause.text
    unit = number.unit if number.unit is not NO_UNIT else told
    quantity = Quantity.LEVEL
    if unit == PERCENT:
        quantity = Quantity.SHARE if _SHARE.search(text) else Quantity.GROWTH
    before = text[: match.start()]
    direction = state.words.direction_of(before[-4:]) if quantity is Quantity.GROWTH else None
    if quantity is Quantity.LEVEL and number.unit != NO_UNIT:
        state.pieces = not number.unit.is_money()
    signed = number.value < 0
    value = number
    if direction is Direction.DOWN and not signed:
        value = -number
    if zh.NET_IMPORTS in before and quantity is Quantity.LEVEL and not signed:
        value = -number
    monthly = quantity is Quantity.GROWTH and state.window == MONTH and "环比" in text
    return ClaimStatement(
        quantity=quantity,
        side=state.side,
        window=MONTH_ON_MONTH if monthly else state.window,
        period=state.period,
        entity=entity,
        number=value,
        direction=direction,
        signed=signed,
        place=state.place(clause.start + match.start(), clause.start + match.end()),
        quote=clause.quote,
        period_word=state.words.told_window(text),
        pieces=state.pieces,
        names=0 if _SOME.search(text) else len(state.entities),
    )


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether it counts nothing: the number of a table, or a code of goods."""
    at = match.start("number")
    patterns = (_REFERENCE, *(pattern for _, pattern in CODES))
    return any(ref.start() <= at < ref.end() for p in patterns for ref in p.finditer(text))
