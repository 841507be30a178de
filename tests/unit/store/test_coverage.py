"""What files answer for: codes asked for and not traded, never asked for, or found one by one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, Row, january, known, write_export

from yuebao.domain import Currency, Flow, Grain, Period, UserError
from yuebao.reference import find_office
from yuebao.report.plan import Fetch, fetch_names
from yuebao.sources.query.name import read_query_name
from yuebao.store import LoadRecord

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import Coverage, Store

OFFICE = find_office("china")
HEADING = ("73241000", "73242100", "73242900", "73249000")
"""All of 7324 in the lists."""
SINKS = HEADING[0]
ONE = Period.parse("2025-01")
FIRST = date(2025, 3, 1)


def row(code: str, month: str = "2025-01", value: int = 1) -> Row:
    return Row(month, value, commodity=code)


def covered(store: Store, *codes: str) -> Coverage:
    (coverage,) = store.view().coverage(codes, Flow.EXPORT)
    return coverage


def test_a_part_of_a_heading_is_not_the_heading(load: Load, store: Store) -> None:
    load([row(SINKS)])
    assert covered(store, SINKS).common() == {ONE}
    assert covered(store, "7324").common() == frozenset()
    assert covered(store, "7324").lacking(ONE) == HEADING[1:]
    (taken,) = store.view().taking_parts().coverage(("7324",), Flow.EXPORT)
    assert taken.common() == {ONE}
    assert taken.lacking(ONE) == HEADING[1:], "and it is still known what lacks"


def test_every_code_of_the_list_is_the_heading(load: Load, store: Store) -> None:
    for code in HEADING[:3]:
        load([row(code)])
    assert covered(store, "7324").lacking(ONE) == HEADING[3:]
    load([row(HEADING[3])])
    assert covered(store, "7324").common() == {ONE}
    assert not covered(store, "7324").parts


def test_codes_of_another_month_do_not_count(load: Load, store: Store) -> None:
    load([row(code) for code in HEADING[:3]])
    load([row(HEADING[3], "2025-02")])
    assert covered(store, "7324").common() == frozenset()


def test_a_file_answers_for_what_its_query_asked_for(load: Load, store: Store) -> None:
    load([row(SINKS)], codes=["7324", "6910"])
    for code in ("7324", "73249000", "6910", "69101000"):
        assert covered(store, code).common() == {ONE}
    assert store.view().coverage(("6911",), Flow.EXPORT) == ()
    assert store.view().coverage(("7324",), Flow.IMPORT) == ()


def test_a_query_that_named_no_code_answers_for_all(load: Load, store: Store) -> None:
    load([row(SINKS)], codes=["all"])
    for code in ("7324", "01", "85076000"):
        assert covered(store, code).common() == {ONE}


def test_a_heading_stored_as_one_code_is_whole(load: Load, store: Store) -> None:
    load([row("6910")])
    assert covered(store, "6910").common() == {ONE}
    assert store.view().coverage(("69101000",), Flow.EXPORT) == (), "it is a part of 6910"


def test_a_shorter_code_that_is_the_very_same_goods_answers(load: Load, store: Store) -> None:
    load([row("850760")])
    coverage = covered(store, "85076000")
    assert coverage.common() == {ONE}
    assert coverage.stored == {"85076000": "850760"}


def test_a_code_split_since_the_last_list_is_not_missed(load: Load, store: Store) -> None:
    load([row("73241010"), *(row(code) for code in HEADING[1:])])
    assert covered(store, "7324").common() == {ONE}


def test_a_heading_no_list_has_is_held_against_nothing(load: Load, store: Store) -> None:
    load([row("99999999")])
    assert covered(store, "9999").common() == {ONE}


def test_the_name_that_a_plan_writes_says_what_was_asked(load: Load, store: Store) -> None:
    result = load([row(SINKS)], name="出口_7324_202501_美元.csv")
    assert [part.asked for part in result.slices] == [("7324",)]
    assert covered(store, "7324").common() == {ONE}


@pytest.mark.parametrize(
    "name",
    [
        "出口_8507_202501_美元.csv",  # other codes
        "出口_7324_202402-202412_美元.csv",  # other months
        "出口_7324等9项_202501_美元.csv",  # not all codes
        "出口_7324.csv",  # no months: not a plan's
        "7324_出口_202501.csv",
    ],
)
def test_a_name_that_cannot_be_the_files_says_nothing(load: Load, store: Store, name: str) -> None:
    result = load([row(SINKS)], name=name)
    assert [part.asked for part in result.slices] == [()]


@pytest.mark.parametrize("months", ["2025-01", "2024-03..2024-12"])
@pytest.mark.parametrize("grain", ["hs8", "hs8/partner/province"])
@pytest.mark.parametrize("codes", [("7324",), ("85076000", "6910", "85")])
def test_names_of_plans_are_read_back(codes: tuple[str, ...], grain: str, months: str) -> None:
    period = Period.parse(months)
    fetch = Fetch(
        Flow.IMPORT, codes, Grain.parse(grain), tuple(period.months()), Currency("USD"), 2, ""
    )
    for name in fetch_names(fetch, OFFICE):
        query = read_query_name(name, OFFICE)
        assert query is not None
        assert (query.codes, query.months) == (codes, period)


def test_codes_that_leave_out_what_a_file_holds_are_refused(load: Load) -> None:
    with pytest.raises(UserError, match="leaves out 73241000"):
        load([row(SINKS)], codes=["6910"])


@pytest.mark.parametrize("code", ["732", "abcd", "", "7324100000", "all,7324"])
def test_what_is_no_code_is_refused(load: Load, code: str) -> None:
    with pytest.raises(UserError, match="is no HS code"):
        load([row(SINKS)], codes=code.split(","))


def test_a_code_that_only_another_query_holds_is_not_answered(store: Store, tmp_path: Path) -> None:
    """Two headings in one command, of different months: no file answers for the other's."""
    sinks = write_export(tmp_path / "出口-1.csv", [row(SINKS), row(SINKS, "2025-02")])
    china = write_export(tmp_path / "出口-2.csv", [row("69101000")])
    store.load([sinks, china], scope=WHOLE, codes=["7324", "6910", "8507"])
    assert covered(store, "7324").common() == {ONE, Period.parse("2025-02")}
    assert covered(store, "6910").common() == {ONE}
    assert covered(store, "8507").common() == {ONE, Period.parse("2025-02")}


