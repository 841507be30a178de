"""Rows of query exports that are no facts: totals that somebody added, notes below, heads again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.domain import SourceError, YuebaoError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._numbers import read_number
from yuebao.sources._values import bare, counted, plain
from yuebao.sources.bulletin.part_of_trade import refuse_part_of_query
from yuebao.sources.query.heads import kinds_told
from yuebao.sources.query.sql import CODES_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.sources.files.record import FileRow
    from yuebao.sources.query.table import Export, QueryFile

_MOST = 1000  # of a file: more are no footers, nor heads of files that were joined

# Rows whose commodity begins with no digit: few, where they are footers.
_CANDIDATES = """
select file, list(rowid order by rowid) from {table}
where (fault is null or fault >= 0) and (coalesce(commodity, '') < '0' or commodity >= ':')
group by file having count(*) <= {most}
"""

_LEAVE_OUT = "update {table} set fault = -1 where rowid in ({rows})"

_SUM = "select sum(value) from {table} where fault is null and file = {file}"


def leave_out_footers(export: Export) -> Mapping[int, Sequence[str]]:
    """Remarks on rows left out, by file; a total that the rows miss refuses its file."""
    statement = _CANDIDATES.format(table=export.staged, most=_MOST)
    totals: dict[int, list[FileRow]] = defaultdict(list)
    limited: dict[int, YuebaoError] = {}
    remarks: dict[int, list[str]] = defaultdict(list)
    again: dict[int, list[int]] = defaultdict(list)
    out: list[int] = []
    for at, rows in export.connection.execute(statement).fetchall():
        file = export.files[at]
        records = file.records([row - export.firsts[at] for row in rows])
        for row, record in zip(rows, records, strict=True):
            if _is_head(file, record):
                out.append(row)
                again[at].append(record.line)
                continue
            text = _footer(file, record)
            if text is None:
                continue
            out.append(row)
            remarks[at].append(f"Line {record.line} was left out, as no fact: {text}.")
            if (refusal := _limits(file, text)) is not None:
                limited.setdefault(at, refusal)
            if text and plain(text) in _total_words(file):
                totals[at].append(record)
    if out:
        listed = ", ".join(map(str, out))
        export.connection.execute(_LEAVE_OUT.format(table=export.staged, rows=listed))
    export.refuse(
        {
            at: refusal
            for at, records in totals.items()
            if (refusal := _misses(export, at, records)) is not None
        }
        | limited
    )
    for at, lines in again.items():
        count = counted(len(lines), "row")
        remarks[at].append(
            f"{count} that repeat the heads left out, first on line {lines[0]}: were files joined?"
        )
    return remarks


def _is_head(file: QueryFile, record: FileRow) -> bool:
    """Whether a row repeats the heads, as where files were joined."""
    return [*map(plain, record.fields)] == [*map(plain, file.heads.record.fields)]


def _total_words(file: QueryFile) -> set[str]:
    return set(map(plain, file.given.dialects.words.total))


def _footer(file: QueryFile, record: FileRow) -> str | None:
    """What a row that is no fact begins with; None for any other row."""
    texts = [text for field in record.fields if (text := bare(field))]
    total = next((text for text in texts if plain(text) in _total_words(file)), None)
    places = (file.heads.places.get(role) for role in CODES_KEPT)
    codes = [bare(record.fields[at]) for at in places if at is not None and at < len(record.fields)]
    if total is not None and set(codes) <= {"", total} and codes.count(total) < 2:
        return total
    if len(texts) == 1 and is_footnote(texts[0], file.given.dialects.words.footnotes):
        return texts[0]
    return None


def _limits(file: QueryFile, note: str) -> YuebaoError | None:
    """The refusal of a file that a note limits to a part of trade."""
    given = file.given
    kinds = kinds_told(file.heads.record, given.dialects.query)
    try:
        refuse_part_of_query(given.path.name, "", [note], kinds, given)
    except YuebaoError as refusal:
        return refusal
    return None


def _misses(export: Export, at: int, records: Sequence[FileRow]) -> SourceError | None:
    """The refusal of a file whose rows do not sum to a total in it."""
    file, statement = export.files[at], _SUM.format(table=export.staged, file=at)
    ((found,),) = export.connection.execute(statement).fetchall()
    place = file.heads.places["value"]
    for record in records:
        text = record.field(place)
        said = read_number(text)
        if said != (found or 0) and any(map(str.isdigit, text)):
            told = repr(bare(text)) if said is None else f"{said:,}"
            return SourceError(
                f"a row of totals says {told}, but the rows sum to {found or 0:,}",
                file=file.table.name,
                line=record.line_of(place),
                column=file.heads.head(place),
                remedy="Rows are missing or were altered: download the file again; or take the "
                "row of totals out, if it is of something else.",
            )
    return None
