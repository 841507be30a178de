"""`yuebao plan`: which files must still be fetched before a report can be built."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._findings import findings_format
from yuebao.cli._options import MONTH, store_option
from yuebao.domain import Currency, Dimension, Flow
from yuebao.report import load_definition
from yuebao.report.plan import fetch_names, plan_report
from yuebao.sources import query_row_cap
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.report.plan import Fetch, Plan

_FLOWS = {Flow.EXPORT: "出口", Flow.IMPORT: "进口", Flow.TOTAL: "进出口"}
_MONEY = {Currency.USD: "美元", Currency.CNY: "人民币"}
_COLUMNS = {
    Dimension.PARTNER: "贸易伙伴",
    Dimension.MODE: "贸易方式",
    Dimension.PROVINCE: "注册地",
}


@click.command("plan", epilog="Example: yuebao plan lithium-ion 2025-02 --store trade")
@click.argument("definition")
@click.argument("month", type=MONTH)
@store_option
@click.option(
    "--currency",
    type=click.Choice(["usd", "cny"]),
    help="The currency wanted; by default the one the store holds, dollars where it holds neither.",
)
@findings_format
def command(definition: str, month: Month, store: Path, currency: str | None, form: str) -> None:
    """Print which exports must still be fetched to build the report of DEFINITION for MONTH.

    In the platform's own terms, with the name to give each file. Exit status: 0 nothing is
    missing; 1 something is.
    """
    plan = plan_report(
        Store(store).view(empty=True),
        load_definition(definition),
        month,
        Currency(currency.upper()) if currency else None,
    )
    if form == "json":
        click.echo(json.dumps(_record(plan), ensure_ascii=False, indent=2))
    else:
        for line in _tell(plan, store):
            click.echo(line)
    if plan.fetches:
        sys.exit(1)


def _record(plan: Plan) -> dict[str, Any]:
    return {
        "definition": plan.definition,
        "month": str(plan.month),
        "currency": plan.currency.value,
        "fetches": [
            {
                "flow": fetch.flow.value,
                "codes": list(fetch.codes),
                "depth": fetch.grain.depth.value,
                "dimensions": [d.value for d in Dimension if d in fetch.grain.dimensions],
                "months": [str(month) for month in fetch.months],
                "currency": fetch.currency.value,
                "files": list(fetch_names(fetch)),
                "reason": fetch.reason,
            }
            for fetch in plan.fetches
        ],
    }


def _tell(plan: Plan, store: Path) -> Iterator[str]:
    title = f"{plan.definition} {plan.month}, {plan.currency}"
    if not plan.fetches:
        yield f"{title}: nothing is missing. 数据齐备，可以生成报告。"
        return
    names = [name for fetch in plan.fetches for name in fetch_names(fetch)]
    count = f"{len(names)} {'file is' if len(names) == 1 else 'files are'}"
    yield f"{title}: {count} still to be fetched. 还需下载{len(names)}个文件。"
    for number, fetch in enumerate(plan.fetches, start=1):
        yield ""
        yield f"{number}. {'、'.join(fetch_names(fetch))}"
        yield from (f"   {line}" for line in _tell_fetch(fetch))
    yield ""
    yield "Save them under these names in one folder, and load it 保存为上述文件名，然后："
    yield f"  yuebao ingest FOLDER --store {store} --released DATE"


def _tell_fetch(fetch: Fetch) -> Iterator[str]:
    first, last = fetch.months[0], fetch.months[-1]
    months = str(first) if first == last else f"{first} to {last}"
    if fetch.is_bulletin:
        yield "统计月报 bulletin: 进出口商品收发货人所在地总值表 (trade by place of registration)"
        yield f"月份 month: {months}"
    else:
        digits = fetch.grain.depth.digits()
        yield f"进出口类型 flow: {_FLOWS[fetch.flow]} {fetch.flow}"
        yield f"商品编码 commodity: {', '.join(fetch.codes)} ({digits}位编码 {digits} digits)"
        yield f"数据年月 months: {months} (分月 one row a month)"
        yield f"输出字段 columns: {_columns(fetch)}"
    yield f"币种 currency: {_MONEY[fetch.currency]} {fetch.currency}"
    if fetch.parts > 1:
        yield (
            f"分批 parts: {fetch.parts} files of fewer than {query_row_cap():,} rows, split by "
            "month or partner. 平台限制每次导出的行数，请按月份或贸易伙伴分批导出。"
        )
    yield f"原因 why: {fetch.reason}."


def _columns(fetch: Fetch) -> str:
    dimensions = [d for d in Dimension if d in fetch.grain.dimensions]
    chinese = "、".join(["数据年月", "商品编码", *(_COLUMNS[d] for d in dimensions)])
    english = ", ".join(["month", "commodity", *(d.value for d in dimensions)])
    return f"{chinese} ({english})"
