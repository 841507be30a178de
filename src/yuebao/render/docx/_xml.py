"""XML as strings that cannot be mistaken for text.

`Xml` is markup: made by `element` and `text` only, so that a type checker sees a name that was not
escaped. Attributes come in the order given, and the same calls give the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

from yuebao.render._walk import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

Xml = NewType("Xml", str)
"""Well-formed markup."""

NOTHING = Xml("")

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""What the media types of Word's own parts begin with."""
MAIN_SPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""The vocabularies of Word's own parts."""

DECLARATION = Xml('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPED = re.compile('[&<>"]')
# What XML cannot hold in any form.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


def text(content: str) -> Xml:
    """Text as markup, on one line; what XML cannot hold becomes a replacement character."""
    clean = _FORBIDDEN.sub("\ufffd", one_line(content))
    return Xml(_ESCAPED.sub(lambda match: _ESCAPES[match[0]], clean))


def element(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """An element with its children.

    Attributes of an element in the `w:` vocabulary are in that vocabulary too, as WordprocessingML
    has it; a name that carries a prefix keeps it.
    """
    prefix = "w:" if name.startswith("w:") else ""
    listed = "".join(
        f' {key if ":" in key else prefix + key}="{text(str(value))}"'
        for key, value in attributes.items()
    )
    inside = "".join(children)
    return Xml(f"<{name}{listed}>{inside}</{name}>" if inside else f"<{name}{listed}/>")


def join(parts: Iterable[Xml]) -> Xml:
    """The parts after one another."""
    return Xml("".join(parts))


def part_bytes(root: Xml) -> bytes:
    """A part of a package, whole."""
    return (DECLARATION + root).encode()


def hex_of(colour: str) -> str:
    """A colour `#rrggbb` as Office writes it."""
    return colour.removeprefix("#").upper()
