"""Every address there is, and what answers it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from yuebao.domain import YuebaoError
from yuebao.publish.errors import system_error
from yuebao.web.answer import JSON, Answer, Asked, json_answer, moved
from yuebao.web.api.openapi import DESCRIPTION_AT, answer_openapi
from yuebao.web.api.routes import API_ROUTES, BASE
from yuebao.web.desk import Desk, Say, untranslated
from yuebao.web.explore import show_explore, show_explored_file
from yuebao.web.figures import show_chart, show_figure, show_table
from yuebao.web.guard import HEALTH, Guard
from yuebao.web.refusals import (
    AccessError,
    AddressError,
    MethodError,
    TooLongError,
    UnexpectedError,
    refusal_json,
    status_of,
)
from yuebao.web.reports import show_file, show_report, show_revisions, to_latest
from yuebao.web.rows import show_rows, show_source
from yuebao.web.shelf import language_of, show_shelf
from yuebao.web.templates import asset, page
from yuebao.web.words import page_languages, preferred, words_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Scope

    from yuebao.web.settings import WebSettings

THREADS = 8
"""How many answers are made at once."""

_LOG = logging.getLogger(__name__)


def show_health(desk: Desk, asked: Asked) -> Answer:
    """That the server is ready."""
    del desk, asked
    return json_answer({"status": "ok"})


def show_asset(desk: Desk, asked: Asked) -> Answer:
    """A file that pages load."""
    del desk
    found = asset(asked.path["name"])
    if found is None:
        raise AddressError("there is no such file", where=asked.at, remedy="Look at the shelf.")
    return found


def show_start_in(desk: Desk, asked: Asked) -> Answer:
    """The shelf is where the language's pages begin."""
    del desk
    return moved(f"/{language_of(asked)}/")


def kept(handler: Callable[[Desk, Asked], Answer]) -> Callable[[Desk, Asked], Answer]:
    """A handler whose answers are made once for a moment of the store and the definitions."""

    def answer(desk: Desk, asked: Asked) -> Answer:
        key = (asked.at, desk.moment())
        return desk.answers.get(key, lambda: handler(desk, asked))

    return answer


REPORT = "/{lang}/reports/{definition}/{month}/{vintage}"

ROUTES: tuple[tuple[str, Callable[[Desk, Asked], Answer]], ...] = (
    (HEALTH, show_health),
    ("/static/{name}", show_asset),
    (DESCRIPTION_AT, answer_openapi),
    *((f"{BASE}{route.path}", route.answer) for route in API_ROUTES),
    ("/{lang}", show_start_in),
    ("/{lang}/", show_shelf),
    ("/{lang}/explore", kept(show_explore)),
    ("/{lang}/explore.{ending}", kept(show_explored_file)),
    ("/{lang}/reports/{definition}/{month}", to_latest),
    (REPORT, show_report),
    (f"{REPORT}/revisions", show_revisions),
    (f"{REPORT}/figures/{{name}}", kept(show_figure)),
    (f"{REPORT}/figures/{{name}}/rows/{{level}}", show_rows),
    (f"{REPORT}/tables/{{name}}", kept(show_table)),
    (f"{REPORT}/charts/{{name}}", kept(show_chart)),
    (f"{REPORT}/{{name}}", show_file),
    ("/{lang}/sources/{sha256}", show_source),
)
"""The addresses in the order they are tried, and what answers each."""


def make_app(settings: WebSettings, say: Say = untranslated) -> Starlette:
    """The application.

    Args:
        settings: The server's.
        say: What says an English text in the language of a page.

    Raises:
        StoreError: There is no store.
        DefinitionError: A file of the folder of definitions is none.
    """
    desk = Desk(settings, say)
    desk.store.view()
    desk.definitions()
    limiter = anyio.CapacityLimiter(THREADS)

    async def show_start(request: Request) -> Response:
        language = preferred(request.headers.get("accept-language", ""))
        return _response(moved(f"/{language}/"), request)

    async def told(request: Request, error: Exception) -> Response:
        return _refusal(request, _as_refusal(request, error), say)

    def refuse(scope: Scope, error: YuebaoError) -> ASGIApp:
        return _refusal(Request(scope), error, say)

    app = Starlette(
        routes=[
            Route("/", show_start),
            *(Route(path, _endpoint(desk, handler, limiter)) for path, handler in ROUTES),
        ],
        middleware=[Middleware(Guard, settings=settings, refuse=refuse)],
        exception_handlers={YuebaoError: told, HTTPException: told},
    )
    app.router.redirect_slashes = False
    return app


def _endpoint(
    desk: Desk, handler: Callable[[Desk, Asked], Answer], limiter: anyio.CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """Let a handler answer in a thread, within the time there is."""

    async def answer(request: Request) -> Response:
        given = request.query_params
        query = {name: ",".join(given.getlist(name)) for name in given}
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        asked = Asked(request.path_params, query, target)
        try:
            async with asyncio.timeout(desk.settings.seconds):
                made = await anyio.to_thread.run_sync(
                    handler, desk, asked, abandon_on_cancel=True, limiter=limiter
                )
        except TimeoutError as error:
            raise TooLongError(
                f"this takes longer than {desk.settings.seconds:g} seconds",
                where=target,
                remedy="Ask again in a while, or for less at once.",
            ) from error
        except OSError as error:
            raise system_error(error) from error
        except YuebaoError:
            raise
        except Exception as error:
            _LOG.exception("an answer failed: %s", target)
            raise UnexpectedError(
                "something went wrong here",
                where=target,
                remedy="It is written in the server's log; tell who runs the server.",
            ) from error
        return _response(made, request)

    return answer


def _response(answer: Answer, request: Request) -> Response:
    """An answer in HTTP; nothing of it where the reader has it already."""
    keep = "public, max-age=31536000, immutable" if answer.pinned else "no-cache"
    headers = {"Cache-Control": keep, **answer.headers}
    if answer.status == 200:
        headers["ETag"] = answer.etag
        known = request.headers.get("if-none-match", "")
        if answer.etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
            return Response(status_code=304, headers=headers)
    return Response(answer.content, answer.status, headers, answer.media_type)


def _as_refusal(request: Request, error: Exception) -> YuebaoError:
    """A refusal of ours, or what the router says in its own words."""
    if isinstance(error, YuebaoError):
        return error
    where = request.url.path
    if isinstance(error, HTTPException) and error.status_code == 405:
        return MethodError("this method is not answered", where=where, remedy="Use GET.")
    return AddressError(
        "there is nothing here", where=where, remedy="The shelf, at /, leads to all pages."
    )


def _refusal(request: Request, error: YuebaoError, say: Say) -> Response:
    """A refusal in the one shape: as a page to those who read pages, in their language."""
    status = status_of(error)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if isinstance(error, AccessError):
        headers["WWW-Authenticate"] = 'Basic realm="yuebao", charset="UTF-8"'
    if not _reads_pages(request):
        return Response(refusal_json(error), status, headers, JSON)
    first = request.url.path.split("/")[1]
    language = (
        first
        if first in page_languages()
        else preferred(request.headers.get("accept-language", ""))
    )
    shown = page(
        "refusal.html", language, status=status, where=error.where,
        found=say(language, error.found) + words_in(language)["stop"],
        remedy=say(language, error.remedy),
    )  # fmt: skip
    return Response(shown.content, status, headers, shown.media_type)


def _reads_pages(request: Request) -> bool:
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "")
