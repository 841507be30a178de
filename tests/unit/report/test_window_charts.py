"""Trends of the windows that are longer than a month."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import BOTH, Fact, define, exports, new_store, sections

from yuebao.auditing import audit
from yuebao.auditing.reading.files import read_blocks
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import ROLLING_YEAR, Month
from yuebao.render import render
from yuebao.report import Adjustments, build_report, load_theme
from yuebao.report.batch import Task, hold
from yuebao.report.build import build_document
from yuebao.report.model import Chart, ChartForm
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

LAST = Month(2025, 12)
WINDOWS = 'windows = ["month", "ytd", "rolling12", "quarter", "half", "jan-feb"]\n'


def amount(month: Month) -> int:
    """What was exported in a month: another sum each."""
    return 10**8 + 10**6 * ((month.year * 12 + month.month) * 7 % 50)


def built(tmp_path: Path, months: int, language: str = "zh", last: Month = LAST) -> Document:
    tmp_path.mkdir(exist_ok=True)
    months_held = [LAST.plus(-back) for back in range(months)]
    facts: list[Fact] = [exports(str(month), amount(month)) for month in months_held]
    definition = define(tmp_path, sections("overview"), head=WINDOWS + BOTH)
    return build_report(definition, last, new_store(tmp_path, facts), language=language)


def trends(document: Document) -> dict[str, Chart]:
    """Each trend by the window of its marks."""
    found = [p for p in document.parts if isinstance(p, Chart) and p.form is ChartForm.TREND]
    return {str(chart.series[0].points[0].figure.window): chart for chart in found}


def test_each_window_has_the_marks_the_store_can_give(tmp_path: Path) -> None:
    found = trends(built(tmp_path, 48))
    assert {name: len(chart.labels()) for name, chart in found.items()} == {
        "month": 36, "rolling12": 36, "quarter": 16, "half": 8,
    }  # fmt: skip
    assert found["quarter"].labels()[-2:] == ("2025Q3", "2025Q4")
    assert found["half"].labels()[-2:] == ("2025H1", "2025H2")
    assert found["rolling12"].labels()[-1] == "2025-12"


def test_they_are_sums_of_their_months_and_their_growth(tmp_path: Path) -> None:
    chart = trends(built(tmp_path, 48))["rolling12"]
    value, growth = chart.series
    for place, at in enumerate(range(35, -1, -1)):
        months = [LAST.plus(-at - back) for back in range(12)]
        now = sum(map(amount, months))
        assert value.points[place].figure.value == Fraction(now, 10**8)
        before = sum(amount(month.plus(-12)) for month in months)
        known = months[-1].plus(-12) >= LAST.plus(-47)
        rate = Fraction(now - before, before) * 100 if known else None
        assert growth.points[place].figure.value == rate


def test_january_and_february_stand_year_by_year(tmp_path: Path) -> None:
    chart = trends(built(tmp_path, 60, last=Month(2025, 2)))["jan-feb"]
    assert chart.labels() == ("2022", "2023", "2024", "2025")


def test_too_few_windows_are_not_drawn(tmp_path: Path) -> None:
    assert set(trends(built(tmp_path, 11))) == set()
    assert set(trends(built(tmp_path / "more", 15))) == {"rolling12", "quarter"}


def test_a_reading_that_reports_share_holds_what_they_draw(tmp_path: Path) -> None:
    alone = built(tmp_path, 60)
    definition = define(tmp_path, sections("overview"), head=WINDOWS + BOTH)
    store = Store(tmp_path / "store")
    view = hold(store.view(), [Task(definition, LAST)])
    shared = build_document(
        definition, LAST, view, currency=None, language="zh", theme=load_theme("reference"),
        date=None, adjust=Adjustments(),
    )  # fmt: skip
    assert trends(shared) == trends(alone)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["docx", "html", "xlsx", "md"])
def test_they_read_back_clean_and_are_not_taken_for_months(
    tmp_path: Path, language: str, name: str
) -> None:
    document = built(tmp_path, 48, language)
    assert audit(document).findings == ()
    path = tmp_path / f"report.{name}"
    path.write_bytes(render(document, name))
    assert audit(path).findings == ()
    windows = [chart.window for chart in read_claims(read_blocks(path)).charts]
    assert ROLLING_YEAR in windows
