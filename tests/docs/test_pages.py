"""Pages lead somewhere, and say nothing that is only true at one desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.docs.pages import ROOT, all_pages, local_links

if TYPE_CHECKING:
    from pathlib import Path

DESK = re.compile(r"/(work|home|root|tmp|Users)/|\bissue \d+|\(#\d+\)", re.IGNORECASE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", all_pages(), ids=name)
def test_every_link_and_picture_leads_to_a_file(page: Path) -> None:
    assert [link for link in local_links(page) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", all_pages(), ids=name)
def test_no_page_speaks_of_the_desk_it_was_written_at(page: Path) -> None:
    assert DESK.findall(page.read_text(encoding="utf-8")) == []


def test_every_page_of_docs_is_in_its_list() -> None:
    """Decisions are read in their folder."""
    docs = ROOT / "docs"
    listed = {(docs / link).resolve() for link in local_links(docs / "README.md")}
    pages = {page for page in docs.rglob("*.md") if page.parent.name != "decisions"}
    assert pages - listed == {docs / "README.md"}, "list the page in docs/README.md"


def test_pictures_are_small() -> None:
    pictures = [path for path in (ROOT / "docs" / "pictures").iterdir() if path.is_file()]
    assert pictures
    assert {
        path.name: path.stat().st_size for path in pictures if path.stat().st_size > 250_000
    } == {}
