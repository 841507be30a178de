"""Wide tables of query data as the long ones that queries hand out: a row for each number.

Months or partners stand across the columns, as pivots of spreadsheets have them. Names are turned
into codes; totals are checked against what they sum, and left out.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import SourceError
from yuebao.sources._numbers import read_number
from yuebao.sources._values import counted, plain, read_month, shown
from yuebao.sources.files.record import FileRow
from yuebao.sources.files.relation import csv_relation
from yuebao.sources.files.workbook import SheetTable
from yuebao.sources.query.name import goods_of_name
from yuebao.sources.query.wide_heads import NAMED, code_in, read_wide_heads

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.sources._given import Given
    from yuebao.sources.files.record import FileTable
    from yuebao.sources.files.relation import RecordRelation
    from yuebao.sources.query.wide_heads import WideHeads

MAX_NUMBERS = 1 << 21
"""The most numbers of a wide table: each becomes a row that is held."""


@dataclass(frozen=True, slots=True)
class WideTable:
    """A wide table as a long one.

    Attributes:
        name: What to call it in a message.
        rows: Its head, and a record for each number, with the line it stands on.
        tab: The name of its sheet.
        notes: The texts above and below it, and what is said around it.
        above: The texts above it.
        remarks: On how it was read.
    """

    name: str
    rows: tuple[FileRow, ...]
    tab: str = ""
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def records(self) -> Iterator[FileRow]:
        """All records in order; see Table."""
        yield from self.rows

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """The rows below the heads, written as CSV; see Table."""
        del connection  # a file needs nothing registered
        copy = scratch / f"{uuid4().hex}.csv"
        with copy.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(record.fields for record in self.rows[1:])
        yield csv_relation(copy, len(head.fields), "utf-8", "utf-8", skip=0)

    def check_text(self) -> None:
        """It was decoded when it was read; there is nothing to check."""


def read_wide(table: FileTable, top: Sequence[FileRow], given: Given) -> WideTable | None:
    """A table as a long one; None where it is no wide table of query data.

    Args:
        table: The table.
        top: Its first records, none blank.
        given: What is known beside the file.

    Raises:
        SourceError: It is one, but something in it is not understood, or a total is not the sum of
            what it is of.
    """
    heads = read_wide_heads(table.name, top, given)
    if heads is None:
        return None
    if isinstance(table, SheetTable):
        table = replace(table, whole=True)
    return _Unfolding(table, heads, given).table_of_rows()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of numbers: what it is of, by role."""

    record: FileRow
    of: dict[str, str]


