"""The SQL that turns the text of a query export into facts.

Columns of the text are c0, c1, … in the file's order. In a GB18030 file each character stands for
one byte, so a pattern that names a Chinese character spells its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import LATER_COLUMNS, READ_COLUMNS
from yuebao.sources._numbers import LARGEST, WHOLE
from yuebao.sources.files.relation import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

CODES_KEPT = ("commodity", "partner", "mode", "province")
"""The columns of codes."""

NUMBERS = ("value", "quantity", "quantity2")
"""The columns of numbers."""

KEPT_TEXTS = ("unit", "unit2", "province_name")
"""The columns kept as they are until their distinct texts have been looked at."""

# 202501 as the store writes it, so that a month's rows are found by it; `month_text` undoes it.
MONTH = "substring({text}, 1, 4) || '-' || substring({text}, 5)"

# Spreadsheets are kept from making numbers of codes by ="…" or an apostrophe.
CODE = """
    coalesce(
        nullif(regexp_extract({text}, '^{space}*''?({pattern})([.]0*)?{space}*$', 1), ''),
        nullif(regexp_extract({text}, '^{space}*="({pattern})"{space}*$', 1), ''))"""

# The platform groups the digits of values, not those of quantities. The last branch tolerates what
# spreadsheets add.
NUMBER = """
    case {digits}
    when regexp_full_match({text}, '{whole}')
    then try_cast(replace({text}, ',', '') as bigint)
    when {text} = '' then null
    else try_cast(replace(coalesce(
        nullif(regexp_extract({half}, '^{space}*''?({whole})([.]0*)?{space}*$', 1), ''),
        regexp_extract({half}, '^{space}*="({whole})"{space}*$', 1)), ',', '')
        as bigint) end"""

# What nearly every quantity is, at half the cost of a pattern.
DIGITS = "when try_cast({text} as bigint)::varchar = {text} then {text}::bigint"

EMPTY = "(coalesce({text}, '') = '' or regexp_full_match({text}, '{space}*'))"

# A GB18030 character without rare bytes has two bytes, its second may be ASCII in rare ones: an odd
# number of high bytes is reason to decode a text, and proof of nothing.
ODD = "case when (strlen({text}) - length({text})) % 2 = 1 then {text} end"

# fault: -1 marks an empty row, else it is the number of the first column that does not hold the
# number it should, or the first of some without a head that hold anything; null in all other rows.
# -2 marks the rows of a file that is refused.
READ = """
create table {table} as
select {columns}, file, (case {faults} end)::smallint as fault
from {relation}
"""

LEAVE_OUT = "update {table} set fault = -2 where file in ({files})"

SUMMARY = """
select
    file,
    min(rowid) as first,
    count(*) filter (fault is null) as facts,
    min(rowid) filter (fault >= 0) as row,
    arg_min(fault, rowid) filter (fault >= 0) as column
from {table} group by file
"""

# Codes are few, however many rows there are: each text is looked at once.
CODES = """
select
    list(text) as texts,
    bool_and(regexp_full_match(coalesce(text, ''), '{pattern}')) as plain,
    list(text) filter ({code} is null) as wrong
from (
    select distinct {role} as text
    from {table} where fault is null or fault >= 0
)
"""

WRONG_CODES = """
select file, min(rowid)
from {table} where (fault is null or fault >= 0) and list_contains($texts, coalesce({role}, ''))
group by file
"""

STRIP_CODES = "alter table {table} alter {role} type varchar using {code}"

DISTINCT = """
select {columns}, min(rowid) as row
from {table} where fault is null group by all order by row limit {limit}
"""
_MOST_DISTINCT = 5000  # of a file: a column that holds anything is refused for the first of them

UNITS = """
select {unit}, count(*) filter ({quantity} <> 0), count(*) filter ({quantity} is null)
from {table} where fault is null group by {unit} order by count(*) desc, {unit} limit {limit}
"""  # the most frequent first: each fact is compared with them in turn

MANY_UNITS = """
select file from {table} where fault is null group by file having count(distinct {unit}) > {limit}
"""

# Rows that ascend by month and codes, or by codes and month, repeat no key.
ASCENDING = """
select greatest(
    count(*) filter (month > month_before or (month = month_before and codes > codes_before)),
    count(*) filter (codes > codes_before or (codes = codes_before and month > month_before)))
