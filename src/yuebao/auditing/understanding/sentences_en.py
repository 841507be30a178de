"""English sentences, of the reports that yuebao writes: each by the few shapes they have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimStatement, Count, Direction, Naming, Quantity, Side
from yuebao.auditing.numbers import PERCENT, Number, read_number
from yuebao.auditing.understanding.shield import shield, unshield
from yuebao.auditing.understanding.units import written_unit
from yuebao.auditing.words import en
from yuebao.domain import MONTH, MONTH_ON_MONTH

if TYPE_CHECKING:
    from yuebao.auditing.understanding.state import Found, ParagraphState
    from yuebao.reference import Office

_SENTENCE = re.compile(r"(?:(?!\.\s|;\s|\.$).)+(?:\.(?=\s|$)|;)?", re.DOTALL)
_WORD = "|".join(word for word in en.SCALES if word)
_LARGEST = re.compile(
    r"[Tt]he (?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d+) )?largest "
    r"(?P<what>.*?) (?:was|were) (?P<names>.+?), at "
)
_TOWARD = re.compile(
    rf"(?:{en.EXPORTS}|{en.IMPORTS}) of .+? (?:to|from) (?P<names>[^,]+?(?:, [^,]+)*?) were "
)
_ABOUT = re.compile(
    rf"(?:{en.EXPORTS}|{en.IMPORTS}|trade) (?:to|from|into|of|by) (?P<name>[^,;:]+?) (?:was|were) "
)
_DID = "(?:exported|imported) (?P<how>less|more|as much)|cannot be compared"
_COUNTS = re.compile(
    rf"(?P<count>\d+) (?P<what>{_DID})"
    r"[^(]*\((?P<names>[^()]*?)(?: among them)?\)"
)
_SKIP = re.compile(
    r"\((?:see|\d|(?:up|down) in )[^()]*\)|\[\^\d+\]|“[^”]*”|[¹²³⁴⁵⁶⁷⁸⁹]"
    r"|(?:(?:same|much) as|(?:other|fewer|rise|fall) than) in [^,.:;]*"
)
"""What says nothing of its own, the months that a sentence compares with among it."""
_WITH = re.compile(r"\bin trade with\b")  # whom a part of exports goes to: no side of its own
_ARTICLE = re.compile(r"^(?:and )?(?:the )?")
_ON_MONTH = re.compile("on the month|month-on-month")
_BLANK = "\x00"


@cache
def _number_in(office: Office) -> re.Pattern[str]:
    """A number, with the sign of a currency before it or words behind it."""
    return re.compile(
        rf"(?P<sign>{_signs(office)})?"
        r"(?P<number>[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?)"
        rf"(?:(?P<percent>%)|(?: (?P<word>{_WORD}))?"
        r"(?: (?!(?:and|or|for|with|on|of)\b)(?P<noun>[a-z]+))?)"
    )


@cache
def _list_in(office: Office) -> re.Pattern[str]:
    """Numbers in a row, behind the word that says what they are."""
    return re.compile(
        r"(?P<lead>\bat|\bor|changes? on the year of|month-on-month changes? of|\bwere|\bwas"
        r"|totalled"
        rf"|{en.NET} of|{en.NET_IMPORTS} of|\bup|\bdown)"
        rf" (?P<numbers>(?:{_signs(office)})?[-−]?\d[^;]*?)"
        r"(?=$|, (?:or|with|up|down|leaving|respectively|unchanged|nearly)"
        r"| of all| for | on the year| \(|\.$|;)"
    )


def _signs(office: Office) -> str:
    """What stands before an amount: US$, or a word and a space."""
    signs = [one.sign["en"] for one in office.currencies if "en" in one.sign]
    words = [f"{word} " for word in en.money(office) if word not in signs]
    return "|".join(map(re.escape, (*signs, *words)))


@cache
def _everyone_in(office: Office) -> re.Pattern[str]:
    """How many regions there are, and what all of them did where none differs."""
    return re.compile(
        rf"(?:Of the|All) (?P<count>\d+) (?:{en.regions_pattern(office)})"
        rf"(?: (?P<what>{_DID}))?"
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a sentence with numbers, and where it begins in its paragraph."""

    lead: str
    numbers: str
    start: int
    quote: str


def read_sentences(text: str, state: ParagraphState, found: Found) -> None:
    """Read a paragraph's claims into `found`."""
    masked = _SKIP.sub(lambda m: _BLANK * len(m[0]), shield(text, state.words.office, state.names))
    for match in _SENTENCE.finditer(masked):
        _read_sentence(match[0], match.start(), text[match.start() : match.end()], state, found)


def _read_sentence(
    sentence: str, start: int, quote: str, state: ParagraphState, found: Found
) -> list[tuple[int, int]]:
    used: list[tuple[int, int]] = []
    words = state.words
    period = words.period.search(sentence)
    if period is not None:
        months = words.read_period(period)
        if months is not None:
            state.set_period(months, words.read_window(period, months))
        used.append(period.span())
    counted = _read_counts(sentence, start, quote.strip(), state, found)
    if counted:
        return used + counted
    state.entities = ()
    _read_names(sentence, start, quote.strip(), state, found)
    for match in _list_in(words.office).finditer(sentence):
        part = _Stretch(
            match["lead"], match["numbers"], start + match.start("numbers"), quote.strip()
        )
        state.side = _side(sentence[: match.start("numbers")], state)
        _read_part(part, sentence[match.end() :], state, found)
        used.append(match.span("numbers"))
    return used


