"""What is wrong with a query export, and what its order proves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources import _query_sql as sql
from yuebao.sources._numbers import below_zero, why_no_whole_number
from yuebao.sources._values import shown, why_no_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.reference import Regions
    from yuebao.sources._query_table import Export

KINDS = {
    "commodity": "commodity code",
    "partner": "partner code",
    "mode": "trade mode code",
    "province": "province code",
}


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """The rows of an export none of which is wrong.

    Attributes:
        rows: How many facts there are.
        codes: Their codes by kind.
        remarks: On numbers that can hardly be meant.
    """

    rows: int
    codes: Mapping[str, Sequence[str]]
    remarks: tuple[str, ...]


def check_rows(export: Export) -> CheckedRows:
    """See that no row is wrong.

    Raises:
        SourceError: A field is not what its column holds, the encoding is broken, or there are no
            rows at all.
    """
    _check_names(export)
    statement = sql.SUMMARY.format(table=export.staged)
    rows, row, column = export.connection.execute(statement).fetchone() or (0, None, None)
    codes, wrong = _codes(export)
    too_large, remarks = _odd_numbers(export)
    wrong += too_large
    if column is not None:
        wrong.append((row, column))
    if wrong:
        raise _wrong_field(export, *min(wrong))
    if rows == 0:
        raise SourceError(
            "it has heads, but no rows below them",
            file=export.table.name,
            remedy="The query found nothing: check what was asked, and download it again.",
        )
    return CheckedRows(int(rows), codes, tuple(remarks))


def _check_names(export: Export) -> None:
    """Decode the names that may be broken, though no fact keeps them.

    Raises:
        SourceError: One of them is broken, and so may be all that stands beside it.
    """
    statement = sql.ODD_TEXTS.format(table=export.staged)
    for (text,) in export.connection.execute(statement).fetchall():
        export.decode(text)


def _odd_numbers(export: Export) -> tuple[list[tuple[int, int]], list[str]]:
    """Row and column of the first number of each kind no trade has; remarks on those below zero."""
    roles = [role for role in sql.NUMBERS if role in export.heads.places]
    statement = sql.odd_numbers_statement(export.staged, roles)
    found = export.connection.execute(statement).fetchone() or ()
    wrong, remarks = [], []
    for role, at in zip(roles, range(0, len(found), 3), strict=True):
        too_large, count, first = found[at : at + 3]
        place = export.heads.places[role]
        if too_large is not None:
            wrong.append((too_large, place))
        if count:
            remarks.append(
                below_zero(count, f"{export.heads.head(place)}, first in row {first + 1}")
            )
    return wrong, remarks


def _codes(export: Export) -> tuple[dict[str, Sequence[str]], list[tuple[int, int]]]:
    """The codes of each kind, and row and column of the first wrong one of each.

    What spreadsheets add to codes is taken away from the staged table.
    """
    codes: dict[str, Sequence[str]] = {}
    wrong = []
    for role, pattern in export.dialect.patterns.items():
        if role not in export.heads.places:
            continue
        statement = sql.codes_statement(export.staged, role, pattern, export.encoding)
        ((texts, plain, row),) = export.connection.execute(statement).fetchall()
        if row is not None:
            wrong.append((row, export.heads.places[role]))
        elif texts and not plain:
            strip = sql.strip_statement(export.staged, role, pattern, export.encoding)
            export.connection.execute(strip)
            ((texts, _, _),) = export.connection.execute(statement).fetchall()
        codes[role] = texts or ()
    return codes, wrong


def _wrong_field(export: Export, row: int, column: int) -> SourceError:
    fields = export.record(row).fields
    role = next((role for role, at in export.heads.places.items() if at == column), "")
    if not role:
        column = next((at for at in range(column, len(fields)) if fields[at].strip()), column)
    text = fields[column] if column < len(fields) else ""
    if role in KINDS:
        found = why_no_code(text, KINDS[role], export.dialect.forms[role])
    elif role:
        found = why_no_whole_number(text)
    else:
        found = f"{shown(text)} stands in a column that has no head"
    return export.refusal(row, column, found)


def check_province_names(export: Export, regions: Regions) -> None:
    """Refuse a province code that stands beside the name of another province."""
    if not {"province", "province_name"} <= export.heads.places.keys():
        return
    for code, text in export.distinct("province", "province_name"):
        name = export.decode(text).strip()
        named = regions.code_of(name)
        if named is not None and named != code:
            row = export.first_row("province = ? and province_name = ?", code, text) or 0
            right = regions.find(str(code))
            whose = f"the code of {right.full}" if right else "no province's code"
            raise export.refusal(
                row,
                export.heads.places["province"],
                f"{code} is {whose}, but the name beside it is {name}, whose code is {named}",
                "One of them is wrong, and so may be all rows: load the file as it was downloaded.",
            )


def ascends(export: Export, rows: int, commodities: Sequence[str]) -> bool:
    """Whether rows ascend by month and codes, so that no key repeats."""
    if len(set(map(len, commodities))) > 1:  # as numbers they ascend in another order
        return False
    statement = sql.ASCENDING.format(table=export.staged)
    ((ascending,),) = export.connection.execute(statement).fetchall()
    return int(ascending) == rows - 1
