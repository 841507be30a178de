"""Paragraphs, runs, fields and bookmarks in WordprocessingML."""

from __future__ import annotations

import re

from yuebao.render.docx._xml import NOTHING, Xml, element, join, text

# Signs that both scripts use: a hint has them drawn from the Chinese font, full width.
_SHARED = re.compile(
    "[\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2160-\u216b\u2460-\u2473]"
)


def run(content: str, properties: Xml = NOTHING, *, east_asian: bool = True) -> Xml:
    """A run of text. In East Asian scripts, quotation marks and dashes are those of their font."""
    hint = (
        element("w:rFonts", hint="eastAsia") if east_asian and _SHARED.search(content) else NOTHING
    )
    style, rest = _split_style(properties)
    inside = join((style, hint, rest))
    return element(
        "w:r",
        element("w:rPr", inside) if inside else NOTHING,
        element("w:t", text(content), **{"xml:space": "preserve"}),
    )


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
