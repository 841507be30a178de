"""What facts say of levels, sense by sense: the rows that each becomes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.numbers import Interval
from yuebao.auditing.prose.dates import previous
from yuebao.auditing.reconciliation.complements import complements
from yuebao.auditing.reconciliation.joined import (
    by_sentence,
    join_kinds,
    join_sentences,
    join_subject,
)
from yuebao.auditing.reconciliation.prices import add_prices
from yuebao.auditing.reconciliation.rates import add_pace, add_points
from yuebao.auditing.reconciliation.system import LinearSystem, Link, combine
from yuebao.auditing.reconciliation.told import SHIFT, FactRows, TextClaim
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of
from yuebao.auditing.reconciliation.wholes import may_be_whole, stated_wholes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reconciliation.system import Terms

_HUNDREDTH = Fraction(1, 100)
_BESIDE = 60
"""So many characters apart a change and its rate stand beside each other."""
_ZERO = Fraction(0)
_FAR = Fraction(5)
"""So many times apart two levels are not the same."""


def build_text(facts: Sequence[Fact], title: str = "") -> LinearSystem[TextClaim]:
    """The system of all that sentences say.

    Args:
        facts: Their facts, and those of tables' cells.
        title: What the document is called; whom it names, levels of nobody named may be of.
    """
    text = FactRows(facts, title)
    known = [by_sentence(fact) for fact in text.with_units()]
    for fact in known:
        if fact.sense is Sense.LEVEL:
            text.stated[fact.topic].append(fact)
            text.note_scale(fact)
        elif fact.sense in (Sense.GROWTH, Sense.SHARE, Sense.CONTRIBUTION):
            text.rates[fact.sense.value, fact.topic].append(fact)
    known += complements(known, title)
    for fact in known:
        text.said[fact.sentence].append(fact)
    for fact in known:
        add = _ADD.get(fact.sense)
        if add is not None:
            add(text, fact)
    add_prices(text, known, title)
    join_sentences(text)
    join_kinds(text)
    join_subject(text, title)
    return text.system


def _level(text: FactRows, fact: Fact) -> None:
    terms = text.of(fact)
    if _is_said_again(text.stated[fact.topic], fact):
        terms = text.read_as(fact, terms)
    text.level(fact, terms)
    if fact.parts:
        parts = combine(*((1, text.terms(part)) for part in fact.parts))
        text.system.bound(combine((1, terms), (-1, parts)), _ZERO, _ZERO, link=Link.PARTS)
    if fact.direction and fact.against and text.is_stated(fact.against[0]):
        _move(text, fact, terms)
    if fact.topic.measure == "daily":
        _daily(text, fact)


def _daily(text: FactRows, fact: Fact) -> None:
    """A day's mean, where it seems to be of all days, as so many times itself of the whole."""
    period = fact.topic.period
    wholes = (replace(fact.topic, measure=measure) for measure in ("value", "quantity"))
    whole = next((topic for topic in wholes if text.is_stated(topic)), None)
    if whole is None or period is None or fact.number is None:
        return
    days = sum(monthrange(m.year, m.month)[1] for m in period.months())
    stated = text.interval(whole)
    if stated is not None and _slip(fact, stated.times(Fraction(1, days))) <= NO_SLIP - 2:
        text.level(fact, text.read_as(fact, text.terms(whole)), times=days)


def _is_said_again(facts: Sequence[Fact], fact: Fact) -> bool:
    """Whether it seems to say otherwise what another said: that both are the same is a reading."""
    first = facts[0]
    if first is fact or fact.cell or first.number is None or fact.number is None:
        return False
    if fact.topic.scope and not fact.carried and fact.place.block != first.place.block:
        return False  # another paragraph says anew whose it is
    one, two = (f.interval().times(f.number.unit.scale) for f in (first, fact) if f.number)
    return not one.meets(two)


def _move(text: FactRows, fact: Fact, terms: Terms) -> None:
    """From one level to another by a word: 扩大至, narrowed to."""
    word = replace(fact, sense=Sense.MOVE, number=None, printed=fact.word)
    claim = text.system.claim(TextClaim(word))
    change = combine((1, terms), (-1, text.terms(fact.against[0])))
    low, high = (_ZERO, None) if fact.direction > 0 else (None, _ZERO)
    text.system.bound(change, low, high, claim=claim)


def _mean(text: FactRows, fact: Fact) -> None:
    if fact.count:
        text.level(fact, text.of(fact), times=fact.count)


def _growth(text: FactRows, fact: Fact) -> None:
    rate = fact.interval()
    now = text.interval(fact.topic)
    found = []
    for topic in fact.against:
        base = text.interval(topic)
        told = None if base is None or now is None else _grows(now, base, rate)
        found.append((topic, told))
    chosen, sure = text.choose(fact, found)
    if chosen is None:
        chosen, sure = _own_base(text, fact), True
    if chosen is None or chosen == fact.topic:
        return
    top, bottom = text.of(fact), text.terms(chosen)
    alike = [f for f in text.rates[fact.sense.value, fact.topic] if f.against[:1] == (chosen,)]
    again = bool(alike) and not fact.cell and not alike[0].interval().meets(rate)
    if not sure or again:
        bottom = text.read_as(fact, bottom)
    text.number(fact, top, bottom, per=_HUNDREDTH, plus=Fraction(1))


