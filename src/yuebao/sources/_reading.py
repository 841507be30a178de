"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Period, Scope
    from yuebao.sources.query.name import QueryName


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of one file, and what the person who loads it should know.

    Attributes:
        path: The file.
        name: Its name.
        sha256: Of its bytes.
        size: In bytes.
        dialect: What it was read as: `query`, or a table of the bulletins, `bulletin-provinces`.
        table: The DuckDB temporary table or view of the facts, with exactly READ_COLUMNS: to be
            selected from, for as long as the connection lives. Where files were read together it
            has the facts of all; those of this one are those whose `source` is its hash.
        rows: How many facts there are.
        periods: The periods the file covers, sorted. For monthly rows whose months were declared,
            every declared month, as a month without trade has no row.
        remarks: Sentences on what was left out, taken from elsewhere, or looks wrong.
        truncated: Whether the file has exactly as many rows as the platform hands out at most.
        ascending: Whether all facts of the table are known to ascend by month and codes, or by
            codes and month, so that no key repeats, and those of a month are sorted by commodity.
        scope: The part of trade that the file itself says it covers; None where it says nothing.
        query: What its name says of the query it answers; None where it says nothing.
        left_out: The heads of columns that the caller left out: facts that differ in them alone
            repeat a key, and are parts of one.
        uneven: Whether a bulletin's sums fail, and that was accepted.
    """

    path: Path
    name: str
    sha256: str
    size: int
    dialect: str
    table: str
    rows: int
    periods: tuple[Period, ...]
    remarks: tuple[str, ...]
    truncated: bool = False
    ascending: bool = False
    scope: Scope | None = None
    query: QueryName | None = None
    left_out: tuple[str, ...] = ()
    uneven: bool = False
