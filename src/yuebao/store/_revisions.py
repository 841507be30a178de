"""What was revised between two moments: facts known at both, and not the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import KEY_COLUMNS, SLICE_COLUMNS, Currency, Flow, Grain, Month, Period, Scope
from yuebao.store._revise import CELL_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.store._view import View


@dataclass(frozen=True, slots=True)
class FactRevision:
    """One key whose fact differs; None where there was or is none.

    Attributes:
        commodity, partner, mode, province, enterprise, bloc: The key; None where the grain has no
            such dimension.
        before, after: Value in whole units of the currency.
        quantity_before, quantity_after: First quantity.
        before_place, after_place: File (SHA-256) and record of each.
    """

    commodity: str
    partner: str | None
    mode: str | None
    province: str | None
    enterprise: str | None
    bloc: str | None
    before: int | None
    after: int | None
    quantity_before: int | None
    quantity_after: int | None
    before_place: tuple[str, int] | None
    after_place: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Revision:
    """The revisions of one period in one grain: the totals, and the keys that changed."""

    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    period: Period
    before: int
    after: int
    facts: tuple[FactRevision, ...]


_OF_SLICE = len(SLICE_COLUMNS)
"""With how many columns of its slice a key begins; it ends with its two months."""

_SAME_KEY = " AND ".join(f"a.{c} IS NOT DISTINCT FROM b.{c}" for c in KEY_COLUMNS)

# Keys whose fact differs between two views, in the cells that the earlier one knew at all: a month
# that came out later is news, not a revision.
_CHANGED_SQL = f"""
WITH a AS (SELECT * FROM {{earlier}} WHERE {{where}}),
     b AS (SELECT * FROM {{later}} WHERE {{where}}),
     known AS (SELECT DISTINCT {", ".join(CELL_COLUMNS)} FROM a)
SELECT {", ".join(f"coalesce(a.{c}, b.{c})" for c in KEY_COLUMNS)},
       a.value, b.value, a.quantity, b.quantity, a.source, a.row, b.source, b.row
FROM a FULL JOIN b ON {_SAME_KEY}
WHERE (a.source IS NULL OR b.source IS NULL OR a.value <> b.value
       OR a.quantity IS DISTINCT FROM b.quantity OR a.quantity2 IS DISTINCT FROM b.quantity2
       OR a.growth IS DISTINCT FROM b.growth)
  AND (a.source IS NOT NULL OR EXISTS (
      SELECT 1 FROM known AS k WHERE {" AND ".join(f"k.{c} = b.{c}" for c in CELL_COLUMNS)}))
ORDER BY ALL
"""

_TOTALS_SQL = """
SELECT flow, grain, scope, currency, first_month, last_month, sum(value)
FROM {facts} WHERE {where} GROUP BY ALL
"""


def find_revisions(earlier: View, later: View, codes: Sequence[str] = ()) -> tuple[Revision, ...]:
    """Compare two views of one store.

    Args:
        earlier: The earlier moment.
        later: The later one; it is asked.
        codes: Only commodities that begin with one of these; all by default.
    """
    where = " OR ".join(f"starts_with(commodity, '{code}')" for code in codes) or "true"
    rows = later.query(_CHANGED_SQL.format(earlier=earlier.facts, later=later.facts, where=where))
    before = _totals(later, earlier.facts, where)
    after = _totals(later, later.facts, where)
    groups: dict[tuple[str, ...], list[FactRevision]] = {}
    for row in rows:
        key, told = row[: len(KEY_COLUMNS)], row[len(KEY_COLUMNS) :]
        group = (*key[:_OF_SLICE], *key[-2:])
        groups.setdefault(group, []).append(_fact_revision(key[_OF_SLICE:-2], told))
    return tuple(
        Revision(
            flow=Flow(group[0]),
            grain=Grain.parse(group[1]),
            scope=Scope.parse(group[2]),
            currency=Currency(group[3]),
            period=Period(Month.parse(group[4]), Month.parse(group[5])),
            before=before.get(group, 0),
            after=after.get(group, 0),
            facts=tuple(facts),
        )
        for group, facts in sorted(groups.items(), key=lambda item: (item[0][4:], item[0]))
    )


def _totals(view: View, facts: str, where: str) -> dict[tuple[str, ...], int]:
    rows = view.query(_TOTALS_SQL.format(facts=facts, where=where))
    return {tuple(row[:6]): int(row[6]) for row in rows}


def _fact_revision(key: tuple[Any, ...], row: tuple[int | str | None, ...]) -> FactRevision:
    before, after, quantity_before, quantity_after = (
        None if number is None else int(number) for number in row[:4]
    )
    places = [
        None if source is None or record is None else (str(source), int(record))
        for source, record in (row[4:6], row[6:8])
    ]
    commodity, partner, mode, province, enterprise, bloc = key
    return FactRevision(
        commodity, partner, mode, province, enterprise, bloc, before, after, quantity_before,
        quantity_after, places[0], places[1],
    )  # fmt: skip
