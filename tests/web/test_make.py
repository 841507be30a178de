"""A report made in a real browser, its definition saved, and built by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from tests.cli.command import yuebao
from tests.web.server import TOKEN
from tests.web.test_served_pages import HEAD, WIDER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.chromium import Page

SHOWN = "document.querySelectorAll('#preview section.table').length"
NUMBERS = "[...document.querySelectorAll('{} section.table td')].map(one => one.innerText)"
SET = "(e => {{ e.{} = {}; e.dispatchEvent(new Event('change', {{bubbles: true}})) }})({})"
UNLABELLED = """[...document.querySelectorAll('input, select')].filter(
  one => one.type !== 'hidden' && !one.hidden && !one.labels?.length && !one.ariaLabel).length"""


def choose(page: Page, selector: str, what: str, value: str) -> None:
    page.run(SET.format(what, value, f"document.querySelector({selector!r})"))


def test_a_report_is_made_saved_and_built_by_the_command(
    page: Page, place: Path, taking: str
) -> None:
    page.visit(f"{taking}/zh/make")
    choose(page, "[name=codes]", "value", "'85076000'")
    page.until(f"{SHOWN} > 0")
    choose(page, "[name=flows][value=imports]", "checked", "false")
    page.until("document.querySelector('.cover-title').innerText.includes('出口')")
    choose(page, "[name=sections][value=modes]", "checked", "true")
    page.until("document.querySelector('#preview').innerText.includes('贸易方式')")
    assert "sections=modes" in page.run("location.search"), "the address holds what is chosen"
    page.click("#preview section.table data[data-figure]")
    assert "USD" in page.run("document.querySelector('#panel').innerText")
    numbers = page.run(NUMBERS.format("#preview"))
    choose(page, "[name=name]", "value", "'own'")
    page.until("document.querySelector('.made code').innerText === 'own.toml'")
    with urlopen(page.run("document.querySelector('.made a').href")) as answer:
        saved = answer.read()
    page.run(f"document.querySelector('[name=token]').value = '{TOKEN}'")
    page.follow(".keep button")
    assert page.run("location.pathname") == "/zh/reports/own/2025-02/latest"
    assert page.run(NUMBERS.format("main")) == numbers
    assert page.complaints() == []
    assert (place / "definitions" / "own.toml").read_bytes() == saved
    (place / "own.toml").write_bytes(saved)
    built = yuebao("build", place / "own.toml", "2025-02", "--store", place / "taking",
                   "--out", place / "out", "--format", "md")  # fmt: skip
    assert built.status == 0
    with urlopen(f"{taking}/zh/reports/own/2025-02/latest/report.md") as answer:
        assert answer.read() == (place / "out" / "own-2025-02.md").read_bytes()


def test_it_is_made_by_a_plain_form_without_scripts(page: Page, taking: str) -> None:
    page.scripts(allowed=False)
    page.visit(f"{taking}/en/make")
    page.follow(".codes a[href*='tree=85']")
    page.follow(".codes a[href$='tree=8507']")
    page.follow(".codes a.add[href*='codes=850760']")
    page.follow(".question button")
    page.scripts(allowed=True)
    assert page.run(SHOWN) > 0
    assert page.run("document.querySelector('[name=codes]').value") == "850760"


@pytest.mark.parametrize("width", [390, 1400])
def test_its_page_is_as_wide_as_the_window_and_all_is_named(
    page: Page, taking: str, width: int
) -> None:
    page.resize(width, 800)
    for asked in ("", "?codes=85076000", "?codes=8507,8542", "?codes=1"):
        page.visit(f"{taking}/en/make{asked}")
        assert page.run(WIDER) <= 0, asked
        assert page.run("document.querySelectorAll('h1').length") == 1, asked
        assert page.run(HEAD) == "Make a report"
        assert page.run(UNLABELLED) == 0, asked
