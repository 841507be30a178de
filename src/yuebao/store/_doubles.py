"""Keys that stand more than once among the files of a load: one fact, or a contradiction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from yuebao.domain import KEY_COLUMNS, QUANTITY_COLUMNS, SLICE_COLUMNS, ConflictError
from yuebao.store._gather import ascending_parts, parts_of
from yuebao.store._key import KEY_IN_WORDS, key_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from yuebao.sources import Reading
    from yuebao.store._records import Slice

_PLACES = 10
"""How many records of one key a message names."""

_AT_ONCE = 4_000_000
"""Of more facts the keys are counted month by month: memory does not grow with the load."""

_KEYS = ", ".join(KEY_COLUMNS)

_DISTINCT_SQL = """
SELECT count(*), count(DISTINCT hash({keys})) FROM incoming WHERE {condition}
"""  # equal keys have equal hashes: equal counts prove there are no repeats

_REPEAT_SQL = f"""
SELECT *, count(*) OVER () FROM (
    SELECT list(source ORDER BY position, row), list(row ORDER BY position, row),
           list(value ORDER BY position, row), min(position) AS position, min(row) AS row,
           {", ".join(f'any_value("{name}")' for name in KEY_IN_WORDS)}
    FROM incoming JOIN source_order USING (source)
    WHERE {{condition}}
    GROUP BY {_KEYS}
    HAVING count(*) > count(DISTINCT source)
        OR 2 * (max(value) - min(value)) > max("precision") + min("precision") - 2
        OR count(DISTINCT growth) > 1
        OR count(DISTINCT hash({", ".join(QUANTITY_COLUMNS)})) > 1
) ORDER BY position, row LIMIT 1
"""

_FIRST_ONLY_SQL = f"""
CREATE OR REPLACE TABLE once AS
SELECT * EXCLUDE position FROM incoming JOIN source_order USING (source)
QUALIFY row_number() OVER (
    PARTITION BY {_KEYS} ORDER BY growth IS NULL, "precision", position, row
) = 1
"""


def drop_repeats(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], slices: Sequence[Slice]
) -> int:
    """Keep one of each key in the temp view `incoming`; gives how many were dropped.

    A fact that stands in two files counts once.

    Args:
        connection: Where `incoming` is.
        readings: The files it is made of.
        slices: What they state.

    Raises:
        ConflictError: A key stands twice in one file, or with different values in two.
    """
    doubtful = _doubtful(readings, slices)
    keys = ", ".join(_varying_keys(slices))
    repeated = 0
    for condition in _portions(doubtful, slices):
        rows, distinct = _row(connection, _DISTINCT_SQL.format(keys=keys, condition=condition))
        if rows != distinct:
            _refuse_contradictions(connection, readings, condition)
            repeated += rows - distinct
    if repeated:
        _name_sources(connection, readings)
        connection.execute(_FIRST_ONLY_SQL)
        connection.execute("CREATE OR REPLACE TEMP VIEW incoming AS SELECT * FROM once")
    return repeated


def _doubtful(readings: Sequence[Reading], slices: Sequence[Slice]) -> list[str]:
    """The last months among whose facts a key may stand more than once."""
    sure = ascending_parts(readings, slices)
    return sorted({key[0] for part in slices for key in parts_of(part) if key not in sure})


def _portions(months: Sequence[str], slices: Sequence[Slice]) -> Iterator[str]:
    """Conditions that facts of these months meet, so many at a time as memory takes."""
    if sum(part.rows for part in slices) > _AT_ONCE:
        for month in months:
            yield f"last_month = '{month}'"
    elif months:
        yield f"last_month IN ({', '.join(map(repr, months))})"


def _name_sources(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> None:
    """Fill the table `source_order`: the files by their place."""
    connection.execute("CREATE OR REPLACE TEMP TABLE source_order (source VARCHAR, position INT)")
    connection.execute(
        "INSERT INTO source_order SELECT unnest(?::VARCHAR[]), unnest(?::INT[])",
        [[reading.sha256 for reading in readings], list(range(len(readings)))],
    )


def _refuse_contradictions(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], condition: str
) -> None:
    """Refuse keys that stand twice in one file, or with different values in two."""
    _name_sources(connection, readings)
    names = {reading.sha256: reading.name for reading in readings}
    for repeat in connection.execute(_REPEAT_SQL.format(condition=condition)).fetchall():
        _refuse_repeat(repeat, names)


def _varying_keys(slices: Sequence[Slice]) -> tuple[str, ...]:
    """The columns in which keys of these slices can differ: to hash the others takes time."""
    same = {name for name in SLICE_COLUMNS if len({str(getattr(s, name)) for s in slices}) == 1}
    if all(period.first == period.last for part in slices for period in part.periods):
        same.add("first_month")
    return tuple(name for name in KEY_COLUMNS if name not in same)


_INSIDE = (
    "Export the query again; or say what they mean: --repeats sum adds them up, "
    "--repeats first keeps the first."
)
_BETWEEN = "Leave out the file that is wrong; or if one came out later, load it by itself."


def _refuse_repeat(repeat: tuple[Any, ...], names: Mapping[str, str]) -> None:
    sources, rows, values, _, _, *key, count = repeat
    inside = len(set(sources)) < len(sources)
    places = "; ".join(
        f"{names[source]}, record {row}: {value:,}"
        for source, row, value in islice(zip(sources, rows, values, strict=True), _PLACES)
    )
    more = f"; and {len(rows) - _PLACES:,} more" if len(rows) > _PLACES else ""
    others = "" if count == 1 else f", and so are {count - 1:,} more"
    raise ConflictError(
        f"one key ({key_in_words(key)}) is given more than once ({places}{more}){others}",
        remedy=_INSIDE if inside else _BETWEEN,
    )


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, int]:
    rows, distinct = connection.execute(sql).fetchall()[0]
    return int(rows), int(distinct)
