"""Reading the words that a language gives as data: none may be missing, none may be strange."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from yuebao.domain import UserError
from yuebao.report.model import DocumentWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from dataclasses import Field

Record = TypeVar("Record")

FILE = "words.toml"
"""What the file of words is called in a language's package."""

_TAGS = {"tag": re.compile("[a-z]{2,3}(-[A-Z]{2})?"), "locale": re.compile("[a-z]{2,3}-[A-Z]{2}")}


@cache
def load_words(package: str) -> DocumentWords:
    """The words in the file of a language's package.

    Raises:
        UserError: As in `read_words`.
    """
    text = (files(package) / FILE).read_text(encoding="utf-8")
    return read_words(tomllib.loads(text), f"{package}, {FILE}")


def read_words(raw: Mapping[str, Any], where: str) -> DocumentWords:
    """The words that a language gives to whoever draws a report in it.

    Args:
        raw: A table as `DocumentWords` has it, records and mappings being tables of their own.
        where: What to call it in messages.

    Raises:
        UserError: A word is missing, empty or not asked for, or lacks what is put into it.
    """
    words = _record(DocumentWords, raw, where, "")
    for name, pattern in _TAGS.items():
        if not pattern.fullmatch(given := getattr(words, name)):
            raise UserError(
                f"{given!r} is not a {name}", where=f"{where}, {name}",
                remedy="Write it as zh-CN; a tag may have no country.",
            )  # fmt: skip
    return words


def _record(kind: type[Record], raw: object, where: str, path: str) -> Record:
    """A record of a table that has a key for each of its fields."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind} is not a record of words")
    own, types = fields(kind), get_type_hints(kind)
    table = _table(raw, [one.name for one in own], where, path)
    values = {
        one.name: _value(one, types[one.name], table[one.name], where, f"{path}{one.name}")
        for one in own
    }
    return kind(**values)


def _value(one: Field[Any], kind: type[Any], given: object, where: str, path: str) -> object:
    if "keys" in one.metadata:
        table = _table(given, one.metadata["keys"], where, f"{path}.")
        return {key: _text(table[key], (), where, f"{path}.{key}") for key in one.metadata["keys"]}
    if kind is str:
        if given == "" and "empty" in one.metadata:
            return given
        return _text(given, one.metadata.get("holes", ()), where, path)
    if kind not in (bool, int):
        return _record(kind, given, where, f"{path}.")
    if type(given) is not kind:
        raise UserError(
            f"{given!r} is not {'true or false' if kind is bool else 'a number'}",
            where=f"{where}, {path}",
        )
    return given


def _table(raw: object, keys: Iterable[str], where: str, path: str) -> Mapping[str, object]:
    """A table with these keys and no others."""
    place = f"{where}, {path.rstrip('.')}" if path else where
    if not isinstance(raw, dict):
        raise UserError(f"{raw!r} is not a table of words", where=place)
    wanted = list(keys)
    if absent := [key for key in wanted if key not in raw]:
        raise UserError(
            f"there is no word {path}{absent[0]}", where=where,
            remedy=f"It needs {', '.join(wanted)}.",
        )  # fmt: skip
    if strange := [key for key in raw if key not in wanted]:
        raise UserError(
            f"nobody asks for the word {path}{strange[0]}", where=where,
            remedy=f"The words are {', '.join(wanted)}.",
        )  # fmt: skip
    return raw


def _text(given: object, holes: tuple[str, ...], where: str, path: str) -> str:
    """A text that is not empty and holds what is put into it, and nothing else in braces."""
    place = f"{where}, {path}"
    if not isinstance(given, str) or not given:
        raise UserError(f"{given!r} is not a word", where=place, remedy="Give it as a text.")
    try:
        found = [name for _, name, _, _ in Formatter().parse(given) if name is not None]
    except ValueError:
        found = ["{"]
    if sorted(found) != sorted(holes):
        remedy = " and ".join(f"{{{name}}}" for name in holes)
        raise UserError(
            f"{given!r} is not a word to fill in", where=place,
            remedy=f"It must hold {remedy}, once each." if holes else "It may hold no braces.",
        )  # fmt: skip
    return given
