"""Blocks on pages: what is made smaller, what goes before what, and what stays where it is."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from yuebao.render._pages import LARGEST, SMALLEST, PageBlock, PageFlow, arrange

PAGE = 608.0


PARTED = {PageFlow.TEXT: 40.0, PageFlow.LONG: 120.0}


def block(at: int, flow: PageFlow, height: float) -> PageBlock:
    smallest = SMALLEST if flow is PageFlow.CHART else 1.0
    return PageBlock(at, flow, height, above=0.0, below=0.0, unit=20.0, smallest=smallest,
                     least=PARTED.get(flow, math.inf), last=PARTED.get(flow, 0.0))  # fmt: skip


def order(*blocks: tuple[PageFlow, float]) -> list[int]:
    given = [block(at, flow, height) for at, (flow, height) in enumerate(blocks)]
    return [placed.at for placed in arrange(given, PAGE)]


def test_what_fits_stays_as_it_is() -> None:
    given = [
        block(0, PageFlow.HEADING, 20),
        block(1, PageFlow.TEXT, 100),
        block(2, PageFlow.CHART, 400),
    ]
    assert arrange(given, PAGE) == [replace(one, page=1) for one in given]


def test_a_chart_is_made_smaller_where_that_does() -> None:
    _, chart = arrange([block(0, PageFlow.TEXT, 260), block(1, PageFlow.CHART, 400)], PAGE)
    assert (chart.at, chart.turned) == (1, False)
    assert SMALLEST <= chart.scale < 1
    assert chart.height <= 350


def test_text_goes_before_a_chart_that_would_be_too_small() -> None:
    assert order((PageFlow.TEXT, 350), (PageFlow.CHART, 400), (PageFlow.TEXT, 100)) == [0, 2, 1]


def test_a_chart_goes_before_a_table_that_does_not_fit() -> None:
    assert order((PageFlow.TEXT, 300), (PageFlow.WHOLE, 400), (PageFlow.CHART, 250)) == [0, 2, 1]


def test_no_table_goes_before_another_and_no_chart() -> None:
    long, whole, chart = PageFlow.LONG, PageFlow.WHOLE, PageFlow.CHART
    tables = (PageFlow.TEXT, 300.0), (whole, 400.0), (whole, 250.0), (long, 200.0)
    assert order(*tables) == [0, 1, 2, 3]
    assert order((PageFlow.TEXT, 300), (chart, 500), (chart, 250)) == [0, 1, 2]
    assert order(*tables, (chart, 250)) == [0, 4, 1, 2, 3]


def test_nothing_is_carried_over_a_heading() -> None:
    assert order(
        (PageFlow.TEXT, 350), (PageFlow.CHART, 500), (PageFlow.HEADING, 20), (PageFlow.TEXT, 100)
    ) == [0, 1, 2, 3]  # fmt: skip


def test_little_room_is_left_empty_and_order_kept() -> None:
    assert order((PageFlow.TEXT, 560), (PageFlow.CHART, 300), (PageFlow.TEXT, 30)) == [0, 1, 2]


def test_a_long_table_begins_a_page_rather_than_one_row_at_its_foot() -> None:
    text, table = arrange([block(0, PageFlow.TEXT, 500), block(1, PageFlow.LONG, 900)], PAGE)
    assert (text.turned, table.turned) == (False, True)
    _, begun = arrange([block(0, PageFlow.TEXT, 300), block(1, PageFlow.LONG, 900)], PAGE)
    assert not begun.turned


def test_a_table_as_high_as_a_page_has_one_of_its_own() -> None:
    table = replace(block(1, PageFlow.LONG, 620), smallest=0.9)
    _, placed = arrange([block(0, PageFlow.TEXT, 470), table], PAGE)
    assert (placed.page, placed.turned, placed.height) == (2, True, PAGE)
    assert 0.9 < placed.scale < 1
    _, parted = arrange([block(0, PageFlow.TEXT, 400), table], PAGE)
    assert (parted.page, parted.scale) == (1, 1.0)


def test_a_chart_is_made_larger_where_nothing_can_follow_it() -> None:
    given = [
        block(0, PageFlow.TEXT, 100),
        block(1, PageFlow.CHART, 400),
        block(2, PageFlow.WHOLE, 300),
    ]
    chart = arrange(given, PAGE)[1]
    assert 1 < chart.scale <= LARGEST
    assert arrange(given[:2], PAGE)[1].scale == 1  # the last page may be empty


def test_a_heading_goes_with_what_stands_below_it() -> None:
    given = [(PageFlow.TEXT, 560.0), (PageFlow.HEADING, 20.0), (PageFlow.WHOLE, 100.0)]
    blocks = [block(at, flow, height) for at, (flow, height) in enumerate(given)]
    assert [one.page for one in arrange(blocks, PAGE)] == [1, 2, 2]
    blocks[2] = block(2, PageFlow.HEADING, 20)
    more = [*blocks, block(3, PageFlow.TEXT, 60)]
    assert [one.page for one in arrange(more, PAGE)] == [1, 2, 2, 2]


def test_a_heading_does_not_stand_alone_where_only_what_comes_later_has_room() -> None:
    given = [(PageFlow.TEXT, 540.0), (PageFlow.HEADING, 20.0), (PageFlow.TEXT, 60.0),
             (PageFlow.TEXT, 40.0)]  # fmt: skip
    blocks = [block(at, flow, height) for at, (flow, height) in enumerate(given)]
    assert [one.page for one in arrange(blocks, PAGE)] == [1, 2, 2, 2]


def test_pages_are_counted_through_what_is_parted() -> None:
    given = [block(0, PageFlow.TEXT, 1500), block(1, PageFlow.TEXT, 60)]
    assert [one.page for one in arrange(given, PAGE)] == [1, 3]


@given(
    st.lists(
        st.tuples(st.sampled_from(PageFlow), st.floats(1, 1500), st.floats(0, 60)), max_size=30
    )
)  # fmt: skip
def test_every_block_is_printed_once_in_its_section(
    blocks: list[tuple[PageFlow, float, float]],
) -> None:
    given = [
        replace(block(at, flow, height), above=19.2, below=21.6, notes=notes)
        for at, (flow, height, notes) in enumerate(blocks)
    ]
    placed = [one.at for one in arrange(given, PAGE)]
    assert sorted(placed) == list(range(len(given)))
    headings = [at for at, one in enumerate(given) if one.flow is PageFlow.HEADING]
    for at in headings:  # what is before a heading stays before it
        assert set(placed[: placed.index(at)]) == set(range(at))
    assert all(SMALLEST <= one.scale <= LARGEST for one in arrange(given, PAGE))


def test_a_chart_no_taller_than_its_caption_is_placed() -> None:
    given = [(PageFlow.WHOLE, 500.0), (PageFlow.CHART, 620.0), (PageFlow.CHART, 40.0)]
    assert sorted(order(*given)) == [0, 1, 2]
