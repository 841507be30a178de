"""The facts behind a figure, and facts at large: a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import FACT_COLUMNS, KEY_COLUMNS, Flow, UserError
from yuebao.indicators import Breakdown, resolve_period
from yuebao.report.model import Block, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Currency, Period
    from yuebao.publish.addresses import NamedFigure
    from yuebao.report import Definition, Document
    from yuebao.report.model import Ingredient
    from yuebao.store import View

SORTS = (
    "last_month", "commodity", "partner", "province", "mode", "value", "quantity", "source", "row",
)  # fmt: skip
"""The columns facts can be sorted by."""

_NAMES = tuple(column.name for column in FACT_COLUMNS if column.name != "superseded")
_DIMENSIONS = ("partner", "mode", "province", "enterprise", "bloc")
_TIE = ", ".join(f"coalesce(f.{name}::VARCHAR, '')" for name in KEY_COLUMNS)


@dataclass(frozen=True, slots=True)
class FactsRequest:
    """Facts that are asked for. What is empty or None narrows nothing.

    Attributes:
        flows: These flows.
        grain: This grain.
        scope: This scope.
        currency: This currency.
        codes: Commodities that begin with one of these.
        periods: Facts that cover just one of these periods.
        within: Facts whose months lie in this period.
        dimension: One of partner, mode, province, enterprise, bloc; its only codes are `entities`.
        entities: Those codes.
        sources: Files, by SHA-256.
        unit: Only facts with a quantity in this unit.
        sort: A column of `SORTS`.
        descending: Whether the largest come first.
        offset: How many of them are passed over.
        limit: How many are given at most.
    """

    flows: tuple[Flow, ...] = ()
    grain: str | None = None
    scope: str | None = None
    currency: Currency | None = None
    codes: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    within: Period | None = None
    dimension: str | None = None
    entities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unit: str | None = None
    sort: str = "last_month"
    descending: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class FactsPage:
    """Some of the facts asked for.

    Attributes:
        facts: Each by column name, as the fact table has them.
        total: How many there are in all.
        request: What was asked.
    """

    facts: tuple[Mapping[str, Any], ...]
    total: int
    request: FactsRequest


def list_facts(view: View, request: FactsRequest) -> FactsPage:
    """A page of the facts that a store knows.

    Raises:
        UserError: They cannot be sorted by that column.
    """
    if request.sort not in SORTS:
        raise UserError(
            f"facts cannot be sorted by {request.sort!r}",
            remedy=f"They can by {', '.join(SORTS)}.",
        )
    where, bound = facts_where(request)
    months = [m for period in (*request.periods, request.within) if period for m in period.months()]
    facts = view.facts_of(months) if months else view.facts
    order = f"f.{request.sort} {'DESC' if request.descending else 'ASC'} NULLS LAST, {_TIE}"
    columns = ", ".join(f'f."{name}"' for name in _NAMES)
    ((total,),) = view.query(f"SELECT count(*) FROM {facts} AS f WHERE {where}", bound)
    rows = view.query(
        f"SELECT {columns} FROM {facts} AS f WHERE {where} ORDER BY {order} "
        f"LIMIT {request.limit:d} OFFSET {request.offset:d}",
        bound,
    )
    found = tuple(dict(zip(_NAMES, row, strict=True)) for row in rows)
    return FactsPage(found, int(total), request)


def facts_where(request: FactsRequest) -> tuple[str, dict[str, object]]:
    """SQL of whether a fact `f` is asked for, and its bound values."""
    parts = ["true"]
    bound: dict[str, object] = {}
    exact = {"grain": request.grain, "scope": request.scope, "currency": request.currency}
    for column, value in exact.items():
        if value is not None:
            parts.append(f"f.{column} = ${column}")
            bound[column] = str(value)
    lists: dict[str, Sequence[object]] = {
        "flow": request.flows, "source": request.sources, request.dimension or "": request.entities,
    }  # fmt: skip
    for column, values in lists.items():
        if values and (column in ("flow", "source") or column in _DIMENSIONS):
            parts.append(f"list_contains(${column}s, f.{column})")
            bound[f"{column}s"] = [str(value) for value in values]
    if request.codes:
        named = {f"code{at}": code for at, code in enumerate(request.codes)}
        # As a range, so that statistics tell which files hold any: ':' follows '9'.
        ranges = " OR ".join(
            f"(f.commodity >= ${name} AND f.commodity < ${name} || ':')" if code.isdigit()
            else f"starts_with(f.commodity, ${name})"
            for name, code in named.items()
        )  # fmt: skip
        parts.append(f"({ranges})")
        bound |= named
    if request.periods:
        parts.append("list_contains($periods, f.first_month || '..' || f.last_month)")
        bound["periods"] = [f"{period.first}..{period.last}" for period in request.periods]
    if request.within is not None:
        parts.append("f.first_month >= $first AND f.last_month <= $last")
        bound |= {"first": str(request.within.first), "last": str(request.within.last)}
    if request.unit is not None:
        parts.append("(f.unit = $unit OR f.unit2 = $unit)")
        bound["unit"] = request.unit
    return " AND ".join(parts), bound


def behind(
    view: View,
    definition: Definition,
    document: Document,
    named: NamedFigure,
    level: Ingredient,
) -> FactsRequest | None:
    """The facts that a level of a figure was added up from; None where none can be named.

    Those are not named that all others of a table have together, and those of more than one grain.
    """
    if not level.grain or (named.cell is not None and named.cell.block is Block.REST):
        return None
    flows = (Flow.EXPORT, Flow.IMPORT) if level.flow is Flow.TOTAL else (level.flow,)
    codes, dimension, entities = _entities(view, definition, document, named, level)
    found: set[tuple[str, tuple[Period, ...]]] = set()
    for flow in flows:
        for coverage in view.coverage(codes, flow):
            if (str(coverage.grain), coverage.currency) == (level.grain, document.currency):
                stated = coverage.common(parts=True)
                terms = resolve_period(level.period, stated)
                if terms is not None:
                    found.add((str(coverage.scope), tuple(term.period for term in terms)))
    whole = [one for one in found if one[0] == "all"] or list(found)
    if len(whole) != 1:
        return None
    ((scope, periods),) = whole
    return FactsRequest(
        flows=flows,
        grain=level.grain,
        scope=scope,
        currency=document.currency,
        codes=codes,
        periods=periods,
        dimension=dimension,
        entities=entities,
        sources=level.sources,
        unit=level.unit if named.figure.quantity else None,
    )


_WHOLES = (Role.WHOLE, Role.WHOLE_BASE)


def _entities(
    view: View, definition: Definition, document: Document, named: NamedFigure, level: Ingredient
) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
    """The commodities a level is of, and the dimension and codes of its entity."""
    subject, code = definition.subject, named.label.code
    everything = (subject.codes, None, ())
    if code is None or level.role in _WHOLES:
        return everything
    by = named.table.by if named.table is not None else None
    if by is None or by is Breakdown.COMMODITY:
        products = {one.code: one.codes for one in subject.products}
        return products.get(code, (code,)), None, ()
    if named.cell is not None and named.cell.block is Block.BLOC and by is Breakdown.PARTNER:
        month = definition.fixed_groups.get(code, document.month)
        members = view.office.groups.find(code).members(month)
        return subject.codes, by.value, tuple(sorted(members))
    if by is Breakdown.PARTNER:
        return subject.codes, by.value, view.office.partners.codes_of(code)
    return subject.codes, by.value, (code,)
