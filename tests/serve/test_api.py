"""The API: what its description promises is what it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from yuebao.publish.errors import ERROR_KEYS
from yuebao.web.api.openapi import describe
from yuebao.web.api.routes import API, API_ROUTES, BASE

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from yuebao.web.api.routes import ApiRoute

ROUTE = pytest.mark.parametrize("route", API_ROUTES, ids=lambda route: route.name)


def get(client: TestClient, address: str, status: int = 200) -> Any:
    answer = client.get(BASE + address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def refused(client: TestClient, address: str, status: int) -> dict[str, Any]:
    error: dict[str, Any] = get(client, address, status)["error"]
    assert list(error) == list(ERROR_KEYS)
    assert error["message"]
    return error


def promised(record: type) -> Draft202012Validator:
    """What holds an answer against the schema its description gives."""
    schemas = json.loads(json.dumps(describe()["components"]).replace("#/components/", "#/"))
    return Draft202012Validator({**schemas, "$ref": f"#/schemas/{record.__name__}"})


def test_the_description_is_served_and_names_every_address(client: TestClient) -> None:
    told = get(client, "/openapi.json")
    assert told["openapi"] == "3.1.0"
    assert list(told["paths"]) == [one.path for one in API]
    operations = [one for methods in told["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)


@ROUTE
def test_every_example_answers_as_its_schema_says(client: TestClient, route: ApiRoute) -> None:
    record = get(client, route.example)
    promised(route.record).validate(record)
    assert any(record.values())


@ROUTE
def test_what_means_nothing_is_refused(client: TestClient, route: ApiRoute) -> None:
    mark = "&" if "?" in route.example else "?"
    assert "means nothing" in refused(client, f"{route.example}{mark}colour=red", 400)["message"]


@ROUTE
def test_what_must_be_given_is_asked_for(client: TestClient, route: ApiRoute) -> None:
    for one in route.query:
        if one.required:
            error = refused(client, route.example.partition("?")[0], 400)
            assert f"{one.name}=" in error["remedy"]


@ROUTE
def test_a_reader_who_has_it_gets_nothing_anew(client: TestClient, route: ApiRoute) -> None:
    tag = client.get(BASE + route.example).headers["etag"]
    again = client.get(BASE + route.example, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def pages(client: TestClient, address: str, kind: str) -> list[Any]:
    """All pages of an address together."""
    found, after = [], ""
    while True:
        page = get(client, f"{address}{after}")
        found += page[kind]
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"


def test_pages_of_facts_hold_each_once(client: TestClient) -> None:
    address = "/facts?codes=85076000&partner=304"
    whole = get(client, f"{address}&limit=1000")
    assert whole["next"] is None
    found = pages(client, f"{address}&limit=37", "facts")
    assert found == whole["facts"]
    assert len({(fact["source"], fact["row"]) for fact in found}) == len(found) > 100
    assert {fact["partner"] for fact in found} == {"304"}
    assert [fact["last_month"] for fact in found] == sorted(fact["last_month"] for fact in found)


def test_pages_of_loads_and_figures_hold_each_once(client: TestClient) -> None:
    assert pages(client, "/loads?limit=1", "loads") == get(client, "/loads?limit=1000")["loads"]
    address = "/reports/lithium-ion/2025-02/figures"
    whole = get(client, f"{address}?limit=1000")["figures"]
    assert pages(client, f"{address}?limit=100", "figures") == whole
    one = get(client, f"{address}/{whole[5]['name']}")
    assert (one["value"], one["text"]) == (whole[5]["value"], whole[5]["text"])


def test_pages_stay_those_of_the_first_ones_version(client: TestClient) -> None:
    """A page names its version; one that follows it is of the same."""
    first = get(client, "/facts?codes=85076000&limit=2&vintage=v1")
    later = get(client, f"/facts?codes=85076000&limit=2&after={first['next']}")
    assert first["store_version"] == later["store_version"] == 1


def test_facts_add_up_to_the_series(client: TestClient) -> None:
    series = get(client, "/series?codes=85076000&by=partner&months=2025-02&first=300&flow=import")
    facts = pages(client, "/facts?codes=85076000&flow=import&months=2025-02&limit=500", "facts")
    assert sum(fact["value"] for fact in facts) == series["whole"]["cells"][0]["value"]
    for row in series["rows"]:
        mine = [fact["value"] for fact in facts if fact["partner"] == row["code"]]
        assert sum(mine) == row["cells"][0]["value"]


def test_revisions_are_told_of_goods_and_of_a_report(client: TestClient) -> None:
    told = get(
        client, "/revisions?report=lithium-ion&month=2025-02&earlier=2025-04-19&later=2025-04-20"
    )
    assert [total["after"] - total["before"] for total in told["totals"]] == [10_000_000]
    assert told["figures"]
    assert get(client, "/revisions?codes=8542&earlier=2025-04-19")["totals"] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/reports/none/2025-02", 404),
        ("/reports/lithium-ion/2025-13", 400),
        ("/reports/lithium-ion/1999-01", 404),
        ("/reports/lithium-ion/2025-02?vintage=v999", 404),
        ("/reports/lithium-ion/2025-02?lang=tlh", 400),
        ("/reports/lithium-ion/2025-02/figures?after=none", 404),
        ("/reports/lithium-ion/2025-02/figures/none", 404),
        ("/series?codes=8507&months=2025-02", 404),
        ("/series?codes=85076000&vintage=yesterday", 404),
        ("/series?codes=85076000&months=0000-01", 404),
        ("/series?codes=85076000&months=9999-12&window=rolling12&history=60", 404),
        ("/facts?after=AAAA", 404),
        ("/facts?limit=1001", 413),
        ("/facts?flow=up", 400),
        ("/facts?months=2025-03..2025-01", 400),
        ("/facts?partner=304&mode=10", 400),
        ("/loads?after=WzFd", 404),
        ("/revisions?codes=8507'&earlier=2025-01-01", 400),
        ("/revisions?codes=8507&earlier=someday", 400),
        ("/codes?q=nothingofthekind", 400),
        ("/nothing", 404),
    ],
)
def test_refusals_have_the_one_shape(client: TestClient, address: str, status: int) -> None:
    refused(client, address, status)


INJECTED = ("' OR 1=1 --", "\"; DROP TABLE facts;", "${jndi}", "<script>alert(1)</script>",
            "../../etc/passwd", "%00", "𠮷" * 50, "=cmd()", "{{7*7}}", "$codes")  # fmt: skip


@pytest.mark.parametrize("text", INJECTED)
@ROUTE
def test_no_parameter_reaches_sql_or_a_file(client: TestClient, route: ApiRoute, text: str) -> None:
    address, _, query = route.example.partition("?")
    usual = dict(part.split("=") for part in query.split("&")) if query else {}
    for one in route.query:
        answer = client.get(BASE + address, params={**usual, one.name: text})
        assert answer.status_code in (200, 400, 404), (one.name, answer.text)
        if answer.status_code != 200:
            assert list(answer.json()["error"]) == list(ERROR_KEYS)
        assert "Traceback" not in answer.text
        assert "root:" not in answer.text
