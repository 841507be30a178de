"""Who may read, how much may be sent, and what every answer says of itself."""

from __future__ import annotations

import re
import threading
import time
from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

import anyio.to_thread
import pytest
from tests.serve.conftest import client_of

from yuebao import YuebaoError
from yuebao.domain import UserError
from yuebao.publish.errors import ERROR_KEYS
from yuebao.publish.shelf import read_definitions
from yuebao.web import app as application
from yuebao.web.answer import Answer, Asked, json_answer
from yuebao.web.app import make_app
from yuebao.web.guard import HEADERS
from yuebao.web.settings import WebSettings, read_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from yuebao.web.desk import Desk

TOKEN = "0123456789abcdef"


def refusal(answer: object) -> dict[str, object]:
    error = answer.json()["error"]  # type: ignore[attr-defined]
    assert list(error) == list(ERROR_KEYS)
    return dict(error)


def test_the_server_says_that_it_is_ready(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("address", ["/healthz", "/zh/", "/nothing/at/all", "/static/site.css"])
def test_every_answer_lets_a_page_load_nothing_from_elsewhere(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "server" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_is_written(client: TestClient, method: str) -> None:
    answer = client.request(method, "/zh/")
    assert answer.status_code == 405
    assert refusal(answer)["kind"] == "MethodError"


def test_other_names_for_this_machine_are_refused(client: TestClient) -> None:
    """A page of another host whose name was made to lead here reads nothing."""
    for host in ("evil.example", "evil.example:80", "[", "127.0.0.1.evil.example", "\xff", ""):
        answer = client.get("/healthz", headers={b"host": host.encode("latin-1")})
        assert answer.status_code == 421, host
    for host in ("localhost:1234", "127.0.0.1", "[::1]:80"):
        assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_reader_with_the_token_is_let_in(client_with: Callable[..., TestClient]) -> None:
    with client_with(host="0.0.0.0", token=TOKEN) as reader:
        assert reader.get("/healthz").status_code == 200
        for shown in ("", "Bearer", f"Bearer {TOKEN}x", "Basic !", "Basic eDp5", "Bearer \xff"):
            answer = reader.get("/zh/", headers={b"authorization": shown.encode("latin-1")})
            assert answer.status_code == 401, shown
            assert answer.headers["www-authenticate"].startswith("Basic ")
            assert refusal(answer)["kind"] == "AccessError"
        password = b64encode(f"anybody:{TOKEN}".encode()).decode()
        for shown in (f"Bearer {TOKEN}", f"Basic {password}"):
            assert reader.get("/zh/", headers={"authorization": shown}).status_code == 200


def test_a_server_that_others_know_by_a_name_is_cited_by_it(
    client_with: Callable[..., TestClient],
) -> None:
    with client_with(base="https://trade.example", read_open=True) as reader:
        page = "/zh/reports/lithium-ion/2025-02/latest"
        report = reader.get(page, headers={"host": "trade.example"})
        assert report.status_code == 200
        (one, *_) = re.findall(r'href="([^"]+/figures/[^"]+)"', report.text)
        assert one.startswith("/zh/")
        record = reader.get(f"{one}.json").json()
    for kind in ("permanent", "live"):
        assert record[kind].startswith("https://trade.example/zh/reports/lithium-ion/")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"host": "0.0.0.0"}, "nobody said who may read"),
        ({"host": "::"}, "nobody said who may read"),
        ({"host": "trade.example"}, "nobody said who may read"),
        ({"token": "short"}, "could be guessed"),
        ({"origins": ("*",)}, "is no site"),
        ({"origins": ("https://a.example/path",)}, "is no site"),
        ({"base": "https://trade.example"}, "https://trade.example can be reached"),
        ({"base": "trade.example"}, "is no address"),
        ({"base": "https://trade.example/reports"}, "answers at the root"),
    ],
)
def test_more_readers_than_said_are_refused(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        WebSettings(tmp_path, **changes).check()  # type: ignore[arg-type]
    WebSettings(tmp_path, host="0.0.0.0", read_open=True).check()
    WebSettings(tmp_path, host="127.0.0.9").check()
    WebSettings(tmp_path, base="http://127.0.0.1:8765/").check()
    WebSettings(tmp_path, base="https://trade.example", read_open=True).check()


def test_a_token_is_one_plain_line(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    assert read_token(file) == TOKEN
    for wrong in (b"", b"\n", "令牌令牌令牌令牌".encode(), b"\xff"):
        file.write_bytes(wrong)
        with pytest.raises(UserError, match="token"):
            read_token(file)


def test_what_is_too_large_is_refused(client_with: Callable[..., TestClient]) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1000

    with client_with(max_body=5000) as reader:
        for content in (b"x" * 5001, endless()):
            answer = reader.request("GET", "/zh/", content=content)
            assert answer.status_code == 413
            assert refusal(answer)["kind"] == "LimitError"
        assert reader.request("GET", "/zh/", content=b"x" * 5000).status_code == 200
        assert reader.get("/zh/?" + "x" * 9000).status_code == 413


def test_an_answer_that_takes_too_long_is_given_up(
    client_with: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(desk: Desk, asked: Asked) -> object:
        time.sleep(0.3)
        return json_answer({})

    monkeypatch.setattr(application, "ROUTES", (("/slow", slow), *application.ROUTES))
    with client_with(seconds=0.05) as reader:
        answer = reader.get("/slow")
        assert answer.status_code == 503
        assert refusal(answer)["kind"] == "TooLongError"


def test_what_nobody_thought_of_is_told_without_its_traceback(
    client_with: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk, asked: Asked) -> object:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(application, "ROUTES", (("/broken", broken), *application.ROUTES))
    with client_with() as reader:
        answer = reader.get("/broken")
        assert answer.status_code == 500
        assert refusal(answer)["kind"] == "UnexpectedError"
        assert "secret" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_browser_is_refused_by_a_page_and_a_program_by_json(client: TestClient) -> None:
    asked = "/xx/<script>alert(1)</script>"
    page = client.get(asked, headers={"accept": "text/html,*/*", "accept-language": "en-GB,zh"})
    assert page.status_code == 404
    assert "<h1>Not to be had</h1>" in page.text
    assert "<script>" not in page.text
    assert "无法提供" in client.get("/zh/nothing", headers={"accept": "text/html"}).text
    assert refusal(client.get(asked))["where"] == asked


@pytest.mark.parametrize(
    "name", ["..%2f..%2fserver.py", "%2e%2e/app.py", "words.toml", "a%00b", "x" * 3000]
)
def test_only_the_files_that_are_listed_are_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_what_a_reader_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/zh/")
    tag = first.headers["etag"]
    assert tag.startswith('"v')
    for shown in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get("/zh/", headers={"if-none-match": shown})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/zh/", headers={"if-none-match": '"other"'}).status_code == 200
    assert client.head("/zh/").content == b""


def test_a_server_of_no_store_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(YuebaoError, match="there is no store here"):
        make_app(WebSettings(tmp_path / "none"))


ELSEWHERE = "https://institute.example"


def test_pages_of_other_sites_read_nothing_unless_theirs_was_named(
    client: TestClient, client_with: Callable[..., TestClient]
) -> None:
    asked = {"origin": ELSEWHERE}
    for address in ("/api/v1/reports", "/zh/"):
        assert "access-control-allow-origin" not in client.get(address, headers=asked).headers
    assert client.options("/api/v1/reports", headers=asked).status_code == 405
    with client_with(origins=(ELSEWHERE,)) as reader:
        answer = reader.get("/api/v1/reports", headers=asked)
        assert answer.headers["access-control-allow-origin"] == ELSEWHERE
        assert answer.headers["vary"] == "Origin"
        assert reader.options("/api/v1/reports", headers=asked).status_code == 204
        other = reader.get("/api/v1/reports", headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers
        assert other.headers["vary"] == "Origin"
        assert "access-control-allow-origin" not in reader.get("/zh/", headers=asked).headers


def test_what_is_kept_is_answered_without_a_thread_and_anew_after_a_change(
    settings: WebSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(desk: Desk, asked: Asked) -> Answer:
        made.append(threading.current_thread().name)
        return json_answer(len(made))

    routes = (("/counted", application.KeptHandler(counted)), *application.ROUTES)
    monkeypatch.setattr(application, "ROUTES", routes)
    with client_of(make_app(replace(settings, definitions=tmp_path))) as reader:
        assert [reader.get("/counted").json() for _ in range(3)] == [1, 1, 1]
        text = read_definitions().known["chips"].text
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        assert [reader.get("/counted").json() for _ in range(2)] == [2, 2]
        monkeypatch.setattr(anyio.to_thread, "run_sync", None)
        assert reader.get("/counted").json() == 2


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip, br", True), ("br;q=1, GZIP;q=0.5", True), ("gzip;q=0", False), ("identity", False)],
)
def test_what_is_kept_is_sent_packed_to_who_reads_that(
    client: TestClient, accepted: str, *, is_packed: bool
) -> None:
    plain = {"Accept-Encoding": "identity"}
    for address in ("/zh/reports/lithium-ion/2025-02/latest", "/zh/explore", "/static/site.css"):
        whole = client.get(address, headers=plain)
        answer = client.get(address, headers={"Accept-Encoding": accepted})
        assert answer.content == whole.content
        assert ("content-encoding" in answer.headers) == is_packed
        assert answer.headers["vary"] == "Accept-Encoding"
        assert (answer.headers["etag"] == whole.headers["etag"]) != is_packed
        for known in (answer, whole):
            again = {"Accept-Encoding": accepted, "If-None-Match": known.headers["etag"]}
            assert client.get(address, headers=again).status_code == 304
    font = client.get("/static/sans.otf", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in font.headers


@pytest.mark.parametrize("accepted", ["text/html", "application/json"])
def test_refusals_of_pages_speak_the_language_of_the_page(
    client_in_chinese: TestClient, accepted: str
) -> None:
    said = {
        "nothing/here": "这里什么也没有",
        "reports/lithium-ion/2025-02/latest/figures/x": "报告中没有这样的数字",
        "explore?codes=85076000&partners=zz": "不是贸易伙伴",
        "sources/abc": "没有载入过这个校验值的文件",
    }
    for address, text in said.items():
        answer = client_in_chinese.get(f"/zh/{address}", headers={"Accept": accepted})
        assert text in answer.text, answer.text
    answer = client_in_chinese.get("/api/v1/nothing", headers={"Accept": accepted})
    assert answer.json()["error"]["message"] == "there is nothing here"
