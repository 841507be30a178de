"""PDFs made by hand, to be as large and as strange as none that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

A4 = (0, 0, 595, 842)
_FONT = 3


def pdf(
    pages: Sequence[str], box: Sequence[int] = A4, letters: Mapping[str, str] | None = None
) -> bytes:
    """A PDF.

    Args:
        pages: What draws each page.
        box: The size of each, in points.
        letters: What letters stand for, in UTF-16 as hexadecimal digits.
    """
    numbers = range(_FONT + 2, _FONT + 2 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    size = " ".join(map(str, box))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        _FONT: f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode {_FONT + 1} 0 R>>",
        _FONT + 1: _stream(_meanings(letters or {})),
    }
    for number, drawn in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents {number + 1} 0 R"
            f"/Resources<</Font<</F {_FONT} 0 R>>>>>>"
        )
        objects[number + 1] = _stream(drawn)
    parts, places, end = ["%PDF-1.4\n"], [], len("%PDF-1.4\n")
    for number, content in objects.items():
        places.append(end)
        parts.append(f"{number} 0 obj\n{content}\nendobj\n")
        end += len(parts[-1])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{end}\n%%EOF"
    )
    return "".join(parts).encode("ascii")


def lines(count: int, text: str) -> str:
    """What draws lines of the same text, as many as are wanted, at eight points."""
    return f"BT /F 8 Tf 10 TL 40 820 Td {f'({text}) Tj T* ' * count}ET"


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _meanings(letters: Mapping[str, str]) -> str:
    pairs = "".join(f"<{ord(letter):02x}> <{units}>\n" for letter, units in letters.items())
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{pairs}endbfchar\nendcmap end"
    )
