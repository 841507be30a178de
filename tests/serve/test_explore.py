"""Questions at addresses: the form, the answer, its files, and what is refused."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import duckdb
import openpyxl
import pytest
from tests.serve.test_reports import links, text

from yuebao.domain import UserError
from yuebao.reference import find_office
from yuebao.web.explore import FILES
from yuebao.web.explore_charts import CHARTS
from yuebao.web.regions import read_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from yuebao.web.settings import WebSettings

ASKED = "/zh/explore?codes=85076000&months=2025-02"


def test_the_form_lists_the_chapters_and_leads_down_to_codes(client: TestClient) -> None:
    page = text(client, "/zh/explore")
    chapters = re.findall(r"<code>(\d\d)</code>", page)
    assert chapters == sorted({code[:2] for code in chapters})
    assert len(chapters) > 90
    [down] = [link for link in links(page) if link.endswith("tree=85")]
    headings = text(client, down)
    assert "8507" in headings
    assert "codes=8507" in " ".join(links(headings))
    deepest = text(client, "/zh/explore?tree=850760")
    assert "85076000" in deepest


@pytest.mark.parametrize("sought", ["锂离子", "lithium-ion", "850760"])
def test_goods_are_found_by_code_and_by_name_in_both_languages(
    client: TestClient, sought: str
) -> None:
    for language in ("zh", "en"):
        page = text(client, f"/{language}/explore?q={sought}")
        assert "codes=85076000" in " ".join(links(page))


def test_adding_goods_takes_the_place_of_those_below_them(client: TestClient) -> None:
    page = text(client, f"{ASKED}&q=8542&by=mode")
    [added] = {
        parse_qs(urlsplit(link).query)["codes"][0]
        for link in links(page)
        if "85423110" in link and "csv" not in link
    } or {""}
    assert added in ("85076000,85423110", "")
    down = text(client, f"{ASKED}&tree=85")
    codes = {parse_qs(urlsplit(link).query).get("codes", [""])[0] for link in links(down)}
    assert "8507" in codes
    assert "85076000,8507" not in codes


@pytest.mark.parametrize("by", ["nothing", "commodity", "partner", "group", "province", "mode"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_is_a_table_with_the_numbers_of_the_api(
    client: TestClient, by: str, language: str
) -> None:
    asked = f"codes=85076000&months=2025-02&by={by}"
    page = text(client, f"/{language}/explore?{asked}")
    told = client.get(f"/api/v1/series?{asked}").json()
    table = page.partition('id="answer-table"')[2]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    rest = 1 if told["rest"] else 0
    assert len(rows) == 1 + len(told["rows"]) + rest
    for row, record in zip(rows[1:], told["rows"], strict=False):
        assert record["code"] in row
    shares = [re.findall(r">([-\d.,]+)</td>", row)[2] for row in rows]
    assert shares[0] == "100.0"


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_is_drawn_for_who_asks(client: TestClient, chart: str) -> None:
    page = text(client, f"/zh/explore?codes=8542&months=2025-07&by=province&chart={chart}")
    drawings = {"none": 0, "tiles": 1}  # all others a second time, for phones
    assert page.count("<svg") == drawings.get(chart, 2)
    assert page.count("<title>") == 1 + (31 if chart == "tiles" else 0)


def test_periods_stand_side_by_side_however_they_are_written(client: TestClient) -> None:
    one = text(client, "/zh/explore?codes=85076000&months=2025-02&months=&months=2024-02")
    other = text(client, "/zh/explore?codes=85076000&months=2025-02,2024-02")
    for page in (one, other):
        assert page.count('scope="colgroup"') == 2
        assert "2025年2月" in page
        assert "2024年2月" in page
    assert "“-”：未取得上年同期数据" in one


def test_a_row_leads_on_to_a_narrower_question(client: TestClient) -> None:
    page = text(client, ASKED)
    [on] = [link for link in links(page) if "partners=304" in link]
    narrowed = text(client, on)
    assert '<option value="304" selected>' in narrowed
    assert "按商品" in narrowed


@pytest.mark.parametrize("ending", FILES)
def test_an_answer_can_be_kept(client: TestClient, tmp_path: Path, ending: str) -> None:
    [at] = [link for link in links(text(client, ASKED)) if f"explore.{ending}?" in link]
    answer = client.get(at)
    assert answer.headers["content-disposition"].startswith("attachment")
    told = client.get("/api/v1/series?codes=85076000&months=2025-02").json()
    values = [row["cells"][0]["value"] for row in (told["whole"], *told["rows"], told["rest"])]
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [int(row["value"]) for row in rows] == values
        assert rows[0]["name"] == "合计"
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["data"]
        assert [row[9] for row in sheet.iter_rows(min_row=2, values_only=True)] == values
    if ending == "parquet":
        (tmp_path / "a.parquet").write_bytes(answer.content)
        rows_ = duckdb.connect().execute(f"SELECT value FROM '{tmp_path}/a.parquet'").fetchall()
        assert [value for (value,) in rows_] == values
    if ending == "sql":
        assert answer.text.startswith("SELECT")
        assert "/" not in answer.text.partition("read_parquet")[2].partition("facts")[0]


def test_a_pinned_question_is_of_its_version(client: TestClient) -> None:
    [pinned] = [link for link in links(text(client, ASKED)) if "vintage=v" in link]
    assert "vintage=v" in pinned
    first = client.get("/api/v1/series?codes=85076000&months=2025-02&vintage=v0").json()
    assert first["store_version"] == 0
    assert "查看最新版本" in text(client, pinned)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("codes=8507&months=2025-02", 404, "只载入了部分商品编码"),
        ("codes=0101", 404, "没有载入这些商品的出口数据"),
        ("codes=all&by=partner&months=2025-02", 404, "按贸易伙伴"),
        ("codes=85076000&months=2020-02", 404, "没有载入 2020-02"),
        ("codes=12x", 400, "不是商品编码"),
        ("codes=85076000&chart=pie", 400, None),
        ("codes=85076000&first=0", 400, "请写不小于 1 的整数"),
        ("q=不存在的商品名", 400, None),
    ],
)
def test_what_cannot_be_answered_is_told_beside_the_form(
    client_in_chinese: TestClient, asked: str, status: int, said: str | None
) -> None:
    answer = client_in_chinese.get(f"/zh/explore?{asked}", headers={"accept": "text/html"})
    assert answer.status_code == status
    if said is not None:
        assert said in answer.text
        assert 'role="alert"' in answer.text
        assert "<form" in answer.text


def test_a_part_is_taken_for_the_whole_by_whoever_asks_for_it(client: TestClient) -> None:
    refused = client.get("/zh/explore?codes=8507&months=2025-02").text
    [taken] = [link for link in links(refused) if "partial=yes" in link]
    page = text(client, taken)
    assert "仅含部分商品编码" in page
    assert "41.5" in page


INJECTED = ("<script>alert(1)</script>", "' OR 1=1 --", '"><img src=x>', "../../etc/passwd", "\x00")


@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize(
    "name", ["codes", "months", "by", "flow", "window", "q", "tree", "partners", "chart", "vintage",
             "first", "currency", "colour"],
)  # fmt: skip
def test_nothing_asked_becomes_script_or_sql(client: TestClient, name: str, injected: str) -> None:
    usual = {"codes": "85076000", "months": "2025-02"}
    for ending in ("", ".csv"):
        answer = client.get(f"/zh/explore{ending}", params={**usual, name: injected})
        assert answer.status_code in (200, 400, 404)
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script>alert" not in answer.text
            assert "<img" not in answer.text


def test_the_tiles_of_an_office_are_of_its_regions_each_in_a_place_of_its_own() -> None:
    office = find_office()
    assert set(office.tiles) == {region.code for region in office.regions}
    assert len(set(office.tiles.values())) == len(office.tiles)


MAP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">
<script>alert(1)</script><style>*{fill:url(http://evil.example)}</style>
<image href="http://evil.example/a.png"/><g onclick="alert(1)"><path data-region="44" d="M0 0h9v9z"
fill="url(http://evil.example)"/><foreignObject/></g></svg>"""


def test_an_institutes_own_map_takes_the_place_of_tiles(
    client_with: Callable[..., TestClient], settings: WebSettings, tmp_path: Path
) -> None:
    file = tmp_path / "map.svg"
    file.write_text(MAP, encoding="utf-8")
    with client_with(map=file) as reader:
        page = text(reader, f"{ASKED}&by=province&chart=tiles")
    figure = page[page.index('<figure class="regions"') : page.index("</figure>")]
    assert 'class="region"' in figure
    assert "<title>广东" in figure
    for strange in ("script", "evil", "alert", "image", "style", "foreignObject", "onclick"):
        assert strange not in figure


@pytest.mark.parametrize(
    "content", ["", "<svg/>", "no svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg data-region="1"/>']
)
def test_a_map_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "map.svg").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="map"):
        read_map(tmp_path / "map.svg")
