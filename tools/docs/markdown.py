"""Markdown for pages that are written by a program."""

from __future__ import annotations

import ast
from inspect import getdoc, getsource
from textwrap import dedent
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import StrEnum

SEAL = "<!-- Written by `make docs` from the code; not to be edited by hand. -->"
"""Stands at the top of every page."""


def page(title: str, *blocks: str) -> str:
    """A page: its title, the seal, and blocks apart from each other."""
    return "\n\n".join([f"# {title}", SEAL, *(block.strip("\n") for block in blocks)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends inside cells are made harmless."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def code(text: object) -> str:
    """Words set as code; nothing stays nothing."""
    return f"`{text}`" if str(text) else ""


def codes(texts: Iterable[object], between: str = ", ") -> str:
    """Several of them."""
    return between.join(map(code, texts))


def fenced(text: str, language: str = "") -> str:
    """A block set as it is."""
    return f"```{language}\n{text.rstrip()}\n```"


def first_paragraph(thing: object) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((getdoc(thing) or "").split("\n\n")[0].split())


def member_docs(kind: type[StrEnum]) -> dict[str, str]:
    """What the text below each member of an enumeration says of it, by the member's value."""
    body = cast("ast.ClassDef", ast.parse(dedent(getsource(kind))).body[0])
    found: dict[str, str] = {}
    for statement, below in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.targets[0], ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            member = kind[statement.targets[0].id]
            found[member.value] = " ".join(str(below.value.value).split())
    return found


def said_of_all(kind: str, names: Iterable[str], meanings: dict[str, str]) -> dict[str, str]:
    """The meanings, in the order of the names.

    Raises:
        KeyError: A name has no meaning, or a meaning no name: this page would not be true.
    """
    names = list(names)
    if strange := set(names) ^ set(meanings):
        raise KeyError(f"say in tools/docs what these {kind} mean, or drop them: {sorted(strange)}")
    return {name: meanings[name] for name in names}


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
