"""Files dropped into the pages of `yuebao serve`, in a real browser: stored, refused, audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.chromium import Page
from tests.web.server import serving

from yuebao import Store
from yuebao.publish.demo import load_sample, read_sample, unpack_sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.chromium import Browser

HEAD = "document.querySelector('h1').innerText"
STATUS = "document.querySelector('[role=status]').innerText"
WIDER = "document.documentElement.scrollWidth - innerWidth"
TOKEN = "fedcba9876543210"
WRONG = (
    "# 出口情况\n\n2025年2月，我国对德国出口10.0亿美元，同比增长20.0%。\n\n"
    "2025年2月，我国对德国出口12.0亿美元，同比增长20.0%。\n"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one report, a revised export, a bad file and a wrong report."""
    folder = tmp_path_factory.mktemp("sent")
    unpack_sample(folder / "files")
    load_sample(Store(folder / "store"), read_sample().reports[0], folder / "files")
    (export,) = (folder / "files" / "lithium-2025-02").glob("出口_*_202501-202502_*.csv")
    text = export.read_bytes().decode("gb18030").replace('"34,107,486"', '"44,107,486"')
    (folder / export.name).write_bytes(text.encode("gb18030"))
    (folder / "出口_坏.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (folder / "报告.md").write_text(WRONG, encoding="utf-8")
    (folder / "token").write_text(TOKEN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[str]:
    """A server that takes files; gives its address."""
    with serving(place / "store", "--write-token-file", str(place / "token")) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Page:
    return Page(browser)


def test_files_are_dropped_looked_at_and_stored(page: Page, place: Path, served: str) -> None:
    before = Store(place / "store").loads()
    page.visit(f"{served}/zh/bring")
    (export,) = place.glob("出口_*_202501-202502_*.csv")
    page.choose("#file", export)
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    page.follow("main button")
    assert page.run(HEAD) == "读懂的内容"
    assert "修订 1 行" in page.run("document.querySelector('.changes').innerText")
    assert Store(place / "store").loads() == before
    page.follow("button[value=store]")
    assert page.run(HEAD) == "已处理"
    assert len(Store(place / "store").loads()) == len(before) + 1
    assert page.complaints() == []
    page.visit(f"{served}/zh/bring")
    page.choose("#file", export)
    page.run(f"document.querySelector('#token').value = '{TOKEN}'")
    page.follow("main button")
    assert page.run("document.querySelector('button[value=store]')") is None, "all of it is stored"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_bad_file_is_refused_where_it_was_dropped(
    page: Page, place: Path, served: str, *, scripts: bool
) -> None:
    before = Store(place / "store").loads()
    page.scripts(allowed=scripts)
    page.visit(f"{served}/zh/bring")
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
    assert Store(place / "store").loads() == before


@pytest.mark.parametrize("scripts", [True, False])
def test_a_document_is_audited_in_place(
    page: Page, place: Path, served: str, *, scripts: bool
) -> None:
    page.scripts(allowed=scripts)
    page.visit(f"{served}/zh/audit")
    page.scripts(allowed=True)
    page.choose("#file", place / "报告.md")
    page.follow("main button")
    assert page.run("document.querySelectorAll('mark').length") >= 1
    page.run("document.fonts.load('16px \"Yuebao Sans\"', '我').then(() => { window.drawn = 1 })")
    page.until("window.drawn === 1 && document.fonts.check('16px \"Yuebao Sans\"', '我')")
    page.click("nav a[href='#finding-1']")
    assert page.run("location.hash") == "#finding-1"


@pytest.mark.parametrize("width", [390, 1400])
def test_no_form_is_wider_than_its_window(page: Page, served: str, width: int) -> None:
    page.resize(width, 800)
    for address in ("/zh/audit", "/en/audit", "/zh/bring", "/en/bring"):
        page.visit(served + address)
        assert page.run(WIDER) <= 0, address
        assert page.run("document.querySelectorAll('h1').length") == 1, address
        unlabelled = "[...document.querySelectorAll('main input, main select')]"
        assert page.run(f"{unlabelled}.filter(one => !one.labels.length).length") == 0, address
