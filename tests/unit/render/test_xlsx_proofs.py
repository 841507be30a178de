"""What a workbook proves of itself, computed anew by LibreOffice and held against the report."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from tests import libreoffice
from tests.unit.render.workbook import Parts
from tests.unit.report.tiny import (
    BOTH,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    USA,
    VIETNAM,
    define,
    exports,
    new_store,
    sections,
)

from yuebao.domain import Month
from yuebao.render import render
from yuebao.render.xlsx._layout import TableSheet
from yuebao.render.xlsx._proofs import find_proofs, live_parts
from yuebao.report import build_report
from yuebao.report.model import FigureCell, Measure, Table

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.report.model import Figure, Part

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 10
shares = true
contribution = true

[[sections]]
kind = "provinces"
first = 1
contribution = true

[[sections]]
kind = "price"

[[sections]]
kind = "concentration"
"""
LIVE = (Measure.CONTRIBUTION, Measure.MIX, Measure.SHARE)


def built(tmp_path: Path, language: str = "zh") -> Document:
    now = {USA: (5011, 71), GERMANY: (3007, 31), FRANCE: (1203, 13), VIETNAM: (901, 17)}
    before = {USA: (6029, 80), GERMANY: (2003, 20), FRANCE: (1009, 11), VIETNAM: (1001, 19)}
    places = dict(zip(now, (GUANGDONG, SHANGHAI, GUANGDONG, SHANGHAI), strict=True))
    facts = [
        exports(
            f"{year}-{month:02}", value * 10**5 + month, partner=partner, province=places[partner],
            quantity=quantity * month,
        )
        for year, traded in ((2025, now), (2024, before))
        for month in (1, 2)
        for partner, (value, quantity) in traded.items()
    ]  # fmt: skip
    definition = define(tmp_path, SECTIONS, head=BOTH)
    return build_report(definition, Month(2025, 2), new_store(tmp_path, facts), language=language)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return built(tmp_path_factory.mktemp("proofs"))


def recalculated(content: bytes, folder: Path) -> Parts:
    """A workbook as LibreOffice computes it: no stored result is left for it to take."""
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return Parts(libreoffice.convert(bare, "xlsm").read_bytes())


needs_libreoffice = pytest.mark.skipif(
    not libreoffice.INSTALLED, reason="LibreOffice is not installed"
)


@needs_libreoffice
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_computed_is_what_the_report_prints(tmp_path: Path, language: str) -> None:
    document = built(tmp_path, language)
    content = render(document, "xlsx")
    computed = recalculated(content, tmp_path)
    live: Counter[Measure] = Counter()
    for plan in sheets_of(document):
        cells = computed.cells(plan.name)
        for place in plan.places():
            figure, cell = place.cell.figure, cells.get(place.reference(place.sheet))
            if cell is not None and cell.formula and figure.value is not None:
                assert float(cell.value) == pytest.approx(float(figure.value), rel=1e-12, abs=1e-12)
                live[place.cell.measure] += 1
    assert set(LIVE) <= set(live)
    contributions = [c for t in document.tables() for *_, c in t.cells() if _told(c)]
    assert live[Measure.CONTRIBUTION] == len(contributions)


def _told(cell: FigureCell) -> bool:
    return cell.measure is Measure.CONTRIBUTION and cell.figure.value is not None


def sheets_of(document: Document) -> list[TableSheet]:
    """The sheets of its tables."""
    words, above = document.words.book, 1 + len(document.notices)
    return [
        TableSheet(words.table_sheet.format(number=table.number), table, above)
        for table in document.tables()
    ]


@needs_libreoffice
def test_the_sheet_of_proofs_computes_what_the_report_prints(tmp_path: Path) -> None:
    document = built(tmp_path)
    computed = recalculated(render(document, "xlsx"), tmp_path).cells("核对")
    rows = [row for row in range(2, 30) if f"B{row}" in computed]
    said = [computed[f"A{row}"].value for row in rows]
    assert {text.partition("）")[2] for text in said} == {
        "各项拉动之和为增速",
        "价格、结构、数量因素相乘为金额增速",
        "各伙伴占比平方和为赫芬达尔指数",
    }
    assert len(rows) == 8  # two tables of contributions, price, concentration: month and to date
    for row in rows:
        left, right = (float(computed[f"{column}{row}"].value) for column in "BC")
        assert left == pytest.approx(right, rel=1e-12, abs=1e-9)
        assert abs(float(computed[f"D{row}"].value)) < 1e-9


@needs_libreoffice
def test_a_proof_follows_when_somebody_edits_an_amount(tmp_path: Path) -> None:
    content = render(built(tmp_path), "xlsx")
    parts = Parts(content)
    address = next(
        re.findall(r"!([A-Z]+\d+)", cell.formula)[0]
        for cell in parts.cells("表2").values()
        if cell.formula and "数据" in cell.formula
    )
    sheet = parts.sheets["数据"]
    edited = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == sheet:
                cell = rf'(<c r="{address}"[^>]*>)<v>[^<]*</v>'.encode()
                part, count = re.subn(cell, rb"\1<v>1</v>", part)
                assert count == 1
            new.writestr(name, part)
    computed = recalculated(edited.getvalue(), tmp_path).cells("核对")
    off = [abs(float(cell.value)) for a, cell in computed.items() if re.fullmatch(r"D\d+", a)
           and not cell.is_text]  # fmt: skip
    assert sum(one > 1e-3 for one in off) == 1


def test_a_report_that_proves_nothing_has_no_such_sheet(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview", "partners"), head=BOTH)
    store = new_store(tmp_path, [exports("2025-02", 10**8), exports("2024-02", 10**8)])
    parts = Parts(render(build_report(definition, Month(2025, 2), store), "xlsx"))
    assert "核对" not in parts.sheets
    assert parts.sheets["数据"]


def test_nothing_is_proved_that_does_not_hold(document: Document) -> None:
    for plan in sheets_of(document):
        for place in plan.places():
            if place.cell.measure is Measure.MIX:
                broken = replace(place.cell.figure, value=Fraction(7), text="7.0")
                planted = _with(document, place.cell.figure, broken)
                assert not live_parts(
                    [one for sheet in sheets_of(planted) for one in sheet.places()
                     if one.cell.measure in (Measure.MIX, Measure.YOY)], "数据"
                )  # fmt: skip
    assert len(find_proofs(sheets_of(document))) == 8


def _with(document: Document, old: Figure, new: Figure) -> Document:
    def changed(part: Part) -> Part:
        if not isinstance(part, Table):
            return part
        groups = tuple(
            replace(group, rows=tuple(
                replace(row, cells=tuple(
                    replace(cell, figure=new)
                    if isinstance(cell, FigureCell) and cell.figure is old else cell
                    for cell in row.cells
                ))
                for row in group.rows
            ))
            for group in part.groups
        )  # fmt: skip
        return replace(part, groups=groups)

    return replace(document, parts=tuple(map(changed, document.parts)))
