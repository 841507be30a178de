"""Read a file of any format into blocks.

The format is told by the file's first bytes, and only among text, Markdown and delimited text by
its name. What
cannot be read is refused before it costs anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.reading.delimited import SUFFIXES, read_delimited
from yuebao.auditing.reading.html import declared_encoding, read_html
from yuebao.auditing.reading.limits import TooLargeError, refuse_beyond, too_large
from yuebao.auditing.reading.markdown import read_markdown
from yuebao.auditing.reading.text import read_text
from yuebao.domain import SourceError, UserError
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.auditing.reading.blocks import Blocks

MAX_BYTES = limit("document")
"""The largest file that is read; a report with all its charts has a hundredth."""

_OLE = b"\xd0\xcf\x11\xe0"
_FORMATS = (
    "text, Markdown, HTML, .csv, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) "
    "and PDF with its text"
)
_PIPES = re.compile(r"^\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
_HTML = re.compile(
    rb"\s*+(?:<!--.{0,4096}?-->\s*+){0,9}<(?:!doctype html|html|head|body|meta|\?xml|"
    rb"(?:h[1-6]|p|div|table|article|section|main)(?=[\s>]))",
    re.IGNORECASE | re.DOTALL,
)


def read_blocks(path: Path) -> Blocks:
    """Reduce a document to blocks.

    Raises:
        SourceError: The file cannot be read.
        UserError: It is no file, or cannot be opened.
    """
    try:
        if path.exists() and not path.is_file():
            raise UserError(
                "it is no document but a folder, a pipe or a device",
                where=str(path),
                remedy="Save what comes from it as a file, and give that.",
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"it has {size:,} bytes, more than any report",
                file=str(path),
                remedy=f"At most {MAX_BYTES:,} are read: give the report alone.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"it cannot be opened ({error.strerror})", where=str(path), remedy="Check the path."
        ) from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Blocks:
    """Reduce a document to blocks.

    Raises:
        SourceError: It is of no format that is read, or broken, protected, without text, or larger
            than a report can be.
    """
    try:
        blocks = _read(content, name)
    except TooLargeError as error:
        raise too_large(name, error) from error
    if not blocks.blocks:
        raise SourceError("there is no text in it", file=name, remedy=f"Give {_FORMATS}.")
    refuse_beyond(blocks)
    return blocks


def _read(content: bytes, name: str) -> Blocks:
    if content.startswith(b"%PDF-"):
        from yuebao.auditing.reading.pdf import read_pdf

        return read_pdf(content, name)
    if content.startswith(b"PK"):
        return _read_package(content, name)
    if content.startswith(_OLE):
        raise SourceError(
            "it is protected by a password, or of an old Office format",
            file=name,
            remedy="Open it and save it as .docx, .xlsx or .pptx without a password.",
        )
    if _HTML.match(content):
        return read_html(_decode(content, name, declared_encoding(content)), name)
    if name.lower().endswith(".json"):
        raise SourceError("it is data, not a report", file=name, remedy=f"Give one of {_FORMATS}.")
    text = _decode(content, name)
    if name.lower().endswith(SUFFIXES):
        return read_delimited(text, name)
    if name.lower().endswith((".md", ".markdown")) or _PIPES.search(text):
        return read_markdown(text, name)
    return read_text(text, name)


def _read_package(content: bytes, name: str) -> Blocks:
    from yuebao.auditing.reading.package import Package

    parts = Package(content, name).names()
    if "word/document.xml" in parts:
        from yuebao.auditing.reading.docx import read_docx

        return read_docx(content, name)
    if "xl/workbook.xml" in parts:
        from yuebao.auditing.reading.xlsx import read_xlsx

        return read_xlsx(content, name)
    if "ppt/presentation.xml" in parts:
        from yuebao.auditing.reading.pptx import read_pptx

        return read_pptx(content, name)
    raise SourceError(
        "it is an archive, not a report", file=name, remedy=f"Give one of {_FORMATS}."
    )


def _decode(content: bytes, name: str, declared: str | None = None) -> str:
    for encoding in filter(None, (declared, "utf-8-sig", "gb18030")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise SourceError(
        "it is no document: its bytes are text in no known encoding",
        file=name,
        remedy=f"Give {_FORMATS}.",
    )
