"""Office files: zip archives of XML, opened with their sizes bounded."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from yuebao.auditing.reading.limits import TooLargeError, too_large
from yuebao.auditing.reading.splice import Splice
from yuebao.domain import SourceError
from yuebao.domain.archive import BROKEN_ARCHIVE
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_PART = limit("part")
"""The most bytes one part of the archive may unpack to."""
MAX_READ = limit("parts-read")
"""The most bytes that all parts read may unpack to."""
MAX_WHOLE = limit("parts-whole")
"""The most bytes all parts may unpack to, where the archive is written anew."""
MAX_PARTS = limit("parts")
MAX_DEPTH = 250
"""How deep elements may be nested: tables in tables, a dozen times over."""
MAX_ELEMENTS = 2_000_000
_ALONE = "Give the report alone, as a document of its own."
_AGAIN = "Open it in its program and save it again."


class Package:
    """The parts of an Office file by name; each is read once, and never beyond MAX_PART.

    Raises:
        SourceError: The archive is broken, protected, or unpacks to more than a report can be.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN_ARCHIVE as error:
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
        content = self.content(name)
        if content is None:
            return None
        try:
            return parse_xml(content)
        except TooLargeError as error:
            raise too_large(self.name, error) from error
        except (ET.ParseError, ValueError) as error:
            raise self._broken() from error

    def splice(self, name: str) -> Splice | None:
        """A part as XML that can be added to; None where there is no such part."""
        content = self.content(name)
        if content is None:
            return None
        try:
            return Splice(content)
        except ValueError as error:
            raise self._broken() from error

    def content(self, name: str) -> bytes | None:
        """A part as it is; None where there is no such part."""
        try:
            with self._archive.open(name) as file:
                content = file.read(MAX_PART + 1)
        except KeyError:
            return None
        except BROKEN_ARCHIVE as error:
            raise self._broken() from error
        self._unpacked += len(content)
        if len(content) > MAX_PART or self._unpacked > MAX_READ:
            raise SourceError(
                f"it unpacks to more than {MAX_PART:,} bytes, more than a report",
                file=self.name,
                remedy=_ALONE,
            )
        return content

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some parts changed or added; no time in it but its parts' own."""
        entries = self._archive.infolist()
        if sum(entry.file_size for entry in entries) > MAX_WHOLE:
            raise SourceError(
                f"it unpacks to more than {MAX_WHOLE:,} bytes, more than a report", file=self.name
            )
        out = io.BytesIO()
        new = dict(changed)
        try:
            with zipfile.ZipFile(out, "w") as archive:
                for entry in entries:
                    content = new.pop(entry.filename, None)
                    if content is None:
                        content = self._archive.read(entry)
                    archive.writestr(_alike(entry.filename, entry), content)
                for name, content in new.items():
                    archive.writestr(_alike(name, entries[0]), content)
        except BROKEN_ARCHIVE as error:
            raise self._broken() from error
        return out.getvalue()


def _alike(name: str, entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The head of a part, dated as another."""
    new = zipfile.ZipInfo(name, entry.date_time)
    new.compress_type = zipfile.ZIP_DEFLATED
    return new


class _Bounded(ET.TreeBuilder):
    """Builds a tree that is no deeper and no larger than a report's."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """An element begins."""
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise TooLargeError(f"it nests elements more than {MAX_DEPTH} deep")
        if self._count > MAX_ELEMENTS:
            raise TooLargeError(f"a part of it has more than {MAX_ELEMENTS:,} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """An element ends."""
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: str | None) -> None:
        """A document type is declared, which Office never does and bombs are made of."""
        raise ValueError("a document type is declared")


def parse_xml(content: bytes) -> ET.Element:
    """XML without declarations of its own.

    Raises:
        ValueError: It declares a document type, or an encoding that nobody knows.
        TooLargeError: It is deeper or larger than a report's.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("a document type is declared")
    parser = ET.XMLParser(target=_Bounded())  # noqa: S314  # no declarations, bounded size
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except LookupError as error:
        raise ValueError(str(error)) from error
    return root


def local(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """The children of some names, in order."""
    return (child for child in element if local(child) in names)


def whole_number(text: str | None, default: int, most: int = 1 << 20) -> int:
    """An attribute as a number from 0; the default where it is none."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 10 else default
