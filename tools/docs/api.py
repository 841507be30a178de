"""The page of the API: from the table of its routes."""

from __future__ import annotations

from typing import get_type_hints

from tools.docs.markdown import code, fenced, first_paragraph, page, table

from yuebao.web.api.openapi import DESCRIPTION_AT
from yuebao.web.api.routes import API, API_POSTS, API_ROUTES, BASE, ApiPost, ApiRoute
from yuebao.web.api.schema import Schema, records_of, schema_of

_ABOUT = f"""
`yuebao serve` answers programs below `{BASE}`, with JSON. All is read with GET; a document to be
audited is posted. The
description in OpenAPI 3.1 is at `{DESCRIPTION_AT}`; this page and that description are made of
one table, and every example here is asked by a test, on the packaged sample (`yuebao demo`).
"""

_RULES = """
- **Refusals** have one shape, `{"error": {"kind", "message", "where", "remedy", "exit_status"}}`
  ([errors](errors.md)), with 400 for a parameter that cannot be, 404 for what is not there or not
  loaded, 413 for too much at once, 503 for an answer that takes too long (see
  [limits](limits.md)). A parameter that means nothing is refused.
- **`ETag`** changes with the answer and begins with the store's version; who sends it back as
  `If-None-Match` gets 304 where nothing changed.
- **Pages**: `next` is null, or what to give as `after` for what follows. Facts and loads that
  follow are of the version of the first page, whatever is loaded meanwhile: none comes twice, and
  none is missed.
- **`vintage`** says what was known: `latest`, a day (`2025-03-20`), a version (`v3`).
- **Amounts** are whole units of the currency; ratios are decimal strings in percent, to at least
  20 digits.
- **Other sites' pages** may not read it from a browser, unless `yuebao serve --allow-origin
  https://host` names theirs.
- **A token**, where the server asks for one, is sent as `Authorization: Bearer TOKEN`.
"""

_CLIENT = """
A client in Python is the library itself: where the store is at hand, the same answers come
without a server.
"""

_PYTHON = """
from yuebao import Store
from yuebao.publish.explore import explore
from yuebao.publish.explored import exploration_record
from yuebao.publish.question import read_question

store = Store("demo/store")
view = store.view()
question = read_question({"codes": "85076000", "by": "partner", "first": "3"}, view)
record = exploration_record(explore(view, question, store.path))
"""


def api_page() -> str:
    """The page."""
    blocks = [_ABOUT, _RULES, _CLIENT, fenced(_PYTHON.strip(), "python")]
    for route in API_ROUTES:
        blocks += _route(route)
    for post in API_POSTS:
        blocks += _posting(post)
    records = {name: one for route in API for name, one in records_of(route.record).items()}
    blocks.append("## Records")
    for name in sorted(records):
        blocks += [f"### {name}", first_paragraph(records[name]), _fields(records[name])]
    return page("API", *blocks)


def _route(route: ApiRoute) -> list[str]:
    parameters = [
        (code(one.name), "yes" if one.required or one not in route.query else "", one.about)
        for one in route.parameters
    ]
    return [
        f"## {code(f'GET {BASE}{route.path}')}",
        f"{route.about} It answers [{route.record.__name__}](#{route.record.__name__.lower()}).",
        *([table(("Parameter", "Must", "Meaning"), parameters)] if parameters else []),
        fenced(f"curl 'http://127.0.0.1:8765{BASE}{route.example}'", "text"),
    ]


def _posting(post: ApiPost) -> list[str]:
    fields = [
        (code(one.name), "yes" if one.required else "", one.about)
        for one in (post.file, *post.fields)
    ]
    said = " ".join(f"-F {one.name}={one.example}" for one in post.fields)
    return [
        f"## {code(f'POST {BASE}{post.path}')}",
        f"{post.about} It answers [{post.record.__name__}](#{post.record.__name__.lower()}).",
        table(("Field", "Must", "Meaning"), fields),
        fenced(
            f"curl -F {post.file.name}=@{post.file.example} {said} "
            f"'http://127.0.0.1:8765{BASE}{post.path}'", "text",
        ),
    ]  # fmt: skip


def _fields(record: type) -> str:
    hints = get_type_hints(record, include_extras=True)
    rows = []
    for name, hint in hints.items():
        schema = schema_of(hint)
        rows.append((code(name), _kind(schema), schema.get("description", "")))
    return table(("Key", "What", "Meaning"), rows)


def _kind(schema: Schema) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    if schema["type"] == "object":
        return f"by name, {_kind(schema['additionalProperties'])}"
    return str(schema["type"])
