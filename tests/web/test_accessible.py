"""What axe-core finds on every kind of page: nothing serious, in either language, light or dark.

It is no package of Python's: `.ci/install-packages` fetches it, and so may anybody by running that.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.chromium import Page
from tests.web.server import TOKEN
from tests.web.test_sent_files import HEAD

if TYPE_CHECKING:
    from tests.web.chromium import Browser

AXE = Path.home() / ".cache" / "yuebao-tests" / "axe-core-4.14.1" / "axe.min.js"
GRAVE = ("serious", "critical")
REPORT = "reports/lithium-ion/2025-02/latest"
FIGURE = f"{REPORT}/figures/partners,exports,value,rows,304,month,yoy"
PAGES = (
    "", f"{REPORT}?beside=before", FIGURE, f"{FIGURE}/rows/0", f"{REPORT}/tables/partners,exports",
    f"{REPORT}/charts/partners,bars,exports", f"{REPORT}/revisions", "explore",
    "explore?codes=85076000&by=province&chart=tiles&price=yes", "make",
    "make?codes=8507,8542", "make?codes=85076000&flows=exports&sections=overview", "bring", "audit",
    "nothing/here",
)  # fmt: skip
RUN = """
document.querySelectorAll('.all-figures section:nth-of-type(n + 9)').forEach(one => one.remove());
axe.run({resultTypes: ['violations']}).then(found => { window.found = found.violations.map(
  one => [one.impact, one.id, one.nodes.slice(0, 3).map(node => node.html)]) })"""
"""Of a page of all figures the first few stand for the hundreds that are drawn alike."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script. Skips where it is not, except in CI, which must have it."""
    if not AXE.is_file():
        reason = f"no axe-core: .ci/install-packages puts it at {AXE}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text(encoding="utf-8")


def grave(page: Page, axe: str) -> list[object]:
    """What is found of the page as it is now."""
    page.run(f"{axe}; 0")
    page.run(f"{RUN}; 0")
    page.until("window.found !== undefined")
    return [one for one in json.loads(page.run("JSON.stringify(window.found)")) if one[0] in GRAVE]


@pytest.mark.parametrize(("language", "dark"), [("zh", False), ("en", True)])
def test_nothing_serious_is_found_on_any_page(
    browser: Browser, served: str, taking: str, axe: str, language: str, *, dark: bool
) -> None:
    page = Page(browser)
    page.media(dark=dark)
    found = {}
    for address in PAGES:
        server = taking if address.startswith(("make", "bring")) else served
        page.visit(f"{server}/{language}/{address}")
        if listed := grave(page, axe):
            found[address] = listed
    assert found == {}


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_serious_is_found_where_a_reader_sent_something(
    browser: Browser, place: Path, taking: str, axe: str, *, dark: bool
) -> None:
    page = Page(browser)
    page.media(dark=dark)
    page.visit(f"{taking}/zh/audit")
    page.choose("#file", place / "报告.md")
    page.follow("main button")
    page.until("document.querySelectorAll('mark').length > 0")
    assert grave(page, axe) == []
    (export,) = place.glob("出口_*_202501-202502_*.csv")
    page.visit(f"{taking}/zh/bring")
    page.choose("#file", export)
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    page.follow("main button")
    page.until(f"{HEAD} === '读懂的内容'")
    assert grave(page, axe) == []


def test_nothing_serious_is_found_when_a_number_is_open(
    browser: Browser, served: str, axe: str
) -> None:
    page = Page(browser)
    page.visit(f"{served}/zh/{REPORT}")
    page.click("section.table td a.figure")
    assert grave(page, axe) == []


def test_nothing_serious_is_found_on_the_pages_of_a_site(
    page: Page, public: Path, axe: str
) -> None:
    (report,) = public.glob("zh/reports/small/2025-02/v*")
    (english,) = public.glob("en/reports/small/2025-02/v*")
    files = (
        public / "zh/index.html", public / "en/search.html", report.parent / "index.html",
        report.parent / "beside.html",
        english / "figures.html", next(english.glob("tables/*.html")),
        next(report.glob("charts/*.html")), next(public.glob("en/sources/*.html")),
        public / "404.html",
    )  # fmt: skip
    found = {}
    for place, file in enumerate(files):
        page.media(dark=place % 2 == 1)
        page.open(file)
        if listed := grave(page, axe):
            found[file.name] = listed
    assert found == {}
