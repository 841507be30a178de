"""The words of the page itself, per language: what stands around the report, not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.report.language import find_language
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from yuebao.report.model import Figure

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "lang": "zh-CN",
        "contents": "目录",
        "skip": "跳到正文",
        "notices": "提示",
        "back": "回到正文",
        "points": "数据表",
        "entity": "名称",
        "hint": "点击任一数字，可查看它的精确值、基期与来源文件。",
        "close": "关闭",
        "exact": "精确值",
        "indicator": "指标",
        "period": "期间",
        "reason": "无数值的原因",
        "levels": "计算所用数额",
        "role": "作用",
        "flow": "方向",
        "amount": "数额",
        "rows": "数据行数",
        "grain": "数据口径",
        "released": "海关发布日期",
        "sources": "来源文件（SHA-256）",
        "absent": "无数据",
        "month": "当月",
        "ytd": "累计",
        "rolling12": "近12个月",
        "quarter": "当季",
        "half": "半年",
        "jan-feb": "1-2月",
        "level": "贸易数额",
        "growth": "同比变化",
        "official_growth": "海关公布的同比变化",
        "share": "所占比重",
        "net": "出口减进口",
        "net_change": "净额同比增减",
        "count": "个数",
        "current": "当期",
        "base": "基期",
        "part": "部分",
        "whole": "整体",
        "export": "出口",
        "import": "进口",
        "total": "进出口",
    },
    "en": {
        "lang": "en",
        "contents": "Contents",
        "skip": "Skip to the report",
        "notices": "Please note",
        "back": "Back to the text",
        "points": "Data table",
        "entity": "Name",
        "hint": "Select any number to see its exact value, its base and the files it came from.",
        "close": "Close",
        "exact": "Exact value",
        "indicator": "Indicator",
        "period": "Period",
        "reason": "Why there is no number",
        "levels": "Computed from",
        "role": "Role",
        "flow": "Flow",
        "amount": "Amount",
        "rows": "Rows",
        "grain": "Grain",
        "released": "Released by customs",
        "sources": "Source files (SHA-256)",
        "absent": "no data",
        "month": "month",
        "ytd": "year to date",
        "rolling12": "twelve months",
        "quarter": "quarter",
        "half": "half-year",
        "jan-feb": "January–February",
        "level": "Trade",
        "growth": "Change on the year",
        "official_growth": "Change on the year as published by customs",
        "share": "Share",
        "net": "Exports less imports",
        "net_change": "Change of the balance on the year",
        "count": "Count",
        "current": "current",
        "base": "base",
        "part": "part",
        "whole": "whole",
        "export": "exports",
        "import": "imports",
        "total": "exports and imports",
    },
}
"""One table a language, all with the same keys; the values of enumerations are keys too."""


def words_of(language: str) -> dict[str, str]:
    """The words in that language; English where there are none."""
    return WORDS.get(language, WORDS["en"])


def reason_text(figure: Figure, language: str) -> str | None:
    """Why a figure has no number, in that language; None where it has one."""
    if figure.reason is None:
        return None
    return find_language(language, Wording()).reason(figure.reason)
