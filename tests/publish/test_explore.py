"""Questions asked of a store, held against sums of its facts by hand."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pytest

from yuebao import Store, YuebaoError
from yuebao.domain import Month, UserError
from yuebao.indicators import Gap
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.publish.explore import GapError, explore
from yuebao.publish.explored import Shown, exploration_record
from yuebao.publish.explored_files import (
    COLUMNS,
    exploration_lines,
    lines_as_parquet,
    lines_as_xlsx,
)
from yuebao.publish.parameters import PARAMETERS
from yuebao.publish.question import question_texts, read_question

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.publish.explore import Exploration

BATTERIES = "85076000"
NOW, THEN = "2025-02", "2024-02"

Facts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The packaged sample."""
    folder = tmp_path_factory.mktemp("explore")
    unpack_sample(folder / "files")
    opened = Store(folder / "库 a'b")
    for report in read_sample().reports:
        load_sample(opened, report, folder / "files")
    return opened


@pytest.fixture(scope="module")
def facts(store: Store) -> Facts:
    """Every fact that is valid, read with nothing of ours in between."""
    names = ("flow", "grain", "commodity", "partner", "mode", "province", "last_month", "value")
    rows = store.view().query(f"SELECT {', '.join(names)} FROM {store.view().facts}")
    return [dict(zip(names, row, strict=True)) for row in rows]


def ask(store: Store, **texts: str) -> Exploration:
    view = store.view()
    return explore(view, read_question(texts, view), store.path)


def added(facts: Facts, by: str, **of: object) -> dict[str, int]:
    """Values of facts by a column; a set is one of several."""
    sums: dict[str, int] = defaultdict(int)
    for fact in facts:
        if all(fact[name] in w if isinstance(w, frozenset | set) else fact[name] == w
               for name, w in of.items()):  # fmt: skip
            sums[fact[by]] += fact["value"]
    return sums


@pytest.mark.parametrize("by", ["partner", "province", "mode"])
@pytest.mark.parametrize("flow", ["export", "import"])
def test_parts_are_the_sums_of_facts_and_with_the_rest_the_whole(
    store: Store, facts: Facts, by: str, flow: str
) -> None:
    found = ask(store, codes=BATTERIES, by=by, flow=flow, months=NOW, first="7")
    now = added(facts, by, commodity=BATTERIES, flow=flow, last_month=NOW)
    then = added(facts, by, commodity=BATTERIES, flow=flow, last_month=THEN)
    own = {store.view().office.own} if by == "partner" else set()
    largest = sorted((-value, code) for code, value in now.items() if code not in own)
    codes = [row.code for row in found.rows]
    assert codes[: len(largest)] == [code for _, code in largest[:7]]
    for row in found.rows:
        (cell,) = row.cells
        assert row.code is not None
        assert cell.level is not None
        assert cell.base is not None
        assert (cell.level.amount.number, cell.base.amount.number) == (
            now.get(row.code, 0), then.get(row.code, 0),
        )  # fmt: skip
        assert cell.share.ratio == Fraction(now.get(row.code, 0), sum(now.values()))
    every = [*found.rows, *([found.rest] if found.rest else [])]
    whole = found.whole.cells[0]
    assert whole.level is not None
    amounts = [level.amount.number for row in every if (level := row.cells[0].level) is not None]
    assert sum(amounts) == whole.level.amount.number
    assert sum(r.cells[0].contribution.ratio for r in every) == whole.growth.rate  # type: ignore[misc]


def test_both_flows_are_added_and_periods_stand_side_by_side(store: Store, facts: Facts) -> None:
    found = ask(store, codes=BATTERIES, flow="total", by="province", window="ytd",
                months=f"{NOW},{THEN}")  # fmt: skip
    assert [str(span.period) for span in found.columns] == [
        "2025-01..2025-02", "2024-01..2024-02",
    ]  # fmt: skip
    for at, year in enumerate(("2025", "2024")):
        months = frozenset((f"{year}-01", f"{year}-02"))
        sums = added(facts, "province", commodity=BATTERIES, last_month=months)
        for row in found.rows:
            assert row.cells[at].level.amount.number == sums[row.code or ""]  # type: ignore[union-attr]
    assert found.whole.cells[1].growth.reason == "base_not_loaded"