def _own_base(text: FactRows, fact: Fact) -> Topic | None:
    """What a change and a rate of it are from, which no number states: rose $1.7 bn (4.2%).

    The level they led to must stand in their very sentence: else it may be of somebody else.
    """
    told = text.stated[fact.topic] if text.is_stated(fact.topic) else []
    if not fact.against or not told or any(one.sentence != fact.sentence for one in told):
        return None
    changes = {Sense.GROWTH, Sense.DIFFERENCE} - {fact.sense}
    for other in text.said[fact.sentence]:
        same = (other.topic, other.against) == (fact.topic, fact.against)
        beside = abs(other.place.start - fact.place.start) <= _BESIDE
        if same and beside and other.sense in changes and not other.cell:
            mark = f"#{fact.sentence}"
            return replace(fact.against[0], scope=fact.against[0].scope | {mark})
    return None


def _grows(now: Interval, base: Interval, rate: Interval) -> bool:
    ratio = now.over(base).times(100)
    return Interval(_less(ratio.low), _less(ratio.high)).meets(rate)


def _less(value: Fraction | None) -> Fraction | None:
    return None if value is None else value - 100


def _share(text: FactRows, fact: Fact) -> None:
    parts = fact.parts or (fact.topic,)
    shares = fact.interval()
    part = _sum_of([text.interval(p) for p in parts])
    wholes = [*fact.against, *stated_wholes(text, fact)]
    told = fact.named or (not fact.cell and _is_of_named(text, fact))
    unstated = told and bool(fact.against) and not text.is_stated(fact.against[0])
    if unstated:
        wholes = wholes[1:]
    found: list[tuple[Topic, bool | None]] = []
    slips: dict[Topic, int] = {}
    for topic in dict.fromkeys(wholes):
        whole = text.interval(topic)
        if whole is None or part is None:
            found.append((topic, None))
        else:
            implied = part.over(whole).times(100)
            slips[topic] = slip_rank_of(fact.number, implied) if fact.number else NO_SLIP
            if fact.cell or not _is_far_off(text, fact, topic, part):
                found.append((topic, implied.meets(shares)))
    found = [(t, fit) for t, fit in found if fit is not False or not _is_apart(t, fact)]
    if not fact.named:
        found.sort(key=lambda pair: slips.get(pair[0], NO_SLIP) if pair[1] is False else -1)
    if unstated:
        fitting = [pair for pair in found if pair[1]]
        first = {one: text.stated.get(one, [])[:1] for one, _ in found}  # none stands behind
        before = [
            pair for pair in found if all(f.sentence <= fact.sentence for f in first[pair[0]])
        ]
        found = fitting or [pair for pair in before if may_be_whole(text, pair[0], fact)]
        fact = replace(fact, named=False)
    chosen, sure = text.choose(fact, found)
    if chosen is None or chosen in parts:
        return
    named = fact.named and chosen == fact.against[0] and text.is_stated(chosen)
    top = combine(*((1, text.terms(p)) for p in parts)) if fact.parts else text.of(fact)
    bottom = text.terms(chosen)
    by_chance = unstated and not may_be_whole(text, chosen, fact)
    if by_chance or not (named or sure):
        bottom = text.read_as(fact, bottom)
    text.number(fact, top, bottom, per=_HUNDREDTH)


def _is_far_off(text: FactRows, fact: Fact, whole: Topic, part: Interval) -> bool:
    """Whether a level of another paragraph is so many times what a share is of that it is none.

    The part is understood from its words, and no slip of the pen in the level explains it.
    """
    told, size = text.stated[whole][0], text.interval(whole)
    shares = fact.interval()
    if told.place.block == fact.place.block or size is None or not shares.low or shares.low < 0:
        return False
    wanted = part.times(100).over(shares)
    near = Interval(_times_less(wanted.low, 1 / _FAR), _times_less(wanted.high, _FAR))
    return not near.meets(size) and _slip(told, wanted) == NO_SLIP


