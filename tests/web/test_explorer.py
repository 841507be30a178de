"""Questions beside any report, in a real browser: asked by the form, and opened afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.chromium import Page
from tests.web.test_served_pages import HEAD, NAMELESS, WIDER

if TYPE_CHECKING:
    from tests.web.chromium import Browser

ANSWER = "[...document.querySelectorAll('#answer table tr')].map(row => row.innerText).join('|')"
ASK = ".question button"
LABELLED = """[...document.querySelectorAll('input, select')]
  .filter(one => one.type !== 'hidden' && !one.labels?.length && !one.ariaLabel).length"""


def choose(page: Page, name: str, value: str, at: int = 0) -> None:
    page.run(f"document.querySelectorAll('.question [name={name}]')[{at}].value = '{value}'")


def test_a_question_is_asked_by_the_form_and_its_address_opened_afresh(
    page: Page, browser: Browser, served: str
) -> None:
    page.visit(f"{served}/zh/explore")
    choose(page, "codes", "85076000")
    choose(page, "by", "province")
    choose(page, "months", "2025-02")
    choose(page, "months", "2024-02", at=1)
    choose(page, "chart", "tiles")
    page.follow(ASK)
    assert page.run(HEAD) == "锂离子蓄电池（85076000）出口：按注册地"
    assert page.run("document.querySelectorAll('.tiles g').length") == 31
    assert page.run("location.hash") == "#answer"
    answer, address = page.run(ANSWER), page.run("location.href")
    assert "福建" in answer
    assert page.complaints() == []
    other = Page(browser)
    other.visit(address)
    assert other.run(ANSWER) == answer
    assert other.run("document.querySelector('[name=by]').value") == "province"


def test_goods_are_found_down_the_tree_without_scripts(page: Page, served: str) -> None:
    page.scripts(allowed=False)
    page.visit(f"{served}/en/explore")
    page.follow(".codes a[href*='tree=85']")
    page.follow(".codes a[href$='tree=8507']")
    page.follow(".codes a[href$='tree=850760']")
    page.follow(".codes a.add")
    page.scripts(allowed=True)
    assert "85076000" in page.run("document.querySelector('[name=codes]').value")
    assert "exports by partner" in page.run(HEAD)


@pytest.mark.parametrize("width", [390, 1400])
def test_no_answer_is_wider_than_its_window_and_all_is_named(
    page: Page, served: str, width: int
) -> None:
    page.resize(width, 800)
    for asked in (
        "", "?codes=85076000&price=yes", "?codes=85076000&by=province&chart=tiles",
        "?codes=85076000&months=2025-02,2024-02&by=mode&chart=trend", "?codes=8507", "?tree=85",
    ):  # fmt: skip
        page.visit(f"{served}/zh/explore{asked}")
        assert page.run(WIDER) <= 0, asked
        assert page.run("document.querySelectorAll('h1').length") == 1, asked
        assert page.run(NAMELESS) == 0, asked
        assert page.run(LABELLED) == 0, asked


def test_the_keyboard_reaches_the_form_before_the_answer(page: Page, served: str) -> None:
    page.visit(f"{served}/zh/explore?codes=85076000")
    order = page.run(
        "[...document.querySelectorAll('main a, main button, main input, main select')]"
        ".filter(one => one.tabIndex >= 0).map(one => one.name || one.className || 'link')"
    )
    assert order[0] == "codes"
    assert order.index("months") < order.index("link")
    assert page.run("[...document.querySelectorAll('[tabindex]')].every(o => o.tabIndex < 1)")


def test_charts_answer_to_pointer_and_keyboard(page: Page, served: str) -> None:
    tip = "(t => t.hidden ? '' : t.innerText)(document.getElementById('tip'))"
    page.visit(f"{served}/zh/explore?codes=85076000&months=2025-02")
    page.run("document.querySelector('.bars .wide .rows_marks path').focus()")
    steps = [page.run(tip)]
    for key, code in (("ArrowRight", 39), ("ArrowDown", 40)):
        page.press(key, code)
        steps.append(page.run(tip))
    assert steps == ["德国 出口额 8.2亿美元", "德国 同比变化 -2.1%", "美国 同比变化 -9.2%"]
    page.click(".bars .wide .rows_marks path")
    assert page.run(tip) == "德国 出口额 8.2亿美元"
    page.visit(f"{served}/zh/explore?codes=85076000&months=2025-02&by=province&chart=tiles")
    page.run(
        "[...document.querySelectorAll('.tiles g')].find(g => /^上海/.test(g.ariaLabel)).focus()"
    )
    steps = [page.run(tip).split()[0]]
    for key, code in (("ArrowDown", 40), ("ArrowLeft", 37), ("ArrowLeft", 37)):
        page.press(key, code)
        steps.append(page.run(tip).split()[0])
    assert steps == ["上海", "浙江", "江西", "湖南"]
    assert page.complaints() == []
