"""Totals that must agree: between the grains of one commodity, and with the bulletin's total."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import Depth, Fault, Grain, Month, Period, Scope
from yuebao.indicators._holdings import heading_of
from yuebao.indicators._total import Total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.indicators._suspicions import Evidence
    from yuebao.reference import Commodities

ALL = Depth.ALL
_CHAPTER = 2  # digits of its code
_CHAPTERS = 96
"""The HS has chapters 01 to 97 without 77: with as many at hand nothing is left out."""
_NAMED = 3


class Frame(NamedTuple):
    """What totals must have in common to be compared."""

    flow: str
    scope: str
    currency: str
    period: Period


class _Difference(NamedTuple):
    """Two totals of one commodity that do not agree."""

    frame: Frame
    commodity: str
    grains: tuple[str, str]
    totals: tuple[Total, Total]


_Sums = dict[str, dict[str, Total]]
"""By grain and commodity."""


def suspect_totals(evidence: Evidence) -> Iterator[Fault]:
    """Totals of a period that two grains give differently, rounding aside.

    Grains of one depth must agree on every commodity that both speak of. The sum of deeper codes
    must not exceed the total above them, and must reach it where every code is there.
    """
    sums: dict[Frame, _Sums] = defaultdict(lambda: defaultdict(dict))
    for cell in evidence.cells:
        line = cell.line
        by_code = sums[Frame(line.flow, line.scope, line.currency, cell.period)][line.grain]
        by_code[cell.commodity] = by_code.get(cell.commodity, Total()).plus(cell)
    stated = _Stated(evidence)
    found: dict[tuple[str, ...], list[_Difference]] = defaultdict(list)
    for frame, by_grain in sorted(sums.items()):
        for difference in _differences(frame, by_grain, stated, evidence.view.office.commodities):
            heading = heading_of(difference.commodity)
            key = (frame.flow, frame.scope, frame.currency, heading, *difference.grains)
            found[key].append(difference)
    for differences in found.values():
        yield _tell(evidence, differences)


class _Stated:
    """Which commodities a grain speaks of, so that no row there means no trade."""

    def __init__(self, evidence: Evidence) -> None:
        self._periods: dict[tuple[str, ...], dict[str, set[Period]]] = defaultdict(dict)
        for part in evidence.slices():
            key = (part.flow.value, str(part.scope), part.currency, str(part.grain))
            by_code = self._periods[key]
            for code in part.commodities:
                by_code.setdefault(code, set()).update(part.periods)

    def speaks_of(self, frame: Frame, grain: str, code: str) -> bool:
        """Whether the grain states the commodity in the period."""
        return frame.period in self._by_code(frame, grain).get(code, ())

    def codes(self, frame: Frame, grain: str) -> set[str]:
        """Every commodity the grain states in any period."""
        return set(self._by_code(frame, grain))

    def _by_code(self, frame: Frame, grain: str) -> dict[str, set[Period]]:
        return self._periods.get((frame.flow, frame.scope, frame.currency, grain), {})


def _differences(
    frame: Frame, by_grain: _Sums, stated: _Stated, known: Commodities
) -> Iterator[_Difference]:
    grains = sorted(by_grain)
    for at, first in enumerate(grains):
        for second in grains[at + 1 :]:
            if any(Grain.parse(grain).overlaps for grain in (first, second)):
                continue
            depths = [Grain.parse(grain).depth for grain in (first, second)]
            if Depth.ITEM in depths:
                continue  # what a bulletin's item covers no code says
            if depths[0] == depths[1]:
                yield from _same_depth(frame, by_grain, (first, second), stated)
            else:
                upper, lower = sorted((first, second), key=_digits)
                if upper == ALL or ALL not in by_grain or _digits(upper):
                    yield from _other_depth(frame, by_grain, (upper, lower), stated, known)


def _digits(grain: str) -> int:
    return Grain.parse(grain).depth.digits() or 0


def _same_depth(
    frame: Frame, by_grain: _Sums, grains: tuple[str, str], stated: _Stated
) -> Iterator[_Difference]:
    first, second = (by_grain[grain] for grain in grains)
    for code in sorted(first.keys() | second.keys()):
        if all(stated.speaks_of(frame, grain, code) for grain in grains):
            totals = (first.get(code, Total()), second.get(code, Total()))
            if totals[0].differs(totals[1]):
                yield _Difference(frame, code, grains, totals)


def _other_depth(
    frame: Frame,
    by_grain: _Sums,
    grains: tuple[str, str],
    stated: _Stated,
    known: Commodities,
) -> Iterator[_Difference]:
    upper, lower = grains
    digits = _digits(upper)
    below: dict[str, Total] = {}
    for code, total in by_grain[lower].items():
        above = code[:digits] or ALL
        held = below.get(above, Total())
        below[above] = Total(
            held.value + total.value,
            held.twice_rounding + total.twice_rounding,
            held.sources | total.sources,
        )
    for code, total in sorted(by_grain[upper].items()):
        deeper = below.get(code)
        if deeper is None or not total.differs(deeper):
            continue
        codes, month = stated.codes(frame, lower), frame.period.last
        if deeper.value > total.value or _is_complete(code, codes, _digits(lower), month, known):
            yield _Difference(frame, code, (upper, lower), (total, deeper))


def _is_complete(
    above: str, codes: set[str], digits: int, month: Month, known: Commodities
) -> bool:
    """Whether codes of so many digits are all there are below a code."""
    if above == ALL:
        return len({code[:_CHAPTER] for code in codes}) >= _CHAPTERS and digits == _CHAPTER
    listed = {code[:digits] for code in known.codes(month) if code.startswith(above)}
    return bool(listed) and listed <= codes


def _tell(evidence: Evidence, differences: list[_Difference]) -> Fault:
    """Differences of one heading between two grains, the largest first."""
    ordered = sorted(
        differences, key=lambda d: (-abs(d.totals[0].value - d.totals[1].value), d.frame.period)
    )
    frame, _, grains, _ = ordered[0]
    said = [Grain.parse(grain).words() for grain in grains]
    told = "; ".join(
        f"{d.commodity} in {d.frame.period} is {d.totals[0].value:,} by {said[0]} and "
        f"{d.totals[1].value:,} by {said[1]} ({d.totals[1].value - d.totals[0].value:+,})"
        for d in ordered[:_NAMED]
    )
    more = f"; and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    scope = "" if frame.scope == "all" else f" ({Scope.parse(frame.scope).words()})"
    files = evidence.names(s for d in ordered for total in d.totals for s in total.sources)
    return Fault(
        "totals", f"{frame.flow}s of {heading_of(ordered[0].commodity)}{scope}, {files}",
        f"In {frame.currency} {told}{more}.",
        "Both are totals of the same trade and must agree, rounding aside: a file lacks rows or "
        "has some twice, or one was released later than the other.",
        "Export both queries again on one day, and load them.",
    )  # fmt: skip