class _Unfolding:
    """Turns one wide table into a long one."""

    def __init__(self, table: FileTable, heads: WideHeads, given: Given) -> None:
        self.table, self.heads, self.given = table, heads, given
        self.query, self.words = given.dialects.query, given.dialects.pivot
        self.totals = frozenset(map(plain, given.dialects.words.total))
        self.nil = frozenset(map(plain, given.dialects.words.nil))
        self.values = [c.place for c in heads.columns if c.kind.role == "value"]
        self.checked = 0

    def table_of_rows(self) -> WideTable:
        """The long table."""
        rows, notes = self._rows()
        self._refuse_cumulatives(rows, notes)
        roles = [role for role, _ in self._named(rows[0])] if rows else []
        goods = self._goods() if rows and "commodity" not in roles else None
        measures = list(dict.fromkeys(c.kind for c in self.heads.columns))
        across = self.heads.across
        of = [*roles, *(["commodity"] if goods else []), across]
        heads = [self._head(role) for role in of] + [kind.heads[0] for kind in measures]
        head = FileRow(self.heads.head.line, tuple(heads), wraps=False)
        long: list[FileRow] = [head]
        for row in rows:
            told = [*(row.of.get(role, "") for role in roles), *([goods] if goods else [])]
            by_code: dict[str, dict[str, str]] = {}
            for column in self.heads.columns:
                by_code.setdefault(column.code, {})[column.kind.role] = self.text(
                    row.record, column.place
                )
            for code, texts in by_code.items():
                if any(texts.get(kind.role) for kind in measures):
                    fields = (*told, code, *(texts.get(kind.role, "") for kind in measures))
                    long.append(FileRow(row.record.line, fields, wraps=False))
        if len(long) == 1:
            raise self._refusal("it has heads, but no numbers below them", self.heads.head)
        return WideTable(
            self.table.name, tuple(long), self.table.tab,
            (*self.heads.notes, *notes, *self.table.notes), self.heads.notes,
            tuple(self._remarks(goods)),
        )  # fmt: skip

    def _refuse_cumulatives(self, rows: Sequence[_Row], notes: Sequence[str]) -> None:
        """Refuse months whose numbers a text says are of the year to date, and that may be so."""
        columns = sorted((c for c in self.heads.columns if c.kind.role == "value"),
                         key=lambda column: column.code)  # fmt: skip
        around = (*self.heads.notes, *notes, self.given.path.name, self.table.tab)
        words = self.given.dialects.told.to_date
        said = [text for text in around if any(word in plain(text) for word in words)]
        if self.heads.across != "month" or not said:
            return
        for row in rows:
            numbers = self.numbers(row.record)
            if any(numbers[a.place] > numbers[b.place] for a, b in pairwise(columns)):
                return  # no number of the year to date falls
        raise self._refusal(
            f"{shown(said[0].strip())} speaks of the year to date, and no number is less than that "
            "of the month before", self.heads.head,
            "If its numbers are of months, take the word out; else load the query of months.",
        )  # fmt: skip

    def _remarks(self, goods: str | None) -> Iterator[str]:
        yield f"It has {self._head(self.heads.across)} across its columns, and was read so."
        if goods:
            yield f"Taken for goods {goods} by the file's name."
        if self.checked:
            yield f"{counted(self.checked, 'total')} in it left out, each the sum of what it is of."
        if self.heads.left_out:
            yield f"Columns left out: {', '.join(self.heads.left_out)}."

    def _rows(self) -> tuple[list[_Row], list[str]]:
        """The rows of numbers, and the texts of others."""
        labels = [place for place, _ in self.heads.labels]
        rows: list[_Row] = []
        notes: list[str] = []
        above: dict[int, str] = {}
        sums = _Sums(self)
        nested = self._nested()
        outer: tuple[str, str] | None = None
        for record in self.table.records():
            if record.line <= self.heads.last.line or record.is_blank():
                continue
            if not any(self.text(record, column.place) for column in self.heads.columns):
                notes += [text for text in record.fields if text.strip()]
                continue
            if len(rows) * len(self.heads.columns) > MAX_NUMBERS:
                raise self._refusal(
                    f"it has more than {MAX_NUMBERS:,} numbers, more than any table for people",
                    record,
                )
            texts = {place: self.text(record, place) for place in labels}
            kept = next((text for text in texts.values() if text), "")
            if plain(kept) in self.totals:
                sums.check_all(record)
                continue
            of_group = self.words.subtotal(kept)
            if of_group is not None:
                sums.check_group(record, of_group)
                continue
            for place in labels[:-1]:  # a pivot says once what several rows are of
                above[place] = texts[place] = texts[place] or above.get(place, "")
            of = self._of(record, texts, nested)
            sums.check_across(record)
            found = next(iter(of.items()))
            if len(nested) > 1 and found[0] == nested[0]:
                sums.begin(record)
                outer = found
                continue
            if outer is not None:
                of = dict([outer]) | of
            rows.append(_Row(record, of | self.heads.constants))
            sums.add(record, texts.values())
        sums.end()
        self.checked = sums.count
        return rows, notes

    def _of(
        self, record: FileRow, texts: dict[int, str], nested: tuple[str, ...]
    ) -> dict[str, str]:
        """What a row is of, by role."""
        found: dict[str, str] = {}
        roles = {role for _, role in self.heads.labels}
        for place, role in self.heads.labels:
            text = texts[place]
            if role is None:
                told = self._told(text, nested)
                if told is None:
                    raise self._unknown(record, text)
                found[told[0]] = told[1]
            elif role in NAMED and NAMED[role] not in roles:
                code = code_in(self.given.office, NAMED[role], text)
                if code is None:
                    raise self._unknown(record, text)
                found[NAMED[role]] = code
            else:
                found[role] = text
        return found

    def _told(self, text: str, roles: Iterable[str]) -> tuple[str, str] | None:
        """What a name under 行标签 is of, and its code."""
        for role in roles:
            code = self._code(text, role)
            if code is not None:
                return role, code
        return None

    def _code(self, text: str, role: str) -> str | None:
        if role == "month":
            month = read_month(text)
            return None if month is None else str(month)
        if role == "commodity":
            bare = text.strip().removesuffix(".0")
            return bare if len(bare) > 2 and self.given.office.is_commodity(bare) else None
        return code_in(self.given.office, role, text)

    def _nested(self) -> tuple[str, ...]:
        """What the names under 行标签 are of: one role, or groups' and that of their rows."""
        if all(role is not None for _, role in self.heads.labels):
            return ()
        (place,) = [place for place, role in self.heads.labels if role is None][:1]
        roles = [r for r in ("commodity", "month", "partner", "province", "mode")
                 if r != self.heads.across and r not in self.heads.constants]  # fmt: skip
        held: dict[str, None] = {}
        for record in self.table.records():
            text = self.text(record, place)
            if record.line > self.heads.last.line and text and plain(text) not in self.totals:
                told = self._told(text, roles)
                if told is not None:
                    held[told[0]] = None
        if len(held) > 2:
            raise self._refusal(
                f"its rows are of {', '.join(map(self._head, held))}, one below the other",
                self.heads.head,
            )
        return tuple(held) or tuple(roles)

    def _named(self, row: _Row) -> list[tuple[str, str]]:
        return [(role, text) for role, text in row.of.items() if role != self.heads.across]

    def _goods(self) -> str:
        """The code of the goods that the file's name says."""
        codes = goods_of_name(self.given.path.name, self.given.office)
        if len(codes) == 1:
            return next(iter(codes))
        raise self._refusal(
            "nothing in it says of which goods it is", self.heads.head,
            f"Put the code into the file's name, or a row {self._head('commodity')} with it above "
            "the table.",
        )  # fmt: skip

    def text(self, record: FileRow, place: int) -> str:
        text = record.field(place).strip()
        return "" if plain(text) in self.nil else text

    def _head(self, role: str) -> str:
        return next((k.heads[0] for k in self.query.columns if k.role == role), role)

    def _unknown(self, record: FileRow, text: str) -> SourceError:
        return self._refusal(
            f"the name {shown(text)} is in no list", record,
            "Correct the name, or load the query as it was downloaded, with the codes.",
        )  # fmt: skip

    def _refusal(self, found: str, record: FileRow, remedy: str = "") -> SourceError:
        return SourceError(
            found, file=self.table.name, line=record.line,
            remedy=remedy or "Load the query as it was downloaded.",
        )  # fmt: skip

    def numbers(self, record: FileRow) -> dict[int, Decimal]:
        """The values of a record, by place."""
        return {p: read_number(self.text(record, p)) or Decimal(0) for p in self.values}

    def mismatch(self, record: FileRow, place: int, found: Decimal) -> SourceError:
        """The refusal of a total that is not the sum of what it is of."""
        return SourceError(
            f"the total {self.text(record, place) or 0} is not the sum of what it is of, "
            f"{found:,f}",
            file=self.table.name,
            line=record.line,
            column=str(place + 1),
            remedy="Rows are missing or were altered: load the query as it was downloaded.",
        )


