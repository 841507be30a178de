"""Which numbers of a workbook are formulas, and that they give what is printed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.render.sample import overview
from tests.unit.render.workbook import Parts, calculated, formulas, located, round_half_up, shown

from yuebao.domain import Flow, Month
from yuebao.render.xlsx import render_xlsx
from yuebao.report import build_report
from yuebao.report.model import (
    Document,
    FigureCell,
    Group,
    Indicator,
    Key,
    LabelCell,
    Role,
    Row,
    Table,
)
from yuebao.store import Store


def test_formulas_give_what_is_printed(parts: Parts, drawn: bytes) -> None:
    live = [(row, cell) for row, cell in located(parts, drawn) if cell.formula]
    assert {row["indicator"] for row, _ in live} == {"所占比重", "出口减进口"}
    for row, cell in live:
        result = calculated(parts, row["cell"].split("!")[0], cell.formula or "")
        assert result == pytest.approx(row["value"], rel=1e-12)
        places = len(row["text"].partition(".")[2])
        assert str(round_half_up(Decimal(f"{result:.15g}"), places)) == row["text"]


def test_shares_refer_to_the_whole_where_it_is_printed(parts: Parts) -> None:
    found = formulas(parts)
    assert found["表2!C7"] == "B7/表1!$B$6*100"
    assert found["表2!G7"] == "F7/表1!$D$6*100"


def test_charts_refer_to_the_cells_of_their_figures(parts: Parts) -> None:
    marks = {a: c for a, c in parts.cells("图1").items() if c.formula}
    assert len(marks) == 31
    assert all((c.formula or "").startswith("表3!E") for c in marks.values())
    assert "图1!$B$5:$B$35" in parts.archive.read("xl/charts/chart1.xml").decode()


def _overview_with_total(total: Fraction | None = None, text: str | None = None) -> Table:
    """The sample's overview with exports and imports, their total above and their net below."""
    _, table = overview()
    exports, imports = table.groups[0].rows

    def sum_of(column: int) -> FigureCell:
        one, two = exports.cells[column], imports.cells[column]
        assert isinstance(one, FigureCell)
        assert isinstance(two, FigureCell)
        level, other = one.figure.ingredients[0], two.figure.ingredients[0]
        amount = (level.amount or 0) + (other.amount or 0)
        value = Fraction(amount, 10**8) if total is None else total
        figure = replace(
            one.figure,
            value=value,
            text=text or str(round_half_up(Decimal(amount) / 10**8, 1)),
            ingredients=(replace(level, flow=Flow.TOTAL, amount=amount),),
        )
        return replace(one, figure=figure)

    def net_of(column: int) -> FigureCell:
        one, two = exports.cells[column], imports.cells[column]
        assert isinstance(one, FigureCell)
        assert isinstance(two, FigureCell)
        levels = (one.figure.ingredients[0], two.figure.ingredients[0])
        value = (one.figure.value or Fraction(0)) - (two.figure.value or Fraction(0))
        shown_as = str(round_half_up(Decimal(value.numerator) / value.denominator, 1))
        figure = replace(
            one.figure,
            indicator=Indicator.NET,
            value=value,
            text=shown_as,
            ingredients=tuple(replace(one, role=Role.CURRENT) for one in levels),
        )
        return replace(one, figure=figure)

    label, growth = LabelCell(Key("进出口总额")), exports.cells[2]
    above = Row((label, sum_of(1), growth, sum_of(3), growth))
    below = Row((LabelCell(Key("净出口额")), net_of(1), growth, net_of(3), growth))
    return replace(table, groups=(Group("", (above, exports, imports, below)),))


def test_totals_and_net_trade_add_the_cells_around_them(document: Document) -> None:
    parts = Parts(render_xlsx(replace(document, parts=(_overview_with_total(),), notices=())))
    assert formulas(parts) == {
        "表1!B4": "B5+B6", "表1!D4": "D5+D6", "表1!B7": "B5-B6", "表1!D7": "D5-D6",
    }  # fmt: skip
    assert float(parts.cells("表1")["B4"].value) == 42.78585498


def test_a_total_that_is_not_the_sum_stays_a_number(document: Document) -> None:
    table = _overview_with_total(Fraction(43), "43.0")
    parts = Parts(render_xlsx(replace(document, parts=(table,), notices=())))
    assert set(formulas(parts)) == {"表1!B7", "表1!D7"}
    assert parts.cells("表1")["B4"].value == "43"


def test_a_sum_that_would_be_shown_otherwise_stays_a_number(document: Document) -> None:
    # The house style may print what no spreadsheet makes of the value.
    table = _overview_with_total(text="42.7")
    parts = Parts(render_xlsx(replace(document, parts=(table,), notices=())))
    assert "表1!B4" not in formulas(parts)
    assert shown(parts.cells("表1")["B4"]) == "42.7"


def test_the_real_overview_is_live(shared: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.load([shared / "acceptance" / "exports" / "lithium-2025-02"])
    document = build_report("lithium-ion", Month(2025, 2), store)
    found = formulas(Parts(render_xlsx(document)))
    first = {cell: formula for cell, formula in found.items() if cell.startswith("表1!")}
    assert first == {
        "表1!B4": "B5+B6", "表1!D4": "D5+D6", "表1!B7": "B5-B6", "表1!D7": "D5-D6",
        "表1!B8": "B9+B10", "表1!D8": "D9+D10",
    }  # fmt: skip
    shares = [f for f in document.figures() if f.indicator is Indicator.SHARE]
    assert sum(formula.endswith("*100") for formula in found.values()) == len(shares)
