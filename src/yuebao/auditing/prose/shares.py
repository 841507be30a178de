"""Shares: whose, and what they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.clauses import NATION, NOBODY, TOGETHER, is_on_nation
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.names import groups_of
from yuebao.auditing.prose.points import PointReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark
    from yuebao.domain import Period


@dataclass(slots=True)
class ShareReading(PointReading):
    """Reads the shares of a clause."""

    def whole_level(self) -> Fact | None:
        """The level that stands within what a share is of: 占出口总额661.04亿美元的."""
        shares = [m.start for m in self.clause.marks if m.kind == "share"]
        last = self.composer.said[-1] if self.composer.said else None
        if last is None or not shares or last.sense is not Sense.LEVEL:
            return None
        return (
            last
            if last.place.start > shares[0] and last.place.block == self.composer.block
            else None
        )

    def _share(
        self, mark: Mark, entity: str, position: int, left: Sequence[Mark], right: Sequence[Mark],
        period: Period | None,
    ) -> Fact:  # fmt: skip
        if any(m.kind == "sum" for m in (*left, *right)):
            of = self._of("", position)
            parts = self._siblings(self._counted(left), replace(of, scope=TOGETHER))
            of = parts[0] if parts and not of.base else of
        else:
            of, parts = self._of(entity, position), ()
        base = [m.when for m in left if m.when is not None and m.when.is_base]
        if period is None and any(m.kind == "from" for m in left):
            period = self._usual_base()
        elif period is None and base:
            period = self.composer.clock.months_of(base[-1])
        period = period or (None if parts else self._months_of_part(left))
        if period is not None:
            of = replace(of, period=period)
        elif not parts and (told := self._told_just_before(of)) is not None:
            of, self.composer.whole = told, None
        beside = self._beside_share(left)
        of = of if beside is None else beside.topic
        level = self.whole_level() if beside is None else None
        if level is not None:
            whole: tuple[Topic, ...] = (level.topic,)
            named = True
            of = self._of_before(level, of)
        else:
            first = self.clause.left(self.clause.numbers[0])
            if any(m.kind == "from" for m in left) and self._is_whole_before(first):
                left = first  # the share of exports fell to 10% from 15%
            before = self.composer.language == "zh" or self._is_whole_before(left)
            whole, named = self._whole(of, left if before else right, beside=beside is not None)
        of = self._of_its_side(of, whole[0])
        if whole[0].measure in ("value", "quantity") and of.measure == "price":
            of = self._plain(of)
        self.composer.whole = whole
        fact = replace(self._fact(Sense.SHARE, of, mark), against=whole, named=named, parts=parts)
        if parts:
            fact = replace(fact, carried=False)
        return self._as_base(fact) if any(m.kind in ("from", "than") for m in left) else fact

    def _as_base(self, share: Fact) -> Fact:
        """A share that another is compared with, of its own where nothing tells its months."""
        if share.topic.period is None:
            scope = share.topic.scope | {f"#{share.place.start}"}
            share = replace(share, topic=replace(share.topic, scope=scope))
        self.base = share
        return share

    def _months_of_part(self, left: Sequence[Mark]) -> Period | None:
        """The months that a Chinese share is told of, before the word for it: 9月份占前9个月的."""
        at = next((n for n, m in enumerate(left) if m.kind == "share"), 0)
        if self.composer.language != "zh" or any(m.kind == "flow" for m in left[:at]):
            return None
        whens = [m.when for m in left[:at] if m.when is not None and m.when.first]
        behind = any(m.when is not None for m in left[at:])
        return self.composer.clock.months_of(whens[-1]) if whens and behind else None

    def _told_just_before(self, of: Topic) -> Topic | None:
        """The level of other months that the clause before states: 去年9月进口9亿元，占比5%."""
        last = self.composer.said[-1] if self.composer.said else None
        if last is None or last.sense is not Sense.LEVEL or last.topic.period == of.period:
            return None
        if last in self.composer.bases or any(m.when or m.flow[0] for m in self.clause.marks):
            return None
        return last.topic if replace(last.topic, period=of.period) == of else None

    def _beside_share(self, left: Sequence[Mark]) -> Fact | None:
        """The level before that a share is only another form of: $5 billion, or 3.3% of imports."""
        words = [m.text for m in left if m.kind == "share"]
        pattern = lexicon(self.composer.language)["appositive"]
        last = self.composer.said[-1] if self.composer.said else None
        rates = [n for n in self.clause.numbers if self.clause.marks[n].figure.unit.base == "%"]
        if not words or last is None or not re.fullmatch(pattern, words[-1]) or len(rates) > 1:
            return None
        return (
            last if last.sense is Sense.LEVEL and last.place.block == self.composer.block else None
        )

    def _is_whole_before(self, left: Sequence[Mark]) -> bool:
        """Whether English words before a share say what it is of: the share of exports was 10%."""
        at = max((n for n, m in enumerate(left) if m.kind == "share"), default=len(left))
        return any(m.kind == "flow" for m in left[at:])

    def _of_its_side(self, of: Topic, whole: Topic) -> Topic:
        """Of whom a share of exports is where nothing tells of which side: of exports."""
        stated = any(f.topic == of for f in self.composer.said if f.sense is Sense.LEVEL)
        if stated or of.side not in ("", "total") or whole.side not in ("exports", "imports"):
            return of
        return replace(of, side=whole.side) if of.scope else of

    def _whole(
        self, of: Topic, marks: Sequence[Mark], *, beside: bool
    ) -> tuple[tuple[Topic, ...], bool]:
        """What a share is of: the words behind 占, what the one before was, or all of its side.

        Args:
            of: The level that it is a share.
            marks: Where that is said.
            beside: Whether it stands beside the level: $5 billion, or 3.3%.
        """
        shares = [n for n, m in enumerate(marks) if m.kind == "share"]
        at = shares[-1] if shares else -1
        phrase = marks[at + 1 :]
        if len(shares) > 1 and self.composer.language == "zh":
            phrase = marks[shares[0] + 1 : at]  # 占全部出口比重
        if (
            (at >= 0 or (beside and self.composer.language == "en"))
            and not any(m.kind in ("flow", "measure") or m.when for m in phrase)
            and (self.composer.whole is not None and not groups_of(phrase, self.composer.language))
        ):
            known = self.composer.whole[0]
            other = self.base is not None and self.base.sense is Sense.SHARE  # 由9.1%提高到18.4%
            return (replace(known, period=of.period if known.period is None or other
                            else known.period),
                    replace(of, scope=NOBODY)), False  # fmt: skip
        flows = [m.flow for m in phrase if m.kind == "flow"]
        listed = None if at >= 0 or flows else self._listed_share()
        if listed is not None:
            return listed.against, listed.named
        names = frozenset(
            name for group in groups_of(phrase, self.composer.language) for name in group
        )
        if self.composer.regional and any(is_on_nation(m.text) for m in phrase):
            names = names | NATION
        names -= self.composer.own_names
        period = self._when(phrase) or of.period
        if self.composer.language == "en":
            flows = flows[:1]  # all exports in trade with Japan
        family, side = flows[-1] if flows else (of.family, of.side)
        whole = replace(of, family=family, side=side, scope=names, period=period)
        return (whole,), bool(flows)

    def _listed_share(self) -> Fact | None:
        """The share before this one in a list: 分别占出口总额的31.4%、22.0%和16.2%."""
        before = self.composer.said[-1] if self.composer.said else None
        if before is None or before.sense is not Sense.SHARE or before.parts:
            return None
        here = before.place.block == self.composer.block
        english = self.composer.language == "en" and not self.clause.aside
        return (
            before
            if here and (english or before.place.start >= self.clause.marks[0].start)
            else None
        )

    def _of_before(self, level: Fact, of: Topic) -> Topic:
        """What a share is of, stated before the whole's own level."""
        said = [f for f in self.composer.said if f.sense is Sense.LEVEL and f is not level]
        return said[-1].topic if said else of

    def _plain(self, of: Topic) -> Topic:
        """A price's goods by value or quantity, as the whole is."""
        for fact in reversed(self.composer.said):
            if fact.sense is Sense.LEVEL and fact.topic.measure == "value":
                return fact.topic
        return replace(of, measure="value", base=of.base.partition("/")[0])
