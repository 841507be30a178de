"""A site in a browser, opened from a disk: it can be searched, read, and followed to a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.chromium import Page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.chromium import Browser


def test_a_report_is_found_and_read_from_a_disk(browser: Browser, public: Path) -> None:
    page = Page(browser)
    page.open(public / "index.html")
    page.run("document.querySelector('#q').value = '锂电池 2025-02 出口'")
    page.follow(".finder button")
    page.until("document.querySelectorAll('#found > li').length === 1")
    assert page.run("document.querySelector('#told').textContent") == "找到 1 份报告。"
    assert page.run("document.querySelectorAll('#found li li').length") > 0
    assert page.run("document.querySelector('#found b')") is None
    page.follow("#found a")
    assert page.run("document.querySelector('h1').textContent").startswith("锂电池 <b>简报</b>")
    page.click("a.figure")
    page.follow("#panel > a")
    place = page.run("decodeURIComponent(location.hash).slice(1)")
    assert place.startswith("overview,")
    assert page.run("document.querySelector(':target .printed data').value")
    assert page.complaints() == []
    asked = [address for address in page.requests() if not address.startswith(("file:", "data:"))]
    assert asked == []
    _searches(page, public)


def _searches(page: Page, public: Path) -> None:
    """What is typed is looked for at once, and told where it is nowhere."""
    page.open(public / "en/search.html")
    for text, number in (("batteries", 2), ("85076000 2025-01", 1), ("202502", 1), ("tea", 0)):
        page.run(
            f"(q => {{ q.value = '{text}'; q.dispatchEvent(new Event('input')) }})"
            "(document.getElementById('q'))"
        )
        assert page.run("document.querySelectorAll('#found > li').length") == number, text
    assert page.run("document.getElementById('told').textContent").startswith("Nothing found")


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (360, True)])
def test_pages_can_be_read_without_scripts(
    browser: Browser, public: Path, width: int, dark: bool
) -> None:
    page = Page(browser, width=width)
    page.media(dark=dark)
    (report,) = public.glob("en/reports/small/2025-02/v*")
    for file in (report / "figures.html", public / "en/search.html", report / "index.html"):
        page.scripts(allowed=False)
        page.open(file)
        page.scripts(allowed=True)
        assert page.run("document.documentElement.scrollWidth") <= width, file
        if file.name == "search.html":
            assert "Searching needs JavaScript" in page.run("document.body.innerText")
    assert page.run("document.querySelectorAll('main table data').length") > 20
    assert page.run("document.querySelectorAll('.downloads a[href$=\".pdf\"]').length") == 1
    assert page.run("getComputedStyle(document.body).backgroundColor") == (
        "rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)"
    )
