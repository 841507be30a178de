"""Several taken together in a sentence, held against the columns of tables."""

from __future__ import annotations

import re

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.reading.files import read_bytes

TEA = """# 2025年上半年茶叶出口

| 国家/地区 | 出口额（万美元） | 占比（%） |
|---|---:|---:|
| 摩洛哥 | 10240.5 | 28.3 |
| 加纳 | 4820.1 | 13.3 |
| 马来西亚 | 3911.0 | 10.8 |
| 越南 | 2504.2 | 6.9 |
| 其他 | 14655.9 | 40.6 |
| 合计 | 36131.7 | 100.0 |

上半年，茶叶出口36131.7万美元。前三大市场合计占52.5%，其中摩洛哥占28.3%。
马来西亚、越南两国合计6415.2万美元，占17.8%。
"""

MACHINERY = """# Machinery exports, first half of 2025

| Market | Exports (US$ million) | Share (%) |
|---|---:|---:|
| United States | 812.4 | 31.2 |
| Germany | 455.0 | 17.5 |
| Mexico | 301.7 | 11.6 |
| Poland | 220.3 | 8.5 |
| Others | 816.6 | 31.3 |
| Total | 2,606.0 | 100.0 |

Machinery exports came to US$2,606.0 million. The top three markets together took 60.2 percent
of the total. Mexico and Poland combined accounted for US$522.0 million, or 20.0 percent.
"""


def denied(text: str) -> list[str]:
    findings = audit_blocks(read_bytes(text.encode(), "report.md")).findings
    return [f.printed for f in findings if f.severity is not Severity.STYLE]


@pytest.mark.parametrize("text", [TEA, MACHINERY])
def test_what_the_table_says_is_let_stand(text: str) -> None:
    assert denied(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (TEA, "合计占52.5", "57.9"),
        (TEA, "合计6415.2", "6915.2"),
        (TEA, "元，占17.8", "19.3"),
        (MACHINERY, "took 60.2", "66.8"),
        (MACHINERY, "for US$522.0", "592.0"),
        (MACHINERY, "or 20.0", "23.4"),
    ],
)
def test_another_sum_or_share_of_them_is_found(text: str, right: str, wrong: str) -> None:
    number = re.sub(r"[^\d.]", "", right)
    assert denied(text.replace(right, right.replace(number, wrong))) == [wrong]


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("前三大市场合计占52.5%", "前三大市场均占57.9%以下"),  # of each, not of all
        ("前三大市场合计占52.5%", "玩具、家具两类合计占57.9%"),  # of whom the table says nothing
    ],
)
def test_nothing_is_said_of_what_is_not_sure(right: str, other: str) -> None:
    assert TEA.count(right) == 1
    assert denied(TEA.replace(right, other)) == []


def test_the_first_are_those_of_a_ranked_table_only() -> None:
    row = "| 摩洛哥 | 10240.5 | 28.3 |\n"
    moved = TEA.replace(row, "").replace("| 其他 |", f"{row}| 其他 |")
    assert denied(moved.replace("合计占52.5", "合计占57.9")) == []
