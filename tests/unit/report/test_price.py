"""Price, mix and quantity: the section's figures, refusals, words; the audit of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.planting import with_figure
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    GERMANY,
    USA,
    Fact,
    define,
    exports,
    load,
    new_store,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import Chart, ChartForm, Measure

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "price"
"""
QUANTITY = '[units]\nquantity = { unit = "个", per = 1 }\n'


def built(tmp_path: Path, store: Store, language: str = "zh", sections: str = SECTIONS) -> Document:
    definition = define(tmp_path, sections, head=BOTH)
    return build_report(definition, Month(2025, 2), store, language=language)


def records(document: Document, window: str = "month") -> dict[object, dict[str, object]]:
    return {
        r["measure"]: r
        for r in cell_records(document)
        if r.get("section") == "price" and r["window"] == window
    }


def value(document: Document, measure: str) -> Decimal:
    return Decimal(str(records(document)[measure]["value"]))


def reasons(document: Document) -> dict[object, object]:
    return {m: r["reason"] for m, r in records(document).items() if r["reason"] is not None}


def two_years(*cells: tuple[str, int, int, int, int], **rest: object) -> list[Fact]:
    """Exports of a month and of a year before: partner, value and quantity now, and then."""
    found = []
    for partner, now, quantity, then, before in cells:
        for year, (worth, count) in ((2025, (now, quantity)), (2024, (then, before))):
            if worth:
                found.append(exports(f"{year}-02", worth, partner=partner, quantity=count, **rest))
                found.append(exports(f"{year}-01", worth, partner=partner, quantity=count, **rest))
    return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Both prices rise by a fifth, and trade goes to where prices are low."""
    return new_store(
        tmp_path,
        two_years((USA, 24 * 10**7, 20, 50 * 10**7, 50), (GERMANY, 18 * 10**7, 75, 10**8, 50)),
    )  # fmt: skip


def test_price_mix_and_quantity(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    # 1.2 in either cell; 95 pieces after 100; 420 after 600 in value: 0.7 = 1.2 × 0.95 × mix.
    assert value(document, "price") == 20
    assert value(document, "quantity_growth") == -5
    assert value(document, "yoy") == -30
    assert round(value(document, "mix"), 10) == round(
        (Decimal("0.7") / Decimal("1.14") - 1) * 100, 10
    )
    assert round(value(document, "unit_value"), 4) == round(Decimal(42 * 10**7) / 95, 4)
    assert value(document, "coverage") == value(document, "coverage_base") == 100


def test_the_fisher_index_is_a_root_to_thirty_places(tmp_path: Path) -> None:
    store = new_store(tmp_path, two_years((USA, 300, 100, 200, 100), (GERMANY, 100, 200, 100, 100)))
    document = built(tmp_path, store)
    # Laspeyres (3·100 + 0.5·100) / 300 = 7/6; Paasche 400 / (2·100 + 1·200) = 1.
    ratio = 1 + Fraction(str(value(document, "price"))) / 100
    assert abs(ratio**2 - Fraction(7, 6)) < Fraction(1, 10**27)


def test_a_unit_value_that_goes_another_way_is_told(tmp_path: Path, store: Store) -> None:
    assert "单价与价格变动方向不同" in "".join(sentences(built(tmp_path, store)))
    assert "Unit value and price went different ways" in "".join(
        sentences(built(tmp_path, store, "en"))
    )


def test_sentences(tmp_path: Path, store: Store) -> None:
    text = "".join(sentences(built(tmp_path, store)))
    assert (
        "2025年2月，中国蓄电池出口单价为4421052.6美元/个，同比下跌26.3%；出口额同比下降30.0%，"
        "其中价格上涨20.0%，结构因素下降38.6%，数量下降5.0%，单价与价格变动方向不同，系结构变化所致；"
        "可比部分占当期的100.0%、上年同期的100.0%。"
    ) in text
    assert (
        "In February 2025, the unit value of exports of batteries was US$4,421,052.6 per item, "
        "down 26.3% on the year. Exports were down 30.0% on the year: prices rose 20.0%, mix took "
        "off 38.6%, and quantity fell 5.0%."
    ) in "".join(sentences(built(tmp_path, store, "en")))


@pytest.mark.parametrize(
    ("facts", "sections", "expected"),
    [
        (two_years((USA, 9, 3, 8, 2), unit="个") + two_years((GERMANY, 9, 3, 8, 2), unit="千克"),
         SECTIONS, {"unit_value": "数据中的计量单位不一", "price": "数据中的计量单位不一"}),
        (two_years((USA, 9, 3, 8, 2), unit="个"), SECTIONS + 'unit = "千克"\n',
         {"unit_value": "数据中没有该计量单位的数量", "price": "数据中没有该计量单位的数量"}),
        (two_years((USA, 9, 3, 0, 0), (GERMANY, 0, 0, 8, 2)), SECTIONS,
         {"unit_value": None, "price": "两个时期没有可比的贸易"}),
        (two_years((USA, 9, 3, 8, 2), (GERMANY, 0, 0, 90, 2)), SECTIONS,
         {"unit_value": None, "price": "两个时期可比部分所占比重过低"}),
        (two_years((USA, 9, 3, 8, 2), (GERMANY, 0, 0, 90, 2)),
         SECTIONS + "minimum_coverage = 8.1\n",
         {"unit_value": None, "price": None}),
        ([*two_years((USA, 9, 3, 0, 0)), exports("2023-01", 1, quantity=1)], SECTIONS,
         {"unit_value": None, "price": "未取得上年同期数据"}),
        ([exports(f"{year}-{m}", 9) for year in (2024, 2025) for m in ("01", "02")], SECTIONS,
         {"unit_value": "数据中没有该计量单位的数量", "price": "数据中没有该计量单位的数量"}),
    ],
    ids=["mixed", "no such unit", "no match", "low coverage", "just covered", "no base", "none"],
)  # fmt: skip
def test_refusals(
    tmp_path: Path, facts: list[Fact], sections: str, expected: dict[str, str | None]
) -> None:
    document = built(tmp_path, new_store(tmp_path, facts), sections=sections)
    found = records(document)
    assert {measure: found[measure]["reason"] for measure in expected} == expected
    assert (found["mix"]["value"] is None) is (found["price"]["value"] is None)
    assert audit(document).findings == ()


def test_commodities_are_compared_alone_where_partners_are_not_told(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    load(store, two_years((USA, 9, 3, 8, 2)), without=("贸易伙伴编码", "注册地编码"))
    document = built(tmp_path, store)
    assert value(document, "price") == value(document, "unit_value_yoy") == -25
    assert value(document, "mix") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_clean_in_every_format(tmp_path: Path, store: Store, language: str) -> None:
    document = built(tmp_path, store, language, QUANTITY + SECTIONS)
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path)


@pytest.mark.parametrize(
    ("measure", "by", "rule"),
    [
        (Measure.PRICE, 1, "price-impossible"),
        (Measure.MIX, -1, "price-impossible"),
        (Measure.QUANTITY_GROWTH, 1, "price-impossible"),
        (Measure.UNIT_VALUE_YOY, 1, "price-impossible"),
        (Measure.COVERAGE, 1, "price-impossible"),
        (Measure.QUANTITY_GROWTH, 1, "price-against-overview"),
    ],
)
def test_what_cannot_be_is_found(
    tmp_path: Path, store: Store, measure: Measure, by: int, rule: str
) -> None:
    right = built(tmp_path, store, sections=QUANTITY + SECTIONS)
    document = with_figure(right, measure, lambda old: old + by, prose=True)
    assert rule in {finding.rule for finding in audit(document).findings}


def test_a_wrong_unit_value_is_found_by_the_data(tmp_path: Path, store: Store) -> None:
    wrong = with_figure(built(tmp_path, store), Measure.UNIT_VALUE, lambda old: old * 2, prose=True)
    found = {f.rule for f in audit(wrong, store).findings}
    assert found == {"value-against-data", "sentence-against-data"}


def monthly_facts(months: int, *, quantity: bool = True) -> list[Fact]:
    """Exports of two partners at prices and quantities that move, month by month."""
    last = Month(2025, 2)
    return [
        exports(
            str(last.plus(-back)),
            (100 + 7 * back % 31 + step) * (50 + back % 13),
            partner=partner,
            quantity=(50 + back % 13) if quantity else None,
        )
        for back in range(months)
        for step, partner in enumerate((USA, GERMANY))
    ]


def drawn(document: Document) -> list[Chart]:
    return [p for p in document.parts if isinstance(p, Chart) and p.section == "price"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_shows_what_the_factors_add_to_growth_month_by_month(
    tmp_path: Path, language: str
) -> None:
    document = built(tmp_path, new_store(tmp_path, monthly_facts(24)), language)
    (chart,) = drawn(document)
    assert chart.form is ChartForm.SUM
    assert chart.labels() == tuple(str(Month(2025, 2).plus(back)) for back in range(-11, 1))
    *factors, growth = chart.series
    for place, point in enumerate(growth.points):
        added = sum(one.points[place].figure.value or Fraction(0) for one in factors)
        assert added == point.figure.value
    (table,) = (table for table in document.tables() if table.section == "price")
    (told,) = {
        c.figure.value
        for _, _, c in table.cells()
        if c.measure is Measure.YOY and str(c.figure.window) == "month"
    }
    assert growth.points[-1].figure.value == told
    for name in ("docx", "html", "xlsx", "md"):
        path = tmp_path / f"report.{name}"
        path.write_bytes(render(document, name))
        assert [found.rule for found in audit(path).findings] == []


def test_none_is_drawn_of_fewer_months_without_quantities_or_where_charts_are_off(
    tmp_path: Path,
) -> None:
    cases = {
        "few": (monthly_facts(23), SECTIONS),
        "none": (monthly_facts(24, quantity=False), SECTIONS),
        "off": (monthly_facts(24), f"{SECTIONS}charts = false\n"),
    }
    for name, (facts, sections) in cases.items():
        folder = tmp_path / name
        folder.mkdir()
        assert drawn(built(folder, new_store(folder, facts), sections=sections)) == []


def test_none_is_drawn_of_more_pairs_than_exact_prices_are_quick_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = built(tmp_path, new_store(tmp_path, monthly_facts(24)))
    assert drawn(document)
    monkeypatch.setattr("yuebao.report.sections.price.LARGEST_DRAWN", 1)
    folder = tmp_path / "more"
    folder.mkdir()
    assert drawn(built(folder, new_store(folder, monthly_facts(24)))) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_value_that_is_flat_is_told_with_what_it_is_made_of(tmp_path: Path, language: str) -> None:
    store = new_store(
        tmp_path,
        [
            exports("2024-02", 10**9, quantity=1000),
            exports("2025-02", 10**9 + 10**5, quantity=1200),
        ],
    )
    document = built(tmp_path, store, language)
    wanted = {
        "zh": "出口额同比基本持平，其中价格下跌16.7%",
        "en": "nearly unchanged on the year: prices fell",
    }
    assert wanted[language] in "".join(sentences(document))
    assert_clean_in_print(document, tmp_path, ["md"])
