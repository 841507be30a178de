"""Changes of rates in percentage points: which two rates they are between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.clauses import NATION, NOBODY, is_on_nation, nameless
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.levels import LevelReading
from yuebao.auditing.prose.marks import lexicon, way_of_than

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark
    from yuebao.domain import Period


@dataclass(slots=True)
class PointReading(LevelReading):
    """Reads the percentage points of a clause."""

    def _is_less(self) -> bool:
        """Whether points are fewer: by a word of movement, else by 低于, 慢于."""
        words = [m for m in self.clause.marks if m.kind in ("move", "than")]
        if any(m.kind == "move" for m in words):
            return self.sign < 0
        if not words and self.composer.turn and re.search(r"\bby\s*$", self._words_before()):
            return self.composer.turn < 0  # dropped to 10.4% from 15.5%, by 5.1 points
        return any(way_of_than(m, self.composer.language) < 0 for m in words)

    def _contributions(self, at: int) -> tuple[Topic, ...]:
        """Whose contributions a number adds up, where words say that it does."""
        left = self.clause.marks[:at]
        if not any(m.kind == "sum" for m in left):
            return ()
        found = [f.topic for f in self.composer.of_paragraph() if f.sense is Sense.CONTRIBUTION]
        text = "".join(m.text for m in left).strip().lower()
        words = re.search(lexicon(self.composer.language)["several"], text)
        count = self._counted(left) or (number_in(words[1]) or 0 if words else 0)
        found = list(dict.fromkeys(found))[-count:] if count else []
        return tuple(found) if count and len(found) == count else ()

    def _falls(self) -> bool:
        """Whether points are of a fall, by the clause, else by what its sentence said before."""
        said = self.clause.has("fall", "growth", "share")
        return self.clause.has("fall") if said else self.composer.falls

    def _is_lowered(self, at: int) -> bool:
        """Whether a word behind that of the contribution says that it is a fall: 拉动出口下降."""
        marks = self.clause.marks[:at]
        told = max(n for n, m in enumerate(marks) if m.kind == "contribution")
        behind = marks[told:]
        return not any(m.kind == "fall" for m in behind) and any(
            m.kind == "move" and m.sign < 0 for m in behind
        )

    def _contributed(self, at: int, of: Topic) -> tuple[Topic, tuple[Topic, ...]]:
        """What adds to the growth of a whole, and the whole; none where words do not say of what.

        Of 广东拉动出口增速 it is exports in both; 出口拉动外贸增速 speaks of exports in all trade.
        """
        marks = self.clause.marks
        told = max(n for n, m in enumerate(marks[:at]) if m.kind == "contribution")
        end = next((n for n in self.clause.numbers if n > at), len(marks))
        behind = [m for m in (*marks[told:at], *marks[at:end]) if m.kind == "flow"]
        if behind:
            family, side = behind[0].flow
            whole = replace(of, family=family, side=side, scope=NOBODY)
            return (replace(of, family=family, side=side) if of.scope else of), (whole,)
        if of.scope:
            return of, (replace(of, scope=NOBODY),)
        words = "".join(m.text for m in marks[told:at])
        if re.search(lexicon(self.composer.language)["all_trade"], words):
            return of, (replace(of, side="total"),)
        return of, ()

    def _words_before(self) -> str:
        return "".join(m.text for m in self.clause.marks[: self.clause.numbers[0]])

    def _points(self, at: int, mark: Mark, entity: str) -> Fact:
        number = mark.figure
        if any(m.kind == "contribution" for m in self.clause.marks[:at]):
            of = self._of(entity, 0)
            words = [m.text for m in self.clause.marks[:at] if m.kind == "contribution"]
            takes = re.fullmatch(lexicon(self.composer.language)["takes"], words[-1])
            if takes or self._is_lowered(at):
                mark = replace(mark, number=-number)
            fact = self._fact(Sense.CONTRIBUTION, of, mark)
            if not entity and len(self.clause.numbers) > 1 and self.clause.has("listed"):
                return replace(fact, sense=Sense.OTHER)  # of several whom nothing names
            parts = self._contributions(at)
            if parts:
                return replace(fact, sense=Sense.TALLY, parts=parts, carried=False)
            of, whole = self._contributed(at, of)
            compared = self.clause.comparisons()
            if len(compared) == 1:  # added 1.2 points to growth on the month
                self.composer.yearly = "yearly" in compared
            return replace(fact, topic=of, against=whole, yearly=self.composer.yearly)
        said = self._changing_rate()
        of = self._of(entity, 0)
        last = self._last(Sense.GROWTH, Sense.SHARE)
        if last is not None:
            of = self._in_own_months(last.topic)
        of, against, named = self._points_of(of, said)
        signed = -number if self._is_less() else number
        return replace(self._fact(Sense.POINTS, of, replace(mark, number=signed)), against=against,
                          named=named, rate=said,
                          falls=self._falls(), direction=self.sign)  # fmt: skip

    def _changing_rate(self) -> str:
        """Which rate changes by points: as the clause says, else the one last stated."""
        if self.clause.has("share"):
            return "share"
        if self.clause.has("growth", "fall"):
            return "growth"
        last = self._last(Sense.GROWTH, Sense.SHARE)
        return last.sense.value if last else ""

    def _in_own_months(self, of: Topic) -> Topic:
        """A rate's topic in the months that the clause names before what it compares with."""
        marks = self.clause.marks[: self.clause.numbers[0]]
        end = next((n for n, m in enumerate(marks) if m.kind in ("than", "from")), len(marks))
        whens = [m.when for m in marks[:end] if m.when is not None and not m.when.is_base]
        period = self.composer.clock.months_of(whens[-1]) if whens else None
        return of if period is None else replace(of, period=period)

    def _points_of(self, of: Topic, said: str) -> tuple[Topic, tuple[Topic, ...], bool]:
        """The rate that changed by points, the one it is compared with, whether both are named."""
        marks = self.clause.marks
        spoken = [n for n, m in enumerate(marks) if m.kind in ("than", "from")]
        behind = marks[spoken[-1] :] if spoken else []
        period = self._when(behind) if spoken else None
        base = self._base_rate(of)
        if base is not None:
            return of, (base.topic,), True
        pair = self._two_rates(said)
        if pair is not None and period in (None, pair[1].period):
            return pair[0], (pair[1],), True
        other = self._other_rate(of, marks[: spoken[-1]], behind) if spoken else None
        if other is not None:
            return other[0], (other[1],), True
        if self.clause.has("whole"):
            return of, (self._whole_of(of, behind),), of.period is not None
        if period is None:
            period = self._months_of_points_before(of)
        if period is not None:
            return of, (replace(of, period=period),), True
        return of, (replace(of, period=of.period.year_earlier()),) if of.period else (), False

    def _whole_of(self, of: Topic, behind: Sequence[Mark]) -> Topic:
        """The whole that words name behind a comparison: 高于全国整体, 高于服务贸易总体."""
        text = "".join(m.text for m in behind)
        if self.composer.regional and is_on_nation(text):
            return replace(of, scope=NATION)
        told = (f.topic for f in self.composer.of_late() if f.sense is Sense.GROWTH)
        alike = [t for t in told if replace(t, scope=of.scope) == of and len(t.scope) == 1]
        named = [t for t in alike if t != of and all(name in text for name in t.scope)]
        return named[0] if named else replace(of, scope=NOBODY)

    def _months_of_points_before(self, of: Topic) -> Period | None:
        """What other points of the sentence are from, where a clause leaves that out: and by 2."""
        before = self.composer.said[-1] if self.composer.said else None
        spoken = [m for m in self.clause.marks if m.text.strip(" ,")]
        gapped = bool(spoken) and spoken[0].text.strip().startswith("and")
        if before is None or before.sense is not Sense.POINTS or not before.named or not gapped:
            return None
        return before.against[0].period if before.topic.period == of.period else None

    def _base_rate(self, of: Topic) -> Fact | None:
        """The rate stated as what another is compared with: from 35.2%."""
        rates = [f for f in self.composer.bases if f.sense in (Sense.GROWTH, Sense.SHARE)]
        if self.base in rates:
            return self.base
        like = [
            f
            for f in rates
            if (f.topic.side, f.topic.scope - nameless(f.topic.scope)) == (of.side, of.scope)
            or (f.carried and len(rates) == 1 and f.topic.period != of.period)
        ]
        return like[-1] if like else None

    def _two_rates(self, said: str) -> tuple[Topic, Topic] | None:
        """The two rates of one thing stated last, in different months; the later first."""
        rates = [f.topic for f in self.composer.said if f.sense.value == said and not f.parts]
        if len(rates) < 2:
            return None
        one, two = rates[-2:]
        alike = (one.side, one.scope, one.family) == (two.side, two.scope, two.family)
        if not alike or one.period is None or two.period is None or one.period == two.period:
            return None
        return (two, one) if one.period.last < two.period.last else (one, two)

    def _other_rate(
        self, of: Topic, before: Sequence[Mark], behind: Sequence[Mark]
    ) -> tuple[Topic, Topic] | None:
        """Two rates in the same months: of another side, or of quantity and value."""
        flows = [m.flow[1] for m in behind if m.kind == "flow"]
        if flows and flows[0] in ("exports", "imports", "total") and flows[0] != of.side:
            return of, replace(of, side=flows[0])
        measures = [
            [m.flow[0] for m in marks if m.kind == "measure"][-1:] for marks in (before, behind)
        ]
        if not all(measures) or measures[0] == measures[1]:
            return None
        found = []
        for (measure,) in measures:
            stated = (
                f.topic
                for f in reversed(self.composer.of_late())
                if f.sense is Sense.GROWTH and f.topic.measure == measure
            )
            alike = (t for t in stated if (t.side, t.period) == (of.side, of.period))
            found.append(next(alike, None))
        one, two = found
        return None if one is None or two is None else (one, two)
