"""Sentences as other hands put them: right ones raise no alarm, and a wrong number is found.

In each line of manners.txt `{right|wrong}` is what the right and the wrong text say, and ¶ begins
another paragraph.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.files import read_bytes

if TYPE_CHECKING:
    from yuebao.auditing.findings.finding import Finding

_LINES = Path(__file__).with_name("manners.txt").read_text(encoding="utf-8").splitlines()

_NUMBER = r"[-−]?\d+(?:\.\d+)?"


@pytest.mark.parametrize("said", [line for line in _LINES if not line.startswith("#")])
def test_a_wrong_number_is_found_and_a_right_one_is_not(said: str) -> None:
    right, wrong = (re.sub(r"\{(.*?)\|(.*?)\}", rf"\{at}", said) for at in (1, 2))
    assert [finding.printed for finding in _found(right)] == []
    assert right == wrong or _found(wrong)
    assert not any(map(_would_do, _found(wrong)))


def _found(text: str) -> list[Finding]:
    result = audit_blocks(read_bytes(text.replace("¶", "\n\n").encode(), "a.txt"))
    return [finding for finding in result.findings if finding.severity.value != "style"]


def _would_do(finding: Finding) -> bool:
    """Whether what a number should be is what it is."""
    told = re.fullmatch(rf"({_NUMBER}) ~ ({_NUMBER})", finding.expected)
    printed = re.fullmatch(_NUMBER, finding.printed.replace(",", ""))
    if told is None or printed is None:
        return False
    texts = (told[1], told[2], printed[0])
    low, high, number = (Fraction(text.replace("−", "-")) for text in texts)
    return low < number < high