def _times_less(value: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if value is None else value * factor


def _is_of_named(text: FactRows, fact: Fact) -> bool:
    """Whether a share goes on with the whole that one before it in its sentence names."""
    return any(
        one.named and one.sense is Sense.SHARE and one.against[:1] == fact.against[:1]
        for one in text.said[fact.sentence]
    )


def _is_apart(whole: Topic, share: Fact) -> bool:
    """Whether a level is of later months than a share, so that only its fit would tell of it."""
    of, now = share.topic.period, whole.period
    return of is not None and now is not None and of.last < now.first


def _sum_of(found: Sequence[Interval | None]) -> Interval | None:
    total = Interval.exactly(0)
    for one in found:
        if one is None:
            return None
        total += one
    return total


def _difference(text: FactRows, fact: Fact) -> None:
    assert fact.number is not None  # noqa: S101  # of a difference
    bounds = fact.interval().times(fact.number.unit.scale)
    now = text.interval(fact.topic)
    found: list[tuple[Topic, bool | None]] = []
    for topic in fact.against:
        base = text.interval(topic)
        known = base is not None and now is not None
        found.append((topic, (now - base).meets(bounds) if known else None))  # type: ignore[operator]  # both known
    chosen, sure = text.choose(fact, found)
    if chosen is None:
        chosen, sure = _own_base(text, fact), True
    if chosen is None:
        return
    base_terms = text.terms(chosen)
    if not sure:
        base_terms = text.read_as(fact, base_terms)
    text.level(fact, combine((1, text.of(fact)), (-1, base_terms)))


def _times(text: FactRows, fact: Fact) -> None:
    if fact.against and fact.named:
        text.number(fact, text.of(fact), text.terms(fact.against[0]), per=Fraction(1))


def _contribution(text: FactRows, fact: Fact) -> None:
    """A part's increase as points of the whole's growth."""
    topic = fact.topic
    if topic.period is None or not fact.against:
        return
    whole = fact.against[0]
    period = previous(topic.period) if fact.yearly is False else topic.period.year_earlier()
    before = replace(topic, period=period)
    base = replace(whole, period=before.period)
    change = combine((1, text.of(fact)), (-1, text.terms(before)))
    text.number(fact, change, text.read_as(fact, text.terms(base)), per=_HUNDREDTH)


def _tally(text: FactRows, fact: Fact) -> None:
    """Contributions of several, added up, against each where all are stated."""
    told = [text.rates.get(("contribution", part), []) for part in fact.parts]
    if not all(told):
        return
    rows = [(1, text.rate(facts[0], "points")) for facts in told]
    text.number(fact, combine(*rows), per=Fraction(1), plus=SHIFT * len(rows))


def _breakdown(text: FactRows, fact: Fact) -> None:
    """Parts listed after a whole, where one slip of the pen keeps them from adding up to it.

    Nothing says that the parts listed are all of them. That they are is a reading, and one worth
    having only where a single number explains why they do not add up: by two digits exchanged or
    a moved point; by any digit where a name says that it is the rest.
    """
    parts = [text.interval(part) for part in fact.parts]
    total = _sum_of(parts)
    if total is None:
        return
    like = replace(fact.parts[0], scope=frozenset())
    wholes = [t for t in text.stated if replace(t, scope=frozenset()) == like]
    wholes = [t for t in dict.fromkeys([*fact.against, *wholes]) if t not in fact.parts]
    known = [(topic, text.interval(topic)) for topic in wholes]
    stated = [(topic, whole) for topic, whole in known if whole is not None]
    complete = next((topic for topic, whole in stated if whole.meets(total)), None)
    if complete is not None:
        _other_months(text, fact, complete)
        return
    for topic, whole in stated[:1]:
        pairs = zip(fact.parts, parts, strict=True)
        wanted = [(text.stated[part][0], whole - (total - each)) for part, each in pairs if each]
        wanted.append((text.stated[topic][0], total))
        ranks = [_slip(one, what) for one, what in wanted]
        if min(ranks) <= (NO_SLIP - 1 if fact.named else NO_SLIP - 2):
            each = combine(*((1, text.terms(part)) for part in fact.parts))
            terms = text.read_as(fact, text.terms(topic))
            text.system.bound(combine((1, terms), (-1, each)), _ZERO, _ZERO, link=Link.PARTS)


def _other_months(text: FactRows, fact: Fact, whole: Topic) -> None:
    """Parts that make up the whole in some months are taken to make it up in others."""
    for period in {topic.period for topic in text.stated} - {whole.period}:
        there = replace(whole, period=period)
        parts = [replace(part, period=period) for part in fact.parts]
        if text.is_stated(there) and all(text.is_stated(part) for part in parts):
            each = combine(*((1, text.terms(part)) for part in parts))
            read = text.read_as(fact, text.terms(there))
            text.system.bound(combine((1, read), (-1, each)), _ZERO, _ZERO, link=Link.PARTS)


def _slip(fact: Fact, wanted: Interval) -> int:
    assert fact.number is not None  # noqa: S101  # of a level
    return slip_rank_of(fact.number, wanted.times(1 / fact.number.unit.scale))


_ADD = {
    Sense.LEVEL: _level,
    Sense.MEAN: _mean,
    Sense.GROWTH: _growth,
    Sense.SHARE: _share,
    Sense.DIFFERENCE: _difference,
    Sense.RATIO: _times,
    Sense.POINTS: add_points,
    Sense.PACE: add_pace,
    Sense.CONTRIBUTION: _contribution,
    Sense.TALLY: _tally,
    Sense.BREAKDOWN: _breakdown,
}
"""How each sense becomes rows."""
