"""Reads Word files for tests: parts, links, and text as Word would number it."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cached_property
from xml.etree import ElementTree as ET

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class WordFile:
    """The parts of an unzipped Word file."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()

    def text(self, name: str) -> str:
        """A part as it is written."""
        return self.archive.read(name).decode()

    def xml(self, name: str) -> ET.Element:
        """A part, parsed."""
        return ET.fromstring(self.archive.read(name))

    def readable(self, name: str) -> str:
        """A part with each element on a line of its own, without its declaration."""
        return re.sub(r"(?<=>)(?=<)", "\n", self.text(name).partition("\n")[2]) + "\n"

    @cached_property
    def body(self) -> ET.Element:
        return self.xml("word/document.xml")

    def links(self, part: str) -> dict[str, str]:
        """The targets of a part's links by their ids, as paths in the package."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = {}
        for link in root.iter(f"{_LINKS}Relationship"):
            path = [step for step in folder.split("/") if step]
            for step in link.attrib["Target"].split("/"):
                path = path[:-1] if step == ".." else [*path, step]
            found[link.attrib["Id"]] = "/".join(path)
        return found

    def paragraphs(self, *styles: str) -> list[str]:
        """The texts of the body's paragraphs in those styles."""
        return [
            "".join(map(_said, paragraph.iter()))
            for paragraph in self.body.iter(f"{WORD}p")
            if style_of(paragraph) in styles
        ]

    def fields(self) -> list[str]:
        """The instructions of the body's fields, in order."""
        return [(code.text or "").strip() for code in self.body.iter(f"{WORD}instrText")]


def are_balanced(part: ET.Element) -> bool:
    """Whether every field of a part begins, parts its code from its result and ends, in others."""
    open_fields: list[str] = []
    for mark in part.iter(f"{WORD}fldChar"):
        kind = mark.attrib[f"{WORD}fldCharType"]
        if kind == "begin":
            open_fields.append(kind)
        elif not open_fields or (open_fields[-1] == "separate") != (kind == "end"):
            return False
        elif kind == "separate":
            open_fields[-1] = kind
        else:
            open_fields.pop()
    return not open_fields


def _said(element: ET.Element) -> str:
    """What an element adds to the text of its paragraph."""
    if element.tag == f"{WORD}noBreakHyphen":
        return "-"
    if element.tag == f"{WORD}tab":
        return "\t"
    return element.text or "" if element.tag == f"{WORD}t" else ""


def style_of(paragraph: ET.Element) -> str | None:
    """The style a paragraph names."""
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return None if style is None else style.attrib[f"{WORD}val"]
