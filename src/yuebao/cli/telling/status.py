"""What a store holds, in lines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.cli._findings import counted
from yuebao.cli.telling.clauses import say_clauses
from yuebao.cli.telling.grain import tell_grain
from yuebao.indicators import month_runs
from yuebao.report.definition import ALL_GOODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.indicators import Holding, Status

_CODES = 6  # listed one by one in a line
_ALIKE = 4  # more headings with the same months are told in one line


def tell_status(status: Status) -> Iterator[str]:
    """What a store holds, heading by heading."""
    alike: dict[tuple[object, ...], list[Holding]] = defaultdict(list)
    for holding in status.holdings:
        alike[_alike(holding)].append(holding)
    title = None
    for holding in status.holdings:
        together = alike[_alike(holding)]
        many = len(together) > _ALIKE
        if many and holding is not together[0]:
            continue
        heading = "All goods" if holding.heading == ALL_GOODS else holding.heading
        told = (
            f"{len(together):,} headings, {heading} to {together[-1].heading}" if many else heading
        )
        if told != title:
            title = told
            yield title
        codes = "" if many else _codes(holding)
        yield f"  {holding.flow}s {codes}by {tell_grain(holding.grain)}, {_scope(holding)}"
        yield f"    {say_clauses(_months(holding))}"
        if holding.partial and not many:
            yield f"    {_partial(holding)}"
        yield f"    released {_releases(holding)}; {counted(holding.files, 'file')}"
    yield ""


def _alike(holding: Holding) -> tuple[object, ...]:
    """What holdings of many headings have in common where one query gave them all."""
    return (
        holding.flow, str(holding.grain), str(holding.scope), holding.currency, holding.months,
        holding.cumulative, holding.releases, holding.files, holding.partial,
    )  # fmt: skip


def _codes(holding: Holding) -> str:
    codes = holding.commodities
    if codes == (holding.heading,):
        return ""
    more = f" and {len(codes) - _CODES} more codes" if len(codes) > _CODES else ""
    return f"of {', '.join(codes[:_CODES])}{more} "


def _scope(holding: Holding) -> str:
    part = f", only {holding.scope.words()}" if holding.scope.is_partial() else ""
    return f"{holding.currency}{part}"


def _months(holding: Holding) -> Iterator[str]:
    if holding.months:
        yield ", ".join(str(run) for run in month_runs(holding.months))
    if holding.cumulative:
        listed = ", ".join(map(str, holding.cumulative[-3:]))
        before = len(holding.cumulative) - 3
        yield f"as one: {f'{before} more, ' if before > 0 else ''}{listed}"
    if holding.missing:
        yield f"missing {', '.join(str(run) for run in month_runs(holding.missing))}"


def _partial(holding: Holding) -> str:
    """That the heading is more than what was asked for."""
    missed, when = holding.lacking, ", ".join(map(str, month_runs(holding.partial)))
    more = f" and {len(missed) - _CODES} more codes" if len(missed) > _CODES else ""
    return (
        f"a part of {holding.heading}: no file was asked for "
        f"{', '.join(missed[:_CODES])}{more} ({when})"
    )


def _releases(holding: Holding) -> str:
    first, last = holding.releases[0], holding.releases[-1]
    if first == last:
        return str(first)
    return f"{first} to {last} ({len(holding.releases)} releases)"
