"""Concentration: index, first three and ten, who came and went; words, table, audit of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.planting import with_figure
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    CHINA,
    FRANCE,
    GERMANY,
    USA,
    VIETNAM,
    Fact,
    define,
    exports,
    imports,
    new_store,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import Month, Period
from yuebao.reference import find_office
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 10
shares = true

[[sections]]
kind = "concentration"
"""


PARTNERS = [partner.code for partner in find_office().partners if partner.code != CHINA]


def months(first: str, last: str) -> list[str]:
    return [str(month) for month in Period.parse(f"{first}..{last}").months()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    facts: list[Fact] = []
    for month in months("2022-12", "2025-02"):
        facts.append(exports(month, 6 * 10**8, partner=USA))
        facts.append(exports(month, 3 * 10**8, partner=GERMANY))
    facts.append(exports("2025-02", 10**8, partner=VIETNAM))  # never before
    facts.append(exports("2024-02", 10**8, partner=FRANCE))  # no more
    for month in ("2025-02", "2024-02"):
        facts.append(imports(month, 10**8, partner=USA))
        facts.append(imports(month, 10**8, partner=CHINA))
    return new_store(tmp_path, facts)


def built(tmp_path: Path, store: Store, language: str = "zh", sections: str = SECTIONS) -> Document:
    definition = define(tmp_path, sections, head=BOTH)
    return build_report(definition, Month(2025, 2), store, language=language)


def measured(document: Document, flow: str, window: str = "month") -> dict[object, object]:
    return {
        r["measure"]: r["value"]
        for r in cell_records(document)
        if r.get("section") == "concentration" and r["flow"] == flow and r["window"] == window
    }


def test_the_annex_has_every_measure(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    assert measured(document, "export") == {
        "hhi": "4600", "hhi_base": "4600", "first3": "100", "first10": "100", "partners": "3",
        "new": "1", "lost": "1",
    }  # fmt: skip


def test_goods_that_come_back_are_of_the_whole_and_no_partner(tmp_path: Path, store: Store) -> None:
    found = measured(built(tmp_path, store), "import")
    assert (found["hhi"], found["first3"], found["partners"]) == ("2500", "50", "1")
    without = SECTIONS + '\n[style]\nre_imports = "excluded"\n'
    found = measured(built(tmp_path, store, sections=without), "import")
    assert (found["hhi"], found["first3"], found["partners"]) == ("10000", "100", "1")


def test_nobody_is_new_against_months_that_are_not_loaded(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    (new,) = [
        r for r in cell_records(document)
        if r["measure"] == "new" and r["flow"] == "import" and r["window"] == "month"
    ]  # fmt: skip
    assert (new["text"], new["reason"]) == ("-", "未取得所比较的此前各月的全部数据")
    assert "没有新增" not in "".join(s for s in sentences(document) if "进口来自" in s)


def test_sentences(tmp_path: Path, store: Store) -> None:
    (chinese,) = [
        s for s in sentences(built(tmp_path, store)) if s.startswith("2025年2月") and "出口到" in s
    ]
    assert chinese == (
        "2025年2月，中国蓄电池出口到3个国家（地区）；"
        "赫芬达尔指数为4600.0点，与上年同期的4600.0点基本持平；"
        "与此前24个月相比新增1个国家（地区）（越南）；与上年同期相比减少1个国家（地区）（法国）。"
    )
    (english,) = [
        s for s in sentences(built(tmp_path, store, "en"))
        if s.startswith("In February 2025") and "went to" in s
    ]  # fmt: skip
    assert english == (
        "In February 2025, exports of batteries went to 3 partners. The Herfindahl index was "
        "4,600.0 points, nearly the same as the 4,600.0 points of a year earlier; 1 partner was "
        "new compared with the preceding 24 months (Vietnam); 1 partner of a year earlier dropped "
        "out (France)."
    )


@pytest.mark.parametrize(
    ("partners", "chinese", "english"),
    [
        (3, "出口到3个国家（地区）；", "went to 3 partners."),
        (4, "前三大合计占出口总额的75.0%；", "three largest accounted for 75.0% of all exports."),
        (
            12, "前三大、前十大合计分别占出口总额的25.0%和83.3%；",
            "the three largest and the ten largest accounted for 25.0% and 83.3% of all exports, "
            "respectively.",
        ),
    ],
)  # fmt: skip
def test_shares_are_told_of_fewer_than_there_are(
    tmp_path: Path, partners: int, chinese: str, english: str
) -> None:
    facts = [exports("2025-02", 10**8, partner=code) for code in PARTNERS[:partners]]
    store = new_store(tmp_path, facts)
    for language, told in (("zh", chinese), ("en", english)):
        document = built(tmp_path, store, language)
        assert any(told in sentence for sentence in sentences(document))
        assert audit(document, store).findings == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_clean_in_every_format(tmp_path: Path, store: Store, language: str) -> None:
    document = built(tmp_path, store, language)
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path)


@pytest.mark.parametrize(
    ("measure", "by", "rule"),
    [
        (Measure.HHI, Fraction(6000), "concentration-impossible"),
        (Measure.HHI, Fraction(-3000), "concentration-impossible"),
        (Measure.FIRST3, Fraction(5), "concentration-impossible"),
        (Measure.FIRST10, Fraction(-5), "concentration-impossible"),
        (Measure.NEW, Fraction(9), "concentration-impossible"),
        (Measure.FIRST3, Fraction(-5), "concentration-against-partners"),
        (Measure.PARTNERS, Fraction(1), "prose-against-table"),
        (Measure.LOST, Fraction(2), "prose-against-table"),
    ],
)
def test_what_cannot_be_is_found(
    tmp_path: Path, store: Store, measure: Measure, by: Fraction, rule: str
) -> None:
    document = with_figure(built(tmp_path, store), measure, lambda value: value + by)
    assert rule in {finding.rule for finding in audit(document).findings}


def test_what_the_data_do_not_hold_is_found(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    wrong = with_figure(document, Measure.HHI_BASE, lambda value: value + 1, prose=True)
    assert {f.rule for f in audit(wrong).findings} == set()
    found = {f.rule for f in audit(wrong, store).findings}
    assert found == {"value-against-data", "sentence-against-data"}