class _Sums:
    """Holds totals against what they are of, as the rows go by."""

    def __init__(self, of: _Unfolding) -> None:
        self.of = of
        self.count = 0
        self.all: dict[int, Decimal] = dict.fromkeys(of.values, Decimal(0))
        self.groups: dict[str, dict[int, Decimal]] = {}
        self.group: tuple[FileRow, dict[int, Decimal]] | None = None

    def check_across(self, record: FileRow) -> None:
        """Hold the columns of totals of a row against its other columns."""
        numbers = self.of.numbers(record)
        for place, codes in self.of.heads.totals:
            wanted = [
                c.place for c in self.of.heads.columns if c.code in codes and c.place in numbers
            ]
            self._hold(record, place, sum((numbers[p] for p in wanted), Decimal(0)))

    def add(self, record: FileRow, labels: Iterable[str]) -> None:
        """Count a row in."""
        numbers = self.of.numbers(record)
        for place, number in numbers.items():
            self.all[place] += number
        for label in labels:
            held = self.groups.setdefault(label, dict.fromkeys(self.of.values, Decimal(0)))
            for place, number in numbers.items():
                held[place] += number
        if self.group is not None:
            for place, number in numbers.items():
                self.group[1][place] -= number

    def check_all(self, record: FileRow) -> None:
        """Hold the total of all rows against them."""
        self._check(record, self.all)

    def check_group(self, record: FileRow, label: str) -> None:
        """Hold the total of the rows of one label against them."""
        self._check(record, self.groups.get(label, dict.fromkeys(self.of.values, Decimal(0))))

    def begin(self, record: FileRow) -> None:
        """Begin the rows of a group, whose own row stands above them."""
        self.end()
        self.group = record, self.of.numbers(record)

    def end(self) -> None:
        """Hold the row of a group against those that stood below it."""
        if self.group is None:
            return
        record, left = self.group
        for place, number in left.items():
            if number:
                raise self.of.mismatch(record, place, self.of.numbers(record)[place] - number)
            self.count += 1
        self.group = None

    def _check(self, record: FileRow, sums: dict[int, Decimal]) -> None:
        self.check_across(record)
        for place, total in sums.items():
            self._hold(record, place, total)

    def _hold(self, record: FileRow, place: int, found: Decimal) -> None:
        text = self.of.text(record, place)
        if text and read_number(text) != found:
            raise self.of.mismatch(record, place, found)
        self.count += bool(text)
