"""The annex: every cell once, exact, with what it came from."""

import csv
import io
import json
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.render.sample import NASTY, NO_BASE, SOURCES, sample_document

from yuebao.render.annex import CELL_KEYS, csv_field, exact_text, render_annex, render_csv

Annex = dict[str, Any]


@pytest.fixture(scope="module")
def annex() -> Annex:
    read: Annex = json.loads(render_annex(sample_document()))
    return read


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    text = render_csv(sample_document()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_report_is_described(annex: Annex) -> None:
    report = annex["report"]
    assert list(report) == [
        "definition",
        "month",
        "language",
        "title",
        "date",
        "notices",
        "sources",
    ]
    assert (report["month"], report["date"]) == ("2025-02", "2025-03-20")
    assert report["sources"] == [
        {"sha256": sha256, "name": ""} for sha256 in sorted(SOURCES.values())
    ]


def test_one_record_a_figure_cell_with_all_keys_in_order(annex: Annex) -> None:
    assert len(annex["cells"]) == len(sample_document().figures())
    assert {tuple(cell) for cell in annex["cells"]} == {CELL_KEYS}
    places = [
        (c["table"], c["window"], c["block"], c["rank"], c["measure"]) for c in annex["cells"]
    ]
    assert len(set(places)) == len(places)


def test_the_label_is_that_of_the_side_it_stands_on(annex: Annex) -> None:
    side = [c for c in annex["cells"] if c["table"] == 2 and c["window"] == "ytd"]
    assert {c["label"] for c in side if c["rank"] == 3} == {NASTY}
    assert {c["code"] for c in side if c["rank"] == 1 and c["block"] == "rows"} == {"304"}


def test_every_text_is_its_value_rounded(annex: Annex) -> None:
    for cell in annex["cells"]:
        if cell["value"] is not None:
            rounded = Decimal(cell["value"]).quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert rounded == Decimal(cell["text"])


def test_a_dash_has_no_value_but_a_reason(annex: Annex) -> None:
    dashes = [cell for cell in annex["cells"] if cell["text"] == "-"]
    assert dashes
    assert all(c["value"] is None and c["reason"] == NO_BASE for c in dashes)
    assert all(c["reason"] is None for c in annex["cells"] if c["text"] != "-")


def test_a_rate_keeps_its_current_and_its_base(annex: Annex) -> None:
    cell = next(c for c in annex["cells"] if c["measure"] == "yoy")
    current, base = cell["levels"]
    assert (current["role"], base["role"]) == ("current", "base")
    assert current == {
        "role": "current", "flow": "export", "period": "2025-02", "amount": 4142031177,
        "unit": "USD", "grain": "hs8/partner/province", "rows": current["rows"],
    }  # fmt: skip
    exact = Fraction(current["amount"] - base["amount"], base["amount"]) * 100
    assert abs(Fraction(cell["value"]) - exact) < Fraction(1, 10**15)
    assert cell["releases"] == ["2024-03-20", "2025-03-20"]


def test_a_cell_is_a_line() -> None:
    text = render_annex(sample_document()).decode()
    assert text.endswith("\n]}\n")
    assert text.count('\n{"table"') == len(sample_document().figures())


def test_a_report_without_tables_has_no_cells() -> None:
    assert json.loads(render_annex(replace(sample_document(), parts=())))["cells"] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (Fraction(0), "0"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(-1, 3), "-0.33333333333333333333"),
        (Fraction(1, 3 * 10**9), "0.00000000033333333333333333333"),
    ],
)
def test_values_are_plain_decimals(value: Fraction | None, text: str | None) -> None:
    assert exact_text(value) == text


def test_csv_holds_the_same_cells(rows: list[dict[str, str]], annex: Annex) -> None:
    assert len(rows) == len(annex["cells"])
    for row, cell in zip(rows, annex["cells"], strict=True):
        for key in ("window", "block", "measure", "text", "indicator", "period"):
            assert row[key] == cell[key]
        assert row["value"] == (cell["value"] or "")


def test_csv_says_the_reports_cautions_on_every_row(rows: list[dict[str, str]]) -> None:
    (said,) = {row["notices"] for row in rows}
    assert said.split() == " ".join(sample_document().notices).split()


def test_csv_opens_in_excel_and_has_one_line_a_cell(rows: list[dict[str, str]]) -> None:
    data = render_csv(sample_document())
    assert data.startswith(b"\xef\xbb\xbftable,window")
    assert data.count(b"\n") == len(rows) + 1
    assert b"\r" not in data


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("-", "-"), ("-4.2", "-4.2"), ("+3", "+3"), ("01", "01"), ("", ""), (None, ""), (7, "7"),
        ("=1+1", "'=1+1"), ("+a", "'+a"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"), ("\n@x", "' @x"), ("＝1", "'＝1"), ("福建=1", "福建=1"),
    ],
)  # fmt: skip
def test_csv_starts_no_formula(value: object, written: str) -> None:
    assert csv_field(value) == written
