"""Every address there is, and what answers it."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager, contextmanager
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from yuebao.domain import YuebaoError
from yuebao.domain.limits import limit
from yuebao.publish.errors import system_error
from yuebao.web.answer import JSON, Answer, Asked, json_answer, moved, packed
from yuebao.web.api.openapi import DESCRIPTION_AT, answer_openapi
from yuebao.web.api.routes import API_POSTS, API_ROUTES, BASE
from yuebao.web.audited import (
    ask_document,
    show_audited,
    show_marked,
    take_document,
)
from yuebao.web.bring import ask_files, settle_files, show_brought, show_work, take_files
from yuebao.web.desk import Desk
from yuebao.web.explore import show_explore, show_explored_file
from yuebao.web.figures import show_chart, show_figure, show_table
from yuebao.web.guard import HEALTH, Guard
from yuebao.web.make import keep_made, show_made_file, show_make
from yuebao.web.posting import receive
from yuebao.web.refusals import (
    AccessError,
    AddressError,
    MethodError,
    TooLongError,
    UnexpectedError,
    in_language,
    refusal_json,
    status_of,
)
from yuebao.web.reports import show_file, show_report, show_revisions, to_latest
from yuebao.web.rows import show_rows, show_source
from yuebao.web.shelf import language_of, show_shelf
from yuebao.web.templates import asset, page
from yuebao.web.words import Say, page_languages, preferred, untranslated, words_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp, Scope

    from yuebao.web.posting import Posted
    from yuebao.web.settings import WebSettings
    from yuebao.web.staging import Staging

THREADS = limit("answers")
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


@dataclass(frozen=True, slots=True)
class KeptHandler:
    """A handler whose answers are made once for a moment of the store and the definitions.

    Attributes:
        handler: What makes them.
    """

    handler: Callable[[Desk, Asked], Answer]

    def __call__(self, desk: Desk, asked: Asked) -> Answer:
        """The answer, made where it was not yet."""
        key = (asked.at, desk.moment())
        return desk.answers.get(key, lambda: packed(self.handler(desk, asked)))

    def held(self, desk: Desk, asked: Asked) -> Answer | None:
        """The answer where it is at hand; to look costs so little that no thread need do it."""
        moment = desk.known_moment()
        return None if moment is None else desk.answers.held((asked.at, moment))


REPORT = "/{lang}/reports/{definition}/{month}/{vintage}"

ROUTES: tuple[tuple[str, Callable[[Desk, Asked], Answer]], ...] = (
    (HEALTH, show_health),
    ("/static/{name}", show_asset),
    (DESCRIPTION_AT, answer_openapi),
    *((f"{BASE}{route.path}", route.answer) for route in API_ROUTES),
    ("/{lang}", show_start_in),
    ("/{lang}/", KeptHandler(show_shelf)),
    ("/{lang}/explore", KeptHandler(show_explore)),
    ("/{lang}/explore.{ending}", KeptHandler(show_explored_file)),
    ("/{lang}/make", KeptHandler(show_make)),
    ("/{lang}/make.{ending}", show_made_file),
    ("/{lang}/audit", ask_document),
    ("/{lang}/audit/{lot}", show_audited),
    ("/{lang}/audit/{lot}/{name}", show_marked),
    ("/{lang}/work/{work}", show_work),
    ("/{lang}/bring", ask_files),
    ("/{lang}/bring/{lot}", show_brought),
    ("/{lang}/reports/{definition}/{month}", to_latest),
    (REPORT, KeptHandler(show_report)),
    (f"{REPORT}/revisions", show_revisions),
    (f"{REPORT}/figures/{{name}}", KeptHandler(show_figure)),
    (f"{REPORT}/figures/{{name}}/rows/{{level}}", show_rows),
    (f"{REPORT}/tables/{{name}}", KeptHandler(show_table)),
    (f"{REPORT}/charts/{{name}}", KeptHandler(show_chart)),
    (f"{REPORT}/{{name}}", show_file),
    ("/{lang}/sources/{sha256}", show_source),
)
"""The addresses in the order they are tried, and what answers each."""


@dataclass(frozen=True, slots=True)
class Post:
    """An address that takes what is posted to it.

    Attributes:
        path: The address.
        handler: What answers.
        staging: Where files go that are sent along.
    """

    path: str
    handler: Callable[[Desk, Posted], Answer]
    staging: Callable[[Desk], Staging[Any]]


POSTS: tuple[Post, ...] = (
    *(Post(f"{BASE}{post.path}", post.handler, lambda desk: desk.audited) for post in API_POSTS),
    Post("/{lang}/audit", take_document, lambda desk: desk.audited),
    Post("/{lang}/bring", take_files, lambda desk: desk.brought),
    Post("/{lang}/bring/{lot}", settle_files, lambda desk: desk.brought),
    Post("/{lang}/make", keep_made, lambda desk: desk.brought),
)
"""The addresses that take files, and what answers each."""

POSTS_AT_ONCE = 2
"""How many lots of files are read at once."""


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
    if settings.definitions is not None:  # those that come along are read when a page needs them
        for error in desk.refused_definitions().values():
            raise error
    limiter, few = anyio.CapacityLimiter(THREADS), anyio.CapacityLimiter(POSTS_AT_ONCE)
    posts = [
        Route(post.path, _taking(desk, post, few), methods=["POST"], name=f"post {post.path}")
        for post in POSTS
    ]

    def takes(path: str) -> bool:
        return any(route.path_regex.fullmatch(path) for route in posts)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

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
            *posts,
            *(Route(path, _endpoint(desk, handler, limiter)) for path, handler in ROUTES),
        ],
        middleware=[Middleware(Guard, settings=settings, refuse=refuse, takes=takes)],
        exception_handlers={YuebaoError: told, HTTPException: told},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


def _endpoint(
    desk: Desk, handler: Callable[[Desk, Asked], Answer], limiter: anyio.CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """Let a handler answer in a thread, within the time there is; what is kept needs none."""

    async def answer(request: Request) -> Response:
        asked = _asked(request)
        with _telling(asked.at, desk.settings.seconds):
            at_hand = handler.held(desk, asked) if isinstance(handler, KeptHandler) else None
            if at_hand is not None:
                return _response(at_hand, request)
            async with asyncio.timeout(desk.settings.seconds):
                made = await anyio.to_thread.run_sync(
                    handler, desk, asked, abandon_on_cancel=True, limiter=limiter
                )
        return _response(made, request)

    return answer


def _taking(
    desk: Desk, post: Post, limiter: anyio.CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """Receive what is posted within the time there is, and let a handler answer in a thread.

    Its work is waited for, however long: what begins to be stored is not given up.
    """

    async def answer(request: Request) -> Response:
        asked, staging = _asked(request), post.staging(desk)
        folder: Path | None = None

        def make_folder() -> Path:
            nonlocal folder
            folder = staging.folder()
            return folder

        try:
            with _telling(asked.at, desk.settings.upload_seconds):
                async with asyncio.timeout(desk.settings.upload_seconds):
                    posted = await receive(request, asked, make_folder)
                made = await anyio.to_thread.run_sync(post.handler, desk, posted, limiter=limiter)
        except YuebaoError as error:
            raise _without(error, folder) from error
        finally:
            if folder is not None:
                staging.drop(folder)
        return _response(made, request)

    return answer


def _without(error: YuebaoError, folder: Path | None) -> YuebaoError:
    """A refusal that names files as their sender does, without the folder they were put in."""
    if folder is None:
        return error
    ours = re.compile(rf"{re.escape(str(folder))}(?:/\d+)?/?")
    told = copy(error)
    told.found, told.where, told.remedy = (
        ours.sub("", text) for text in (error.found, error.where, error.remedy)
    )
    return told


def _asked(request: Request) -> Asked:
    given = request.query_params
    query = {name: ",".join(given.getlist(name)) for name in given}
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Asked(request.path_params, query, target)


@contextmanager
def _telling(target: str, seconds: float) -> Iterator[None]:
    """Let whatever goes wrong be a refusal of ours."""
    try:
        yield
    except TimeoutError as error:
        raise TooLongError(
            f"this takes longer than {seconds:g} seconds",
            where=target,
            remedy="Ask again in a while, or for less at once.",
        ) from error
    except OSError as error:
        raise system_error(error) from error
    except (YuebaoError, ClientDisconnect):
        raise
    except Exception as error:
        _LOG.exception("failed: %s", target)
        raise UnexpectedError(
            "something went wrong here",
            where=target,
            remedy="It is written in the server's log; tell who runs the server.",
        ) from error


def _response(answer: Answer, request: Request) -> Response:
    """An answer in HTTP; nothing of it where the reader has it already."""
    keep = "public, max-age=31536000, immutable" if answer.pinned else "no-cache"
    headers = {"Cache-Control": keep, **answer.headers}
    content, tag = answer.content, answer.etag
    if answer.packed:
        headers["Vary"] = "Accept-Encoding"
        if _reads_gzip(request):
            content, tag = answer.packed, answer.packed_etag
    if answer.status == 200:
        headers["ETag"] = tag
        known = request.headers.get("if-none-match", "")
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        if tags & {answer.etag, answer.packed_etag}:
            return Response(status_code=304, headers=headers)
    if content is not answer.content:
        headers["Content-Encoding"] = "gzip"
    return Response(content, answer.status, headers, answer.media_type)


def _reads_gzip(request: Request) -> bool:
    """Whether the reader says that it takes gzip."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


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
    first = request.url.path.split("/")[1]
    language = (
        first
        if first in page_languages()
        else preferred(request.headers.get("accept-language", ""))
    )
    if first != "api":  # of pages and of what their scripts ask
        error = in_language(error, language, say)
    if not _reads_pages(request):
        return Response(refusal_json(error), status, headers, JSON)
    shown = page(
        "refusal.html", language, status=status, where=error.where, remedy=error.remedy,
        found=error.found.removesuffix(words_in(language)["stop"]) + words_in(language)["stop"],
    )  # fmt: skip
    return Response(shown.content, status, headers, shown.media_type)


def _reads_pages(request: Request) -> bool:
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "")
