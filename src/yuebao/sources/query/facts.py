"""What the rows of query exports mean: their months, commodities, grains and units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Grain, Month, Period, SourceError
from yuebao.sources._values import counted, listed, plain, read_month, shown
from yuebao.sources.files.relation import quote
from yuebao.sources.query import sql
from yuebao.sources.query.check import KINDS
from yuebao.sources.query.table import of_each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.sources.query.table import Export, QueryFile

    Remarks = Mapping[int, Sequence[str]]  # by file

_MOST_UNITS = 500
_NAMED_MONTH = re.compile(r"\s*([^\W\d]+)[-\s./,]*(\d{4}|\d{2})\s*")


@dataclass(frozen=True, slots=True)
class MonthsRead:
    """The months of exports.

    Attributes:
        first: SQL of a fact's first month.
        last: SQL of its last.
        periods: What each file covers.
        spellings: In how many ways a month is written at most.
    """

    first: str
    last: str
    periods: Mapping[int, tuple[Period, ...]]
    spellings: int


def read_months(export: Export) -> MonthsRead:
    """Refuse files with a month that cannot be read or lies outside the months given."""
    months = export.given.months
    if "month" not in export.heads.places:
        assert months is not None  # noqa: S101 - refused before the file was read
        first, last = quote(str(months.first)), quote(str(months.last))
        return MonthsRead(first, last, dict.fromkeys(export.whole(), (months,)), 1)
    spelled: dict[str, str | None] = {}
    wrong: list[str] = []
    for (text,) in export.distinct("month"):
        held = text or ""
        month = _month(export, export.decode("month", sql.month_text(held), held))
        spelled[held] = None if month is None else str(month)
        if month is None or (months is not None and month not in months):
            wrong.append(held)
    if wrong:
        rows = export.first_rows(sql.among("month", wrong), "month")
        export.refuse({
            at: _wrong_month(export.files[at], row, spelled[text or ""])
            for at, (row, text) in rows.items()
        })  # fmt: skip
    seen: dict[int, set[Month]] = defaultdict(set)
    for file, text in export.distinct("file", "month"):
        seen[file].add(Month.parse(str(spelled[text or ""])))
    plain = all(text == month for text, month in spelled.items())
    column = "month" if plain else sql.choose("month", spelled)
    periods: dict[int, tuple[Period, ...]] = {
        at: tuple(map(Period.of_month, months.months() if months else sorted(seen[at])))
        for at in export.whole()
    }
    return MonthsRead(column, column, periods, max(Counter(spelled.values()).values(), default=1))


def _month(export: Export, text: str) -> Month | None:
    """A month as customs and spreadsheets write it, or by name: Mar-2024, March 2024, Mar-24."""
    if (month := read_month(text)) is not None or not (named := _NAMED_MONTH.fullmatch(text)):
        return month
    dialects = export.given.dialects.bulletins.values()
    numbers = next(iter(dialects)).heads.month_names if dialects else {}
    number, year = numbers.get(plain(named[1])), named[2]
    year = year if len(year) > 2 else f"20{year}"
    return None if number is None else read_month(f"{year}-{number}")


def _wrong_month(file: QueryFile, row: int, month: str | None) -> SourceError:
    column = file.heads.places["month"]
    if month is None:
        read = file.record(row).fields[column]
        found = f"{shown(read)} is not a month" if read.strip() else "there is no month"
        return file.refusal(row, column, found, "A month is written as 202501.")
    return file.refusal(
        row,
        column,
        f"{month} is outside the months given, {file.given.months}",
        "Give the months the query covered, or leave --months out: the file names its own.",
    )


def read_commodities(export: Export, codes: Sequence[str]) -> tuple[str, str, Remarks]:
    """SQL of commodity and grain, and remarks; files with a code of no length there is are refused.

    A spreadsheet takes 01012100 for a number and drops the zero. No HS code has an odd number of
    digits, so such a length shows the loss; it is undone only beside codes of the full length.
    """
    depths = export.dialect.depths
    commodity = "commodity"
    remarks: dict[int, list[str]] = defaultdict(list)
    lengths = set(map(len, codes))
    if not lengths <= set(depths):
        by_file = _lengths(export)
        short = {at: sorted(all_.difference(depths)) for at, all_ in by_file.items()}
        odd = {
            at: next((n for n in lost if n + 1 not in by_file[at].intersection(depths)), None)
            for at, lost in short.items()
        }
        export.refuse(_odd_codes(export, {at: n for at, n in odd.items() if n is not None}))
        for at in export.whole():
            remarks[at] = [_zero_remark(export, at, length) for length in short[at]]
        lists = {at: f"{short[at]}::bigint[]" for at in export.whole()}
        if lists:
            held = of_each(export.whole(), lists)
            zero = f"case when list_contains({held}, strlen(commodity)) then '0' else '' end"
            commodity = f"({zero} || commodity)"
    full = sorted(lengths.intersection(depths))
    grains = {str(n): str(Grain(Depth.of_digits(n), export.heads.dimensions)) for n in full}
    if len(grains) == 1:
        return commodity, quote(next(iter(grains.values()))), remarks
    return commodity, sql.choose(f"(strlen({commodity}))::varchar", grains), remarks


def _lengths(export: Export) -> dict[int, set[int]]:
    """How long the codes of each file are."""
    statement = sql.LENGTHS.format(table=export.staged)
    return {file: set(all_) for file, all_ in export.connection.execute(statement).fetchall()}


def _zero_remark(export: Export, at: int, length: int) -> str:
    rows = export.counts(f"strlen(commodity) = {length}")[at]
    return (
        f"{counted(rows, 'commodity code')} of {length} digits among codes of {length + 1}: the "
        "leading zero that a spreadsheet dropped was put back."
    )


def _odd_codes(export: Export, lengths: Mapping[int, int]) -> dict[int, SourceError]:
    """The refusals of files that have a code of an odd length, which is given."""
    refusals = {}
    for at, length in lengths.items():
        file = export.files[at]
        (row,) = export.first_rows(f"strlen(commodity) = {length}")[at]
        column = file.heads.places["commodity"]
        text = file.record(row).fields[column].strip()
        refusals[at] = file.refusal(
            row,
            column,
            f"{shown(text)} is not a commodity code, which has {export.dialect.forms['commodity']}",
            "If a spreadsheet dropped a leading zero, put it back with the column formatted as "
            "text, or load the file as it was downloaded.",
        )
    return refusals


def read_units(export: Export, quantity: str, unit: str) -> tuple[str, str, Remarks]:
    """SQL of a unit of quantity and the quantity, null where there is none, and remarks.

    Files in which a quantity is missing though its unit is there are refused.
    """
    if unit not in export.heads.places:
        return "null", "null", {}
    found = _units(export, quantity, unit, _MOST_UNITS + 1)
    if len(found) > _MOST_UNITS:
        statement = sql.MANY_UNITS.format(unit=unit, table=export.staged, limit=_MOST_UNITS)
        many = export.connection.execute(statement).fetchall()
        export.refuse({at: _too_many_units(export.files[at], unit) for (at,) in many})
        found = _units(export, quantity, unit, _MOST_UNITS * len(export.files))
    meanings: dict[str, str | None] = {}
    none: list[str] = []
    lost = False
    missing: list[str | None] = []
    for text, held, lacking in found:
        name = export.decode(unit, text).strip()
        if name in export.dialect.no_unit:
            none.append(text or "")
            lost = lost or held > 0
        else:
            meanings[str(text)] = name
            missing += [text] if lacking else []
    _refuse_missing(export, quantity, unit, missing)
    place = export.heads.places[quantity]
    counts = export.counts(f"{quantity} <> 0 and {sql.among(unit, none)}") if lost else {}
    remarks = {
        at: (_lost_remark(count, export.files[at].heads.head(place)),)
        for at, count in counts.items()
    }
    held_sql = f"case when {sql.among(unit, none)} then null else {quantity} end"
    return sql.choose(unit, meanings), held_sql if none else quantity, remarks


def _units(
    export: Export, quantity: str, unit: str, limit: int
) -> list[tuple[str | None, int, int]]:
    statement = sql.UNITS.format(unit=unit, quantity=quantity, table=export.staged, limit=limit)
    return export.connection.execute(statement).fetchall()


def _refuse_missing(export: Export, quantity: str, unit: str, texts: list[str | None]) -> None:
    if texts:
        named = sql.among(unit, [text or "" for text in texts])
        rows = export.first_rows(f"{quantity} is null and {named}")
        place = export.heads.places[quantity]
        found = "there is no quantity, though its unit is there"
        export.refuse(
            {at: export.files[at].refusal(row, place, found) for at, (row,) in rows.items()}
        )


def _lost_remark(count: int, head: str) -> str:
    return f"{counted(count, 'number')} in {head} left out, with no unit beside."


def _too_many_units(file: QueryFile, unit: str) -> SourceError:
    return SourceError(
        f"more than {_MOST_UNITS} different units stand in its column "
        f"{file.heads.head(file.heads.places[unit])}",
        file=file.table.name,
        remedy="Customs knows some sixty: the columns are mixed up. Download the file again.",
    )


def remark_unknown(export: Export, codes: Mapping[str, Sequence[str]]) -> dict[int, list[str]]:
    """Remarks on codes that no list has; the facts are kept."""
    office = export.given.office
    remarks: dict[int, list[str]] = defaultdict(list)
    lists = {"partner": office.partners.find, "province": office.regions.find}
    for role, find in lists.items():
        unknown = [code for code in codes.get(role, ()) if find(code) is None]
        if unknown:
            statement = sql.FILES_WITH.format(role=role, table=export.staged)
            rows = export.connection.execute(statement, {"codes": unknown}).fetchall()
            for file, held in rows:
                remarks[file].append(f"In no list: {KINDS[role]} {listed(held)}.")
    return remarks
