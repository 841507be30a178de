"""The methodology names code that exists and quotes notes that are printed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from tests.docs.pages import ROOT

from yuebao.domain import MONTH, YEAR_TO_DATE, Flow, Month, Period, Span
from yuebao.indicators import Reason
from yuebao.reference import find_office
from yuebao.report.language.zh import Chinese
from yuebao.report.model import Key
from yuebao.report.sections.overview import OverviewWords
from yuebao.report.sections.partners import PartnersWords
from yuebao.report.sections.products import ProductsWords
from yuebao.report.sections.province_trade import ProvinceTradeWords
from yuebao.report.sections.provinces import ProvincesWords
from yuebao.report.words import Wording
from yuebao.store import Correction

PAGE = ROOT / "docs" / "methodology.md"
TEXT = PAGE.read_text(encoding="utf-8")
FEBRUARY = Month(2025, 2)
SPAN = Span(MONTH, Period.of_month(FEBRUARY))
SPANS = (SPAN, Span(YEAR_TO_DATE, Period.year_to_date(FEBRUARY)))


def named_code() -> list[str]:
    """What stands in backticks after `Code:`."""
    passages = re.findall(r"Code: ([^.]*(?:`[^`]*`[^.`]*)*)\.", TEXT)
    return sorted({name for passage in passages for name in re.findall(r"`([^`]+)`", passage)})


def printed_notes() -> tuple[str, ...]:
    """The notes of the Chinese report, each with everything it can say."""
    words = Chinese(Wording(), find_office())
    overview, products, partners = (
        words.of(OverviewWords), words.of(ProductsWords), words.of(PartnersWords)
    )  # fmt: skip
    provinces, trade = words.of(ProvincesWords), words.of(ProvinceTradeWords)
    correction = Correction({"commodity": "8507"}, FEBRUARY, "value", 1, 2, "误", "海关")
    return (
        words.base_note(SPAN),
        words.first_base_note(SPAN),
        words.on_month_note,
        words.official_level_note,
        words.official_note(to_date=True, beside=False),
        words.official_note(to_date=True, beside=True),
        overview.net_note(SPANS, ""),
        words.rates_note({FEBRUARY: Decimal("7.17")}, "人民银行"),
        words.correction_note(correction),
        products.share_note("芯片"),
        products.order_note(Flow.EXPORT, SPAN),
        words.edition_note(SPAN),
        partners.share_note(Flow.IMPORT),
        partners.order_note(Flow.EXPORT, 10, SPANS),
        partners.re_import_note(included=True, shares=True),
        provinces.order_note(Flow.EXPORT, 10, SPANS, complete=False),
        trade.order_note("total"),
        trade.columns_note(SPAN),
        words.dash_note([Reason.BASE_ZERO], SPAN),
        words.large_note([Key("德国")], SPAN),
        overview.left_out_quantity_note("个", 3),
        words.subject_footnote("芯片", 2022, [("存储器", "854232")]),
        words.cut_notice("出口.csv", FEBRUARY),
        words.part_notice(Flow.EXPORT, (Period.of_month(FEBRUARY),), ("7324",), ("73241000",)),
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
