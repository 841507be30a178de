"""Findings of numbers in other hands' tables: the argument in words, and its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side
from yuebao.auditing.findings.certificate import Certificate, Member, Relation
from yuebao.auditing.findings.finding import Finding, at_entry, at_text
from yuebao.auditing.findings.wording import side_words
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.reconciliation.system import Link
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of
from yuebao.auditing.rules.intervals import meet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.findings.wording import Pair
    from yuebao.auditing.reconciliation.entries import EntryClaim
    from yuebao.auditing.reconciliation.programme import Programme
    from yuebao.auditing.reconciliation.search import Conflict, SearchVerdict
    from yuebao.auditing.reconciliation.system import Constraint, LinearSystem
    from yuebao.auditing.rules.context import Case

_MOST_NAMED = 12
_WHOLE = ("总体", "total")
_LINKS = {
    Link.FLOWS: ("进出口等于出口加进口", "total trade is exports plus imports"),
    Link.SPANS: ("各时段之和等于全时段", "months add up to the months that hold them"),
    Link.PERIODS: ("一段时期不小于其中各部分", "months are at least some of them"),
    Link.PARTS: ("合计等于各项之和", "a total is the sum of its rows"),
    Link.WITHIN: ("一项不小于其中各项之和", "a row is at least what is within it"),
}


@dataclass(slots=True)
class Explainer:
    """Turns numbers that are given up into findings."""

    context: Case
    system: LinearSystem[EntryClaim]
    verdict: SearchVerdict
    programme: Programme

    def finding(self, number: int) -> Finding | None:
        """The finding of a claim that is given up; of several that would do, the likeliest."""
        options = self.verdict.options.get(number, [number])
        ranges = {option: self._expected(option, number) for option in options}
        ranked = sorted(options, key=lambda option: self._unlikely(option, number, ranges[option]))
        first = ranked[0]
        conflict = self._conflict(number, first)
        if conflict is None:
            return None
        claim, expected = self.system.claims[first], ranges[first]
        others = [self.system.claims[option] for option in ranked[1:]]
        text = range_text(expected, claim.entry.number.places + 1) if expected is not None else ""
        return Finding(
            rule="cell-irreconcilable" if claim.statement is None else "sentence-irreconcilable",
            where=self.where(claim),
            printed=claim.entry.number.text,
            expected=text,
            argument=self._argument(claim, conflict, others, text),
            also=self.where(others[0]) if others else None,
            certificate=self.certificate(conflict),
        )

    def where(self, claim: EntryClaim) -> Where:
        """Where a claim stands."""
        entry = claim.entry
        if claim.statement is not None:
            return at_text(self.context.claims, claim.statement.place, claim.statement.quote)
        sheet = claim.sheet
        row = [e.number.text for e in sheet.entries if e.row == entry.row] if sheet else []
        return at_entry(sheet, entry, " ".join([entry.label, *row]))

    def _expected(self, option: int, number: int) -> Interval | None:
        """What a claim's number can be where all else that is not given up holds."""
        claim = self.system.claims[option]
        self.programme.give_up(
            [option, *self.verdict.ignored, *(g for g in self.verdict.guilty if g != number)]
        )
        implied = self._implied(claim.top, claim.bottom, claim.per, claim.plus)
        price = claim.price
        if price is None:
            return implied
        by_price = self._implied(
            tuple(price.top.items()), tuple(price.bottom.items()), price.per, price.plus
        )
        return by_price if implied is None else meet(implied, by_price or implied)

    def _implied(
        self,
        top: Sequence[tuple[int, Fraction]],
        bottom: Sequence[tuple[int, Fraction]],
        per: Fraction,
        plus: Fraction,
    ) -> Interval | None:
        found = self.programme.range_of(top, bottom)
        if found is None or (bottom and found.low is not None and found.low < 0):
            return None
        return (found + Interval.exactly(-plus)).times(1 / per)

    def _unlikely(self, option: int, number: int, expected: Interval | None) -> tuple[int, bool]:
        rank = (
            NO_SLIP
            if expected is None
            else slip_rank_of(self.system.claims[option].entry.number, expected)
        )
        return rank, option != number

    def _conflict(self, number: int, first: int) -> Conflict | None:
        """The shortest conflict that a claim alone is to blame for."""
        other = set(self.verdict.guilty) - {number}
        able = [c for c in self.verdict.conflicts if first in c.claims and not c.claims & other]
        return min(able, key=lambda conflict: len(conflict.claims), default=None)

    def _argument(
        self, claim: EntryClaim, conflict: Conflict, others: Sequence[EntryClaim], expected: str
    ) -> tuple[tuple[str, str], ...]:
        members = [c for n in sorted(conflict.claims) if (c := self.system.claims[n]) is not claim]
        links = dict.fromkeys(self.system.rows[row].link for row in conflict.rows)
        named = [_LINKS[link] for link in links if link in _LINKS]
        own, words = says(claim), [says(member) for member in members]
        zh = f"{own[0]}与{_listed([w[0] for w in words], '、', '等{}个数')}不能同时成立"
        en = f"{own[1]} cannot hold together with {_english([w[1] for w in words])}"
        if not members:
            zh, en = f"{own[0]}不能成立", f"{own[1]} cannot hold"
        if named:
            zh += f"（{'，'.join(n[0] for n in named)}）"
            en += f" ({'; '.join(n[1] for n in named)})"
        if expected:
            zh += f"；由其余各数应在{expected}"
            en += f"; by the other numbers it should be {expected}"
        if others:
            zh += f"；也可能有误的是{_listed([says(o)[0] for o in others], '、', '等{}个数')}"
            en += f"; what is wrong may also be {_english([says(o)[1] for o in others])}"
        return (("zh", zh), ("en", en))

    def certificate(self, conflict: Conflict) -> Certificate:
        """The numbers and relations of a conflict, with a name for each level in it."""
        rows = [self.system.rows[number] for number in conflict.rows]
        claims = [self.system.claims[number] for number in sorted(conflict.claims)]
        used = sorted({var for row in rows for var, _ in row.terms} | {
            var for claim in claims
            for var in (*dict(claim.top), *dict(claim.bottom), *_of_price(claim))
        })  # fmt: skip
        names = {var: f"x{at}" for at, var in enumerate(used, 1)}
        words = self._level_words()
        own = {number: [r for r in rows if r.claim == number] for number in conflict.claims}
        return Certificate(
            members=tuple(
                self._member(self.system.claims[number], names, own[number])
                for number in sorted(conflict.claims)
            ),
            relations=tuple(_relation(row, names, words) for row in rows if row.claim is None),
            levels=tuple((names[var], words[var]) for var in used),
        )

    def _member(self, claim: EntryClaim, names: dict[int, str], rows: list[Constraint]) -> Member:
        """A number; of a mean price what it says of the price, or of value and quantity."""
        interval = claim.entry.number.printed()
        assert interval.low is not None and interval.high is not None  # noqa: S101, PT018  # printed
        top, bottom, per, plus = claim.top, claim.bottom, claim.per, claim.plus
        price = claim.price
        if price is not None and any(var in price.bottom for row in rows for var, _ in row.terms):
            top, bottom = tuple(price.top.items()), tuple(price.bottom.items())
            per, plus = price.per, price.plus
        return Member(
            printed=claim.entry.number.text,
            says=says(claim),
            where=self.where(claim),
            low=interval.low,
            high=interval.high,
            per=per,
            plus=plus,
            top=tuple((names[var], factor) for var, factor in top),
            bottom=tuple((names[var], factor) for var, factor in bottom),
        )

    def _level_words(self) -> dict[int, Pair]:
        """What each variable is called."""
        labels = {claim.entry.entity: claim.entry.label for claim in self.system.claims}
        found: dict[int, Pair] = {}
        for key, var in self.system.keys.items():
            assert isinstance(key, tuple)  # noqa: S101  # `Unknowns` makes all keys
            _, side, entity, period, *_ = key
            chinese, english = side_words(Side(side)) if side else ("", "")
            who = labels.get(entity, entity) if entity else ""
            found[var] = (
                f"{who or _WHOLE[0]}{chinese}（{period}）",
                f"{who or _WHOLE[1]} {english} ({period})".replace("  ", " "),
            )
        return found


