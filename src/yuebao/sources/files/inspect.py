"""What a file is made of: hash, container and encoding, from its bytes."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from yuebao.domain import SourceError, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor, Future
    from pathlib import Path

_CHUNK = 1 << 20
_SAMPLE = 4096
_WIDE_ASCII = 10  # one byte in so many is the NUL of a comma or a figure, and few NULs are others'


class Container(StrEnum):
    """What holds the table, told by the first bytes and not by the name."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at all bytes of a file found.

    Attributes:
        path: The file.
        sha256: Of its bytes, in hexadecimal.
        size: In bytes.
        container: Text, a zip (xlsx), an OLE compound file (xls), or a web page.
        encoding: `utf-8`, `gb18030`, `utf-16` (which begins with its mark), `utf-16-le` or
            `utf-16-be` for text, empty for a workbook or a page.
        plain: Whether DuckDB's latin-1 can read its bytes one by one: text in GB18030 without a
            byte 0x80–0x9F or 0xFF. Rarer characters and every four-byte form hold such bytes.
        paired: Whether it has an even number of double quotes, as far as that is known.
    """

    path: Path
    sha256: str
    size: int
    container: Container
    encoding: str
    plain: bool
    paired: bool = True


_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "it is text in UTF-32"),
    (codecs.BOM_UTF32_BE, "it is text in UTF-32"),
    (b"%PDF", "it is a PDF"),
    (b"{\\rtf", "it is a rich-text document"),
    (b"\x1f\x8b", "it is packed with gzip"),
    (b"Rar!", "it is a rar archive"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive"),
)
_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|table|meta|title|div|script|style|center|p)\b",
    re.DOTALL,
)
_LETTER = re.compile(rb"(?:mime-version|from|content-type|snapshot-content-location|subject):")
_SAVE_AS = "Open it in a spreadsheet and save it as .xlsx, or as CSV in UTF-8."


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in read_chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def read_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def inspect_file(path: Path, beside: Executor) -> Inspection:
    """Hash a file and tell its container and encoding.

    Args:
        path: The file.
        beside: Where the hash is taken meanwhile: hashlib lets other threads run.

    Raises:
        SourceError: It is empty, of a format that is no table, holds a NUL byte, or is text in
            neither UTF-8 nor GB18030 as far as that shows without decoding all of it.
        UserError: It cannot be opened.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError as error:
        raise UserError(
            f"it cannot be opened ({error.strerror})", where=str(path), remedy="Check the path."
        ) from error
    if not sample:
        raise SourceError("it is empty", file=path.name, remedy="Download it again.")
    wide = utf_16(sample)
    container = _container(sample.decode(wide, "ignore").encode() if wide else sample)
    if container is not Container.TEXT:
        return Inspection(path, hash_file(path), path.stat().st_size, container, "", plain=False)
    _refuse_other_formats(path, sample)
    if wide:
        return Inspection(path, hash_file(path), path.stat().st_size, container, wide, plain=False)
    scan = _TextScan()
    digest = hashlib.sha256()
    hashed: Future[None] | None = None
    for chunk in read_chunks(path):
        if hashed is not None:
            hashed.result()
        hashed = beside.submit(digest.update, chunk)
        scan.feed(chunk)
    scan.finish()
    if hashed is not None:
        hashed.result()
    sha256 = digest.hexdigest()
    if scan.nul_at is not None:
        raise SourceError(
            f"byte {scan.nul_at} of the file is NUL, which no text holds",
            file=path.name,
            line=line_of_byte(path, scan.nul_at),
            remedy="The file is damaged: download it again.",
        )
    encoding = "utf-8" if scan.not_utf8_at is None else "gb18030"
    if scan.not_utf8_at is not None and _begins_in_utf8(sample[: scan.not_utf8_at]):
        _refuse_byte(path, scan.not_utf8_at, "the file begins in UTF-8, but this is not")
    plain = encoding == "gb18030" and not scan.has_rare_bytes
    return Inspection(path, sha256, scan.size, container, encoding, plain, scan.quotes % 2 == 0)


def utf_16(sample: bytes) -> str:
    """Which UTF-16 text is in, as spreadsheets save "Unicode text"; empty where it is in none.

    Without its mark it is told by ASCII: such characters have their NULs on one side, and few
    others (一) have any.
    """
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    before, behind = sample[::2].count(0), sample[1::2].count(0)
    few, many = sorted((before, behind))
    if many * _WIDE_ASCII < len(sample) or few * _WIDE_ASCII > many:
        return ""
    return "utf-16-le" if behind == many else "utf-16-be"


