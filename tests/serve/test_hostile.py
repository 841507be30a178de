"""Readers who mean harm, or are slow: refused within limits, and the store stays as it was."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from tests.web.server import serving_as

from yuebao.publish.errors import ERROR_KEYS
from yuebao.web.desk import Desk
from yuebao.web.vintage import Vintage
from yuebao.web.words import untranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from yuebao.web.settings import WebSettings


def state_of(settings: WebSettings) -> dict[str, str]:
    """Every file of a store, by what is in it."""
    return {
        str(path): sha256(path.read_bytes()).hexdigest()
        for path in sorted(settings.store.rglob("*"))
        if path.is_file()
    }


def test_slow_readers_keep_nobody_waiting_and_are_given_up(settings: WebSettings) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    font = b"GET /static/sans.otf HTTP/1.1\r\nHost: localhost\r\n\r\n"
    impatient = replace(settings, port=0, seconds=1, upload_seconds=1)
    with serving_as(impatient) as address, ExitStack() as stack:
        port = int(address.rpartition(":")[2])

        def connect(*sent: bytes) -> socket.socket:
            one = stack.enter_context(socket.socket())
            one.settimeout(10)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(("127.0.0.1", port))
            for part in sent:
                one.sendall(part)
            return one

        slow = [connect(*sent) for _ in range(30) for sent in ((), (b"GET",), (asked,))]
        silent = connect(asked + b"Content-Length: 100\r\n\r\nx")
        again = connect(asked + b"\r\n")
        assert again.recv(12) == b"HTTP/1.1 200"
        again.sendall(b"GET /zh/")
        reading = connect(font)
        began = time.perf_counter()
        with urlopen(f"{address}/healthz") as answer:  # ours
            assert answer.status == 200
        assert time.perf_counter() - began < 5
        for one in (*slow, again, reading):
            assert _is_ended(one, pause=1.2 if one is reading else 0)
        assert b" 413 " in silent.recv(100) + b" "
        with urlopen(f"{address}/healthz") as answer:
            assert answer.status == 200


def _is_ended(one: socket.socket, pause: float) -> bool:
    """Whether the other side ends a connection without sending all."""
    time.sleep(pause)
    got = 0
    try:
        while part := one.recv(1 << 16):
            got += len(part)
    except ConnectionResetError:
        return True
    return got < 8 << 20


def test_questions_over_all_rows_are_given_up_in_time(
    client_with: Callable[..., TestClient], settings: WebSettings
) -> None:
    before = state_of(settings)
    with client_with(seconds=0.002) as reader:
        for address in (
            "/api/v1/facts?limit=1000",
            "/api/v1/series?codes=8542&by=province&months=2025-07&history=60&price=yes",
            "/zh/explore?codes=8542&by=partner&months=2025-07&chart=structure",
        ):
            answer = reader.get(address)
            assert answer.status_code == 503, address
            assert list(answer.json()["error"]) == list(ERROR_KEYS)
            assert answer.json()["error"]["kind"] == "TooLongError"
        assert reader.get("/healthz").status_code in (200, 503)
    with client_with() as reader:
        assert reader.get("/api/v1/facts?limit=1000").status_code == 200
    assert state_of(settings) == before


def test_a_build_that_takes_too_long_is_stopped(settings: WebSettings) -> None:
    desk = Desk(replace(settings, seconds=0.02), untranslated)
    asked = ("zh", "lithium-ion", "2025-02", Vintage())
    for _ in range(2):
        began = time.perf_counter()
        with pytest.raises(TimeoutError):
            desk.edition(*asked)
        assert time.perf_counter() - began < 5
    assert Desk(settings, untranslated).edition(*asked).document.tables()


PATHS = (
    "/zh/../../etc/passwd", "/zh/%2e%2e/%2e%2e/etc/passwd",
    "/zh/reports/..%2f..%2fetc/2025-02/latest",
    "/zh/reports/lithium-ion/2025-02/latest/..%2f..%2fdefinition", "/zh/sources/..%2f..%2fraw",
    "/api/v1/reports/..%2f..%2fetc%2fpasswd/2025-02", "/static/..%2f..%2fapp.py", "//etc/passwd",
    "/zh/explore.%2e%2e%2fcsv", "/zh/reports/<script>alert(1)<%2fscript>/2025-02/latest",
    "/api/v1/reports/lithium-ion/2025-02/figures/'; DROP TABLE facts; --",
)  # fmt: skip


def test_no_path_leads_out_of_what_is_served(client: TestClient, settings: WebSettings) -> None:
    before = state_of(settings)
    for path in PATHS:
        for accepted in ("text/html", "application/json"):
            answer = client.get(path, headers={"accept": accepted})
            assert answer.status_code in (400, 404, 307), (path, answer.status_code)
            assert "root:" not in answer.text
            assert "<script>alert" not in answer.text or accepted == "application/json"
    assert state_of(settings) == before
