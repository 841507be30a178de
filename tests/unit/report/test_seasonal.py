"""The section on seasonal adjustment: what it prints, refuses and draws; the audit of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.indicators.seasons import FIRST, made_series
from tests.unit.report.planting import with_figure
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import BOTH, define, exports, new_store, sentences

from yuebao.auditing import audit
from yuebao.domain import Month, UserError
from yuebao.indicators.seasonal import _program, adjust
from yuebao.reference import find_office
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import Chart, Measure

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[units]
USD = "万美元"

[[sections]]
kind = "overview"

[[sections]]
kind = "seasonal"
"""
VALUES = made_series(84, 2)
LAST = FIRST.plus(len(VALUES) - 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    facts = [exports(str(FIRST.plus(at)), value) for at, value in enumerate(VALUES)]
    return new_store(tmp_path_factory.mktemp("seasonal"), facts)


def built(tmp_path: Path, store: Store, language: str = "zh", month: Month = LAST) -> Document:
    return build_report(define(tmp_path, SECTIONS, head=BOTH), month, store, language=language)


def measured(document: Document) -> dict[object, object]:
    return {
        r["measure"]: r["value"] for r in cell_records(document) if r.get("section") == "seasonal"
    }


def test_the_month_is_that_of_the_adjusted_series(tmp_path: Path, store: Store) -> None:
    found = adjust(VALUES, FIRST, find_office().festival)
    told = measured(built(tmp_path, store))
    assert list(told) == ["adjusted", "adjusted_mom", "trend_mom", "m7", "q", "residual"]
    change = (found.adjusted[-1] / found.adjusted[-2] - 1) * 100
    for key, value in (("adjusted", found.adjusted[-1] / 10**4), ("adjusted_mom", change)):
        assert abs(Fraction(str(told[key])) - value) < Fraction(1, 10**9)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "经季节调整，2017年12月中国蓄电池出口额为"),
     ("en", "Seasonally adjusted, exports of batteries in December 2017 were")],
)  # fmt: skip
def test_it_is_said_and_the_report_is_clean_in_every_format(
    tmp_path: Path, store: Store, language: str, said: str
) -> None:
    document = built(tmp_path, store, language)
    assert said in "".join(sentences(document))
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path)


def test_a_short_series_has_the_reason_in_place_of_numbers(tmp_path: Path, store: Store) -> None:
    month = FIRST.plus(40)
    document = built(tmp_path, store, month=month)
    assert measured(document) == {}
    assert not any(table.section == "seasonal" for table in document.tables())
    said = (
        "2014年5月中国蓄电池出口额未作季节调整"
        "（连续月份的数据过少，2011年1月以来的41个月，不足48个月）。"
    )
    assert said in "".join(sentences(document))
    assert not any(
        isinstance(part, Chart) and part.section == "seasonal" for part in document.parts
    )
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path, ["md"])
    english = built(tmp_path, store, "en", month=month)
    said = ", on 41 months since January 2011, fewer than the 48 it takes)."
    assert said in "".join(sentences(english))
    assert_clean_in_print(english, tmp_path, ["md"])


def test_without_the_program_the_build_is_refused(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_program, "find_spec", lambda _: None)
    with pytest.raises(UserError, match="not installed"):
        built(tmp_path, store)


@pytest.mark.parametrize(
    ("measure", "by", "rule"),
    [
        (Measure.ADJUSTED_MOM, Fraction(1), "seasonal-against-chart"),
        (Measure.ADJUSTED, Fraction(300), "seasonal-against-chart"),
        (Measure.Q, Fraction(2), "seasonal-impossible"),
        (Measure.M7, Fraction(2), "seasonal-impossible"),
        (Measure.RESIDUAL, Fraction(-1), "seasonal-impossible"),
    ],
)
def test_what_cannot_be_is_found(
    tmp_path: Path, store: Store, measure: Measure, by: Fraction, rule: str
) -> None:
    document = with_figure(built(tmp_path, store), measure, lambda value: value + by, prose=True)
    assert rule in {finding.rule for finding in audit(document).findings}


def test_a_wrong_trend_is_found_by_the_data(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    wrong = with_figure(document, Measure.TREND_MOM, lambda value: value + 3, prose=True)
    assert "value-against-data" in {finding.rule for finding in audit(wrong, store).findings}
