"""TOML files that a JSON Schema describes: finding, reading and refusing them."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yuebao.domain import DefinitionError, SeveralError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jsonschema import ValidationError

Schema = dict[str, Any]

_ALIKE = 0.68
"""How much alike names must be for one to be meant by the other: lithum, lithium-ion."""


@dataclass(frozen=True, slots=True)
class Toml:
    """The text of a file, not yet read.

    Attributes:
        text: What stands in it.
        name: The file's name without the ending.
        place: How messages call it.
        shipped: Whether it comes with yuebao; a test holds those to their schema.
    """

    text: str
    name: str
    place: str
    shipped: bool = False


def load_schema(name: str) -> Schema:
    """A JSON Schema packaged with the report package."""
    schema: Schema = json.loads((files("yuebao.report") / name).read_text(encoding="utf-8"))
    return schema


def shipped_names(folder: str) -> list[str]:
    """The names of the files that come with yuebao in a folder of this package."""
    entries = (files("yuebao.report") / folder).iterdir()
    return sorted(e.name.removesuffix(".toml") for e in entries if e.name.endswith(".toml"))


def find_toml(name: str | Path, folder: str | None, kind: str) -> Toml:
    """The text of a file: a shipped one by its name, or any by its path.

    Args:
        name: The shipped file's name, or a path.
        folder: Where the shipped ones are, below this package; None where none are shipped.
        kind: What to call it in messages.

    Raises:
        DefinitionError: There is none, or it is not UTF-8.
    """
    shipped = [] if folder is None else shipped_names(folder)
    if folder is not None and str(name) in shipped:
        entry = files("yuebao.report") / folder / f"{name}.toml"
        return Toml(entry.read_text(encoding="utf-8"), str(name), str(name), shipped=True)
    path = Path(name)
    if not path.is_file():
        near = _nearest(path, shipped)
        meant = f"Did you mean {near}? " if near else ""
        raise DefinitionError(
            f"there is no {kind} {str(name)!r}",
            remedy=f"{meant}Name {', '.join([*shipped, ''])}or a TOML file.",
        )
    try:
        return Toml(path.read_text(encoding="utf-8"), path.stem, path.name)
    except UnicodeDecodeError as error:
        raise DefinitionError(
            f"byte {error.start} is not UTF-8", where=path.name, remedy="Save the file as UTF-8."
        ) from error


def _nearest(path: Path, shipped: Sequence[str]) -> str:
    """The shipped name or the file in the same folder that is called most alike; empty for none."""
    try:
        beside = sorted(one for one in path.parent.glob("*.toml") if one.is_file())
    except OSError:
        beside = []
    stem = path.name.removesuffix(".toml")
    called = {one.name: str(one) for one in beside} | {one.stem: str(one) for one in beside}
    if path.parent == Path():  # the name of a shipped one, not a path
        called |= {name: name for name in shipped}
    for asked in (path.name, stem):
        if near := get_close_matches(asked, called, 1, _ALIKE):
            return called[near[0]]
    return ""


def read_toml(file: Toml, schema: Callable[[], Schema]) -> dict[str, Any]:
    """Read TOML that must fit a schema.

    Raises:
        DefinitionError: It is not TOML, or a key or a value is not of the schema.
        SeveralError: Several are not.
    """
    try:
        raw = tomllib.loads(file.text, parse_float=_read_float)
    except ValueError as error:  # what tomllib raises is one
        raise DefinitionError(
            f"this is not TOML: {error}", where=file.place, remedy="Correct the line named."
        ) from error
    if not file.shipped:
        _hold_to_schema(raw, file.place, schema())
    return raw


def _hold_to_schema(raw: dict[str, Any], place: str, schema: Schema) -> None:
    from jsonschema import Draft202012Validator  # 60 ms, and only files of others need it

    errors = sorted(
        Draft202012Validator(schema).iter_errors(raw),
        key=lambda error: [str(part) for part in error.absolute_path],
    )
    if errors:
        raise SeveralError.of([_schema_error(error, place) for error in errors], "of its keys")


def _schema_error(error: ValidationError, file: str) -> DefinitionError:
    """The schema's complaint as a sentence that names the key and what it may be."""
    key = "".join(
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path
    ).lstrip(".")
    where = f"{file}, {key}" if key else file
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    instance: Any = error.instance
    expected: Any = error.validator_value
    meaning = schema.get("description", "")
    found, remedy = f"{_show(instance)} cannot stand here", meaning
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", ()))
        patterns = schema.get("patternProperties", {})
        strange = sorted(
            key
            for key in set(instance) - set(known)
            if not any(re.search(p, key) for p in patterns)
        )
        found = f"there is no key {strange[0]!r}"
        meant = _meant(strange[0], known)
        remedy = f"{meant}The keys are {', '.join(known)}." if known else meaning
    elif error.validator == "required":  # one complaint a key that is missing, which it begins with
        absent = next((n for n in expected if error.message.startswith(repr(n))), expected[0])
        found = f"the key {absent!r} is missing"
        remedy = f"It needs {', '.join(expected)}."
    elif error.validator == "anyOf":
        names = [name for one in expected for name in one["required"]]
        found = "something is missing"
        remedy = f"It needs at least one of {', '.join(names)}."
    elif error.validator == "oneOf":
        names = [name for one in expected for name in one["required"]]
        given = [name for name in names if name in instance]
        found = f"{' and '.join(given)} stand there together" if given else "something is missing"
        remedy = f"It needs just one of {', '.join(names)}."
    elif error.validator in ("enum", "const"):
        allowed = schema.get("enum") or [schema.get("const")]
        meant = _meant(instance, allowed)
        remedy = f"{meant}It may be {', '.join(map(_show, allowed))}. {meaning}".strip()
    elif error.validator in ("minItems", "minLength", "minProperties"):
        found = "it is empty"
    elif error.validator == "uniqueItems":
        twice = next(item for item in instance if instance.count(item) > 1)
        found = f"{_show(twice)} stands there twice"
    elif error.validator in ("type", *_BOUNDS):
        remedy = f"It must be {_kind(schema)}. {meaning}".strip()
    return DefinitionError(found, where=where, remedy=remedy)


def _meant(given: object, known: Sequence[object]) -> str:
    """The nearest of what is known, where something is near what was given."""
    words = [word for word in known if isinstance(word, str)]
    near = get_close_matches(given, words, 1) if isinstance(given, str) else []
    return f"Did you mean {near[0]!r}? " if near else ""


_BOUNDS = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most"}
_TYPES = {
    "string": "text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table of keys",
}


def _kind(schema: Schema) -> str:
    """What a schema asks for: a whole number, at least 1, at most 300."""
    bounds = (f"{word} {schema[bound]}" for bound, word in _BOUNDS.items() if bound in schema)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return ", ".join((" or ".join(_TYPES[kind] for kind in kinds), *bounds))


def _show(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, str | int | float | list | dict) else str(value)


def _read_float(text: str) -> float:
    """A number that can be compared with others; TOML knows some that cannot."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is not a number to compare with")
    return number
