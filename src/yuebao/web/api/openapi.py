"""The table of routes as OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao import __version__
from yuebao.web.answer import json_answer
from yuebao.web.api.records import Refused
from yuebao.web.api.routes import API, API_POSTS, API_ROUTES, BASE
from yuebao.web.api.schema import record_schema, records_of

if TYPE_CHECKING:
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.api.routes import ApiPost, ApiRoute, Parameter
    from yuebao.web.desk import Desk

DESCRIPTION_AT = f"{BASE}/openapi.json"


def answer_openapi(desk: Desk, asked: Asked) -> Answer:
    """The description."""
    del desk, asked
    return json_answer(describe())


@cache
def describe() -> dict[str, Any]:
    """The description, as JSON has it."""
    records = {name: one for route in API for name, one in records_of(route.record).items()}
    records |= records_of(Refused)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "yuebao",
            "version": __version__,
            "description": "Reports on trade, their numbers and the facts behind them. "
            "Nothing is stored.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": BASE}],
        "security": [{}, {"token": []}],
        "paths": {
            **{route.path: {"get": _operation(route)} for route in API_ROUTES},
            **{post.path: {"post": _posting(post)} for post in API_POSTS},
        },
        "components": {
            "schemas": {name: record_schema(records[name]) for name in sorted(records)},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: ApiRoute) -> dict[str, Any]:
    return {
        "operationId": route.name,
        "summary": route.about,
        "parameters": [_parameter(route, one) for one in route.parameters],
        "responses": {
            "200": {
                "description": (route.record.__doc__ or "").strip(),
                "headers": {
                    "ETag": {
                        "description": "Changes with the answer, and begins with the store's "
                        "version.",
                        "schema": {"type": "string"},
                    }
                },
                "content": _content(route.record.__name__),
            },
            "304": {"description": "The reader has it already (If-None-Match)."},
            "default": {"description": "A refusal.", "content": _content(Refused.__name__)},
        },
    }


def _posting(post: ApiPost) -> dict[str, Any]:
    """What may be posted, as a form with a file."""
    document = {"type": "string", "format": "binary", "description": post.file.about}
    fields = {one.name: {"type": "string", "description": one.about} for one in post.fields}
    form = {
        "type": "object",
        "properties": {post.file.name: document, **fields},
        "required": [one.name for one in (post.file, *post.fields) if one.required],
    }
    return {
        "operationId": post.name,
        "summary": post.about,
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
        "responses": {
            "200": {
                "description": (post.record.__doc__ or "").strip(),
                "content": _content(post.record.__name__),
            },
            "default": {"description": "A refusal.", "content": _content(Refused.__name__)},
        },
    }


def _content(record: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{record}"}}}


def _parameter(route: ApiRoute, one: Parameter) -> dict[str, Any]:
    in_path = one not in route.query
    schema: dict[str, Any] = {"type": "integer", "minimum": 0} if one.whole else {"type": "string"}
    example = {"example": int(one.example) if one.whole else one.example} if one.example else {}
    return {
        "name": one.name,
        "in": "path" if in_path else "query",
        "description": one.about,
        "required": in_path or one.required,
        "schema": schema,
        **example,
    }
