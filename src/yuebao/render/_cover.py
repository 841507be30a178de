"""The cover of printed reports: a title just too long for its line is set a little smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render._heads import text_width
from yuebao.render._walk import one_line

if TYPE_CHECKING:
    from yuebao.report.model import Document

TEXT_WIDTH = 442
"""The width between the margins, in points."""
CENTRED, RULED = 26, 24
"""The usual sizes of the title, in points."""
LEAST = 19
"""What it may be made smaller to; one that is longer still has several lines."""


def title_size(document: Document, usual: int) -> int:
    """The size of the title in points: it leaves no letter or two on a line of their own."""
    fitting = int(2 * TEXT_WIDTH / max(1.0, text_width(one_line(document.cover.title))))
    return fitting if LEAST <= fitting < usual else usual
