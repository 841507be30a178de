"""The HTML report in a real browser."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.render.chart_sample import ranking, stack, trend
from tests.unit.render.sample import NASTY, NO_BASE, sample_document
from tests.web.chromium import Page

from yuebao.render import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.chromium import Browser

    from yuebao.report.model import Chart

ENTER = ("Enter", 13)
ESCAPE = ("Escape", 27)
PANEL = "(p => p.hidden ? null : p.innerText)(document.getElementById('panel'))"
FIRST_CELL = "tbody td data"


@pytest.fixture
def page(page: Page, report: Path) -> Page:
    """The report, opened."""
    page.open(report)
    return page


def test_opens_without_complaint_and_without_asking_for_anything(page: Page, report: Path) -> None:
    assert page.complaints() == []
    asked = [address for address in page.requests() if not address.startswith("data:font/woff;")]
    assert asked == [report.as_uri()]


def test_every_cell_of_the_annex_can_be_read(page: Page) -> None:
    cells = json.loads(render(sample_document(), "json"))["cells"]
    seen = page.run("[...document.querySelectorAll('section.table td data')].map(d => d.innerText)")
    assert seen == [cell["text"] for cell in cells]


def test_a_click_on_a_number_opens_what_is_known_about_it(page: Page) -> None:
    assert page.run(PANEL) is None
    page.click(FIRST_CELL)
    panel = page.run(PANEL)
    for part in ("出口额（85076000）", "41.4 亿美元", "41.42031177", "4,142,031,177 USD",
                 "2025-03-20", "a1a1a1a1a1a1"):  # fmt: skip
        assert part in panel
    page.click("h1")
    assert page.run(PANEL) is None
    assert page.complaints() == []


def test_a_rate_shows_current_and_base(page: Page) -> None:
    page.click("tbody td:nth-child(3) data")
    panel = page.run(PANEL)
    assert "当期" in panel
    assert "基期" in panel
    assert "3,711,500,000 USD" in panel


def test_a_number_in_prose_opens_the_same_panel(page: Page) -> None:
    page.click("main > p data")
    assert "4,142,031,177 USD" in page.run(PANEL)


def test_a_dash_tells_why(page: Page) -> None:
    page.run("[...document.querySelectorAll('td data')].find(d => d.innerText === '-').id = 'dash'")
    page.click("#dash")
    assert NO_BASE in page.run(PANEL)


def test_the_keyboard_opens_and_closes_and_comes_back(page: Page) -> None:
    page.run(f"document.querySelector('{FIRST_CELL}').focus()")
    page.press(*ENTER)
    assert "41.42031177" in page.run(PANEL)
    assert page.run("document.activeElement.id") == "panel"
    page.press(*ESCAPE)
    assert page.run(PANEL) is None
    assert page.run("document.activeElement.innerText") == "41.4"


def test_bars_tell_their_number_and_open_it(page: Page) -> None:
    bars = ".wide .rows_marks path"
    assert page.run(f"document.querySelectorAll('{bars}').length") == 62
    page.run(f"document.querySelector('{bars}').focus()")
    assert page.run("document.getElementById('tip').innerText") == "北京 -33.0%"
    page.press("ArrowDown", 40)
    assert page.run("document.getElementById('tip').innerText") == "江苏 -32.0%"
    page.click(f"#chart-1 {bars}")
    assert "北京" in page.run(PANEL)


def test_marks_of_several_series_follow_the_arrow_keys(browser: Browser, tmp_path: Path) -> None:
    report = tmp_path / "charts.html"
    document = replace(sample_document(), parts=(trend(), stack(), ranking()))
    report.write_bytes(render(document, "html"))
    page = Page(browser)
    page.open(report)
    tip = "document.getElementById('tip').innerText"
    page.run("document.querySelector('.trend .wide .rows_marks path').focus()")
    steps = [page.run(tip)]
    for key, code in (("ArrowUp", 38), ("ArrowRight", 39), ("ArrowDown", 40)):
        page.press(key, code)
        steps.append(page.run(tip))
    assert steps == [
        "2023-01 出口额 28.0亿美元",
        "2023-01 进口额 6.3亿美元",
        "2023-02 进口额 6.1亿美元",
        "2023-02 出口额 23.4亿美元",
    ]
    page.click(".stack .wide .rows_marks path:nth-child(3)")
    assert page.run(PANEL).startswith("放大器")
    page.press(*ESCAPE)
    page.run("document.querySelector('.bars .wide .rows_marks path').focus()")
    page.press("ArrowRight", 39)
    page.press("ArrowDown", 40)
    assert page.run(tip) == "中国香港 同比变化 12.4%"
    assert page.complaints() == []


def test_names_carrying_markup_stay_text(page: Page) -> None:
    names = page.run("[...document.querySelectorAll('tbody th')].map(t => t.textContent)")
    assert NASTY.replace("\n", " ") in names
    page.run(
        "[...document.querySelectorAll('tbody tr')].find(r => r.innerText.includes('<script>'))"
        ".querySelector('data').id = 'nasty'"
    )
    page.click("#nasty")
    assert "<script>alert" in page.run(PANEL)
    assert page.run("document.querySelectorAll('script').length") == 2


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_the_page_never_scrolls_sideways(browser: Browser, report: Path, width: int) -> None:
    page = Page(browser, width=width)
    page.open(report)
    page.click(FIRST_CELL)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.run("document.documentElement.scrollWidth") <= width


LETTERS = """[...document.querySelectorAll('.chart svg')].filter(one => one.clientWidth)
  .flatMap(one => [...one.querySelectorAll('text')].map(text => [
    parseFloat(text.getAttribute('font-size')) * one.clientWidth / one.viewBox.baseVal.width,
    text.getBBox().width && text.getBoundingClientRect().left - one.getBoundingClientRect().left,
    one.getBoundingClientRect().right - text.getBoundingClientRect().right]))"""
"""How large each letter of the drawings in sight is, and how far within its drawing."""


@pytest.mark.parametrize("width", [360, 390, 520, 1400])
@pytest.mark.parametrize("form", [trend, stack, ranking])
def test_charts_are_read_in_a_window_of_any_width(
    browser: Browser, tmp_path: Path, width: int, form: Callable[[], Chart]
) -> None:
    report = tmp_path / "charts.html"
    report.write_bytes(render(replace(sample_document(), parts=(form(),)), "html"))
    page = Page(browser, width=width)
    page.open(report)
    found = page.run(LETTERS)
    assert len(found) > 10
    assert min(size for size, *_ in found) > 10
    assert min(room for _, *rooms in found for room in rooms) > -1


def test_on_a_phone_a_mark_opens_its_own_number(browser: Browser, report: Path) -> None:
    page = Page(browser, width=390)
    page.open(report)
    page.click("#chart-1 .narrow .rows_marks path")
    assert "北京" in page.run(PANEL)
    assert page.complaints() == []


def test_on_a_phone_the_panel_leaves_the_number_in_sight(browser: Browser, report: Path) -> None:
    page = Page(browser, width=390)
    page.open(report)
    page.click(FIRST_CELL)
    bottom = page.run(f"document.querySelector('{FIRST_CELL}').getBoundingClientRect().bottom")
    assert 0 < bottom < page.run("document.getElementById('panel').getBoundingClientRect().top")


def test_colours_follow_the_readers_choice(page: Page) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.media(dark=True)
    assert page.run(colour) != light


CONTRAST = """
(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    const clear = colour === "rgba(0, 0, 0, 0)" && element.parentElement;
    return clear ? behind(element.parentElement) : colour;
  };
  return Math.min(...[...document.querySelectorAll("p, li, a, td, th, data, figcaption, h1, h2")]
    .filter((element) => element.innerText)
    .map((element) => {
      const pair = [getComputedStyle(element).color, behind(element)].map(light);
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    }));
})()
"""


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(page: Page, *, dark: bool) -> None:
    page.media(dark=dark)
    assert page.run(CONTRAST) >= 4.5


def test_it_reads_and_prints_without_scripts(browser: Browser, report: Path) -> None:
    page = Page(browser)
    page.scripts(allowed=False)
    page.open(report)
    page.scripts(allowed=True)
    assert page.run("document.querySelectorAll('[role=button]').length") == 0
    assert page.run("document.querySelector('.hint').hidden")
    assert page.run("document.querySelectorAll('.chart svg text').length") > 100
    assert page.pdf().startswith(b"%PDF")
