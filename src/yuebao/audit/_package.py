"""Office files: zip archives of XML, opened with their sizes bounded."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from yuebao.domain import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PART = 64 << 20
"""The most bytes one part of the archive may unpack to."""
MAX_PARTS = 5000
_AGAIN = "Open it in its program and save it again."


class Package:
    """The parts of an Office file by name; each is read once, and never beyond MAX_PART.

    Raises:
        SourceError: The archive is broken, protected, or unpacks to more than a report can be.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
            raise self._broken() from error
        entries = self._archive.infolist()
        if len(entries) > MAX_PARTS:
            raise SourceError(f"it holds {len(entries):,} files, more than a report", file=name)
        if any(entry.flag_bits & 1 for entry in entries):
            raise SourceError(
                "it is protected by a password",
                file=name,
                remedy="Open it with its password and save it without one.",
            )

    def _broken(self) -> SourceError:
        return SourceError(
            "it begins as an Office file, but is broken: it was probably cut short",
            file=self.name,
            remedy=_AGAIN,
        )

    def names(self) -> list[str]:
        """The parts there are."""
        return self._archive.namelist()

    def part(self, name: str) -> ET.Element | None:
        """A part as XML; None where there is no such part."""
        try:
            with self._archive.open(name) as file:
                content = file.read(MAX_PART + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise self._broken() from error
        if len(content) > MAX_PART:
            raise SourceError(
                f"a part of it unpacks to more than {MAX_PART:,} bytes, more than a report",
                file=self.name,
            )
        try:
            return parse_xml(content)
        except (ET.ParseError, ValueError) as error:
            raise self._broken() from error


def parse_xml(content: bytes) -> ET.Element:
    """XML without declarations of its own, which Office never writes and bombs are made of.

    Raises:
        ValueError: It declares a document type.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("a document type is declared")
    return ET.fromstring(content)  # noqa: S314  # no declarations, bounded size


def local(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """The children of some names, in order."""
    return (child for child in element if local(child) in names)
