"""Results that words announce, against the numbers beside them: what is left, a lead, a mean.

其余7市合计, 领先68.3亿, 户均12132万元, the deficits add up to: the words say how a number comes
about, but not of which others exactly. It is held against all that can be meant near it. Where
none of them makes the number, and a slip of the pen makes it of one, it is told; else nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.findings.certificate import Certificate, Member
from yuebao.auditing.findings.finding import Finding, at_text
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.reconciliation.argument import sentence_argument
from yuebao.auditing.reconciliation.records import text_of
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.auditing.claims import Claims

_COUNTED = ("firm", "person", "列", "架次", "航次", "艘")
"""Whom a level can be for one of."""
_MOST = 12
"""Of so many numbers at most a result can be meant to be."""
_AS_MANY = 2
_FEWEST_DIGITS = 3
"""In fewer digits a slip explains too much."""
_SUMS = ("value", "quantity")
_ANNOUNCE = ("left", "lead", "each", "added")
"""The words that announce a result."""


def _bounds(fact: Fact) -> Interval:
    """What a number can be as printed; what is counted one by one is just that."""
    number = fact.number
    assert number is not None  # noqa: S101  # of a level
    counted = fact.topic.base in _COUNTED and number.unit.scale == 1 and not number.places
    return Interval.exactly(number.value) if counted else fact.interval()


def _scale(fact: Fact) -> Fraction:
    """What one printed unit of a number is."""
    assert fact.number is not None  # noqa: S101  # of a level
    return fact.number.unit.scale


@dataclass(frozen=True, slots=True)
class Made:
    """One way in which a result can come about.

    Attributes:
        top: What is added up, each with its factor.
        bottom: What that is divided by.
        sure: Whether the words leave no other way, so that a digit that is another explains it too.
    """

    top: tuple[tuple[Fact, int], ...]
    bottom: Fact | None = None
    sure: bool = False

    def size(self) -> Interval:
        """What the result can be, in whole units."""
        total = Interval.exactly(0)
        for fact, factor in self.top:
            size = _bounds(fact).times(_scale(fact))
            total = total + size if factor > 0 else total - size
        if self.bottom is None:
            return total
        return total.over(_bounds(self.bottom).times(_scale(self.bottom)))

    def facts(self) -> tuple[Fact, ...]:
        """The numbers that make it."""
        more = () if self.bottom is None else (self.bottom,)
        return (*(fact for fact, _ in self.top), *more)


def check_results(claims: Claims) -> Iterator[Finding]:
    """Every result that nothing near it makes, where a slip of the pen explains it."""
    texts = {text.block: fold(text.text) for text in claims.texts}
    numbered: dict[int, list[Fact]] = defaultdict(list)
    for fact in claims.facts:
        if fact.number is not None and fact.bounds is None:
            numbered[fact.place.block].append(fact)
    words = lexicon(claims.language)["results"]
    for block, facts in numbered.items():
        facts.sort(key=lambda f: f.place.start)
        for at, fact in enumerate(facts):
            start = facts[at - 1].place.end if at else 0
            said = texts[block][start : fact.place.start]
            if not any(re.search(words[one], said) for one in _ANNOUNCE):
                continue
            sentence = re.split(words["ends"], texts[block][: fact.place.start])[-1]
            if re.search(words["first"], sentence) and not re.search(words["remains"], said):
                continue  # all others of the largest are not all others
            near, far = _known(claims.facts, fact, facts[:at])
            told = _judged(fact, list(_ways(fact, said, near, far, words)))
            if told is not None:
                yield _finding(claims, fact, *told)


def _known(
    every: Sequence[Fact], fact: Fact, before: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """The levels a number can come about from: of its paragraph, and wholes told before that."""
    near = [f for f in before if f.sense in (Sense.LEVEL, Sense.MEAN)]
    far = [
        f
        for f in every
        if f.sense is Sense.LEVEL
        and f.place.block < fact.place.block
        and f.number is not None
        and not f.parts
        and f.topic.base == fact.topic.base
    ]
    return near, far[: 2 * _MOST]


def _ways(
    fact: Fact, said: str, near: Sequence[Fact], far: Sequence[Fact], words: Mapping[str, str]
) -> Iterator[Made]:
    """How a number can come about by the words right before it."""
    clause = re.split(r"[，。；;,]\s*", said)[-1]
    like = [f for f in near if _is_like(f, fact)][-_MOST:]
    apart = fact.sense is Sense.OTHER or (
        fact.sense is Sense.DIFFERENCE and not any(f.topic == fact.topic for f in near)
    )
    if re.search(words["left"], clause):
        yield from _left(fact, like, far, said=bool(re.search(words["remains"], clause)))
    elif apart and re.search(words["lead"], said[-80:]):
        means = [f for f in like if f.sense is Sense.MEAN]
        now = [f for f in far if f.topic.period == fact.topic.period and f.topic.measure in _SUMS]
        for one, two in (*combinations(like, 2), *product(now, means)):
            yield _less(one, two)
            yield _less(two, one)
    elif fact.sense is Sense.OTHER and re.search(words["each"], clause):
        yield from _each(fact, near, far)
    elif fact.sense is Sense.LEVEL and re.search(words["added"], clause) and not fact.parts:
        yield from _added(fact, like)


def _is_like(one: Fact, fact: Fact) -> bool:
    """Whether a level can be added to or taken from another."""
    return one.topic.base == fact.topic.base and one.topic.measure not in (
        "price",
        "index",
        "daily",
    )


def _less(one: Fact, two: Fact) -> Made:
    return Made(((one, 1), (two, -1)))


def _left(fact: Fact, like: Sequence[Fact], far: Sequence[Fact], *, said: bool) -> Iterator[Made]:
    """A whole without the parts that are told behind it, up to the number.

    `said` is whether the words say that something is left: 其余, not 其他.
    """
    side, period = fact.topic.side, fact.topic.period
    wholes = [f for f in far if f.topic.period == period and (not side or f.topic.side == side)]
    like = [f for f in like if f.topic.period == period]
    for at, whole in enumerate([*wholes, *like], -len(wholes)):
        parts = [f for f in like[max(at + 1, 0) :] if f.topic.scope and not f.parts]
        one_of_them = not said and at >= 0 and bool(whole.topic.scope) and len(parts) < _AS_MANY
        for many in range(1, 0 if one_of_them else len(parts) + 1):
            sure = said and many == len(parts) and whole.topic.side == side
            yield Made(((whole, 1), *((f, -1) for f in parts[-many:])), sure=sure)


def _each(fact: Fact, near: Sequence[Fact], far: Sequence[Fact]) -> Iterator[Made]:
    """A level over how many there are of those whose it is."""
    counted = [f for f in near if f.topic.base in _COUNTED]
    values = [f for f in near if f.topic.base == fact.topic.base] or list(far)
    pairs = [(one, two) for one in values[-_MOST:] for two in counted[-_MOST:]]
    for one, two in pairs:
        yield Made(((one, 1),), two, sure=len(pairs) == 1)


def _added(fact: Fact, like: Sequence[Fact]) -> Iterator[Made]:
    """The levels told last, two and more of them."""
    alike = [f for f in like if f.topic.period != fact.topic.period or f.topic.scope]
    for many in range(2, len(alike) + 1):
        yield Made(tuple((f, 1) for f in alike[-many:]))


def _judged(fact: Fact, ways: Sequence[Made]) -> tuple[Made, Interval] | None:
    """The way that a slip leads from, and what the number should be; None where all is well."""
    number = fact.number
    digits = re.sub(r"\D", "", "" if number is None else number.text).lstrip("0")
    if number is None or len(digits) < _FEWEST_DIGITS:
        return None
    sizes = [(way, way.size().times(1 / number.unit.scale)) for way in ways]
    printed = Interval.exactly(0) + number.printed()
    if any(size.meets(printed) or (-size).meets(printed) for _, size in sizes):
        return None
    found: list[tuple[int, int, Made, Interval]] = []
    for way, size in sizes:
        rank = slip_rank_of(number, size)
        if rank < (NO_SLIP if way.sure else NO_SLIP - 1) and not _is_wide(number.places, size):
            found.append((rank, -len(found), way, size))
    best = min(found, key=lambda one: (one[0], one[1]), default=None)
    return None if best is None else (best[2], best[3])


def _is_wide(places: int, size: Interval) -> bool:
    if size.low is None or size.high is None:
        return True
    return (size.high - size.low) * Fraction(10) ** places > 8


def _finding(claims: Claims, fact: Fact, way: Made, expected: Interval) -> Finding:
    assert fact.number is not None  # noqa: S101  # of a result
    text = range_text(expected, fact.number.places + 1)
    return Finding(
        rule="sentences-irreconcilable",
        where=at_text(claims, fact.place, fact.quote),
        printed=fact.number.text,
        expected=text,
        argument=sentence_argument(_said(fact), map(_said, way.facts()), text),
        certificate=_certificate(claims, fact, way),
    )


def _said(fact: Fact) -> str:
    """A number as it stands, in its clause."""
    return f"“{fact.quote}”({text_of(fact)})"


def _certificate(claims: Claims, fact: Fact, way: Made) -> Certificate:
    names = {id(f): f"x{n}" for n, f in enumerate(way.facts(), 1)}
    unit = _scale(way.top[0][0])  # levels in the unit of the first are of the size of the result

    def member(one: Fact, top: tuple[tuple[str, Fraction], ...], bottom: str = "") -> Member:
        number, said = one.number, _said(one)
        assert number is not None  # noqa: S101  # of a level
        interval = _bounds(one)
        per = number.unit.scale if one is way.bottom else number.unit.scale / unit
        return Member(
            number.text, (said, said), at_text(claims, one.place, one.quote),
            interval.low, interval.high, per, Fraction(0), top,
            ((bottom, Fraction(1)),) if bottom else (),
        )  # fmt: skip

    top = tuple((names[id(f)], Fraction(factor)) for f, factor in way.top)
    bottom = names[id(way.bottom)] if way.bottom is not None else ""
    parts = [member(f, ((names[id(f)], Fraction(1)),)) for f in way.facts()]
    levels = tuple((names[id(f)], (f.quote, f.quote)) for f in way.facts())
    return Certificate((member(fact, top, bottom), *parts), (), levels)
