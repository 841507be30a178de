"""Goods against all goods, province by province: no part of trade is more than the whole.

Where names of provinces stand on other codes, the totals of a file may all be right and each
province's wrong: then the goods of some exceed all that they trade.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import Depth, Dimension, Fault, Grain, Month, Period
from yuebao.indicators._sql import statement
from yuebao.indicators._total import Total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.indicators._suspicions import Evidence

_NAMED = 3
_ALL = str(Grain(Depth.ALL, frozenset({Dimension.PROVINCE})))


class _Frame(NamedTuple):
    """What goods and all goods must have in common to be compared."""

    flow: str
    scope: str
    currency: str
    period: Period
    province: str


class _Excess(NamedTuple):
    """Goods of a province that are more than all it trades."""

    frame: _Frame
    goods: Total
    whole: Total


def suspect_provinces(evidence: Evidence) -> Iterator[Fault]:
    """Goods that in some province are more than all goods, where a bulletin tells those."""
    grains = {str(part.grain) for part in evidence.view.slices}
    goods = [grain for grain in sorted(grains) if _is_of_goods(Grain.parse(grain))]
    if _ALL not in grains or not goods:
        return
    found: dict[tuple[str, str, str, str], list[_Excess]] = defaultdict(list)
    for grain, excess in _excesses(evidence, goods):
        frame = excess.frame
        found[frame.flow, frame.scope, frame.currency, grain].append(excess)
    for (flow, _, currency, grain), held in found.items():
        yield _tell(evidence, flow, currency, grain, held)


def _is_of_goods(grain: Grain) -> bool:
    digits = grain.depth.digits()
    return digits is not None and Dimension.PROVINCE in grain.dimensions and not grain.overlaps


def _excesses(evidence: Evidence, goods: list[str]) -> Iterator[tuple[str, _Excess]]:
    sums: dict[_Frame, dict[str, Total]] = defaultdict(dict)
    for row in evidence.view.query(*_asked(evidence, goods)):
        flow, scope, currency, first, last, province, grain, value, rounding, sources = row
        period = Period(Month.parse(first), Month.parse(last))
        frame = _Frame(flow, scope, currency, period, province)
        sums[frame][grain] = Total(int(value), int(rounding), frozenset(sources))
    for frame, by_grain in sums.items():
        whole = by_grain.get(_ALL)
        for grain in goods:
            part = by_grain.get(grain)
            if whole and part and part.value > whole.value and part.differs(whole):
                yield grain, _Excess(frame, part, whole)


def _asked(evidence: Evidence, goods: list[str]) -> tuple[str, dict[str, str]]:
    """The statement, and the values of its $names."""
    bound = {f"grain{at}": grain for at, grain in enumerate((_ALL, *goods))}
    where = [f"grain IN ({', '.join(f'${name}' for name in bound)})", "province IS NOT NULL"]
    if evidence.codes:
        codes = {f"code{at}": code for at, code in enumerate(evidence.codes)}
        below = " OR ".join(f"starts_with(commodity, ${name})" for name in codes)
        where.append(f"(commodity = '{Depth.ALL}' OR {below})")
        bound |= codes
    if evidence.months is not None:
        months = {f"month{at}": str(month) for at, month in enumerate(sorted(evidence.months))}
        where.append(f"last_month IN ({', '.join(f'${name}' for name in months)})")
        bound |= months
    sql = statement("provinces").format(facts=evidence.view.facts, where=" AND ".join(where))
    return sql, bound


def _tell(evidence: Evidence, flow: str, currency: str, grain: str, held: list[_Excess]) -> Fault:
    """The provinces of which a grain says too much, the largest excess first."""
    ordered = sorted(held, key=lambda one: (one.whole.value - one.goods.value, one.frame.period))
    regions, by = evidence.view.office.regions, Grain.parse(grain).words()
    told = "; ".join(
        f"{region.full if (region := regions.find(one.frame.province)) else one.frame.province} in "
        f"{one.frame.period} is {one.goods.value:,} by {by} and {one.whole.value:,} in all"
        for one in ordered[:_NAMED]
    )
    more = f"; and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    files = evidence.names(s for one in ordered for s in (*one.goods.sources, *one.whole.sources))
    return Fault(
        "provinces", f"{flow}s by province, {files}",
        f"Goods exceed all goods of a province: in {currency} {told}{more}.",
        "No goods of a province are worth more than all it trades: names or codes of provinces "
        "may stand on other rows, or a file has rows twice.",
        "Compare the file with a fresh export; if its provinces are wrong, load it again with "
        "--without province.",
    )  # fmt: skip
