"""An office that no code knows goes all the way: files, store, reports in every format, audit."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.command import yuebao
from tests.office.conftest import FORMS, LANGUAGES
from tests.office.zedland import DEFINITION, FOLDER, MONTH, write_files

from yuebao.auditing import audit, audit_blocks
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import Currency, Scope, UserError, YuebaoError
from yuebao.reference import ENVIRONMENT, find_office
from yuebao.render.annex import cell_records
from yuebao.report import Document, build_report, load_definition, plan_report
from yuebao.report.model import FigureCell
from yuebao.report.plan import fetch_names
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

READABLE = tuple(form for form in FORMS if form not in ("json", "csv"))
Drawn = dict[tuple[str, str], bytes]


def text_of(document: Document) -> str:
    """All that is drawn of a report."""
    from yuebao.render import render

    return render(document, "md").decode().replace("\\", "")


def test_facts_keep_its_codes_and_its_currency(store: Store) -> None:
    assert store.office is find_office("zedland")
    view = store.view()
    assert {str(part.grain) for part in view.slices} == {"hs10/partner/mode/province"}
    assert {part.currency for part in view.slices} == {Currency("ZED")}
    ((rows, partners, shortest),) = view.query(
        "SELECT count(*), string_agg(DISTINCT partner, ' ' ORDER BY partner), "
        f"min(length(commodity)) FROM {view.facts}"
    )
    assert (rows, partners, shortest) == (2520, "AB DE FR JP NL US ZW", 10)


def test_the_store_is_as_its_files_say(store: Store) -> None:
    assert store.verify().findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_of_its_country_alone(documents: dict[str, Document], language: str) -> None:
    text = text_of(documents[language])
    ours = {
        "zh": ("泽陆税务署", "百万泽币", "辖区", "千千克", "艾伯、贝尔和凯恩", "北海联盟"),
        "en": ("Zedland Revenue Office", "Z$", "ZED million", "districts", "League"),
    }
    assert [word for word in ours[language] if word not in text] == []
    strange = ("中国", "我国", "省", "美元", "人民币", "China", "rovince", "US$", "CNY", "复进口")
    assert [word for word in strange if word in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_with_its_charts(
    documents: dict[str, Document], language: str
) -> None:
    document = documents[language]
    sections = {table.section for table in document.tables()}
    assert sections == {
        "overview", "products", "partners", "provinces", "modes", "province-trade",
    }  # fmt: skip
    figures = [cell.figure for t in document.tables() for _, _, cell in t.cells()]
    assert all(isinstance(cell, FigureCell) for t in document.tables() for _, _, cell in t.cells())
    assert {figure.base for figure in figures} == {"ZED", "%", "kg"}
    assert all(figure.value is not None for figure in figures)
    assert document.warnings == ()


def test_one_number_by_hand(documents: dict[str, Document], store: Store) -> None:
    view = store.view()
    ((value,),) = view.query(
        f"SELECT sum(value) FROM {view.facts} WHERE flow = 'export' AND partner = 'DE' "
        "AND last_month BETWEEN '2025-01' AND '2025-06'"
    )
    records = cell_records(documents["en"])
    wanted = ("Germany", "DE", "ytd", "value")
    printed = [r for r in records if tuple(r[k] for k in _NAMED) == wanted]
    assert float(str(printed[0]["value"])) == pytest.approx(int(value) / 10**6)
    assert printed[0]["unit"] == "ZED million"


_NAMED = ("label", "code", "window", "measure")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_built_report_passes_its_audit(
    documents: dict[str, Document], store: Store, language: str
) -> None:
    result = audit(documents[language], store)
    assert [finding.record("en") for finding in result.findings] == []
    assert result.unknown == ""
    assert (result.compared or 0) > 100


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_by_itself(drawn: Drawn, language: str, form: str) -> None:
    blocks = read_bytes(drawn[language, form], f"cells.{form}")
    assert [finding.record("en") for finding in audit_blocks(blocks).findings] == []
    claims = read_claims(blocks)
    assert (claims.office.name, claims.month, claims.currency) == ("zedland", MONTH, "ZED")


@pytest.mark.parametrize("form", [form for form in READABLE if form != "pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_reads_back_with_its_code(
    documents: dict[str, Document], drawn: Drawn, language: str, form: str
) -> None:
    """In PDF a table of three rows is too small to tell its columns by."""
    claims = read_claims(read_bytes(drawn[language, form], f"cells.{form}"))
    read = {
        (t.number, str(li.window), li.block.value, li.rank, li.label, c.measure.value): c.text
        for t, li, c in claims.cells()
    }
    keys = ("table", "window", "block", "rank", "label", "measure")
    records = tuple(cell_records(documents[language]))
    assert read == {tuple(r[key] for key in keys): r["text"] for r in records}
    assert claims.coverage.unread == ()
    codes = {r["label"]: r["code"] for r in records if r["code"] and "85" not in str(r["code"])}
    assert len(codes) == 4 + 1 + 3 + 2  # partners ranked, a group, districts, regimes
    assert {li.label: li.code for _, li, _ in claims.cells() if li.label in codes} == codes


@pytest.mark.parametrize("form", [form for form in READABLE if form != "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_against_its_store(
    drawn: Drawn, store: Store, language: str, form: str
) -> None:
    """A workbook has no sentence that names the codes of goods which no shipped report is of."""
    result = audit_blocks(read_bytes(drawn[language, form], f"cells.{form}"), store)
    assert [finding.record("en") for finding in result.findings] == []
    assert result.unknown == ""
    assert (result.compared or 0) > 300


def test_a_wrong_number_is_found(
    drawn: Drawn, documents: dict[str, Document], store: Store
) -> None:
    page = drawn["zh", "md"].decode()
    right = next(r["text"] for r in cell_records(documents["zh"]) if r["code"] == "DE")
    wrong = str(float(str(right)) + 30)
    changed = page.replace(f" {right} |", f" {wrong} |", 1)
    assert changed != page
    found = audit_blocks(read_bytes(changed.encode(), "cells.md"), store).findings
    assert found != ()


def test_a_plan_speaks_of_its_codes_and_names_its_files(tmp_path: Path) -> None:
    store = Store(tmp_path / "none", office="zedland")
    plan = plan_report(store.view(empty=True), load_definition(DEFINITION), MONTH)
    assert plan.currency == "ZED"
    assert {fetch.grain.depth for fetch in plan.fetches} == {"hs10"}
    names = [name for fetch in plan.fetches for name in fetch_names(fetch, store.office)]
    assert names[0].startswith("outward_85076000_202401-202406_partner")
    assert all("ZED" in name for name in names)


def test_the_commands_go_the_whole_way(tmp_path: Path) -> None:
    environment: dict[str, Any] = {ENVIRONMENT: str(FOLDER)}
    store, out = tmp_path / "store", tmp_path / "out"
    write_files(tmp_path / "files")
    done = yuebao(
        "ingest", tmp_path / "files", "--store", store, "--office", "zedland", "--scope", "all",
        "--released", "2025-07-20", **environment,
    )  # fmt: skip
    assert done.status == 0, done.err
    assert "2,520" in done.out
    assert "ZED, by 10-digit code × partner × trade mode × province" in done.out
    assert yuebao("status", "--store", store, **environment).status == 0
    assert yuebao("plan", DEFINITION, str(MONTH), "--store", store, **environment).status == 0
    done = yuebao(
        "build", DEFINITION, str(MONTH), "--store", store, "--out", out, "--lang", "en",
        "--currency", "zed", **environment,
    )  # fmt: skip
    assert done.status == 0, done.err
    done = yuebao(
        "audit", out / f"cells-{MONTH}.docx", "--store", store, "--format", "json", **environment
    )
    assert (done.status, json.loads(done.out)["findings"]) == (0, [])


def test_its_batch_needs_a_template_of_its_own(tmp_path: Path, store: Store) -> None:
    del tmp_path
    done = yuebao("build", "lithium-ion", str(MONTH), "--store", store.path, "--out", "nowhere")
    assert done.refusal().startswith(
        "lithium-ion speaks of codes of the customs office china, and the store holds files of "
        "zedland."
    )


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('office = "zedland"\n', "", "'8507600010' cannot stand here. HS code of 2, 4, 6 or 8"),
        ('codes = ["85076000"]', 'codes = ["850760001"]', "2, 4, 6, 8 or 10 digits"),
        ("[units]\n", '[units]\nUSD = "亿美元"\n', "there is no key 'USD'. The keys are ZED"),
        ("[units]\n", '[units]\nZED = "亿元"\n', "'亿元' cannot stand here. It may be '亿泽币'"),
        ('"league"', '"asean"', "no country group 'asean'. The groups are league"),
        ('office = "zedland"', 'office = "atlantis"', "there is no customs office 'atlantis'"),
    ],
)
def test_a_definition_is_held_to_its_office(
    tmp_path: Path, line: str, instead: str, said: str
) -> None:
    text = DEFINITION.read_text(encoding="utf-8")
    assert line in text
    path = tmp_path / "cells.toml"
    path.write_text(text.replace(line, instead, 1), encoding="utf-8")
    with pytest.raises(YuebaoError) as refusal:
        load_definition(path)
    assert said in str(refusal.value)
    assert refusal.value.exit_status == 2


def test_a_part_that_only_other_months_speak_of_is_told(tmp_path: Path) -> None:
    """No list says what a heading holds: the files of other months do."""
    files = write_files(tmp_path / "files")
    lines = files[0].read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{MONTH.year}06,8507600090")]
    for month in (f"{MONTH.year}06", ""):
        name = f"outward_{month}.csv"
        own = [line for line in kept[1:] if line.startswith(f"{MONTH.year}06") == bool(month)]
        (tmp_path / name).write_text("".join((kept[0], *own)), encoding="utf-8")
    store = Store(tmp_path / "store", office="zedland")
    for path in (tmp_path / "outward_.csv", tmp_path / f"outward_{MONTH.year}06.csv"):
        store.load([path], scope=Scope())
    told = build_report(load_definition(DEFINITION), MONTH, store).warnings
    assert (
        f"no file speaks of exports of 8507600090 in {MONTH}, but files of other months do: "
        "if a file is missing, exports are too low."
    ) in told


def test_a_language_its_names_lack_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "zedland"
    shutil.copytree(FOLDER, folder)
    settings = folder / "office.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('zh = "泽陆"\n', "", 1), encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    store = Store(tmp_path / "store", office="zedland")
    store.load(write_files(tmp_path / "files"), scope=Scope())
    with pytest.raises(UserError, match=r"'Zedland' has no name in 'zh'\. There are names in en"):
        build_report(load_definition(DEFINITION), MONTH, store)
    document = build_report(load_definition(DEFINITION), MONTH, store, language="en")
    assert document.tables()
