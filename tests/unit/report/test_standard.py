"""The manner of official statistics: each name with its numbers, the direction in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.manner import wrong_words
from tests.unit.report.tiny import BOTH, Fact, define, grid, new_store, notes, sections, sentences

from yuebao.auditing import Severity, audit
from yuebao.domain import Flow, Month
from yuebao.render import render
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

MILLION = 10**6
# By partner and province, in millions: a year before and now, January and February.
TRADE = {
    ("304", "15"): ((100, 50), (120, 40)),
    ("502", "44"): ((80, 40), (60, 60)),
    ("141", "31"): ((20, 10), (30, 12)),
}


def build(
    tmp_path: Path, language: str = "zh", month: int = 2, theme: str = "standard"
) -> Document:
    facts = [
        Fact(Flow.EXPORT, f"{year}-{place:02}", value * MILLION, partner=partner, province=province)
        for (partner, province), years in TRADE.items()
        for year, values in zip((2024, 2025), years, strict=True)
        for place, value in enumerate([*values, *[values[1]] * (month - 2)], 1)
    ]
    text = '[units]\nUSD = "亿美元"\n' + sections(
        "overview", "partners", "provinces", "province-trade"
    )
    text = text.replace('"province-trade"', '"province-trade"\nwindow = "month"')
    text = text.replace('"partners"', '"partners"\nshares = true')
    return build_report(
        define(tmp_path, text, head=BOTH), Month(2025, month), new_store(tmp_path, facts),
        language=language, theme=theme,
    )  # fmt: skip


def test_each_name_has_its_numbers_and_later_windows_tell_what_differs(tmp_path: Path) -> None:
    said = " ".join(sentences(build(tmp_path)))
    assert (
        "前三大出口目的地中，对美国出口0.6亿美元，占出口总额的53.6%，同比增长50.0%；"
        "对德国出口0.4亿美元，占35.7%，同比下降20.0%；对越南出口0.1亿美元，占10.7%，同比增长20.0%。"
    ) in said
    assert (
        "2025年1—2月，前三大出口目的地与2月相同、位次有变：对德国出口1.6亿美元，占出口总额的49.7%，"
        "同比增长6.7%（2月为下降）；对美国出口1.2亿美元，占37.3%，同比持平；"
    ) in said
    assert "2025年1—2月累计，出口3.2亿美元，同比增长7.3%，增速低于2月。" in said
    assert "出口居前三位的省（自治区、直辖市，以下简称“省份”）中，广东出口" in said
    assert "内蒙古出口0.4亿美元，同比下降20.0%" in said
    assert "3个省份中，内蒙古出口额比上年同期下降，广东、上海2个省份出口额比上年同期增长" in said


def test_heads_notes_and_the_minus_follow(tmp_path: Path) -> None:
    document = build(tmp_path)
    overview, partners, *_ = document.tables()
    assert [head.text for head in overview.heads][1:] == ["2月", "1—2月"]
    assert "−20.0" in {text for row in grid(partners) for text in row}
    assert "国家（地区）" in notes(document, 2)
    assert partners.heads[0].text == "2月"


def test_a_full_year_has_no_months(tmp_path: Path) -> None:
    document = build(tmp_path, month=12)
    assert document.cover.period == "（2025年）"
    assert [head.text for head in document.tables()[0].heads][2] == "全年"
    assert any(sentence.startswith("2025年全年，") for sentence in sentences(document))


def test_english_says_directions_and_what_differs(tmp_path: Path) -> None:
    said = " ".join(sentences(build(tmp_path, "en")))
    assert "exports to Germany were" in said
    assert "down 20.0% on the year" in said
    assert "the same as in February 2025, in another order" in said
    assert "up 6.7% on the year (down in February 2025)" in said
    assert "a slower rise than in February 2025" in said


FITTED = [  # dollars a month, the units of value and quantity in Chinese and English
    (4 * 10**9, ("亿美元/万吨", "US$ million; 1,000 tonnes")),
    (4 * 10**8, ("万美元/吨", "US$ million; tonnes")),
    (40_000, ("美元/千克", "US$ thousand; kilograms")),
]


@pytest.mark.parametrize(("dollars", "units"), FITTED)
def test_units_fit_the_size_and_the_language(
    tmp_path: Path, dollars: int, units: tuple[str, str]
) -> None:
    quantity = {4 * 10**9: 10**8, 4 * 10**8: 10**5, 40_000: 900}[dollars]
    store = new_store(
        tmp_path,
        [
            Fact(Flow.EXPORT, f"{year}-{month:02}", dollars, quantity=quantity, unit="千克")
            for year in (2024, 2025)
            for month in (1, 2)
        ],
    )
    asked = '[units]\nquantity = { unit = "千克" }\n' + sections("overview")
    definition = define(tmp_path, asked, head=BOTH)
    for language, unit in zip(("zh", "en"), units, strict=True):
        document = build_report(
            definition, Month(2025, 2), store, language=language, theme="standard"
        )
        caption = document.tables()[0].caption.replace("（", "(").replace("）", ")")
        assert caption.endswith(f"({unit})") or f"({unit})" in caption


def test_a_unit_that_the_definition_names_stays_where_the_language_counts_so(
    tmp_path: Path,
) -> None:
    facts = [Fact(Flow.EXPORT, f"{year}-02", 4 * 10**9) for year in (2024, 2025)]
    store = new_store(tmp_path, facts)
    text = '[units]\nUSD = "万美元"\n' + sections("overview")
    definition = define(tmp_path, 'windows = ["month"]\n' + BOTH + text, head="")
    captions = [
        build_report(
            definition, Month(2025, 2), store, language=language, theme="standard"
        ).tables()[0].caption
        for language in ("zh", "en")
    ]  # fmt: skip
    assert "（万美元）" in captions[0]
    assert "(US$ million)" in captions[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_said_that_should_not_be(tmp_path: Path, language: str) -> None:
    assert not list(wrong_words(build(tmp_path, language)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manner_of_the_series_would_be_found(tmp_path: Path, language: str) -> None:
    assert list(wrong_words(build(tmp_path, language, theme="reference")))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_it_is_read_back_without_an_alarm(tmp_path: Path, language: str, form: str) -> None:
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(build(tmp_path, language), form))
    assert [finding.message() for finding in audit(path).findings] == []


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("zh", "对德国出口0.4亿美元", "对德国出口0.5亿美元"),
        ("zh", "内蒙古出口0.4亿美元，同比下降20.0%", "内蒙古出口0.4亿美元，同比下降12.0%"),
        ("zh", "占35.7%", "占53.7%"),
        (
            "en",
            "exports to Germany were US\\$40.0 million",
            "exports to Germany were US\\$48.0 million",
        ),
        ("en", "down 20.0% on the year; and", "down 10.0% on the year; and"),
    ],
)
def test_what_is_changed_in_it_is_found(
    tmp_path: Path, language: str, right: str, wrong: str
) -> None:
    text = render(build(tmp_path, language), "md").decode()
    assert right in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert any(finding.severity is not Severity.STYLE for finding in audit(path).findings)