def test_trade_with_a_group_is_that_with_its_members(store: Store, facts: Facts) -> None:
    members = frozenset(store.view().office.groups.find("eu").members(Month(2025, 2)))
    of = {"commodity": BATTERIES, "flow": "export", "last_month": NOW, "partner": members}
    narrowed = ask(store, codes=BATTERIES, partners="eu", by="province", months=NOW)
    grouped = ask(store, codes=BATTERIES, by="group", months=NOW)
    whole = sum(added(facts, "province", **of).values())
    assert narrowed.whole.cells[0].level.amount.number == whole  # type: ignore[union-attr]
    (row,) = (row for row in grouped.rows if row.code == "eu")
    assert row.cells[0].level.amount.number == whole  # type: ignore[union-attr]
    assert grouped.rest is None


def test_one_heading_is_told_apart_a_step_below(store: Store, facts: Facts) -> None:
    found = ask(store, codes="8542", by="commodity", months="2025-07", history="24")
    sums = added(facts, "commodity", flow="export", last_month="2025-07")
    for row in found.rows:
        below = sum(value for code, value in sums.items() if code.startswith(row.code or "x"))
        assert row.cells[0].level.amount.number == below  # type: ignore[union-attr]
    assert len(found.rows) > 3
    assert {len(row.code or "") for row in found.rows} == {6}
    held = [f"{year}-0{month}" for year in (2024, 2025) for month in range(1, 8)]
    assert [str(one.period) for one in found.history] == held
    every = Shown(found, "zh").every_month()
    assert [str(month) for month, one in every if one is None] == [
        f"2024-{month:02}" for month in range(8, 13)
    ]
    assert len(every) == 19
    for one in found.history:
        assert sum(level.amount.number for level in one.parts.values()) <= one.level.amount.number


def test_price_and_quantity_make_up_the_growth(store: Store) -> None:
    found = ask(store, codes=BATTERIES, by="nothing", price="yes", months=NOW)
    (one,) = found.prices
    assert one.price is not None
    assert one.mix is not None
    assert one.quantity.rate is not None
    rate = found.whole.cells[0].growth.rate
    assert one.price * one.mix * (1 + one.quantity.rate) - 1 == rate
    (shown,) = Shown(found, "zh").prices()
    assert shown.unit_value.unit == "美元/个"


