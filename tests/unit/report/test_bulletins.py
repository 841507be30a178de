"""Reports on all goods from bulletins alone: partners, trade modes and kinds of enterprises."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.bulletins import bulletins
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import grid, notes, sentences

from yuebao.auditing import audit
from yuebao.auditing.claims import TableKind
from yuebao.domain import Flow, Month
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import Side
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.render.annex import Record
    from yuebao.report import Document

MARCH = Month(2025, 3)
TABLES = ("modes", "enterprises", "partners")


def store_of(tmp_path: Path, *kinds: str, **options: bool) -> Store:
    store = Store(tmp_path / "store")
    store.load([bulletins(tmp_path, **options)[kind] for kind in kinds])
    return store


def cells(document: Document, section: str, flow: str) -> list[Record]:
    """The cells of a flow's table in a section."""
    [number] = [
        table.number
        for table in document.tables()
        if table.section == section and table.side is Side.of(Flow(flow))
    ]
    return [record for record in cell_records(document) if record["table"] == number]


def records(document: Document, section: str, flow: str) -> list[tuple[object, ...]]:
    names = ("window", "label", "measure", "text")
    return [tuple(record[name] for name in names) for record in cells(document, section, flow)]


def test_modes_and_enterprises_have_printed_growth(tmp_path: Path) -> None:
    document = build_report("all-goods", MARCH, store_of(tmp_path, *TABLES))
    modes = records(document, "modes", "export")
    assert [row[1:] for row in modes if row[0] == "ytd"][:6] == [
        ("一般贸易", "value", "800.0"), ("一般贸易", "share", "61.5"), ("一般贸易", "yoy", "6.7"),
        ("进料加工贸易", "value", "330.0"), ("进料加工贸易", "share", "25.4"),
        ("进料加工贸易", "yoy", "−2.9"),
    ]  # fmt: skip
    enterprises = records(document, "enterprises", "import")
    assert [row[1:] for row in enterprises if row[0] == "ytd"][:3] == [
        ("外商投资企业", "value", "250.0"), ("外商投资企业", "share", "35.7"),
        ("外商投资企业", "yoy", "2.0"),
    ]  # fmt: skip
    official = {
        record["window"]: record["indicator"]
        for section in ("modes", "enterprises")
        for record in cells(document, section, "export")
        if record["measure"] == "yoy" and record["value"] is not None
    }
    assert official == {"ytd": "official_growth"}
    text = "".join(sentences(document))
    assert "中国前三大出口企业类型中，民营企业出口280.0亿元，占出口总额的56.0%；" in text
    assert "“-”表明未取得上年同期数据" in notes(document, 4)
    assert "同比变化为海关公布的累计同比" in notes(document, 4)


def test_growth_of_the_month_is_computed_where_the_year_before_is_loaded(tmp_path: Path) -> None:
    store = store_of(tmp_path, *TABLES)
    before = bulletins(tmp_path, year=2024)
    for kind in TABLES:
        text = before[kind].read_text(encoding="utf-8")
        before[kind].write_text(text.replace('"300.0","800.0"', '"240.0","640.0"').replace(
            '"450.0","1,220.0"', '"390.0","1,060.0"').replace(
            '"500.0","1,300.0"', '"440.0","1,140.0"').replace(
            '"750.0","2,000.0"', '"690.0","1,840.0"'), encoding="utf-8")  # fmt: skip
    store.load([before["modes"]])
    document = build_report("all-goods", MARCH, store)
    [ordinary] = [
        record
        for record in cells(document, "modes", "export")
        if (record["label"], record["measure"]) == ("一般贸易", "yoy")
        and record["window"] == "month"
    ]
    assert (ordinary["text"], ordinary["indicator"]) == ("25.0", "growth")
    noted = notes(document, 4)
    assert "海关公布了累计同比的，列海关公布数" in noted


