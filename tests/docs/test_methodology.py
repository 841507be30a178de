"""The methodology names code that exists and quotes notes that are printed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from tests.docs.pages import ROOT

from yuebao.domain import Flow, Month, Period
from yuebao.indicators import Reason
from yuebao.report.language import Chinese, Wording
from yuebao.report.model import Window
from yuebao.store import Correction

PAGE = ROOT / "docs" / "methodology.md"
TEXT = PAGE.read_text(encoding="utf-8")
MONTH = Month(2025, 2)
PERIOD, YEAR_TO_DATE = Period.of_month(MONTH), Period.year_to_date(MONTH)


def named_code() -> list[str]:
    """What stands in backticks after `Code:`."""
    passages = re.findall(r"Code: ([^.]*(?:`[^`]*`[^.`]*)*)\.", TEXT)
    return sorted({name for passage in passages for name in re.findall(r"`([^`]+)`", passage)})


def printed_notes() -> tuple[str, ...]:
    """The notes of the Chinese report, each with everything it can say."""
    words = Chinese(Wording())
    correction = Correction({"commodity": "8507"}, MONTH, "value", 1, 2, "误", "海关")
    return (
        words.base_note,
        words.first_base_note,
        words.official_level_note,
        words.official_note,
        words.official_beside_note,
        words.net_note(PERIOD, YEAR_TO_DATE),
        words.rates_note({MONTH: Decimal("7.17")}, "人民银行"),
        words.correction_note(correction),
        words.product_share_note("芯片"),
        words.product_order_note(Flow.EXPORT),
        words.edition_note(),
        words.partner_share_note(Flow.IMPORT),
        words.partner_order_note(Flow.EXPORT, 10, windows=2),
        words.re_import_note(included=True, shares=True),
        words.province_order_note(Flow.EXPORT, 10, windows=2, complete=False),
        words.province_trade_order_note("total"),
        words.province_trade_net_note(Window.MONTH),
        words.dash_note([words.reason(Reason.BASE_ZERO)]),
        words.large_note(["德国"]),
        words.left_out_quantity_note("个", 3),
        words.subject_footnote("芯片", 2022, [("存储器", "854232")]),
        words.cut_notice("出口.csv", MONTH),
    )


def test_the_methodology_names_code_and_quotes_notes() -> None:
    assert len(named_code()) > 30
    assert len(quotes()) > 15


def quotes() -> list[str]:
    return re.findall(r"^> (.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("name", named_code())
def test_named_code_exists(name: str) -> None:
    source = ROOT / "src" / "yuebao"
    if name.endswith(".sql"):
        assert list(source.rglob(name))
        return
    word = re.compile(rf"^\s*(def|class) {re.escape(name)}\b|^{re.escape(name)}\b", re.MULTILINE)
    assert any(word.search(p.read_text(encoding="utf-8")) for p in source.rglob("*.py"))


@pytest.mark.parametrize("quote", quotes())
def test_quoted_notes_are_printed(quote: str) -> None:
    pattern = re.compile(".+".join(map(re.escape, quote.split("…"))))
    assert any(pattern.fullmatch(note) for note in printed_notes())
