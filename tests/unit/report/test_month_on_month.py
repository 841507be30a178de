"""The month compared with the month before, in every section; and the festival that moves."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    define,
    exports,
    grid,
    imports,
    new_store,
    sections,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import Flow, Month, find_window
from yuebao.reference import find_office
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.language import find_language
from yuebao.report.model import Chart
from yuebao.report.sections.products import ProductsWords
from yuebao.report.words import Wording
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

MONTHLY = """
[[sections]]
kind = "highlights"

[[sections]]
kind = "overview"
charts = false

[[sections]]
kind = "partners"
shares = true
contribution = true
charts = false

[[sections]]
kind = "provinces"
contribution = true
charts = false

[[sections]]
kind = "price"
unit = "个"
charts = false

[[sections]]
kind = "records"

[[sections]]
kind = "concentration"
"""


def monthly(tmp_path: Path, language: str, windows: str = '["month", "mom"]') -> Document:
    facts = [
        exports(
            str(Month(2025, 3).plus(-at)),
            (40 + 7 * (at % 5) + 3 * place) * 10**5 * (9 + at % 4),
            partner=partner,
            province=province,
            quantity=(40 + 7 * (at % 5) + 3 * place) * 100,
        )
        for at in range(30)
        for place, (partner, province) in enumerate(
            (("502", "44"), ("304", "31"), ("305", "54"), ("141", "31"))
        )
    ]
    store = new_store(tmp_path, facts)
    head = f"windows = {windows}\n{BOTH}"
    definition = define(tmp_path, f'[units]\nUSD = "万美元"\n{MONTHLY}', head=head)
    return build_report(definition, Month(2025, 3), store, language=language)


FEW_MONTHS = """
[[sections]]
kind = "highlights"
lines = 12

[[sections]]
kind = "overview"
charts = false

