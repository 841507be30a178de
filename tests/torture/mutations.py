"""Ways in which a customs file goes wrong, and a slow reader that knows what is left in it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

VALUES = ("人民币", "美元")


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


def encoding_of(content: bytes) -> str:
    """How a text file is written."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"


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
    records, encoding = _records(content)
    places = [at for at, head in enumerate(records[0]) if head in VALUES]
    if not places or len(records) < 2:
        return flip_bytes(content, chance)
    record = records[chance.randrange(1, len(records))]
    text = record[places[0]]
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not digits:
        return flip_bytes(content, chance)
    at = chance.choice(digits)
    record[places[0]] = text[:at] + chance.choice("lOoIx点") + text[at + 1 :]
    return Mutant(_written(records, encoding), "a letter in a value", must_refuse=True)


def swap_columns(content: bytes, chance: random.Random) -> Mutant:
    """Two columns have changed places, heads and all: nothing is lost."""
    records, encoding = _records(content)
    width = min(len(record) for record in records)
    first, second = chance.randrange(width), chance.randrange(width)
    for record in records:
        record[first], record[second] = record[second], record[first]
    whole = all(len(record) == width for record in records)
    return Mutant(_written(records, encoding), "columns swapped", must_read=whole)


def swap_heads(content: bytes, chance: random.Random) -> Mutant:
    """Two heads have changed places without their columns."""
    records, encoding = _records(content)
    heads = records[0]
    first, second = chance.randrange(len(heads)), chance.randrange(len(heads))
    heads[first], heads[second] = heads[second], heads[first]
    return Mutant(_written(records, encoding), "heads swapped")


MUTATIONS: tuple[Callable[[bytes, random.Random], Mutant], ...] = (
    flip_bytes, cut_bytes, drop_bytes, repeat_bytes, drop_line, swap_lines, spoil_value,
    swap_columns, swap_heads,
)  # fmt: skip

FOR_ALL = MUTATIONS[:4]
"""What can be done to any file, be it a workbook or a bulletin with several rows of heads."""


def _records(content: bytes) -> tuple[list[list[str]], str]:
    encoding = encoding_of(content)
    text = content.decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""))), encoding


def _written(records: list[list[str]], encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(records)
    return out.getvalue().encode(encoding)


def values_of(content: bytes) -> list[int] | None:
    """Every value of a query export, by plain Python; None where plain Python finds no heads."""
    records, _ = _records(content)
    for at, record in enumerate(records):
        heads = [field.replace("\ufeff", "").strip() for field in record]
        places = [place for place, head in enumerate(heads) if head in VALUES]
        if places and "商品编码" in heads:
            rows = [row for row in records[at + 1 :] if any(field.strip() for field in row)]
            return [_number(row[places[0]]) for row in rows]
    return None


def _number(text: str) -> int:
    whole, _, decimals = text.strip().replace(",", "").partition(".")
    assert not decimals.strip("0")
    return int(whole)
