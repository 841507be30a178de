"""What a table lacks or cannot show is told beside it, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    BOTH,
    GUANGDONG,
    SHANGHAI,
    TIBET,
    Fact,
    define,
    exports,
    grid,
    imports,
    new_store,
    notes,
    sections,
    sentences,
)

from yuebao import Month, build_report
from yuebao.auditing import audit
from yuebao.reference import find_office
from yuebao.render import FORMATS, render
from yuebao.report.batch import name_heading
from yuebao.report.language import find_language
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yuebao import Document

YI = 10**8
MONTH = Month(2025, 1)
UNEVEN = [exports("2025-01", 4_140_000_000), imports("2025-01", 140_000_000)]
"""41.4 and 1.4 are 42.8."""
ROUNDED = [exports("2025-01", 4_136_000_000), imports("2025-01", 136_000_000)]
"""41.4 and 1.4 are printed beside 42.7."""
BEFORE = [exports("2024-01", 4_000_000_000), imports("2024-01", 100_000_000)]


def overview(
    tmp_path: Path,
    facts: Sequence[Fact],
    text: str = "",
    *,
    theme: str = "reference",
    language: str = "zh",
) -> Document:
    definition = define(tmp_path, text + sections("overview"), BOTH)
    store = new_store(tmp_path, facts)
    return build_report(definition, MONTH, store, theme=theme, language=language)


@pytest.mark.parametrize(
    ("theme", "language", "said"),
    [
        ("plain", "zh", "因四舍五入，分项与合计可能略有出入。"),
        ("plain", "en", "Parts may not add up to totals because of rounding."),
        ("standard", "zh", "因四舍五入，分项与合计可能略有出入。"),
    ],
)
def test_parts_that_do_not_add_up_are_told_where_they_stand(
    tmp_path: Path, theme: str, language: str, said: str
) -> None:
    told = overview(tmp_path, [*ROUNDED, *BEFORE], theme=theme, language=language)
    assert [row[1] for row in grid(told.tables()[0])][:3] == ["42.7", "41.4", "1.4"]
    assert said in notes(told, 1)


def test_parts_that_add_up_need_no_note(tmp_path: Path) -> None:
    assert "四舍五入" not in notes(overview(tmp_path, [*UNEVEN, *BEFORE], theme="plain"), 1)


@pytest.mark.parametrize("kind", ["partners", "provinces"])
@pytest.mark.parametrize("theme", ["plain", "reference"])
def test_parts_and_all_others_that_do_not_add_up_to_the_whole_are_told(
    tmp_path: Path, theme: str, kind: str
) -> None:
    """Two ranked and the rest: 44.4, 33.3 and 22.2 percentage points of 100.0 (99.9)."""
    document = contributions(tmp_path, [4, 3, 2], kind, theme)
    column = [row[-1] for row in grid(document.tables()[0])]
    assert column[-3:] == ["44.4", "33.3", "22.2"]
    assert ("因四舍五入" in notes(document, 1)) is (theme == "plain")


def test_parts_and_all_others_that_add_up_need_no_note(tmp_path: Path) -> None:
    document = contributions(tmp_path, [5, 3, 2], "partners", "plain")
    assert [row[-1] for row in grid(document.tables()[0])][-3:] == ["50.0", "30.0", "20.0"]
    assert "因四舍五入" not in notes(document, 1)


def contributions(tmp_path: Path, parts: Sequence[int], kind: str, theme: str) -> Document:
    """A report on parts that all doubled, two of them ranked."""
    dimension, codes = {
        "partners": ("partner", ("502", "116", "110")),
        "provinces": ("province", (GUANGDONG, SHANGHAI, TIBET)),
    }[kind]
    facts = [
        exports(month, part * times * YI, **{dimension: code})
        for month, times in (("2024-01", 1), ("2025-01", 2))
        for code, part in zip(codes, parts, strict=True)
    ]
    text = f'[[sections]]\nkind = "{kind}"\nfirst = 2\ncontribution = true\n'
    return build_report(define(tmp_path, text), MONTH, new_store(tmp_path, facts), theme=theme)


@pytest.mark.parametrize(("parts", "told"), [((1, 1, 1), True), ((5, 3, 2), False)])
def test_shares_of_all_parts_that_are_not_100_are_told(
    tmp_path: Path, parts: tuple[int, ...], told: bool
) -> None:
    codes = ("502", "116", "110")
    facts = [
        exports(month, part * YI, partner=code)
        for month in ("2024-01", "2025-01")
        for code, part in zip(codes, parts, strict=True)
    ]
    store = new_store(tmp_path, facts)
    asked = '[[sections]]\nkind = "partners"\nshares = true\n'
    document = build_report(define(tmp_path, asked), MONTH, store, theme="plain")
    assert ("因四舍五入" in notes(document, 1)) is told
    few = define(tmp_path, asked + "first = 2\n", name="few")
    document = build_report(few, MONTH, store, theme="plain")
    assert "因四舍五入" not in notes(document, 1), "the rows are not all"


@pytest.mark.parametrize(
    ("language", "head", "said"),
    [
        ("zh", "同比变化（%）", "净出口额同比变化为绝对额数据（亿美元），"),
        ("en", "Change on year (%)", "is in absolute terms (USD 100 million): net exports"),
    ],
)
def test_a_note_and_no_head_names_the_unit_of_the_difference(
    tmp_path: Path, language: str, head: str, said: str
) -> None:
    document = overview(tmp_path, [*ROUNDED, *BEFORE], theme="plain", language=language)
    heads = [one.text for window in document.tables()[0].heads for one in window.children]
    assert head in heads
    assert said in notes(document, 1)
    for form in ("md", "html", "docx", "xlsx"):
        path = tmp_path / f"report.{form}"
        path.write_bytes(render(document, form))
        found = audit(path)
        assert [finding.message("en") for finding in found.findings] == [], form


def test_published_series_keep_their_look(tmp_path: Path) -> None:
    document = overview(tmp_path, [*ROUNDED, *BEFORE])
    assert "绝对额数据，" in notes(document, 1)
    assert "四舍五入" not in notes(document, 1)


TINY = [
    fact
    for year in (2024, 2025)
    for fact in (
        exports(f"{year}-01", 456_700, quantity=37),
        imports(f"{year}-01", 41 * YI, quantity=90_000_000),
    )
]


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("zh", [("进出口总额", "41.0"), ("出口额（万美元）", "45.7"), ("进口额", "41.0"),
                ("净出口额", "−41.0"), ("进出口总量", "9000.0"), ("出口量（个）", "37"),
                ("进口量", "9000.0")]),
        ("en", [("Total trade", "4,100.5"), ("Exports (US$ thousand)", "456.7"),
                ("Imports", "4,100.0"), ("Net exports", "−4,099.5"), ("Total quantity", "90.0"),
                ("Export quantity (items)", "37"), ("Import quantity", "90.0")]),
    ],
)  # fmt: skip
def test_a_flow_lost_in_the_unit_of_the_table_has_its_own(
    tmp_path: Path, language: str, rows: list[tuple[str, str]]
) -> None:
    text = '[units]\nquantity = { unit = "个" }\n'
    document = overview(tmp_path, TINY, text, theme="standard", language=language)
    assert [(row[0], row[1]) for row in grid(document.tables()[0])] == rows
    for form in FORMATS:
        path = tmp_path / f"report.{form.extension}"
        path.write_bytes(form.render(document))
        if form.extension not in ("json", "csv"):
            found = audit(path)
            assert [one.message("en") for one in found.findings] == [], form.extension
            assert not found.coverage.unread, form.extension


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "数据中没有计量单位为千克的数量，报告不含数量。"),
        ("en", "The data hold no quantities in kilograms; the report leaves quantities out."),
    ],
)
def test_a_quantity_that_no_row_has_is_told(tmp_path: Path, language: str, said: str) -> None:
    text = '[units]\nquantity = { unit = "千克", per = 1000, label = { zh = "吨", en = "t" } }\n'
    document = overview(tmp_path, [*ROUNDED, *BEFORE], text, language=language)
    assert said in notes(document, 1)
    assert [warning.partition(":")[0] for warning in document.warnings] == [
        "no row of the exports has a quantity in 千克",
        "no row of the imports has a quantity in 千克",
    ]


def test_a_quantity_that_is_there_is_not_missed(tmp_path: Path) -> None:
    facts = [exports(f"{year}-01", YI, quantity=5) for year in (2024, 2025)]
    document = overview(tmp_path, facts, '[units]\nquantity = { unit = "个" }\n')
    assert "没有计量单位" not in notes(document, 1)
    assert not [warning for warning in document.warnings if "no row" in warning]


@pytest.mark.parametrize(
    ("years", "zh", "en"),
    [
        ((2025,), "3个省市出口额均无法与去年同期比较", "All 3 provinces cannot be compared"),
        ((2024, 2025), "3个省市出口额均相比去年同期上升", "All 3 provinces exported more than"),
    ],
)
def test_where_all_went_one_way_nobody_is_named_among_them(
    tmp_path: Path, years: tuple[int, ...], zh: str, en: str
) -> None:
    facts = [
        exports(f"{year}-01", at * YI * (year - 2023), province=code)
        for year in years
        for at, code in enumerate((GUANGDONG, SHANGHAI, TIBET), 2)
    ]
    definition = define(tmp_path, '[[sections]]\nkind = "province-trade"\nwindow = "month"\n', BOTH)
    store = new_store(tmp_path, facts)
    for language, said in (("zh", zh), ("en", en)):
        document = build_report(definition, MONTH, store, language=language)
        assert said in "".join(sentences(document))
        path = tmp_path / "report.md"
        path.write_bytes(render(document, "md"))
        found = audit(path)
        assert [finding.message("en") for finding in found.findings] == []


def test_a_base_below_zero_is_called_so(tmp_path: Path) -> None:
    document = overview(tmp_path, [exports("2025-01", YI), exports("2024-01", -YI)])
    assert grid(document.tables()[0]) == [["出口额", "1.0", "-"]]
    assert "“-”表明上年同期为负值" in notes(document, 1)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("6910", "固定卫生设备（HS6910）"),  # 瓷制, 陶制
        ("8507", "电池（HS8507）"),
        ("6205", "男衬衫（HS6205）"),  # 棉制, 丝制
        ("9016", "HS9016商品"),  # 感量为0.1毫克的天平
        ("0204", "羊肉（HS0204）"),
    ],
)
def test_a_heading_is_named_by_whole_words(code: str, name: str) -> None:
    language = find_language("zh", Wording(), find_office("china"))
    assert name_heading(code, MONTH, language) == name
