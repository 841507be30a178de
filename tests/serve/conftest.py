"""A store with reports, and a server of it without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from yuebao import Store
from yuebao.cli._speech import say_in
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.web.app import make_app
from yuebao.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.applications import Starlette

ADDRESS = "http://localhost"
REVISED = date(2025, 4, 20)


def client_of(app: Starlette, **headers: str) -> TestClient:
    """A reader of an application, from this machine."""
    return TestClient(app, base_url=ADDRESS, headers=headers, follow_redirects=False)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> WebSettings:
    """The packaged sample, and a revision of one of its files a month later."""
    folder = tmp_path_factory.mktemp("serve") / "库 a"
    store, unpacked = Store(folder), folder.parent / "files"
    unpack_sample(unpacked)
    for report in read_sample().reports:
        load_sample(store, report, unpacked)
    (export,) = (unpacked / "lithium-2025-02").glob("出口_*_202501-202502_*.csv")
    text = export.read_bytes().decode("gb18030").replace('"34,107,486"', '"44,107,486"')
    export.write_bytes(text.encode("gb18030"))
    store.load([export], released=REVISED)
    return WebSettings(store=folder)


@pytest.fixture(scope="session")
def client(settings: WebSettings) -> Iterator[TestClient]:
    """A reader."""
    with client_of(make_app(settings)) as reader:
        yield reader


@pytest.fixture
def client_with(settings: WebSettings) -> Callable[..., TestClient]:
    """Readers of servers that differ in some settings."""

    def make(**changes: object) -> TestClient:
        return client_of(make_app(replace(settings, **changes)))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def client_in_chinese(settings: WebSettings) -> Iterator[TestClient]:
    """A reader of a server that says refusals in Chinese, as the command's does."""
    with client_of(make_app(settings, say_in)) as reader:
        yield reader
