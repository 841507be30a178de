"""How a Word table's width is shared, and where its numbers stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.render.sample import overview, partners, provinces

from yuebao.render._heads import MOST_LINES, head_width
from yuebao.render.docx._columns import MARGIN, START_MARGIN, TEXT_WIDTH, lay_out, units
from yuebao.render.docx._lines import BOLD, count_lines, width_of
from yuebao.report.model import FigureCell, Group, Head, Key, LabelCell, Row, Table

TABLES = [overview()[1], partners(), provinces()[0]]


def with_texts(*texts: str) -> Table:
    """A table of one column of numbers with those texts."""
    cell = next(c for c in partners().groups[0].rows[0].cells if isinstance(c, FigureCell))
    rows = tuple(
        Row((LabelCell(Key("某国")), replace(cell, figure=replace(cell.figure, text=text))))
        for text in texts
    )
    return Table(
        1, "表", (Head("区域"), Head("绝对值")), (Group("", rows),), "partners", None, None, ()
    )


@pytest.mark.parametrize("table", TABLES, ids=["overview", "partners", "provinces"])
def test_columns_fill_the_text_area_and_no_number_breaks(table: Table) -> None:
    layout = lay_out(table, ".")
    assert sum(column.width for column in layout.columns) == TEXT_WIDTH
    for group in table.groups:
        for row in group.rows:
            for column, cell in zip(layout.columns, row.cells, strict=True):
                if isinstance(cell, FigureCell):
                    wide = units(cell.figure.text) * layout.size.half + 2 * MARGIN
                    assert wide <= column.width


def test_words_of_names_stay_whole_where_numbers_take_the_room() -> None:
    table = with_texts("549,148.5")
    (label, number) = table.groups[0].rows[0].cells
    assert isinstance(label, LabelCell)
    named = replace(label, key=Key("Inner Guangdong-Hunan (Region)"))
    row = Row((named, *[number] * 7))
    heads = (Head("Province"), *[Head(f"Total trade {at}") for at in range(7)])
    layout = lay_out(replace(table, heads=heads, groups=(Group("", (row,)),)), ".")
    assert layout.columns[0].width - 2 * MARGIN >= 12 * layout.size.half


@pytest.mark.parametrize(("sides", "style"), [(1, ""), (2, "Tiny"), (3, "Tiny")])
def test_text_is_smaller_before_a_word_or_number_breaks(sides: int, style: str) -> None:
    table = with_texts("224,815.5")
    label, number = table.groups[0].rows[0].cells
    assert isinstance(label, LabelCell)
    named = replace(label, key=Key("Argentina"))
    heads = ("Partner", "Exports", "Share (%)", "Change on year (%)", "Contribution (pp)")
    row = Row((named, *[number] * 4) * sides)
    whole = tuple(Head(str(at), tuple(map(Head, heads))) for at in range(sides))
    layout = lay_out(replace(table, heads=whole, groups=(Group("", (row,)),)), ".", face=1.1)
    assert layout.size.style == style
    assert sum(column.width for column in layout.columns) == TEXT_WIDTH
    if sides < 3:
        words = ["Argentina", "224,815.5", "Share", "Change", "Contribution"] * sides
        for at, (word, column) in enumerate(zip(words, layout.columns, strict=True)):
            room = (column.width - 2 * MARGIN) / layout.size.half
            weight = 1.0 if at % len(heads) < 2 else BOLD
            assert width_of(word, 2.0, 1.1 * weight) <= room


def test_heads_stand_on_as_few_lines_as_fit() -> None:
    table = with_texts("4.5")
    short = replace(table, heads=(Head("Partner"), Head("Change on year (%)")))
    long = replace(table, heads=(Head("Partner"), Head("Change on year (%) " * 6)))
    for given, lines in ((short, 1), (long, 3)):
        column = lay_out(given, ".").columns[1]
        head = given.heads[1].text
        assert head_width(head, lines) <= (column.width - 2 * MARGIN) / 105
        assert head_width(head, MOST_LINES) < head_width(head, 1)


def test_points_stand_in_line() -> None:
    texts = ["31982.6", "0.04", "7", "-4.2"]
    layout = lay_out(with_texts(*texts), ".")
    after = [units(text.partition(".")[1] + text.partition(".")[2]) for text in texts]
    points = {
        layout.indent(1, text) + places * layout.size.half
        for text, places in zip(texts, after, strict=True)
    }
    assert len(points) == 1
    assert min(layout.indent(1, text) for text in texts) >= 0


def test_both_sides_of_a_table_are_alike_but_for_the_room_between() -> None:
    layout = lay_out(partners(), ".")
    left, right = layout.columns[:4], layout.columns[4:]
    assert [c.label for c in left] == [c.label for c in right] == [True, False, False, False]
    assert [c.width for c in left[1:]] == [c.width for c in right[1:]]
    assert [c.start for c in layout.columns] == [False] * 4 + [True] + [False] * 3
    assert START_MARGIN > MARGIN


def test_a_long_name_gives_way_to_numbers() -> None:
    table = with_texts("1851385.1")
    name = LabelCell(Key("名" * 200))
    row = Row((name, table.groups[0].rows[0].cells[1]))
    layout = lay_out(replace(table, groups=(Group("", (row,)),)), ".")
    assert sum(column.width for column in layout.columns) == TEXT_WIDTH
    assert layout.columns[1].width >= units("1851385.1") * layout.size.half + 2 * MARGIN


def test_a_table_without_rows_has_columns_all_the_same() -> None:
    layout = lay_out(replace(TABLES[0], groups=()), ".")
    assert sum(column.width for column in layout.columns) == TEXT_WIDTH


def test_chinese_heads_are_reckoned_to_break_anywhere() -> None:
    head = "同比变化（%，净出口额为增减额，亿元）"
    heads = (Head("项目"), *[Head(text) for text in ("绝对值", head) * 2])
    label, number = with_texts("37.8").groups[0].rows[0].cells
    table = replace(with_texts(), heads=heads, groups=(Group("", (Row((label, *[number] * 4)),)),))
    column = lay_out(table, ".").columns[2]
    assert count_lines(head, 2, (column.width - 2 * MARGIN) / 105) == 2
