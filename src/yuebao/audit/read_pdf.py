"""PDF: the text layer, put back into lines and cells by where its letters stand.

Letters that share a line and stand close are a text; a wide gap parts cells. Running heads, page
numbers and tables of contents are left out. What results is read as plain text is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.audit.blocks import Blocks
from yuebao.audit.read_text import read_lines
from yuebao.domain import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_PAGES = 500
MAX_LETTERS = 2_000_000

_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|·{4,}")
_PAGE_NUMBER = re.compile(r"^[—–\-\s]*(?:第\s*)?(?:\d{1,3}|[IVXLivxl]{1,6})(?:\s*页)?[—–\-\s]*$")
_GAP = 0.9  # of the letters' height, from which a gap parts cells
_WORD_GAP = 0.18  # from which it parts words
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float

    def height(self) -> float:
        """Of its box, at least a little."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its cells with their left and right edges, and its height on the page."""

    cells: tuple[tuple[str, float, float], ...]
    middle: float

    def text(self) -> str:
        """The cells with tabs between them."""
        return "\t".join(text for text, _, _ in self.cells)


def read_pdf(content: bytes, name: str) -> Blocks:
    """Reduce a PDF to blocks.

    Raises:
        SourceError: It is broken, protected, too long, or holds pictures of text only.
    """
    pages = [_lines(letters) for letters in _pages(content, name)]
    if not any(pages):
        raise SourceError(
            "it holds no text, only pictures of it: it was probably scanned",
            file=name,
            remedy="Give the file it was printed from, or recognise its text first.",
        )
    lines = [line for page in _without_running_heads(pages) for line in page]
    kept = [line for line in lines if not _LEADERS.search(line.text())]
    return Blocks(name, "pdf", read_lines([_aligned(line, kept) for line in kept], name).blocks)


def _pages(content: bytes, name: str) -> Iterator[list[_Letter]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                "it is protected by a password",
                file=name,
                remedy="Open it with its password and save it without one.",
            ) from error
        raise SourceError(
            "it begins as a PDF, but is broken: it was probably cut short", file=name
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise SourceError(f"it has {len(document):,} pages, more than any report", file=name)
        read = 0
        for number in range(len(document)):
            letters = _letters(document[number].get_textpage())
            read += len(letters)
            if read > MAX_LETTERS:
                raise SourceError(f"it has more than {MAX_LETTERS:,} letters", file=name)
            yield letters
    except pypdfium2.PdfiumError as error:
        raise SourceError("a page of it is broken", file=name) from error
    finally:
        document.close()


def _letters(page: Any) -> list[_Letter]:
    """The letters of a page with their boxes; those that the reader made up have none."""
    import ctypes

    from pypdfium2 import raw

    box = [ctypes.c_double() for _ in range(4)]
    found = []
    for at in range(min(page.count_chars(), MAX_LETTERS)):
        code = raw.FPDFText_GetUnicode(page, at)
        if raw.FPDFText_IsGenerated(page, at) or code in (0, 0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetCharBox(page, at, *box)
        left, right, bottom, top = (value.value for value in box)
        size = raw.FPDFText_GetFontSize(page, at)
        if chr(code).isspace():
            continue
        origin = _origin(raw, page, at)
        base = origin if origin is not None else bottom
        found.append(_Letter(chr(code), left, right, base, base + max(size, top - bottom)))
    return found


def _origin(raw: Any, page: Any, at: int) -> float | None:
    """The height of a letter's baseline: the same for all letters of a line, unlike their boxes."""
    import ctypes

    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if raw.FPDFText_GetCharOrigin(page, at, x, y) else None


def _lines(letters: Sequence[_Letter]) -> list[Line]:
    """Letters to lines, from the top of the page."""
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.bottom):
        if rows and rows[-1][0].bottom - letter.bottom < 0.35 * rows[-1][0].height():
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _line(letters: Sequence[_Letter]) -> Line:
    cells: list[tuple[str, float, float]] = []
    for letter in letters:
        if cells:
            text, left, right = cells[-1]
            gap = letter.left - right
            if gap < _GAP * letter.height():
                space = " " if gap > _WORD_GAP * letter.height() else ""
                cells[-1] = (text + space + letter.text, left, max(right, letter.right))
                continue
        cells.append((letter.text, letter.left, letter.right))
    return Line(tuple(cells), letters[0].bottom)


def _without_running_heads(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """The pages without page numbers, and without first and last lines that others share."""
    edges = Counter(
        _DIGITS.sub("#", line.text()) for page in pages for line in (*page[:1], *page[-1:])
    )
    for page in pages:
        last = len(page) - 1
        yield [
            line
            for at, line in enumerate(page)
            if not (at in (0, last) and edges[_DIGITS.sub("#", line.text())] > 2)
            and not (at >= last - 1 and _PAGE_NUMBER.match(line.text()))
        ]


def _aligned(line: Line, lines: Sequence[Line]) -> str:
    """The line's text; where it is a short row among longer ones, with its empty cells put in.

    The columns are those of the nearest row below or above with the most cells.
    """
    count = len(line.cells)
    if count < 2:
        return line.text()
    at = next(i for i, other in enumerate(lines) if other is line)
    near = [o for o in lines[max(0, at - 12) : at + 12] if len(o.cells) > 2]
    full = max(near, key=lambda other: len(other.cells), default=line)
    if not count < len(full.cells) or not _is_row(line) or not _is_row(full):
        return line.text()
    cells = [""] * len(full.cells)
    for text, left, right in line.cells:
        best = min(
            range(len(full.cells)),
            key=lambda i: min(abs(full.cells[i][1] - left), abs(full.cells[i][2] - right)),
        )
        if cells[best]:
            return line.text()
        cells[best] = text
    return "\t".join(cells)


def _is_row(line: Line) -> bool:
    """Whether more than one cell is a number."""
    return sum(bool(re.fullmatch(r"[-−]?[\d,]+(?:\.\d+)?|-", t)) for t, _, _ in line.cells) > 1
