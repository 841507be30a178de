"""Sentences held against each other: which printed numbers cannot hold together.

The system of `told` is searched as that of tables is. What must be given up may be a number or a
reading. A reading that is given up is told only where one number, and no other, explains it as a
slip of the pen; else the words are taken to mean something else, and nothing is said. Where the
search finds no end since too much was misread, numbers that stand beside each other and rest on no
reading are still told, if a slip of the pen explains them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side
from yuebao.auditing.findings.certificate import Certificate, Member, Relation
from yuebao.auditing.findings.finding import Finding, at_text
from yuebao.auditing.findings.wording import side_words
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.reconciliation.argument import sentence_argument
from yuebao.auditing.reconciliation.cells import facts_with_cells
from yuebao.auditing.reconciliation.programme import Programme
from yuebao.auditing.reconciliation.records import text_of
from yuebao.auditing.reconciliation.relations import build_text
from yuebao.auditing.reconciliation.search import Search
from yuebao.auditing.reconciliation.system import Link
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.findings.wording import Pair
    from yuebao.auditing.reconciliation.search import Conflict, SearchVerdict
    from yuebao.auditing.reconciliation.system import Constraint, LinearSystem
    from yuebao.auditing.reconciliation.told import TextClaim


_MOST_FACTS = 3000
_MOST_CONFLICTS = 16
_MOST_CLAIMS = 60
_FEW = 4
"""So many numbers at most are told beside each other."""
_MOST_APART = 12
"""In units of the last place of a number."""


def check_sentences(claims: Claims) -> Iterator[Finding]:
    """What in the sentences of a document cannot hold together.

    A text of thousands of numbers is none that anybody wrote, and one in which a great many could
    not hold was not understood: of neither is anything said.
    """
    if not claims.facts or len(claims.facts) > _MOST_FACTS:
        return
    system = build_text(facts_with_cells(claims), _title(claims))
    programme = Programme(system)
    if programme.is_possible():
        return
    verdict = Search(
        system, programme, most_claims=_MOST_CLAIMS, most_conflicts=_MOST_CONFLICTS
    ).run()
    judge = _Judge(claims, system, programme, verdict)
    yield from judge.findings() if verdict.complete else judge.findings_beside()


def _title(claims: Claims) -> str:
    """What a document is called: its title, else the first text that says what it is."""
    titles = (text.text for text in claims.texts if text.kind in ("title", "heading", "cover"))
    return claims.title or next(titles, "")


class _Judge:
    """Says which of the claims that must be given up are told, and how."""

    def __init__(
        self,
        claims: Claims,
        system: LinearSystem[TextClaim],
        programme: Programme,
        verdict: SearchVerdict,
    ) -> None:
        self.claims = claims
        self.system = system
        self.programme = programme
        self.verdict = verdict
        self.given = set(verdict.guilty)

    def findings(self) -> Iterator[Finding]:
        """One for each claim that is wrong for sure, or by one slip."""
        for number in self.verdict.guilty:
            blamed = self._blamed(number)
            if blamed is None:
                continue
            option, expected = blamed
            conflict = self._conflict(number, option)
            if conflict is not None and not self._is_of_cells(conflict):
                yield self._finding(option, expected, conflict)

    def findings_beside(self) -> Iterator[Finding]:
        """Numbers of a sentence, or of two in a row, that deny each other whatever else is read."""
        told: set[int] = set()
        for conflict in sorted(self.verdict.conflicts, key=lambda c: len(c.claims)):
            if any(map(self._is_reading, conflict.claims)) or conflict.claims & told:
                continue
            facts = [self._fact(claim) for claim in conflict.claims]
            apart = max(f.sentence for f in facts) - min(f.sentence for f in facts)
            if any(f.cell or f.carried for f in facts) or len(facts) > _FEW or apart > 1:
                continue
            blamed = self._slip_in(conflict, NO_SLIP if apart == 0 else NO_SLIP - 1)
            if blamed is not None:
                told |= conflict.claims
                yield self._finding(*blamed, conflict)

    def _slip_in(self, conflict: Conflict, below: int) -> tuple[int, Interval] | None:
        """The number of a conflict that a slip explains best, and what it should be."""
        small = Programme(self.system, sorted(conflict.rows))
        ranked = []
        for number in conflict.claims:
            claim = self.system.claims[number]
            small.give_up({number})
            found = small.range_of(claim.top, claim.bottom) if claim.top else None
            if found is None:
                continue
            expected = _as_printed(claim, found)
            if not self._is_wide(number, expected):
                ranked.append((self._slip(number, expected), -number, expected))
        best = min(ranked, key=lambda entry: entry[:2], default=None)
        return None if best is None or best[0] >= below else (-best[1], best[2])

    def _fact(self, number: int) -> Fact:
        return self.system.claims[number].fact

    def _is_reading(self, number: int) -> bool:
        return self.system.claims[number].reading

    def _is_of_cells(self, conflict: Conflict) -> bool:
        """Whether it is of tables alone, which are judged by themselves."""
        return all(self._fact(claim).cell for claim in conflict.claims)

    def _conflicts(self, number: int) -> list[Conflict]:
        others = self.given - {number}
        return [c for c in self.verdict.conflicts if number in c.claims and not c.claims & others]

    def _blamed(self, number: int) -> tuple[int, Interval | None] | None:
        """The number to tell instead of a claim that is given up, and what it should be."""
        conflicts = self._conflicts(number)
        if not conflicts:
            return None
        common = frozenset.intersection(*(c.claims for c in conflicts))
        sure = not any(self._is_reading(c) for c in common)
        options = [
            c for c in sorted(common) if not self._is_reading(c) and self._would_do(c, number)
        ]
        ranked = []
        for option in options:
            expected = self._expected(option, number)
            ranked.append((self._slip(option, expected), option, expected))
        ranked.sort(key=lambda entry: (entry[0], -entry[1]))
        if not ranked:
            return None
        rank, option, expected = ranked[0]
        carried = any(self._is_reading(c) and self._fact(c).carried for c in common)
        explained = rank < NO_SLIP - 1 and not carried and not self._is_vague(option, expected)
        if not sure and not explained and (rank == NO_SLIP or self._is_wide(option, expected)):
            return None
        return option, expected

    def _would_do(self, option: int, number: int) -> bool:
        """Whether everything else holds with another claim given up instead."""
        self.programme.give_up((self.given - {number}) | {option} | self.verdict.ignored)
        return self.programme.is_possible()

    def _slip(self, option: int, expected: Interval | None) -> int:
        fact = self._fact(option)
        if fact.number is None:
            return NO_SLIP - 1
        return NO_SLIP if expected is None else slip_rank_of(fact.number, expected)

    def _is_wide(self, option: int, expected: Interval | None) -> bool:
        """Whether so many numbers would do that a slip to one of them explains nothing."""
        number = self._fact(option).number
        if number is None or expected is None or expected.low is None or expected.high is None:
            return number is not None
        apart: Fraction = expected.high - expected.low
        return apart * Fraction(10) ** number.places > _MOST_APART

    def _is_vague(self, option: int, expected: Interval | None) -> bool:
        """Whether the numbers that would do are so many that most slips lead to one of them."""
        fact = self._fact(option)
        number = fact.number
        if number is None or fact.cell or expected is None:
            return False
        if expected.low is None or expected.high is None:
            return False
        size: Fraction = expected.high - expected.low
        return size > abs(number.value) / 2

    def _expected(self, option: int, number: int) -> Interval | None:
        """What a number can be where all else holds, in its printed unit."""
        claim = self.system.claims[option]
        if not claim.top:
            return None
        self.programme.give_up((self.given - {number}) | {option} | self.verdict.ignored)
        found = self.programme.range_of(claim.top, claim.bottom)
        return None if found is None else _as_printed(claim, found)

    def _conflict(self, number: int, option: int) -> Conflict | None:
        found = [c for c in self._conflicts(number) if option in c.claims]
        return min(found, key=lambda c: len(c.claims), default=None)

    def _finding(self, option: int, expected: Interval | None, conflict: Conflict) -> Finding:
        fact = self._fact(option)
        others = [self._fact(c) for c in sorted(conflict.claims)
                  if c != option and not self._is_reading(c)]  # fmt: skip
        others = [f for f in dict.fromkeys(others) if f.place != fact.place or f.number is None]
        places = (fact.number.places if fact.number else 0) + 1
        text = range_text(expected, max(places, 1)) if expected is not None else ""
        return Finding(
            rule="sentences-irreconcilable",
            where=at_text(self.claims, fact.place, fact.quote),
            printed=_printed(fact),
            expected=text,
            argument=sentence_argument(_said(fact), map(_said, others), text),
            certificate=self._certificate(conflict),
        )

    # The certificate

    def _certificate(self, conflict: Conflict) -> Certificate:
        numbers = [c for c in sorted(conflict.claims) if self._fact(c).number is not None
                   and not self._is_reading(c)]  # fmt: skip
        rows = [self.system.rows[number] for number in conflict.rows]
        related = [row for row in rows if row.claim is None or row.claim not in numbers]
        names: dict[int, str] = {}
        for number in numbers:
            claim = self.system.claims[number]
            for var, _ in (*claim.top, *claim.bottom):
                names.setdefault(var, f"x{len(names) + 1}")
        for row in related:
            for var, _ in row.terms:
                names.setdefault(var, f"x{len(names) + 1}")
        keys = {var: key for key, var in self.system.keys.items() if var in names}
        return Certificate(
            tuple(self._member(number, names) for number in numbers),
            tuple(self._relation(row, names) for row in related),
            tuple((name, _level_words(keys.get(var))) for var, name in names.items()),
        )

    def _member(self, number: int, names: dict[int, str]) -> Member:
        claim = self.system.claims[number]
        fact, bounds, per = claim.fact, claim.fact.interval(), claim.per
        if per < 0:  # points of a fall: the same by a factor above zero
            bounds, per = -bounds, -per
        assert bounds.low is not None and bounds.high is not None  # noqa: S101, PT018  # printed
        said = _said(fact)
        return Member(
            _printed(fact), (said, said), at_text(self.claims, fact.place, fact.quote),
            bounds.low, bounds.high, per, claim.plus,
            tuple((names[var], factor) for var, factor in claim.top),
            tuple((names[var], factor) for var, factor in claim.bottom),
        )  # fmt: skip

    def _relation(self, row: Constraint, names: dict[int, str]) -> Relation:
        said = _relation_words(row.link)
        if row.claim is not None:
            word = self._fact(row.claim)
            said = (f"{said[0]}：“{word.quote}”", f"{said[1]}: “{word.quote}”")
        return Relation(
            said, tuple((names[var], factor) for var, factor in row.terms), row.low, row.high
        )


def _relation_words(link: Link) -> Pair:
    """Why a row holds."""
    if link is Link.FLOWS:
        total, exports, imports = map(side_words, (Side.TOTAL, Side.EXPORTS, Side.IMPORTS))
        return (
            f"{total[0]}等于{exports[0]}加{imports[0]}",
            f"{total[1]} is {exports[1]} plus {imports[1]}",
        )
    if link is Link.PARTS:
        return "合计等于各项之和", "a total is the sum of its parts"
    return "文中所说", "as the words say"


def _level_words(key: object) -> Pair:
    """What a variable is of."""
    if not isinstance(key, tuple) or len(key) < 6 or key[0] == "read":
        return "文中的一个数", "a number of the text"
    _, side, measure, base, scope, months = key
    words = " ".join(filter(None, (*sorted(scope), side, measure, base, str(months or ""))))
    return words, words


def _as_printed(claim: TextClaim, found: Interval) -> Interval:
    """What a claim's number can be in its printed unit, of what its levels can make."""
    return _divided(found + Interval.exactly(-claim.plus), claim.per)


def _divided(interval: Interval, per: Fraction) -> Interval:
    return interval.times(1 / per) if per > 0 else (-interval).times(-1 / per)


def _printed(fact: Fact) -> str:
    """A number with the sign that its words give it."""
    number = fact.number
    if number is None:
        return fact.printed
    sign = "−" if number.value < 0 and number.text[0] not in "-−" else ""
    return f"{sign}{number.text}"


def _said(fact: Fact) -> str:
    """A number as it stands, in its clause."""
    quote = fact.quote if len(fact.quote) <= 60 else f"{fact.quote[:57]}…"
    if fact.number is None:
        return f"“{quote}”({fact.printed})"
    return f"“{quote}”({text_of(fact)})"
