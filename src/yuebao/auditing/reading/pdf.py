"""PDF: the text layer, put back into lines and cells by where its letters stand.

Letters that share a line and stand close are a text; a wide gap parts cells, and a gap down the
page its columns. Running heads, page numbers and tables of contents are left out. What results is
read as plain text is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yuebao.auditing.reading.blocks import Blocks
from yuebao.auditing.reading.hyphens import SOFT, join_words
from yuebao.auditing.reading.layout import lay_out
from yuebao.auditing.reading.margins import without_margins
from yuebao.auditing.reading.pagecolumns import in_columns
from yuebao.auditing.reading.pageline import PageLine
from yuebao.auditing.reading.text import read_lines
from yuebao.domain import SourceError
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_PAGES = limit("pdf-pages")
MAX_LETTERS = limit("pdf-letters")
"""Of all pages; five hundred of a report have two thousand each."""
MAX_PAGE_LETTERS = limit("pdf-page-letters")
"""Of one; the densest yearbook's has ten thousand."""
MAX_DRAWN = limit("pdf-drawn")
"""Lines, pictures and texts that are drawn, on all pages."""

_GAP = 0.9  # of the letters' height, from which a gap parts cells
_WORD_GAP = 0.2  # from which it parts words
_RIGHT_ANGLE = math.pi / 2
_FEWEST_TURNED = 80
"""Letters on their side that make a page of text; an axis's title has fewer."""
_NO_TEXT = 2  # bytes: the end mark alone
_FIRST_HALF, _SECOND_HALF = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_NO_LETTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    turns: int = 0
    """By how many right angles it is turned with the clock."""

    def height(self) -> float:
        """Of its box, at least a little."""
        return max(self.top - self.bottom, 1.0)


def read_pdf(content: bytes, name: str) -> Blocks:
    """Reduce a PDF to blocks.

    Raises:
        SourceError: It is broken, protected, too long, or holds pictures of text only.
    """
    pages = [lines for letters in _pages(content, name) for lines in _pages_of(letters)]
    if not any(pages):
        raise SourceError(
            "it holds no text, only pictures of it: it was probably scanned",
            file=name,
            remedy="Give the file it was printed from, or recognise its text first.",
        )
    read = map(in_columns, without_margins(pages))
    lines = [line for page in read for line in page if line.is_read()]
    blocks = read_lines(lay_out(lines), name, positional=True).blocks
    return Blocks(name, "pdf", tuple(join_words(blocks)))


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
            raise SourceError(
                f"it has {len(document):,} pages, more than any report",
                file=name,
                remedy=f"Give a part of them: at most {MAX_PAGES:,}.",
            )
        letters = drawn = 0
        for number in range(len(document)):
            sheet = document[number]
            drawn += pypdfium2.raw.FPDFPage_CountObjects(sheet)
            _refuse_beyond(drawn, MAX_DRAWN, f"it draws {drawn:,} lines, pictures and texts", name)
            page = sheet.get_textpage()
            count = page.count_chars()
            letters += count
            on_page = f"page {number + 1} of it has {count:,} letters"
            _refuse_beyond(count, MAX_PAGE_LETTERS, on_page, name)
            _refuse_beyond(letters, MAX_LETTERS, f"it has {letters:,} letters", name)
            yield _letters(sheet, page)
            page.close()
            sheet.close()
    except pypdfium2.PdfiumError as error:
        raise SourceError("a page of it is broken", file=name) from error
    finally:
        document.close()


def _refuse_beyond(count: int, most: int, found: str, name: str) -> None:
    if count > most:
        raise SourceError(
            f"{found}, more than any report",
            file=name,
            remedy="Give the pages of the report alone.",
        )


def _letters(sheet: Any, page: Any) -> list[_Letter]:
    """The letters of a page: their advance boxes on the line they stand on.

    A space that the file itself holds is a letter; those that the reader makes up are not.
    """
    import ctypes

    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[_Letter] = []
    for at in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, at)
        if code in (0, 0xFFFE, 0xFFFF, 0x0A, 0x0D):
            continue
        if raw.FPDFText_IsGenerated(page, at) and not _parts_words(page, at, found):
            continue
        raw.FPDFText_GetLooseCharBox(page, at, box)
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        height = max(raw.FPDFText_GetFontSize(page, at), 1.0)
        text = SOFT if code in (0x02, 0xAD) else chr(code)
        if found and _is_half(found[-1].text, _FIRST_HALF) and _is_half(text, _SECOND_HALF):
            pair = (found[-1].text + text).encode("utf-16", "surrogatepass").decode("utf-16")
            found[-1] = replace(found[-1], text=pair)
            continue
        angle = raw.FPDFText_GetCharAngle(page, at)  # none where a letter is drawn with no size
        turns = round(angle / _RIGHT_ANGLE) % 4 if math.isfinite(angle) else 0
        edges = (box.left, box.right, box.bottom, box.top, x.value, y.value)
        if not all(map(math.isfinite, (*edges, height))):
            continue  # it stands nowhere
        found.append(_stood(text, edges, height, turns))
    found = [replace(one, text=_NO_LETTER) if _is_half(one.text) else one for one in found]
    return found + _lost_signs(sheet, page)


