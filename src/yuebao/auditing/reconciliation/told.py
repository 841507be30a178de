"""The facts of sentences as rows of a linear system, beside those of tables.

Every topic is a sum of months, so that quarters, halves and years to date need no rule of their
own; a balance is exports less imports. A fact whose words leave open what it is of, or what it is
compared with, stands behind a reading: a claim of its own, that is given up before any number is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.reconciliation.system import LinearSystem, Link, Sort, combine

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from yuebao.auditing.numbers import Interval
    from yuebao.auditing.reconciliation.system import Terms
    from yuebao.domain import Month, Period

_LONGEST = 24
"""A period of more months than this is one level of its own."""
_ADDITIVE = ("value", "quantity")
_STOCKS = ("stock", "other", "use")
_HUNDREDTH = Fraction(1, 100)
SHIFT = Fraction(1000)
"""What is added to a rate, so that it is a level above zero."""

_ZERO = Fraction(0)
_BALANCES = {"surplus": 1, "deficit": -1, "balance": 1}
_FINER = {("千克", "吨"): 1000, ("kg", "tonne"): 1000}


@dataclass(frozen=True, slots=True)
class TextClaim:
    """A claim of the text: a number, or how its words were read.

    Attributes:
        fact: The fact.
        top: The terms it bounds, or the numerator of a rate.
        bottom: A rate's denominator; empty for a level.
        per: What one printed unit is, in the system's unit or as a fraction.
        plus: What is added to a rate: 1 for growth.
        reading: Whether it is the reading that may be wrong, not the number.
    """

    fact: Fact
    top: tuple[tuple[int, Fraction], ...] = ()
    bottom: tuple[tuple[int, Fraction], ...] = ()
    per: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)
    reading: bool = False

    @property
    def sort(self) -> Sort:
        """A cell is told sooner than a sentence."""
        return Sort.CELL if self.fact.cell else Sort.STATEMENT

    @property
    def weight(self) -> Fraction:
        """A reading is given up before a number."""
        return Fraction(2, 5) if self.reading else Fraction(1)

    @property
    def plain(self) -> bool:
        """None tells a conflict better than another."""
        return False

    @property
    def source(self) -> object:
        """Its fact."""
        return self.fact


@dataclass
class FactRows:
    """The facts of a document as rows of a system.

    Attributes:
        facts: What its sentences, and cells of its tables, say.
        title: What the document is called.
        system: Where the rows go.
        stated: The facts that state a level, by their topic.
        rates: Those that state growth or a share, by which of them and the topic.
        said: All of them, with what they are taken to say together, by their sentence.
    """

    facts: Sequence[Fact]
    title: str = ""
    system: LinearSystem[TextClaim] = field(default_factory=LinearSystem)
    stated: dict[Topic, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _linked: set[Hashable] = field(default_factory=set)
    _scales: dict[str, Fraction] = field(default_factory=dict)
    _sizes: dict[Topic, Interval | None] = field(default_factory=dict)
    rates: dict[tuple[str, Topic], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    # Units of the system

    def note_scale(self, fact: Fact) -> None:
        """Note how large a stated level is."""
        number = fact.number
        if number is not None:
            base = fact.topic.base
            size = abs(number.value) * number.unit.scale
            self._scales[base] = max(self._scales.get(base, Fraction(0)), size)

    def scale(self, base: str) -> Fraction:
        """How many whole units of a base one unit of the system is."""
        largest = self._scales.get(base, Fraction(1))
        return Fraction(10) ** max(-6, len(str(int(largest))) - 5)

    # Topics

    def with_units(self) -> list[Fact]:
        """The facts, those without a unit in the unit that the same thing has elsewhere."""
        known: dict[tuple[object, ...], str] = {}
        for fact in self.facts:
            topic = fact.topic
            if topic.base and fact.sense is Sense.LEVEL:
                for scope in (topic.scope, None):
                    known.setdefault((topic.family, topic.side, topic.measure, scope), topic.base)
        found = []
        for fact in self.facts:
            base = fact.topic.base
            fact = self._by_quantity(fact, known)  # noqa: PLW2901  # the same, measured otherwise
            if not base:
                topic = fact.topic
                for scope in (topic.scope, None):
                    base = base or known.get((topic.family, topic.side, topic.measure, scope), "")
            if base == fact.topic.base:
                found.append(fact)
                continue
            found.append(replace(
                fact, topic=replace(fact.topic, base=base),
                against=tuple(replace(a, base=a.base or base) for a in fact.against),
                parts=tuple(replace(p, base=p.base or base) for p in fact.parts),
            ))  # fmt: skip
        return found

    @staticmethod
    def _by_quantity(fact: Fact, known: dict[tuple[object, ...], str]) -> Fact:
        """A rate of goods whose levels are all quantities is of the quantity."""
        topic = fact.topic
        if (
            fact.sense not in (Sense.GROWTH, Sense.SHARE)
            or fact.parts
            or topic.base
            or topic.measure != "value"
            or not topic.scope
        ):
            return fact
        value, quantity = ((topic.family, topic.side, m, topic.scope) for m in _ADDITIVE)
        if value in known or quantity not in known:
            return fact
        against = tuple(replace(a, measure="quantity") for a in fact.against)
        return replace(fact, topic=replace(topic, measure="quantity"), against=against)

    def terms(self, topic: Topic) -> Terms:
        """A level as variables."""
        if topic.side in _BALANCES:
            sign = _BALANCES[topic.side]
            exports, imports = (self.terms(replace(topic, side=s)) for s in ("exports", "imports"))
            return combine((sign, exports), (-sign, imports))
        months = self._months(topic)
        found: Terms = {self.system.var((topic.family, topic.side, topic.measure, topic.base,
                                         topic.scope, m)): Fraction(1) for m in months}  # fmt: skip
        if topic.side == "total":
            self._link_flows(topic, found)
        return found

    def _months(self, topic: Topic) -> list[Month | Period | None]:
        period = topic.period
        if period is None or topic.measure not in _ADDITIVE or topic.family in _STOCKS:
            return [period]
        length = (
            12 * (period.last.year - period.first.year) + period.last.month - period.first.month
        )
        return [period] if length >= _LONGEST else list(period.months())

    def _link_flows(self, topic: Topic, total: Terms) -> None:
        if topic in self._linked or topic.measure not in _ADDITIVE:
            return
        self._linked.add(topic)
        exports, imports = (self.terms(replace(topic, side=s)) for s in ("exports", "imports"))
        self.system.bound(combine((1, total), (-1, exports), (-1, imports)), _ZERO, _ZERO,
                          link=Link.FLOWS)  # fmt: skip

    def is_stated(self, topic: Topic) -> bool:
        """Whether a level of exactly this is stated."""
        return topic in self.stated

    def interval(self, topic: Topic) -> Interval | None:
        """What a stated level can be, in whole units."""
        if topic not in self._sizes:
            facts = self.stated.get(topic)
            number = facts[0].number if facts else None
            self._sizes[topic] = (
                facts[0].interval().times(number.unit.scale) if facts and number else None
            )
        return self._sizes[topic]

    # Claims

    def number(
        self, fact: Fact, top: Terms, bottom: Terms | None = None, *, per: Fraction,
        plus: Fraction = _ZERO,
    ) -> None:  # fmt: skip
        """A number: `top`, over `bottom` where there is one, is as many as it says by `per`."""
        under = bottom or {}
        claim = self.system.claim(
            TextClaim(fact, tuple(top.items()), tuple(under.items()), per, plus)
        )
        bounds = fact.interval()
        if not under:
            ends = (bounds.low, bounds.high) if per > 0 else (bounds.high, bounds.low)
            low, high = (None if e is None else e * per + plus for e in ends)
            self.system.bound(top, low, high, claim=claim)
            return
        for end, low, high in ((bounds.low, _ZERO, None), (bounds.high, None, _ZERO)):
            if end is not None:
                terms = combine((1, top), (-(end * per + plus), under))
                self.system.bound(terms, low, high, claim=claim)

    def rate(self, fact: Fact, key: str = "rate") -> Terms:
        """A rate, or points, as a level of its own; `SHIFT` is added to it."""
        own = {self.system.var((key, id(fact))): Fraction(1)}
        self.number(fact, own, per=Fraction(1), plus=SHIFT)
        return own

    def level(self, fact: Fact, top: Terms, *, times: int = 1) -> None:
        """The same of a number in a unit."""
        assert fact.number is not None  # noqa: S101  # of a level
        per = fact.number.unit.scale / self.scale(fact.topic.base)
        self.number(fact, top, per=per * times)

    def read_as(self, fact: Fact, terms: Terms) -> Terms:
        """A level behind a reading: it is of its own where the words were read wrong."""
        key = ("read", id(fact), len(self.system.rows))
        own = {self.system.var((*key, sign)): Fraction(1 if sign == "+" else -1) for sign in "+-"}
        claim = self.system.claim(TextClaim(fact, reading=True))
        self.system.bound(combine((1, own), (-1, terms)), _ZERO, _ZERO, claim=claim)
        return own

    def of(self, fact: Fact, topic: Topic | None = None) -> Terms:
        """What a fact is of; a cell is behind the reading that it is what sentences speak of."""
        terms = self.terms(topic or fact.topic)
        if fact.cell:
            return self.read_as(fact, terms)
        return terms

    # What a change or a share is of

    def choose(
        self, fact: Fact, fits: Iterable[tuple[Topic, bool | None]]
    ) -> tuple[Topic | None, bool]:
        """The topic a fact is compared with, and whether that is sure.

        Args:
            fact: The fact.
            fits: Topics, the likeliest first, each with whether the printed numbers agree with it
                (None where they cannot tell).
        """
        told = list(fits)
        for topic, fit in told:
            if fit:
                return topic, True
        if fact.named and told:
            return told[0][0], True
        doubtful = [topic for topic, fit in told if fit is False]
        return (doubtful[0], False) if doubtful else (None, False)
