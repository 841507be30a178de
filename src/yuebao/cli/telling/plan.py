"""A plan in the words of the customs statistics platform, Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Currency, Dimension, Flow
from yuebao.report.plan import fetch_names
from yuebao.sources import query_row_cap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.report import Fetch, Plan

_FLOWS = {Flow.EXPORT: "出口", Flow.IMPORT: "进口", Flow.TOTAL: "进出口"}
_MONEY = {Currency.USD: "美元", Currency.CNY: "人民币"}
_COLUMNS = {
    Dimension.PARTNER: "贸易伙伴",
    Dimension.MODE: "贸易方式",
    Dimension.PROVINCE: "注册地",
}


def tell_plan(plan: Plan, store: Path) -> Iterator[str]:
    """A plan, line by line."""
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
