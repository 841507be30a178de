"""What is refused before anything is asked, and what every answer says of itself.

Pages load nothing from elsewhere, and run no script but the server's own files: whatever stands in
a name of a file or a partner stays text.
"""

from __future__ import annotations

import asyncio
import hmac
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import Response

from yuebao.web.refusals import AccessError, HostError, LimitError, MethodError, OriginError
from yuebao.web.settings import LOCAL, MAX_QUERY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from yuebao.domain import YuebaoError
    from yuebao.web.settings import WebSettings

HEADERS: dict[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer says of itself."""

METHODS = ("GET", "HEAD")
"""What may be done at every address; some take what is posted to them, too."""

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "600",
}
"""What is said to a browser that asks what a page of another site may do."""

HEALTH = "/healthz"
"""What a supervisor may ask without a token."""


class Guard:
    """Stands before the application.

    Args:
        app: What answers.
        settings: Who may read, and how much may be sent.
        refuse: What makes an answer of a refusal.
        takes: Whether an address takes what is posted to it.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: WebSettings,
        refuse: Callable[[Scope, YuebaoError], ASGIApp],
        takes: Callable[[str], bool],
    ) -> None:
        self._app, self._settings, self._refuse = app, settings, refuse
        self._takes = takes
        self._is_local = settings.is_local()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed = self._allowed(scope)
        if allowed and scope["method"] == "OPTIONS":
            answer = Response(status_code=204, headers=PREFLIGHT)
            await answer(scope, receive, _with_headers(send, allowed))
            return
        error = self._objection(scope)
        if error is None and scope["method"] == "POST":
            error = self._too_large_to_begin(scope)
            app = self._app if error is None else self._refuse(scope, error)
            await app(scope, self._counted(receive), _with_headers(send, allowed))
            return
        error = error or await self._too_large(receive)
        app = self._app if error is None else self._refuse(scope, error)
        await app(scope, _nothing_more(receive), _with_headers(send, allowed))

    def _allowed(self, scope: Scope) -> dict[str, str]:
        """What lets the page of another site read an answer of the API; empty where none may."""
        if not scope["path"].startswith("/api/") or not self._settings.origins:
            return {}
        origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
        allowed = {"Vary": "Origin"}
        if origin in self._settings.origins:
            allowed |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Expose-Headers": "ETag",
                "Cross-Origin-Resource-Policy": "cross-origin",
            }
            return allowed
        return {} if scope["method"] == "OPTIONS" else allowed

    def _objection(self, scope: Scope) -> YuebaoError | None:
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        posted = scope["method"] == "POST" and self._takes(scope["path"])
        if scope["method"] not in METHODS and not posted:
            return MethodError(
                f"nothing here answers {scope['method']}",
                where=scope["path"],
                remedy="Use GET; files are brought at /zh/bring, or with yuebao ingest.",
            )
        if len(scope["query_string"]) > MAX_QUERY:
            return LimitError(
                f"the query has {len(scope['query_string']):,} bytes",
                where=scope["path"],
                remedy=f"At most {MAX_QUERY:,} are read: ask for less at once.",
            )
        if self._is_local and _host(headers.get("host", b"")) not in LOCAL:
            return HostError(
                "this server answers this machine only",
                remedy="Open it as http://localhost, or start it with --host and say who may read.",
            )
        if scope["path"] != HEALTH and not self._may_read(headers.get("authorization", b"")):
            return AccessError(
                "no valid token was shown",
                where=scope["path"],
                remedy="Send Authorization: Bearer TOKEN, or give the token as the password.",
            )
        if posted and _from_elsewhere(headers):
            return OriginError(
                "a page of another site sent this",
                where=scope["path"],
                remedy="Send it from this server's own page, or with a program.",
            )
        return None

    def _may_read(self, shown: bytes) -> bool:
        if not self._settings.token or self._settings.read_open:
            return True
        kind, _, rest = shown.partition(b" ")
        given = rest.strip()
        if kind.lower() == b"basic":
            try:
                given = b64decode(given, validate=True).partition(b":")[2]
            except ValueError:
                return False
        return hmac.compare_digest(given, self._settings.token.encode())

    def _too_large_to_begin(self, scope: Scope) -> YuebaoError | None:
        """Refuse before anything is received what says of itself that it is too large."""
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if said.isdigit() and int(said) <= self._settings.max_upload:
            return None
        return self._larger()

    def _larger(self) -> LimitError:
        return LimitError(
            f"more than {self._settings.max_upload:,} bytes were sent at once",
            remedy="Send fewer files, or load them with yuebao ingest, which has no such limit.",
        )

    def _counted(self, receive: Receive) -> Receive:
        """What is received, until it is more than may be."""
        size = 0

        async def receive_next() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._settings.max_upload:
                raise self._larger()
            return message

        return receive_next

    async def _too_large(self, receive: Receive) -> YuebaoError | None:
        """Read what was sent along, and drop it: no address here takes any."""
        size, most = 0, self._settings.max_body
        try:
            async with asyncio.timeout(self._settings.seconds):
                more = True
                while more and size <= most:
                    message = await receive()
                    size += len(message.get("body", b""))
                    more = message.get("more_body", False)
        except TimeoutError:
            return LimitError(
                "the request was sent too slowly",
                remedy=f"It may take {self._settings.seconds:g} seconds.",
            )
        if size > most:
            return LimitError(
                f"the request is larger than {most:,} bytes", remedy="Send less at once."
            )
        return None


def _from_elsewhere(headers: Mapping[str, bytes]) -> bool:
    """Whether a browser says that the page which sends this is not one of this server."""
    if site := headers.get("sec-fetch-site"):
        return site not in (b"same-origin", b"none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", b"")


def _host(header: bytes) -> str:
    """The host a request names, without its port."""
    try:
        return urlsplit(f"//{header.decode('ascii')}").hostname or ""
    except ValueError:  # among them what is no ASCII
        return ""


def _nothing_more(receive: Receive) -> Receive:
    """What is received once the body was read: that it is empty, then what follows."""
    told = False

    async def receive_next() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive_next


def _with_headers(send: Send, more: dict[str, str]) -> Callable[[Message], Awaitable[None]]:
    headers = {**HEADERS, **more}
    own = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]

    async def send_next(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *own]
        await send(message)

    return send_next
