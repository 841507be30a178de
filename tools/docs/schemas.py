"""The pages of TOML files, from the JSON Schemas that check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.docs.markdown import code, codes, page, table

from yuebao.report import definition_schema
from yuebao.report.toml import load_schema, shipped_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report.toml import Schema

HEADS = ("Key", "Meaning", "May be", "Default")

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a table of keys",
}
_BOUNDS = (
    ("minimum", "at least"),
    ("exclusiveMinimum", "above"),
    ("maximum", "at most"),
)


def definition_page() -> str:
    """Every key of a report definition."""
    schema = definition_schema()
    blocks = [
        "What a report is about: a TOML file. How to write one is told in "
        "[A new report](../how-to/new-report.md); those that come with yuebao are "
        f"{codes(shipped_names('definitions'))}. What is not on this page is refused "
        'by name. A text by language is `{ zh = "…", en = "…" }`: a report is built in the '
        "languages that all its texts are in.",
        table(HEADS, keys_of(schema)),
        "## Sections",
        "A section is a `[[sections]]` table with its `kind`; the other keys depend on the kind.",
    ]
    for kind in schema["properties"]["sections"]["items"]["properties"]["kind"]["enum"]:
        own = schema["$defs"][kind]
        rows = [row for row in keys_of(own, schema) if row[0] != "`kind`"]
        blocks += [f"### {kind}", own["description"], table(HEADS, rows)]
    return page("Definitions", *blocks)


def theme_page() -> str:
    """Every key of a theme."""
    schema = load_schema("theme.schema.json")
    return page(
        "Themes",
        f"{schema['description']} A TOML file, given with `--theme`; see "
        "[A house style](../how-to/house-style.md). Those that come with yuebao are "
        f"{codes(shipped_names('themes'))}. What a definition says of `style` and `institute` goes "
        "before what the theme says.",
        table(HEADS, keys_of(schema)),
    )


def adjustments_page() -> str:
    """Every key of a table of rates, and of a file of corrections."""
    rates, corrections = load_schema("rates.schema.json"), load_schema("corrections.schema.json")
    return page(
        "Adjustments",
        "What you may put between the store and a report. Both files are TOML, both are printed in "
        "the notes of every report that uses them, and neither changes the store.",
        "## Rates",
        f"`yuebao build … --rates FILE`. {rates['description']}",
        table(HEADS, keys_of(rates)),
        "## Corrections",
        f"`yuebao build … --corrections FILE`. {corrections['description']} Each entry must fit "
        "exactly one fact of the store.",
        table(HEADS, keys_of(corrections)),
    )


def keys_of(schema: Schema, root: Schema | None = None, above: str = "") -> list[tuple[str, ...]]:
    """A line a key, keys below keys with a dotted path; a list's entries are `path[]`."""
    return list(_keys(schema, root or schema, above))


def _keys(schema: Schema, root: Schema, above: str) -> Iterator[tuple[str, ...]]:
    required = schema.get("required", ())
    for name, entry in schema.get("properties", {}).items():
        found = resolve(entry, root)
        path = f"{above}{name}"
        about = found.get("description", "") + (" Required." if name in required else "")
        default = code(_toml(found["default"])) if "default" in found else ""
        yield code(path), about, _allowed(found), default
        if _is_words(found) or path == "sections":
            continue
        yield from _keys(found, root, f"{path}.")
        if isinstance(items := found.get("items"), dict):
            yield from _keys(resolve(items, root), root, f"{path}[].")
        if isinstance(free := found.get("additionalProperties"), dict):
            yield code(f"{path}.…"), free.get("description", ""), _allowed(free), ""


def resolve(entry: Schema, root: Schema) -> Schema:
    """A schema with what it refers to; its own words go first."""
    if "$ref" not in entry:
        return entry
    referred: Schema = root["$defs"][entry["$ref"].removeprefix("#/$defs/")]
    return {**referred, **{key: value for key, value in entry.items() if key != "$ref"}}


def _is_words(schema: Schema) -> bool:
    """Whether it is a text by language."""
    return "patternProperties" in schema


def _allowed(schema: Schema) -> str:
    """What a value may be."""
    if _is_words(schema):
        return "a text by language"
    if "enum" in schema or "const" in schema:
        return codes(map(_toml, schema.get("enum") or [schema["const"]]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = " or ".join(_TYPES[one] for one in kinds)
    bounds = [f"{word} {schema[bound]}" for bound, word in _BOUNDS if bound in schema]
    if "pattern" in schema:
        bounds.append(f"as {code(schema['pattern'])}")
    if "array" in kinds and schema.get("minItems"):
        bounds.append("not empty")
    if isinstance(items := schema.get("items"), dict) and "enum" in items:
        bounds.append(f"of {codes(map(_toml, items['enum']))}")
    return ", ".join([kind, *bounds])


def _toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
