"""A clause and what clauses before it said: what the readers of numbers work on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval, Number
from yuebao.auditing.prose.dates import Clock
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.prose.names import plain_name
from yuebao.auditing.prose.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.facts import Fact, Topic
    from yuebao.auditing.prose.marks import Mark
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period

NOBODY: frozenset[str] = frozenset()
NATION = frozenset({"全国"})
"""Whom a text on a part of the country compares that with."""


def is_on_nation(text: str) -> bool:
    """Whether a text speaks of all the country."""
    return any(name in text for name in NATION)


TOGETHER = frozenset({"+"})
"""What marks the scope of several taken together."""


@dataclass(slots=True)
class ClauseSubject:
    """Whom and what the clauses are about so far."""

    family: str = "trade"
    side: str = ""
    measure: str = ""
    scope: frozenset[str] = NOBODY
    sentence: int = -1


@dataclass(slots=True)
class Clause:
    """A clause: its marks, where its numbers are, and what the whole of it says.

    Attributes:
        marks: Its marks.
        numbers: The places of its numbers among them, ascending.
        quote: As printed.
        aside: Whether it stands in brackets.
    """

    marks: list[Mark]
    quote: str
    aside: bool
    numbers: list[int] = field(default_factory=list)

    def left(self, at: int) -> list[Mark]:
        """The marks between the number before and a number."""
        place = bisect_left(self.numbers, at)
        return self.marks[(self.numbers[place - 1] + 1 if place else 0) : at]

    def right(self, at: int) -> list[Mark]:
        """The marks between a number and the next."""
        place = bisect_right(self.numbers, at)
        end = self.numbers[place] if place < len(self.numbers) else len(self.marks)
        return self.marks[at + 1 : end]

    def comparisons(self) -> frozenset[str]:
        """Which of `yearly` and `before` it says that something is compared with."""
        said = {m.kind for m in self.marks if m.kind in ("yearly", "before")}
        as_of = {m.when.as_of for m in self.marks if m.when is not None}
        said |= {"yearly"} if "year earlier" in as_of else set()
        return frozenset(said | ({"before"} if "previous" in as_of else set()))

    def lists_numbers(self) -> bool:
        """Whether several numbers, or none but one for all, go with several names."""
        if self.has("listed", "sum") or not self.numbers:
            return True
        between = self.marks[self.numbers[0] : self.numbers[-1]]
        return any(mark.kind == "also" for mark in between)

    def tells_first(self, language: str) -> bool:
        """Whether it is on the largest of several alone: the three largest markets, 前三大."""
        first = lexicon(language)["firsts"]
        return self.has("skip") or any(
            mark.kind == "count" and re.search(first, mark.text) for mark in self.marks
        )

    def has(self, *kinds: str) -> bool:
        """Whether it has a mark of any of these kinds."""
        return any(mark.kind in kinds for mark in self.marks)


@dataclass(slots=True)
class State:
    """What a document has said so far.

    Attributes:
        language: `zh` or `en`.
        clock: What periods are relative to.
        facts: Every fact.
        unread: Where numbers stand of which nothing tells what they are.
        subject: Whom and what clauses are about.
        sentence: The number of the sentence.
        block: The paragraph.
        pending: The names listed last, for numbers listed after them.
        pending_of: The sentence that listed them.
        said: The facts of the sentence.
        yearly: Whether the sentence compares with a year earlier; None where it does not say.
        whole: What the last share of the paragraph was of.
        section: The months that the heading names.
        side: The side of trade that the heading names.
        turn: Which way the last word of movement of the sentence points.
        resume: The months that are spoken of again behind a sentence that is on earlier ones.
        tail: The months that the clause before ends with as what it compares with.
        opening: The months that the paragraph spoke of first.
        named: Whether the paragraph has named its months itself.
        dated: The months that the last paragraph under the heading that named some spoke of first.
        undated: The paragraphs that name no months of their own, where those of the heading, which
            they are taken to be of, are others than those of `dated`.
        following: The paragraphs that are of the months of `dated` instead.
        regional: Whether the text is on a part of a country, or some goods, so that the nation is
            another.
        held: Rates in brackets behind levels, of which no word tells what they are.
        short: Which currency the text means by a bare 元, if not China's.
        footing: On what footing the paragraph's figures are, if on one of their own.
        place: A place that the next level has, and the word that says so.
        placed: Whose level was told last.
        places: Which place levels have been said to have.
        falls: Whether the sentence's rates are of a fall, 降幅.
        without: From where on in the paragraph the sentence leaves out some goods; −1 where not.
        comparisons: `yearly` and `before`, as far as the sentence says so.
        before: The words of the clause before, in plain characters.
        spoken_side: The side of trade that was last spoken of; exports where a paragraph that
            spoke of both has ended.
        sides: Those that the paragraph speaks of.
        only: The side of trade that the whole text is on, where it speaks of no other.
        bases: Those of `said` that others are compared with.
        compare: The months that a clause by itself says the sentence compares with.
        money: The currency that growth is said to be in, where that is not the one of its level.
        footed: The same, of the whole sentence, where a clause by itself says so: 按人民币计价，.
        usual_year: Whether the document compares with nothing but a year earlier.
        compares_months: Whether it compares with the month or quarter before.
        asides: Those of `said` that stand in brackets.
        pace: While a sentence compares growth with that of other months: those, and whether it is
            a fall.
        begun: The months a paragraph's sentence began with, and how many others it names.
        joint: What stands before the clause.
        foreseen: Whether the clause before is on what is expected.
        predicted: Whether the sentence began with what somebody expects, so that all of it is that.
        services: Whether the text speaks of services, so that goods are not all of trade.
        own_names: What the document calls those whose trade it is on.
        listing: Whether the sentence lists parts, and from which of `said` on; −1 where not.
        scanned: The marks of every paragraph that was looked at.
    """

    language: str
    clock: Clock = field(default_factory=Clock)
    facts: list[Fact] = field(default_factory=list)
    unread: list[Place] = field(default_factory=list)
    subject: ClauseSubject = field(default_factory=ClauseSubject)
    sentence: int = 0
    block: int = 0
    pending: tuple[str, ...] = ()
    pending_of: int = -1
    said: list[Fact] = field(default_factory=list)
    yearly: bool | None = None
    whole: tuple[Topic, ...] | None = None
    section: Period | None = None
    side: str = ""
    only: str = ""
    spoken_side: str = "exports"
    sides: set[str] = field(default_factory=set)
    turn: int = 0
    comparisons: frozenset[str] = NOBODY
    short: str = ""
    held: list[Fact] = field(default_factory=list)
    footing: str = ""
    falls: bool = False
    place: tuple[int, str] | None = None
    placed: frozenset[str] = NOBODY
    places: dict[Topic, int] = field(default_factory=dict)
    without: int = -1
    before: str = ""
    bases: list[Fact] = field(default_factory=list)
    compare: Period | None = None
    listing: int = -1
    services: bool = False
    joint: str = ""
    own_names: frozenset[str] = NOBODY
    money: str = ""
    footed: str = ""
    usual_year: bool = False
    compares_months: bool = False
    pace: tuple[Period, bool] | None = None
    asides: list[Fact] = field(default_factory=list)
    begun: tuple[Period | None, int] = (None, 0)
    foreseen: bool = False
    predicted: bool = False
    resume: Period | None = None
    tail: Period | None = None
    opening: Period | None = None
    named: bool = False
    dated: Period | None = None
    undated: set[int] = field(default_factory=set)
    following: frozenset[int] = frozenset()
    regional: bool = False
    scanned: dict[str, list[Mark]] = field(default_factory=dict)

    def marks_of(self, text: str) -> list[Mark]:
        """The marks of a paragraph, which is looked at several times."""
        if text not in self.scanned:
            self.scanned[text] = scan(fold(text), self.language)
        return list(self.scanned[text])

    def of_sentence(self) -> range:
        """Where in `facts` those of the sentence stand."""
        end = len(self.facts)
        alike = takewhile(lambda f: f.sentence == self.sentence, reversed(self.facts))
        return range(end - sum(1 for _ in alike), end)

    def of_paragraph(self) -> list[Fact]:
        """The facts of the paragraph so far."""
        alike = takewhile(lambda f: f.place.block == self.block, reversed(self.facts))
        return list(alike)[::-1]

    def of_late(self) -> list[Fact]:
        """The facts a sentence can speak of without saying where they stand."""
        return self.facts[-_BACK:]


_BACK = 2000
"""How many facts back a reader remembers one."""


def named_in_english(head: Sequence[Mark]) -> list[Mark]:
    """What can be a name before an English number: the first words, and those behind of, to."""
    found: list[Mark] = []
    open_ = True
    for mark in head:
        if mark.kind in ("flow", "move", "to", "than", "from", "when", "measure"):
            open_ = mark.text.lower().startswith(("among ", "for ", "on "))  # on the import side
        elif mark.kind == "toward":
            open_ = True
        if mark.kind not in ("text", "also") or open_:
            found.append(mark)
    return found


def named_behind(clause: Clause) -> frozenset[str]:
    """Whom an English clause names behind its only level: 9 million tons of it from Brazil."""
    if len(clause.numbers) != 1 or not clause.has("flow"):
        return NOBODY
    at = clause.numbers[0]
    if clause.marks[at].figure.unit.base in ("", "%", "points", "times"):
        return NOBODY
    behind = clause.marks[at + 1 :]
    for here, mark in enumerate(behind[:-1]):
        if mark.kind in ("than", "from", "when", "number", "share", "flow", "move"):
            break
        name = PLACE.match(behind[here + 1].text)
        if mark.kind == "toward" and mark.text in ("from", "to") and name is not None:
            return frozenset({plain_name(name[1], "en")}) - {""}
    return NOBODY


PLACE = re.compile(r"\s*(?:the )?([A-Z](?:[a-z]+|[A-Z.]+)(?: [A-Z][a-z]+)*)")
KINDS_OF_TRADE = frozenset({"goods", "services"})
_BOTH = re.compile(r"\b(?:goods|merchandise) and services\b|\bservices and (?:goods|merchandise)\b")
_EITHER = re.compile(r"\b(goods|merchandise|services)\b")


def is_on_both(text: str) -> bool:
    """Whether words say that they are on goods and services together."""
    return _BOTH.search(text.lower()) is not None


def kind_of_trade(marks: Sequence[Mark]) -> frozenset[str] | None:
    """Which of goods and services words speak of last; both are nobody, None where they do not."""
    text = "".join(mark.text for mark in marks).lower()
    both = [match.end() for match in _BOTH.finditer(text)]
    said = list(_EITHER.finditer(text))
    if not said:
        return None
    if both and both[-1] >= said[-1].end():
        return NOBODY
    return frozenset({said[-1][1].replace("merchandise", "goods")})


def is_beyond(mark: Mark) -> bool:
    """Whether English words behind a rate say that what follows is what it is on: 7% on the 9.0."""
    return re.fullmatch(r"above|below|on(?: the| a)?", mark.text.strip().lower()) is not None


def nameless(scope: frozenset[str]) -> frozenset[str]:
    """What sets a level apart that nothing names."""
    return frozenset(name for name in scope if name.startswith("#"))


def price_unit(prices: Sequence[Mark]) -> str:
    """What a price is for one of, where the words say so before it: 每吨."""
    return next((m.text.partition("每")[2] for m in prices if "每" in m.text), "")


def widened(
    left: Sequence[Mark], number: Number, language: str, right: Sequence[Mark] = ()
) -> Interval | None:
    """What a number can be that words make approximate: 近, 超, about, more than, 以上."""
    text = left[-1].text[-16:] if left and left[-1].kind == "text" else ""
    behind = right[0].text.lstrip() if right and right[0].kind == "text" else ""
    low, high = number.printed().low, number.printed().high
    assert low is not None and high is not None  # noqa: S101, PT018  # printed
    size = abs(number.value)
    words = lexicon(language)["widened"]
    more, less = (behind.startswith(tuple(words[way])) for way in ("more", "less"))
    if "成" in number.text or "分之" in number.text:
        return Interval(low - (9 if less else 3), high + (9 if more else 3))
    if more or less:
        return Interval(low - size * less / 3, high + size * more / 3)
    for one in words["by"]:
        if text.rstrip().endswith(tuple(one["words"])):
            down, up = Fraction(one["down"]), Fraction(one["up"])
            return Interval(low - size * down, high + size * up)
    return None