def _of_price(claim: EntryClaim) -> tuple[int, ...]:
    """The levels of value and quantity that a mean price speaks of."""
    return () if claim.price is None else (*claim.price.top, *claim.price.bottom)


def says(claim: EntryClaim) -> Pair:
    """What a claim says: 表1英国“出口额”40.18."""
    entry = claim.entry
    if claim.statement is not None:
        return (
            f"正文{entry.label}{entry.number.text}",
            f"{entry.label} {entry.number.text} in the text",
        )
    number = claim.sheet.number if claim.sheet else 0
    zh = f"表{number}" if number else ""
    en = f"table {number}, " if number else ""
    return (
        f"{zh}{entry.label}“{entry.head}”{entry.number.text}",
        f"{en}{entry.label}, {entry.head}: {entry.number.text}",
    )


def _relation(row: Constraint, names: dict[int, str], words: dict[int, Pair]) -> Relation:
    left = [(var, factor) for var, factor in row.terms if factor > 0]
    right = [(var, -factor) for var, factor in row.terms if factor < 0]
    sign = "=" if row.low == row.high else "≥" if row.low is not None else "≤"
    said = tuple(
        f"{_side(left, words, at)} {sign} {_side(right, words, at) or '0'}" for at in (0, 1)
    )
    return Relation(
        says=(said[0], said[1]),
        terms=tuple((names[var], factor) for var, factor in row.terms),
        low=row.low,
        high=row.high,
    )


def _side(terms: list[tuple[int, Fraction]], words: dict[int, Pair], at: int) -> str:
    return " + ".join(
        words[var][at] if factor == 1 else f"{factor} × {words[var][at]}" for var, factor in terms
    )


def _english(words: list[str]) -> str:
    return _listed(words, "; ", " and {} in all")


def _listed(words: list[str], joint: str, more: str) -> str:
    unique = list(dict.fromkeys(words))
    tail = more.format(len(unique)) if len(unique) > _MOST_NAMED else ""
    return joint.join(unique[:_MOST_NAMED]) + tail
