"""From the facts of one command's files to the slices they state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import (
    KEY_COLUMNS,
    QUANTITY_COLUMNS,
    SLICE_COLUMNS,
    ConflictError,
    Currency,
    Dimension,
    Flow,
    Grain,
    Scope,
    UserError,
)
from yuebao.store._records import Slice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import duckdb

    from yuebao.sources import Reading

FEW_PARTNERS = 12
"""A query answered for fewer partners than this was probably filtered to them."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The facts of one file in one grain, before its scope is known."""

    reading: Reading
    flow: Flow
    grain: Grain
    currency: Currency
    commodities: frozenset[str]
    partners: frozenset[str]
    provinces: frozenset[str]
    rows: int
    value: int

    def same_query(self, other: _Part) -> bool:
        """Whether both may be answers to one query that was split."""
        return (
            (self.flow, self.grain, self.currency) == (other.flow, other.grain, other.currency)
        ) and not self.commodities.isdisjoint(other.commodities)


_PARTS_SQL = """
SELECT flow, grain, currency, list(DISTINCT commodity), list(DISTINCT partner),
       list(DISTINCT province), count(*), sum(value)
FROM {table} GROUP BY flow, grain, currency ORDER BY flow, grain, currency
"""


def find_slices(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], scope: Scope | None
) -> tuple[Slice, ...]:
    """The slices that files given in one command state.

    Raises:
        UserError: A file holds what the given scope leaves out.
    """
    parts = [part for reading in readings for part in _parts(connection, reading)]
    return tuple(
        Slice(
            source=part.reading.sha256,
            flow=part.flow,
            grain=part.grain,
            scope=_given_scope(part, scope) if scope else _likely_scope(part, parts),
            currency=part.currency,
            commodities=tuple(sorted(part.commodities)),
            periods=part.reading.periods,
            rows=part.rows,
            value=part.value,
        )
        for part in parts
    )


def _parts(connection: duckdb.DuckDBPyConnection, reading: Reading) -> Iterable[_Part]:
    for row in connection.execute(_PARTS_SQL.format(table=reading.table)).fetchall():
        flow, grain, currency, commodities, partners, provinces, rows, value = row
        yield _Part(
            reading=reading,
            flow=Flow(flow),
            grain=Grain.parse(grain),
            currency=Currency(currency),
            commodities=frozenset(commodities),
            partners=frozenset(code for code in partners if code is not None),
            provinces=frozenset(code for code in provinces if code is not None),
            rows=rows,
            value=int(value),
        )


def _likely_scope(part: _Part, parts: Sequence[_Part]) -> Scope:
    """What the file says; else one province, or fewer than a dozen partners, is partial."""
    if part.reading.scope is not None:
        return part.reading.scope
    together = [other for other in parts if part.same_query(other)]
    provinces = frozenset[str]().union(*(other.provinces for other in together))
    partners = frozenset[str]().union(*(other.partners for other in together))
    if len(provinces) == 1:
        return Scope(Dimension.PROVINCE, tuple(provinces))
    if 0 < len(partners) < FEW_PARTNERS:
        return Scope(Dimension.PARTNER, tuple(sorted(partners)))
    return Scope()


def _given_scope(part: _Part, scope: Scope) -> Scope:
    """The caller's scope, checked against what the file holds and says of itself."""
    if part.reading.scope is not None:
        return part.reading.scope
    if scope.dimension is None or scope.dimension not in part.grain.dimensions:
        return scope
    held = part.partners if scope.dimension is Dimension.PARTNER else part.provinces
    beyond = sorted(held.difference(scope.codes))
    if beyond:
        raise UserError(
            f"--scope {scope} leaves out {scope.dimension} {', '.join(beyond[:5])}, "
            "which the file holds",
            where=part.reading.name,
            remedy="Name every code in the file, or say --scope all.",
        )
    return scope


_KEYS = ", ".join(KEY_COLUMNS)

_DISTINCT_SQL = """
SELECT count(*), count(DISTINCT hash({keys})) FROM incoming
"""  # equal keys have equal hashes: equal counts prove there are no repeats

_REPEAT_SQL = f"""
SELECT list(source ORDER BY position, row), list(row ORDER BY position, row),
       any_value(commodity), any_value(last_month), list(value ORDER BY position, row)
FROM incoming JOIN source_order USING (source)
GROUP BY {_KEYS}
HAVING count(*) > count(DISTINCT source)
    OR 2 * (max(value) - min(value)) > max("precision") + min("precision") - 2
    OR count(DISTINCT growth) > 1
    OR count(DISTINCT hash({", ".join(QUANTITY_COLUMNS)})) > 1
ORDER BY min(position), min(row) LIMIT 1
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
    if len(readings) == 1 and readings[0].ascending:
        return 0
    distinct_sql = _DISTINCT_SQL.format(keys=", ".join(_varying_keys(slices)))
    rows, distinct = _row(connection, distinct_sql)
    if rows == distinct:
        return 0
    names = {reading.sha256: reading.name for reading in readings}
    connection.execute("CREATE OR REPLACE TEMP TABLE source_order (source VARCHAR, position INT)")
    connection.executemany(
        "INSERT INTO source_order VALUES (?, ?)",
        [(sha256, position) for position, sha256 in enumerate(names)],
    )
    for repeat in connection.execute(_REPEAT_SQL).fetchall():
        _refuse_repeat(repeat, names)
    connection.execute(_FIRST_ONLY_SQL)
    connection.execute("CREATE OR REPLACE TEMP VIEW incoming AS SELECT * FROM once")
    kept, _ = _row(connection, distinct_sql)
    return int(rows) - int(kept)


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


def _refuse_repeat(repeat: tuple[object, ...], names: Mapping[str, str]) -> None:
    sources, rows, commodity, month, values = repeat
    assert isinstance(sources, list)  # noqa: S101  # DuckDB's list()
    assert isinstance(rows, list)  # noqa: S101  # DuckDB's list()
    assert isinstance(values, list)  # noqa: S101  # DuckDB's list()
    inside = len(set(sources)) < len(sources)
    places = "; ".join(
        f"{names[source]}, record {row}: {value:,}"
        for source, row, value in zip(sources, rows, values, strict=True)
    )
    raise ConflictError(
        f"one key (commodity {commodity}, {month}) is given more than once ({places})",
        remedy=_INSIDE if inside else _BETWEEN,
    )


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, int]:
    rows, distinct = connection.execute(sql).fetchall()[0]
    return int(rows), int(distinct)