def test_the_statements_give_the_same_when_they_are_run_in_the_stores_folder(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ask(store, codes=BATTERIES, by="mode", price="yes", months=NOW)
    monkeypatch.chdir(store.path)
    first, second = found.sql
    assert str(store.path) not in first + second
    rows = duckdb.connect().execute(first).fetchall()
    amounts = {entity: amount for _, entity, amount, *_ in rows}
    for row in found.rows:
        level = row.cells[0].level
        assert level is not None
        assert level.amount.number in {
            amount for _, entity, amount, *_ in rows if entity == row.code
        }
    assert amounts
    assert duckdb.connect().execute(second).fetchall()


def test_a_part_of_a_heading_is_refused_unless_it_is_accepted_and_then_told(store: Store) -> None:
    with pytest.raises(GapError, match="only in part") as refused:
        ask(store, codes="8507", months=NOW)
    assert (refused.value.missing.gap, refused.value.flow) == (Gap.PARTS, "export")
    found = ask(store, codes="8507", months=NOW, partial="yes")
    assert "85071000" in found.lacking
    assert BATTERIES not in found.lacking
    at = [column.name for column in COLUMNS].index("lacking")
    kept = exploration_lines(Shown(found, "zh"), "合计", "其他")
    assert {line[at] for line in kept} == {" ".join(found.lacking)}
    whole = ask(store, codes=BATTERIES, months=NOW)
    assert {line[at] for line in exploration_lines(Shown(whole, "zh"), "合计", "其他")} == {None}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "no goods"),
        ({"codes": "8507'; DROP"}, "is no code"),
        ({"codes": "85,8507"}, "count twice"),
        ({"codes": "all,85"}, "count twice"),
        ({"codes": ",".join(str(n) for n in range(1000, 1100))}, "at once"),
        ({"codes": "85", "months": "2025-13"}, "not a month"),
        ({"codes": "85", "by": "moon"}, "by cannot be"),
        ({"codes": "85", "first": "0"}, "first cannot be"),
        ({"codes": "85", "first": "9999"}, "at once"),
        ({"codes": "85", "flow": "sideways"}, "flow cannot be"),
        ({"codes": "85", "window": "decade"}, "no window"),
        ({"codes": "85", "currency": "ZZZ"}, "no currency"),
        ({"codes": "85", "partners": "atlantis"}, "no partner"),
        ({"codes": "85", "provinces": "99"}, "no province"),
        ({"codes": "85", "modes": "zz"}, "no trade mode"),
        ({"codes": "85", "price": "maybe"}, "price cannot be"),
        ({"codes": BATTERIES, "months": "2025-01", "window": "quarter"}, "ends no quarter"),
        ({"codes": "all", "by": "partner", "months": NOW}, "broken down by partner"),
        ({"codes": BATTERIES, "months": "2019-02"}, "are not loaded"),
        ({"codes": "0101", "months": NOW}, "are loaded in this currency"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_a_paragraph(
    store: Store, texts: dict[str, str], said: str
) -> None:
    with pytest.raises(YuebaoError, match=said) as refused:
        ask(store, **texts)
    assert isinstance(refused.value, UserError | GapError)
    assert refused.value.remedy


def test_a_question_is_read_back_from_its_texts(store: Store) -> None:
    texts = {
        "codes": "8542", "months": "2025-07,2025-06", "flow": "import", "by": "mode",
        "window": "ytd", "currency": "USD", "partners": "eu,502", "provinces": "31,44",
        "modes": "10", "first": "5", "history": "12", "price": "yes", "partial": "yes",
    }  # fmt: skip
    assert set(texts) == set(PARAMETERS)
    assert question_texts(read_question(texts, store.view())) == texts


def test_files_hold_what_was_answered(store: Store) -> None:
    found = ask(store, codes=BATTERIES, by="partner", months=NOW, first="3")
    lines = exploration_lines(Shown(found, "zh"), "合计", "其他")
    assert [line[2] for line in lines] == ["whole", "rows", "rows", "rows", "rest"]
    book = openpyxl.load_workbook(io.BytesIO(lines_as_xlsx(lines, found.sql, "note")))
    cells = list(book["data"].iter_rows(values_only=True))
    assert cells[0] == tuple(column.name for column in COLUMNS)
    assert [row[9] for row in cells[1:]] == [line[9] for line in lines]
    record = exploration_record(found)
    assert [row["cells"][0]["value"] for row in record["rows"]] == [line[9] for line in lines[1:4]]


def test_parquet_holds_the_same(store: Store, tmp_path: Path) -> None:
    found = ask(store, codes=BATTERIES, by="partner", months=NOW, first="3")
    lines = exploration_lines(Shown(found, "en"), "Total", "Others")
    (tmp_path / "a.parquet").write_bytes(lines_as_parquet(lines))
    rows = (
        duckdb.connect()
        .execute(f"SELECT name, value, growth FROM '{tmp_path / 'a.parquet'}'")
        .fetchall()
    )
    assert [(name, value) for name, value, _ in rows] == [(line[4], line[9]) for line in lines]
    growth = found.whole.cells[0].growth.rate
    assert growth is not None
    assert abs(Fraction(rows[0][2]) - growth * 100) < Fraction(1, 10**11)


def test_what_was_known_by_a_day_is_asked_of_a_view_of_that_day(store: Store) -> None:
    view = store.view(as_of=date(2030, 1, 1))
    now = explore(view, read_question({"codes": BATTERIES}, view), store.path)
    assert now.request.months == (Month(2025, 2),)
