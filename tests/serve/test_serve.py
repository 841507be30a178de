"""`yuebao serve` as a process: ready, answering, stopping; and what it does not start for."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from dataclasses import replace
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao

from yuebao.web.server import listen

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.web.settings import WebSettings


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_tells_where_it_is_answers_and_stops(settings: WebSettings, stop: int) -> None:
    command = [sys.executable, "-m", "yuebao", "serve", "--port", "0", "--store"]
    with subprocess.Popen(
        [*command, str(settings.store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().rpartition(": ")[2].strip()
        try:
            reader = HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=20)
            reader.request("GET", "/healthz")
            assert reader.getresponse().read() == b'{\n "status": "ok"\n}'
            reader.request("GET", "/zh/")
            assert "<h1>报告</h1>" in reader.getresponse().read().decode()
            reader.close()
        finally:
            server.send_signal(stop)
            out, err = server.communicate(timeout=20)
    assert (server.returncode, out, err) == (0, "", "")


def test_it_stops_though_it_is_told_to_before_it_runs(settings: WebSettings) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path;"
        "from yuebao.web.server import serve; from yuebao.web.settings import WebSettings;"
        "serve(WebSettings(Path(sys.argv[1]), port=0),"
        " lambda _: os.kill(os.getpid(), signal.SIGTERM));"
        "sys.exit(sys.getswitchinterval() > 0.001)"
    )
    command = [sys.executable, "-c", script, str(settings.store)]
    assert subprocess.run(command, check=False, timeout=20).returncode == 0


def test_small_answers_wait_for_no_confirmation(settings: WebSettings) -> None:
    with (
        listen(replace(settings, port=0)) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_refused(settings: WebSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = yuebao("serve", "--store", settings.store, "--port", port)
    assert refused.status == 2
    assert f"port {port} cannot be listened at" in refused.refusal()


def test_other_machines_are_let_in_only_where_that_was_said(settings: WebSettings) -> None:
    refused = yuebao("serve", "--store", settings.store, "--host", "0.0.0.0")
    assert refused.status == 2
    assert "--read-open" in refused.refusal()


def test_a_server_of_no_store_or_of_no_definitions_does_not_start(tmp_path: Path) -> None:
    refused = yuebao("serve", "--store", tmp_path / "none")
    assert (refused.status, "there is no store here" in refused.refusal()) == (3, True)


def test_a_definition_that_is_none_is_named(settings: WebSettings, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("title = 1\n", encoding="utf-8")
    refused = yuebao("serve", "--store", settings.store, "--definitions", tmp_path)
    assert (refused.status, "mine.toml" in refused.refusal()) == (2, True)
