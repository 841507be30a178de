"""What facts say of levels, sense by sense: the rows that each becomes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.numbers import Interval
from yuebao.auditing.reconciliation.system import LinearSystem, Link, combine
from yuebao.auditing.reconciliation.told import Text, TextClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reconciliation.system import Terms

_HUNDREDTH = Fraction(1, 100)
_SHIFT = Fraction(1000)
_ZERO = Fraction(0)
_FINER = {("千克", "吨"): 1000, ("kg", "tonne"): 1000}


def build_text(facts: Sequence[Fact]) -> LinearSystem[TextClaim]:
    """The system of all that sentences say.

    Args:
        facts: Their facts, and those of tables' cells.
    """
    text = Text(facts)
    known = text.with_units()
    for fact in known:
        if fact.sense is Sense.LEVEL:
            text.stated[fact.topic].append(fact)
            text.note_scale(fact)
        elif fact.sense in (Sense.GROWTH, Sense.SHARE):
            text.rates[fact.sense.value, fact.topic].append(fact)
    for fact in known:
        add = _ADD.get(fact.sense)
        if add is not None:
            add(text, fact)
    _prices(text, known)
    return text.system


def _level(text: Text, fact: Fact) -> None:
    terms = text.of(fact)
    text.level(fact, terms)
    if fact.parts:
        parts = combine(*((1, text.terms(part)) for part in fact.parts))
        text.system.bound(combine((1, terms), (-1, parts)), _ZERO, _ZERO, link=Link.PARTS)
    if fact.direction and fact.against and text.is_stated(fact.against[0]):
        _move(text, fact, terms)


def _move(text: Text, fact: Fact, terms: Terms) -> None:
    """From one level to another by a word: 扩大至, narrowed to."""
    word = replace(fact, sense=Sense.MOVE, number=None, printed=fact.word)
    claim = text.system.claim(TextClaim(word))
    change = combine((1, terms), (-1, text.terms(fact.against[0])))
    low, high = (_ZERO, None) if fact.direction > 0 else (None, _ZERO)
    text.system.bound(change, low, high, claim=claim)


def _mean(text: Text, fact: Fact) -> None:
    if fact.count:
        text.level(fact, text.of(fact), times=fact.count)


def _growth(text: Text, fact: Fact) -> None:
    rate = fact.interval()
    now = text.interval(fact.topic)
    found = []
    for topic in fact.against:
        base = text.interval(topic)
        told = None if base is None or now is None else _grows(now, base, rate)
        found.append((topic, told))
    chosen, sure = text.choose(fact, found)
    if chosen is None or chosen == fact.topic:
        return
    top, bottom = text.of(fact), text.terms(chosen)
    if not sure:
        bottom = text.read_as(fact, bottom)
    text.number(fact, top, bottom, per=_HUNDREDTH, plus=Fraction(1))


def _grows(now: Interval, base: Interval, rate: Interval) -> bool:
    ratio = now.over(base).times(100)
    return Interval(_less(ratio.low), _less(ratio.high)).meets(rate)


def _less(value: Fraction | None) -> Fraction | None:
    return None if value is None else value - 100


def _share(text: Text, fact: Fact) -> None:
    parts = fact.parts or (fact.topic,)
    shares = fact.interval()
    part = _sum_of([text.interval(p) for p in parts])
    wholes = [*fact.against, *_wholes(text, fact)]
    if fact.named and fact.against and not text.is_stated(fact.against[0]):
        wholes = wholes[1:] + wholes[:1]
    found: list[tuple[Topic, bool | None]] = []
    for topic in dict.fromkeys(wholes):
        whole = text.interval(topic)
        if whole is None or part is None:
            found.append((topic, None))
        else:
            found.append((topic, part.over(whole).times(100).meets(shares)))
    chosen, sure = text.choose(fact, found)
    if chosen is None or chosen in parts:
        return
    named = fact.named and chosen == fact.against[0] and text.is_stated(chosen)
    top = combine(*((1, text.terms(p)) for p in parts)) if fact.parts else text.of(fact)
    bottom = text.terms(chosen)
    if not (named or sure):
        bottom = text.read_as(fact, bottom)
    text.number(fact, top, bottom, per=_HUNDREDTH)


def _sum_of(found: Sequence[Interval | None]) -> Interval | None:
    total = Interval.exactly(0)
    for one in found:
        if one is None:
            return None
        total += one
    return total


def _wholes(text: Text, fact: Fact) -> list[Topic]:
    """Stated levels that a share may be of: of the same side, unit and months, and larger."""
    topic = fact.topic
    part = text.interval(topic)
    whole = fact.against[0] if fact.against else topic
    found = []
    for other in text.stated:  # its own module
        same = (other.family, other.side, other.base) == (whole.family, whole.side, topic.base)
        size = text.interval(other)
        larger = part is None or size is None or not size.is_below(part)
        if same and other != topic and larger and "+" not in other.scope:
            found.append(other)
    found.sort(key=lambda t: (t.period != whole.period, len(t.scope)))
    return found


def _difference(text: Text, fact: Fact) -> None:
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
        return
    base_terms = text.terms(chosen)
    if not sure:
        base_terms = text.read_as(fact, base_terms)
    text.level(fact, combine((1, text.of(fact)), (-1, base_terms)))


def _times(text: Text, fact: Fact) -> None:
    if fact.against and fact.named:
        text.number(fact, text.of(fact), text.terms(fact.against[0]), per=Fraction(1))


def _points(text: Text, fact: Fact) -> None:
    """A change of a rate against both rates, where both are stated."""
    if not fact.against:
        return
    kinds = [fact.rate] if fact.rate else ["growth", "share"]
    for kind in kinds:
        now = text.rates.get((kind, fact.topic))  # its own module
        then = text.rates.get((kind, fact.against[0]))  # its own module
        if not now or not then:
            continue
        one = _nearest(fact, now)
        two = _same_kind(one, then)
        if two is None or two is one:
            continue
        rates = []
        for rate in (one, two):
            own = {text.system.var(("rate", id(rate))): Fraction(1)}
            text.number(rate, own, per=Fraction(1), plus=_SHIFT)
            rates.append(own)
        terms = combine((1, rates[0]), (-1, rates[1]))
        if not fact.named:
            terms = text.read_as(fact, terms)
        text.number(fact, terms, per=Fraction(-1 if fact.falls else 1))
        return


def _nearest(fact: Fact, rates: Sequence[Fact]) -> Fact:
    """The rate stated last before a fact, else the first of them."""
    before = [
        r for r in rates if (r.place.block, r.place.start) < (fact.place.block, fact.place.start)
    ]
    return before[-1] if before else rates[0]


def _same_kind(one: Fact, others: Sequence[Fact]) -> Fact | None:
    """The rate among some that is of the same comparison as one."""
    for other in others:
        if one.sense is Sense.SHARE or one.yearly == other.yearly or other.yearly is None or (
            one.yearly is None):  # fmt: skip
            return other
    return None


def _contribution(text: Text, fact: Fact) -> None:
    """A part's increase as points of the whole's growth."""
    topic = fact.topic
    if topic.period is None or not fact.against:
        return
    whole = fact.against[0]
    before = replace(topic, period=topic.period.year_earlier())
    base = replace(whole, period=before.period)
    change = combine((1, text.of(fact)), (-1, text.terms(before)))
    text.number(fact, change, text.read_as(fact, text.terms(base)), per=_HUNDREDTH)


def _prices(text: Text, facts: Sequence[Fact]) -> None:
    """A price is a value over a quantity, where all three are stated of the same goods."""
    for fact in facts:
        topic = fact.topic
        if fact.sense is not Sense.LEVEL or topic.measure != "price":
            continue
        money, _, per = topic.base.partition("/")
        value = replace(topic, measure="value", base=money)
        found = _quantity(text, topic, per)
        if found is None or not text.is_stated(value):
            continue
        quantity, factor = found
        top, bottom = text.terms(value), text.terms(quantity)
        assert fact.number is not None  # noqa: S101  # of a level
        units = text.scale(quantity.base) * factor * fact.number.unit.scale
        text.number(fact, top, bottom, per=units / text.scale(money))


def _quantity(text: Text, price: Topic, per: str) -> tuple[Topic, Fraction] | None:
    """The quantity a price is by, and how many of the price's unit one of its is."""
    for other in text.stated:
        same = (other.family, other.side, other.scope, other.period) == (
            price.family, price.side, price.scope, price.period)  # fmt: skip
        if same and other.measure == "quantity":
            if per in ("", other.base):
                return other, Fraction(1)
            if (per, other.base) in _FINER:
                return other, Fraction(_FINER[per, other.base])
    return None


_ADD = {
    Sense.LEVEL: _level,
    Sense.MEAN: _mean,
    Sense.GROWTH: _growth,
    Sense.SHARE: _share,
    Sense.DIFFERENCE: _difference,
    Sense.RATIO: _times,
    Sense.POINTS: _points,
    Sense.CONTRIBUTION: _contribution,
}
"""How each sense becomes rows."""
