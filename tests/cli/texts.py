"""The English texts of the source: all that reads like a sentence and may reach a terminal."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import yuebao

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(yuebao.__file__).parent

ASIDE: dict[str, str] = {
    "report/language/": "reports have languages of their own",
    "report/sections/": "what keys mean stands in the reference; refusals are named below",
    "auditing/": "findings are told in the report's language, by auditing/telling",
    "render/__init__.py": "what formats are stands in the reference",
    "render/html.py": "a page's own tags",
    "render/_html_table.py": "a page's own tags",
    "report/image.py": "the names of tags",
    "sources/query/sql.py": "statements",
    "indicators/seasonal/_specification.py": "what another program reads",
    "web/api/": "programs are answered in English",
    "domain/fact.py": "what columns mean is told in the reference",
    "publish/parameters.py": "what parameters mean stands in the reference",
    "publish/explored_files.py": "what columns mean stands in the reference",
    "publish/errors.py": "what keys mean stands in the reference; refusals are named below",
}
"""Folders and files whose texts are said otherwise, and how."""

ALSO = tuple(
    f"auditing/reading/{name}.py"
    for name in ("delimited", "docx", "files", "html", "limits", "package", "pdf", "pptx", "xlsx")
)
"""Files among these of which the errors are looked up all the same."""

_WORD = re.compile(r"(?<![\w<{.=$-])[A-Za-z][a-z']+(?=[ ,.:;]|$)")
_NOT_SAID = re.compile(
    r"select |create t|insert into|drop table|update \{|len\(list|starts_with|preserve_insertion|"
    r"^(?i:set \w+ =)|case when|case \{\}|^when \{\}|union all|::varchar|"
    r"\{\} (is|as) (not )?(null|codes|odd)|"
    r"<\w|^env var: $|^#|^field larger$|^unexpected end of data$|^expected after$|"
    r"from sheet|as sheet|"
    r"^year to date$|^capital letter$"
)  # statements, tags, comments, and what other programs say


def template(node: ast.AST) -> str | None:
    """A text as a catalogue has it, with {} for what is put in; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines and texts of a module that read like sentences; docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            aside |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        text = None if id(node) in aside else template(node)
        if text is not None and _reads_like_one(text):
            assert isinstance(node, ast.expr)
            yield node.lineno, text


def _reads_like_one(text: str) -> bool:
    many = len(_WORD.findall(text)) >= 2 and re.search(r"[a-z] [a-z{]|\} [a-z]", text)
    return bool(many) and not _NOT_SAID.search(text)


def all_texts() -> Iterator[tuple[str, str]]:
    """Every text with where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name in ALSO or not name.startswith(tuple(ASIDE)):
            for line, text in texts_of(path):
                yield f"{name}:{line}", text


def read_texts(language: str) -> dict[str, str]:
    """The catalogue of a language: the English, and what is said for it."""
    raw = tomllib.loads((SOURCE / f"cli/language/{language}.toml").read_text(encoding="utf-8"))
    return {english: said for room in raw.values() for english, said in room.items()}
