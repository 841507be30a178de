"""Bulletins as provincial customs, institutes and people lay them out, and what they say.

Each is a small table in a form of its own, with values of its own.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from decimal import Decimal

from tests.unit.sources.test_pages import html
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import workbook

YTD, MONTH = "2025-01..2025-08", "2025-08"
BY_MODE = "2025年8月进出口商品贸易方式总值表"
ROWS = ("总值|100|50", "一般贸易|80|40", "其他|20|10")
EVERYTHING = ("flow", "partner", "mode", "enterprise", "last_month", "value", "growth")


@dataclass(frozen=True)
class Layout:
    """A table, and what it says.

    Attributes:
        name: The file's.
        content: Its rows, or the file.
        periods: The months it is of.
        count: How many facts.
        facts: Some of them: flow, partner, mode, enterprise, first month, value, growth.
        scope: The province it is of.
    """

    name: str
    content: tuple[str, ...] | bytes | str
    periods: tuple[str, ...]
    count: int
    facts: tuple[tuple[object, ...], ...]
    scope: str = "None"

    def file(self) -> bytes:
        """The file's bytes."""
        content = table(*self.content) if isinstance(self.content, tuple) else self.content
        return content.encode() if isinstance(content, str) else content


def fact(
    flow: str, first: str, value: int, growth: str | None = None, **of: str
) -> tuple[object, ...]:
    rate = None if growth is None else Decimal(growth)
    return (flow, of.get("partner"), of.get("mode"), of.get("enterprise"), first, value, rate)


def letter(page: str) -> bytes:
    """A page as .mht."""
    return (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        b'type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(page.encode())
        + b"\r\n--x--\r\n"
    )  # fmt: skip


MERGED = (
    "2025年8月进出口商品国别（地区）总值表（美元值）||||",
    "单位：千美元||||",
    "国别（地区）|出口||进口|",
    "|8月|1至8月|8月|1至8月",
    "总值|100|800|50|400",
    "\xa0\xa0日本|60|500|30|250",
    "\xa0\xa0德国|40|300|20|150",
    "注：本表为初步数。||||",
)
MERGED_FACTS = (
    fact("export", MONTH, 100_000),
    fact("import", "2025-01", 250_000, partner="116"),
)

