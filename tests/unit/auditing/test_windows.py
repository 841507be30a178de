"""Claims of windows that are neither the month nor the year to date: nothing counts to two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.auditing.tiny import TINY, changed, read

from yuebao.auditing.reconciliation.reconcile import check_reconciliation, is_possible
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.tables import caption_period
from yuebao.auditing.windows import in_order, is_within, span_of
from yuebao.auditing.words import words_for
from yuebao.domain import MONTH, ROLLING_YEAR, YEAR_TO_DATE, Period

if TYPE_CHECKING:
    from yuebao.auditing.claims import Claims, ClaimTable


def rolling(text: str) -> Case:
    """The report, taken to print twelve months where it prints the year to date."""
    claims = read(text)
    assert claims.month is not None
    spans = tuple(
        span_of(ROLLING_YEAR if span.window == YEAR_TO_DATE else span.window, claims.month)
        for span in claims.spans
    )
    return Case(replace(claims, spans=spans, tables=_renamed(claims), statements=()))


def _renamed(claims: Claims) -> tuple[ClaimTable, ...]:
    return tuple(
        replace(
            table,
            lines=tuple(
                replace(line, window=ROLLING_YEAR) if line.window == YEAR_TO_DATE else line
                for line in table.lines
            ),
        )
        for table in claims.tables
    )


def test_a_document_that_is_right_is_so_in_any_window() -> None:
    context = rolling(TINY)
    assert context.windows == (MONTH, ROLLING_YEAR)
    assert is_possible(context)
    assert [finding for check in CHECKS for finding in check(context)] == []


def test_twelve_months_are_no_less_than_their_last() -> None:
    context = rolling(changed(("\t28.0\t0.0", "\t9.0\t0.0")))
    assert not is_possible(context)
    finding = next(iter(check_reconciliation(context)))
    assert finding.where.window in ("month", "rolling12")


def test_windows_have_an_order_and_each_stands_once() -> None:
    assert in_order([ROLLING_YEAR, YEAR_TO_DATE, MONTH, YEAR_TO_DATE]) == (
        MONTH,
        YEAR_TO_DATE,
        ROLLING_YEAR,
    )


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("2025-03", "2025-01..2025-03", True),
        ("2025-03", "2024-04..2025-03", True),
        ("2025-01", "2025-01", False),
        ("2024-04..2025-03", "2025-01..2025-03", False),
        ("2024-01..2024-06", "2023-07..2024-03", False),
    ],
)
def test_a_period_is_within_another(inner: str, outer: str, *, within: bool) -> None:
    assert is_within(Period.parse(inner), Period.parse(outer)) is within


@pytest.mark.parametrize(
    ("caption", "window"),
    [
        ("2024年中国电池出口结构（亿美元）", "ytd"),
        ("Exports of batteries by product, 2024 (USD 100 million)", "ytd"),
        ("2022年至2024年各年1-2月中国电池出口额（亿美元）", None),
        ("2022—2024年中国电池出口额（亿美元）", None),
        ("2024年一季度中国电池出口结构（亿美元）", "quarter"),
    ],
)
def test_a_year_alone_in_a_caption_is_the_whole_of_it_and_one_of_several_is_none(
    caption: str, window: str | None
) -> None:
    found = caption_period(caption, words_for(caption))[1]
    assert (found and found.name) == window
