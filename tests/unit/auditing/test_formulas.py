"""Formulas whose values a workbook does not keep."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.audit import workbooks

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reading.formulas import Workbook

NUMBERS = {("甲", row, 1): Fraction(row) for row in range(1, 5)} | {("乙 丙", 0, 0): Fraction(10)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(B2:B5)", 10),
        ("SUM($B$2,B3:B4, 1)", 7),
        ("B5/B2-1", 3),
        ("-(B2+B3)*2", -6),
        ("AVERAGE(B2:B5)", Fraction(5, 2)),
        ("ROUND(B2/8,2)", Fraction(13, 100)),
        ("'乙 丙'!A1*50%", 5),
        ("D1+D9", 0),
        ("B2/D1", None),
        ("IF(B2>1,1,2)", None),
        ("Z1", None),
        ("SUM(A1:XFD1048576)", None),
        ("(" * 5000 + "1", None),
        ("((1)", None),
        ("SUM(", None),
    ],
)
def test_simple_formulas_are_computed(formula: str, value: Fraction | None) -> None:
    book = Workbook(dict(NUMBERS), {("甲", 0, 5): formula, ("甲", 0, 25): "F1+1"})
    assert book.value(("甲", 0, 5)) == value


KEPT_NONE = """
== 出口
2025年1-6月出口（亿元）
地区	出口	占比
甲市	12.5	=B3/$B$5 = ~62.5%
乙市	7.5	37.5%
合计	=SUM(B3:B4) = ~20.0	=HYPERLINK(C3) = ~1.0
"""


def test_a_workbook_that_keeps_no_values_is_read_and_says_what_it_could_not() -> None:
    blocks = read_bytes(workbooks.made(KEPT_NONE), "x.xlsx")
    grid = next(block for block in blocks.blocks if isinstance(block, Grid))
    assert grid.rows[1:] == (
        ("甲市", "12.5", "62.5%"),
        ("乙市", "7.5", "37.5%"),
        ("合计", "20.0", "=HYPERLINK(C3)"),
    )
    coverage = audit_blocks(blocks).coverage
    assert [one.quote for one in coverage.unread] == ["=HYPERLINK(C3)"]
