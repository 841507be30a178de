"""A number's own page, the table and chart it stands in, and the rows behind it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.serve.test_reports import FIGURE, REPORT, links, text

if TYPE_CHECKING:
    from starlette.testclient import TestClient

GROWTH = FIGURE.replace("month,value", "month,yoy")


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    body = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_a_number_tells_its_formula_and_leads_to_rows_and_files(client: TestClient) -> None:
    page = text(client, GROWTH)
    record = json.loads(text(client, f"{GROWTH}.json"))
    current, base = (level["amount"] for level in record["levels"])
    for said in (record["text"], record["value"], "当期 ÷ 基期 − 1", f"{current:,} ÷ {base:,} − 1"):
        assert said in page
    assert abs(float(record["value"]) - (current / base - 1) * 100) < 1e-9
    assert f"{GROWTH}/rows/0" in links(page)
    assert f"{GROWTH}/rows/1" in links(page)
    for source in record["sources"]:
        about = text(client, f"/zh/sources/{source['sha256']}")
        assert source["name"] in about
        assert source["sha256"] in about
        assert "海关统计数据在线查询平台的导出文件" in about
    [row] = rows_of(client, f"{GROWTH}.csv")
    assert (row["value"], row["cite"]) == (record["value"], record["cite"])


def test_what_facts_are_broken_down_by_is_called_as_the_office_calls_it(client: TestClient) -> None:
    name = "provinces,exports,value,rows,35,ytd,value"
    page = text(client, f"{REPORT}/latest/figures/{name}".replace("/zh/", "/en/"))
    assert "× Province<" in page


def test_a_net_is_told_as_exports_less_imports_and_named_once(client: TestClient) -> None:
    record = json.loads(
        text(client, f"{REPORT}/latest/figures/overview,net,value,rows,~,month,value.json")
    )
    exports, imports = (f"{level['amount']:,}" for level in record["levels"])
    assert record["formula"] == "出口当期 − 进口当期"
    assert record["computed"] == f"出口{exports} − 进口{imports}"
    assert record["title"].count("净出口") == 1, record["title"]


@pytest.mark.parametrize(
    "name",
    [
        "overview,total,value,rows,~,month,value",
        "overview,exports,quantity,rows,~,month,value",
        "partners,exports,value,bloc,eu,month,share",
        "partners,imports,value,rows,304,ytd,yoy",
        "provinces,exports,value,rows,35,ytd,value",
    ],
)
def test_the_rows_add_up_to_the_level(client: TestClient, name: str) -> None:
    figure = f"{REPORT}/latest/figures/{name}"
    record = json.loads(text(client, f"{figure}.json"))
    for place, level in enumerate(record["levels"]):
        found = json.loads(text(client, f"{figure}/rows/{place}.json?limit=1000"))
        column = "quantity" if record["quantity"] else "value"
        assert found["rows"] == len(found["facts"]) == level["rows"]
        assert sum(fact[column] for fact in found["facts"]) == level["amount"]
        assert {fact["source"] for fact in found["facts"]} == set(level["sources"])


def test_rows_are_paged_and_sorted(client: TestClient) -> None:
    figure = f"{REPORT}/latest/figures/overview,exports,value,rows,~,month,value/rows/0"
    asked = "sort=value&order=desc"
    whole = rows_of(client, f"{figure}.csv?limit=1000&{asked}")
    values = [int(fact["value"]) for fact in whole]
    assert values == sorted(values, reverse=True)
    paged = [
        fact
        for page in (1, 2, 3)
        for fact in rows_of(client, f"{figure}.csv?limit=200&page={page}&{asked}")
    ]
    assert paged == whole
    page = text(client, f"{figure}?{asked}")
    assert 'aria-sort="descending"' in page
    assert any("page=2" in link for link in links(page))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=0", 404), ("page=-1", 404), ("page=1e9", 404), ("page=9" + "9" * 17, 413),
        ("page=9" * 3000, 413), ("limit=100000", 413), ("sort=value;drop", 400),
        ("sort=superseded", 400), ("page=1000000&limit=1000", 200),
    ],
)  # fmt: skip
def test_pages_that_cannot_be_are_refused(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"{FIGURE}/rows/0.json?{query}").status_code == status


def test_a_table_and_a_chart_stand_alone(client: TestClient) -> None:
    table = f"{REPORT}/latest/tables/partners,exports"
    cells = json.loads(text(client, f"{table}.json"))["cells"]
    assert {cell["table"] for cell in cells} == {2}
    assert [row["text"] for row in rows_of(client, f"{table}.csv")] == [c["text"] for c in cells]
    assert re.findall(r"<data[^>]*>(.*?)</data>", text(client, table)) == [c["text"] for c in cells]
    chart = f"{REPORT}/latest/charts/partners,bars,exports"
    svg = client.get(f"{chart}.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.count("<svg") == 1
    record = json.loads(text(client, f"{chart}.json"))
    points = record["series"][0]["points"]
    assert [row["名称"] for row in rows_of(client, f"{chart}.csv")] == [p["label"] for p in points]
    for point in points:
        figure = json.loads(text(client, f"{REPORT}/latest/figures/{point['figure']}.json"))
        assert figure["text"] == point["text"]
    assert "<svg" in text(client, chart)


def test_what_no_file_is_called_is_refused(client: TestClient) -> None:
    for asked in ("0" * 64, "..%2fraw", "' OR 1=1"):
        assert client.get(f"/zh/sources/{asked}").status_code == 404
