"""Tables of the bulletins as people and offices lay them out, and what becomes of each."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from tools.docs.markdown import table

from yuebao.domain import YuebaoError
from yuebao.reference import find_office
from yuebao.sources import read_source

_TEXT = """
## One table of a bulletin in other layouts

Each is a national table of 2025-08, or a part of one, with values of our own: CSV parted by `;`,
sheets and pages read alike.
"""

_UNIT = "单位：亿元"
_TITLE = "2025年8月全国进出口贸易方式总值"
_HEADS = ("贸易方式;出口;;进口;", ";8月;1-8月;8月;1-8月")
_ROWS = ("总值;100;800;50;400", "一般贸易;100;800;50;400")

MANNERS: dict[str, tuple[str, ...]] = {
    "as published: months under flows": (_TITLE, _UNIT, *_HEADS, *_ROWS),
    "exports beside imports, each with its names": (
        _TITLE, _UNIT, "出口;;;;进口;;", "贸易方式;8月;1-8月;;贸易方式;8月;1-8月",
        "总值;100;800;;总值;50;400", "一般贸易;100;800;;一般贸易;50;400",
    ),
    "this year beside last, headed 上年同期": (
        _TITLE, _UNIT, "本年;;;上年同期;;", "贸易方式;出口;进口;贸易方式;出口;进口",
        "总值;100;50;总值;90;45", "一般贸易;100;50;一般贸易;90;45",
    ),
    "yuan beside dollars in one table": (
        _TITLE, "贸易方式;人民币（亿元）;;美元（亿美元）;", ";出口;进口;出口;进口",
        "总值;100;50;14;7", "一般贸易;100;50;14;7",
    ),
    "yuan beside dollars, no unit says how many": (
        _TITLE, "贸易方式;人民币;;美元;", ";出口;进口;出口;进口", "总值;100;50;14;7",
        "一般贸易;100;50;14;7",
    ),
    "months side by side": (
        _TITLE, _UNIT, "贸易方式;出口;;进口;", ";2025-07;2025-08;2025-07;2025-08", *_ROWS,
    ),
    "decimals with a comma: 1.234,5": (
        _TITLE, _UNIT, "贸易方式;出口;进口", "总值;1.234,5;50,5", "一般贸易;1.234,5;50,5",
    ),
    "growth with a comma (2,5), values that may be in thousands (1,234)": (
        _TITLE, _UNIT, "贸易方式;出口;进口;出口同比", "总值;1,234;5,678;2,5",
        "一般贸易;1,234;5,678;2,5",
    ),
    "growth as ▲3.2 and ▼1.5": (
        _TITLE, _UNIT, "贸易方式;出口;进口;出口同比", "总值;9;5;▲3.2", "一般贸易;7;5;▼1.5",
        "其他;2;0;▲4",
    ),
    "growth as △3.2 (a fall) and 1.5": (
        _TITLE, _UNIT, "贸易方式;出口;进口;出口同比", "总值;9;5;△3.2", "一般贸易;9;5;1.5",
    ),
    "all growth as ▲": (
        _TITLE, _UNIT, "贸易方式;出口;进口;出口同比", "总值;9;5;▲3.2", "一般贸易;9;5;▲1.5",
    ),
    "the first partners and their sum": (
        "2025年8月我国出口前十大贸易伙伴", _UNIT, "国别（地区）;8月", "日本;50", "德国;30",
        "合计;80",
    ),
    "main partners without a total": (
        "2025年8月我国出口主要国别", _UNIT, "国别（地区）;8月", "日本;50", "德国;30",
    ),
    "no word of where it is of, a total far below the country's": (
        "2025年8月进出口情况表", _UNIT, *_HEADS, *_ROWS,
    ),
    "a city's": ("2025年8月苏州市进出口贸易方式总值", _UNIT, *_HEADS, *_ROWS),
    "a total that its parts miss": (_TITLE, _UNIT, *_HEADS, _ROWS[0], "一般贸易;90;800;50;400"),
}  # fmt: skip


def manners_section() -> str:
    """A line a layout."""
    told = [[form, _becomes(lines)] for form, lines in MANNERS.items()]
    return f"{_TEXT}\n{table(('the table', 'what becomes of it'), told)}"


def _becomes(lines: tuple[str, ...]) -> str:
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, "表.csv")
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            reading = read_source(connection, path, find_office())
        except YuebaoError as refusal:
            return f"Refused: {refusal}"
        kept = [r for r in reading.remarks if not r.startswith(("Taken for", "Its fields"))]
        return " ".join([f"Read: {reading.rows} facts.", *kept])
