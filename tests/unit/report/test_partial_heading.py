"""A part of a heading never passes for the whole: refused, or accepted and said in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao
from tests.unit.report.tiny import (
    HEAD,
    define,
    exports,
    footnotes,
    grid,
    imports,
    load,
    new_store,
    sections,
    sentences,
)

from yuebao import Month, build_report
from yuebao.auditing import audit
from yuebao.domain import Period, UnavailableError
from yuebao.publish.batch import BatchRequest, build_batch
from yuebao.publish.revisions import RevisionsRequest, list_revisions
from yuebao.publish.status import StatusRequest, look_at_store, status_record
from yuebao.render import FORMATS, render
from yuebao.report import Adjustments, plan_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao import Definition, Store

SINKS, OTHERS = "73241000", ("73242100", "73242900", "73249000")
HEADING = HEAD.replace("85076000", "7324").replace("蓄电池", "卫生器具")
MONTH = Month(2025, 1)
ACCEPTED = Adjustments(accept_partial=True)
TRADE = [
    make(f"{year}-01", value * 10**8, code=SINKS)
    for make, value in ((exports, 3), (imports, 1))
    for year in (2024, 2025)
]


@pytest.fixture
def heading(tmp_path: Path) -> Definition:
    return define(tmp_path, sections("overview"), HEADING)


@pytest.fixture
def sinks(tmp_path: Path) -> Store:
    """Only stainless steel sinks, of a heading of four codes."""
    return new_store(tmp_path, TRADE)


def test_a_part_is_refused_and_what_lacks_is_named(heading: Definition, sinks: Store) -> None:
    with pytest.raises(UnavailableError) as refusal:
        build_report(heading, MONTH, sinks)
    said = str(refusal.value)
    assert "exports of 2025-01 are loaded only in part" in said
    assert f"no file was asked for {', '.join(OTHERS)}" in said
    assert "--accept-partial" in said
    assert "--codes" in said


def test_the_same_file_asked_for_all_of_it_is_the_whole(
    heading: Definition, tmp_path: Path
) -> None:
    document = build_report(heading, MONTH, new_store(tmp_path, TRADE, codes=["7324"]))
    assert grid(document.tables()[0])[1] == ["出口额", "3.0", "0.0"]
    assert document.notices == ()
    assert document.warnings == ()


@pytest.mark.parametrize("form", [known.name for known in FORMATS if known.name != "pdf"])
def test_accepted_it_is_said_in_every_format(
    heading: Definition, sinks: Store, tmp_path: Path, form: str
) -> None:
    document = build_report(heading, MONTH, sinks, adjust=ACCEPTED)
    drawn = render(document, form)
    if form in ("docx", "xlsx"):
        path = tmp_path / f"report.{form}"
        path.write_bytes(drawn)
        from yuebao.auditing.reading.files import read_bytes

        drawn = str(read_bytes(path.read_bytes(), path.name)).encode()
    assert "未包括税号73242100、73242900、73249000" in drawn.decode()


def test_accepted_it_is_warned_of_and_stands_in_both_languages(
    sinks: Store, tmp_path: Path
) -> None:
    text = HEADING.replace('zh = "测试月报"', 'zh = "月报"\nen = "Report"')
    text = text.replace('zh = "卫生器具"', 'zh = "卫生器具", en = "ware"')
    heading = define(tmp_path, sections("overview"), text)
    document = build_report(heading, MONTH, sinks, adjust=ACCEPTED, language="en")
    assert document.notices == (
        "The data are incomplete: exports of HS 7324 in January 2024 and January 2025 leave out "
        "HS 73242100, 73242900, and 73249000, so totals may be too low.",
        "The data are incomplete: imports of HS 7324 in January 2024 and January 2025 leave out "
        "HS 73242100, 73242900, and 73249000, so totals may be too low.",
    )
    assert [warning for warning in document.warnings if "only a part" in warning] == [
        f"{flow}s of 7324 in 2024-01, 2025-01 are only a part: no file was asked for "
        f"{', '.join(OTHERS)}. The report says so."
        for flow in ("export", "import")
    ]
    assert audit(document).findings == ()


def test_a_definition_can_accept_it(sinks: Store, tmp_path: Path) -> None:
    text = HEADING.replace('codes = ["7324"]', 'codes = ["7324"]\naccept_partial = true')
    heading = define(tmp_path, sections("overview"), text)
    document = build_report(heading, MONTH, sinks)
    assert len(document.notices) == 2
    assert plan_report(sinks.view(), heading, MONTH).fetches == (), "nothing more is wanted"


def test_a_base_known_in_part_gives_no_growth(heading: Definition, tmp_path: Path) -> None:
    store = new_store(tmp_path, [f for f in TRADE if f.month == "2024-01"])
    load(store, [f for f in TRADE if f.month == "2025-01"], codes=["7324"])
    document = build_report(heading, MONTH, store)
    assert grid(document.tables()[0])[1] == ["出口额", "3.0", "-"]
    assert (
        f"exports of 2024-01 are not loaded whole (no file was asked for {', '.join(OTHERS)}): "
        "what needs 2024-01 is left out."
    ) in document.warnings


def test_a_flow_known_in_part_is_left_out(heading: Definition, tmp_path: Path) -> None:
    store = new_store(tmp_path, [f for f in TRADE if f.flow == "export"], codes=["7324"])
    load(store, [f for f in TRADE if f.flow == "import"])
    document = build_report(heading, MONTH, store)
    assert "所取得的2025年1月进口数据仅含部分商品编码，报告不含进口情况。" in sentences(document)
    (told,) = [warning for warning in document.warnings if "leaves imports out" in warning]
    assert told.startswith("imports of 2025-01 are loaded only in part")


def test_a_whole_grain_goes_before_a_part(heading: Definition, tmp_path: Path) -> None:
    """What is held of the heading itself answers, though a code below it is held deeper."""
    store = new_store(tmp_path, TRADE)
    load(store, [exports(f"{year}-01", 9 * 10**8, code="7324") for year in (2024, 2025)])
    document = build_report(heading, MONTH, store)
    assert "9.0" in {row[1] for row in grid(document.tables()[0])}


def test_a_product_nobody_asked_for_is_not_zero(sinks: Store, tmp_path: Path) -> None:
    text = HEADING + "".join(
        f'[[subject.products]]\ncode = "{code}"\nlabel = {{ zh = "{label}" }}\n'
        for code, label in ((SINKS, "水槽"), (OTHERS[0], "浴缸"))
    )
    definition = define(tmp_path, sections("overview", "products"), text)
    document = build_report(definition, MONTH, sinks, adjust=ACCEPTED)
    assert [t.caption for t in document.tables()][1:] == []
    assert "0.0%" not in "".join(sentences(document) + footnotes(document))


def test_the_plan_asks_for_what_lacks(heading: Definition, sinks: Store) -> None:
    plan = plan_report(sinks.view(), heading, MONTH)
    assert {fetch.codes for fetch in plan.fetches} == {("7324",)}
    assert {str(month) for fetch in plan.fetches for month in fetch.months} == {
        "2024-01", "2025-01",
    }  # fmt: skip
    assert plan.fetches[0].reason == f"the exports loaded leave out {', '.join(OTHERS)}"


def test_status_tells_what_lacks(sinks: Store) -> None:
    holdings = status_record(look_at_store(StatusRequest(sinks)))["holdings"]
    assert [one["lacking"] for one in holdings] == [list(OTHERS)] * 2
    assert holdings[0]["partial"] == ["2024-01", "2025-01"]
    said = yuebao("status", "--store", sinks.path).out
    assert f"a part of 7324: no file was asked for {', '.join(OTHERS)} (2024-01, 2025-01)" in said


def test_status_of_a_whole_heading_tells_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path, TRADE, codes=["7324"])
    assert "a part of" not in yuebao("status", "--store", store.path).out


def test_a_batch_builds_no_part(sinks: Store, tmp_path: Path) -> None:
    def batch(out: str, *, accept: bool = False) -> tuple[tuple[str, ...], list[str]]:
        asked = BatchRequest("all", Period.of_month(MONTH), sinks, tmp_path / out, jobs=1)
        done = build_batch(replace(asked, accept_partial=accept))
        return done.built, [str(outcome.error) for outcome in done.failed]

    built, failed = batch("refused")
    assert built == ()
    assert f"no file was asked for {', '.join(OTHERS)}" in failed[0]
    built, failed = batch("accepted", accept=True)
    assert (built, failed) == (("heading-7324-2025-01",), [])
    annex = json.loads((tmp_path / "accepted" / "heading-7324-2025-01.json").read_text("utf-8"))
    assert len(annex["report"]["notices"]) == 2


def test_what_was_revised_in_a_report_of_a_part(sinks: Store, tmp_path: Path) -> None:
    more = [replace(fact, value=2 * fact.value) for fact in TRADE if fact.month == "2025-01"]
    load(sinks, more, released=date(2025, 4, 18))
    path = tmp_path / "probe.toml"
    define(tmp_path, sections("overview"), HEADING)
    asked = RevisionsRequest(sinks, path, MONTH)
    with pytest.raises(UnavailableError, match="no file was asked for"):
        list_revisions(asked)
    found = list_revisions(replace(asked, adjust=ACCEPTED))
    assert found.report is not None
    assert found.report.figures
    words = ("revisions", path, "2025-01", "--store", sinks.path)
    assert yuebao(*words).status == 3
    assert "figures read otherwise" in yuebao(*words, "--accept-partial").out
    nothing = yuebao("revisions", "--store", sinks.path, "--accept-partial")
    assert nothing.status == 2
    assert "none is named" in nothing.err


def test_headings_held_at_other_depths_are_one_report(tmp_path: Path) -> None:
    facts = [f for f in TRADE if f.flow == "export"]
    store = new_store(tmp_path, facts)
    load(store, [exports(f"{year}-01", 5 * 10**8, code="6910") for year in (2024, 2025)])
    load(store, [exports("2025-01", 4 * 10**8, code="69101000")])
    text = HEADING.replace('"7324"', f'"{SINKS}", "6910"')
    document = build_report(define(tmp_path, sections("overview", "partners"), text), MONTH, store)
    assert grid(document.tables()[0]) == [["出口额", "8.0", "0.0"]]
    assert "8.0" in {row[1] for row in grid(document.tables()[1])}, grid(document.tables()[1])


@pytest.mark.parametrize("code", ["85076000", "850760"])
@pytest.mark.parametrize("now", ["85076000", "850760"])
def test_years_held_at_other_depths_are_compared_where_each_has_all_codes(
    tmp_path: Path, code: str, now: str
) -> None:
    before = {"85076000": "850760", "850760": "85076000"}[now]
    store = new_store(tmp_path, [exports("2024-01", 4 * 10**8, code=before)])
    load(store, [exports("2025-01", 5 * 10**8, code=now)])
    text = HEAD.replace("85076000", code)
    document = build_report(define(tmp_path, sections("overview", "partners"), text), MONTH, store)
    overview, partners = document.tables()
    assert grid(overview) == [["出口额", "5.0", "25.0"]]
    assert grid(partners)[-1][1:] == ["5.0", "25.0"]
    (warning,) = (one for one in document.warnings if "2024-01" in one)
    assert f"are loaded by {len(before)}-digit code" in warning
    assert "what they add up to is compared" in warning


def test_a_year_held_at_another_depth_in_part_is_not_compared(tmp_path: Path) -> None:
    """Nobody asked for the other codes of the heading: what there was of them is not known."""
    store = new_store(tmp_path, [exports("2024-01", 4 * 10**8, code=SINKS)])
    load(store, [exports("2025-01", 5 * 10**8, code="7324")])
    document = build_report(define(tmp_path, sections("overview"), HEADING), MONTH, store)
    assert grid(document.tables()[0]) == [["出口额", "5.0", "-"]]
    (warning,) = (one for one in document.warnings if "2024-01" in one)
    assert "what needs 2024-01 is left out" in warning
    load(store, [exports("2024-01", 10**8, code=code) for code in OTHERS])
    whole = build_report(define(tmp_path, sections("overview"), HEADING), MONTH, store)
    assert grid(whole.tables()[0]) == [["出口额", "5.0", "-28.6"]]


def test_months_held_at_other_depths_are_no_year_to_date(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for year in (2024, 2025):
        load(store, [exports(f"{year}-01", 4 * 10**8, code="850760")])
        load(store, [exports(f"{year}-02", 5 * 10**8, code="85076000")])
    document = build_report(define(tmp_path, sections("overview")), Month(2025, 2), store)
    assert grid(document.tables()[0]) == [["出口额", "5.0", "0.0", "-", "-"]]
    (warning,) = (one for one in document.warnings if "2025-01" in one)
    assert "are loaded by 6-digit code" in warning
    assert "no figure puts that together with 8-digit code" in warning
    assert "what needs 2025-01..2025-02" in warning


def test_prices_are_of_cells_of_one_depth(tmp_path: Path) -> None:
    store = new_store(tmp_path, [exports("2024-01", 4 * 10**8, code="850760", quantity=4)])
    load(store, [exports("2025-01", 5 * 10**8, code="85076000", quantity=4)])
    document = build_report(define(tmp_path, sections("price")), MONTH, store)
    (column,) = ([row[1] for row in grid(table)] for table in document.tables())
    assert column[0] != "-"
    assert set(column[1:]) == {"-"}, column


def test_a_shorter_code_answers_for_its_only_one(tmp_path: Path) -> None:
    store = new_store(
        tmp_path, [exports(f"{year}-01", 5 * 10**8, code="850760") for year in (2024, 2025)]
    )
    document = build_report(define(tmp_path, sections("overview", "partners")), MONTH, store)
    assert grid(document.tables()[0]) == [["出口额", "5.0", "0.0"]]


def test_accepted_it_is_audited_against_the_same_part(
    heading: Definition, sinks: Store, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    text = render(build_report(heading, MONTH, sinks, adjust=ACCEPTED), "md").decode()
    report.write_text(text, encoding="utf-8")
    unknown = audit(report, sinks)
    assert unknown.compared is not None
    assert "--accept-partial" in str(unknown.unknown)
    known = audit(report, sinks, adjust=ACCEPTED)
    assert (known.findings, known.unknown) == ((), "")
    assert known.compared
    report.write_text(text.replace("| 3.0 |", "| 3.7 |"), encoding="utf-8")
    told = yuebao("audit", report, "--store", sinks.path, "--accept-partial")
    assert told.status == 1
    assert "3.7" in told.out
