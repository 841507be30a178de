"""The SQL that turns the text of a query export into facts.

Columns of the text are c0, c1, … in the file's order. In a GB18030 file each character stands for
one byte, so a pattern that names a Chinese character spells its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import READ_COLUMNS
from yuebao.sources._text import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.sources._record import Relation

CODE_PATTERNS: Mapping[str, str] = {
    "commodity": "[0-9]{1,8}",
    "partner": "[0-9]{3}",
    "mode": "[0-9]{2}",
    "province": "[0-9]{2}",
}
"""The columns of codes, and what a code looks like there."""

NUMBERS = ("value", "quantity", "quantity2")
"""The columns of numbers."""

KEPT_TEXTS = ("month", "unit", "unit2", "province_name")
"""The columns kept as they are until their distinct texts have been looked at."""

# The first branch is what nearly every row takes; the second tolerates what spreadsheets add.
CODE = """
    case when regexp_full_match({text}, '{pattern}') then {text}
    else nullif(regexp_extract({text}, '^{space}*({pattern})([.]0*)?{space}*$', 1), '') end"""

NUMBER = """
    case when regexp_full_match({text}, '-?([0-9]{{1,3}}(,[0-9]{{3}})+|[0-9]+)')
    then try_cast(replace({text}, ',', '') as bigint)
    else try_cast(replace(regexp_extract({text},
        '^{space}*(-?([0-9]{{1,3}}(,[0-9]{{3}})+|[0-9]+))([.]0*)?{space}*$', 1), ',', '')
        as bigint) end"""

EMPTY = "(coalesce({text}, '') = '' or regexp_full_match({text}, '{space}*'))"

# A GB18030 character without rare bytes has two bytes, its second may be ASCII in rare ones: an odd
# number of high bytes is reason to decode the file in full, and proof of nothing.
SPLIT = "(strlen({text}) - length({text})) % 2 = 1"

# fault: -1 marks an empty row, else it is the number of the first wrong column; null in a good row.
READ = """
create table {table} as
select {columns}, (case {faults} end)::smallint as fault, {split} as split
from {relation}
"""

SUMMARY = """
select
    count(*) filter (fault is null) as facts,
    min(rowid) filter (fault >= 0) as row,
    arg_min(fault, rowid) filter (fault >= 0) as column,
    coalesce(bool_or(split), false) as split
from {table}
"""

DISTINCT = """
select {columns}, count(*) as rows, min(rowid) as row
from {table} where fault is null group by all order by row limit 5000
"""

FIRST_ROW = "select min(rowid) from {table} where fault is null and {condition}"

COUNT = "select count(*) from {table} where fault is null and {condition}"

FACTS = """
create temp view {view} as
select {columns}
from {table} where fault is null
"""


def read_statement(table: str, relation: Relation, places: Mapping[str, int], width: int) -> str:
    """READ for a file whose columns stand where `places` says, and that is `width` columns wide.

    The table holds a column for each role that is kept (codes, numbers, KEPT_TEXTS), null where the
    file has none, with `rowid` + 1 the record's number below the heads.
    """
    # In GB18030 an ideographic space is the byte A1 twice.
    space = r"(?:\s|¡¡)" if relation.encoding == "gb18030" else r"[\s\x{3000}\x{a0}]"
    texts = [f"c{at}" for role, at in places.items() if role.endswith("_name") or "unit" in role]
    split = [SPLIT.format(text=text) for text in texts] if relation.encoding == "gb18030" else []
    return READ.format(
        table=table,
        columns=", ".join(_columns(places, space)),
        faults="\n    ".join(_faults(places, width, space)),
        split=" or ".join(split) or "false",
        relation=relation.sql,
    )


def _columns(places: Mapping[str, int], space: str) -> Iterator[str]:
    for role, pattern in CODE_PATTERNS.items():
        text = f"c{places[role]}" if role in places else "null"
        yield f"{CODE.format(text=text, pattern=pattern, space=space)} as {role}"
    for role in NUMBERS:
        text = f"c{places[role]}" if role in places else "null"
        yield f"{NUMBER.format(text=text, space=space)} as {role}"
    for role in KEPT_TEXTS:
        text = f"c{places[role]}" if role in places else "null"
        yield f"{text}::varchar as {role}"


def _faults(places: Mapping[str, int], width: int, space: str) -> Iterator[str]:
    """The branches of `fault`: the good row, the empty row, each column in the file's order.

    The first is what nearly every row takes: the others would find nothing wrong in it either.
    """
    empty = [EMPTY.format(text=f"c{at}", space=space) for at in range(width)]
    named = set(places.values())
    held = [f"{role} is not null" for role in (*CODE_PATTERNS, *NUMBERS) if role in places]
    unnamed = [empty[at] for at in range(width) if at not in named]
    yield f"when {' and '.join((*held, *unnamed))} then null"
    yield f"when commodity is null and {' and '.join(empty)} then -1"
    roles = {at: role for role, at in places.items()}
    for at in range(width):
        role = roles.get(at)
        if role is None:
            yield f"when not {empty[at]} then {at}"
        elif role in CODE_PATTERNS or role == "value":
            yield f"when {role} is null then {at}"
        elif role in NUMBERS:
            yield f"when {role} is null and not {empty[at]} then {at}"


def facts_columns(**constant: str) -> str:
    """The columns of READ_COLUMNS in order, each with its type; `constant` says how some are made.

    A column that is not named there is the one of the same name in the table.
    """
    return ", ".join(
        f"({constant.get(column.name, column.name)})::{column.type} as {column.name}"
        for column in READ_COLUMNS
    )


def choose(column: str, texts: Mapping[str, str | None]) -> str:
    """An expression giving for each text of a column what it stands for; null for all others."""
    branches = [
        f"when {quote(text)} then {quote(meaning)}"
        for text, meaning in texts.items()
        if meaning is not None
    ]
    return f"case {column} {' '.join(branches)} end" if branches else "null"
