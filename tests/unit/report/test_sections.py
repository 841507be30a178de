"""Sections on stores of a few facts: what is printed, in what order, and under which notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    CHINA,
    FRANCE,
    GEORGIA,
    GEORGIA_UNTIL_2022,
    GERMANY,
    GUANGDONG,
    HEAD,
    SHANGHAI,
    TIBET,
    TIMOR,
    USA,
    VIETNAM,
    Fact,
    cells,
    define,
    exports,
    footnotes,
    grid,
    imports,
    load,
    new_store,
    notes,
    sections,
    sentences,
)

from yuebao import Currency, Month, Store, build_report
from yuebao.auditing import audit
from yuebao.render import render
from yuebao.report.model import Chart, FigureCell, Mention, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

YI = 10**8


def build(tmp_path: Path, facts: list[Fact], text: str, month: str = "2025-01") -> Document:
    return build_report(define(tmp_path, text), Month.parse(month), new_store(tmp_path, facts))


def partners(blocs: str = "", **more: str) -> str:
    lines = [f"blocs = [{blocs}]", *(f"{key} = {value}" for key, value in more.items())]
    return sections("partners") + "\n".join(lines) + "\n"


# Re-imports


RE_IMPORTS = [
    imports("2025-01", 6 * YI, partner=CHINA),
    imports("2025-01", 3 * YI, partner=GERMANY),
    imports("2025-01", 1 * YI, partner=VIETNAM),
    imports("2024-01", 1 * YI, partner=GERMANY),
]


@pytest.mark.parametrize(
    ("choice", "share", "words"),
    [("included", "30.0", "包含复进口"), ("excluded", "75.0", "不含复进口")],
)
def test_re_imports_are_not_ranked_and_the_share_note_is_true(
    tmp_path: Path, choice: str, share: str, words: str
) -> None:
    text = f'[style]\nre_imports = "{choice}"\n' + partners(shares="true")
    document = build(tmp_path, RE_IMPORTS, text)
    rows = grid(document.tables()[0])
    assert [row[0] for row in rows] == ["德国", "越南"]
    assert rows[0][2] == share
    assert words in notes(document, 1)


def test_no_re_imports_no_note_about_them(tmp_path: Path) -> None:
    document = build(tmp_path, RE_IMPORTS[1:], partners(shares="true"))
    assert "复进口" not in notes(document, 1)


# Groups and partners whose code or membership changed


@pytest.mark.parametrize(
    ("month", "fixed", "asean"),
    [
        ("2025-10", "", "1.0"),
        ("2025-11", "", "3.0"),
        ("2025-11", '[groups]\nasean = "2025-10"\n', "1.0"),
        ("2025-10", '[groups]\nasean = "2025-11"\n', "3.0"),
    ],
)
def test_asean_counts_timor_leste_from_november_2025(
    tmp_path: Path, month: str, fixed: str, asean: str
) -> None:
    facts = [
        exports(m, value, partner=partner)
        for m in (month, month.replace("2025", "2024"))
        for partner, value in ((VIETNAM, YI), (TIMOR, 2 * YI), (USA, 4 * YI))
    ]
    document = build(tmp_path, facts, fixed + partners('"asean"', shares="true"), month)
    bloc = grid(document.tables()[0])[0]
    assert bloc[:2] == ["东盟", asean]
    assert bloc[3] == "0.0", "growth has the same members in both periods"


def test_a_partner_whose_code_changed_is_one_partner(tmp_path: Path) -> None:
    facts = [
        exports("2023-01", 3 * YI, partner=GEORGIA),
        exports("2022-01", 2 * YI, partner=GEORGIA_UNTIL_2022),
    ]
    document = build(tmp_path, facts, partners(), "2023-01")
    assert grid(document.tables()[0]) == [["格鲁吉亚", "3.0", "50.0"]]


def test_ties_stand_in_order_of_code(tmp_path: Path) -> None:
    facts = [exports("2025-01", YI, partner=code) for code in (USA, GERMANY, VIETNAM, FRANCE)]
    document = build(tmp_path, facts, partners(first="3"))
    assert [row[0] for row in grid(document.tables()[0])] == ["越南", "德国", "法国"]


# Order of the table of all provinces


PROVINCES = [
    exports("2025-01", 5 * YI, province=GUANGDONG), imports("2025-01", 4 * YI, province=GUANGDONG),
    exports("2025-01", 4 * YI, province=SHANGHAI), imports("2025-01", 6 * YI, province=SHANGHAI),
    exports("2025-01", 3 * YI, province=TIBET), imports("2025-01", 1 * YI, province=TIBET),
]  # fmt: skip


@pytest.mark.parametrize(
    ("order_by", "order", "words"),
    [
        ("total", ["上海", "广东", "西藏"], "省市按照进出口额由大到小排列。"),
        ("exports", ["广东", "上海", "西藏"], "省市按照出口额由大到小排列。"),
        ("imports", ["上海", "广东", "西藏"], "省市按照进口额由大到小排列。"),
        ("net", ["西藏", "广东", "上海"], "省市按照净出口额由大到小排列。"),
    ],
)
def test_the_table_of_provinces_is_ordered_as_its_note_says(
    tmp_path: Path, order_by: str, order: list[str], words: str
) -> None:
    section = f'[[sections]]\nkind = "province-trade"\nwindow = "month"\norder_by = "{order_by}"\n'
    document = build(tmp_path, PROVINCES, section)
    assert [row[0] for row in grid(document.tables()[0])] == order
    assert words in notes(document, 1)


def test_net_by_province_follows_the_sign(tmp_path: Path) -> None:
    section = '[[sections]]\nkind = "province-trade"\nwindow = "month"\n'
    document = build(tmp_path, PROVINCES, section)
    assert {row[0]: row[-1] for row in grid(document.tables()[0])} == {
        "上海": "-2.0", "广东": "1.0", "西藏": "2.0",
    }  # fmt: skip


def test_the_note_on_a_first_ten_stands_where_some_are_left_out(tmp_path: Path) -> None:
    store = new_store(tmp_path, PROVINCES)
    whole = build_report(define(tmp_path, sections("provinces")), Month(2025, 1), store)
    assert "受限于版面" not in notes(whole, 1)
    shorter = define(tmp_path, sections("provinces") + "first = 2\n")
    part = build_report(shorter, Month(2025, 1), store)
    assert "仅汇报出口额排名前2省市" in notes(part, 1)


# Growth that is not printed, or not in full


GROWTHS = [
    exports("2025-01", 50 * YI, partner=USA, province=GUANGDONG),
    exports("2024-01", 1 * YI, partner=USA, province=GUANGDONG),
    exports("2025-01", 30 * YI, partner=GERMANY, province=SHANGHAI),
    exports("2024-01", 60 * YI, partner=GERMANY, province=SHANGHAI),
    exports("2025-01", 20 * YI, partner=FRANCE, province=TIBET),
    exports("2024-01", 2 * YI, partner=FRANCE, province=TIBET),
]
PROVINCE_MONTH = '\n[[sections]]\nkind = "province-trade"\nwindow = "month"\n'


@pytest.mark.parametrize(
    ("policy", "printed", "note"),
    [
        ("print", "4900.0", "美国的同比变化幅度较大"),
        ("cap", ">1000.0", "美国的同比变化幅度较大"),
        ("dash", "-", "“-”表明上年同期基数过小，同比超出列示上限，不列数值。"),
    ],
)
def test_growth_from_a_tiny_base_follows_the_policy(
    tmp_path: Path, policy: str, printed: str, note: str
) -> None:
    text = f'[style]\nlarge_growth = {{ policy = "{policy}" }}\n' + partners() + PROVINCE_MONTH
    document = build(tmp_path, GROWTHS, text)
    assert grid(document.tables()[0])[0] == ["美国", "50.0", printed]
    assert note in notes(document, 1)
    assert ("“-”" in notes(document, 1)) == (policy == "dash"), "the note on - stands where - does"
    counted = " ".join(sentences(document))
    assert "上海1个省市出口额相比去年同期下降，广东、西藏2个省市出口额相比去年同期上升" in counted


def test_a_limit_of_its_own(tmp_path: Path) -> None:
    text = '[style]\nlarge_growth = { above = 100, policy = "cap" }\n' + partners()
    document = build(tmp_path, GROWTHS, text)
    assert [row[2] for row in grid(document.tables()[0])] == [">100.0", "-50.0", ">100.0"]


def test_growth_on_a_base_under_the_minimum_is_a_dash(tmp_path: Path) -> None:
    document = build(tmp_path, GROWTHS, "[style]\nminimum_base = 2\n" + partners())
    assert [row[2] for row in grid(document.tables()[0])] == ["-", "-50.0", "900.0"]
    assert "“-”表明上年同期数额过小，不列数值。" in notes(document, 1)


# Quantities


def test_quantities_add_in_one_unit_and_the_rest_is_counted(tmp_path: Path) -> None:
    facts = [
        exports("2025-01", YI, quantity=50_000),
        exports("2025-01", YI, quantity=70_000, unit="千克", partner=GERMANY),
        exports("2025-01", YI, quantity=7, unit="千克", partner=FRANCE),
        exports("2024-01", YI, quantity=40_000),
    ]
    text = '[units]\nquantity = { unit = "个", per = 10000 }\n' + sections("overview")
    document = build(tmp_path, facts, text)
    assert grid(document.tables()[0])[1] == ["出口量", "5.0", "25.0"]
    assert "数量仅汇总计量单位为个的记录，另有2条记录为其他计量单位，未计入。" in notes(document, 1)
    assert document.tables()[0].caption.endswith("（亿美元/万个）")


def test_a_quantity_in_a_unit_no_file_has_is_left_out(tmp_path: Path) -> None:
    text = '[units]\nquantity = { unit = "双" }\n' + sections("overview")
    document = build(tmp_path, [exports("2025-01", YI, quantity=5)], text)
    assert [row[0] for row in grid(document.tables()[0])] == ["出口额"]
    assert document.tables()[0].caption.endswith("（亿美元）")
    assert len(sentences(document)) == 2  # value; imports are not loaded


# Depth of codes, currencies, units


def test_a_heading_of_four_digits_adds_up_its_codes_of_eight(tmp_path: Path) -> None:
    head = HEAD.replace('"85076000"', '"8507"')
    facts = [exports("2025-01", 2 * YI), exports("2025-01", 3 * YI, code="85072000"),
             exports("2025-01", 9 * YI, code="85081100")]  # fmt: skip
    definition = define(tmp_path, sections("overview"), head)
    store = new_store(tmp_path, facts, codes=["8507", "8508"])
    document = build_report(definition, Month(2025, 1), store)
    assert grid(document.tables()[0]) == [["出口额", "5.0", "-"]]
    assert footnotes(document) == [
        "本报告定义的蓄电池对应的产品分类及HS2022编码为：蓄电池（8507）。"
    ]


def test_a_code_deeper_than_the_facts_is_not_guessed(tmp_path: Path) -> None:
    head = HEAD.replace('"85076000"', '"8507"') + (
        '[[subject.products]]\ncode = "85076000"\nlabel = { zh = "锂离子" }\n'
    )
    definition = define(tmp_path, sections("overview", "products"), head)
    store = new_store(tmp_path, [exports("2025-01", YI, code="8507")])
    document = build_report(definition, Month(2025, 1), store)
    said = sentences(document)
    assert "本期未取得所列产品出口数据，报告不含分产品出口情况。" in said
    assert not any("报告不含出口情况" in one for one in said), "exports are told"


def test_a_report_in_yuan(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [exports("2025-01", 72 * YI), exports("2024-01", 36 * YI)], currency="人民币")
    document = build_report(define(tmp_path, sections("overview")), Month(2025, 1), store)
    assert sentences(document)[0] == "2025年1月，中国蓄电池[1]出口72.0亿元，同比增长100.0%。"
    assert {i.unit for _, figure in cells(document) for i in figure.ingredients} == {"CNY"}


def test_of_two_currencies_the_one_asked_for(tmp_path: Path) -> None:
    store = new_store(tmp_path, [exports("2025-01", 10 * YI)])
    load(store, [exports("2025-01", 72 * YI)], currency="人民币")
    definition = define(tmp_path, sections("overview"))
    printed = {
        currency: grid(
            build_report(definition, Month(2025, 1), store, currency=currency).tables()[0]
        )[0][1]
        for currency in map(Currency, ("USD", "CNY"))
    }
    assert printed == {Currency("USD"): "10.0", Currency("CNY"): "72.0"}


# One figure everywhere


def test_prose_table_and_chart_hold_the_same_figures(tmp_path: Path) -> None:
    document = build(tmp_path, GROWTHS, sections("overview") + partners() + PROVINCE_MONTH)
    in_tables = {
        id(cell.figure)
        for table in document.tables()
        for group in table.groups
        for row in group.rows
        for cell in row.cells
        if isinstance(cell, FigureCell)
    }
    mentioned = [
        run.figure
        for part in document.parts
        if isinstance(part, Paragraph)
        for run in part.runs
        if isinstance(run, Mention) and run.figure.indicator != "count"
    ]
    charted = [
        point.figure
        for part in document.parts
        if isinstance(part, Chart)
        for series in part.series
        for point in series.points
    ]
    assert len(mentioned) > 10
    assert len(charted) > 5
    assert [f for f in mentioned + charted if id(f) not in in_tables] == []


def test_every_number_of_a_sentence_is_the_text_of_its_figure(tmp_path: Path) -> None:
    document = build(tmp_path, GROWTHS + RE_IMPORTS, sections("overview") + partners())
    for part in document.parts:
        if isinstance(part, Paragraph):
            for run in part.runs:
                if isinstance(run, Mention):
                    assert run.text.removesuffix(run.figure.unit) in (
                        run.figure.text,
                        run.figure.text.removeprefix("-"),
                    )
                    assert Decimal(run.figure.text) is not None


def test_notices_stand_where_their_files_are_used(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [exports("2025-01", YI)], notice={"zh": "初步数据", "en": "Preliminary"})
    load(store, [exports("2025-01", YI, code="85072000")], notice={"zh": "与此无关"})
    document = build_report(define(tmp_path, sections("overview")), Month(2025, 1), store)
    assert document.notices == ("初步数据",)
    assert not [text for text in document.warnings if "初步数据" in text]


def test_a_caution_in_one_language_is_told_in_it_and_the_builder_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [exports("2025-01", YI)], notice={"en": "Preliminary"})
    document = build_report(define(tmp_path, sections("overview")), Month(2025, 1), store)
    assert document.notices == ("Preliminary",)
    told = "a caution was not given in 'zh', and stands as it was: Preliminary"
    assert told in document.warnings


def test_a_product_of_several_codes_is_their_sum(tmp_path: Path) -> None:
    """Also of codes under different headings of the subject."""
    head = """
    [title]
    zh = "测试月报"
    [subject]
    label = { zh = "新能源产品" }
    codes = ["85414200", "85414300", "85076000"]
    [[subject.products]]
    codes = ["85414200", "85414300"]
    label = { zh = "光伏产品" }
    [[subject.products]]
    code = "85076000"
    label = { zh = "锂电池" }
    """
    values = {"85414200": (2, 3), "85414300": (4, 6), "85076000": (4, 1)}
    facts = [
        exports(f"{year}-02", value * 10**8, code=code)
        for code, years in values.items()
        for year, value in zip((2024, 2025), years, strict=True)
    ]
    definition = define(tmp_path, sections("overview", "products"), head=head)
    document = build_report(definition, Month(2025, 2), new_store(tmp_path, facts))
    assert [row[:4] for row in grid(document.tables()[1])] == [
        ["光伏产品", "9.0", "90.0", "50.0"],
        ["锂电池", "1.0", "10.0", "-75.0"],
    ]
    assert any(
        "光伏产品（85414200、85414300）、锂电池（85076000）" in note for note in footnotes(document)
    )
    assert not audit(document).findings
    path = tmp_path / "report.md"
    path.write_bytes(render(document, "md"))
    assert not audit(path).findings