def _parts_words(page: Any, at: int, found: Sequence[_Letter]) -> bool:
    """Whether a space that the reader makes up stands between words of Latin letters."""
    from pypdfium2 import raw

    behind = chr(raw.FPDFText_GetUnicode(page, at + 1))
    before = found[-1].text if found else ""
    latin = before.isascii() and behind.isascii()
    return latin and (before.isalpha() or behind.isalpha())


def _stood(
    text: str, edges: tuple[float, float, float, float, float, float], height: float, turns: int
) -> _Letter:
    """A letter as it stands once the page is turned so that it stands upright.

    Args:
        text: The letter.
        edges: Its box (left, right, bottom, top) and where it begins, as on the page.
        height: Of its size.
        turns: By how many right angles it is turned with the clock.
    """
    left, right, bottom, top, x, y = edges
    across, base = {
        0: ((left, right), y),
        1: ((-top, -bottom), x),
        2: ((-right, -left), -y),
        3: ((bottom, top), -x),
    }[turns]
    return _Letter(text, *across, base, base + height, turns)


def _pages_of(letters: Sequence[_Letter]) -> list[list[PageLine]]:
    """The lines of a page; what is set on its side, a table or a text, is a page behind it.

    A few letters on their side, such as the title of an axis, are none.
    """
    turned: dict[int, list[_Letter]] = {0: []}
    for letter in letters:
        turned.setdefault(letter.turns, []).append(letter)
    pages = {turns: _lines(held) for turns, held in sorted(turned.items())}
    return [
        lines
        for turns, lines in pages.items()
        if not turns or len(turned[turns]) >= _FEWEST_TURNED or _are_rows(lines)
    ]


def _are_rows(lines: Sequence[PageLine]) -> bool:
    """Whether lines are of a table: two rows of numbers at least."""
    return sum(line.is_data() for line in lines) > 1


def _is_half(text: str, halves: range = range(0xD800, 0xE000)) -> bool:
    """Whether it is one of the two units that a rare letter is written in."""
    return len(text) == 1 and ord(text) in halves


def _lost_signs(sheet: Any, page: Any) -> list[_Letter]:
    """The minus signs that the reader dropped: it takes one behind a dash for a hyphen's double.

    Such a sign is drawn by a text object of its own, of which the reader knows no text.
    """
    import ctypes

    from pypdfium2 import raw

    matrix, edges = raw.FS_MATRIX(), [ctypes.c_float() for _ in range(4)]
    size = ctypes.c_float()
    found = []
    for at in range(raw.FPDFPage_CountObjects(sheet)):
        drawn = raw.FPDFPage_GetObject(sheet, at)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        raw.FPDFPageObj_GetMatrix(drawn, matrix)
        raw.FPDFPageObj_GetBounds(drawn, *edges)
        raw.FPDFTextObj_GetFontSize(drawn, size)
        left, right = edges[0].value, edges[2].value
        height = max(size.value * abs(matrix.d), 1.0)
        if not (0 < right - left < height and edges[3].value - edges[1].value < 0.3 * height):
            continue
        # Last, as it looks through all letters of the page.
        if raw.FPDFTextObj_GetText(drawn, page, None, 0) <= _NO_TEXT:
            found.append(_Letter("-", left, right, matrix.f, matrix.f + height))
    return found


def _lines(letters: Sequence[_Letter]) -> list[PageLine]:
    """Letters to lines, from the top of the page."""
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.bottom):
        if rows and rows[-1][0].bottom - letter.bottom < 0.35 * rows[-1][0].height():
            rows[-1].append(letter)
        else:
            rows.append([letter])
    drawn = [row for row in rows if not all(letter.text.isspace() for letter in row)]
    return [_line(sorted(row, key=lambda one: one.left)) for row in drawn]


def _line(letters: Sequence[_Letter]) -> PageLine:
    cells, words = (_cells(letters, gap) for gap in (_GAP, _WORD_GAP))
    return PageLine(cells, letters[0].bottom, words, letters[0].height())


def _cells(letters: Sequence[_Letter], widest: float) -> tuple[tuple[str, float, float], ...]:
    """The texts of a line, parted where a gap is wider than some part of the letters' height."""
    cells: list[tuple[list[str], float, float]] = []
    spaced = False
    for letter in letters:
        if letter.text.isspace():
            spaced = True
            continue
        if cells:
            texts, left, right = cells[-1]
            gap = letter.left - right
            if gap < widest * letter.height():
                space = " " if spaced or gap > _WORD_GAP * letter.height() else ""
                texts.append(space + letter.text)
                cells[-1] = (texts, left, max(right, letter.right))
                spaced = False
                continue
        cells.append(([letter.text], letter.left, letter.right))
        spaced = False
    return tuple(("".join(texts), left, right) for texts, left, right in cells)
