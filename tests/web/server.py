"""A server for a browser to visit: what `yuebao serve` runs, in a thread of this process."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from yuebao.cli._speech import say_in
from yuebao.web.app import make_app
from yuebao.web.server import address_of, listen, server_of
from yuebao.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "fedcba9876543210"
"""What may write."""


@contextmanager
def serving(store: Path, definitions: Path | None = None, token: str = "") -> Iterator[str]:
    """Serve a store; gives the address. With a token files and definitions are taken."""
    settings = WebSettings(store, port=0, definitions=definitions, write_token=token)
    with serving_as(settings) as address:
        yield address


@contextmanager
def serving_as(settings: WebSettings) -> Iterator[str]:
    """Serve as settings say; gives the address."""
    server = server_of(make_app(settings, say_in), settings)
    with listen(settings) as listening:
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield address_of(listening).rstrip("/")
        finally:
            server.should_exit = True
            thread.join()
