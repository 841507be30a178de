"""What loads answer for: codes asked for or found, held against the month's list of commodities.

A heading is answered for where a query asked for all of it, or where every code that the list of
the month has below it was asked for or found. Otherwise it is known in part.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yuebao.domain import Currency, Flow, Grain, Month, Period, Scope
    from yuebao.reference import Commodities, Office
    from yuebao.store._records import Slice


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is stated about some commodities in one grain, scope and currency.

    Attributes:
        periods: For each code asked for, the periods in which all of it is answered for; and, where
            parts are taken for the whole, those in which a part is.
        parts: For each code, the periods in which only a part of it is answered for, each with the
            codes of the list that are not.
        stored: For each code, the one that facts are stored under: a shorter one where that has no
            other below it.
    """

    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    periods: Mapping[str, frozenset[Period]]
    parts: Mapping[str, Mapping[Period, tuple[str, ...]]]
    stored: Mapping[str, str]

    def common(self, *, parts: bool = False) -> frozenset[Period]:
        """The periods stated for every code asked for; on demand those stated in part too."""
        stated = [
            periods.union(self.parts.get(code, ())) if parts else periods
            for code, periods in self.periods.items()
        ]
        return stated[0].intersection(*stated[1:]) if stated else frozenset()

    def lacking(self, period: Period) -> tuple[str, ...]:
        """The codes of the list that are not answered for, of codes stated in part."""
        return tuple(code for parts in self.parts.values() for code in parts.get(period, ()))


class Breadth:
    """Holds codes that are answered for against a list of commodities.

    Args:
        commodities: The office's lists; where it has none, nothing is known to lack.
    """

    def __init__(self, commodities: Commodities) -> None:
        self.commodities = commodities
        self._known: dict[tuple[str, frozenset[str], int], tuple[str, ...]] = {}

    def lacking(self, code: str, held: frozenset[str], month: Month) -> tuple[str, ...]:
        """The codes below one that are not below any of those held, by the month's list.

        A list of another year than the month's may have codes that were split since: one is not
        missed where a code is held, of the same six digits, that the list does not know.
        """
        if not self.commodities.languages or code in held:
            return ()
        known = self.commodities.list_for(month)
        key = (code, held, known.year)
        if key not in self._known:
            listed = self.commodities.below(code, month)
            lengths = {len(one) for one in held}
            missed = [one for one in listed if not any(one[:length] in held for length in lengths)]
            if missed and not known.exact:
                split = {one[:_SHARED] for one in held.difference(listed) if len(one) > _SHARED}
                missed = [one for one in missed if one[:_SHARED] not in split]
            self._known[key] = tuple(missed)
        return self._known[key]


HEADING_DIGITS = 4
"""So many digits are a heading."""

_SHARED = 6
"""So many digits of a code are the same the world over; what follows, an office may split."""


def unasked(part: Slice, office: Office) -> dict[str, tuple[str, ...]]:
    """The headings a file holds a part of without saying what its query asked for.

    Each with the codes below it, of the list of the file's last month, that it does not hold.
    """
    digits = part.grain.depth.digits() or 0
    if part.asked or digits < HEADING_DIGITS:
        return {}
    held: dict[str, set[str]] = defaultdict(set)
    for code in part.commodities:
        held[code[:HEADING_DIGITS]].add(code)
    breadth, month = Breadth(office.commodities), part.periods[-1].last
    lacking = {one: breadth.lacking(one, frozenset(codes), month) for one, codes in held.items()}
    return {heading: codes for heading, codes in lacking.items() if codes}


def find_coverage(
    slices: Iterable[Slice], breadth: Breadth, codes: tuple[str, ...], flow: Flow, *, parts: bool
) -> tuple[Coverage, ...]:
    """What slices state of commodities that begin with these codes, grain by grain.

    Only grains in each of which something is stated of any of them.

    Args:
        slices: What is stated.
        breadth: What the codes are held against.
        codes: The codes asked for, or `all`.
        flow: The flow.
        parts: Whether a code of which only a part is answered for counts as stated.
    """
    found: dict[tuple[Grain, Scope, Currency], dict[str, _Answers]] = defaultdict(dict)
    for part in slices:
        if part.flow is flow:
            held = found[part.grain, part.scope, part.currency]
            for code in codes:
                held.setdefault(code, _Answers(code, breadth)).add(part)
    return tuple(
        _coverage(flow, head, answers, parts=parts)
        for head, answers in sorted(found.items(), key=lambda item: tuple(map(str, item[0])))
        if any(one.whole or one.held for one in answers.values())
    )


class _Answers:
    """What files of one grain, scope and currency answer of one code."""

    def __init__(self, code: str, breadth: Breadth) -> None:
        self.code = code
        self.whole: set[Period] = set()
        self.held: dict[Period, set[str]] = defaultdict(set)
        self.stored = code
        self._breadth = breadth

    def add(self, part: Slice) -> None:
        digits = part.grain.depth.digits()
        if digits is not None and digits < len(self.code) and self.code.isdigit():
            self._add_above(part, digits)
        elif part.answers(self.code):
            self.whole.update(part.periods)
        elif digits is None or not self.code.isdigit():
            if part.covers(self.code):
                self.whole.update(part.periods)
        else:
            asked = (one for one in part.asked if one.startswith(self.code))
            if held := (*part.below(self.code), *asked):
                for period in part.periods:
                    self.held[period].update(held)

    def _add_above(self, part: Slice, digits: int) -> None:
        """Take the shorter code that is the very same goods."""
        above = self.code[:digits]
        if part.states(above):
            for period in part.periods:
                if self._breadth.commodities.is_only(self.code, above, period.last):
                    self.whole.add(period)
                    self.stored = above

    def parts(self) -> dict[Period, tuple[str, ...]]:
        """The periods in which a part is answered for, with the codes that are not."""
        lacking = {
            period: self._breadth.lacking(self.code, frozenset(held), period.last)
            for period, held in self.held.items()
            if period not in self.whole
        }
        return {period: codes for period, codes in lacking.items() if codes}


def _coverage(
    flow: Flow, head: tuple[Grain, Scope, Currency], answers: Mapping[str, _Answers], *, parts: bool
) -> Coverage:
    partly = {code: one.parts() for code, one in answers.items()}
    return Coverage(
        flow,
        *head,
        periods={
            code: frozenset(
                period for period in (*one.whole, *one.held) if parts or period not in partly[code]
            )
            for code, one in answers.items()
        },
        parts={code: lacking for code, lacking in partly.items() if lacking},
        stored={code: one.stored for code, one in answers.items()},
    )
