"""Revisions in plain, slow Python: what is known is replayed, release after release."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.spec import wording

from yuebao.domain import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.spec.case import Question
    from tests.spec.oracle import Chosen, Fact
    from tests.spec.wording import Answer

Known = dict[tuple[str, ...], int]
Revision = tuple[str, Period, int, int]

_FEW, _USUAL = 4, Fraction(1, 100)


def answer(chosen: Chosen, question: Question) -> Answer:
    """What every release made of months known before it, and the unusual one of the latest."""
    found = list(_replay(chosen.part.facts, question.codes))
    days = sorted({fact["released"] for fact in chosen.part.facts})
    asked = {m for p in (question.period, question.base) for m in p.months()}
    return wording.revisions(found, _unusual(found, days[-1], asked))


def _replay(facts: list[Fact], codes: tuple[str, ...]) -> Iterable[Revision]:
    known: Known = {}
    for day in sorted({fact["released"] for fact in facts}):
        said = [fact for fact in facts if fact["released"] == day]
        only_added = all(fact["load"] == "add" for fact in said)
        now = dict(known)
        if not only_added:
            spoken_of = {(fact["month"], fact["commodity"]) for fact in said}
            now = {key: value for key, value in known.items() if key[:2] not in spoken_of}
        now |= {_key(fact): int(fact["value"]) for fact in said}
        for month in sorted({key[0] for key in known}):
            before, after = (_total(held, month, codes) for held in (known, now))
            taken_back = any(
                now.get(key) != value for key, value in known.items() if key[0] == month
            )
            whole = all(_stated(known, month, code) for code in codes)
            if whole and before > 0 and before != after and (taken_back or not only_added):
                yield day, Period.parse(month), before, after
        known = now


def _key(fact: Fact) -> tuple[str, ...]:
    """The month, the commodity, and what else tells facts apart."""
    rest = sorted(set(fact) - {"month", "commodity", "value", "released", "load"})
    return (fact["month"], fact["commodity"], *(fact[name] for name in rest))


def _total(known: Known, month: str, codes: tuple[str, ...]) -> int:
    return sum(v for key, v in known.items() if key[0] == month and key[1].startswith(codes))


def _stated(known: Known, month: str, code: str) -> bool:
    return any(key[0] == month and key[1].startswith(code) for key in known)


def _unusual(
    found: list[Revision], day: str, asked: set[Month]
) -> tuple[Period, int, Fraction | None] | None:
    """The largest of the day's, of months asked about, if it is larger than any before it."""
    sizes = [(abs(Fraction(now, then) - 1), at, period) for at, period, then, now in found]
    own = [(size, period) for size, at, period in sizes if at == day and period.first in asked]
    earlier = [size for size, at, _ in sizes if at < day]
    if not own:
        return None
    most, period = max(own)
    few = len(earlier) < _FEW
    if most <= max(earlier, default=Fraction(0)) or (few and most <= _USUAL):
        return None
    return period, len(found), None if few else max(earlier)
