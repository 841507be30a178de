"""The heads of wide tables of query data: months or partners across, as pivots have them.

A query export has a row for each combination of what was asked; people turn months into columns, or
save the pivot table of a spreadsheet. What stands over the numbers says then what they are of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._numbers import read_number
from yuebao.sources._values import plain, read_month, shown
from yuebao.sources.bulletin.head_words import SpanKind
from yuebao.sources.files.workbook import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.reference import Office
    from yuebao.sources._dialects import ColumnKind, Dialects
    from yuebao.sources._given import Given
    from yuebao.sources.files.record import FileRow

NAMED = {"partner_name": "partner", "mode_name": "mode", "province_name": "province"}
"""What roles of names are, as codes."""

MEASURES = ("value", "quantity", "unit", "quantity2", "unit2")
"""The roles of what rows of a query are told with, beside what they are of."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)", re.ASCII)
_LONGEST = 40  # characters of a head that is a month
_BESIDE = 4  # rows around the heads in which others may stand


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of numbers: what it is of, and the kind of column of a query it would be."""

    place: int
    code: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class WideHeads:
    """What stands above a wide table's numbers.

    Attributes:
        head: The record that says what its columns are of.
        last: The last record of heads.
        labels: The columns left of the numbers, with the role of each; none where names tell it.
        across: The role of what its columns are of.
        columns: Its columns of numbers.
        totals: The places of columns of totals, with the codes of the columns they sum.
        constants: What is said above for all rows, by role: the filters of a pivot.
        notes: Other texts above.
        left_out: The heads of columns that say nothing of a fact.
    """

    head: FileRow
    last: FileRow
    labels: tuple[tuple[int, str | None], ...]
    across: str
    columns: tuple[WideColumn, ...]
    totals: tuple[tuple[int, frozenset[str]], ...]
    constants: dict[str, str]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


def code_in(office: Office, role: str, name: str) -> str | None:
    """The code of a partner, mode or province that a table calls so."""
    if role == "province":
        return office.regions.code_of(name)
    return office.code_of(role, name)


def read_wide_heads(file: str, top: Sequence[FileRow], given: Given) -> WideHeads | None:
    """The heads of a wide table; None where there are none.

    Args:
        file: What to call the table.
        top: Its first records, none blank.
        given: What is known beside the file.

    Raises:
        SourceError: They are those of one, but one of them is not understood.
    """
    reader = _Reader(file, top, given)
    for at in range(len(top)):
        if found := reader.read(at):
            return found
    return None


class _Reader:
    def __init__(self, file: str, top: Sequence[FileRow], given: Given) -> None:
        self.file, self.top, self.given = file, top, given
        self.dialects: Dialects = given.dialects
        self.words = given.dialects.pivot
        self.heads = (
            next(iter(given.dialects.bulletins.values())).heads
            if given.dialects.bulletins
            else None
        )

    def read(self, at: int) -> WideHeads | None:
        """The heads, if a record says what the columns are of."""
        record = self.top[at]
        keys = self._keys(record, at)
        if keys is None:
            return None
        across, codes = keys
        first = min(codes)
        over, under = self._beside(at, first)
        kinds = self._measures(over, under, first)
        labels = self._labels([record, *under, *over], first)
        if labels is None:
            return None
        single = None if kinds else self._measure(at, under)
        if not kinds and single is None:
            if across == "month" and all(role is not None for _, role in labels):
                raise self._no_currency(record)
            return None
        columns, totals, left_out = self._columns(record, codes, kinds, single)
        twice = Counter((c.code, c.kind.role) for c in columns)
        for column in columns:
            if twice[column.code, column.kind.role] > 1:
                raise self._refusal(
                    f"{column.code} stands over several columns of {column.kind.heads[0]}", record
                )
        constants, notes = self._above(self.top[: at - len(over)])
        last = under[-1] if under else record
        return WideHeads(
            record, last, labels, across, tuple(columns), tuple(totals), constants, notes,
            tuple(left_out),
        )  # fmt: skip

    def _keys(self, record: FileRow, at: int) -> tuple[str, dict[int, str]] | None:
        """What the columns of a record are of, by their places, and its role; None for none."""
        if len(record.fields) > MAX_COLUMNS:
            return None
        fields = [(place, text.strip()) for place, text in enumerate(record.fields) if text.strip()]
        months = {p: m for p, t in fields if (m := self._month(t, at)) is not None}
        labelled = any(self.words.is_label(text) for _, text in fields)
        kinds = [kind for _, text in fields if (kind := self._kind(text))]
        if len(months) > 1 or (months and (labelled or any(k.role != "month" for k in kinds))):
            return "month", months
        if not labelled and not kinds:
            return None
        for role in ("partner", "province", "mode"):
            codes = {
                p: code
                for p, t in fields
                if (code := code_in(self.given.office, role, t)) is not None
            }
            if len(codes) > 1:
                return role, codes
        return None

    def _month(self, text: str, at: int) -> str | None:
        """A month as heads have it; one without its year is of that which all texts above say."""
        if len(text) > _LONGEST:
            return None
        if found := read_month(text):
            return str(found)
        said = self.heads.read(text) if self.heads and read_number(text) is None else None
        span = said.span if said and not said.growth and not said.aside else None
        if span is None or span.kind is not SpanKind.MONTH or span.last is None:
            return None
        year = span.last_year or self._year(at)
        return f"{year:04}-{span.last:02}" if year and 1 <= span.last <= 12 else None

    def _year(self, at: int) -> int | None:
        above = [text for record in self.top[:at] for text in record.fields]
        years = {int(y) for text in above for y in _YEAR.findall(plain(text))}
        years = years or {int(y) for y in _YEAR.findall(plain(self.given.path.name))}
        return years.pop() if len(years) == 1 else None

    def _beside(self, at: int, first: int) -> tuple[list[FileRow], list[FileRow]]:
        """The records of heads above and below that with the keys."""
        over: list[FileRow] = []
        for record in reversed(self.top[max(0, at - _BESIDE) : at]):
            if not self._is_head(record) or not any(t.strip() for t in record.fields[first:]):
                break
            over.insert(0, record)
        under: list[FileRow] = []
        for record in self.top[at + 1 : at + 1 + _BESIDE]:
            if not self._is_head(record):
                break
            under.append(record)
        return over, under

    def _is_head(self, record: FileRow) -> bool:
        texts = [text for text in record.fields if text.strip()]
        return bool(texts) and all(self._kind(t) or self.words.is_label(t) for t in texts)

    def _kind(self, text: str) -> ColumnKind | None:
        """The column of a query that a text heads, alone or in what a pivot makes of it."""
        return self.dialects.query.find(self.words.summed(text))

    def _measures(
        self, over: Sequence[FileRow], under: Sequence[FileRow], first: int
    ) -> dict[int, ColumnKind]:
        """The kinds of columns that stand over or under the keys, by place.

        One that stands over them stands in the first of its columns alone.
        """
        found: dict[int, ColumnKind] = {}
        width = max((len(record.fields) for record in self.top), default=0)
        for record in (*over, *under):
            running: ColumnKind | None = None
            for place in range(first, width):
                text = record.field(place)
                kind = self._kind(text) if text.strip() else None
                kind = kind if kind is not None and kind.role in MEASURES else None
                running = kind or (None if text.strip() else running)
                told = running if record in over else kind
                if told is not None:
                    found[place] = told
        return found

    def _measure(self, at: int, under: Sequence[FileRow]) -> ColumnKind | None:
        """The one kind of value that the heads and what is above them name."""
        records = [*self.top[: at + 1], *under]
        texts = [text for record in records for text in record.fields if text.strip()]
        if other := next((text for text in texts if self.words.is_no_sum(text)), None):
            raise self._refusal(
                f"its numbers are {shown(other.strip())}, and no sums of values", records[at]
            )
        kinds = {kind for text in texts if (kind := self._kind(text)) and kind.role == "value"}
        if not kinds and self.heads:
            for text in texts:
                _, parted, unit = plain(text).rpartition(":")
                said = self.heads.unit_of(unit) if parted else None
                if said is not None and said.factor != 1:
                    raise self._refusal(
                        f"its values are in units of {said.factor:,} {said.currency}, but those of "
                        "a query export are whole",
                        records[at],
                    )
                if said is not None:
                    kinds |= {k for k in self.dialects.query.columns if k.currency == said.currency}
        return kinds.pop() if len(kinds) == 1 else None

    def _labels(
        self, records: Sequence[FileRow], first: int
    ) -> tuple[tuple[int, str | None], ...] | None:
        """The columns left of the numbers with their roles; None where one is unknown."""
        found: list[tuple[int, str | None]] = []
        for place in range(first):
            texts = [r.fields[place] for r in records if place < len(r.fields)]
            texts = [text for text in texts if text.strip()]
            kinds = [k for t in texts if (k := self._kind(t)) and k.role != "value"]
            if kinds:
                found.append((place, kinds[0].role))
            elif any(map(self.words.is_rows, texts)):
                found.append((place, None))
            elif any(not self.words.is_label(t) and not self._kind(t) for t in texts):
                return None
        return tuple(found) or None

    def _columns(
        self, record: FileRow, codes: dict[int, str], kinds: dict[int, ColumnKind],
        single: ColumnKind | None,
    ) -> tuple[list[WideColumn], list[tuple[int, frozenset[str]]], list[str]]:  # fmt: skip
        columns: list[WideColumn] = []
        totals: list[tuple[int, frozenset[str]]] = []
        left_out: list[str] = []
        running: str | None = None
        summed: frozenset[str] | None = None
        width = max(len(other.fields) for other in self.top)
        for place in range(min(codes), width):
            text = record.field(place).strip()
            kind = kinds.get(place, single)
            if text:
                running, summed = codes.get(place), None
                if running is None:
                    summed = self._sum_of(text, codes)
                    if summed is None and not self._is_aside(text):
                        raise self._unknown(text, place, record)
                    if summed is None:
                        left_out.append(text)
            if running is not None and kind is None and text:
                raise self._unknown(text, place, record)
            if running is not None and kind is not None and (text or place in kinds):
                columns.append(WideColumn(place, running, kind))
            elif summed is not None and kind is not None and kind.role == "value":
                totals.append((place, summed))
        return columns, totals, left_out

    def _sum_of(self, text: str, codes: dict[int, str]) -> frozenset[str] | None:
        """The codes of the columns that one sums, by its head; None where it is no total."""
        if plain(text) in map(plain, self.dialects.words.total):
            return frozenset(codes.values())
        said = self.heads.read(text) if self.heads else None
        span = said.span if said and not said.growth and not said.aside else None
        if span is None or span.kind is not SpanKind.YEAR_TO_DATE:
            return None
        years = {code[:4] for code in codes.values()}
        year = str(span.last_year) if span.last_year else (years.pop() if len(years) == 1 else "")
        wanted = {f"{year}-{month:02}" for month in range(1, (span.last or 12) + 1)}
        held = {code for code in codes.values() if code[:4] == year}
        return frozenset(held if span.last is None else wanted)

    def _is_aside(self, text: str) -> bool:
        """Whether a column follows from others, or has growth."""
        said = self.heads.read(text) if self.heads else None
        return bool(said and (said.growth or said.aside))

    def _above(self, records: Sequence[FileRow]) -> tuple[dict[str, str], tuple[str, ...]]:
        """The filters above a pivot, and the texts that are none."""
        constants: dict[str, str] = {}
        notes: list[str] = []
        for record in records:
            texts = [text.strip() for text in record.fields if text.strip()]
            kind = self.dialects.query.find(texts[0]) if len(texts) == 2 else None
            if kind is None:
                notes += texts
            elif plain(texts[1]) in self.words.several:
                raise self._refusal(
                    f"it is of some of {kind.heads[0]}, and does not say which", record
                )
            elif plain(texts[1]) not in self.words.all:
                role, text = NAMED.get(kind.role, kind.role), texts[1]
                if role != kind.role:
                    text = code_in(self.given.office, role, text) or text
                constants[role] = text
        return constants, tuple(notes)

    def _no_currency(self, record: FileRow) -> SourceError:
        units = [k.heads[0] for k in self.dialects.query.columns if k.role == "value"]
        return SourceError(
            f"nothing says whether its numbers are {' or '.join(units)}",
            file=self.file,
            line=record.line,
            remedy=f"Write 单位：{units[-1]} into a row above the heads.",
        )

    def _unknown(self, text: str, place: int, record: FileRow) -> SourceError:
        return SourceError(
            f"the head {shown(text)} stands beside others that are months or names, and is neither",
            file=self.file,
            line=record.line,
            column=str(place + 1),
            remedy="Take the column out, or load the query as it was downloaded.",
        )

    def _refusal(self, found: str, record: FileRow) -> SourceError:
        return SourceError(
            found,
            file=self.file,
            line=record.line,
            remedy="Load the query as it was downloaded, or the pivot of its sums.",
        )
