"""What `yuebao serve` shows, in a real browser: from the shelf to the row of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.chromium import Page

PANEL = "(p => p.hidden ? null : p.innerText)(document.getElementById('panel'))"
HEAD = "document.querySelector('h1').innerText"
WIDER = "document.documentElement.scrollWidth - innerWidth"


def test_from_the_shelf_to_the_row_of_a_file(page: Page, served: str) -> None:
    page.visit(f"{served}/zh/")
    page.follow(".months .latest")
    assert "锂离子蓄电池" in page.run(HEAD)
    assert page.complaints() == []
    assert {address for address in page.requests() if not address.startswith(served)} <= {"data:,"}
    page.click("section.table td a.figure")
    assert "USD" in page.run(PANEL)
    assert page.run("location.pathname").endswith("/latest"), "a click opens a panel, not a page"
    page.follow("#panel > a")
    assert page.run("document.querySelector('.printed data').innerText") == "42.7"
    page.follow("td.number a")
    assert page.run("document.querySelectorAll('tbody tr').length") == 100
    page.follow("thead a[href*='sort=value']")
    values = page.run(
        "[...document.querySelectorAll('tbody td:nth-child(6)')].map(c => c.innerText)"
    )
    numbers = [int(value.split()[0].replace(",", "")) for value in values]
    assert numbers == sorted(numbers, reverse=True)
    page.follow("tbody a")
    assert ".csv" in page.run(HEAD)
    assert page.complaints() == []


def test_a_report_is_read_without_scripts(page: Page, served: str) -> None:
    page.scripts(allowed=False)
    page.visit(f"{served}/en/reports/lithium-ion/2025-02/latest")
    page.scripts(allowed=True)
    assert page.run("document.querySelectorAll('section.table td a.figure').length") > 100
    assert page.run("document.querySelectorAll('figure.chart svg.wide').length") == 4
    page.follow("section.table td a.figure")
    assert "/figures/" in page.run("location.pathname")


NAMELESS = """[...document.querySelectorAll('a, button')]
  .filter(one => !one.textContent.trim() && !one.ariaLabel).length"""


@pytest.mark.parametrize("width", [390, 1400])
def test_no_page_is_wider_than_its_window(page: Page, served: str, width: int) -> None:
    report = "/zh/reports/lithium-ion/2025-02/latest"
    figure = f"{report}/figures/partners,exports,value,rows,304,month,yoy"
    page.resize(width, 800)
    for address in (
        "/zh/", report, figure, f"{figure}/rows/0", f"{report}/revisions",
        f"{report}/tables/partners,exports", f"{report}/charts/partners,bars,exports",
    ):  # fmt: skip
        page.visit(served + address)
        assert page.run(WIDER) <= 0, address
        assert page.run("document.querySelectorAll('h1').length") == 1, address
        assert page.run(NAMELESS) == 0, address