def _side(text: str, state: ParagraphState) -> Side | None:
    best: tuple[int, int, Side] | None = None
    text = _WITH.sub("", text)
    for pattern, side in state.words.sides:
        for match in re.finditer(pattern, text):
            if best is None or (match.end(), match.end() - match.start()) > best[:2]:
                best = (match.end(), match.end() - match.start(), side)
    return best[2] if best else state.side


def _names(text: str) -> tuple[str, ...]:
    """A, B, and C, or A and B; names that hold a comma or an `and` are known ones."""
    text = text.replace(_BLANK, "").strip()
    if ", and " in text:
        parts = text.split(", ")
    else:
        head, joint, last = text.rpartition(" and ")
        parts = [head, last] if joint else [text]
    return tuple(unshield(_ARTICLE.sub("", part.strip())) for part in parts if part)


def _read_names(sentence: str, start: int, quote: str, state: ParagraphState, found: Found) -> None:
    match = _LARGEST.search(sentence)
    first = 0
    about = (m["name"].replace(_BLANK, "") for m in _ABOUT.finditer(sentence))
    named = [name for one in about if (name := unshield(_ARTICLE.sub("", one))) in state.names]
    if match is None and named:
        state.entities, state.alone = (named[-1],), True
        return
    if match is not None:
        count = match["count"] or ""
        first = int(count) if count.isdigit() else en.COUNTED.get(count, 1)
        state.side = _side(match["what"], state)
    else:
        match = _TOWARD.search(sentence)
        if match is None:
            return
        state.side = _side(match[0], state)
    names = _names(match["names"])
    state.entities, state.alone = names, len(names) == 1
    place = state.place(start + match.start("names"), start + match.end("names"))
    found.namings.append(Naming(state.side, state.window, first, names, place, quote))


def _read_counts(
    sentence: str, start: int, quote: str, state: ParagraphState, found: Found
) -> list[tuple[int, int]]:
    everyone = _everyone_in(state.words.office).search(sentence)
    if everyone is None:
        return []
    used = [everyone.span("count")]
    side = _side(sentence, state)
    place = state.place(start + everyone.start(), start + everyone.end())
    found.counts.append(Count(side, state.window, None, int(everyone["count"]), (), place, quote))
    if everyone["what"]:
        way = state.words.direction_of(everyone["how"] or "") or Direction.UNKNOWN
        found.counts.append(
            Count(side, state.window, way, int(everyone["count"]), (), place, quote)
        )
    for match in _COUNTS.finditer(sentence):
        found.counts.append(
            Count(
                side=side,
                window=state.window,
                direction=state.words.direction_of(match["how"] or "") or Direction.UNKNOWN,
                count=int(match["count"]),
                named=_names(match["names"]),
                place=state.place(start + match.start(), start + match.end()),
                quote=quote,
            )
        )
        used.append(match.span("count"))
    return used


def _read_part(part: _Stretch, after: str, state: ParagraphState, found: Found) -> None:
    matches = list(_number_in(state.words.office).finditer(part.numbers))
    entities = state.entities
    only = re.match(r" for ([^(;.]+)", after)
    if only is not None and "change" in part.lead:
        entities = _names(only[1])
    for position, match in enumerate(matches):
        number = _number(match, state.words.office)
        if number is None:
            continue
        listed = len(matches)
        entity = entities[position] if position < len(entities) == listed else ""
        statement = _statement(part, match, number, entities, entity, after, state)
        found.statements.append(replace(statement, listed=listed, position=position))


def _number(match: re.Match[str], office: Office) -> Number | None:
    if match["percent"]:
        return read_number(match["number"], PERCENT)
    return read_number(
        match["number"],
        written_unit(match["sign"] or "", match["word"] or "", match["noun"] or "", office),
    )


def _statement(
    part: _Stretch,
    match: re.Match[str],
    number: Number,
    entities: tuple[str, ...],
    entity: str,
    after: str,
    state: ParagraphState,
) -> ClaimStatement:
    quantity = Quantity.LEVEL
    if number.unit == PERCENT:
        quantity = (
            Quantity.SHARE if part.lead == "or" or " of all" in after[:8] else Quantity.GROWTH
        )
    if quantity is Quantity.LEVEL:
        state.pieces = not number.unit.is_money()
    signed = number.value < 0
    direction = state.words.direction_of(part.lead)
    net = part.lead.removesuffix(" of")
    negative = direction is Direction.DOWN or net == en.NET_IMPORTS
    monthly = quantity is Quantity.GROWTH and state.window == MONTH
    monthly = monthly and bool(_ON_MONTH.search(part.quote))
    return ClaimStatement(
        quantity=quantity,
        side=Side.NET if net in (en.NET, en.NET_IMPORTS) else state.side,
        window=MONTH_ON_MONTH if monthly else state.window,
        period=state.period,
        entity=entity,
        number=-number if negative and not signed else number,
        direction=direction if quantity is Quantity.GROWTH else None,
        signed=signed,
        place=state.place(part.start + match.start(), part.start + match.end()),
        quote=part.quote,
        pieces=state.pieces,
        names=len(entities),
    )
