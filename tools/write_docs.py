"""Write the pages of docs/reference that come from the code.

    python -m tools.write_docs

`indicators.md` is written by `python -m tests.spec`: it is the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.docs.annex import annex_page
from tools.docs.api import api_page
from tools.docs.audit import audit_page
from tools.docs.commands import commands_page
from tools.docs.files import SHARED, files_page
from tools.docs.limits import limits_page
from tools.docs.lists import (
    dialects_page,
    errors_page,
    facts_page,
    formats_page,
    groups_page,
    library_page,
    publish_page,
)
from tools.docs.schemas import adjustments_page, definition_page, theme_page

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[1] / "docs" / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "adjustments.md": adjustments_page,
    "annex.md": annex_page,
    "api.md": api_page,
    "audit-rules.md": audit_page,
    "commands.md": commands_page,
    "definition.md": definition_page,
    "dialects.md": dialects_page,
    "errors.md": errors_page,
    "facts.md": facts_page,
    "formats.md": formats_page,
    "groups.md": groups_page,
    "library.md": library_page,
    "limits.md": limits_page,
    "publish.md": publish_page,
    "theme.md": theme_page,
}
"""Every page that comes from the code alone, and what writes it."""

FILES = "files.md"
"""The page of the real files, written where they are at hand."""


def write_pages(folder: Path = FOLDER) -> list[Path]:
    """Write every page; gives those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    here = {FILES: files_page} if SHARED.is_dir() else {}
    for name, draw in (PAGES | here).items():
        path, text = folder / name, draw()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for written in write_pages():
        sys.stdout.write(f"{written.relative_to(FOLDER.parents[1])}\n")
