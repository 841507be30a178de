"""Reports as pages and files: what they show, where they lead, and what stays as it is."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.serve.conftest import REVISED, client_of

from yuebao import Month, Store, build_report, render_report
from yuebao.cli._speech import say_in
from yuebao.render import FORMATS
from yuebao.web.app import make_app
from yuebao.web.refusals import AddressError
from yuebao.web.vintage import Vintage

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from yuebao.web.settings import WebSettings

REPORT = "/zh/reports/lithium-ion/2025-02"
FIGURE = f"{REPORT}/latest/figures/partners,exports,value,rows,304,month,value"


def links(page: str) -> list[str]:
    found = map(unescape, re.findall(r'href="(/[^"#]*)"', page))
    return list(dict.fromkeys(found))


def text(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return answer.text


def test_the_shelf_leads_to_reports_of_every_definition(client: TestClient) -> None:
    for language, title in (("zh", "中国锂离子蓄电池贸易月度监测报告"), ("en", "Lithium-Ion")):
        page = text(client, f"/{language}/")
        assert title in page
        assert f"/{language}/reports/lithium-ion/2025-02/latest" in links(page)
        assert {link.split("/")[3] for link in links(page) if "/reports/" in link} == {
            "all-goods", "chips", "integrated-circuits", "lithium-ion", "provinces",
        }  # fmt: skip


def test_every_link_of_a_report_leads_somewhere(client: TestClient) -> None:
    page = text(client, f"{REPORT}/latest")
    found = links(page)
    assert len(found) > 250
    kinds = ("/tables/", "/charts/", "/report.", "/revisions", "/static/", f"{REPORT}/v")
    for link in found:
        if any(kind in link for kind in kinds) or found.index(link) % 25 == 0:
            text(client, link)


def test_a_page_prints_every_cell_of_the_annex_as_a_link(
    client: TestClient, settings: WebSettings
) -> None:
    document = build_report("lithium-ion", Month(2025, 2), Store(settings.store))
    cells = json.loads(render_report(document, "json"))["cells"]
    page = text(client, f"{REPORT}/latest")
    body = "".join(re.findall(r'<section class="table.*?</section>', page, re.DOTALL))
    assert re.findall(r'<a class="figure".*?<data[^>]*>(.*?)</data>', body) == [
        cell["text"] for cell in cells
    ]


def test_files_are_those_that_build_writes(client: TestClient, settings: WebSettings) -> None:
    document = build_report("lithium-ion", Month(2025, 2), Store(settings.store), language="en")
    for form in FORMATS:
        address = f"/en/reports/lithium-ion/2025-02/latest/report.{form.extension}"
        answer = client.get(address)
        assert answer.content == render_report(document, form.name), form.name
        assert answer.headers["content-type"] == form.media_type
        named = f"lithium-ion-2025-02.{form.extension}"
        assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{named}"


def test_a_month_without_a_vintage_is_that_of_now(client: TestClient) -> None:
    answer = client.get(f"{REPORT}?currency=usd")
    assert (answer.status_code, answer.headers["location"]) == (
        307, f"{REPORT}/latest?currency=usd",
    )  # fmt: skip


def test_an_older_vintage_shows_what_was_known(client: TestClient) -> None:
    before = json.loads(text(client, FIGURE.replace("latest", "2025-03-20") + ".json"))
    after = json.loads(text(client, f"{FIGURE}.json"))
    assert after["levels"][0]["amount"] - before["levels"][0]["amount"] == 10_000_000
    assert (before["as_of"], after["as_of"]) == ("2025-03-20", None)
    pinned = json.loads(text(client, f"{before['permanent']}.json"))
    assert pinned["levels"] == before["levels"]
    assert before["permanent"].split("/")[5].endswith("-2025-03-20")
    page = text(client, f"{REPORT}/latest/revisions")
    assert "2025-03-20" in page
    assert REVISED.isoformat() in page
    assert FIGURE in links(page)
    assert "没有数字不同" in text(client, f"{REPORT}/2025-03-20/revisions")
    assert client.get(f"{REPORT}/2025-03-19").status_code == 404


def test_a_permanent_address_gives_the_same_whatever_is_loaded(
    settings: WebSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(shutil.copytree(settings.store, tmp_path / "store"))
    client = client_of(make_app(replace(settings, store=store.path)))
    record = json.loads(text(client, f"{FIGURE}.json"))
    address = record["permanent"]
    kinds = ("", ".json", ".csv")
    first = {kind: client.get(address + kind) for kind in kinds}
    assert all("immutable" in answer.headers["cache-control"] for answer in first.values())
    report = client.get(address.partition("/figures/")[0])
    folder = tmp_path / "later"
    folder.mkdir()
    row = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n202503,85076000,304,44,5\n"
    (folder / "出口_85076000_202503.csv").write_text(row, encoding="utf-8")
    store.load([folder], released=date(2025, 5, 1))
    assert {kind: client.get(address + kind).content for kind in kinds} == {
        kind: answer.content for kind, answer in first.items()
    }
    assert client.get(address.partition("/figures/")[0]).content == report.content
    with monkeypatch.context() as patched:  # what is of later months alone has nothing built anew
        patched.setattr("yuebao.web.desk.build_audited", lambda _: pytest.fail("built anew"))
        assert json.loads(text(client, f"{FIGURE}.json")) == record
    (folder / "出口_85076000_202503.csv").unlink()
    row = row.replace("202503", "202502").replace(",5\n", ",44107487\n")
    (folder / "出口_85076000_202502.csv").write_text(row, encoding="utf-8")
    store.load([folder], released=date(2025, 5, 2))
    now = json.loads(text(client, f"{FIGURE}.json"))
    assert now["store_version"] == record["store_version"] + 2
    assert now["permanent"] != address


@pytest.mark.parametrize(
    ("below", "status"),
    [
        ("lithium-ion/2025-02/v1-00000000", 410),
        ("lithium-ion/2025-02/v999", 404),
        ("lithium-ion/2025-02/v99999999999999", 404),
        ("lithium-ion/2025-02/soon", 404),
        ("lithium-ion/1990-01/latest", 404),
        ("lithium-ion/2025-13/latest", 400),
        ("lithium-ion/2025-02/latest?currency=eur", 400),
        ("..%2f..%2fetc%2fpasswd/2025-02/latest", 404),
        ("%2fetc%2fpasswd/2025-02/latest", 404),
        ("lithium-ion/2025-02/latest/figures/none", 404),
        ("lithium-ion/2025-02/latest/tables/'; DROP TABLE facts; --", 404),
        ("lithium-ion/2025-02/latest/charts/<script>.svg", 404),
        ("lithium-ion/2025-02/latest/other.pdf", 404),
        ("lithium-ion/2025-02/latest/report.exe", 404),
    ],
)
def test_what_is_not_there_is_refused(client: TestClient, below: str, status: int) -> None:
    answer = client.get(f"/zh/reports/{below}")
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["error"]


def test_vintages_are_read_as_they_are_written() -> None:
    for written in ("latest", "v3", "v3-0a1b2c3d", "v3-0a1b2c3d-2025-03-20", "2025-03-20"):
        assert str(Vintage.parse(written)) == written
    for wrong in ("", "v", "v-1", "v٣", "2025-3-20", "2025-02-30", "v3-2025-02-30", "v3-xyz"):
        with pytest.raises(AddressError):
            Vintage.parse(wrong)


def test_the_month_before_stands_beside_a_report_where_a_reader_asks(client: TestClient) -> None:
    at = "/zh/reports/lithium-ion/2025-02/latest"
    page = client.get(at).text
    assert f'href="{at}?beside=before"' in page
    assert 'class="earlier"' not in page
    beside = client.get(f"{at}?beside=before").text
    found = re.findall(r'class="earlier">.*?<a href="([^"]+)">([^<]+)</a>.*?>([↑↓]?)<', beside)
    assert len(found) > 50
    address, text, way = found[0]
    figure = client.get(f"{address}.json").json()
    assert (figure["text"], way) == (text, "↓")
    assert "/2025-01/latest/figures/" in address
    first = client.get("/zh/reports/lithium-ion/2024-01/latest").text
    assert "beside=before" not in first, "there is no month before it"
    pinned = re.search(r'<a href="([^"]+)" rel="bookmark"', page)
    assert pinned
    assert 'class="earlier"' not in client.get(f"{pinned[1]}?beside=before").text


def test_a_report_lists_what_was_revised_since_it_was_issued(client: TestClient) -> None:
    page = client.get("/en/reports/lithium-ion/2025-02/latest").text
    block = page.partition('<details class="revised">')[2].partition("</details>")[0]
    entries = re.findall(r'<li>Table 1, .*?: ([\d.-]+) .*? → <a href="([^"]+)">([\d.-]+) ', block)
    assert len(entries) >= 4
    for before, address, after in entries[:2]:
        assert before != after
        assert client.get(f"{address}.json").json()["text"] == after
    assert 'class="revised"' not in client.get("/en/reports/chips/2025-07/latest").text


def test_a_file_that_is_no_definition_takes_no_other_report_with_it(
    settings: WebSettings, tmp_path: Path
) -> None:
    with client_of(make_app(replace(settings, definitions=tmp_path), say_in)) as reader:
        mine = tmp_path / "lithium-ion.toml"
        chips = reader.get("/zh/reports/chips/2025-07/latest")
        assert "无法读取" not in text(reader, "/zh/")
        mine.write_text("title = 1\n", encoding="utf-8")
        shelf = text(reader, "/zh/")
        assert "lithium-ion.toml 目前无法读取" in shelf
        assert "缺少键 &#39;subject&#39;" in shelf
        assert "/zh/reports/lithium-ion/" not in shelf, "the shipped one is not taken in its place"
        assert reader.get("/zh/reports/chips/2025-07/latest").content == chips.content
        refused = reader.get(f"{REPORT}/latest", headers={"Accept": "text/html"})
        assert (refused.status_code, "缺少键" in refused.text) == (422, True)
        mine.unlink()
        assert "/zh/reports/lithium-ion/" in text(reader, "/zh/")
