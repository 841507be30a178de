"""From the facts of one command's files to the slices they state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import (
    Currency,
    Dimension,
    Flow,
    Grain,
    Scope,
    UserError,
)
from yuebao.store._asked import asked_of, is_below
from yuebao.store._records import Slice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

    def beside(self, other: _Part) -> bool:
        """Whether facts of both are told in the same columns."""
        return (self.flow, self.grain, self.currency) == (other.flow, other.grain, other.currency)

    def same_query(self, other: _Part) -> bool:
        """Whether both may be answers to one query that was split."""
        return self.beside(other) and not self.commodities.isdisjoint(other.commodities)


_PARTS_SQL = """
SELECT source, flow, grain, currency, list(DISTINCT commodity), list(DISTINCT partner),
       list(DISTINCT province), count(*), sum(value)
FROM {table} GROUP BY source, flow, grain, currency ORDER BY flow, grain, currency
"""


def find_slices(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[Reading],
    scope: Scope | None,
    codes: Sequence[str] = (),
) -> tuple[Slice, ...]:
    """The slices that files given in one command state.

    Args:
        connection: Where the facts of the files are.
        readings: The files.
        scope: The part of trade they cover, where the caller says.
        codes: The codes they were asked for, where the caller says.

    Raises:
        UserError: A file holds what the given scope, or codes, leave out.
    """
    parts = _parts(connection, readings)
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
            asked=asked_of(
                part.reading, part.grain.depth, part.commodities, _asked_here(part, parts, codes)
            ),
        )
        for part in parts
    )


def _parts(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> list[_Part]:
    """The parts of files, in the files' order."""
    by_source = {reading.sha256: reading for reading in readings}
    found: dict[str, list[_Part]] = {source: [] for source in by_source}
    for table in dict.fromkeys(reading.table for reading in readings):
        for row in connection.execute(_PARTS_SQL.format(table=table)).fetchall():
            source, flow, grain, currency, commodities, partners, provinces, rows, value = row
            if source not in by_source:
                continue
            part = _Part(
                reading=by_source[source],
                flow=Flow(flow),
                grain=Grain.parse(grain),
                currency=Currency(currency),
                commodities=frozenset(commodities),
                partners=frozenset(code for code in partners if code is not None),
                provinces=frozenset(code for code in provinces if code is not None),
                rows=rows,
                value=int(value),
            )
            found[source].append(part)
    return [part for parts in found.values() for part in parts]


def _asked_here(part: _Part, parts: Sequence[_Part], codes: Sequence[str]) -> tuple[str, ...]:
    """The codes given that a file answers for: not those that only files of other queries hold.

    Two headings exported apart may be of different months; one that no file holds was asked of all.
    """

    def held(code: str, among: Iterable[_Part]) -> bool:
        return any(is_below(one, (code,)) for other in among for one in other.commodities)

    if not codes:
        return ()
    own = [other for other in parts if part.same_query(other)]
    strange = [other for other in parts if part.beside(other) and not part.same_query(other)]
    return tuple(code for code in codes if held(code, own) or not held(code, strange))


def _likely_scope(part: _Part, parts: Sequence[_Part]) -> Scope:
    """What the file says; else one province, or fewer than a dozen partners, is partial."""
    if part.reading.scope is not None:
        return part.reading.scope
    if len(part.provinces) != 1 and not 0 < len(part.partners) < FEW_PARTNERS:
        return Scope()
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
