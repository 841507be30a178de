"""Reports drawn at random, read as a strict editor of official statistics reads them.

`YUEBAO_WORDS` sets how many are drawn (by default a few).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.generative.drawn import built
from tests.unit.report.manner import wrong_words

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = int(os.environ.get("YUEBAO_WORDS", "8"))
MENDED = (142, 240, 286, 293, 372, 442)
"""Seeds that once said what they should not."""


@pytest.mark.parametrize("seed", sorted({*range(DRAWN), *MENDED}))
def test_an_editor_finds_nothing_to_change(tmp_path: Path, seed: int) -> None:
    document = built(seed, tmp_path, ("zh", "en")[seed % 2], theme="standard")
    if document is None:
        pytest.skip("nothing to report was drawn")
    assert not list(wrong_words(document))
