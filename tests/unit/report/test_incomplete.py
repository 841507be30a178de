"""Reports from stores that lack something: what is left out is said, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    GERMANY,
    SHANGHAI,
    cells,
    define,
    exports,
    grid,
    imports,
    load,
    new_store,
    notes,
    sections,
    sentences,
    whole_year,
)

from yuebao import Month, Store, YuebaoError, build_report
from yuebao.domain import MONTH, YEAR_TO_DATE, UnavailableError, UserError, Window
from yuebao.indicators import Reason
from yuebao.report.model import Chart, Heading

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

BOTH_WINDOWS = """
[[sections]]
kind = "province-trade"
window = "month"

[[sections]]
kind = "province-trade"
window = "ytd"
"""
EVERYTHING = sections("overview", "partners", "provinces") + BOTH_WINDOWS
FEBRUARIES = [
    exports("2025-02", 5 * 10**8),
    exports("2024-02", 4 * 10**8),
    imports("2025-02", 10**8),
    imports("2024-02", 2 * 10**8),
]
JANUARIES = [
    exports("2025-01", 5 * 10**8),
    exports("2024-01", 10**8),
    imports("2025-01", 10**8),
    imports("2024-01", 2 * 10**8),
]


def report(tmp_path: Path, store: Store, month: str, text: str = EVERYTHING) -> Document:
    return build_report(define(tmp_path, text), Month.parse(month), store)


def windows(document: Document) -> set[Window]:
    return {figure.window for _, figure in cells(document)}


def test_january_prints_one_window(tmp_path: Path) -> None:
    document = report(tmp_path, new_store(tmp_path, JANUARIES), "2025-01")
    assert windows(document) == {MONTH}
    assert document.cover.period == "（2025年1月）"
    text = "".join(sentences(document)) + "".join(n for t in document.tables() for n in t.notes)
    assert "累计" not in text
    assert "1-1月" not in text
    heads = [head.text for table in document.tables() for head in table.heads]
    assert not [head for head in heads if "累计" in head]


def test_january_of_a_definition_with_the_year_to_date_alone(tmp_path: Path) -> None:
    only = '[[sections]]\nkind = "province-trade"\nwindow = "ytd"\n'
    document = report(tmp_path, new_store(tmp_path, JANUARIES), "2025-01", only)
    assert len(document.tables()) == 1
    assert document.tables()[0].caption.startswith("2025年1月各省市蓄电池当月贸易额")


def test_december_speaks_of_twelve_months(tmp_path: Path) -> None:
    store = new_store(tmp_path, [*whole_year(2024), *whole_year(2025, 2 * 10**8)])
    document = report(tmp_path, store, "2025-12", sections("overview"))
    assert document.cover.period == "（2025年1-12月）"
    assert sentences(document)[1] == "2025年1-12月，中国蓄电池累计出口24.0亿美元，同比增长100.0%。"
    assert [h.text for h in document.tables()[0].heads] == ["", "12月当月", "1至12月累计"]


def test_a_base_that_is_not_loaded_gives_no_growth(tmp_path: Path) -> None:
    store = new_store(tmp_path, [f for f in FEBRUARIES + JANUARIES if f.month > "2025"])
    document = report(tmp_path, store, "2025-02")
    growths = [f for _, f in cells(document) if f.unit == "%" or f.indicator == "net_change"]
    assert growths
    assert {f.text for f in growths} == {"-"}
    assert {f.reason for f in growths} == {Reason.BASE_NOT_LOADED}
    assert "“-”表明未取得上年同期数据，不列数值。" in notes(document, 1)
    assert "同比" not in sentences(document)[0]
    assert not [part for part in document.parts if isinstance(part, Chart) and part.number < 3]
    assert "基数计算" not in notes(document, 1), "no growth was computed"
    assert document.warnings == (
        "exports of 2024-01..2024-02 are not loaded (HS 85076000): what needs 2024-02 and "
        "2024-01..2024-02 is left out.",
        "imports of 2024-01..2024-02 are not loaded (HS 85076000): what needs 2024-02 and "
        "2024-01..2024-02 is left out.",
    )


def test_a_hole_in_the_year_to_date_is_never_summed_past(tmp_path: Path) -> None:
    document = report(tmp_path, new_store(tmp_path, FEBRUARIES), "2025-02")
    to_date = [f for _, f in cells(document) if f.window is YEAR_TO_DATE]
    assert {f.text for f in to_date} <= {"-"}
    assert "“-”表明未取得数据" in notes(document, 1)
    assert not [s for s in sentences(document) if s.startswith("2025年1-2月")]
    told = (
        "未取得2025年1月按贸易伙伴和注册地省份划分的进出口数据，"
        "报告不含2025年1-2月分贸易伙伴、分省进出口情况。"
    )
    assert sentences(document).count(told) == 1
    assert [head.text for head in document.tables()[1].heads] == ["2月当月"]
    assert "分别排序" not in notes(document, 2) + notes(document, 4), "one window stands there"
    assert "未取得2025年1月按注册地省份划分的进出口数据，报告不含分省进出口情况。" in sentences(
        document
    ), "the section of all provinces, of both windows"


def test_a_hole_in_the_year_to_date_of_quantities(tmp_path: Path) -> None:
    facts = [exports("2025-02", 10**8, quantity=5), exports("2024-02", 10**8, quantity=4)]
    text = '[units]\nquantity = { unit = "个" }\n' + sections("overview")
    document = report(tmp_path, new_store(tmp_path, facts), "2025-02", text)
    assert grid(document.tables()[0])[1] == ["出口量", "5", "25.0", "-", "-"]
    assert "“-”表明未取得数据，不列数值。" in notes(document, 1)


def test_a_quantity_that_one_flow_lacks(tmp_path: Path) -> None:
    facts = [
        exports("2025-01", 10**8, quantity=5),
        imports("2025-01", 10**8, quantity=5, unit="千克"),
    ]
    text = '[units]\nquantity = { unit = "个" }\n' + sections("overview")
    document = report(tmp_path, new_store(tmp_path, facts), "2025-01", text)
    rows = {row[0]: row[1:] for row in grid(document.tables()[0])}
    assert rows["出口量"][0] == "5"
    assert rows["进口量"] == rows["进出口总量"] == ["-", "-"]
    assert "数据中没有该计量单位的数量" in notes(document, 1)


def test_a_hole_in_one_flow_leaves_the_other(tmp_path: Path) -> None:
    store = new_store(tmp_path, [f for f in FEBRUARIES + JANUARIES if f != JANUARIES[2]])
    document = report(tmp_path, store, "2025-02", BOTH_WINDOWS)
    table = document.tables()[1]
    assert [head.text for head in table.heads] == ["省市", "出口", "同比变化（%）"]
    assert "未取得2025年1月按注册地省份划分的进口数据，报告不含分省进口情况。" in sentences(
        document
    )


def test_only_exports_loaded(tmp_path: Path) -> None:
    store = new_store(tmp_path, [f for f in FEBRUARIES + JANUARIES if f.flow == "export"])
    document = report(tmp_path, store, "2025-02")
    said = sentences(document)
    assert said[-1] == "本期未取得进口数据，报告不含进口情况。", "once, at the end"
    assert not [sentence for sentence in said[:-1] if "进口" in sentence]
    assert [part.text for part in document.parts if isinstance(part, Heading)][-1][
        -4:
    ] == "编制说明"
    assert [row[0] for row in grid(document.tables()[0])] == ["出口额"]
    assert not [f for _, f in cells(document) if f.value == 0]
    assert "净" not in "".join(said) + "".join(n for t in document.tables() for n in t.notes)


@pytest.mark.parametrize(
    ("column", "line", "tables"),
    [
        ("贸易伙伴编码", "所取得的进出口数据未按贸易伙伴划分，报告不含分贸易伙伴进出口情况。", 5),
        ("注册地编码", "所取得的进出口数据未按注册地省份划分，报告不含分省进出口情况。", 3),
    ],
)
def test_a_dimension_that_no_file_has(tmp_path: Path, column: str, line: str, tables: int) -> None:
    store = Store(tmp_path / "store")
    load(store, FEBRUARIES + JANUARIES, without=(column,))
    document = report(tmp_path, store, "2025-02")
    assert line in sentences(document)
    assert len(document.tables()) == tables
    assert [t.number for t in document.tables()] == list(range(1, tables + 1))


def test_a_base_of_zero_is_a_dash_with_its_reason(tmp_path: Path) -> None:
    facts = [*JANUARIES, exports("2025-01", 3 * 10**8, partner=GERMANY, province=SHANGHAI)]
    document = report(tmp_path, new_store(tmp_path, facts), "2025-01")
    assert grid(document.tables()[1])[1] == ["德国", "3.0", "-"]
    assert "“-”表明上年同期为零，不列数值。" in notes(document, 2)
    assert "“-”" not in notes(document, 3), "no dash stands there"
    assert "上海1个省市出口额无法与去年同期比较" in "".join(sentences(document))


def test_a_month_not_loaded_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as refusal:
        report(tmp_path, new_store(tmp_path, FEBRUARIES), "2025-03")
    assert str(refusal.value) == (
        "probe for 2025-03: exports of 2025-03 are not loaded (HS 85076000); imports of 2025-03 "
        "are not loaded (HS 85076000). Load the files of the months named: yuebao ingest FILES "
        "--store DIR."
    )


def test_other_goods_are_refused_by_their_codes(tmp_path: Path) -> None:
    store = new_store(tmp_path, [exports("2025-01", 1, code="85072000")])
    with pytest.raises(UnavailableError, match="holds nothing about 85076000"):
        report(tmp_path, store, "2025-01")


def test_partial_files_are_refused_with_the_way_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [f for f in JANUARIES if f.flow == "export"], scope="province=44")
    with pytest.raises(UnavailableError) as refusal:
        report(tmp_path, store, "2025-01")
    assert "only of a part of the trade reported (province 44)" in str(refusal.value)
    assert "--scope all" in str(refusal.value)


def test_a_month_of_no_trade_at_all_is_refused(tmp_path: Path) -> None:
    """The file states February of the goods, but they stand only in January."""
    other = exports("2025-02", 5, code="85072000")
    store = new_store(tmp_path, [exports("2025-01", 1), other])
    only = '[[sections]]\nkind = "province-trade"\nwindow = "month"\n'
    with pytest.raises(UnavailableError, match="no trade to report"):
        report(tmp_path, store, "2025-02", only)


def test_a_flow_of_nothing_in_a_month_is_said(tmp_path: Path) -> None:
    """Zero is known here: the file speaks of the month, and holds no imports in it."""
    facts = [*FEBRUARIES, *JANUARIES]
    facts[2] = imports("2025-02", 0)
    document = report(tmp_path, new_store(tmp_path, facts), "2025-02")
    said = sentences(document)
    assert said.count("2025年2月，中国没有蓄电池进口。") == 3  # partners, provinces, all provinces
    assert "进口0.0亿美元，同比下降100.0%" in said[0]
    assert [row[:3] for row in grid(document.tables()[2])] == [["", "", ""]]


def test_a_product_nobody_traded_is_zero_where_the_whole_is_known(tmp_path: Path) -> None:
    head = """
        [title]
        zh = "测试月报"
        [subject]
        label = { zh = "蓄电池" }
        codes = ["8507"]
        [[subject.products]]
        code = "85072000"
        label = { zh = "铅酸蓄电池" }
        [[subject.products]]
        code = "850760"
        label = { zh = "锂离子蓄电池" }
    """
    store = new_store(tmp_path, JANUARIES, codes=["8507"])
    document = build_report(define(tmp_path, sections("products"), head), Month(2025, 1), store)
    assert grid(document.tables()[0]) == [
        ["锂离子蓄电池", "5.0", "100.0", "400.0"],
        ["铅酸蓄电池", "0.0", "0.0", "-"],
    ]
    assert "最大出口蓄电池[1]为锂离子蓄电池，" in sentences(document)[0]


def test_both_currencies_ask_for_one(tmp_path: Path) -> None:
    store = new_store(tmp_path, JANUARIES)
    load(store, [exports("2025-01", 36 * 10**8), exports("2024-01", 7 * 10**8)], currency="人民币")
    with pytest.raises(UserError) as refusal:
        report(tmp_path, store, "2025-01")
    assert "--currency usd or --currency cny" in str(refusal.value)
    assert refusal.value.exit_status == 2


def test_a_language_that_is_not_there(tmp_path: Path) -> None:
    store = new_store(tmp_path, JANUARIES)
    with pytest.raises(YuebaoError, match="zh"):
        build_report(define(tmp_path, EVERYTHING), Month(2025, 1), store, language="fr")
