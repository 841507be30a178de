"""Paragraphs that name no months: of their heading's, unless only the months before agree."""

from __future__ import annotations

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.reading.files import read_bytes

ENGLISH = """# China's tea exports, January–May 2026

In January–May 2026, exports came to US$500.0 million, up 25.0% on the year from US$400.0
million.

In May 2026, exports were US$110.0 million, up 10.0% on the year from US$100.0 million.

{}
"""
CHINESE = """# 2026年1—5月茶叶出口情况

2026年1—5月，茶叶出口5.00亿美元，同比增长25.0%，上年同期为4.00亿美元。

2026年5月，茶叶出口1.10亿美元，同比增长10.0%，上年同期为1.00亿美元。

{}
"""


def denied(page: str, sentence: str) -> list[str]:
    result = audit_blocks(read_bytes(page.format(sentence).encode(), "report.md"))
    return [f.printed for f in result.findings if f.severity is not Severity.STYLE]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (ENGLISH, "Exports were US$10.0 million more than a year earlier."),
        (ENGLISH, "Exports were US$100.0 million more than a year earlier."),
        (ENGLISH, "Exports rose 25.0% on the year."),
        (CHINESE, "出口同比增加1000万美元。"),
        (CHINESE, "出口同比增加1.00亿美元。"),
    ],
)
def test_it_is_of_the_months_that_agree(page: str, sentence: str) -> None:
    assert denied(page, sentence) == []


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (ENGLISH, "Exports were US$90.0 million more than a year earlier."),
        (ENGLISH, "Exports were US$19.0 million more than a year earlier."),
        (CHINESE, "出口同比增加1900万美元。"),
    ],
)
def test_what_no_months_agree_with_is_wrong(page: str, sentence: str) -> None:
    assert len(denied(page, sentence)) == 1


def test_months_that_let_any_number_be_do_not_agree() -> None:
    """As of May nothing is known of June, so that the paragraph is of the heading's months."""
    page = ENGLISH.replace(
        "In May 2026, exports were US$110.0 million, up 10.0% on the year from US$100.0 million.",
        "In May 2026, imports were US$7.0 million.",
    )
    assert len(denied(page, "Exports were US$19.0 million more than a year earlier.")) == 1


def test_after_a_heading_no_months_before_are_gone_on_with() -> None:
    sentence = "## By market\n\nExports were US$10.0 million more than a year earlier."
    assert len(denied(ENGLISH, sentence)) == 1


def test_a_bare_word_of_shipments_is_of_exports_behind_a_paragraph_on_both() -> None:
    page = ENGLISH.replace(
        "on the year from US$100.0 million.",
        "on the year from US$100.0 million. Imports were US$7.0 million, up 40.0% on the year.",
    )
    assert denied(page, "Shipments were US$10.0 million more than a year earlier.") == []
