"""Definitions and stores drawn at random: what is built passes its audit, as printed too.

Sections in any order and with any options, any windows, units, styles and part of trade, with
months that lack: a report is built or refused in words; it passes its own audit, and every format
of it is read back clean and whole. `YUEBAO_DEFINITIONS` sets how many are drawn (by default a few).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.generative.drawn import built

from yuebao.auditing import audit
from yuebao.render import render

if TYPE_CHECKING:
    from pathlib import Path


DRAWN = int(os.environ.get("YUEBAO_DEFINITIONS", "8"))
FORMS = ("md", "html", "docx", "xlsx", "pdf")


@pytest.mark.parametrize("seed", range(DRAWN))
def test_what_is_printed_is_read_back_clean(tmp_path: Path, seed: int) -> None:
    language = ("zh", "en")[seed % 2]
    document = built(seed, tmp_path, language)
    if document is None:
        pytest.skip("nothing to report was drawn")
    found = audit(document).findings
    assert not found, [(finding.rule, finding.message("en")) for finding in found]
    form = FORMS[seed // 2 % len(FORMS)]
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(document, form))
    told = audit(path)
    assert not told.findings, [(f.rule, f.where, f.message("en")) for f in told.findings]
    assert [(one.text, one.quote) for one in told.coverage.unread] == []


@pytest.mark.parametrize(
    ("seed", "form"),
    [
        (5026, "md"), (5053, "md"), (5122, "md"), (5145, "md"), (6028, "md"), (6073, "md"),
        (6138, "pdf"), (6213, "md"), (6220, "md"),
    ],
)  # fmt: skip
def test_what_was_once_denied_is_read_back_clean(tmp_path: Path, seed: int, form: str) -> None:
    """Contributions on the month, counts, names behind 为 and for, long spans, units in notes."""
    document = built(seed, tmp_path, ("zh", "en")[seed % 2])
    assert document is not None
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(document, form))
    told = audit(path)
    assert not told.findings, [(f.rule, f.where, f.message("en")) for f in told.findings]
    assert told.coverage.unread == ()
