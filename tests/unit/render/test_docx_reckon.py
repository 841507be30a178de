"""What parts of a Word file are reckoned to take, and how tables are made to fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tests.unit.render.sample import overview, sample_document

from yuebao.render.docx import _reckon
from yuebao.render.docx._body import Story
from yuebao.render.docx._table import table_xml
from yuebao.report.model import Document, Heading, Paragraph, Table


def after_lines(count: int) -> Document:
    """A short table below so many paragraphs of one line."""
    heading, *_ = sample_document().parts
    text = Paragraph(("某年某月某地某物出口增长。",))
    table = overview()[1]
    rows = tuple(replace(group, rows=group.rows * 5) for group in table.groups)
    parts = (heading, *[text] * count, replace(table, groups=rows), *[text] * 20)
    return replace(sample_document(), parts=parts)


def drawn_at(count: int) -> tuple[bool, float]:
    """Whether that table stands on the first page, and what its lines are."""
    placed = _reckon.place_parts(after_lines(count))
    table = next(one for one in placed if isinstance(one.part, Table))
    return table.page == 1, table.scale


def test_a_short_table_that_just_does_not_fit_is_set_tighter() -> None:
    found = [drawn_at(count) for count in range(2, 16)]
    tight = [scale for first, scale in found if first and scale < 1]
    assert tight
    assert min(tight) > 0.88
    assert all(scale == 1 for first, scale in found if not first)
    assert all(above[0] >= below[0] for above, below in pairwise(found))


def test_the_lines_of_a_tight_table_are_lower_and_no_other() -> None:
    table, words = overview()[1], sample_document().words
    usual, tight = (table_xml(table, words, 1.0, scale) for scale in (1.0, 0.9))
    assert "w:lineRule" not in usual
    rows = tight[: tight.index("</w:tbl>")]
    assert rows.count('w:line="252"') == rows.count("<w:p>")
    assert "w:line=" not in tight[len(rows) :]


def listed(headings: int) -> str:
    """A Word file's story with so many headings in its list, as XML."""
    parts = tuple(Heading(1, f"某章{number}") for number in range(headings))
    return Story(replace(sample_document(), parts=parts)).blocks()


def test_lists_that_just_do_not_fit_stand_closer() -> None:
    exact = 'w:before="0" w:after="0" w:line='
    tight = [exact in listed(headings) for headings in (5, 35, 80)]
    assert tight == [False, True, False]
