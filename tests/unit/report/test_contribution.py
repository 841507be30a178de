"""Contributions to growth: the column, the line of all others, the sentence, the audit of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    CHINA,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    USA,
    VIETNAM,
    define,
    exports,
    imports,
    new_store,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render.annex import cell_records
from yuebao.report import build_report
from yuebao.report.model import FigureCell, Measure, Side, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.domain import Window
    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
blocs = ["eu"]
first = 2
shares = true
contribution = true

[[sections]]
kind = "provinces"
first = 1
contribution = true
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    e = 10**8
    now = {USA: 50, GERMANY: 30, FRANCE: 12, VIETNAM: 9}
    before = {USA: 60, GERMANY: 20, FRANCE: 10, VIETNAM: 10}
    facts = [
        exports(f"{year}-{month}", value * e, partner=partner, province=place)
        for year, values in ((2025, now), (2024, before))
        for month in ("01", "02")
        for (partner, value), place in zip(
            values.items(), (GUANGDONG, SHANGHAI, GUANGDONG, SHANGHAI), strict=True
        )
    ]
    for year, value in ((2025, 6), (2024, 4)):
        for month in ("01", "02"):
            facts += [imports(f"{year}-{month}", value * e, partner=p) for p in (CHINA, VIETNAM)]
    return new_store(tmp_path, facts)


def built(tmp_path: Path, store: Store, language: str = "zh") -> Document:
    definition = define(tmp_path, SECTIONS, head=BOTH)
    return build_report(definition, Month(2025, 2), store, language=language)


def test_the_parts_and_the_rest_add_up_to_the_growth(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    growths = {
        (cell.figure.side, cell.figure.window): cell.figure.value
        for _, _, cell in document.tables()[0].cells()
        if cell.measure is Measure.YOY
    }
    for table in document.tables()[1:]:
        added: dict[tuple[Side, Window], Fraction] = {}
        for _, _, cell in table.cells():
            figure = cell.figure
            if cell.measure is Measure.CONTRIBUTION and cell.block in ("rows", "rest"):
                key = (figure.side, figure.window)
                added[key] = added.get(key, Fraction(0)) + (figure.value or 0)
        assert added == {key: growths[key] for key in added}
        assert len(added) == 2


def test_the_annex_names_them(tmp_path: Path, store: Store) -> None:
    records = [
        (r["block"], r["label"], r["text"], r["unit"])
        for r in cell_records(built(tmp_path, store))
        if r["table"] == 2 and r["measure"] == "contribution" and r["window"] == "month"
    ]
    assert records == [
        ("bloc", "欧盟", "12.0", "pp"),
        ("rows", "美国", "-10.0", "pp"),
        ("rows", "德国", "10.0", "pp"),
        ("rest", "其他", "1.0", "pp"),
    ]


def test_sentences_name_who_moved_growth_most(tmp_path: Path, store: Store) -> None:
    chinese = sentences(built(tmp_path, store))
    assert (
        "2025年2月，中国蓄电池出口同比增长1.0%，其中，对德国和法国出口分别拉动增速10.0、2.0个百分点，"
        "对美国和越南出口分别下拉增速10.0、1.0个百分点。"
    ) in chinese
    english = sentences(built(tmp_path, store, "en"))
    assert (
        "In February 2025, exports of batteries were up 1.0% on the year: exports to Germany and "
        "France added 10.0 and 2.0 percentage points, respectively, and exports to the United "
        "States and Vietnam subtracted 10.0 and 1.0 percentage points, respectively."
    ) in english


def test_goods_that_come_back_are_in_the_rest_and_not_named(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    told = [text for text in sentences(document) if "进口同比" in text and "拉动" in text]
    assert told[0] == (
        "2025年2月，中国蓄电池进口同比增长50.0%，其中，自越南进口拉动增速25.0个百分点。"
    )
    (rest,) = [
        r["text"]
        for r in cell_records(document)
        if r["table"] == 3 and r["block"] == "rest" and r["window"] == "month"
        and r["measure"] == "contribution"
    ]  # fmt: skip
    assert rest == "25.0"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_clean_in_every_format(tmp_path: Path, store: Store, language: str) -> None:
    document = built(tmp_path, store, language)
    assert audit(document, store).findings == ()
    assert_clean_in_print(document, tmp_path)


def planted(document: Document) -> Iterator[Document]:
    """The report with a contribution wrong by half a point, each in turn."""
    for at, part in enumerate(document.parts):
        if not isinstance(part, Table):
            continue
        for _, _, cell in part.cells():
            if cell.measure is Measure.CONTRIBUTION and cell.figure.value is not None:
                wrong = cell.figure.value + Fraction(1, 2)
                figure = replace(cell.figure, value=wrong, text=f"{float(wrong):.1f}")
                table = _with(part, cell, replace(cell, figure=figure))
                yield replace(
                    document, parts=(*document.parts[:at], table, *document.parts[at + 1 :])
                )


def _with(table: Table, old: FigureCell, new: FigureCell) -> Table:
    return replace(
        table,
        groups=tuple(
            replace(
                group,
                rows=tuple(
                    replace(row, cells=tuple(new if cell is old else cell for cell in row.cells))
                    for row in group.rows
                ),
            )
            for group in table.groups
        ),
    )


def test_a_contribution_that_does_not_add_up_is_found(tmp_path: Path, store: Store) -> None:
    documents = list(planted(built(tmp_path, store)))[:4]
    assert len(documents) == 4
    for document in documents:
        assert any(f.severity != "style" for f in audit(document).findings)
