"""Every printed number of a document is counted once: read, set aside with a reason, or unread."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from tests.unit.auditing.tiny import TINY

from yuebao.auditing import Audit, audit_blocks
from yuebao.auditing.coverage import Aside, Marks, Understood
from yuebao.auditing.reading.blocks import Blocks, Grid, TextBlock
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reading.text import read_text
from yuebao.auditing.telling.page import to_html
from yuebao.auditing.telling.present import to_json, to_text
from yuebao.auditing.telling.sarif import to_sarif
from yuebao.auditing.terms import Place
from yuebao.auditing.understanding.coverage import measure_coverage
from yuebao.auditing.understanding.interpret import read_claims


def of(text: str, name: str = "a.txt") -> Audit:
    return audit_blocks(read_bytes(text.encode(), name))


def unclaimed(blocks: Blocks, marks: Marks | None = None) -> Understood:
    """The coverage of a document of which nothing is claimed."""
    """The coverage of a document of which only tables of the series are claimed."""
    claims = replace(read_claims(blocks), statements=(), counts=(), facts=(), sheets=())
    return measure_coverage(blocks, claims, marks or Marks(), {}, len(blocks.blocks))


def of_text(text: str) -> Understood:
    return unclaimed(Blocks("a", "text", (TextBlock(text),)))


@pytest.mark.parametrize(
    ("text", "why", "numbers"),
    [
        ("会议于2025年3月18日14:30召开。", Aside.DATE, 5),
        ("数据截至2024年1—8月和前9个月。", Aside.DATE, 4),
        ("详见第3章和表2、表3。", Aside.NUMBERING, 3),
        ("联系电话：010-65194114，邮编100730。", Aside.CONTACT, 3),
        ("见 https://example.org/a/2024/88.html 所载。", Aside.CONTACT, 2),
        ("涉及海关编码8507、8541和85423111。", Aside.CODE, 3),
        ("依据海关总署令〔2023〕15号。", Aside.CODE, 2),
        ("该国位居第3位，在前10名之列。", Aside.RANK, 2),
        ("以G20和COVID-19为例。", Aside.NAME, 2),
        ("指数（2015年=100）。", Aside.UNIT, 1),
        ("The forum met on 18 March 2024 and in Q3 2023.", Aside.DATE, 4),
        ("As Table 2 and Figure 3.1 show, it is so.", Aside.NUMBERING, 2),
        ("Call +86 10 6519 4114 today.", Aside.CONTACT, 4),
        ("Goods of HS 8507 and 8541 are meant.", Aside.CODE, 2),
        ("It is among the top 10 and ranks 3rd.", Aside.RANK, 2),
        ("Prices are per 1,000 kg.", Aside.UNIT, 1),
        ("As others say [12], it is so.", Aside.MARK, 1),
    ],
)  # fmt: skip
def test_what_states_no_fact_is_set_aside_with_the_reason(
    text: str, why: Aside, numbers: int
) -> None:
    coverage = of_text(text)
    expected = numbers + (why is Aside.UNIT and "年" in text)  # the year of a base is a date
    assert (coverage.numbers(), coverage.unread) == (expected, ())
    assert coverage.reasons()[why] == numbers
    assert coverage.share() == 1.0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("当地有企业1,234家，占比45.6%，投资2024万元。", ["1,234", "45.6", "2024"]),
        ("气温升至３２．５度。", ["３２．５"]),
        ("It took 2,024 tonnes, 12.5 percent of 16,192.", ["2,024", "12.5", "16,192"]),
    ],
)
def test_a_fact_that_nothing_claims_is_unread_with_its_place(text: str, numbers: list[str]) -> None:
    coverage = of_text(text)
    assert ([one.text for one in coverage.unread], coverage.aside) == (numbers, ())
    for one in coverage.unread:
        assert text[one.place.start : one.place.end] == one.text
        assert one.text in one.quote


def test_all_digits_of_a_document_are_counted() -> None:
    coverage = read_claims(read_text(TINY, "a.txt")).coverage
    assert coverage.numbers() == len(re.findall(r"\d+(?:\.\d+)?", TINY))
    assert coverage.unread == ()


def test_a_table_that_is_dropped_is_not_understood() -> None:
    """A column of ranks before the names made it vanish, while all was said to be understood."""
    table = (
        "| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n"
        "| 1 | 美国 | 40.2 | 3.1 |\n| 2 | 德国 | 30.5 | -2.0 |\n"
    )
    for head in ("甲", "排名"):
        coverage = of(f"# 情况\n\n{table.replace('甲', head)}", "a.md").coverage
        assert [one.text for one in coverage.unread] == ["40.2", "3.1", "30.5", "2.0"]
        assert ([one.text for one in coverage.aside], coverage.share()) == (["1", "2"], 0.0)


def test_cells_are_set_aside_by_head_and_label() -> None:
    rows = (
        ("年份", "2023", "2024年"),
        ("汽车（8座以下）", "12.5", "13.1"),
        ("2022", "1", "2"),
    )
    grid = Grid(rows)
    blocks = Blocks("a", "text", (TextBlock("无"), grid))
    coverage = unclaimed(blocks)
    assert [one.text for one in coverage.unread] == ["12.5", "13.1", "1", "2"]
    assert coverage.reasons() == {Aside.DATE: 3, Aside.NAME: 1}


def test_who_understands_a_number_says_so() -> None:
    blocks = Blocks("a", "text", (TextBlock("共3批、5家、8人。"), Grid((("甲", "7"),))))
    assert len(unclaimed(blocks).unread) == 4
    marks = Marks()
    marks.read(Place(0, 1, 3))
    marks.aside(Place(0, 4, 6), Aside.NAME)
    marks.read(Place(1, 0, 1))
    coverage = unclaimed(blocks, marks)
    assert (coverage.read, [one.text for one in coverage.unread]) == (2, ["8"])
    assert coverage.reasons() == {Aside.NAME: 1}


LITTLE = "In the valley 1,250 farms keep 83.5 sheep each, and 12.5 percent of 4,000 shepherds sing."


def test_an_audit_that_understood_little_says_so_first() -> None:
    blocks = Blocks("a.txt", "text", (TextBlock(LITTLE),))
    audit = replace(audit_blocks(blocks), coverage=unclaimed(blocks))
    text = to_text(audit)
    first, _, rest = text.partition("; ")
    assert first == (
        "a.txt: only 0.0% of the numbers understood (0 of 4), "
        "and what follows holds for those alone"
    )
    assert rest.startswith("nothing found")
    assert "not understood: In the valley 1,250 farms keep 83.5 sheep each" in text
    chinese = to_text(audit, "zh")
    assert chinese.index("只读懂0.0%的数字（4个中的0个）") < chinese.index("未发现问题")


def test_without_numbers_there_is_nothing_to_hold() -> None:
    assert "no number in it states a fact" in to_text(of("Sheep may safely graze here in 2024."))


def test_the_record_counts_every_number() -> None:
    blocks = Blocks("a", "text", (TextBlock(f"{LITTLE} It was 2024."),))
    audit = replace(audit_blocks(blocks), coverage=unclaimed(blocks))
    record = json.loads(to_json(audit))["coverage"]
    assert (record["numbers"], record["read"], record["share"]) == (5, 0, 0.0)
    assert [one["number"] for one in record["unread"]] == ["1,250", "83.5", "12.5", "4,000"]
    assert [(one["number"], one["why"]) for one in record["aside"]] == [("2024", "date")]
    assert record["unread"][0]["quote"].startswith("In the valley")


def test_the_page_says_it_first_and_tells_numbers_apart() -> None:
    blocks = Blocks("a", "text", (TextBlock(f"{LITTLE} It was 2024."), Grid((("a", "7.5"),))))
    page = to_html(replace(audit_blocks(blocks), coverage=unclaimed(blocks)))
    assert page.index("only 0.0%") < page.index("nothing found")
    assert page.count('<span class="unread" title="not understood">') == 4
    assert '<span class="aside" title="set aside: date">2024</span>' in page
    assert '<td class="unread" title="not understood">7.5</td>' in page


def test_programs_that_show_findings_are_told() -> None:
    (run,) = json.loads(to_sarif(of(TINY)))["runs"]
    assert run["properties"]["coverage"]["share"] == 1.0
