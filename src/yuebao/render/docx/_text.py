"""Paragraphs, runs, fields and bookmarks in WordprocessingML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.render.docx._xml import NOTHING, Xml, element, join, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Signs that both scripts use: a hint has them drawn from the Chinese font, full width.
_SHARED = re.compile(
    "[\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2160-\u216b\u2460-\u2473]"
)

_MINUS = re.compile("(?<![0-9A-Za-z)])-(?=[0-9])")
"""A hyphen that stands for a minus: Word must not part it from its number."""


def run(
    content: str, properties: Xml = NOTHING, *, east_asian: bool = True, bound: bool = True
) -> Xml:
    """A run of text. In East Asian scripts, quotation marks and dashes are those of their font.

    Args:
        content: The text.
        properties: How it looks.
        east_asian: Whether its script is.
        bound: Whether a hyphen that stands for a minus is one that lines do not break at. In a
            cell, where no line ends, it is not: spreadsheets would take what is copied for text.
    """
    hint = (
        element("w:rFonts", hint="eastAsia") if east_asian and _SHARED.search(content) else NOTHING
    )
    style, rest = _split_style(properties)
    inside = join((style, hint, rest))
    pieces = map(_piece, _MINUS.split(content) if bound else [content])
    return element(
        "w:r",
        element("w:rPr", inside) if inside else NOTHING,
        *_between(pieces, element("w:noBreakHyphen")),
    )


def _piece(content: str) -> Xml:
    return element("w:t", text(content), **{"xml:space": "preserve"}) if content else NOTHING


def _between(pieces: Iterable[Xml], mark: Xml) -> Iterator[Xml]:
    """The pieces with a mark between every two."""
    for place, piece in enumerate(pieces):
        if place:
            yield mark
        yield piece


def _split_style(properties: Xml) -> tuple[Xml, Xml]:
    """A run's character style, which stands before its fonts, and its other properties."""
    match = re.match(r"<w:rStyle [^>]*/>", properties)
    end = match.end() if match else 0
    return Xml(properties[:end]), Xml(properties[end:])


def paragraph(style: str, *content: Xml, properties: Xml = NOTHING, keep_next: bool = False) -> Xml:
    """A paragraph of that style; `properties` are those that follow keeping with the next."""
    keep = element("w:keepNext") if keep_next else NOTHING
    head = element("w:pPr", element("w:pStyle", val=style), keep, properties)
    return element("w:p", head, *content)


def field(instruction: str, shown: str, properties: Xml = NOTHING) -> Xml:
    """A field with the result it shows until somebody updates it."""
    return join(
        (*open_field(instruction, properties), run(shown, properties), close_field(properties))
    )


def open_field(instruction: str, properties: Xml = NOTHING) -> tuple[Xml, Xml, Xml]:
    """The beginning of a field, up to its result."""
    code = element("w:instrText", text(f" {instruction} "), **{"xml:space": "preserve"})
    wrapped = element("w:rPr", properties) if properties else NOTHING
    return (
        _field_mark("begin", wrapped),
        element("w:r", wrapped, code),
        _field_mark("separate", wrapped),
    )


def close_field(properties: Xml = NOTHING) -> Xml:
    """The end of a field."""
    return _field_mark("end", element("w:rPr", properties) if properties else NOTHING)


def _field_mark(kind: str, properties: Xml) -> Xml:
    return element("w:r", properties, element("w:fldChar", fldCharType=kind))


def bookmark(number: int, name: str, *content: Xml) -> Xml:
    """A bookmark around the content; its number is its own in the document."""
    return join(
        (
            element("w:bookmarkStart", id=number, name=name),
            *content,
            element("w:bookmarkEnd", id=number),
        )
    )
