"""The explorer of a store whose office has no list of goods, and names regions its own way."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.office.conftest import known_meanwhile

from yuebao.web.app import make_app
from yuebao.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.store import Store


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with known_meanwhile():
        app = make_app(WebSettings(store.path))
    with TestClient(app, base_url="http://localhost") as reader:
        yield reader


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("en/explore", ("2 to 10 digits", "Districts", ">HS 85</a>")),
        ("en/explore?tree=850760", ("85076000", "codes=85076000")),
        ("en/explore?q=85076000", ("8507600010", "8507600090")),
        ("en/explore?codes=8507600010&by=province&chart=tiles&price=yes",
         ("HS 8507600010: exports by district", "South", "82.5", "ZED/kilograms")),
        ("zh/explore?codes=85076000&by=commodity", ("HS 8507600010", "HS 8507600090", "万泽币")),
        ("en/explore?codes=8507&by=group&flow=total", ("League", "Figure 1")),
        ("en/make", ("Leading districts", "All districts")),
        ("zh/make?codes=8507&label_zh=电芯&sections=products",
         ("泽陆电芯贸易月度监测报告", "HS 850760")),
    ],
)  # fmt: skip
def test_it_answers_by_codes(client: TestClient, asked: str, said: tuple[str, ...]) -> None:
    answer = client.get(f"/{asked}")
    assert answer.status_code == 200, answer.text
    for text in said:
        assert text in answer.text, text
    spoken = re.sub(r"<pre.*?</pre>|<script.*?</script>|<[^>]*>", " ", answer.text, flags=re.DOTALL)
    assert "rovince" not in spoken


def test_goods_that_no_list_names_want_a_name(client: TestClient) -> None:
    refused = client.get("/en/make?codes=8507600010")
    assert refused.status_code == 400
    assert "No list of the office names 8507600010" in refused.text
    made = tomllib.loads(client.get("/en/make.toml?codes=8507600010&label_en=Cells").text)
    assert made["office"] == "zedland"
    assert made["title"] == {"en": "Zedland's {flow} Cells: Monthly Monitoring Report"}
