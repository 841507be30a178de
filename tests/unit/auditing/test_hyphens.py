"""Words parted at the ends of lines."""

from __future__ import annotations

import pytest

from yuebao.auditing.reading.blocks import Grid, TextBlock
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
