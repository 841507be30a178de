"""Facts one after the other, from a given one on: pages that stay the same while others load."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yuebao.domain import FACT_COLUMNS, KEY_COLUMNS, UserError
from yuebao.publish.facts import FactsRequest, facts_where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.domain import Month
    from yuebao.store import View

ORDER: tuple[str, ...] = (
    "last_month", "commodity", *(n for n in KEY_COLUMNS if n not in ("last_month", "commodity")),
    "source", "row",
)  # fmt: skip
"""The columns facts are in the order of; no two facts have the same of all."""

_NAMES = tuple(column.name for column in FACT_COLUMNS if column.name != "superseded")
_PLACE = {name: _NAMES.index(name) for name in ORDER}


@dataclass(frozen=True, slots=True)
class Scan:
    """Some facts.

    Attributes:
        facts: Each by column name, in `ORDER`.
        after: What to give for those that follow; empty where there are none.
    """

    facts: tuple[Mapping[str, Any], ...]
    after: tuple[str, ...]


def scan_facts(
    view: View, request: FactsRequest, after: Sequence[str] = (), limit: int = 100
) -> Scan:
    """The facts that follow one, in the order of `ORDER`.

    Months are read one after the other, and no further than needed.

    Args:
        view: What a store knows; another version of it may give others.
        request: Which facts; its order and its page are passed over.
        after: What an earlier scan gave; empty for the first.
        limit: How many at most.

    Raises:
        UserError: `after` was given by no scan.
    """
    if after and (len(after) != len(ORDER) or not after[-1].isdigit()):
        raise UserError("these facts cannot be gone on from", remedy="Begin with the first page.")
    found: list[tuple[Any, ...]] = []
    for months in _stretches(view, request, after):
        found += _some(view, request, months, after, limit + 1 - len(found))
        if len(found) > limit:
            break
    facts = tuple(dict(zip(_NAMES, row, strict=True)) for row in found[:limit])
    return Scan(facts, _place(found[limit - 1]) if len(found) > limit else ())


def _place(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if row[at] is None else str(row[at]) for at in _PLACE.values())


def _stretches(view: View, request: FactsRequest, after: Sequence[str]) -> Iterator[list[Month]]:
    """The months facts end in, ascending: one, then two, then four at a time."""
    months = sorted({period.last for part in view.slices for period in part.periods})
    within = request.within
    left = [
        month for month in months
        if (not after or str(month) >= after[0])
        and (within is None or within.first <= month <= within.last)
    ]  # fmt: skip
    size = 1
    while left:
        yield left[:size]
        left, size = left[size:], size * 2


def _some(
    view: View, request: FactsRequest, months: list[Month], after: Sequence[str], limit: int
) -> list[tuple[Any, ...]]:
    where, bound = facts_where(replace(request, offset=0))
    among = ", ".join(f"'{month}'" for month in months)
    parts = [where, f"f.last_month IN ({among})"]
    keys = [_key(name) for name in ORDER]
    if after:
        names = [f"$after_{name}" for name in ORDER[:-1]]
        parts.append(f"({', '.join(keys)}) > ({', '.join((*names, '$after_row::INTEGER'))})")
        bound |= {f"after_{name}": value for name, value in zip(ORDER, after, strict=True)}
    columns = ", ".join(f'f."{name}"' for name in _NAMES)
    return view.query(
        f"SELECT {columns} FROM {view.facts_of(months)} AS f WHERE {' AND '.join(parts)} "
        f"ORDER BY {', '.join(keys)} LIMIT {limit:d}",
        bound,
    )


def _key(name: str) -> str:
    return f'f."{name}"' if name == "row" else f"coalesce(f.{name}, '')"
