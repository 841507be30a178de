"""Highlights on revisions: of which months, when, in which words; the audit of the line."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.test_highlights import lines, told
from tests.unit.report.tiny import (
    BOTH,
    CODE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    USA,
    Fact,
    define,
    exports,
    imports,
    load,
)

from yuebao.auditing import audit
from yuebao.domain import Month, Period, Scope
from yuebao.render import render
from yuebao.report import Adjustments, build_report
from yuebao.report.model import Revised, Role
from yuebao.store import DuckDB, Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store._engine import Rows

TEXT = """
[units]
USD = "万美元"

[[sections]]
kind = "highlights"
lines = 12

[[sections]]
kind = "overview"
"""
JUNE = Month(2025, 6)
DAYS = [date(2025, month, 18) for month in range(2, 8)]
"""January was released in February, with all months before it; June in July."""


def trade(last: str, revised: Mapping[str, int], first: str = "2024-01") -> list[Fact]:
    """Exports of each month up to the last; of some so many thousandths of what they were."""
    month, found = Month.parse(first), []
    while month <= Month.parse(last):
        for place, (partner, province) in enumerate(((USA, GUANGDONG), (GERMANY, SHANGHAI))):
            value = 10**7 * (3 - place) + 10**5 * month.month * (place + 1)
            value = value * revised.get(str(month), 1000) // 1000
            found.append(exports(str(month), value, partner=partner, province=province))
        month = month.plus(1)
    return found


def releases(tmp_path: Path, *revised: Mapping[str, int], first: str = "2024-01") -> Store:
    """A store of the releases of January to June, and what each revises for good."""
    store = Store(tmp_path / "store")
    held: dict[str, int] = {}
    for at, day in enumerate(DAYS):
        held |= revised[at] if at < len(revised) else {}
        load(store, trade(f"2025-0{at + 1}", held, first), released=day)
    return store


SMALL: list[dict[str, int]] = [
    {}, {"2025-01": 1004}, {"2024-03": 998, "2025-02": 1005}, {"2025-03": 994}, {"2024-05": 1007},
]  # fmt: skip
"""Five revisions, the largest of 0.7%."""


def built(
    tmp_path: Path, store: Store, language: str = "zh", month: Month = JUNE, text: str = TEXT,
    **rest: object,
) -> Document:  # fmt: skip
    definition = define(tmp_path, text, head=BOTH)
    return build_report(definition, month, store, language=language, **rest)  # type: ignore[arg-type]


def revised(document: Document) -> list[Revised]:
    return [one.of for one in lines(document) if isinstance(one.of, Revised)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return releases(tmp_path_factory.mktemp("revised"), *SMALL, {"2025-02": 1041, "2025-05": 1009})


ZH = (
    "2025年2月，出口额由5085.3万美元修订为5267.5万美元，上调3.6%，"
    "幅度为已知7次修订中最大，此前最大为0.7%。"
)
EN = (
    "Exports in February 2025 were revised up 3.6%, from US$50.853 million to US$52.675 million, "
    "the largest of the 7 revisions known; the largest before was 0.7%."
)


@pytest.mark.parametrize(("language", "line"), [("zh", ZH), ("en", EN)])
def test_the_largest_of_all_known(tmp_path: Path, store: Store, language: str, line: str) -> None:
    document = built(tmp_path, store, language)
    assert line in told(document)
    (one,) = revised(document)
    assert one.change.value is not None
    (found,) = [held for held in lines(document) if held.topic == "revision"]
    assert (found.key, found.score) == ("revision.exports.month", 20 + 15 * one.change.value)
    assert_clean_in_print(document, tmp_path)
    assert audit(document, store).findings == ()
    path = tmp_path / "report.md"
    path.write_bytes(render(document, "md"))
    assert audit(path, store).findings == ()
    told_in_data = json.loads(render(document, "json"))["report"]["highlights"]
    assert line in [each["text"] for each in told_in_data]


def test_figures_know_what_they_were_computed_from(tmp_path: Path, store: Store) -> None:
    (one,) = revised(built(tmp_path, store))
    now, then = one.change.ingredients
    assert (now.role, now.amount, now.releases) == (Role.CURRENT, 52_674_600, tuple(DAYS[5:]))
    assert (then.role, then.amount, then.releases) == (Role.BEFORE, 50_853_000, tuple(DAYS[2:3]))
    assert one.change.value == (Fraction(now.amount or 0, then.amount or 1) - 1) * 100
    assert set(now.sources).isdisjoint(then.sources)


def test_as_of_an_earlier_day_nothing_later_is_known(tmp_path: Path, store: Store) -> None:
    (one,) = revised(built(tmp_path, store, month=Month(2025, 5), as_of=DAYS[4]))
    assert one.span.period.last == Month(2024, 5)
    assert one.known is not None
    assert (one.known.text, one.change.text) == ("5", "0.7")
    (now,) = revised(built(tmp_path, store, as_of=DAYS[5]))
    assert now == revised(built(tmp_path, store))[0]


def test_a_revision_within_the_usual_range_is_no_news(tmp_path: Path) -> None:
    held = releases(tmp_path, *SMALL, {"2025-02": 1002})
    assert revised(built(tmp_path, held)) == []


def test_what_the_latest_release_left_alone_is_no_news(tmp_path: Path) -> None:
    """However much an earlier one changed."""
    held = releases(tmp_path, {}, {}, {}, {"2025-01": 1090})
    assert revised(built(tmp_path, held)) == []
    assert len(revised(built(tmp_path, held, month=Month(2025, 4), as_of=DAYS[3]))) == 1


@pytest.mark.parametrize(
    ("thousandths", "line"),
    [
        (1010, None),
        (1011, "2024年6月，出口额由5180.0万美元修订为5237.0万美元，上调1.1%。"),
        (940, "2024年6月，出口额由5180.0万美元修订为4869.2万美元，下调6.0%。"),
    ],
)
def test_a_base_month_where_few_revisions_are_known(
    tmp_path: Path, thousandths: int, line: str | None
) -> None:
    held = releases(tmp_path, {}, {}, {}, {}, {}, {"2024-06": thousandths})
    document = built(tmp_path, held)
    assert [one for one in told(document) if "修订" in one] == ([line] if line else [])
    assert_clean_in_print(document, tmp_path, ["md"])


def test_a_month_that_was_not_known_is_news(tmp_path: Path) -> None:
    """All of 2024 comes with the last release; the release before it knew a part of the code."""
    store = Store(tmp_path / "store")
    load(store, trade("2025-05", {}, "2025-01"), released=DAYS[4])
    load(store, trade("2025-06", {}), released=DAYS[5])
    assert revised(built(tmp_path, store)) == []


def test_codes_that_nobody_asked_for_before_are_no_revision(tmp_path: Path) -> None:
    head = BOTH.replace('codes = ["85076000"]', 'codes = ["850760", "850720"]')
    one = trade("2025-06", {})
    more = [exports(fact.month, fact.value, code="85072000", partner=fact.partner) for fact in one]
    store = Store(tmp_path / "store")
    load(store, one, released=DAYS[4], codes=["850760"])
    load(store, [*one, *more], released=DAYS[5], codes=["850760", "850720"])
    definition = define(tmp_path, TEXT, head=head)
    document = build_report(definition, JUNE, store)
    assert told(document)
    assert revised(document) == []


def test_months_that_the_report_does_not_rest_on(tmp_path: Path) -> None:
    held = releases(tmp_path, {}, {}, {}, {}, {}, {"2024-11": 1200})
    assert revised(built(tmp_path, held)) == []
    definition = define(
        tmp_path, TEXT, head=f'windows = ["month", "rolling12"]\n{BOTH}', name="rolling"
    )
    (one,) = revised(build_report(definition, JUNE, held))
    assert one.span.period.last == Month(2024, 11)


def test_both_flows_each_by_its_own(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for at, change in ((0, 1000), (1, 1000), (5, 1030)):
        out = trade(f"2025-0{at + 1}", {})
        back = trade(f"2025-0{at + 1}", {"2025-01": change})
        facts = [imports(f.month, f.value // 3, partner=f.partner) for f in back]
        load(store, [*out, *facts], released=DAYS[at])
    document = built(tmp_path, store)
    assert [one.key for one in lines(document) if one.topic == "revision"] == [
        "revision.imports.month"
    ]
    assert_clean_in_print(document, tmp_path, ["md"])


@pytest.mark.parametrize(("province", "many"), [(GUANGDONG, 1), (SHANGHAI, 0)])
def test_a_part_of_trade_has_revisions_of_its_own(tmp_path: Path, province: str, many: int) -> None:
    store = Store(tmp_path / "store")
    first, later = trade("2025-05", {}), trade("2025-06", {"2025-03": 1050})
    load(store, first, released=DAYS[4])
    kept = {(fact.month, fact.province): fact for fact in first}
    load(
        store,
        [
            fact if fact.province == GUANGDONG else kept.get((fact.month, fact.province), fact)
            for fact in later
        ],
        released=DAYS[5],
    )
    head = BOTH.replace("edition = 2022", f'edition = 2022\nprovinces = ["{province}"]')
    document = build_report(define(tmp_path, TEXT, head=head), JUNE, store)
    assert len(revised(document)) == many
    assert_clean_in_print(document, tmp_path, ["md"])


def test_periods_stated_as_one_are_looked_at_as_such(tmp_path: Path) -> None:
    """January and February, which a query export made without months has as one."""
    store = Store(tmp_path / "store")
    for day, value in ((DAYS[1], 1000), (DAYS[2], 1030)):
        path = tmp_path / f"{value}_出口.csv"
        rows = "".join(f"{CODE},{partner},44,{value * 10**4}\n" for partner in (USA, GERMANY))
        path.write_text(f"商品编码,贸易伙伴编码,注册地编码,美元\n{rows}", encoding="utf-8")
        months = Period.year_to_date(Month(2025, 2))
        store.load([path], released=day, months=months, scope=Scope.parse("all"))
    document = built(tmp_path, store, month=Month(2025, 2))
    assert "2025年1-2月，出口额由2000.0万美元修订为2060.0万美元，上调3.0%。" in told(document)
    assert [one.key for one in lines(document) if one.topic == "revision"] == [
        "revision.exports.ytd"
    ]
    assert_clean_in_print(document, tmp_path, ["md"])


def test_the_base_as_first_published_was_not_revised(tmp_path: Path) -> None:
    held = releases(tmp_path, {}, {}, {}, {}, {}, {"2024-06": 1100})
    assert len(revised(built(tmp_path, held))) == 1
    assert revised(built(tmp_path, held, adjust=Adjustments(first_base=True))) == []


def test_pins_and_drops(tmp_path: Path, store: Store) -> None:
    pinned = built(
        tmp_path, store, text=TEXT.replace("lines = 12", 'lines = 1\npins = ["revision"]')
    )
    assert told(pinned) == [ZH]
    dropped = built(
        tmp_path, store, text=TEXT.replace("lines = 12", 'drops = ["revision.exports"]')
    )
    assert revised(dropped) == []


class Counting(DuckDB):
    """Counts statements on revisions."""

    asked = 0

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        type(self).asked += "superseded,\n" in sql
        return super().query(sql, bound)


def test_the_store_is_asked_only_where_a_line_could_be(tmp_path: Path, store: Store) -> None:
    Counting.asked = 0
    built(tmp_path, store, engine=Counting())
    assert Counting.asked == 1
    plain = '[units]\nUSD = "万美元"\n\n[[sections]]\nkind = "overview"\n'
    built(tmp_path, store, text=plain, engine=Counting())
    assert Counting.asked == 1
    (tmp_path / "once").mkdir()
    once = Store(tmp_path / "once" / "store")
    load(once, trade("2025-06", {}), released=DAYS[-1])
    built(tmp_path, once, engine=Counting())
    assert Counting.asked == 1


@pytest.mark.parametrize(
    ("language", "old", "new", "rule"),
    [
        ("zh", "上调3.6%", "上调4.6%", "revision-impossible"),
        ("zh", "上调3.6%", "下调3.6%", "revision-impossible"),
        ("zh", "修订为5267.5", "修订为5567.5", "revision-impossible"),
        ("zh", "此前最大为0.7%", "此前最大为3.9%", "revision-not-largest"),
        ("en", "revised up 3.6%", "revised up 2.6%", "revision-impossible"),
        ("en", "revised up 3.6%", "revised down 3.6%", "revision-impossible"),
        ("en", "before was 0.7%", "before was 7.7%", "revision-not-largest"),
    ],
)
def test_planted_errors_are_found(
    tmp_path: Path, store: Store, language: str, old: str, new: str, rule: str
) -> None:
    text = render(built(tmp_path, store, language), "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [finding.rule for finding in audit(path).findings] == [rule]


def test_charts_and_data_hold_the_amount_as_revised(tmp_path: Path) -> None:
    held = releases(tmp_path, {}, {}, {}, {}, {}, {"2025-02": 1036}, first="2022-12")
    document = built(tmp_path, held)
    assert audit(document, held).findings == ()
    text = render(document, "md").decode()
    wrong = text.replace("由5060.0万美元修订为5242.2万美元", "由4988.0万美元修订为5167.5万美元")
    assert wrong != text
    path = tmp_path / "report.md"
    path.write_text(wrong, encoding="utf-8")
    found = {finding.rule for finding in audit(path, held).findings}
    assert found == {"revision-against-chart", "sentence-against-data"}


def test_amounts_compared_have_as_many_places(tmp_path: Path) -> None:
    """However small one of the two is."""
    held = releases(tmp_path, {}, {}, {}, {}, {}, {"2025-02": 300})
    style = "[style]\nsmall_values = { below = 2000, places = 3 }\n"
    document = built(tmp_path, held, text=f"{style}{TEXT}")
    assert "2025年2月，出口额由5060.000万美元修订为1518.000万美元，下调70.0%。" in told(document)
    assert_clean_in_print(document, tmp_path, ["md"])
