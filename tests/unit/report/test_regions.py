"""Reports on provinces: from their own tables, and from rows that tell provinces apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.bulletins import bulletins
from tests.unit.report.tiny import (
    CODE,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    TIBET,
    define,
    exports,
    load,
    new_store,
    sections,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Dimension, Flow, Month, UnavailableError
from yuebao.render import render
from yuebao.render.annex import cell_records, report_record
from yuebao.report import build_report, load_definition
from yuebao.report.model import TradePart
from yuebao.report.plan import plan_report
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Definition, Document

MARCH = Month(2025, 3)
KINDS = ("modes", "enterprises", "partners")


def of_provinces(name: str, *codes: str) -> Definition:
    definition = load_definition(name)
    title = {"zh": "上海市货物贸易月度监测报告", "en": "Shanghai's Goods Trade"}
    subject = replace(definition.subject, part=TradePart(provinces=codes))
    return replace(definition, title=title, subject=subject)


def own_tables(folder: Path) -> Store:
    """A store of the nation's tables, and of one province's, which are a hundredth of them."""
    folder.mkdir(exist_ok=True)
    store = Store(folder / "store")
    store.load([bulletins(folder)[kind] for kind in KINDS])
    for kind, path in bulletins(folder).items():
        if kind in KINDS:
            text = path.read_text(encoding="utf-8")
            text = text.replace("2025年3月进", "2025年3月上海市进").replace(
                "亿元人民币", "百万元人民币"
            )
            path.write_text(text, encoding="utf-8")
    store.load([bulletin for kind, bulletin in _paths(folder).items() if kind in KINDS])
    return store


def _paths(folder: Path) -> dict[str, Path]:
    names = {"modes": "方式", "enterprises": "企业", "partners": "国别"}
    return {kind: folder / f"{name}2025.csv" for kind, name in names.items()}


def values(document: Document, section: str) -> dict[tuple[str, str], str]:
    """What the tables of a section print of the year to date: by label and flow."""
    tables = {t.number: t.side for t in document.tables() if t.section == section and t.side}
    return {
        (str(record["label"]), tables[int(str(record["table"]))].value): str(record["text"])
        for record in cell_records(document)
        if record["table"] in tables and record["window"] == "ytd" and record["measure"] == "value"
    }


def test_a_provinces_own_tables_are_reported_and_the_nations_never_with_them(
    tmp_path: Path,
) -> None:
    store = own_tables(tmp_path / "files")
    nation = build_report("all-goods", MARCH, store)
    province = build_report(of_provinces("all-goods", SHANGHAI), MARCH, store)
    assert values(nation, "modes")["一般贸易", "exports"] == "800.0"
    assert values(province, "modes")["一般贸易", "exports"] == "8.0"
    assert values(province, "enterprises")["民营企业", "imports"] == "2.1"  # 205 百万元
    assert values(nation, "partners")["欧盟", "exports"] == "230.0"
    assert values(province, "partners")["欧盟", "exports"] == "2.3"
    text = "".join(sentences(province))
    assert "2025年3月，上海进出口7.5亿元" in text
    assert "上海前三大出口企业类型" in text
    assert "中国" not in text.replace("中国香港", "").replace("中国台湾", "")
    assert report_record(province)["provinces"] == [SHANGHAI]
    assert "provinces" not in report_record(nation)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_held_against_the_data_of_the_province(tmp_path: Path, language: str) -> None:
    store = own_tables(tmp_path / "files")
    document = build_report(of_provinces("all-goods", SHANGHAI), MARCH, store, language=language)
    drawn = tmp_path / "report.md"
    drawn.write_bytes(render(document, "md"))
    found = audit(drawn, store)
    assert not found.findings
    assert found.compared is not None
    assert found.compared > 100


def test_where_a_province_has_no_tables_the_report_says_what_is_lacking(tmp_path: Path) -> None:
    store = own_tables(tmp_path / "files")
    with pytest.raises(UnavailableError, match="all"):
        build_report(of_provinces("all-goods", GUANGDONG), MARCH, store)


def test_rows_that_tell_provinces_are_of_one_or_of_several(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    facts = [
        exports("2025-01", 500, partner=GERMANY, province=GUANGDONG),
        exports("2025-01", 30, partner=GERMANY, province=SHANGHAI),
        exports("2025-01", 4, partner=FRANCE, province=SHANGHAI),
        exports("2025-01", 7, partner=FRANCE, province=TIBET),
    ]
    load(store, facts)
    view = store.view()
    for provinces, expected in (((SHANGHAI,), 34), ((SHANGHAI, TIBET), 41), ((), 541)):
        seen = view.of_part({Dimension.PROVINCE: provinces})
        ((total,),) = seen.query(f"SELECT sum(value) FROM {seen.facts}")
        assert total == expected
        [coverage] = seen.coverage((CODE,), Flow.EXPORT)
        assert seen.is_whole(coverage.scope)
    definition = define(tmp_path, sections("overview"))
    both = replace(definition.subject, part=TradePart(provinces=(SHANGHAI, TIBET)))
    document = build_report(replace(definition, subject=both), Month(2025, 1), store)
    [value] = [r for r in cell_records(document) if r["measure"] == "value"]
    assert "'amount': 41," in str(value["levels"])
    assert "上海和西藏" in "".join(sentences(document))


def test_files_of_another_province_are_none_of_it(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    load(store, [exports("2025-01", 9, province=TIBET)], scope=f"province={TIBET}")
    view = store.view()
    assert view.of_part({Dimension.PROVINCE: (TIBET,)}).coverage((CODE,), Flow.EXPORT)
    assert not view.of_part({Dimension.PROVINCE: (SHANGHAI,)}).coverage((CODE,), Flow.EXPORT)
    together = view.of_part({Dimension.PROVINCE: (SHANGHAI, TIBET)})
    assert [together.is_whole(c.scope) for c in together.coverage((CODE,), Flow.EXPORT)] == [False]


def test_a_plan_for_a_province_asks_for_the_column_of_provinces(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("partners"))
    own = replace(
        definition, subject=replace(definition.subject, part=TradePart(provinces=(SHANGHAI,)))
    )
    plan = plan_report(new_store(tmp_path).view(empty=True), own, Month(2025, 1))
    assert {str(fetch.grain) for fetch in plan.fetches} == {"hs8/partner/province"}


def test_a_province_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="provinces"):
        define(
            tmp_path,
            sections("overview"),
            head='[title]\nzh = "测试"\n[subject]\ncodes = ["all"]\nprovinces = ["99"]\n',
        )
