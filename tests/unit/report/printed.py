"""A built report as its readers have it: every format is drawn, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing import audit
from yuebao.render import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yuebao.auditing import Audit
    from yuebao.report import Document

PRINTED = ("md", "html", "docx", "xlsx", "pdf")
DATA = tuple(known.name for known in FORMATS if known.name not in PRINTED)


def assert_clean_in_print(
    document: Document, folder: Path, formats: Sequence[str] = PRINTED
) -> list[Audit]:
    """Nothing is found in the document, nor in any format, each of which is read whole."""
    assert audit(document).findings == ()
    for form in DATA:
        assert render(document, form)
    audits = []
    for form in formats:
        path = folder / f"report.{form}"
        path.write_bytes(render(document, form))
        found = audit(path)
        assert [finding.message("en") for finding in found.findings] == [], form
        assert found.claims.coverage.unread == (), form
        audits.append(found)
    return audits
