"""Records and runs: ranks among all months held, runs, turning points; the audit of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.planting import with_figure
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import BOTH, Fact, define, exports, new_store, sentences

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[units]
USD = "万美元"
quantity = { unit = "个", per = 1 }

[[sections]]
kind = "overview"

[[sections]]
kind = "records"
"""


def series(values: Iterable[int], last: str = "2025-02") -> list[Fact]:
    """Exports of months up to one, in 10,000 dollars."""
    held = list(values)
    end = Month.parse(last)
    return [
        exports(str(end.plus(at + 1 - len(held))), value * 10**4, quantity=value)
        for at, value in enumerate(held)
    ]


def built(tmp_path: Path, store: Store, language: str = "zh", month: str = "2025-02") -> Document:
    definition = define(tmp_path, SECTIONS, head=BOTH)
    return build_report(definition, Month.parse(month), store, language=language)


def measured(document: Document, window: str = "month") -> dict[object, object]:
    return {
        r["measure"]: r["value"]
        for r in cell_records(document)
        if r.get("section") == "records" and r["window"] == window
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Five years of months that rise, then fall, then rise again by a little."""
    values = [100 + at for at in range(58)]
    return new_store(tmp_path, series([*values, 120, 130]))


def test_ranks_are_among_all_months_held_however_many(tmp_path: Path, store: Store) -> None:
    found = measured(built(tmp_path, store))
    assert found == {"rank": "28", "of": "60", "highest": "157", "run": "2"}


def test_windows_are_ranked_among_those_of_their_length(tmp_path: Path, store: Store) -> None:
    # January and February of 2021 to 2025; of 2020 there are ten months alone.
    found = measured(built(tmp_path, store), "ytd")
    assert found["rank"] == "3"
    assert found["of"] == "5"


def test_a_hole_ends_the_search(tmp_path: Path) -> None:
    facts = [fact for fact in series(range(100, 130)) if fact.month != "2024-06"]
    document = built(tmp_path, new_store(tmp_path, facts))
    assert measured(document)["of"] == "8"
    assert "在2024年7月以来的8个月中居第1位" in "".join(sentences(document))


def test_months_after_the_one_reported_are_not_looked_at(tmp_path: Path, store: Store) -> None:
    found = measured(built(tmp_path, store, month="2024-12"))
    assert found == {"rank": "1", "of": "58", "highest": "157", "run": "46"}


def test_equal_months_share_a_rank(tmp_path: Path) -> None:
    document = built(tmp_path, new_store(tmp_path, series([7, 9, 9, 8, 8])))
    assert measured(document) == {"rank": "3", "of": "5", "highest": "9", "run": None}


@pytest.mark.parametrize(
    ("values", "chinese", "english"),
    [
        ([100] * 12 + [90] * 11 + [110], "同比在连续11个月下降后首次增长",
         "It was the first rise on the year after 11 falls in a row."),
        ([100] * 12 + [110] * 11 + [90], "同比在连续11个月增长后首次下降",
         "It was the first fall on the year after 11 rises in a row."),
        ([100] * 12 + [110] * 9 + [90] * 3, "同比连续3个月下降",
         "They have fallen on the year for 3 months in a row."),
        ([100] * 12 + [110] * 12, "同比至少连续12个月增长",
         "They have risen on the year for at least 12 months in a row."),
        ([100] * 12 + [90] * 10 + [100, 100], "同比连续2个月持平",
         "They have been unchanged on the year for 2 months in a row."),
        ([100] * 12 + [90] * 10 + [110, 90], "同比由增长转为下降",
         "It was the first fall on the year after a rise."),
        ([100] * 12 + [90] * 11 + [100], "最近一次更低为2025年1月。",
         "last lower in January 2025."),
        ([100] * 23 + [110], "最近一次更低为2025年1月。", "last lower in January 2025."),
    ],
)  # fmt: skip
def test_runs_and_turning_points(
    tmp_path: Path, values: list[int], chinese: str, english: str
) -> None:
    store = new_store(tmp_path, series(values))
    assert chinese in "".join(sentences(built(tmp_path, store)))
    assert english in "".join(sentences(built(tmp_path, store, "en")))


@pytest.mark.parametrize(
    ("values", "chinese", "english"),
    [
        ([100] * 12 + [90] * 12, "；累计同比至少连续2个月下降",
         "Year-to-date exports have fallen on the year for at least 2 months in a row."),
        ([100] * 22 + [90, 150], "；累计同比由下降转为增长",
         "For year-to-date exports it was the first rise on the year after a fall."),
    ],
)  # fmt: skip
def test_runs_of_sums_are_told_from_those_of_months(
    tmp_path: Path, values: list[int], chinese: str, english: str
) -> None:
    store = new_store(tmp_path, series(values))
    assert chinese in "".join(sentences(built(tmp_path, store)))
    assert english in "".join(sentences(built(tmp_path, store, "en")))


def test_the_lowest_of_all_is_called_so(tmp_path: Path) -> None:
    store = new_store(tmp_path, series([100] * 23 + [50]))
    document = built(tmp_path, store, "en")
    assert "the lowest of the 24 months since" in "".join(sentences(document))
    assert_clean_in_print(document, tmp_path)


def test_sentences_name_when_it_was_higher_and_lower(tmp_path: Path, store: Store) -> None:
    text = "".join(sentences(built(tmp_path, store)))
    assert (
        "2025年2月，中国蓄电池出口额为130.0万美元，在2020年3月以来的60个月中居第28位，"
        "最高为2024年12月的157.0万美元；此前最近一次更高为2024年12月，最近一次更低为2025年1月；"
    ) in text
    assert (
        "exports of batteries were US$1.300 million, the 28th highest of the 60 months since March "
        "2020; the highest was December 2024, at US$1.570 million. They were last higher in "
        "December 2024 and last lower in January 2025."
    ) in "".join(sentences(built(tmp_path, store, "en")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_clean_in_every_format(tmp_path: Path, store: Store, language: str) -> None:
    document = built(tmp_path, store, language)
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path)


@pytest.mark.parametrize(
    ("measure", "by", "rule"),
    [
        (Measure.RANK, Fraction(40), "record-impossible"),
        (Measure.RANK, Fraction(-27), "record-impossible"),
        (Measure.RANK, Fraction(-15), "record-against-chart"),
        (Measure.HIGHEST, Fraction(-30), "record-impossible"),
        (Measure.HIGHEST, Fraction(-3), "record-against-chart"),
        (Measure.RUN, Fraction(1), "record-against-chart"),
        (Measure.RUN, Fraction(-1), "record-against-chart"),
        (Measure.OF, Fraction(1), "prose-against-table"),
    ],
)
def test_what_cannot_be_is_found(
    tmp_path: Path, store: Store, measure: Measure, by: Fraction, rule: str
) -> None:
    document = with_figure(built(tmp_path, store), measure, lambda value: value + by, prose=True)
    if rule == "prose-against-table":
        document = with_figure(built(tmp_path, store), measure, lambda value: value + by)
    assert rule in {finding.rule for finding in audit(document).findings}


def test_a_false_record_is_found_by_the_data(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    wrong = with_figure(document, Measure.RANK, lambda value: value - 1, prose=True)
    found = {f.rule for f in audit(wrong, store).findings}
    assert found >= {"value-against-data", "sentence-against-data"}


def test_what_the_highest_says_is_not_said_again(tmp_path: Path) -> None:
    store = new_store(tmp_path, series([100] * 23 + [110, 105]))
    said = next(one for one in sentences(built(tmp_path, store)) if "居第2位" in one)
    assert "此前最近一次更高" not in said
    assert "最近一次更低为" in said


def test_a_period_with_none_to_compare_it_with_has_no_place(tmp_path: Path) -> None:
    for months in (1, 2):
        (tmp_path / str(months)).mkdir()
        store = new_store(tmp_path / str(months), series([100] * months))
        document = built(tmp_path / str(months), store)
        assert any("居第" in one for one in sentences(document)) is (months > 1)
        assert any(table.section == "records" for table in document.tables()) is (months > 1)
        assert not any("此前" in one for one in sentences(document))
