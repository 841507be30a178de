"""What an editor would strike out: what is told twice, numbers of one, ten of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    FRANCE,
    GERMANY,
    USA,
    VIETNAM,
    define,
    exports,
    imports,
    new_store,
    notes,
    sections,
    sentences,
)

from yuebao.domain import Month
from yuebao.reference import find_office
from yuebao.report import build_report
from yuebao.report.language import find_language
from yuebao.report.model import Heading
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

KINDS = ("overview", "partners", "provinces", "price", "records", "concentration", "seasonal")
UNITS = '[units]\nquantity = { unit = "个", per = 1 }\n'


def built(
    tmp_path: Path, language: str = "zh", theme: str = "standard", *, flows: int = 2, first: int = 2
) -> Document:
    tmp_path.mkdir(exist_ok=True)
    facts = [
        trade(
            f"{year}-{month:02}",
            10**8 * (at + year - 2022) + of,
            partner=partner,
            quantity=100 + at,
        )
        for of, trade in enumerate((exports, imports)[:flows])
        for year in (2024, 2025)
        for month in (1, 2)
        for at, partner in enumerate((GERMANY, USA, FRANCE, VIETNAM))
    ]
    text = sections(*KINDS).replace('"partners"', f'"partners"\nfirst = {first}\nshares = true')
    definition = define(tmp_path, UNITS + text, head=BOTH)
    store = new_store(tmp_path, facts)
    return build_report(definition, Month(2025, 2), store, language=language, theme=theme)


@pytest.mark.parametrize(
    ("language", "again"), [("zh", "注：同表2。"), ("en", "Note: As under Table 2.")]
)
def test_notes_of_both_flows_are_told_once(tmp_path: Path, language: str, again: str) -> None:
    document = built(tmp_path, language)
    assert notes(document, 3) == again
    said = [notes(document, table.number) for table in document.tables()]
    assert len([note for note in said if ("同表" in note or "under Table" in note)]) == 5
    assert_clean_in_print(document, tmp_path, ["md", "docx", "pdf"])


@pytest.mark.parametrize(
    ("language", "again"),
    [("zh", "同表2注（1）（3）。"), ("en", "As notes (1) and (3) under Table 2.")],
)
def test_notes_are_told_once_where_only_some_hold_for_both(language: str, again: str) -> None:
    words = find_language(language, Wording(), find_office())
    assert words.as_under(2, (1, 3)) == again


def test_periods_compared_alone_are_told_for_each_flow(tmp_path: Path) -> None:
    facts = [
        trade(f"{year}-{month:02}", 10**8 * (at + 1), partner=GERMANY)
        for trade, first in ((exports, 2024), (imports, 2023))
        for year in range(first, 2026)
        for at, month in enumerate((1, 2))
    ]
    definition = define(tmp_path, sections("records"), head=BOTH)
    store = new_store(tmp_path, facts)
    document = build_report(definition, Month(2025, 2), store, theme="standard")
    said = notes(document, 2)
    assert said.startswith("注：（1）同表1注（1）")
    assert "2023年" in said
    assert "位次" not in said
    assert_clean_in_print(document, tmp_path, ["md", "docx", "pdf"])


def test_published_series_tell_them_under_each_table(tmp_path: Path) -> None:
    document = built(tmp_path, theme="reference")
    assert not [t for t in document.tables() if "同表" in "".join(t.notes)]


def headings(document: Document) -> list[str]:
    return [p.text for p in document.parts if isinstance(p, Heading) and p.level == 2]


@pytest.mark.parametrize("theme", ["standard", "reference"])
def test_a_heading_that_is_alone_has_no_number(tmp_path: Path, theme: str) -> None:
    assert not [
        text for text in headings(built(tmp_path / "one", theme=theme, flows=1)) if "（一" in text
    ]
    assert [text for text in headings(built(tmp_path / "two", theme=theme)) if "（一" in text]


@pytest.mark.parametrize(
    ("language", "most", "ranked"), [("zh", "大出口", "排名前"), ("en", "Top ", "Top ")]
)
def test_so_many_are_named_only_where_there_are(
    tmp_path: Path, language: str, most: str, ranked: str
) -> None:
    for first, limited in ((2, True), (4, True), (5, False)):
        document = built(tmp_path / str(first), language, first=first)
        table = next(table for table in document.tables() if table.number == 2)
        assert (most in table.caption) is limited
        assert any(ranked in group.label for group in table.groups) is limited
        assert (ranked.lower() in notes(document, 2).lower()) is limited
        assert "None" not in notes(document, 2)
        assert_clean_in_print(document, tmp_path / str(first), ["md"])


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "出口额和进口额均未作季节调整"), ("en", "Exports and imports of batteries in")],
)
def test_what_is_not_adjusted_is_told_once(tmp_path: Path, language: str, said: str) -> None:
    last = sentences(built(tmp_path, language))[-2:]
    assert said in last[1]
    assert said[:3] not in last[0] or "季节" not in last[0]
    one = sentences(built(tmp_path / "one", language, flows=1))[-1]
    assert "均" not in one
    assert "Exports and imports" not in one


SOME = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
shares = true

[[sections]]
kind = "records"
"""


@pytest.mark.parametrize(
    ("language", "said", "caption"),
    [
        ("zh", ["出口3.45万亿美元", "进口47.5万美元"], "（万美元）"),
        (
            "en",
            ["exports were US$3.45 trillion", "imports were US$475.4 thousand"],
            "US$ thousand)",
        ),
    ],
)
def test_amounts_are_in_units_that_fit_them(
    tmp_path: Path, language: str, said: list[str], caption: str
) -> None:
    facts = [
        fact
        for at, year in enumerate((2024, 2025))
        for fact in (
            exports(f"{year}-02", 3_400_000_000_000 + at * 50_000_000_000, partner=GERMANY),
            imports(f"{year}-02", 475_000 + at * 350, partner=USA),
            imports(f"{year}-02", 4, partner=VIETNAM),
        )
    ]
    definition = define(tmp_path, SOME, head=BOTH)
    store = new_store(tmp_path, facts)
    document = build_report(definition, Month(2025, 2), store, language=language, theme="standard")
    prose = " ".join(sentences(document))
    for words in said:
        assert words.lower() in prose.lower()
    assert caption in next(t for t in document.tables() if t.number == 3).caption
    assert "越南" not in prose
    assert "Vietnam" not in prose
    assert_clean_in_print(document, tmp_path, ["md"])
