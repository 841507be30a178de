"""What is wrong with query exports, and what their order proves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import SourceError
from yuebao.sources._numbers import below_zero, why_no_whole_number
from yuebao.sources._values import bare, shown, why_no_code
from yuebao.sources.files.relation import quote
from yuebao.sources.query import sql
from yuebao.sources.query.footers import leave_out_footers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.reference import Regions
    from yuebao.sources.query.table import Export, QueryFile

    Wrong = dict[int, list[tuple[int, int]]]  # row and column, by file

KINDS = {
    "commodity": "commodity code",
    "partner": "partner code",
    "mode": "trade mode code",
    "province": "province code",
}

_PLACE = "(province, province_name)"


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """The rows of exports, those left out that are refused.

    Attributes:
        rows: How many facts each file has.
        codes: All their codes by kind.
        remarks: On rows of a file left out, and numbers that can hardly be meant.
    """

    rows: Mapping[int, int]
    codes: Mapping[str, Sequence[str]]
    remarks: Mapping[int, Sequence[str]]


def check_rows(export: Export) -> CheckedRows:
    """See that no row is wrong.

    Files in which a field is not what its column holds, the encoding is broken, or there are no
    rows at all, are refused.
    """
    export.settle(_check_names)
    found = _summary(export)
    footers = leave_out_footers(export)
    found = _summary(export) if footers else found
    wrong: Wrong = defaultdict(list)
    rows = dict.fromkeys(export.whole(), 0)
    for file, first, facts, row, column in found:
        if file in rows:
            rows[file] = facts
            if column is not None:
                wrong[file].append((row - first, column))
    codes = _codes(export, wrong)
    odd = _odd_numbers(export, wrong)
    remarks = {at: (*footers.get(at, ()), *odd.get(at, ())) for at in {*footers, *odd}}
    export.refuse({at: _wrong_field(export.files[at], *min(all_)) for at, all_ in wrong.items()})
    export.refuse({at: _no_rows(export.files[at]) for at in export.whole() if not rows[at]})
    return CheckedRows({at: rows[at] for at in export.whole()}, codes, remarks)


def _summary(export: Export) -> list[tuple[Any, ...]]:
    """The rows of SUMMARY; where each file begins is kept."""
    found = export.connection.execute(sql.SUMMARY.format(table=export.staged)).fetchall()
    export.firsts.update({file: first for file, first, *_ in found})
    return found


def _check_names(export: Export) -> None:
    """Decode the names that may be broken, though no fact keeps them: all beside may be, too."""
    statement = sql.ODD_TEXTS.format(table=export.staged)
    for (text,) in export.connection.execute(statement).fetchall():
        export.decode("odd", text)


def _odd_numbers(export: Export, wrong: Wrong) -> dict[int, list[str]]:
    """Remarks on numbers below zero; the first of each kind that no trade has goes to `wrong`."""
    roles = [role for role in sql.NUMBERS if role in export.heads.places]
    remarks: dict[int, list[str]] = defaultdict(list)
    statement = sql.any_odd_statement(export.staged, roles)
    ((any_,),) = export.connection.execute(statement).fetchall()
    if not any_:
        return remarks
    statement = sql.odd_numbers_statement(export.staged, roles)
    for file, *found in export.connection.execute(statement).fetchall():
        for role, at in zip(roles, range(0, len(found), 3), strict=True):
            too_large, count, first = found[at : at + 3]
            place, above = export.heads.places[role], export.firsts[file]
            if too_large is not None:
                wrong[file].append((too_large - above, place))
            if count:
                head = export.files[file].heads.head(place)
                remark = below_zero(count, f"{head}, first in row {first - above + 1}")
                remarks[file].append(remark)
    return remarks


def _codes(export: Export, wrong: Wrong) -> dict[str, Sequence[str]]:
    """The codes of each kind; the first wrong one of each in a file goes to `wrong`.

    What spreadsheets add to codes is taken away from the staged table.
    """
    codes: dict[str, Sequence[str]] = {}
    for role, pattern in export.dialect.patterns.items():
        if role not in export.heads.places:
            continue
        statement = sql.codes_statement(export.staged, role, pattern, export.encoding)
        ((texts, plain, none),) = export.connection.execute(statement).fetchall()
        if none:
            statement = sql.WRONG_CODES.format(table=export.staged, role=role)
            bound = {"texts": [text or "" for text in none]}
            for file, row in export.connection.execute(statement, bound).fetchall():
                wrong[file].append((row - export.firsts[file], export.heads.places[role]))
        if texts and not plain:
            statement = sql.strip_statement(export.staged, role, pattern, export.encoding)
            export.connection.execute(statement)
            statement = sql.codes_statement(export.staged, role, pattern, export.encoding)
            ((texts, _, _),) = export.connection.execute(statement).fetchall()
        codes[role] = [text for text in texts or () if text is not None]
    return codes


def _no_rows(file: QueryFile) -> SourceError:
    return SourceError(
        "it has heads, but no rows below them",
        file=file.table.name,
        remedy="The query found nothing: check what was asked, and download it again.",
    )


def _wrong_field(file: QueryFile, row: int, column: int) -> SourceError:
    fields = file.record(row).fields
    role = next((role for role, at in file.heads.places.items() if at == column), "")
    if not role:
        column = next((at for at in range(column, len(fields)) if fields[at].strip()), column)
    text = fields[column] if column < len(fields) else ""
    remedy = ""
    if role in KINDS:
        found = why_no_code(text, KINDS[role], file.given.dialects.query.forms[role])
    elif role:
        found = why_no_whole_number(text)
    else:
        found = f"{shown(text)} stands in a column that has no head"
        if head := bare(file.heads.record.fields[column]):
            found = f"{shown(text)} stands in a column that no query export has"
            remedy = (
                f"If it does not matter, leave it out with --without {head}: facts that differ in "
                f"it alone are then added up. Known are: {file.given.dialects.query.heads()}."
            )
    return file.refusal(row, column, found, remedy)


def check_province_names(export: Export, regions: Regions) -> None:
    """Refuse files in which a province code stands beside the name of another province."""
    if not {"province", "province_name"} <= export.heads.places.keys():
        return
    wrong: dict[tuple[str, str], str] = {}
    for code, text in export.distinct("province", "province_name"):
        name = export.decode("province_name", text).strip()
        named = regions.code_of(name)
        if named is not None and named != code:
            right = regions.find(code)
            whose = f"the code of {right.full}" if right else "no province's code"
            found = f"{code} is {whose}, but the name beside it is {name}, whose code is {named}"
            wrong[code, text] = found
    if wrong:
        pairs = ", ".join(f"({quote(code)}, {quote(text)})" for code, text in wrong)
        rows = export.first_rows(f"{_PLACE} in ({pairs})", "province", "province_name")
        export.refuse({
            at: _wrong_name(export.files[at], row, wrong[code, text])
            for at, (row, code, text) in rows.items()
        })  # fmt: skip


def _wrong_name(file: QueryFile, row: int, found: str) -> SourceError:
    return file.refusal(
        row,
        file.heads.places["province"],
        found,
        "One of them is wrong, and so may be all rows: load the file as it was downloaded.",
    )


def ascends(export: Export, rows: int, commodities: Sequence[str]) -> bool:
    """Whether all rows ascend by month and codes, so that no key repeats."""
    if len(set(map(len, commodities))) > 1:  # as numbers they ascend in another order
        return False
    statement = sql.ASCENDING.format(table=export.staged)
    ((ascending,),) = export.connection.execute(statement).fetchall()
    return int(ascending) == rows - 1