class _TextScan:
    """The state of the one scan of a text file.

    The three tests differ in cost, and each stops once it has its answer: a NUL is looked for by
    the C library, UTF-8 is decoded only until it fails, the rare bytes one by one until one is met.
    """

    # 0xFF begins no GB18030 character; the decoder is to say where it stands.
    _RARE = (*(bytes([byte]) for byte in range(0x80, 0xA0)), b"\xff")

    def __init__(self) -> None:
        self.size = 0
        self.quotes = 0
        self.nul_at: int | None = None
        self.not_utf8_at: int | None = None
        self.has_rare_bytes = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def feed(self, chunk: bytes) -> None:
        if self.nul_at is None and (found := chunk.find(b"\0")) >= 0:
            self.nul_at = self.size + found
        if self.not_utf8_at is None:
            self._decode(chunk)
        if not self.has_rare_bytes:
            self.has_rare_bytes = any(byte in chunk for byte in self._RARE)
        self.quotes += chunk.count(b'"')
        self.size += len(chunk)

    def finish(self) -> None:
        if self.not_utf8_at is None:
            self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        held = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.not_utf8_at = self.size - held + error.start


def is_letter(sample: bytes) -> bool:
    """Whether a file begins as a page wrapped in a letter does (.mht)."""
    start = _start(sample)
    return _LETTER.match(start) is not None and b"multipart" in start


def _start(sample: bytes) -> bytes:
    return sample.removeprefix(codecs.BOM_UTF8).lstrip().lower()


def _container(sample: bytes) -> Container:
    if sample.startswith(b"PK\x03\x04"):
        return Container.ZIP
    if sample.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Container.OLE
    if _PAGE.match(_start(sample)) or is_letter(sample):
        return Container.PAGE
    return Container.TEXT


def _refuse_other_formats(path: Path, sample: bytes) -> None:
    start = _start(sample)
    found = [what for mark, what in _OTHER_FORMATS if sample.startswith(mark)]
    found += ["it is an XML document"] if start.startswith(b"<?xml") else []
    if found:
        raise SourceError(found[0], file=path.name, remedy=_SAVE_AS)
    if path.suffix.lower() == ".xlsx":
        raise SourceError(
            f"it is named {path.suffix} but holds plain text, not a workbook",
            file=path.name,
            remedy="If it is a CSV, rename it to .csv; otherwise download it again.",
        )
    if not start:
        raise SourceError("it holds nothing but white space", file=path.name)


def _begins_in_utf8(sample: bytes) -> bool:
    """Whether whole lines of it are UTF-8 and more than ASCII, so that the file was meant so."""
    lines = sample[: sample.rfind(b"\n") + 1]
    try:
        return not lines.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def check_decodable(path: Path, encoding: str) -> None:
    """Decode the whole file and refuse the first byte that cannot be.

    Raises:
        SourceError: With the byte's offset and line.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    for chunk in chain(read_chunks(path), [b""]):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            why = "the file is in neither UTF-8 nor GB18030"
            if encoding.startswith("utf-16"):
                why = "the file is in UTF-16, but this is not"
            _refuse_byte(path, offset - held + error.start, why, encoding)
        offset += len(chunk)


def _refuse_byte(path: Path, offset: int, why: str, encoding: str = "") -> None:
    with path.open("rb") as file:
        file.seek(offset)
        byte = file.read(1)
    raise SourceError(
        f"byte {offset} of the file (0x{byte.hex().upper()}) cannot be decoded: {why}",
        file=path.name,
        line=line_of_byte(path, offset, encoding),
        remedy="Download the file again, or save it as CSV in UTF-8.",
    )


def line_of_byte(path: Path, offset: int, encoding: str = "") -> int:
    """The line, counted from 1, on which a byte stands; UTF-16 has to be decoded for it."""
    codec = encoding if encoding.startswith("utf-16") else "latin-1"
    decoder = codecs.getincrementaldecoder(codec)("ignore")
    feeds = returns = position = 0
    for chunk in read_chunks(path):
        before = decoder.decode(chunk[: max(0, offset - position)])
        feeds += before.count("\n")
        returns += before.count("\r")
        position += len(chunk)
    return (feeds or returns) + 1
