"""Can any data print this report? Published reports, built ones, and built ones with an error."""

from __future__ import annotations

import csv
import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.audit import plant
from tests.effort import effort

from yuebao.auditing import audit_blocks, read_report
from yuebao.auditing.comparison.series import check_series
from yuebao.auditing.comparison.truth import compare_with_index, compare_with_store
from yuebao.auditing.findings.finding import said
from yuebao.auditing.reconciliation.reconcile import check_reconciliation, is_possible
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.auditing.comparison.index import Index
    from yuebao.auditing.findings.finding import Finding

REPORTS = ("chips-2025-07", "lithium-2025-02", "provinces-2025-02")


@pytest.fixture(scope="session")
def published(shared: Path) -> dict[str, Case]:
    return {name: Case(read_report(shared / "reference" / f"{name}.txt")) for name in REPORTS}


@pytest.fixture(scope="session")
def errors(shared: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((shared / "acceptance/published_errors.json").read_text())
    return held


@pytest.fixture(scope="session")
def found(published: dict[str, Case]) -> dict[str, list[Finding]]:
    return {name: list(check_reconciliation(context)) for name, context in published.items()}


@pytest.fixture(scope="session")
def stores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    made = {}
    for name in REPORTS:
        made[name] = Store(tmp_path_factory.mktemp("stores") / name)
        made[name].load([shared / "acceptance" / "exports" / name])
    return made


def places(findings: list[Finding], rule: str) -> list[tuple[object, ...]]:
    return [
        (f.where.table, f.where.window, f.where.label, f.where.measure)
        for f in findings
        if f.rule == rule
    ]


# As published


def test_chips_leave_two_partners_out(found: dict[str, list[Finding]]) -> None:
    assert places(found["chips-2025-07"], "entity-missing") == [
        (4, "month", "越南", "value"),
        (4, "ytd", "中国台湾", "value"),
    ]


def test_the_missing_member_is_argued_by_what_is_left_for_it(
    found: dict[str, list[Finding]],
) -> None:
    vietnam = next(f for f in found["chips-2025-07"] if f.where.label == "越南")
    message = vietnam.message("zh")
    for part in ("东盟7月42.6", "合计18.4", "尚余24.2", "至多1.6", "只能是越南"):
        assert part in message
    low, high = (float(part) for part in vietnam.expected.split(" ~ "))
    assert low <= 19.7 <= high


def test_the_change_of_the_net_is_no_percentage(found: dict[str, list[Finding]]) -> None:
    net = [f for f in found["chips-2025-07"] if f.where.label == "净出口额"]
    assert [f.printed for f in net] == ["1.4", "-1.3"]
    for finding, right in zip(net, (-2.8, 15.5), strict=True):
        low, high = (float(part) for part in finding.expected.split(" ~ "))
        assert low <= right <= high


def test_of_table_and_sentence_the_table_is_right(found: dict[str, list[Finding]]) -> None:
    sentences = [f for f in found["chips-2025-07"] if f.rule == "sentence-irreconcilable"]
    assert [(f.printed, f.expected) for f in sentences] == [("10.6", "22.8"), ("12.9", "12.6")]


def test_nothing_else_is_said_of_chips_and_nothing_of_lithium(
    found: dict[str, list[Finding]],
) -> None:
    assert len(found["chips-2025-07"]) == 6
    assert found["lithium-2025-02"] == []


def test_all_fifteen_labels_of_provinces_are_put_right_without_data(
    found: dict[str, list[Finding]], errors: dict[str, Any]
) -> None:
    rows = [f for f in found["provinces-2025-02"] if f.rule == "rows-permuted"]
    wrong = errors["provinces-2025-02"]["wrong_row_labels"]["2"]
    assert {f.where.label: f.expected for f in rows} == wrong
    beijing = next(f for f in rows if f.printed == "北京")
    assert "不能同时成立" in beijing.message("zh")


def test_what_is_left_of_provinces_is_the_note_on_order(found: dict[str, list[Finding]]) -> None:
    rest = [f for f in found["provinces-2025-02"] if f.rule != "rows-permuted"]
    assert [(f.rule, f.where.table) for f in rest] == [("ranking-irreconcilable", 1)]


# With the data


@pytest.mark.parametrize("name", REPORTS)
def test_with_the_data_every_published_error_is_found_and_nothing_else(
    name: str, published: dict[str, Case], stores: dict[str, Store], errors: dict[str, Any]
) -> None:
    comparison = compare_with_store(published[name], stores[name])
    assert comparison.compared > 300
    findings = list(comparison.findings)
    listed = errors[name]
    rows = {f.where.label: f.expected for f in findings if f.rule == "rows-permuted"}
    assert rows == listed.get("wrong_row_labels", {}).get("2", {})
    cells = places(findings, "value-against-data") + places(findings, "entity-unexpected-by-data")
    wrong = {
        (cell["table"], cell["window"], cell["label"], cell["measure"])
        for cell in listed.get("wrong_cells", ())
        if (cell["label"], cell["measure"]) != ("美国", "yoy")
    }
    assert set(cells) == wrong
    missing = [f.expected for f in findings if f.rule == "entity-missing-by-data"]
    assert missing == (["19.7", "142.1"] if name.startswith("chips") else [])
    assert sum(f.rule == "sentence-against-data" for f in findings) == (
        2 if name.startswith("chips") else 0
    )


def test_a_store_without_the_data_says_so_and_alarms_nobody(
    published: dict[str, Case], stores: dict[str, Store]
) -> None:
    comparison = compare_with_store(published["lithium-2025-02"], stores["chips-2025-07"])
    assert comparison.findings == ()
    assert comparison.compared == 0
    chinese, english = (said(comparison.absent, language) for language in ("zh", "en"))
    assert "没有载入" in chinese
    assert not re.search("[a-z]{3}", re.sub("yuebao status|--accept-partial", "", chinese))
    assert "no exports of these commodities are loaded" in english


def test_an_older_release_explains_a_number(tmp_path: Path, shared: Path) -> None:
    """What was printed before a revision is said to be that, and is no error."""
    from datetime import date

    from yuebao import Month, build_report
    from yuebao.render import render

    folder = shared / "acceptance" / "exports" / "lithium-2025-02"
    store = Store(tmp_path / "store")
    store.load([folder], released=date(2025, 3, 20))
    before = build_report("lithium-ion", Month.parse("2025-02"), store)
    revised = tmp_path / "revised"
    revised.mkdir()
    source = next(folder.glob("出口*202501*"))
    head, *rows = csv.reader(source.read_bytes().decode("gb18030").splitlines())
    column = next(at for at, name in enumerate(head) if name.strip() == "美元")
    largest = max(rows, key=lambda row: int(row[column].replace(",", "")))
    largest[column] = f"{int(largest[column].replace(',', '')) + 500_000_000:,}"
    with (revised / source.name).open("w", encoding="gb18030", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    store.load([revised], released=date(2025, 4, 20))
    from yuebao.auditing.reading.files import read_bytes

    context = Case(read_claims(read_bytes(render(before, "md"), "before.md")))
    findings = compare_with_store(context, store).findings
    assert findings
    assert {f.rule for f in findings} == {"old-vintage"}


# As built


@pytest.fixture(scope="session")
def indexes(
    clean_reports: list[plant.Clean], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Index]:
    return plant.sample_indexes(clean_reports, tmp_path_factory.mktemp("sample"))


def test_every_built_report_can_be_true(clean_reports: list[plant.Clean]) -> None:
    assert [c.name for c in clean_reports if not is_possible(Case(c.claims))] == []


def test_every_built_report_agrees_with_its_data(
    clean_reports: list[plant.Clean], indexes: dict[str, Index]
) -> None:
    for report in clean_reports:
        comparison = compare_with_index(Case(report.claims), indexes[report.name])
        assert comparison.findings == ()
        assert comparison.compared > 300


def test_planted_errors_are_found_where_they_are_by_the_data(
    clean_reports: list[plant.Clean], indexes: dict[str, Index]
) -> None:
    """Of errors of every kind; thousands are planted by `bench.audit_planted`."""
    draw = random.Random(20)
    cases = effort(90)
    missed, planted = [], 0
    kinds = list(plant.KINDS)
    for case in range(cases):
        report = draw.choice(clean_reports)
        error = plant.KINDS[kinds[case % len(kinds)]](report, draw)
        if error is None:
            continue
        planted += 1
        found = compare_with_index(
            Case(read_claims(error.blocks)), indexes[report.name]
        ).findings or [
            f for f in audit_blocks(error.blocks).findings if f.severity.value != "style"
        ]
        wheres = [w for f in found for w in (f.where, f.also) if w is not None]
        if not any(plant._is_there(where, error) for where in wheres):
            missed.append(f"{report.name}: {error.kind}: {error.what}")
    assert planted > cases / 2
    assert len(missed) <= 0.02 * planted, missed


# Two issues of one series


def test_two_issues_that_agree(clean_reports: list[plant.Clean]) -> None:
    for report in clean_reports:
        assert list(check_series(report.claims, report.claims)) == []


def test_the_year_to_date_less_the_month_is_what_the_issue_before_printed(
    published: dict[str, Case], stores: dict[str, Store]
) -> None:
    from yuebao import Month, build_report
    from yuebao.auditing.reading.files import read_bytes
    from yuebao.render import render

    january = build_report("lithium-ion", Month.parse("2025-01"), stores["lithium-2025-02"])
    page = render(january, "md").decode()
    february = build_report("lithium-ion", Month.parse("2025-02"), stores["lithium-2025-02"])
    now = read_claims(read_bytes(render(february, "md"), "february.md"))
    before = read_claims(read_bytes(page.encode(), "january.md"))
    assert list(check_series(now, before)) == []
    exports = next(line for line in page.splitlines() if line.startswith("| 出口额"))
    wrong = page.replace(exports, exports.replace("55.", "45."))
    assert wrong != page
    findings = list(check_series(now, read_claims(read_bytes(wrong.encode(), "wrong.md"))))
    assert [(f.rule, f.where.label, f.where.window) for f in findings] == [
        ("series-conflict", "出口额", "ytd")
    ]
    assert "wrong.md" in findings[0].message("zh")
