"""Starting a server, telling where it listens, and stopping it with requests finished."""

from __future__ import annotations

import signal
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from yuebao.domain import UserError
from yuebao.web.app import make_app
from yuebao.web.patience import PatientProtocol
from yuebao.web.words import Say, untranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

    from yuebao.web.settings import WebSettings


SWITCH_SECONDS = 0.0005
"""How long a thread that makes an answer keeps those at hand waiting, which need no thread."""


def serve(settings: WebSettings, tell: Callable[[str], None], say: Say = untranslated) -> None:
    """Serve until the process is told to stop by SIGTERM or SIGINT.

    Args:
        settings: The server.
        tell: Is told the address, once connections are taken.
        say: What says an English text in the language of a page.

    Raises:
        UserError: More readers would be let in than was said, or the port is not to be had.
        StoreError: There is no store.
    """
    settings.check()
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app(settings, say)
    server = server_of(app, settings)

    def stop(*_: object) -> None:
        server.should_exit = True

    with listen(settings) as listening:
        # uvicorn waits for signals once it runs, and raises the one that stopped it once more.
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, stop)
        tell(address_of(listening))
        server.run([listening])


def server_of(app: Starlette, settings: WebSettings) -> uvicorn.Server:
    """What answers at a socket, until it is told to stop."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=partial(  # type: ignore[arg-type]  # uvicorn calls it, as it would a class
                PatientProtocol,
                head_seconds=settings.seconds,
                read_seconds=settings.upload_seconds,
            ),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=int(settings.seconds),
            ws="none",
        )
    )


def address_of(listening: socket.socket) -> str:
    """The address of the shelf's server at a socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def listen(settings: WebSettings) -> socket.socket:
    """A socket that takes connections.

    Raises:
        UserError: The port is not to be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(
            f"port {settings.port} cannot be listened at: {reason.lower()}",
            where=settings.host,
            remedy="Another server may be there. Name another with --port, or 0 for any.",
        ) from error
    # Connections have it from here, as asyncio sets it only on sockets that name their protocol:
    # without it the body of a small answer waits 40 ms until the reader has confirmed its head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
