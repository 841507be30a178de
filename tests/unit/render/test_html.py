"""The page as written, before any browser has seen it."""

import json
import re
from base64 import b64decode
from collections import Counter
from dataclasses import asdict, replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from tests.unit.render.chart_sample import ranking, trend
from tests.unit.render.sample import NASTY, sample_document

from yuebao.render.annex import cell_records
from yuebao.render.html import render_html
from yuebao.render.markdown import render_markdown

VOID = {"meta", "link", "wbr", "br"}


class Reader(HTMLParser):
    """Collects elements and text, and holds that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"script", "style"}:
            self.texts.append(data)


@pytest.fixture(scope="module")
def text() -> str:
    return render_html(sample_document()).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


@pytest.fixture(scope="module")
def ledger(text: str) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="ledger">(.*?)</script>', text, re.DOTALL
    )
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_elements_are_nested_and_ids_are_unique(page: Reader) -> None:
    assert page.open == []
    ids = Counter(attrs["id"] for _, attrs in page.elements if "id" in attrs)
    assert set(ids.values()) == {1}


def test_every_reference_has_its_target(page: Reader) -> None:
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    for _, attrs in page.elements:
        href = attrs.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids
        for name in (attrs.get("aria-labelledby") or "").split():
            assert name in ids or name == "panel-title"


def test_nothing_is_fetched_from_anywhere(page: Reader, text: str) -> None:
    for tag, attrs in page.elements:
        assert "src" not in attrs
        assert (attrs.get("href") or "#")[0] == "#" or attrs["href"] == "data:,"
        assert tag not in {"img", "iframe", "object", "embed"}
    assert "@import" not in text
    assert re.findall(r"url\(([^,)]*)", text) == ["data:font/woff;base64"]


def test_the_page_carries_every_character_it_prints(text: str) -> None:
    font = re.search(r"base64,([^)]*)\)", text)
    assert font
    document = sample_document()
    with TTFont(BytesIO(b64decode(font[1]))) as drawn:
        has = set(map(chr, drawn.getBestCmap()))
    printed = "".join(asdict(document.words.page).values()) + document.header + document.cover.title
    printed += render_markdown(document).decode()
    assert set(printed) - set("\n^") <= has  # of Markdown's own marks the page may lack one
    assert len(font[1]) < 300_000


def test_a_chart_of_several_series_has_a_column_for_each() -> None:
    document = replace(sample_document(), parts=(trend(24, missing=(3,)), ranking()))
    text = render_html(document).decode()
    for heads in (
        ("名称", "出口额（亿美元）", "进口额（亿美元）", "进出口额同比（%）"),
        ("名称", "出口额（亿美元）", "同比变化（%）"),
    ):
        assert "".join(f'<th scope="col">{head}</th>' for head in heads) in text
    assert '<figure class="chart trend" id="chart-3">' in text
    row = re.search(r'<tr><th scope="row"><span>2024-04</span></th>(.*?)</tr>', text)
    assert row
    assert re.findall(r">([^<>]+)</data>", row[1]) == ["-", "-", "-"]


def test_names_carrying_markup_are_text(page: Reader) -> None:
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert NASTY.replace("\n", " ") in page.texts


def test_every_cell_stands_in_the_page_with_its_exact_value(page: Reader) -> None:
    printed = [attrs["value"] for tag, attrs in page.elements if tag == "data"]
    for cell in cell_records(sample_document()):
        assert (cell["value"] or "") in printed
        assert cell["text"] in page.texts


def test_a_figure_in_prose_and_table_is_one_in_the_ledger(
    page: Reader, ledger: dict[str, Any]
) -> None:
    numbers = Counter(attrs["data-figure"] for tag, attrs in page.elements if tag == "data")
    assert sorted(int(n or "") for n in numbers) == list(range(len(ledger["figures"])))
    first = ledger["figures"][0]
    assert (first["text"], numbers["0"]) == ("41.4", 2)


def test_the_ledger_tells_where_a_number_came_from(ledger: dict[str, Any]) -> None:
    growth = ledger["figures"][1]
    assert growth["indicator"] == "growth"
    assert [level["role"] for level in growth["levels"]] == ["current", "base"]
    assert growth["levels"][0]["amount"] == "4,142,031,177"
    assert [ledger["sources"][place] for place in growth["sources"]] == [["a1" * 32, ""]]
    dash = next(figure for figure in ledger["figures"] if figure["value"] is None)
    assert dash["reason"]


def test_the_ledger_cannot_end_its_script(text: str) -> None:
    start = text.index('id="ledger">') + len('id="ledger">')
    inside = text[start : text.index("</script>", start)]
    assert not re.search(r"[<>&\u2028\u2029]", inside)
    assert "\\u003cscript\\u003e" in inside


def test_heads_are_merged_and_name_their_cells(text: str) -> None:
    assert '<th scope="colgroup" colspan="2" class="start"><span>2月当月</span></th>' in text
    assert '<th scope="colgroup" colspan="4" class="start"><span>1至2月累计</span></th>' in text
    assert '<td rowspan="2" class="label"></td>' in text
    assert '<th scope="rowgroup" colspan="8">重点区域</th>' in text
    assert '<th scope="row"><span>德国</span></th>' in text


def test_the_page_says_its_language_and_title() -> None:
    for language, lang, caption in (("zh", "zh-CN", "表1："), ("en", "en", "Table 1: ")):
        text = render_html(sample_document(language)).decode()
        assert f'<html lang="{lang}">' in text
        assert "<title>中国锂离子蓄电池贸易月度监测报告 (2025年1-2月)</title>" in text
        assert caption in text


def test_a_running_head_cannot_leave_its_rule() -> None:
    document = replace(sample_document(), header='"}</style><script>alert(1)</script>\\')
    text = render_html(document).decode()
    assert text.count("</style>") == 1
    assert 'content: "\\22 \\7d \\3c \\2f style\\3e ' in text


def test_a_dollar_sign_is_not_a_placeholder() -> None:
    document = replace(sample_document(), notices=("$title $$",))
    assert "<p>$title $$</p>" in render_html(document).decode()


def test_an_empty_report_is_still_a_page() -> None:
    document = replace(sample_document(), parts=(), notices=())
    reader = Reader()
    reader.feed(render_html(document).decode())
    assert reader.open == []


def test_a_page_is_set_as_its_script_is() -> None:
    chinese, english = (render_html(sample_document(code)).decode() for code in ("zh", "en"))
    assert '<body class="east-asian">' in chinese
    assert '<html lang="en">' in english
    assert '<body class="latin">' in english
