"""Sentences beside a table that are of something else than it prints: none contradicts it."""

from __future__ import annotations

import pytest
from tests.unit.auditing.tiny import TINY

from yuebao.auditing._audit import audit_blocks
from yuebao.auditing.reading.text import read_text

FIRST = "2025年3月，中国茶具进出口"


def rules(sentence: str) -> set[str]:
    """What is found of the tiny report with a sentence before its first."""
    text = TINY.replace(FIRST, f"{sentence}\n\n{FIRST}", 1)
    found = audit_blocks(read_text(text, "t.txt")).findings
    return {one.rule for one in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年3月，出口较上月回落4.3%。",
        "2025年3月，出口比2月下降4.3%。",
        "2025年3月，出口比2月少0.4亿美元，下降4.3%。",
        "2025年3月，出口较2019年同期增长52.3%。",
        "2025年3月，出口两年平均增长5.1%。",
        "2025年3月，日均出口0.3亿美元。",
        "2025年3月，出口平均单价每千克1.5美元。",
        "2025年3月，出口超过9亿美元。",
        "2025年3月，以人民币计出口72.0亿元，同比增长12.6%。",
        "2025年3月，一般贸易出口7.0亿美元，同比增长3.0%。",
        "2025年3月，民营企业出口6.0亿美元，同比增长3.0%。",
        "2025年3月，若剔除美国，出口同比增长17.5%。",
    ],
)
def test_what_is_of_something_else_contradicts_no_table(sentence: str) -> None:
    assert "prose-against-table" not in rules(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年3月，出口10.9亿美元，同比增长10.0%。",
        "2025年3月，中国茶具出口10.0亿美元，同比增长17.0%。",
        "2025年3月，出口比上年同期多0.9亿美元，增长17.0%。",
    ],
)
def test_what_is_of_the_table_does(sentence: str) -> None:
    assert "prose-against-table" in rules(sentence)