from (
    select coalesce(month, '') as month, lag(coalesce(month, '')) over () as month_before,
        codes, lag(codes) over () as codes_before
    from {table} where fault is null
)
"""

ODD_TEXTS = "select distinct odd from {table} where odd is not null and fault is distinct from -2"

FIRST_ROWS = """
select file, min(rowid){columns} from {table} where fault is null and {condition} group by file
"""

FILES_OF_TEXT = "select distinct file from {table} where fault is distinct from -2 and {column} = ?"

# Numbers that no trade can have, and how many stand below zero; the first column says of all files
# whether there is any, as there seldom is.
ANY_ODD_NUMBERS = """
select coalesce(bool_or({any}), false) from {table} where fault is null
"""
_ANY_ODD_NUMBER = "{role} >= {largest} or {role} < 0"
ODD_NUMBERS = """
select file, {columns} from {table} where fault is null group by file
"""
_ODD_NUMBER = """
    min(rowid) filter ({role} >= {largest} or {role} <= -{largest}),
    count(*) filter ({role} < 0), min(rowid) filter ({role} < 0)"""

COUNTS = "select file, count(*) from {table} where fault is null and {condition} group by file"

LENGTHS = """
select file, list(distinct strlen(commodity)) from {table} where fault is null group by file
"""

# Codes of which no list knows: the files they stand in.
FILES_WITH = """
select file, list(distinct {role} order by {role})
from {table} where fault is null and list_contains($codes, {role}) group by file
"""

FACTS = """
create temp view {view} as
select {columns}
from {table} where fault is null
"""


def read_statement(
    table: str,
    relation: str,
    encoding: str,
    places: Mapping[str, int],
    left_out: Collection[int],
    width: int,
    digits: Mapping[str, int],
) -> str:
    """READ for a file whose columns stand where `places` says, and that is `width` columns wide.

    Columns that are not named there hold nothing, but for those of `left_out`: what they hold is
    left aside. `relation` and `encoding` are what join_relations gives and what it was given;
    `digits` says how many of them a code has at most, by role; 0 where it has letters.

    The table holds a column for each role that is kept (MONTH, codes as they are written, numbers,
    KEPT_TEXTS), null where the file has none; `codes`, a number made of all codes of a row, the
    commodity's first; `odd`, the names that may be broken; and `file`. `rowid` counts the records
    below the heads of all files, from 0.
    """
    space = space_pattern(encoding)
    return READ.format(
        table=table,
        columns=", ".join(_columns(places, space, encoding, digits)),
        faults="\n    ".join(_faults(places, left_out, width, space)),
        relation=relation,
    )


def codes_statement(table: str, role: str, pattern: str, encoding: str) -> str:
    """CODES for one column: whether all are codes as they stand, and those that are none."""
    code = _code("text", pattern, encoding)
    return CODES.format(table=table, role=role, pattern=pattern, code=code)


def strip_statement(table: str, role: str, pattern: str, encoding: str) -> str:
    """STRIP_CODES for one column: what spreadsheets add to codes is taken away."""
    return STRIP_CODES.format(table=table, role=role, code=_code(role, pattern, encoding))


def distinct_statement(table: str, columns: Sequence[str], files: int) -> str:
    """DISTINCT for these columns of a table of so many files."""
    limit = _MOST_DISTINCT * files
    return DISTINCT.format(columns=", ".join(columns), table=table, limit=limit)


def any_odd_statement(table: str, roles: Sequence[str]) -> str:
    """ANY_ODD_NUMBERS for these columns."""
    odd = (_ANY_ODD_NUMBER.format(role=role, largest=LARGEST) for role in roles)
    return ANY_ODD_NUMBERS.format(any=" or ".join(odd), table=table)


def odd_numbers_statement(table: str, roles: Sequence[str]) -> str:
    """ODD_NUMBERS: behind the file, three columns for each of NUMBERS it has."""
    columns = [_ODD_NUMBER.format(role=role, largest=LARGEST) for role in roles]
    return ODD_NUMBERS.format(columns=", ".join(columns), table=table)


def month_text(staged: str) -> str:
    """What stands in the file where the table has this month: MONTH put a hyphen into it."""
    at = min(4, len(staged) - 1)
    return staged[:at] + staged[at + 1 :]


def _code(text: str, pattern: str, encoding: str) -> str:
    half = half_width(text, encoding)
    return CODE.format(text=half, pattern=pattern, space=space_pattern(encoding))


def half_width(text: str, encoding: str) -> str:
    """SQL of a text with its full-width figures, commas and points as half-width ones."""
    if encoding != "gb18030":
        return f"translate({text}, '{_WIDE}', '{_HALF}')"
    for wide, half in zip(_WIDE, _HALF, strict=True):
        text = f"replace({text}, '{wide.encode('gb18030').decode('latin-1')}', '{half}')"
    return text


_HALF = "0123456789,.-"
_WIDE = "".join(chr(ord(mark) + 0xFEE0) for mark in _HALF)


def space_pattern(encoding: str) -> str:
    """A pattern of white space in the text of a relation."""
    # In GB18030 an ideographic space is the byte A1 twice.
    return r"(?:\s|¡¡)" if encoding == "gb18030" else r"[\s\x{3000}\x{a0}]"


def _columns(
    places: Mapping[str, int], space: str, encoding: str, digits: Mapping[str, int]
) -> Iterator[str]:
    texts = {role: f"c{places[role]}" if role in places else "null" for role in _KEPT}
    for role, text in texts.items():
        if role in NUMBERS:
            plain = DIGITS.format(text=text) if role != "value" else ""
            half = half_width(text, encoding)
            number = NUMBER.format(text=text, half=half, digits=plain, whole=WHOLE, space=space)
            yield f"{number} as {role}"
        elif role == "month":
            yield f"({MONTH.format(text=text)})::varchar as {role}"
        else:
            yield f"{text}::varchar as {role}"
    yield f"{_number_of_codes(places, digits)} as codes"
    yield f"{_odd_names(places, encoding)} as odd"


def _number_of_codes(places: Mapping[str, int], digits: Mapping[str, int]) -> str:
    """Codes side by side as one number, null where one is none: quick to compare."""
    widths = {role: digits[role] for role in CODES_KEPT if role in places}
    if not all(widths.values()) or sum(widths.values()) > _BIGINT_DIGITS:
        return "null::bigint"  # then nothing is known of their order
    number = "0::bigint"
    for role, width in widths.items():
        kind = "integer" if width <= _INTEGER_DIGITS else "bigint"
        number = f"({number} * {10**width} + try_cast(c{places[role]} as {kind}))"
    return number


def _odd_names(places: Mapping[str, int], encoding: str) -> str:
    """The names and units of a row that may be broken, a comma between; null where none is.

    Those that are kept are decoded anyhow, and a file in UTF-8 was decoded before.
    """
    if encoding != "gb18030":
        return "null::varchar"
    names = [
        at
        for role, at in places.items()
        if role not in KEPT_TEXTS and (role.endswith("_name") or "unit" in role)
    ]
    odd = [ODD.format(text=f"c{at}") for at in names]
    return f"nullif(concat_ws(',', {', '.join(odd)}), '')" if odd else "null::varchar"


_KEPT = ("month", *CODES_KEPT, *NUMBERS, *KEPT_TEXTS)
_BIGINT_DIGITS = 18
_INTEGER_DIGITS = 9


def _faults(
    places: Mapping[str, int], left_out: Collection[int], width: int, space: str
) -> Iterator[str]:
    """The branches of `fault`: the good row, the empty row, each column in the file's order.

    The first is what nearly every row takes: the others would find nothing wrong in it either.
    """
    roles = {at: role for role, at in places.items()}
    empty = {at: EMPTY.format(text=f"c{at}", space=space) for at in roles}
    held = [f"{role} is not null" for role in NUMBERS if role in places]
    unnamed = _runs_without_heads({*roles, *left_out}, width, space)
    yield f"when {' and '.join((*held, *unnamed.values()))} then null"
    yield f"when {' and '.join((*empty.values(), *unnamed.values()))} then -1"
    for at in range(width):
        role = roles.get(at)
        if at in unnamed:
            yield f"when not {unnamed[at]} then {at}"
        elif role == "value":
            yield f"when {role} is null then {at}"
        elif role in NUMBERS:
            yield f"when {role} is null and not {empty[at]} then {at}"


def _runs_without_heads(named: Collection[int], width: int, space: str) -> dict[int, str]:
    """Conditions that columns side by side without a head are all empty, by the first's number.

    A spreadsheet pads a table with hundreds of them; a condition for each would take minutes.
    """
    runs: dict[int, list[str]] = {}
    first = 0
    for at in range(width):
        if at in named:
            first = at + 1
        else:
            runs.setdefault(first, []).append(f"c{at}")
    texts = {
        at: columns[0] if len(columns) == 1 else f"concat({', '.join(columns)})"
        for at, columns in runs.items()
    }
    return {at: EMPTY.format(text=text, space=space) for at, text in texts.items()}


def facts_columns(**constant: str) -> str:
    """The columns of READ_COLUMNS in order, each with its type; `constant` says how some are made.

    A column that is not named there is the one of the same name in the table.
    """
    nothing = dict.fromkeys(LATER_COLUMNS, "null")
    constant = {**nothing, **constant}
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


def among(column: str, texts: Sequence[str]) -> str:
    """A condition: the text of a column, empty where there is none, is one of these."""
    return f"coalesce({column}, '') in ({', '.join(map(quote, texts))})"
