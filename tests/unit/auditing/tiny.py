"""A tiny report that is right, in which a test changes one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, in_order
from yuebao.auditing.reading.text import read_text
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.interpret import read_claims

if TYPE_CHECKING:
    from yuebao.auditing.claims import Claims

TINY = """一、贸易总体情况

2025年3月，中国茶具进出口15.0亿美元，同比增长10.4%。其中，出口10.0亿美元，同比增长10.0%；进口5.0亿美元，同比增长11.1%；当月净出口5.0亿美元。

2025年1-3月，中国茶具累计进出口40.0亿美元，同比下降4.8%。其中，累计出口28.0亿美元，同比持平；累计进口12.0亿美元，同比下降14.3%；累计净出口16.0亿美元。

表1：2025年3月中国茶具进出口概况（亿美元）

\t3月当月\t\t1至3月累计\t
\t绝对值\t同比变化（%）\t绝对值\t同比变化（%）
进出口总额\t15.0\t10.4\t40.0\t-4.8
出口额\t10.0\t10.0\t28.0\t0.0
进口额\t5.0\t11.1\t12.0\t-14.3
净出口额\t5.0\t0.4\t16.0\t2.0

注：净出口额同比变化为绝对额数据，即2025年3月（或1-3月）的净出口额减去2024年3月（或1-3月）的净出口额。

二、区域分布及变化情况

2025年3月，中国茶具前三大出口贸易伙伴为德国、美国和越南，出口分别为4.0亿美元、3.0亿美元和1.0亿美元，分别占茶具出口总额的40.0%、30.0%和10.0%，同比增速分别为5.0%、-5.0%和100.0%。

表2：2025年3月中国茶具前三大出口目的地（亿美元）

3月当月\t\t\t\t1至3月累计\t\t\t
区域\t出口额\t占比（%）\t同比变化（%）\t区域\t出口额\t占比（%）\t同比变化（%）
重点区域
欧盟\t5.0\t50.0\t3.0\t欧盟\t13.0\t46.4\t1.0
东盟\t1.9\t19.0\t90.0\t东盟\t4.5\t16.1\t80.0
排名前3地区
德国\t4.0\t40.0\t5.0\t德国\t11.0\t39.3\t2.0
美国\t3.0\t30.0\t-5.0\t美国\t9.0\t32.1\t-6.0
越南\t1.0\t10.0\t100.0\t越南\t3.0\t10.7\t90.0

注：排名前3地区按照出口额由大到小排列。

三、分省变化情况

2025年3月，3个省市中，广东、福建2个省市出口额相比去年同期下降，上海1个省市出口额相比去年同期上升（见表3）。

表3：2025年3月各省市当月贸易额（亿美元）及同比变化（%）

省市\t进出口额\t同比变化（%）\t出口\t同比变化（%）\t进口\t同比变化（%）\t净出口
广东\t7.0\t-0.8\t5.0\t-2.0\t2.0\t2.1\t3.0
上海\t6.0\t29.0\t4.0\t34.2\t2.0\t19.8\t2.0
福建\t2.0\t6.4\t1.0\t-1.0\t1.0\t15.0\t0.0

注：省市按照进出口额由大到小排列。
"""
"""Numbers of our own: no such goods, no such month."""


def changed(*pairs: tuple[str, str]) -> str:
    """The report with stretches of its text replaced, each of which is there."""
    text = TINY
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def read(text: str) -> Claims:
    """What a report claims."""
    return read_claims(read_text(text, "tiny.txt"))


def findings_of(text: str) -> list[Finding]:
    """What the rules find in a report."""
    context = Case(read(text))
    return list(in_order([finding for check in CHECKS for finding in check(context)]))
