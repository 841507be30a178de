"""Every page that tells what to type walks true, from an empty folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.docs.walk import BLOCK, ROOT, Walk, is_shown

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    ROOT / "docs" / "audit" / "README.md",
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
INDENTED = re.compile(r"^ {4}\$? ?(?:yuebao|curl) ", re.MULTILINE)
INDENTED = re.compile(r"^ {4}\$? ?(?:yuebao|curl) ", re.MULTILINE)
COMMAND = re.compile(r"^\$? ?(?:yuebao|curl) ", re.MULTILINE)
BEYOND = re.compile(
    r"^(?:git|cd|make|pip|\.|eval|mkdir|_YUEBAO|yuebao .*--engine|yuebao serve --store demo/store$)"
)
"""What a block `shell` may hold: what a test cannot do."""


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_does_what_the_page_says(page: Path, tmp_path: Path) -> None:
    Walk(page, tmp_path).walk()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_command_stands_where_nobody_walks(page: Path) -> None:
    """Commands are typed in blocks that are run; those that cannot be are of few kinds."""
    text = page.read_text(encoding="utf-8")
    assert INDENTED.findall(BLOCK.sub("", text)) == []
    for language, block in BLOCK.findall(text):
        if language == "shell":
            assert [line for line in block.splitlines() if not BEYOND.match(line)] == []
        elif language not in ("console", "sh"):
            assert COMMAND.findall(block) == []


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        (["a", "b"], True),
        (["a"], False),
        (["b"], False),
        (["a", "…"], True),
        (["…", "b"], True),
        (["b", "a"], False),
        (["a", "c"], False),
    ],
)
def test_output_is_shown_as_it_is(shown: list[str], right: bool) -> None:
    assert is_shown(shown, ["a", "b"]) is right
