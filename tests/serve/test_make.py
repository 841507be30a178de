"""Reports made in the browser: what is chosen, what that is as TOML, and keeping it."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

import pytest
from tests.serve.conftest import client_of

from yuebao import Month, build_report, load_definition
from yuebao.cli._speech import say_in
from yuebao.publish.make import FIELDS, make_definition, offered_sections
from yuebao.reference import find_office
from yuebao.render import render
from yuebao.report.draft import Draft, draft_definition
from yuebao.report.load import read_definition
from yuebao.store import Store
from yuebao.web.app import make_app
from yuebao.web.settings import WebSettings
from yuebao.web.words import all_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

TOKEN = "fedcba9876543210"
CODE = "85076000"
EVERYTHING = {
    "codes": CODE, "flows": "exports", "windows": "month,ytd", "shares": "yes", "first": "5",
    "sections": "overview,partners,province-trade,modes", "groups": "eu,asean", "theme": "plain",
    "title_en": "Batteries, in short",
}  # fmt: skip
FEBRUARY = Month(2025, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "definitions"
    made.mkdir()
    return made


@pytest.fixture
def keeper(settings: WebSettings, folder: Path) -> Iterator[TestClient]:
    """A reader of a server that keeps definitions, and speaks Chinese to who reads Chinese."""
    app = make_app(WebSettings(store=settings.store, definitions=folder, write_token=TOKEN), say_in)
    with client_of(app) as reader:
        yield reader


def page(client: TestClient, **chosen: str) -> str:
    answer = client.get(f"/zh/make?{urlencode(chosen)}")
    assert answer.status_code == 200, answer.text
    return answer.text


def wrong(text: str) -> dict[str, str]:
    """What is refused, by the field it stands beside."""
    found = re.findall(r'id="wrong-([^"]+)" role="alert"><p class="wrong">(.*?)</p>', text)
    return {field: unescape(said) for field, said in found}


def toml(client: TestClient, **chosen: str) -> str:
    return client.get(f"/zh/make.toml?{urlencode(chosen)}").text


def test_what_is_chosen_is_what_the_definition_says(client: TestClient) -> None:
    said = tomllib.loads(toml(client, **EVERYTHING))
    assert said["flows"] == ["exports"]
    assert said["theme"] == "plain"
    assert said["title"]["en"] == "Batteries, in short"
    assert [one["kind"] for one in said["sections"]] == [
        "overview", "partners", "province-trade", "province-trade", "modes",
    ]  # fmt: skip
    assert said["sections"][1] == {
        "kind": "partners", "first": 5, "shares": True, "blocs": ["asean", "eu"],
    }  # fmt: skip
    assert [one.get("window") for one in said["sections"]] == [None, None, "month", "ytd", None]


def test_the_preview_is_the_report_that_the_definition_builds(
    client: TestClient, settings: WebSettings, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(toml(client, **EVERYTHING), encoding="utf-8")
    definition = load_definition(tmp_path / "own.toml")
    for language in ("zh", "en"):
        document = build_report(definition, FEBRUARY, Store(settings.store), language=language)
        body = render(document, "html").decode().partition('<main id="main">')[2]
        body = body.partition("</main>")[0].partition("</p>")[2].strip()  # without the hint
        shown = page(client, **EVERYTHING, language=language, month="2025-02")
        assert body in shown


def test_all_goods_and_several_codes_are_reported(client: TestClient) -> None:
    assert tomllib.loads(toml(client, codes="all"))["subject"] == {"codes": ["all"]}
    said = tomllib.loads(
        toml(client, codes="8507,8542", label_zh="电池与芯片", sections="products,overview")
    )
    assert list(said["title"]) == ["zh"]
    assert [one["code"] for one in said["subject"]["products"]] == ["8507", "8542"]
    assert [one["kind"] for one in said["sections"]] == ["overview", "products"]
    below = tomllib.loads(toml(client, codes="8507", sections="products"))["subject"]["products"]
    assert len(below) > 3


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("codes", {"codes": "99999999"}), ("codes", {"codes": "8507,850760", "label_zh": "x"}),
        ("codes", {"codes": "x'; DROP"}), ("label_zh", {"codes": "8507,8542"}),
        ("windows", {"windows": "week"}), ("sections", {"sections": "weather"}),
        ("sections", {"sections": "products"}), ("flows", {"flows": "both"}),
        ("first", {"first": "-1"}), ("first", {"first": "²"}), ("groups", {"groups": "moon"}),
        ("theme", {"theme": "../x"}), ("name", {"name": "../x"}), ("currency", {"currency": "EUR"}),
        ("report", {"codes": "0101"}), ("report", {"month": "2031-01"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_beside_its_field(
    client_in_chinese: TestClient, field: str, chosen: dict[str, str]
) -> None:
    answer = client_in_chinese.get(f"/zh/make?{urlencode({'codes': CODE} | chosen)}")
    assert answer.status_code in (400, 404), answer.text
    told = wrong(answer.text)
    assert set(told) == {field}
    assert re.search(r"[一-鿿].*。", told[field])
    assert "Traceback" not in answer.text


def test_a_definition_is_kept_and_shown_at_once(keeper: TestClient, folder: Path) -> None:
    chosen = EVERYTHING | {"name": "电池-短", "month": "2025-02"}
    assert 'name="token"' in page(keeper, **chosen)
    answer = keeper.post("/zh/make", data=chosen | {"token": TOKEN})
    assert answer.status_code == 303, answer.text
    assert (folder / "电池-短.toml").read_text(encoding="utf-8") == toml(keeper, **chosen)
    shown = keeper.get(answer.headers["location"])
    assert shown.status_code == 200
    assert "电池-短" in unquote(keeper.get("/zh/").text)
    to_latest = keeper.get("/zh/reports/电池-短/2025-02")
    assert to_latest.headers["location"] == answer.headers["location"]
    again = keeper.post("/zh/make", data=chosen | {"token": TOKEN})
    assert (again.status_code, again.json()["error"]["where"]) == (400, "name")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"token": "wrong"}, 403), ({"token": ""}, 403), ({"name": "../../etc/x"}, 400),
        ({"name": "chips"}, 400), ({"codes": ""}, 400), ({"codes": "12345"}, 400),
    ],
)  # fmt: skip
def test_nothing_is_kept_that_is_refused(
    keeper: TestClient, folder: Path, changed: dict[str, str], status: int
) -> None:
    answer = keeper.post("/zh/make", data={"codes": CODE, "token": TOKEN} | changed)
    assert answer.status_code == status, answer.text
    assert list(folder.parent.rglob("*.toml")) == []


def test_where_nobody_may_write_there_is_no_form_for_it(client: TestClient) -> None:
    assert 'name="token"' not in page(client, codes=CODE)
    assert client.post("/zh/make", data={"codes": CODE, "token": ""}).status_code == 403


@pytest.mark.parametrize("title", ['"; [x]', "a\x7f\x01\\", "'''", "\u202e{flow}", "𠀀"])
def test_whatever_is_written_stays_text(title: str) -> None:
    made = make_definition({"codes": CODE, "title_zh": title}, FEBRUARY, find_office())
    assert made.definition.title["zh"] == title
    text = draft_definition(Draft((CODE,), {"zh": title, "en": title}), FEBRUARY, find_office())
    assert read_definition(text, "x").subject.label["en"] == title


def test_every_choice_has_its_words_and_a_field(client: TestClient) -> None:
    fields: Any = set(re.findall(r'name="(\w+)"', page(client)))
    assert set(FIELDS) <= fields
    for words in all_words().values():
        assert tuple(sorted(words["make"]["sections"])) == tuple(sorted(offered_sections()))
