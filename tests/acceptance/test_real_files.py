"""Real files as people got them: what they add up to, what they say, what they cannot answer."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Built, Workshop

    Load = Callable[[str], Workshop]


# Bulletins by province, in yuan


@pytest.fixture(scope="module")
def february(loaded: Load) -> Built:
    return loaded("bulletins").built("bulletins", "provinces", "2025-02")


@pytest.fixture(scope="module")
def march(loaded: Load) -> Built:
    return loaded("bulletins").built("bulletins", "provinces", "2025-03")


def test_guangdong_in_february(february: Built) -> None:
    of = {"window": "month", "label": "广东"}
    assert february.cell(**of, measure="exports")["text"] == "3649.7"
    assert february.cell(**of, measure="imports")["text"] == "2308.6"
    assert february.cell(**of, measure="exports")["unit"] == "亿元"


@pytest.mark.parametrize(("window", "first"), [("month", 1), ("ytd", 2)])
def test_the_provinces_add_up_to_the_total_of_their_table(
    february: Built, shared: Path, window: str, first: int
) -> None:
    """Within rounding: each printed number is good to half of 10,000 yuan."""
    table = shared / "data" / "bulletin" / "provinces" / "2025-02.csv"
    rows = csv.reader(table.read_text(encoding="utf-8-sig").splitlines())
    (whole,) = (row for row in rows if row[0] == "总值")
    for measure, column in (("total", first), ("exports", first + 2), ("imports", first + 4)):
        cells = february.cells(window=window, measure=measure)
        assert len(cells) == 31
        added = sum(Decimal(cell["value"]) for cell in cells) * 10_000
        rounding = Decimal(len(cells) + 1) / 2 * (2 if measure == "total" else 1)
        assert abs(added - Decimal(whole[column])) <= rounding, measure


def test_beijing_in_march_is_as_customs_printed_it(march: Built) -> None:
    of = {"window": "ytd", "label": "北京"}
    exports = march.cell(**of, measure="exports")
    assert exports["text"] == "1480.9"
    growth = march.cell(**of, measure="exports_yoy")
    assert (growth["text"], growth["indicator"]) == ("2.2", "official_growth")


def test_the_months_of_beijing_add_up_to_something_else(loaded: Load) -> None:
    built = [
        loaded("bulletins").built("bulletins", "provinces", f"2025-{month:02}")
        for month in (1, 2, 3)
    ]
    months = [b.cell(window="month", label="北京", measure="exports")["value"] for b in built]
    assert round(sum(map(Decimal, months)), 1) == Decimal("1486.9")


def test_the_notes_say_which_base_each_growth_has(march: Built) -> None:
    notes = [line for line in march.markdown.splitlines() if line.startswith("注：")]
    month, to_date = notes
    assert "同比变化以目前可得的上年同期最新数据为基数计算" in month
    assert "海关公布" not in month
    assert "同比变化为海关公布的累计同比，其基数为海关修订后的上年同期数据" in to_date
    assert "累计额为海关公布的累计数，含对以前月份的修订，可能不等于各月之和" in to_date
    assert "目前可得" not in to_date
    growths = march.cells(window="month", measure="exports_yoy")
    assert {cell["indicator"] for cell in growths} == {"growth"}


def test_the_total_of_all_goods_is_the_printed_one(loaded: Load) -> None:
    built = loaded("bulletins").built("bulletins", "all-goods", "2025-03")
    texts = {
        cell["label"]: cell["text"]
        for cell in built.cells(table=1, window="ytd", measure="yoy", block="rows")
    }
    assert (texts["进出口总额"], texts["出口额"], texts["进口额"]) == ("1.3", "6.9", "-6.0")
    assert built.cell(table=1, window="ytd", label="出口额", measure="value")["text"] == "61313.7"
    assert "海关公布了累计同比的，列海关公布数" in built.markdown
    assert "对应的产品分类" not in built.markdown, "all goods need no list of codes"
    english = loaded("bulletins").built("bulletins", "all-goods", "2025-03", "--lang", "en")
    assert "China's trade in goods totalled CNY 3,766.26 billion" in english.markdown


# Sinks: xlsx re-saves, exports only


@pytest.fixture(scope="module")
def sinks(loaded: Load) -> Built:
    return loaded("sinks").built("sinks", "sinks", "2025-12")


def level(cell: dict[str, object]) -> object:
    levels = cell["levels"]
    assert isinstance(levels, list)
    return levels[0]["amount"]


@pytest.mark.parametrize(
    ("window", "dollars", "growth"),
    [("month", 116_355_531, "-9.0"), ("ytd", 1_085_680_824, "-10.1")],
)
def test_exports_of_sinks(sinks: Built, window: str, dollars: int, growth: str) -> None:
    of = {"table": 1, "window": window, "label": "出口额"}
    assert level(sinks.cell(**of, measure="value")) == dollars
    assert sinks.cell(**of, measure="yoy")["text"] == growth


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("month", "dollars", "growth"),
    [("2025-12", 1_085_680_824, "-10.1085"), ("2026-06", 1_046_332_692, "-10.0590")],
)
def test_twelve_months_of_sinks(
    loaded: Load, language: str, month: str, dollars: int, growth: str
) -> None:
    built = loaded("sinks").built("sinks", "sinks-rolling", month, "--lang", language)
    assert built.outcome.status == 0, built.outcome.err
    value, rate = (
        built.cells(table=1, window="rolling12", measure=measure)[0] for measure in ("value", "yoy")
    )
    assert level(value) == dollars
    assert f"{float(rate['value']):.4f}" == growth
    partners = built.cells(table=2, window="rolling12", block="rows", measure="value")
    assert [cell["rank"] for cell in partners] == list(range(1, 11))


def test_the_first_partners_and_the_first_province(sinks: Built) -> None:
    rows = sinks.cells(table=2, window="month", block="rows", measure="value")
    assert [cell["label"] for cell in rows[:5]] == ["美国", "马来西亚", "泰国", "越南", "菲律宾"]
    assert level(rows[0]) == 16_043_932
    first = sinks.cells(table=3, window="month", measure="value")[0]
    assert (first["label"], level(first)) == ("广东", 39_512_354)


def test_imports_nobody_loaded_are_left_out_with_a_line(sinks: Built) -> None:
    assert sinks.markdown.count("本期未取得进口数据，报告不含进口情况。") == 1
    assert sinks.markdown.startswith("# 中国不锈钢洗涤槽及脸盆出口月度监测报告")
    assert not [cell for cell in sinks.annex["cells"] if cell["text"] in ("0", "0.0", "-")]
    assert "净出口" not in sinks.markdown


def test_sinks_are_reported_in_their_units(sinks: Built) -> None:
    assert {cell["unit"] for cell in sinks.annex["cells"]} == {"万美元", "千克", "%"}
    assert sinks.cell(table=1, window="month", label="出口量", measure="value")["text"].isdigit()


@pytest.mark.parametrize("month", ["2023-01", "2024-01", "2024-06", "2025-11", "2026-06"])
def test_any_month_the_store_covers(loaded: Load, month: str) -> None:
    built = loaded("sinks").built("sinks", "sinks", month)
    assert built.outcome.status == 0, built.outcome.err
    windows = {cell["window"] for cell in built.annex["cells"]}
    assert windows == ({"month"} if month.endswith("-01") else {"month", "ytd"})


def test_the_first_year_has_no_base(loaded: Load) -> None:
    built = loaded("sinks").built("sinks", "sinks", "2022-03")
    assert {cell["text"] for cell in built.cells(measure="yoy")} == {"-"}
    assert "exports of 2021-01..2021-03 are not loaded" in built.outcome.err


# Soybeans: few partners


def test_the_months_of_soybeans_are_the_sums_of_the_files(loaded: Load, shared: Path) -> None:
    workshop = loaded("soybeans")
    folder = shared / "data" / "query" / "soybeans"
    files = [folder / name for name in ("2023.csv", "2024in.csv", "2025in.csv")]
    expected: dict[str, int] = defaultdict(int)
    for file in files:
        lines = file.read_text(encoding="gb18030").splitlines()
        for row in csv.DictReader(lines):
            expected[row["数据年月"].strip()] += int(row["人民币"].strip().replace(",", ""))
    workshop.load(
        "soybeans as all", *files, "--flow", "import", "--scope", "all", "--codes", "1201"
    )
    assert len(expected) == 34
    for month in ("202301", "202412", "202510"):
        built = workshop.built("soybeans as all", "soybeans", f"{month[:4]}-{month[4:]}")
        cell = built.cell(table=1, window="month", label="进口额", measure="value")
        assert level(cell) == expected[month]
        assert cell["unit"] == "亿元"
    to_date = built.cell(table=1, window="ytd", label="进口额", measure="value")
    assert level(to_date) == sum(v for month, v in expected.items() if month.startswith("2025"))


def test_a_national_report_from_a_few_partners_is_refused(loaded: Load) -> None:
    built = loaded("soybeans").built("soybeans", "soybeans", "2025-10")
    refusal = built.outcome.refusal()
    assert built.outcome.status == 3
    assert "only of a part of the trade reported" in refusal
    assert "partner 402, 410, 502" in refusal
    assert "--scope all" in refusal
    assert not built.stem.parent.exists()


# Shanghai: one province, cumulative


def test_shanghai_needs_its_months_and_stays_a_part(
    workshop: Workshop, shared: Path, tmp_path: Path
) -> None:
    file = shared / "data" / "query" / "shanghai" / "2024锂离子蓄电池出口.csv"
    refused = yuebao("ingest", file, "--store", tmp_path / "store")
    assert "--months" in refused.refusal()
    assert refused.status == 2
    done = workshop.load("shanghai", file, "--months", "2024-01..2024-08")
    assert "export: 24,098,719,112 CNY" in done.out
    assert "Taken as partial (province 31)" in done.out
    built = workshop.built("shanghai", "lithium-ion", "2024-08")
    assert built.outcome.status == 3
