"""A definition lists the windows its report prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    FRANCE,
    GERMANY,
    HEAD,
    Fact,
    define,
    exports,
    imports,
    new_store,
    sections,
    whole_year,
)

from yuebao.auditing import audit
from yuebao.domain import (
    WINDOWS as ALL_WINDOWS,
)
from yuebao.domain import (
    DefinitionError,
    Month,
    Period,
    Scope,
    UnavailableError,
    UserError,
)
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report, plan_report
from yuebao.report.basis import QUANTITY_MONTHS
from yuebao.report.model import Table
from yuebao.report.sections.price import MONTHS_DRAWN
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

WINDOWS = 'windows = ["month", "ytd", "rolling12"]\n'
BOTH_LANGUAGES = HEAD.replace('zh = "测试月报"', 'zh = "测试月报"\nen = "Test"').replace(
    'zh = "蓄电池" }', 'zh = "蓄电池", en = "batteries" }'
)


def three_years() -> list[Fact]:
    facts = [
        fact for year in (2023, 2024, 2025) for fact in whole_year(year, 10**8 * (year - 2020))
    ]
    facts += [exports(f"2025-{month:02}", 5 * 10**7, partner=GERMANY) for month in range(1, 7)]
    facts += [imports(f"2024-{month:02}", 10**7, partner=FRANCE) for month in range(1, 13)]
    return facts + [imports(f"{y}-{m:02}", 10**7) for y in (2023, 2025) for m in range(1, 13)]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    definition = define(tmp_path, sections("overview", "partners"), head=WINDOWS + HEAD)
    return build_report(definition, Month(2025, 6), new_store(tmp_path, three_years()))


def cells(document: Document, **wanted: object) -> list[dict[str, object]]:
    return [
        record
        for record in cell_records(document)
        if all(record[key] == value for key, value in wanted.items())
    ]


def test_twelve_months_are_summed_and_compared_with_the_twelve_before(document: Document) -> None:
    (value,) = cells(document, table=1, window="rolling12", label="出口额", measure="value")
    (growth,) = cells(document, table=1, window="rolling12", label="出口额", measure="yoy")
    # July to December at 4, January to June at 5 + 0.5; before that at 3 and 4.
    assert value["period"] == "2024-07..2025-06"
    assert value["text"] == "57.0"
    assert growth["text"] == "35.7"
    levels = growth["levels"]
    assert isinstance(levels, list)
    assert [level["period"] for level in levels] == ["2024-07..2025-06", "2023-07..2024-06"]


EVERY_WINDOW = 'windows = ["month", "ytd", "rolling12", "quarter", "half", "jan-feb"]\n'


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_windows_that_no_page_is_wide_for_have_tables_of_their_own(
    tmp_path: Path, language: str, form: str
) -> None:
    parts = sections("overview", "partners") + "\nshares = true\n"
    definition = define(tmp_path, parts, head=EVERY_WINDOW + BOTH_LANGUAGES)
    german = [fact for y in (2023, 2024, 2025) for fact in whole_year(y, 10**7, partner=GERMANY)]
    facts = [fact for fact in three_years() if fact.partner != GERMANY] + german
    store = new_store(tmp_path, facts)
    document = build_report(definition, Month(2025, 6), store, language=language)
    tables = [part for part in document.parts if isinstance(part, Table)]
    assert [len(table.spans) for table in tables] == [4, 1, 2, 2, 1, 2, 2, 1]
    assert [table.number for table in tables] == list(range(1, 9))
    assert {record["window"] for record in cell_records(document)} == {
        "month", "ytd", "rolling12", "quarter", "half",
    }  # fmt: skip
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(document, form))
    held = audit(path)
    assert held.findings == ()
    assert held.coverage.unread == ()


def test_a_quarter_and_a_half_year_stand_in_the_months_that_end_them(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview"), head=EVERY_WINDOW + HEAD)
    store = new_store(tmp_path, three_years())
    windows = {
        month: {r["window"] for r in cell_records(build_report(definition, month, store))}
        for month in (Month(2025, 2), Month(2025, 3), Month(2025, 5))
    }
    assert windows[Month(2025, 2)] == {"month", "ytd", "rolling12"}
    assert windows[Month(2025, 3)] == {"month", "ytd", "rolling12", "quarter"}
    assert windows[Month(2025, 5)] == {"month", "ytd", "rolling12"}


def test_partners_are_ranked_in_every_window_on_its_own(document: Document) -> None:
    for window, labels in {"month": ["美国", "德国"], "rolling12": ["美国", "德国"]}.items():
        ranked = cells(document, table=2, window=window, block="rows", measure="value")
        assert [cell["label"] for cell in ranked] == labels
    imported = cells(document, table=3, window="rolling12", block="rows", measure="value")
    assert [cell["label"] for cell in imported] == ["法国", "美国"]


def test_prose_heads_and_notes_name_the_windows(document: Document) -> None:
    text = render(document, "md").decode()
    assert "截至2025年6月的12个月，中国蓄电池进出口" in text
    assert "6月当月 绝对值" in text and "近12个月 绝对值" in text  # noqa: PT018  # one head
    assert "当月、累计与近12个月分别排序" in text
    assert "2025年6月（或1-6月、近12个月）的净出口额减去2024年6月（或1-6月、近12个月）" in text
    assert "（2025年1-6月）" in text, "the cover names the year to date"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("month", ["2025-01", "2025-02", "2025-06", "2025-12"])
def test_any_windows_pass_the_audit(tmp_path: Path, language: str, month: str) -> None:
    listed = 'windows = ["month", "ytd", "rolling12", "quarter", "half", "jan-feb"]\n'
    text = sections("overview", "partners", "provinces")
    definition = define(tmp_path, text, head=listed + BOTH_LANGUAGES)
    store = new_store(tmp_path, three_years())
    document = build_report(definition, Month.parse(month), store, language=language)
    assert audit(document).findings == ()
    windows = {cell.figure.window.name for t in document.tables() for _, _, cell in t.cells()}
    assert "rolling12" in windows


def test_a_window_the_month_does_not_end_is_refused_where_there_is_no_other(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview"), head='windows = ["quarter"]\n' + HEAD)
    store = new_store(tmp_path, three_years())
    with pytest.raises(UserError, match="prints quarter, and 2025-05 ends none of them"):
        build_report(definition, Month(2025, 5), store)
    document = build_report(definition, Month(2025, 6), store)
    assert document.tables()[0].spans[0].window.name == "quarter"


def test_the_plan_asks_for_the_months_of_every_window(tmp_path: Path) -> None:
    store = new_store(tmp_path, whole_year(2025))
    text = sections("overview", "partners")
    short = define(tmp_path, text, name="short")
    long = define(tmp_path, text, head=WINDOWS + HEAD, name="long")
    wanted = {
        definition.name: {
            str(month)
            for fetch in plan_report(store.view(), definition, Month(2025, 6)).fetches
            if fetch.flow == "export"
            for month in fetch.months
        }
        for definition in (short, long)
    }
    assert min(wanted["short"]) == "2024-01"
    assert min(wanted["long"]) == "2023-07"


def test_a_window_unknown_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="'week' cannot stand here"):
        define(tmp_path, sections("overview"), head='windows = ["week"]\n' + HEAD)


def two_months_together(tmp_path: Path) -> Store:
    """Exports of January and February of two years, and a full year before, together alone."""
    store = Store(tmp_path / "store")
    for year, value in ((2024, 151_962_000), (2025, 177_289_000)):
        path = tmp_path / f"出口_{year}.csv"
        path.write_text(f"商品编码,贸易伙伴编码,美元\n85076000,304,{value}\n", "utf-8")
        store.load([path], months=Period.parse(f"{year}-01..{year}-02"), scope=Scope())
    return store


def test_a_window_that_nothing_answers_leaves_the_one_that_is_answered(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview", "partners"))
    document = build_report(definition, Month(2025, 2), two_months_together(tmp_path))
    assert {record["window"] for record in cell_records(document)} == {"ytd"}
    exported = cells(document, table=1, label="出口额")
    assert [(c["measure"], c["text"]) for c in exported] == [("value", "1.8"), ("yoy", "16.7")]
    assert exported[0]["value"] == "1.77289"
    assert document.warnings[0] == (
        "nothing loaded answers 2025-02: the report has 2025-01..2025-02 alone."
    )
    assert document.cover.period == "（2025年1-2月）"


def test_nothing_is_put_in_place_of_a_month_that_is_all_there_is_to_report(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview"), head='windows = ["month"]\n' + HEAD)
    with pytest.raises(UnavailableError, match="2025-02 are not loaded"):
        build_report(definition, Month(2025, 2), two_months_together(tmp_path))


@pytest.mark.parametrize("number", range(1, 13))
def test_no_window_asks_for_quantities_that_are_not_held(number: int) -> None:
    month = Month(2025, number)
    spans = [span for window in ALL_WINDOWS if (span := window.span(month))]
    drawn = [Period.of_month(month.plus(-back)).year_earlier() for back in range(MONTHS_DRAWN)]
    earliest = min(p.first for p in (*drawn, *(p for s in spans for p in (s.period, s.base))))
    # A month may be the difference of two cumulatives, of which one ends the month before.
    assert month.plus(1 - QUANTITY_MONTHS) <= earliest.plus(-1)