LAYOUTS = {
    "a first column of numbers": Layout(
        "江苏.csv",
        (
            "2025年8月江苏省进出口商品贸易方式总值表||||||", "单位：万元||||||",
            "序号|贸易方式|进出口||出口||进口|", "||8月|1至8月|8月|1至8月|8月|1至8月",
            "1|总值|150|1,200|100|800|50|400", "2|一般贸易|120|1,000|80|650|40|350",
            "3|进料加工贸易|30|200|20|150|10|50",
        ),
        (YTD, MONTH), 18,
        (fact("total", "2025-01", 12_000_000), fact("import", MONTH, 100_000, mode="15")),
        "province=32",
    ),
    "units in heads, growth beside each value, the year to date alone": Layout(
        "浙江.csv",
        (
            "2025年1—8月浙江省进出口企业性质总值表||||||",
            "企业性质|进出口额（万元）|同比（%）|出口额（万元）|同比（%）|进口额（万元）|同比（%）",
            "合计|1,200|3.1|800|5.0|400|-1.0", "国有企业|200|1|100|1|100|1",
            "外商投资企业|400|2|300|2|100|2", "民营企业|600|5.1|400|9.1|200|-3",
        ),
        (YTD,), 12,
        (
            fact("export", "2025-01", 8_000_000, "5"),
            fact("import", "2025-01", 2_000_000, "-3", enterprise="poe"),
        ),
        "province=33",
    ),
    "arrows and words for growth": Layout(
        "m.csv",
        (
            "2025年8月进出口商品贸易方式总值表（人民币值）||||", "单位：亿元||||",
            "贸易方式|出口||进口|", "|1至8月|同比|1至8月|同比", "总值|800|↑5.3%|400|↓2.1%",
            "一般贸易|650|增长6.3%|350|下降1.1%", "其他|150|持平|50|--",
        ),
        (YTD,), 6,
        (
            fact("export", "2025-01", 80_000_000_000, "5.3"),
            fact("import", "2025-01", 40_000_000_000, "-2.1"),
            fact("import", "2025-01", 35_000_000_000, "-1.1", mode="10"),
            fact("export", "2025-01", 15_000_000_000, "0", mode="39"),
            fact("import", "2025-01", 5_000_000_000, mode="39"),
        ),
    ),
    "this month and cumulative by words": Layout(
        "m.csv",
        (
            f"{BY_MODE}||||||", "单位：万美元||||||", "贸易方式|出口|||进口||",
            "|当月|累计|累计同比%|当月|累计|累计同比%", "总计|100|800|5.3|50|400|-2.1",
            "一般贸易|80|650|6|40|350|-1", "其他|20|150|1|10|50|-9",
        ),
        (YTD, MONTH), 12,
        (fact("export", MONTH, 800_000, mode="10"), fact("import", "2025-01", 4_000_000, "-2.1")),
    ),
    "months over flows, a vague first head, GB18030": Layout(
        "m.csv",
        table(
            "全国贸易方式总值表||||", "单位：千美元||||", "项目|2025年8月||2025年1-8月|",
            "|出口|进口|出口|进口", "合计|100|50|800|400", "一般贸易|80|40|650|350",
            "其他|20|10|150|50",
        ).encode("gb18030"),
        (YTD, MONTH), 12,
        (fact("export", MONTH, 100_000), fact("import", "2025-01", 350_000, mode="10")),
    ),
    "exports beside imports, each with its names": Layout(
        "方式.csv",
        (
            "2025年8月全国贸易方式总值||||||", "单位：亿元||||||", "出口||||进口||",
            "贸易方式|8月|1至8月||贸易方式|8月|1至8月", "合计|100|800||合计|50|400",
            "一般贸易|80|650||其他|30|300", "其他|20|150||一般贸易|20|100", "注：初步数||||||",
        ),
        (YTD, MONTH), 12,
        (fact("export", MONTH, 100 * 10**8), fact("import", "2025-01", 100 * 10**8, mode="10")),
    ),
    "yuan beside dollars, growth under each": Layout(
        "企业.csv",
        (
            "2025年8月全国企业性质总值||||||||", "企业性质|亿元||||亿美元|||",
            "|出口|同比|进口|同比|出口|同比|进口|同比", "合计|70|1|49|2|10|3|7|4",
            "国有企业|70|1|49|2|10|3|7|4",
        ),
        (MONTH,), 8,
        (
            fact("export", MONTH, 70 * 10**8, "1"),
            fact("import", MONTH, 7 * 10**8, "4", enterprise="soe"),
        ),
    ),
    "a page with merged heads": Layout("国别.html", html(MERGED), (YTD, MONTH), 12, MERGED_FACTS),
    "a page in a letter": Layout("国别.mht", letter(html(MERGED)), (YTD, MONTH), 12, MERGED_FACTS),
    "a workbook that begins further down and to the right": Layout(
        "国别.xlsx",
        workbook({"1": [[], [], *([None, *(t or None for t in r.split("|"))] for r in MERGED)]}),
        (YTD, MONTH), 12, MERGED_FACTS,
    ),
    "January alone, growth below each row": Layout(
        "m.csv",
        (
            "(5) Imports and Exports by Customs Regime, 1. 2023||||", "Unit: US$1,000||||",
            "Customs Regime|Exports||Imports|", "|1|1 to 1|1|1 to 1", "TOTAL|100|100|50|50",
            "|-10.5|-10.5|-2|-2", "Ordinary Trade|80|80|40|40", "|1|1|2|2", "Other|20|20|10|10",
            "|1|1|2|2",
        ),
        ("2023-01",), 6,
        (
            fact("export", "2023-01", 100_000, "-10.5"),
            fact("import", "2023-01", 10_000, "2", mode="39"),
        ),
    ),
    "full-width figures and spaced names": Layout(
        "m.csv",
        (
            "２０２５年８月进出口商品国别（地区）总值表||", "单位：万元||",
            "国别（地区）|出口|进口", "|８月|８月", "总　　值|１，０００|５０．５",
            "日　　本|６００|３０", "德　　国|４００|２０．５",
        ),
        (MONTH,), 6,
        (fact("export", MONTH, 10_000_000), fact("import", MONTH, 205_000, partner="304")),
    ),
    "the total below, notes in other words": Layout(
        "m.csv",
        (
            "2025年8月进出口商品企业性质总值表||", "单位：亿元人民币||", "企业性质|出口|进口",
            "|8月|8月", "国有企业|20|10", "外商投资企业|30|20", "民营企业|50|20", "合计|100|50",
            "说明：1.本表按人民币计价。||", "制表单位：统计分析司||",
        ),
        (MONTH,), 8,
        (fact("export", MONTH, 10 * 10**9), fact("import", MONTH, 2 * 10**9, enterprise="fie")),
    ),
    "a year's months in rows": Layout(
        "m.csv",
        (
            "2025年全国进出口商品总值表（月度）||||||", "单位：亿美元||||||", "月份|当月|||累计||",
            "|进出口|出口|进口|进出口|出口|进口", "1月|30|20|10|30|20|10", "2月|20|10|10|50|30|20",
            "合计|50|30|20|||",
        ),
        ("2025-01", "2025-01..2025-02", "2025-02"), 9,
        (fact("total", "2025-02", 2 * 10**9), fact("export", "2025-01", 3 * 10**9)),
    ),
    "balance, share and a growth that says of which flow nothing": Layout(
        "m.csv",
        (
            "2025年8月进出口商品国别(地区)总值表（美元值）||||||", "单位：百万美元||||||",
            "国家（地区）|进出口|出口|进口|差额|同比%|占比%", "|8月|8月|8月|8月|8月|8月",
            "总值|150|100|50|50|3|100", "日本|90|60|30|30|3|60", "德国|60|40|20|20|3|40",
        ),
        (MONTH,), 9,
        (fact("total", MONTH, 150 * 10**6), fact("export", MONTH, 40 * 10**6, partner="304")),
    ),
    "a quarter": Layout(
        "m.csv",
        (f"{BY_MODE[:5]}二季度{BY_MODE[7:]}||", "单位：亿元||", "贸易方式|出口|进口",
         "|二季度|二季度", *ROWS),
        ("2025-04..2025-06",), 6, (fact("export", "2025-04", 8 * 10**9, mode="10"),),
    ),
    "half a year, by the title alone": Layout(
        "m.csv",
        ("2025年上半年进出口商品贸易方式总值表||", "单位：亿元||", "贸易方式|出口|进口", *ROWS),
        ("2025-01..2025-06",), 6, (fact("import", "2025-01", 4 * 10**9, mode="10"),),
    ),
    "months that are no year to date": Layout(
        "m.csv",
        ("2025年4-6月进出口商品贸易方式总值表||", "单位：亿元||", "贸易方式|出口|进口",
         "|4-6月|4-6月", *ROWS),
        ("2025-04..2025-06",), 6, (fact("export", "2025-04", 10 * 10**9),),
    ),
}  # fmt: skip
