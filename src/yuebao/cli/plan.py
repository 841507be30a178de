"""`yuebao plan`: which files must still be fetched before a report can be built."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._findings import findings_format
from yuebao.cli._options import CURRENCY, MONTH, store_option
from yuebao.domain import Dimension
from yuebao.report import load_definition
from yuebao.report.plan import fetch_names, plan_report
from yuebao.sources import query_row_cap
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.domain import Currency, Month
    from yuebao.reference import Office, Platform
    from yuebao.report.plan import Fetch, Plan


@click.command("plan", epilog="Example: yuebao plan lithium-ion 2025-02 --store trade")
@click.argument("definition")
@click.argument("month", type=MONTH)
@store_option
@click.option(
    "--currency",
    type=CURRENCY,
    metavar="CODE",
    help="The currency wanted, as usd; by default the one the store holds, the office's first "
    "where it holds none.",
)
@findings_format
def command(
    definition: str, month: Month, store: Path, currency: Currency | None, form: str
) -> None:
    """Print which exports must still be fetched to build the report of DEFINITION for MONTH.

    In the platform's own terms, with the name to give each file. Exit status: 0 nothing is
    missing; 1 something is.
    """
    view = Store(store).view(empty=True)
    plan = plan_report(view, load_definition(definition), month, currency)
    if form == "json":
        click.echo(json.dumps(_record(plan, view.office), ensure_ascii=False, indent=2))
    else:
        for line in _tell(plan, view.office, store):
            click.echo(line)
    if plan.fetches:
        sys.exit(1)


def _record(plan: Plan, office: Office) -> dict[str, Any]:
    return {
        "definition": plan.definition,
        "month": str(plan.month),
        "currency": plan.currency,
        "fetches": [
            {
                "flow": fetch.flow.value,
                "codes": list(fetch.codes),
                "depth": fetch.grain.depth,
                "dimensions": [d.value for d in Dimension if d in fetch.grain.dimensions],
                "months": [str(month) for month in fetch.months],
                "currency": fetch.currency,
                "files": list(fetch_names(fetch, office)),
                "reason": fetch.reason,
            }
            for fetch in plan.fetches
        ],
    }


def _tell(plan: Plan, office: Office, store: Path) -> Iterator[str]:
    title = f"{plan.definition} {plan.month}, {plan.currency}"
    if not plan.fetches:
        yield f"{title}: nothing is missing. 数据齐备，可以生成报告。"
        return
    names = [name for fetch in plan.fetches for name in fetch_names(fetch, office)]
    count = f"{len(names)} {'file is' if len(names) == 1 else 'files are'}"
    yield f"{title}: {count} still to be fetched. 还需下载{len(names)}个文件。"
    for number, fetch in enumerate(plan.fetches, start=1):
        yield ""
        yield f"{number}. {'、'.join(fetch_names(fetch, office))}"
        yield from (f"   {line}" for line in _tell_fetch(fetch, office))
    yield ""
    yield "Save them under these names in one folder, and load it 保存为上述文件名，然后："
    yield f"  yuebao ingest FOLDER --store {store} --released DATE"


def _tell_fetch(fetch: Fetch, office: Office) -> Iterator[str]:
    platform = office.platform

    def said(english: str) -> str:
        return _said(platform, english)

    first, last = fetch.months[0], fetch.months[-1]
    months = str(first) if first == last else f"{first} to {last}"
    if fetch.is_bulletin:
        yield f"{said('bulletin')}: {platform.bulletin} (trade by place of registration)"
        yield f"{platform.word('period')} month: {months}"
    else:
        digits, words = fetch.grain.depth.digits(), platform.words
        own = f"{digits}{words['digits']} " if "digits" in words else ""
        flow = office.flow_words[fetch.flow][0]
        yield f"{said('flow')}: {flow} {fetch.flow}"
        yield f"{said('commodity')}: {', '.join(fetch.codes)} ({own}{digits} digits)"
        monthly = f"{platform.word('monthly')} one row a month"
        yield f"{platform.word('month')} months: {months} ({monthly})"
        yield f"{said('columns')}: {_columns(fetch, platform)}"
    yield f"{said('currency')}: {said(fetch.currency)}"
    if fetch.parts > 1:
        yield (
            f"{said('parts')}: {fetch.parts} files of fewer than {query_row_cap(office):,} rows, "
            "split by month or partner. 平台限制每次导出的行数，请按月份或贸易伙伴分批导出。"
        )
    yield f"{said('why')}: {fetch.reason}."


def _said(platform: Platform, english: str) -> str:
    """What the platform calls something, and the English word."""
    own = platform.word(english)
    return english if own == english else f"{own} {english}"


def _columns(fetch: Fetch, platform: Platform) -> str:
    names = ["month", "commodity", *(d.value for d in Dimension if d in fetch.grain.dimensions)]
    english, own = ", ".join(names), "、".join(map(platform.word, names))
    return english if all(name == platform.word(name) for name in names) else f"{own} ({english})"
