"""The parts that depend on language and look only: styles, settings, lists, fonts, theme."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from yuebao.render.charts._style import INK, SERIES
from yuebao.render.docx._package import Part, Relationship
from yuebao.render.docx._setting import FONT_NAMES, setting_of
from yuebao.render.docx._xml import (
    MAIN_SPACES,
    NOTHING,
    WORD_TYPE,
    element,
    hex_of,
    part_bytes,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import DocumentWords, Look

_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_FILES = {name: f"{WORD_TYPE}.{name}+xml" for name in ("styles", "settings", "numbering")}

_LATIN, _EAST_ASIAN = "en-US", "zh-CN"
"""The language of letters that are not the report's own: what Word checks their spelling by."""


def asset_parts(words: DocumentWords, look: Look) -> Iterator[Part]:
    """The parts, in their order in the package."""
    # Programs that take quotation marks for Chinese draw them as the letters of an English report.
    heading, body = (
        (look.heading_font, look.body_font)
        if words.east_asian
        else (look.latin_font, look.latin_font)
    )
    values = asdict(setting_of(words)) | {
        "latin_language": _LATIN if words.east_asian else words.locale,
        "east_asian_language": words.locale if words.east_asian else _EAST_ASIAN,
        "heading_font": text(heading),
        "body_font": text(body),
        "latin_font": text(look.latin_font),
        "accent": hex_of(look.accent),
        "rise": hex_of(look.rise),
        "fall": hex_of(look.fall),
        "ink": hex_of(INK),
        **{f"series_{n}": hex_of(colour) for n, colour in enumerate(SERIES, start=1)},
    }
    for name, kind in (*_FILES.items(), ("theme", _THEME)):
        source = files("yuebao.render").joinpath("assets", "docx", f"{name}.xml")
        filled = Template(source.read_text(encoding="utf-8")).substitute(values)
        yield Part(f"word/{name}.xml", kind, filled.encode())
    fonts = dict.fromkeys((look.latin_font, look.body_font, look.heading_font))
    root = element("w:fonts", *map(_font, fonts), **MAIN_SPACES)
    yield Part("word/fontTable.xml", f"{WORD_TYPE}.fontTable+xml", part_bytes(root))


def asset_links() -> Iterator[Relationship]:
    """What ties the document to them."""
    for kind in (*_FILES, "theme", "fontTable"):
        yield Relationship(f"rId{kind[0].upper()}{kind[1:]}", kind, f"{kind}.xml")


def _font(name: str) -> Xml:
    """A font, with the name by which systems that are not Chinese know it."""
    other = FONT_NAMES.get(name)
    known = element("w:altName", val=other) if other else NOTHING
    return element("w:font", known, **{"w:name": name})
