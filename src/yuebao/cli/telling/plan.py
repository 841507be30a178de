"""A plan in the words of the customs statistics platform, Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Dimension
from yuebao.report.plan import fetch_names, names_codes
from yuebao.sources import query_row_cap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.reference import Office, Platform
    from yuebao.report import Fetch, Plan
    from yuebao.report.splitting import QueryPart


def tell_plan(plan: Plan, store: Path) -> Iterator[str]:
    """A plan, line by line."""
    title = f"{plan.definition} {plan.month}, {plan.currency}"
    if not plan.fetches:
        yield f"{title}: nothing is missing. 数据齐备，可以生成报告。"
        return
    names = [name for fetch in plan.fetches for name in fetch_names(fetch, plan.office)]
    count = f"{len(names)} {'file is' if len(names) == 1 else 'files are'}"
    yield f"{title}: {count} still to be fetched. 还需下载{len(names)}个文件。"
    for number, fetch in enumerate(plan.fetches, start=1):
        yield ""
        yield f"{number}. {'、'.join(fetch_names(fetch, plan.office))}"
        yield from (f"   {line}" for line in _tell_fetch(fetch, plan.office))
    yield ""
    yield "Save them under these names in one folder, and load it 保存为上述文件名，然后："
    yield f"  yuebao ingest FOLDER --store {store} --released DATE"
    for fetch in plan.fetches:
        if not names_codes(fetch):
            files = " ".join(fetch_names(fetch, plan.office))
            yield "Its name has no room for all codes: load it alone with them 编码过多，单独加载："
            yield f"  yuebao ingest {files} --codes {','.join(fetch.codes)} --store {store}"


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
    if fetch.split and fetch.parts > 1:
        yield f"{said('parts')}: {_split(fetch, platform)}"
    yield from _too_long(fetch, office)
    yield f"{said('why')}: {fetch.reason}."


def _too_long(fetch: Fetch, office: Office) -> Iterator[str]:
    """Files that will be cut, whatever is done."""
    cap = query_row_cap(office)
    for name, part in zip(fetch_names(fetch, office), fetch.split, strict=False):
        if part.rows > cap:
            yield (
                f"{name}: {part.rows:,} rows are expected, more than the {cap:,} of a file, and "
                "nothing is left to split them by. 预计超过平台行数上限，且无法再拆分。"
            )


def _split(fetch: Fetch, platform: Platform) -> str:
    """What each file of several is asked for."""
    return "; ".join(
        f"_{number}of{fetch.parts} {_ranges(part, platform)}"
        for number, part in zip(fetch.asked_numbers, fetch.split, strict=True)
    )


def _ranges(part: QueryPart, platform: Platform) -> str:
    """The codes of one file, by each of its dimensions."""
    return ", ".join(
        f"{_said(platform, one.by)} {'–'.join(dict.fromkeys((one.first, one.last)))}"
        for one in part.ranges
    )


def _said(platform: Platform, english: str) -> str:
    """What the platform calls something, and the English word."""
    own = platform.word(english)
    return english if own == english else f"{own} {english}"


def _columns(fetch: Fetch, platform: Platform) -> str:
    names = ["month", "commodity", *(d.value for d in Dimension if d in fetch.grain.dimensions)]
    english, own = ", ".join(names), "、".join(map(platform.word, names))
    return english if all(name == platform.word(name) for name in names) else f"{own} ({english})"
