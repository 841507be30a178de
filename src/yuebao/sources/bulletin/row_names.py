"""What the names of a bulletin's rows mean: totals, parts, groups of parts, or what is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Month, Period, SourceError, UserError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._values import bare, plain, read_month
from yuebao.sources.bulletin.head_words import named_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from yuebao.reference import Office
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources.files.record import FileRow

_CHAPTER = re.compile(r"(?:Chapter)?(\d{2})章?", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"((?:19|20)\d{2})[年.\-/Mm]?(\d{1,2})月?份?", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d{2})年?", re.ASCII)
_POINT_ONE = re.compile(r"((?:19|20)\d{2})\.1", re.ASCII)
_POINT_DIGITS = re.compile(r"(?:19|20)\d{2}\.(\d{1,2})", re.ASCII)
_MARKS = re.compile(r"\s*(?:[①-⒇¹²³⁰-⁹*＊]|\[\d{1,2}\])+$")  # of footnotes, behind a name
_MONTH_ALONE = re.compile(r"(\d{1,2})月份?", re.ASCII)


class RowKind(StrEnum):
    """What a row is of."""

    TOTAL = "total"
    PART = "part"
    GROUP = "group"
    ASIDE = "aside"
    LABEL = "label"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class RowName:
    """What the name of a row says.

    Attributes:
        kind: Whether it is of all, of a part, of several parts, or nothing that is kept.
        text: The name, bare, without what says that it is a part of the row above.
        code: Of the part or group.
        indent: How far in it stands, in characters.
        within: Whether it says that it is a part of a row above it.
        flow: The flow it is of, where rows are flows.
        month: The month, where rows are months.
    """

    kind: RowKind
    text: str
    code: str | None = None
    indent: int = 0
    within: bool = False
    flow: Flow | None = None
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class RowNames:
    """Reads the names of a table's rows.

    Attributes:
        dialect: What the table looks like.
        office: The office, whose lists have the names.
        year: The year of months that say none.
        said: Whether a row above says it.
        point_one: The month that 2025.1 is, January or October; see `point_one_of`.
    """

    dialect: BulletinDialect
    office: Office
    year: int | None = None
    said: bool = False
    point_one: int = 1

    def read(self, printed: str) -> RowName:
        """What a name says."""
        indent = len(printed) - len(printed.lstrip())
        name, within = strip_within(printed.strip(), self.dialect.words.within)
        name = _MARKS.sub("", name) or name
        text = bare(name)
        if not text:
            return RowName(RowKind.LABEL if within else RowKind.ASIDE, "", None, indent, within)
        if is_footnote(text, self.dialect.words.footnotes):
            return RowName(RowKind.NOTE, text)
        if self.dialect.rows != "months" and plain(text) in map(plain, self.dialect.words.total):
            return RowName(RowKind.TOTAL, text, None, indent)
        kind, code, flow, month = self._meaning(name, text)
        return RowName(kind, text, code, indent, within, flow, month)

    def below(self, printed: str) -> RowNames:
        """What names mean below a row: where rows are months, one that is a year says theirs."""
        year = _YEAR.fullmatch(bare(printed)) if self.dialect.rows == "months" else None
        if year is None or (self.said and int(year[1]) == self.year):
            return self
        return replace(self, year=int(year[1]), said=True)

    def _meaning(
        self, name: str, text: str
    ) -> tuple[RowKind, str | None, Flow | None, Month | None]:
        kind, code, flow, month = RowKind.PART, None, None, None
        match self.dialect.rows:
            case "provinces":
                code = self.office.regions.code_of(name)
            case "chapters":
                chapter = _CHAPTER.match(text)
                code = chapter[1] if chapter else None
            case "partners":
                code = self.office.code_of("partner", name)
                if code is None:
                    kind, code = RowKind.GROUP, self.office.code_of("bloc", name)
            case "modes":
                code = self.office.code_of("mode", name)
            case "enterprises":
                code = self.office.code_of("enterprise", name)
            case "months":
                month = self._month(name, text)
            case _:
                said = self.dialect.heads.read(name)
                flow = None if said is None or said.aside else said.flow
        known = code is not None or flow is not None or month is not None
        return (kind if known else RowKind.ASIDE), code, flow, month

    def _month(self, name: str, text: str) -> Month | None:
        if (month := read_month(name)) is not None:
            return month
        named = self.dialect.heads.named_months.fullmatch(plain(text))
        if named is not None and named[2] is None:
            year, number = named_year(named) or self.year, self.dialect.heads.month_names[named[1]]
            return None if year is None else Month(year, number)
        if match := _POINT_ONE.fullmatch(text):
            year, number = int(match[1]), self.point_one
        elif match := _MONTH.fullmatch(text):
            year, number = int(match[1]), int(match[2])
        elif self.year is not None and (match := _MONTH_ALONE.fullmatch(text)):
            year, number = self.year, int(match[1])
        else:
            return None
        try:
            return Month(year, number)
        except UserError:
            return None


def point_one_of(names: Iterable[str]) -> int | None:
    """The month that 2025.1 is among some names: 10 where others have two digits, as 2025.09.

    A number drops the zero of 2025.10. None where nothing tells it from January.
    """
    texts = {bare(name) for name in names}
    digits = {match[1] for text in texts if (match := _POINT_DIGITS.fullmatch(text))}
    if "1" not in digits:
        return 1
    two = any(len(one) > 1 and one != "10" for one in digits)
    single = any(len(one) == 1 and one != "1" for one in digits)
    if two == single:
        return None
    return 10 if two else 1


def check_order(rows: Sequence[FileRow], name: Callable[[FileRow], str], file: str) -> None:
    """Refuse months that say no year and begin anew: then some are of another year.

    Args:
        rows: The rows of months, in order.
        name: How a row is named.
        file: What to call the file in a message.

    Raises:
        SourceError: They do, with the line.
    """
    before: list[int] = []
    for row in rows:
        alone = _MONTH_ALONE.fullmatch(bare(name(row)))
        if alone is None:
            before = []
            continue
        before.append(int(alone[1]))
        steps = {(b > a) - (b < a) for a, b in pairwise(before)}
        if len(steps) > 1 or 0 in steps:
            raise SourceError(
                f"with {bare(name(row))} the months begin anew, and no row says of which year",
                file=file,
                line=row.line,
                remedy="Write the year before each month, as 2025年1月.",
            )


def strip_within(name: str, words: Sequence[str]) -> tuple[str, bool]:
    """A name without what says that it is a part of the row above: 其中：, of which:."""
    for word in sorted(words, key=len, reverse=True):
        if name.casefold().startswith(word.casefold()):
            rest = name[len(word) :]
            if word[-1] in ":：" or not rest.strip() or rest.lstrip()[0] in ":：":
                return rest.lstrip().lstrip(":：").strip(), True
    return name, False


def period_of(month: Month, *, year_to_date: bool) -> Period:
    """The months of a row that is of a month."""
    return Period.year_to_date(month) if year_to_date else Period.of_month(month)
