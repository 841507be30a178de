"""How the numbers of a table are written: which sign parts decimals, and what triangles say.

1.234,5 is no number in the usual way of writing, and 1.234 is another in it; ▲3.2 is a rise in one
table and a fall in another. What nothing in a table decides is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._numbers import LONGEST, NumberReader
from yuebao.sources._values import listed, plain
from yuebao.sources.bulletin.columns import ColumnMeasure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.sources._dialects import BulletinDialect, RowWords
    from yuebao.sources.bulletin.head_words import ValueUnit
    from yuebao.sources.bulletin.heads import TableHeads
    from yuebao.sources.files.record import FileRow

_NUMBER = re.compile(r"\d[\d.,' ]*\d|\d", re.ASCII)
_COMMA = re.compile(r"\d{1,3}(?:[.' ]\d{3})*,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[.' ]\d{3})+,\d+"
                    r"|\d{4,},\d+|0,\d+|\d{1,3}(?:\.\d{3}){2,}", re.ASCII)  # fmt: skip
"""1,5 and 1.234,5 and 1.234.567: the comma parts decimals."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_THREE = re.compile(r"(?:^0|[.' ]\d{3}|^\d{4,}),\d{3}$", re.ASCII)
"""0,123 and 1.234,567: decimals are printed to three places."""
_POINT = re.compile(r"\d{1,3}(?:[,' ]\d{3})*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:[,' ]\d{3})+\.\d+"
                    r"|\d{4,}\.\d+|0\.\d+|\d{1,3}(?:,\d{3}){2,}", re.ASCII)  # fmt: skip


def number_reader(
    file: str,
    below: Sequence[FileRow],
    heads: TableHeads,
    dialect: BulletinDialect,
    unit: ValueUnit | None,
) -> NumberReader:
    """What reads the numbers of a table.

    Args:
        file: What to call the table in a message.
        below: The records below its heads.
        heads: Its heads.
        dialect: What it looks like.
        unit: Of values whose column says none.

    Raises:
        SourceError: Nothing says how its numbers are written.
    """
    labels = {c.place: c.head for c in heads.columns}
    units = {
        c.place: dialect.heads.written(c.unit or unit)
        for c in heads.columns
        if c.measure is ColumnMeasure.VALUE
    }
    columns = {place: [r.fields[place] for r in below if place < len(r.fields)] for place in labels}
    return NumberReader(
        file,
        frozenset(map(plain, dialect.words.nil)),
        labels,
        read_triangles(dialect.words, _rates(below, heads), file),
        units,
        comma_columns(columns, labels, file),
    )


def _rates(below: Sequence[FileRow], heads: TableHeads) -> Iterator[str]:
    """The texts of rates of growth, which may stand in rows of their own."""
    growth = [c.place for c in heads.columns if c.measure.is_growth]
    named = heads.name_place
    for record in below:
        alone = not growth and not (named < len(record.fields) and record.fields[named].strip())
        for place in growth or ([c.place for c in heads.columns] if alone else []):
            if place < len(record.fields):
                yield record.fields[place]


def comma_columns(
    columns: Mapping[int, Iterable[str]], heads: Mapping[int, str], file: str
) -> frozenset[int]:
    """The columns whose numbers have a comma before their decimals, by place.

    Args:
        columns: The texts of each column of numbers.
        heads: How each is headed.
        file: What to call the table in a message.

    Raises:
        SourceError: Some have, and others may or may not: nothing says what their 1.234 is.
    """
    with_comma: set[int] = set()
    in_doubt: list[int] = []
    for place, texts in columns.items():
        short = (text for text in texts if len(text) <= LONGEST)
        numbers = [found[0] for text in short if (found := _NUMBER.search(_spaced(text)))]
        parted = [number for number in numbers if not number.isdigit()]
        # Decimals are printed in most rows: one 1,00 among whole numbers is a damaged 1,000.
        comma = 2 * sum(map(bool, map(_COMMA.fullmatch, parted))) > len(numbers)
        point = any(map(_POINT.fullmatch, parted))
        thousands = any(map(_THOUSANDS.fullmatch, parted))
        if thousands and not any(map(_THREE.search, set(parted))):
            comma = False  # 1,23 beside 1,234: one of them is damaged
        if comma and not point:
            with_comma.add(place)
        elif parted and not point:
            in_doubt.append(place)
    if with_comma and in_doubt:
        raise SourceError(
            "some of its numbers have a comma before their decimals, and nothing says whether "
            f"those of {listed([heads.get(place, str(place + 1)) for place in in_doubt])} have",
            file=file,
            remedy="Write decimals with a point and thousands without a mark, as 1234.5.",
        )
    return frozenset(with_comma)


def _spaced(text: str) -> str:
    """A text in half-width forms, whose spaces are all alike."""
    return unicodedata.normalize("NFKC", text) if not text.isascii() else text


def read_triangles(words: RowWords, rates: Iterable[str], file: str) -> RowWords:
    """The words of rows, with what triangles before rates of growth say in a table.

    Where some point down, those that point up are of a rise, as they are beside rates with a minus.
    Where the others have no sign at all, they are of a fall, as in Japanese tables.

    Raises:
        SourceError: All rates have the same triangle.
    """
    texts = [plain(rate) for rate in rates]
    up, down = tuple(words.triangles), tuple(words.fall)
    marked = [text for text in texts if text.startswith(up) or text.endswith(up)]
    if not up or not marked:
        return words
    others = [text for text in texts if text not in marked and any(map(str.isdigit, text))]
    falls = [t for t in others if t.startswith(("-", "(", *down)) or t.endswith(down)]
    if falls:
        return replace(words, rise=(*words.rise, *up))
    if any(text.strip("0.%") for text in others):
        return replace(words, fall=(*words.fall, *up))
    raise SourceError(
        f"all its rates of growth are marked as {marked[0]}, which may be of a rise or of a fall",
        file=file,
        remedy="Write them with + or -.",
    )
