"""Texts as a workbook can hold them."""

from __future__ import annotations

import re

from yuebao.render._walk import one_line

_LONGEST = 32_767
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """A text as a cell takes it: one line, no more than fits, nothing that XML forbids."""
    clean = _NO_XML.sub("\ufffd", one_line(text))
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1]}…"