def test_a_file_loaded_again_with_its_codes_says_more(load: Load, store: Store) -> None:
    load([row(SINKS)], name="出口-a.csv")
    assert load([row(SINKS)], name="出口-b.csv", codes=["7324"]).record is not None
    assert covered(store, "7324").common() == {ONE}
    assert load([row(SINKS)], name="出口-c.csv").record is None, "what is known is not taken back"
    assert load([row(SINKS)], name="出口-d.csv", codes=["7324"]).record is None
    assert known(store.view()) == {("2025-01", SINKS): 1}


def test_a_load_older_than_the_record_answers_for_the_codes_found(load: Load, store: Store) -> None:
    load([row(SINKS)], codes=["7324"])
    (record,) = store.loads()
    said = json.loads(record.to_json())
    assert [part.pop("asked") for part in said["slices"]] == [["7324"]]
    (part,) = LoadRecord.from_json(json.dumps(said)).slices
    assert part.asked == ()
    assert part.covers(SINKS)
    assert not part.answers("7324")


def test_a_later_release_withdraws_what_it_asked_for_and_lacks(load: Load, store: Store) -> None:
    codes = [row(f"7324{at:04}", value=at) for at in range(1000, 1200)]
    load(codes, day=1, codes=["7324"])
    load(codes[1:], day=20, codes=["7324"])
    assert len(january(store)) == 199
    assert len(known(store.view(as_of=FIRST))) == 200


def test_an_older_release_ends_where_a_later_one_asked_and_found_nothing(
    load: Load, store: Store
) -> None:
    load([row(SINKS, value=5)], day=20, codes=["7324"])
    load([row(SINKS, value=5), row(HEADING[1], value=7)], day=1, codes=["7324"])
    assert january(store) == {SINKS: 5}
    assert january(store, FIRST) == {SINKS: 5, HEADING[1]: 7}


def test_without_codes_a_later_release_says_nothing_of_others(load: Load, store: Store) -> None:
    load([row(SINKS, value=5), row(HEADING[1], value=7)], day=1)
    load([row(SINKS, value=6)], day=20)
    assert january(store) == {SINKS: 6, HEADING[1]: 7}
