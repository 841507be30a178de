"""Total, exports, imports and net: levels and growth of one row must fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side
from yuebao.auditing.findings.finding import Finding, at_cell, either
from yuebao.auditing.numbers import range_text
from yuebao.auditing.rules._flows import FlowRow, flow_rows
from yuebao.auditing.rules.intervals import (
    ANYTHING,
    NOT_NEGATIVE,
    amount_text,
    flows_culprits,
    flows_fit,
    growth_range,
    in_unit,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.numbers import Interval, Number
    from yuebao.auditing.rules.context import Case


def check_flows(context: Case) -> Iterator[Finding]:
    """Levels first; growth only where the levels hold, as it rests on them."""
    for row in flow_rows(context):
        if flows_fit(**row.box()) is None:
            yield from _levels(row)
        else:
            yield from _bases(row)


def _levels(row: FlowRow) -> Iterator[Finding]:
    box = row.box()
    culprits = flows_culprits(box)
    sides = [Side(name) for name in culprits if Side(name) in row.levels]
    sums = flows_fit(**{**box, "net": ANYTHING}) is None
    side = sides[0] if len(sides) == 1 else (Side.TOTAL if sums else Side.NET)
    if side not in row.levels:
        return
    expected = culprits.get(side.value) or _implied(side, box)
    found = row.levels[side]
    number = row.number(side)
    if number is None:
        return
    yield Finding(
        rule="sum-of-flows" if sums else "net-of-flows",
        where=at_cell(*found),
        printed=number.text,
        expected=in_unit(expected, number.unit, number.places),
        facts=_facts(row, expected, sums=sums),
    )


def _facts(row: FlowRow, expected: Interval, *, sums: bool) -> tuple[tuple[str, str], ...]:
    """The three amounts of the equation; `expected` is what its left side would have to be."""
    left = Side.TOTAL if sums else Side.NET
    number = row.number(left)
    box = row.box()
    value = box["exports"] + box["imports"] if sums else box["exports"] - box["imports"]
    unit = number.unit if number else None
    return (
        (left.value, _text(number)),
        ("exports", _text(row.number(Side.EXPORTS))),
        ("imports", _text(row.number(Side.IMPORTS))),
        ("expected", in_unit(value, unit) if unit else range_text(expected)),
    )


def _text(number: Number | None) -> str:
    return "-" if number is None else amount_text(number)


def _implied(side: Side, box: Mapping[str, Interval]) -> Interval:
    if side is Side.TOTAL:
        return box["exports"] + box["imports"]
    return box["exports"] - box["imports"]


def _bases(row: FlowRow) -> Iterator[Finding]:
    bases = row.bases()
    if flows_fit(**{**bases, "net": ANYTHING}) is None:
        yield from _growth(row, bases)
    elif flows_fit(**bases) is None:
        yield from _net_change(row, bases)


def _growth(row: FlowRow, bases: Mapping[str, Interval]) -> Iterator[Finding]:
    culprits = flows_culprits(bases)
    sides = [Side(n) for n in culprits if Side(n) in row.growths and n != "net"]
    side = sides[0] if len(sides) == 1 else Side.TOTAL
    number = row.growth(side)
    if number is None or side not in row.growths:
        return
    needed = flows_fit(**{**bases, side.value: NOT_NEGATIVE, "net": ANYTHING})
    expected = growth_range(level_of(row.number(side)), needed[side.value]) if needed else None
    unit = row.number(Side.TOTAL)
    yield Finding(
        rule="growth-of-total",
        where=at_cell(*row.growths[side]),
        printed=number.text,
        expected=range_text(expected) if expected else "",
        facts=(
            ("total", in_unit(bases["total"], unit.unit) if unit else ""),
            (
                "parts",
                in_unit(bases["exports"] + bases["imports"], unit.unit) if unit else "",
            ),
        ),
    )


def _net_change(row: FlowRow, bases: Mapping[str, Interval]) -> Iterator[Finding]:
    found, change, net = row.growths.get(Side.NET), row.growth(Side.NET), row.number(Side.NET)
    fit = flows_fit(**{**bases, "net": ANYTHING})
    if found is None or change is None or net is None or fit is None:
        return
    table, line, _ = found
    if line.window in table.official:
        return  # customs' own rates rest on a base it revised, the net's change on the one known
    expected = net.interval() - fit["net"]
    percent = _as_percent(net, fit["net"])
    note = ""
    if percent is not None and percent.meets(change.printed()):
        note = either("（恰为百分比）", " (which is the percentage)")
    yield Finding(
        rule="net-change",
        where=at_cell(*found),
        printed=change.text,
        expected=in_unit(expected, net.unit, net.places),
        facts=(("percent", note),),
    )


def _as_percent(net: Number, base: Interval) -> Interval | None:
    """The change in percent of the base, where the base keeps one sign."""
    now = net.interval()
    if base.high is not None and base.high < 0:
        return growth_range(-now, -base)
    return growth_range(now, base) if base.low is not None and base.low > 0 else None