def test_all_partners_are_ranked(tmp_path: Path) -> None:
    document = build_report("all-goods", MARCH, store_of(tmp_path, *TABLES))
    ranked = [
        row[1] for row in records(document, "partners", "export")
        if row[0] == "ytd" and row[2] == "value"
    ]  # fmt: skip
    assert ranked[:2] == ["欧盟", "东盟"]
    assert ranked[2:6] == ["美国", "墨西哥", "德国", "越南"]
    assert "复进口不参与排名" in notes(document, 2)
    assert "同表2" in notes(document, 3)


def test_main_partners_are_listed_and_rank_nobody(tmp_path: Path) -> None:
    document = build_report("all-goods", MARCH, store_of(tmp_path, "listed"))
    table = next(t for t in document.tables() if t.section == "partners")
    rows = grid(table)
    assert rows[0] == ["欧盟", "90.0", "18.0", "-", "欧盟", "240.0", "18.5", "9.1"]
    assert [row[0] for row in rows] == ["欧盟", "东盟", "美国", "德国", "越南", "法国"]
    assert "主要贸易伙伴为海关公布的主要国家（地区），非全部贸易伙伴" in "".join(table.notes)
    text = "".join(sentences(document))
    assert "2025年3月，中国对欧盟出口90.0亿元，占出口总额的18.0%；对东盟出口110.0亿元" in text
    assert "前三大" not in text
    levels = [r for r in cell_records(document) if r["label"] == "德国" and r["window"] == "ytd"]
    assert Decimal(str(levels[0]["value"])) == 100


@pytest.mark.parametrize(("printed", "growth"), [("230.0", "4.5"), ("330.0", "-")])
def test_a_group_has_the_growth_of_a_line_that_is_the_sum_of_its_members(
    tmp_path: Path, printed: str, growth: str
) -> None:
    files = bulletins(tmp_path)
    listed = files["listed"].read_text(encoding="utf-8")
    total = f"{float(printed) + 110:.1f}"
    listed = listed.replace('"90.0","240.0"', f'"91.0","{printed}"').replace('"9.1"', '"4.5"')
    files["listed"].write_text(listed.replace('"130.0","350.0"', f'"131.0","{total}"'), "utf-8")
    store = Store(tmp_path / "store")
    store.load([files["partners"], files["listed"]])
    rows = records(build_report("all-goods", MARCH, store), "partners", "export")
    assert ("ytd", "欧盟", "value", "230.0") in rows
    assert ("ytd", "欧盟", "yoy", growth) in rows


@pytest.mark.parametrize(
    ("language", "kinds"), [("zh", TABLES), ("en", ("modes", "enterprises", "listed"))]
)
def test_every_format_reads_back_clean(
    tmp_path: Path, language: str, kinds: tuple[str, ...]
) -> None:
    store = store_of(tmp_path, *kinds)
    document = build_report("all-goods", MARCH, store, language=language)
    assert audit(document, store).findings == ()
    audits = assert_clean_in_print(document, tmp_path)
    read = [[table.kind for table in found.claims.tables] for found in audits]
    assert {TableKind.PARTNERS, TableKind.MODES, TableKind.ENTERPRISES} <= set(read[0])
    assert read == [read[0]] * len(read), "every format is read with the same tables of ours"


def test_tables_of_the_year_to_date_alone(tmp_path: Path) -> None:
    store = store_of(tmp_path, "partners")
    store.load([bulletins(tmp_path, months=False)["modes"]])
    document = build_report("all-goods", MARCH, store)
    assert {row[0] for row in records(document, "modes", "export")} == {"ytd"}
    assert {row[0] for row in records(document, "partners", "export")} == {"month", "ytd"}


def test_a_planted_error_is_found(tmp_path: Path) -> None:
    store = store_of(tmp_path, "modes", "enterprises", "listed")
    document = build_report("all-goods", MARCH, store)
    path = tmp_path / "report.md"
    text = render(document, "md").decode()
    assert text.count("| 280.0 |") == 1
    path.write_text(text.replace("| 280.0 |", "| 290.0 |"), encoding="utf-8")
    found = audit(path, store)
    assert any("民营企业" in finding.message() for finding in found.findings)
