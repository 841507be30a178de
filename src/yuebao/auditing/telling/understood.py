"""How much of a document was understood, in words and as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.coverage import Aside, Printed, Understood

LITTLE = 0.8
"""The share of numbers below which what was not understood is said before anything else."""

LISTED = 20
"""Clauses and rows that a text lists of what was not understood."""

_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "share": "读懂{share:.1%}的数字（{facts}个中的{read}个{aside}）",
        "little": "只读懂{share:.1%}的数字（{facts}个中的{read}个{aside}），以下结论只就这些而言",
        "none": "文中没有可核对的数字{aside}",
        "beyond": "文件过长，后面的句子没有读，其中的{count}个数字未核对；",
        "aside": "，另有{count}个不作核对：{reasons}", "reason": "{name}{count}", "joint": "、",
        "unread": "未读懂", "colon": "：", "more": "未读懂的还有{}处，见 --format json",
        "set aside": "不作核对", "date": "日期", "numbering": "编号", "page": "页码",
        "mark": "脚注号", "contact": "联系方式", "code": "代码", "rank": "位次", "name": "名称",
        "unit": "单位", "limit": "界限",
    },
    "en": {
        "share": "{share:.1%} of the numbers understood ({read} of {facts}{aside})",
        "little": "only {share:.1%} of the numbers understood ({read} of {facts}{aside}), "
        "and what follows holds for those alone",
        "none": "no number in it states a fact{aside}",
        "beyond": "too long to be read whole: the sentences behind were not read, and "
        "{count} numbers in them were held against nothing; ",
        "aside": "; {count} more set aside: {reasons}", "reason": "{name} {count}", "joint": ", ",
        "unread": "not understood", "colon": ": ",
        "more": "{} more places were not understood: see --format json",
        "set aside": "set aside", "date": "date", "numbering": "numbering", "page": "page number",
        "mark": "footnote mark", "contact": "contact", "code": "code", "rank": "rank",
        "name": "name", "unit": "unit", "limit": "limit",
    },
}  # fmt: skip


def is_little(coverage: Understood) -> bool:
    """Whether so little was understood, or not even read, that it is said first."""
    return coverage.share() < LITTLE or coverage.beyond > 0


def share_text(coverage: Understood, language: str) -> str:
    """How much was understood, and what was set aside, as a clause."""
    words = _WORDS[language]
    reasons = words["joint"].join(
        words["reason"].format(name=words[why], count=count)
        for why, count in coverage.reasons().items()
    )
    aside = words["aside"].format(count=len(coverage.aside), reasons=reasons) if reasons else ""
    said = "none" if not coverage.facts() else "little" if is_little(coverage) else "share"
    beyond = words["beyond"].format(count=coverage.beyond) if coverage.beyond else ""
    return beyond + words[said].format(
        share=_down(coverage.share()), facts=coverage.facts(), read=coverage.read, aside=aside
    )


def percent_text(coverage: Understood) -> str:
    """The share of numbers understood; a dash where none states a fact."""
    return f"{_down(coverage.share()):.1%}" if coverage.facts() else "-"


def _down(share: float) -> float:
    """A share that prints as 100% only where nothing is unread."""
    return share if share in (0.0, 1.0) else min(share, 0.999)


def why_text(why: Aside | None, language: str) -> str:
    """Why a number was not read."""
    words = _WORDS[language]
    return words["unread"] if why is None else f"{words['set aside']}{words['colon']}{words[why]}"


def unread_lines(coverage: Understood, language: str) -> Iterator[str]:
    """What was not understood: the first clauses and rows, with their numbers."""
    words = _WORDS[language]
    places: dict[tuple[int, str], list[str]] = {}
    for printed in coverage.unread:
        places.setdefault((printed.place.block, printed.quote), []).append(printed.text)
    for _, quote in list(places)[:LISTED]:
        yield f"{words['unread']}{words['colon']}{quote}"
    if len(places) > LISTED:
        yield words["more"].format(len(places) - LISTED)


def coverage_record(coverage: Understood) -> dict[str, object]:
    """As in the JSON contract."""
    return {
        "share": round(_down(coverage.share()), 4),
        "numbers": coverage.numbers(),
        "read": coverage.read,
        "aside": [_printed(one) for one in coverage.aside],
        "unread": [_printed(one) for one in coverage.unread],
        "beyond": coverage.beyond,
    }


def _printed(printed: Printed) -> dict[str, object]:
    place = printed.place
    why = {} if printed.why is None else {"why": printed.why.value}
    return {
        "number": printed.text,
        **why,
        "quote": printed.quote,
        "block": place.block,
        "start": place.start,
        "end": place.end,
    }
