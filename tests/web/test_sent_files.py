"""Files dropped into the pages of `yuebao serve`, in a real browser: stored, refused, audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.server import TOKEN

from yuebao import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.chromium import Page

HEAD = "document.querySelector('h1').innerText"
STATUS = "document.querySelector('[role=status]').innerText"
WIDER = "document.documentElement.scrollWidth - innerWidth"


def test_files_are_dropped_looked_at_and_stored(page: Page, place: Path, taking: str) -> None:
    before = Store(place / "taking").loads()
    page.visit(f"{taking}/zh/bring")
    (export,) = place.glob("出口_*_202501-202502_*.csv")
    page.choose("#file", export)
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    page.follow("main button")
    assert page.run(HEAD) == "读懂的内容"
    assert "修订 1 行" in page.run("document.querySelector('.changes').innerText")
    assert Store(place / "taking").loads() == before
    page.follow("button[value=store]")
    assert page.run(HEAD) == "已处理"
    assert len(Store(place / "taking").loads()) == len(before) + 1
    assert page.complaints() == []
    page.visit(f"{taking}/zh/bring")
    page.choose("#file", export)
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    page.follow("main button")
    assert page.run("document.querySelector('button[value=store]')") is None, "all of it is stored"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_bad_file_is_refused_where_it_was_dropped(
    page: Page, place: Path, taking: str, *, scripts: bool
) -> None:
    before = Store(place / "taking").loads()
    page.scripts(allowed=scripts)
    page.visit(f"{taking}/zh/bring")
    page.scripts(allowed=True)
    page.choose("#file", place / "出口_坏.csv")
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    if scripts:
        page.click("main button")
        page.until("document.querySelector('[role=status].wrong') !== null")
        assert "出口_坏.csv" in page.run(STATUS)
    else:
        page.follow("main button")
        assert "出口_坏.csv" in page.run("document.querySelector('main').innerText")
    assert Store(place / "taking").loads() == before


@pytest.mark.parametrize("scripts", [True, False])
def test_a_document_is_audited_in_place(
    page: Page, place: Path, taking: str, *, scripts: bool
) -> None:
    page.scripts(allowed=scripts)
    page.visit(f"{taking}/zh/audit")
    page.scripts(allowed=True)
    page.choose("#file", place / "报告.md")
    page.follow("main button")
    assert page.run("document.querySelectorAll('mark').length") >= 1
    page.run("document.fonts.load('16px \"Yuebao Sans\"', '我').then(() => { window.drawn = 1 })")
    page.until("window.drawn === 1 && document.fonts.check('16px \"Yuebao Sans\"', '我')")
    page.click("nav a[href='#finding-1']")
    assert page.run("location.hash") == "#finding-1"


@pytest.mark.parametrize("width", [390, 1400])
def test_no_form_is_wider_than_its_window(page: Page, taking: str, width: int) -> None:
    page.resize(width, 800)
    for address in ("/zh/audit", "/en/audit", "/zh/bring", "/en/bring"):
        page.visit(taking + address)
        assert page.run(WIDER) <= 0, address
        assert page.run("document.querySelectorAll('h1').length") == 1, address
        unlabelled = "[...document.querySelectorAll('main input:not([type=hidden]), main select')]"
        assert page.run(f"{unlabelled}.filter(one => !one.labels.length).length") == 0, address
