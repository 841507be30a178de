"""The claims of a built report come from its model, and say what its pages say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.documents import with_cells
from tests.unit.report.tiny import HEAD, Fact, define, exports, imports, new_store, sections

from yuebao.auditing import audit
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.understanding.built import claims_of
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import build_report
from yuebao.report.model import FigureCell, LabelCell, Leaders, Mention, Paragraph, Table, Tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.report.model import Cell, Figure, Part, Run

BOTH = HEAD.replace('zh = "测试月报"', 'zh = "测试月报"\nen = "Test"').replace(
    'zh = "蓄电池" }', 'zh = "蓄电池", en = "batteries" }'
)
TRADE = """
[[sections]]
kind = "province-trade"
window = "month"
"""
PARTNERS = ("502", "304", "305", "141", "133", "116")
PROVINCES = ("44", "31", "32", "33")


def facts() -> list[Fact]:
    found: list[Fact] = []
    for year in (2024, 2025):
        for month in (1, 2):
            for at, partner in enumerate(PARTNERS):
                value = (9 - at) * 10**8 + (year - 2024) * 10**7 * (at - 2)
                place = {"partner": partner, "province": PROVINCES[at % 4]}
                found.append(exports(f"{year}-{month:02}", value, **place))
                found.append(imports(f"{year}-{month:02}", value // 3, **place))
    return found


@pytest.fixture(params=["zh", "en"])
def document(tmp_path: Path, request: pytest.FixtureRequest) -> Document:
    text = sections("overview", "partners", "provinces").replace(
        'kind = "partners"', 'kind = "partners"\nblocs = ["eu"]\nshares = true\nfirst = 4'
    )
    definition = define(tmp_path, text + TRADE, head=BOTH)
    store = new_store(tmp_path, facts())
    return build_report(definition, Month(2025, 2), store, language=request.param)


def test_the_model_claims_what_the_page_says(document: Document) -> None:
    _, own = claims_of(document)
    read = read_claims(read_bytes(render(document, "md"), "report.md"))

    def cells(claims: object) -> list[tuple[object, ...]]:
        return [
            (t.number, t.kind, t.side, t.shared, li.window.name, li.block,
             li.rank, li.label, li.code, li.side, li.quantity, c.measure, c.text,
             None if c.number is None else c.number.interval())
            for t, li, c in claims.cells()  # type: ignore[attr-defined]  # of either
        ]  # fmt: skip

    assert cells(own) == cells(read)
    assert len(own.statements) == len(read.statements)
    for mine, theirs in zip(own.statements, read.statements, strict=True):
        same = ("quantity", "side", "window", "period", "entity", "listed", "position", "names")
        assert [getattr(mine, name) for name in same] == [getattr(theirs, name) for name in same]
        assert mine.number.value * mine.number.unit.scale == pytest.approx(
            theirs.number.value * theirs.number.unit.scale
        )
    assert [(n.window, n.first, n.labels) for n in own.namings] == [
        (n.window, n.first, n.labels) for n in read.namings
    ]
    for one, two in zip(own.namings, read.namings, strict=True):
        assert two.side in (one.side, None)
    assert [(c.side, c.direction, c.count, c.named) for c in own.counts] == [
        (c.side, c.direction, c.count, c.named) for c in read.counts
    ]
    assert (own.month, own.currency) == (read.month, read.currency)


def test_a_good_report_has_no_findings(document: Document) -> None:
    found = audit(document)
    assert found.findings == ()
    assert found.coverage.share() == 1.0


def changed(document: Document, change: Callable[[Part], Part]) -> Document:
    return replace(document, parts=tuple(map(change, document.parts)))


def with_cell(table: Table, wanted: str, change: Callable[[Figure], Figure]) -> Table:
    """The table with its first figure of a measure changed."""
    done = False

    def cell_of(cell: object) -> object:
        nonlocal done
        if not done and isinstance(cell, FigureCell) and cell.measure == wanted:
            done = True
            return replace(cell, figure=change(cell.figure))
        return cell

    groups = tuple(
        replace(g, rows=tuple(replace(r, cells=tuple(map(cell_of, r.cells))) for r in g.rows))  # type: ignore[arg-type]  # cells stay cells
        for g in table.groups
    )
    return replace(table, groups=groups)


def printed_as(text: str) -> Callable[[Figure], Figure]:
    return lambda figure: replace(figure, text=text, value=Fraction(text))


@pytest.mark.parametrize(
    ("number", "measure", "text"),
    [(1, "value", "9999.9"), (2, "share", "99.9"), (3, "yoy", "-88.8"), (6, "net", "-77.7")],
)
def test_a_cell_that_cannot_be_is_found(
    document: Document, number: int, measure: str, text: str
) -> None:
    def change(part: Part) -> Part:
        if isinstance(part, Table) and part.number == number:
            return with_cell(part, measure, printed_as(text))
        return part

    assert audit(changed(document, change)).findings


def test_rows_out_of_order_are_found(document: Document) -> None:
    def change(part: Part) -> Part:
        if isinstance(part, Table) and part.number == 6:
            (group,) = part.groups
            return replace(part, groups=(replace(group, rows=group.rows[::-1]),))
        return part

    rules = {finding.rule for finding in audit(changed(document, change)).findings}
    assert rules & {"order", "ranking-irreconcilable"}


def test_a_sentence_against_its_table_is_found(document: Document) -> None:
    def change(part: Part) -> Part:
        if not isinstance(part, Paragraph):
            return part
        figures = [run.figure for run in part.runs if isinstance(run, Mention)]
        if not figures or figures[0].unit == "":
            return part
        first = figures[0]
        wrong = replace(first, text="1234.5", value=Fraction("1234.5"))

        def swap(one: Run) -> Run:
            swapped = isinstance(one, Mention) and one.figure == first
            return replace(one, figure=wrong) if swapped else one  # type: ignore[type-var]  # a Mention

        says = tuple(_replaced(statement, first, wrong) for statement in part.says)
        return replace(part, runs=tuple(map(swap, part.runs)), says=says)  # type: ignore[arg-type]  # as they were

    rules = {finding.rule for finding in audit(changed(document, change)).findings}
    assert "prose-against-table" in rules


def _replaced(statement: object, old: Figure, new: Figure) -> object:
    """A statement that lists a figure in place of another."""

    def within(value: object) -> object:
        if value == old:
            return new
        if isinstance(value, tuple):
            return tuple(map(within, value))
        fields = getattr(value, "__dataclass_fields__", {})
        if {"key", "value", "growth"} <= set(fields):
            return replace(value, value=within(value.value))  # type: ignore[type-var,attr-defined]  # a Standing
        return value

    fields = statement.__dataclass_fields__  # type: ignore[attr-defined]  # a statement is a record
    return replace(statement, **{name: within(getattr(statement, name)) for name in fields})  # type: ignore[type-var]  # as above


def test_a_wrong_leader_and_a_wrong_count_are_found(document: Document) -> None:
    def change(part: Part) -> Part:
        if not isinstance(part, Paragraph):
            return part
        says = tuple(
            replace(one, first=one.first[::-1])
            if isinstance(one, Leaders)
            else replace(one, parts=((one.parts[0][0], (), one.everyone), *one.parts[1:]))
            if isinstance(one, Tally)
            else one
            for one in part.says
        )
        return replace(part, says=says)

    rules = {finding.rule for finding in audit(changed(document, change)).findings}
    assert "naming-against-table" in rules
    assert rules & {"count-against-table", "counts-do-not-add"}


def test_labels_of_the_model_need_no_reading(document: Document) -> None:
    """A name that no page could be taken apart by is one name in the model."""
    strange = "甲、乙和丙（丁），1,234.5亿美元"

    def relabel(cell: Cell) -> Cell:
        if isinstance(cell, LabelCell):
            return replace(cell, key=replace(cell.key, label=strange + cell.key.label))
        return cell

    def change(part: Part) -> Part:
        if isinstance(part, Table) and part.number == 2:
            return with_cells(part, relabel)
        return part

    _, claims = claims_of(changed(document, change))
    table = claims.table(2)
    assert table is not None
    assert all(line.label.startswith(strange) for line in table.lines)
