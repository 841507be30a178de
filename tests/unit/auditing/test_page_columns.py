"""Pages of two columns are read one after the other, others as they stand."""

from __future__ import annotations

from tests.audit.makers import pages

from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.reading.pagecolumns import in_columns
from yuebao.auditing.reading.pageline import PageLine
from yuebao.auditing.reading.pdf import read_pdf


def line(height: float, *cells: tuple[str, float, float]) -> PageLine:
    return PageLine(cells, height)


def texts(lines: list[PageLine]) -> list[str]:
    return [one.text() for one in lines]


TITLE = line(800, ("title", 100, 500))
NOTE = line(100, ("a note across both", 50, 540))


def test_the_left_column_comes_first_between_lines_across() -> None:
    both = [line(700 - 20 * i, (f"l{i}", 50, 280), (f"r{i}", 310, 540)) for i in range(6)]
    assert texts(in_columns([TITLE, *both, NOTE])) == [
        "title", "l0", "l1", "l2", "l3", "l4", "l5", "r0", "r1", "r2", "r3", "r4", "r5",
        "a note across both",
    ]  # fmt: skip


def test_columns_may_stand_at_different_heights() -> None:
    left = [line(700 - 20 * i, (f"l{i}", 50, 280)) for i in range(5)]
    right = [line(693 - 20 * i, (f"r{i}", 310, 540)) for i in range(5)]
    mixed = [one for pair in zip(left, right, strict=True) for one in pair]
    found = texts(in_columns([TITLE, *mixed]))
    assert found == ["title", *texts(left), *texts(right)]


def test_a_table_is_no_page_of_columns() -> None:
    rows = [line(700 - 20 * i, (f"name {i}", 50, 200), (f"{i}.0", 310, 340), ("9", 500, 540))
            for i in range(12)]  # fmt: skip
    assert in_columns([TITLE, *rows]) == [TITLE, *rows]


def test_a_page_of_one_column_stays_as_it_is() -> None:
    page = [line(700 - 20 * i, (f"line {i}", 50, 540)) for i in range(12)]
    assert in_columns(page) == page
    assert in_columns([]) == []


def test_a_table_on_its_side_is_a_page_of_its_own() -> None:
    rows = "".join(f"[{n}市], [{12 + n}.5], [{3 + n}.5]," for n in range(1, 9))
    table = f"#rotate(-90deg, reflow: true)[#table(columns: 3, [市], [本年], [上年], {rows})]"
    blocks = read_pdf(pages(f"出口如下表。\n\n{table}\n\n完。", {}), "x.pdf").blocks
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    assert grid.rows[:3] == (("市", "本年", "上年"), ("1市", "13.5", "4.5"), ("2市", "14.5", "5.5"))
