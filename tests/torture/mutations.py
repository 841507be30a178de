"""Ways in which a customs file goes wrong, and a slow reader that knows what is left in it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

VALUES = ("人民币", "美元", "金额(美元)")
_SEPARATORS = ",\t;|，"
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NUMBERS = (re.compile(r"\d[\d,]*(?:\.\d+)?"), re.compile(r"\d+(?:\.\d+)?"))
"""Commas part thousands, or fields."""


@dataclass(frozen=True)
class Mutant:
    """A file that was changed.

    Attributes:
        content: Its bytes.
        how: What was done to it.
        must_refuse: Whether it can only be refused.
        must_read: Whether it must still read, as the same facts.
    """

    content: bytes
    how: str
    must_refuse: bool = False
    must_read: bool = False


@dataclass(frozen=True)
class Form:
    """How a table is written as text.

    Attributes:
        encoding: How its characters are.
        mark: What stands before them.
        separator: What parts its fields.
        above: A line above the heads that names the separator.
    """

    encoding: str
    mark: bytes
    separator: str
    above: str = ""


def form_of(content: bytes) -> Form:
    """How a table is written; of damaged text, what comes nearest."""
    encoding, mark = _encoding_of(content)
    text = content[len(mark) :].decode(encoding, errors="replace")
    above = text[:6] if re.match(r"sep=.\n", text) else ""
    head = next((line for line in text.splitlines() if "商品编码" in line), text[:200])
    separator = max(_SEPARATORS, key=head.count)
    return Form(encoding, mark, separator, above)


def _encoding_of(content: bytes) -> tuple[str, bytes]:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8", codecs.BOM_UTF8
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, mark
    for even, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        if content[even::2].count(0) > len(content) // 20:
            return encoding, b""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030", b""
    return "utf-8", b""


def flip_bytes(content: bytes, chance: random.Random) -> Mutant:
    """Up to four bytes become any others."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return Mutant(bytes(changed), "bytes flipped")


def cut_bytes(content: bytes, chance: random.Random) -> Mutant:
    """The end is missing, as after a download that broke off."""
    return Mutant(content[: chance.randrange(len(content))], "cut short")


def drop_bytes(content: bytes, chance: random.Random) -> Mutant:
    """A stretch within is missing."""
    at = chance.randrange(len(content))
    return Mutant(content[:at] + content[at + chance.randint(1, 200) :], "bytes dropped")


def repeat_bytes(content: bytes, chance: random.Random) -> Mutant:
    """A stretch stands there twice."""
    at = chance.randrange(len(content))
    length = chance.randint(1, 200)
    return Mutant(content[: at + length] + content[at:], "bytes repeated")


def drop_line(content: bytes, chance: random.Random) -> Mutant:
    """A line is missing."""
    lines = content.splitlines(keepends=True)
    lines.pop(chance.randrange(len(lines)))
    return Mutant(b"".join(lines), "a line dropped")


def swap_lines(content: bytes, chance: random.Random) -> Mutant:
    """Two lines have changed places."""
    lines = content.splitlines(keepends=True)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return Mutant(b"".join(lines), "lines swapped")


def spoil_value(content: bytes, chance: random.Random) -> Mutant:
    """A digit of a value becomes a letter."""
    records, form = _records(content)
    top = _row_of_heads(records)
    places = [at for at, head in enumerate(records[top]) if plain(head) in VALUES]
    if not places or len(records) < top + 2:
        return flip_bytes(content, chance)
    record = records[chance.randrange(top + 1, len(records))]
    text = record[places[0]] if len(record) > places[0] else ""
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not digits:
        return flip_bytes(content, chance)
    at = chance.choice(digits)
    record[places[0]] = text[:at] + chance.choice("lOoIx点") + text[at + 1 :]
    return Mutant(_written(records, form), "a letter in a value", must_refuse=True)


def swap_columns(content: bytes, chance: random.Random) -> Mutant:
    """Two columns have changed places, heads and all: nothing is lost."""
    records, form = _records(content)
    width = min(len(record) for record in records if record)
    first, second = chance.randrange(width), chance.randrange(width)
    for record in filter(None, records):
        record[first], record[second] = record[second], record[first]
    whole = all(len(record) == width for record in records)
    return Mutant(_written(records, form), "columns swapped", must_read=whole)


def swap_heads(content: bytes, chance: random.Random) -> Mutant:
    """Two heads have changed places without their columns."""
    records, form = _records(content)
    heads = records[_row_of_heads(records)]
    first, second = chance.randrange(len(heads)), chance.randrange(len(heads))
    heads[first], heads[second] = heads[second], heads[first]
    return Mutant(_written(records, form), "heads swapped")


MUTATIONS: tuple[Callable[[bytes, random.Random], Mutant], ...] = (
    flip_bytes, cut_bytes, drop_bytes, repeat_bytes, drop_line, swap_lines, spoil_value,
    swap_columns, swap_heads,
)  # fmt: skip

FOR_ALL = MUTATIONS[:4]
"""What can be done to any file, be it a workbook or a bulletin with several rows of heads."""


def _records(content: bytes) -> tuple[list[list[str]], Form]:
    form = form_of(content)
    text = content[len(form.mark) :].decode(form.encoding, errors="replace")
    lines = io.StringIO(text.removeprefix(form.above), newline="")
    return list(csv.reader(lines, delimiter=form.separator)), form


def _row_of_heads(records: list[list[str]]) -> int:
    """The row that heads the columns; else the first."""
    return next((at for at, row in enumerate(records) if "商品编码" in map(plain, row)), 0)


def _written(records: list[list[str]], form: Form) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n", delimiter=form.separator).writerows(records)
    return form.mark + (form.above + out.getvalue()).encode(form.encoding)


def values_of(content: bytes) -> list[int] | None:
    """Every value of a query export, by plain Python; None where plain Python finds no heads.

    A row of totals, a note and heads that stand there again are no facts.
    """
    records, _ = _records(content)
    for at, record in enumerate(records):
        heads = [plain(field) for field in record]
        places = [place for place, head in enumerate(heads) if head in VALUES]
        if places and "商品编码" in heads:
            rows = [[*map(plain, row)] for row in records[at + 1 :]]
            code = heads.index("商品编码")
            facts = [row for row in rows if any(row) and row != heads and "".join(row[code:])]
            return [_number(row[places[0]]) for row in facts if row[code]]
    return None


def plain(text: str) -> str:
    """A field without what spreadsheets put around it."""
    return unicodedata.normalize("NFKC", text).replace("\ufeff", "").strip()


def numbers_in(content: bytes) -> set[str] | None:
    """The figures of every number that stands in a text, without point and noughts around it.

    None for what is no text: a workbook, a page in a letter.
    """
    if content[:2] in (b"PK", b"\xd0\xcf") or b"base64" in content:
        return None
    form = form_of(content)
    text = plain(content.decode(form.encoding, errors="replace"))
    return {figures(found) for form in _NUMBERS for found in form.findall(text)}


def figures(number: str) -> str:
    """The figures of a number from its first to its last that is no nought."""
    return re.sub(r"[^0-9]", "", number).strip("0")


def _number(text: str) -> int:
    whole, _, decimals = text.replace(",", "").partition(".")
    assert not decimals.strip("0")
    return int(whole)
