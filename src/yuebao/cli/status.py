"""`yuebao status`: what a store holds, what is missing, and what looks wrong."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._findings import counted, findings_format, finish, to_json
from yuebao.cli._options import DATE, MONTH, store_option
from yuebao.domain import Finding, UserError
from yuebao.indicators import find_status, month_runs
from yuebao.report import load_definition, plan_report
from yuebao.report.basis import periods_of
from yuebao.report.definition import ALL_GOODS
from yuebao.report.plan import fetch_names
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.indicators import Holding, Status
    from yuebao.report import Definition
    from yuebao.store import View

_CODES = 6  # listed one by one in a line
_ALIKE = 4  # more headings with the same months are told in one line


@click.command("status", epilog="Example: yuebao status --store trade")
@click.argument("definition", required=False)
@click.argument("month", type=MONTH, required=False)
@store_option
@click.option("--as-of", type=DATE, metavar="DATE", help="What was known by this date.")
@findings_format
def command(
    definition: str | None, month: Month | None, store: Path, as_of: date | None, form: str
) -> None:
    """Show which months are there, which are missing between them, and what looks wrong.

    With DEFINITION and MONTH, only the commodities of that report, and findings only of the months
    it rests on. Exit status: 0 nothing looks wrong; 1 something does.
    """
    if definition is not None and month is None:
        raise UserError("a report needs its month", remedy="Write DEFINITION MONTH, as 2025-02.")
    view = Store(store).view(as_of=as_of)
    status = _status(view, load_definition(definition) if definition else None, month)
    if form == "json":
        held = {"holdings": [_record(holding) for holding in status.holdings]}
        click.echo(to_json(held, status.findings))
    else:
        for line in _tell(status):
            click.echo(line)
    finish(status.findings, form)


def _status(view: View, definition: Definition | None, month: Month | None) -> Status:
    if definition is None or month is None:
        return find_status(view)
    months = sorted({m for period in periods_of(definition, month) for m in period.months()})
    status = find_status(view, definition.subject.codes, months)
    lacking = tuple(
        Finding(
            "missing", "、".join(fetch_names(fetch, view.office)),
            f"The report of {month} needs it, and it is not loaded.",
            f"{fetch.reason[0].upper()}{fetch.reason[1:]}.",
            f"Fetch it as yuebao plan {definition.name} {month} says.",
        )
        for fetch in plan_report(view, definition, month).fetches
    )  # fmt: skip
    return type(status)(status.holdings, (*lacking, *status.findings))


def _record(holding: Holding) -> dict[str, Any]:
    return {
        "flow": holding.flow.value,
        "heading": holding.heading,
        "commodities": list(holding.commodities),
        "grain": str(holding.grain),
        "scope": str(holding.scope),
        "currency": holding.currency,
        "months": [str(run) for run in month_runs(holding.months)],
        "cumulative": [str(period) for period in holding.cumulative],
        "missing": [str(run) for run in month_runs(holding.missing)],
        "releases": [day.isoformat() for day in holding.releases],
        "files": holding.files,
    }


def _tell(status: Status) -> Iterator[str]:
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
        yield f"  {holding.flow}s {codes}by {holding.grain}, {_scope(holding)}"
        yield f"    {'; '.join(_months(holding))}"
        yield f"    released {_releases(holding)}; {counted(holding.files, 'file')}"
    yield ""


def _alike(holding: Holding) -> tuple[object, ...]:
    """What holdings of many headings have in common where one query gave them all."""
    return (
        holding.flow, str(holding.grain), str(holding.scope), holding.currency, holding.months,
        holding.cumulative, holding.releases, holding.files,
    )  # fmt: skip


def _codes(holding: Holding) -> str:
    codes = holding.commodities
    if codes == (holding.heading,):
        return ""
    more = f" and {len(codes) - _CODES} more" if len(codes) > _CODES else ""
    return f"of {', '.join(codes[:_CODES])}{more} "


def _scope(holding: Holding) -> str:
    part = f", only {holding.scope}" if holding.scope.is_partial() else ""
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


def _releases(holding: Holding) -> str:
    first, last = holding.releases[0], holding.releases[-1]
    if first == last:
        return str(first)
    return f"{first} to {last} ({len(holding.releases)} releases)"
