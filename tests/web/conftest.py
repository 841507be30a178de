"""A browser for the tests, and what it opens: a report as a file, two servers, a site.

All are made once for a session. What stores something is sent to the server that takes it, whose
store is no other test's.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.conftest import sketch, small_store
from tests.unit.render.sample import sample_document
from tests.web.chromium import Browser, Page
from tests.web.server import TOKEN, serving

from yuebao import Store
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

WRONG = (
    "# 出口情况\n\n2025年2月，我国对德国出口10.0亿美元，同比增长20.0%。\n\n"
    "2025年2月，我国对德国出口12.0亿美元，同比增长20.0%。\n"
)
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


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one report, and what is sent to a server of it.

    A revised export, a bad file, a wrong report; a folder of definitions; and `taking`, the store
    of the server that takes files.
    """
    folder = tmp_path_factory.mktemp("served")
    unpack_sample(folder / "files")
    load_sample(Store(folder / "store"), read_sample().reports[0], folder / "files")
    shutil.copytree(folder / "store", folder / "taking")
    (export,) = (folder / "files" / "lithium-2025-02").glob("出口_*_202501-202502_*.csv")
    text = export.read_bytes().decode("gb18030").replace('"34,107,486"', '"44,107,486"')
    (folder / export.name).write_bytes(text.encode("gb18030"))
    (folder / "出口_坏.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (folder / "报告.md").write_text(WRONG, encoding="utf-8")
    (folder / "definitions").mkdir()
    return folder


@pytest.fixture(scope="session")
def served(place: Path) -> Iterator[str]:
    """A server of one report; gives its address."""
    with serving(place / "store") as address:
        yield address


@pytest.fixture(scope="session")
def taking(place: Path) -> Iterator[str]:
    """A server that takes files and definitions from those who know the token."""
    with serving(place / "taking", place / "definitions", TOKEN) as address:
        yield address


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two months without an address of its own; its downloads are sketched."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patched:
        sketch(patched)
        small_store(folder).site(folder / "网站 1", base="")
    return folder / "网站 1"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of common size."""
    opened = Page(browser)
    yield opened
    opened.close()
