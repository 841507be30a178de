"""A browser for the tests, and the sample report as a file for it to open."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.render.sample import sample_document
from tests.web.chromium import Browser, Page

from yuebao.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def program() -> str:
    """Where Chromium is. Skips where there is none, except in CI, which must have one."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        reason = f"no browser: none of {', '.join(PROGRAMS)} is on the path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(program: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    # The browser's last children may still write to their profile when it has closed.
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Browser(program, Path(profile)) as started,
    ):
        yield started


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report as an HTML file."""
    path = tmp_path_factory.mktemp("报告 页") / "sample.html"
    path.write_bytes(render(sample_document(), "html"))
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Page:
    """The report, opened in a window of common size."""
    opened = Page(browser)
    opened.open(report)
    return opened