[[sections]]
kind = "partners"
contribution = true
charts = false
"""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["2025年3月，出口环比增长50.0%。", "对德国出口拉动出口环比增速75.0个百分点"]),
        (
            "en",
            [
                "In March 2025, exports were up 50.0% on the month.",
                "added 75.0 percentage points to growth of exports on the month",
            ],
        ),
    ],
)
def test_a_line_says_growth_on_the_month_where_no_other_is_known(
    tmp_path: Path, language: str, lines: list[str]
) -> None:
    """Nor does it say the amount again."""
    facts = [
        exports(month, value * 10**7, partner=partner)
        for month, partner, value in (
            ("2025-02", "502", 3), ("2025-02", "304", 1),
            ("2025-03", "502", 2), ("2025-03", "304", 4),
        )
    ]  # fmt: skip
    head = f'windows = ["month", "mom"]\n{BOTH}'
    store = new_store(tmp_path, facts)
    definition = define(tmp_path, FEW_MONTHS, head=head)
    document = build_report(definition, Month(2025, 3), store, language=language)
    text = "\n".join(sentences(document))
    assert all(line in text for line in lines), text
    assert_clean_in_print(document, tmp_path, ["md"])


def test_the_month_is_compared_with_the_month_before(tmp_path: Path) -> None:
    document = monthly(tmp_path, "zh")
    records = [r for r in cell_records(document) if r["table"] == 2]
    assert {r["window"] for r in records} == {"mom"}
    value, growth = (next(r for r in records if r["measure"] == m) for m in ("value", "yoy"))
    levels = {level["role"]: level for level in cast("list[dict[str, Any]]", growth["levels"])}
    assert (levels["current"]["period"], levels["base"]["period"]) == ("2025-03", "2025-02")
    now, before = levels["current"]["amount"], levels["base"]["amount"]
    off = Fraction(str(growth["value"])) - Fraction(now - before, before) * 100
    assert abs(off) < Fraction(1, 10**15)
    assert value["text"] == next(
        r["text"] for r in cell_records(document) if r["measure"] == "value"
    )


def test_growth_on_the_month_is_never_called_growth_on_the_year(tmp_path: Path) -> None:
    for language, yearly in (("zh", "同比|上年|去年"), ("en", "on the year|on year|a year")):
        document = monthly(tmp_path, language, '["mom"]')
        text = " ".join(
            [
                *sentences(document),
                *(note for table in document.tables() for note in table.notes),
                *(table.caption for table in document.tables()),
                *(head.text for table in document.tables() for head in table.heads),
                *("".join(row) for table in document.tables() for row in grid(table)),
            ]
        )
        assert not re.search(yearly, text), re.findall(f".{{12}}(?:{yearly}).{{12}}", text)


@pytest.mark.parametrize(
    ("language", "windows", "formats"),
    [
        ("zh", '["month", "mom"]', ["md", "docx", "xlsx"]),
        ("en", '["month", "mom"]', ["md", "html", "pdf"]),
        ("zh", '["mom"]', ["md", "pdf"]),
        ("en", '["mom"]', ["docx"]),
        ("zh", '["mom", "ytd", "quarter"]', ["html"]),
        ("en", '["mom", "ytd", "quarter"]', ["xlsx"]),
    ],
)
def test_month_on_month_is_read_back(
    tmp_path: Path, language: str, windows: str, formats: list[str]
) -> None:
    document = monthly(tmp_path, language, windows)
    store = Store(tmp_path / "store")
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path, formats)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_net_is_that_less_the_net_of_the_month_before(tmp_path: Path, language: str) -> None:
    facts = [
        fact
        for month in ("2024-03", "2025-02", "2025-03")
        for fact in (exports(month, 9 * 10**8), imports(month, 2 * 10**8))
    ]
    definition = define(tmp_path, sections("overview"), head=f'windows = ["mom"]\n{BOTH}')
    month, store = Month(2025, 3), new_store(tmp_path, facts)
    document = build_report(definition, month, store, language=language, theme="reference")
    notes = " ".join(note for table in document.tables() for note in table.notes)
    assert {"zh": "减去2025年2月", "en": "less those of February 2025"}[language] in notes
    assert_clean_in_print(document, tmp_path, ["md"])


@pytest.mark.parametrize(
    ("old", "new"), [("，环比下降22.2%", "，环比下降12.2%"), ("| 3月比2月 环比变化（%） |", "")]
)
def test_a_wrong_change_on_the_month_is_found(tmp_path: Path, old: str, new: str) -> None:
    text = render(monthly(tmp_path, "zh"), "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1) if new else _planted(text), encoding="utf-8")
    assert audit(path).findings


def _planted(text: str) -> str:
    """The report with a digit before the first change on the month in its table."""
    at = text.index("3月比2月 环比变化（%）")
    row = text.index("| 出口额 |", at)
    end = text.index("\n", row)
    *cells, last, _ = text[row:end].split("|")
    return text[:row] + "|".join([*cells, f" 9{last.strip()} ", ""]) + text[end:]


def test_a_caution_stands_under_changes_on_the_month(tmp_path: Path) -> None:
    for language, caution in (("zh", "环比未经季节调整"), ("en", "not seasonally adjusted")):
        document = monthly(tmp_path, language)
        for table in document.tables():
            says = caution in "".join(table.notes)
            assert says == (table.spans[0].window.name == "mom")


@pytest.mark.parametrize(
    ("month", "windows", "days"),
    [
        ("2025-02", '["month"]', "春节2025年为1月29日、2024年为2月10日"),
        ("2025-01", '["month"]', "春节2025年为1月29日、2024年为2月10日"),
        ("2025-02", '["jan-feb"]', ""),
        ("2024-02", '["month"]', "春节2024年为2月10日、2023年为1月22日"),
        ("2025-03", '["month"]', ""),
        ("2025-02", '["mom"]', "春节2025年为1月29日"),
        ("2025-03", '["mom"]', ""),
    ],
)
def test_the_festival_is_named_where_it_moves(
    tmp_path: Path, month: str, windows: str, days: str
) -> None:
    end = Month.parse(month)
    store = new_store(tmp_path, [exports(str(end.plus(-at)), 10**8) for at in range(30)])
    definition = define(tmp_path, sections("overview"), head=f"windows = {windows}\n{BOTH}")
    document = build_report(definition, end, store, theme="standard")
    notes = "".join(note for table in document.tables() for note in table.notes)
    assert ("春节" in notes) == bool(days)
    assert days in notes
    if windows == '["month"]':  # the published series has no such note
        plain = build_report(definition, end, store)
        assert "春节" not in "".join(n for table in plain.tables() for n in table.notes)
    path = tmp_path / "report.md"
    path.write_bytes(render(document, "md"))
    assert audit(path, store).findings == ()
    assert audit(path).claims.coverage.unread == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_notes_of_a_table_are_numbered_together(tmp_path: Path, language: str) -> None:
    document = monthly(tmp_path, language)
    opening = {"zh": "注：", "en": "Note"}[language]
    for table in document.tables():
        assert sum(note.startswith(opening) for note in table.notes) <= 1, table.notes


def test_windows_that_are_compared_alike_share_a_table(tmp_path: Path) -> None:
    document = monthly(tmp_path, "zh", '["month", "mom", "quarter"]')
    for kind in ("price", "records", "concentration"):
        held = [table.spans for table in document.tables() if table.section == kind]
        names = [" ".join(str(span.window) for span in spans) for spans in held]
        assert names == ["month quarter", "mom"], kind


def test_products_are_in_order_of_the_month() -> None:
    span = find_window("mom").span(Month(2025, 3))
    assert span is not None
    words = {"zh": "按照当月出口额", "en": "exports in the month."}
    for language, order in words.items():
        spoken = find_language(language, Wording(), find_office())
        note = spoken.of(ProductsWords).order_note(Flow.EXPORT, span)
        assert order in note


def test_a_chart_of_months_says_from_which_to_which(tmp_path: Path) -> None:
    facts = [exports(str(Month(2025, 3).plus(-at)), (40 + at % 5) * 10**7) for at in range(40)]
    head = f'windows = ["month", "mom"]\n{BOTH}'
    definition = define(tmp_path, sections("overview"), head=head)
    document = build_report(definition, Month(2025, 3), new_store(tmp_path, facts))
    captions = [part.caption for part in document.parts if isinstance(part, Chart)]
    assert len(captions) == 2
    assert all("2025年3月" in caption and "各年" not in caption for caption in captions)


def test_a_note_on_ranks_tells_of_the_windows_of_its_table(tmp_path: Path) -> None:
    tables = [one for one in monthly(tmp_path, "zh").tables() if one.section == "records"]
    assert [[str(span.window) for span in one.spans] for one in tables] == [["month"], ["mom"]]
    by_month, on_month = ("".join(one.notes) for one in tables)
    assert "3月比2月自" not in by_month
    assert "3月比2月自" in on_month


def test_a_month_without_trade_before_is_told_once(tmp_path: Path) -> None:
    store = new_store(tmp_path, [exports(month, 10**8) for month in ("2024-03", "2025-03")])
    head = f'windows = ["month", "mom"]\n{BOTH}'
    definition = define(tmp_path, sections("overview"), head=head)
    for language in ("zh", "en"):
        document = build_report(definition, Month(2025, 3), store, language=language)
        assert len(sentences(document)) == len(set(sentences(document)))
        assert sum("1.0" in one or "0.10" in one for one in sentences(document)) == 1
