"""Lines of a page or text: words parted at their ends, items and headings they may begin."""

from __future__ import annotations

import pytest

from yuebao.auditing.reading.blocks import Grid, TextBlock, TextKind
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reading.hyphens import join_words

SOFT = "\u00ad"


@pytest.mark.parametrize(("parted", "beside", "whole"), [
    (f"lead{SOFT}acid", "lead-acid", "lead-acid"),
    (f"lead{SOFT} acid", "", "leadacid"),
    (f"batter{SOFT}ies", "batteries", "batteries"),
    (f"month{SOFT}on-month", "", "month-on-month"),
    (f"month-on{SOFT}month", "", "month-on-month"),
    (f"re{SOFT}export", "Re-export", "re-export"),
    (SOFT, "", "-"),
])  # fmt: skip
def test_the_document_tells_whose_a_hyphen_is(parted: str, beside: str, whole: str) -> None:
    text, grid = join_words([TextBlock(f"Of {parted} and"), Grid(((parted, beside),))])
    assert isinstance(text, TextBlock)
    assert isinstance(grid, Grid)
    assert text.text == f"Of {whole} and"
    assert grid.rows == ((whole, beside),)


def test_a_line_that_begins_with_a_negative_rate_is_no_item() -> None:
    text = "In May 2025, exports to Chile and Peru\nwere $5m and $4m, up 3.2% and\n-98.2%."
    assert len(read_bytes(text.encode(), "a.txt").blocks) == 1
    items = read_bytes(b"- exports rose 3.2%\n- imports fell 1.1%\n", "a.txt").blocks
    assert len(items) == 2


def test_a_short_numbered_line_that_lists_is_a_heading() -> None:
    (text, *_) = read_bytes(
        b"3 Price, mix and quantity\n\nExports rose 3.2% in May 2025.\n", "a.txt"
    ).blocks
    assert isinstance(text, TextBlock)
    assert text.kind is TextKind.HEADING
