"""From stored facts to levels and quantities: what is asked, as one statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from yuebao.domain import Amount, Month, Period
from yuebao.indicators._levels import Breakdown, Level, LevelTable, add_levels
from yuebao.reference import current_partner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.indicators._basis import Basis, Term
    from yuebao.store import View


class Tabulation(NamedTuple):
    """Levels wanted: the facts they are of, and the entities they distinguish."""

    basis: Basis
    breakdown: Breakdown


def compute_levels(view: View, basis: Basis, breakdown: Breakdown) -> LevelTable:
    """Add up the facts of a basis by entity and period; see `tabulate`."""
    (table,) = tabulate(view, [Tabulation(basis, breakdown)])
    return table


def tabulate(view: View, tabulations: Sequence[Tabulation]) -> tuple[LevelTable, ...]:
    """Add up facts by entity and period, for every tabulation in one pass over them.

    Partners whose customs code changed stand under the code they have now.
    """
    cells = [(number, period) for number, t in enumerate(tabulations) for period in t.basis.terms]
    found: list[dict[tuple[str, Period], Level]] = [{} for _ in tabulations]
    for cell, code, amount, facts, origins, growth, precision in _run(view, tabulations, cells):
        number, period = cells[cell]
        basis, breakdown = tabulations[number]
        entity = current_partner(code) if breakdown is Breakdown.PARTNER else code
        exact = len(basis.terms[period]) == 1
        level = Level(
            amount=Amount(int(amount), basis.currency.value),
            flow=basis.flow,
            period=period,
            grain=str(basis.grain),
            rows=int(facts),
            releases=_releases(origins),
            sources=_sources(origins),
            official_growth=growth if exact else None,
            precision=precision,
        )
        levels = found[number]
        held = levels.get((entity, period))
        levels[entity, period] = level if held is None else add_levels((held, level), level)
    return tuple(
        LevelTable(tabulation.basis, levels)
        for tabulation, levels in zip(tabulations, found, strict=True)
    )


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """Quantities in one unit, by period.

    Attributes:
        levels: The quantity of each period that can be answered.
        left_out: For each, how many facts had no quantity in the unit.
    """

    unit: str
    levels: dict[Period, Level]
    left_out: dict[Period, int]


def compute_quantities(view: View, basis: Basis, unit: str) -> QuantityTable:
    """Add up first or second quantities in one unit of customs (个, 千克).

    A period none of whose facts carries the unit has no quantity; one that is known to be without
    trade has a quantity of zero.
    """
    nothing = {
        period: Level(Amount(0, unit), basis.flow, period, str(basis.grain))
        for period in basis.terms
    }
    levels: dict[Period, Level] = {}
    left_out = dict.fromkeys(basis.terms, 0)
    for row in _run_quantities(view, basis, unit):
        _, first, last, amount, facts, origins, without = row
        period = Period(Month.parse(first), Month.parse(last))
        left_out[period] = without
        if facts:
            levels[period] = Level(
                amount=Amount(int(amount), unit),
                flow=basis.flow,
                period=period,
                grain=str(basis.grain),
                rows=facts,
                releases=_releases(origins),
                sources=_sources(origins),
            )
    untraded = {p: zero for p, zero in nothing.items() if p not in levels and not left_out[p]}
    return QuantityTable(unit, levels | untraded, left_out)


def _releases(origins: Iterable[str]) -> tuple[date, ...]:
    """The release dates among texts of date and source, ascending."""
    return tuple(map(date.fromisoformat, sorted({origin.split()[0] for origin in origins})))


def _sources(origins: Iterable[str]) -> tuple[str, ...]:
    """The files among texts of date and source, ascending."""
    return tuple(sorted({origin.split()[1] for origin in origins}))


@cache
def _sql(name: str) -> str:
    """A statement with its holes, without the lines that explain them."""
    text = (files("yuebao.indicators") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


_TERM = ("flow", "grain", "scope", "currency", "first_month", "last_month")
"""What the facts of a term have in common."""


def _run(
    view: View, tabulations: Sequence[Tabulation], cells: Sequence[tuple[int, Period]]
) -> list[tuple[Any, ...]]:
    """The rows of levels.sql."""
    terms = [
        ((number, cell, term.sign), _term(tabulations[number].basis, term))
        for cell, (number, period) in enumerate(cells)
        for term in tabulations[number].basis.terms[period]
    ]
    if not terms:
        return []
    # Facts are many: what all terms have in common need not be compared term by term.
    columns = dict(zip(_TERM, zip(*(of for _, of in terms), strict=True), strict=True))
    differing = [name for name, held in columns.items() if len(set(held)) > 1]
    same = [f"f.{name} = '{held[0]}'" for name, held in columns.items() if name not in differing]
    if columns["first_month"] == columns["last_month"] and "first_month" in differing:
        differing.remove("first_month")
        same.append("f.first_month = f.last_month")
    months, codes = _reach(view, [tabulation.basis for tabulation in tabulations])
    sql = _sql("levels").format(
        entity=_entity(tabulations),
        facts=view.facts_of(months),
        terms=", ".join(
            f"({', '.join(map(str, numbers))}{''.join(texts)})"
            for (numbers, _), *texts in zip(
                terms, *([f", '{text}'" for text in columns[c]] for c in differing), strict=True
            )
        ),
        columns=", ".join(("tabulation", "cell", "sign", *differing)),
        join=" AND ".join(f"f.{name} = t.{name}" for name in differing) or "true",
        where=" AND ".join((*same, _among("f.last_month", months), _below(codes))),
    )
    return view.connection.execute(sql).fetchall()


def _entity(tabulations: Sequence[Tabulation]) -> str:
    """SQL of what a fact counts for in each tabulation; null where it is of other commodities."""
    numbers: dict[str, list[int]] = {}
    for number, (basis, breakdown) in enumerate(tabulations):
        if breakdown is Breakdown.COMMODITY:
            cases = " ".join(f"WHEN {_below([code])} THEN '{code}'" for code in basis.codes)
        else:
            cases = f"WHEN {_below(basis.codes)} THEN f.{breakdown.value}"
        numbers.setdefault(f"CASE {cases} END", []).append(number)
    cases = " ".join(
        f"WHEN t.tabulation IN ({', '.join(map(str, held))}) THEN {entity}"
        for entity, held in numbers.items()
    )
    return f"CASE {cases} END"


def _run_quantities(view: View, basis: Basis, unit: str) -> list[tuple[Any, ...]]:
    """The rows of quantities.sql."""
    if not basis.terms:
        return []
    bound = {
        "flow": basis.flow.value,
        "grain": str(basis.grain),
        "scope": str(basis.scope),
        "currency": basis.currency.value,
        "unit": unit,
    }
    months, codes = _reach(view, [basis])
    sql = _sql("quantities").format(
        facts=view.facts_of(months),
        terms=", ".join(
            f"('{wanted.first}', '{wanted.last}', '{term.period.first}', '{term.period.last}', "
            f"{term.sign})"
            for wanted, parts in basis.terms.items()
            for term in parts
        ),
        months=", ".join(f"'{month}'" for month in months),
        commodity=_below(codes),
    )
    return view.connection.execute(sql, bound).fetchall()


def _reach(view: View, bases: Sequence[Basis]) -> tuple[list[Month], tuple[str, ...]]:
    """The months in which facts of bases end, and the codes they are below."""
    months = sorted(
        {term.period.last for b in bases for parts in b.terms.values() for term in parts}
    )
    codes = tuple(dict.fromkeys(code for basis in bases for code in basis.codes))
    if view.held is not None and not view.held.holds(codes, months):
        raise AssertionError(f"{codes} in {months} were narrowed away")
    return months, codes


def _term(basis: Basis, term: Term) -> tuple[str, ...]:
    """The columns of _TERM."""
    first, last = term.period.first, term.period.last
    return tuple(map(str, (basis.flow, basis.grain, basis.scope, basis.currency, first, last)))


def _among(column: str, values: Iterable[object]) -> str:
    texts = (f"'{value}'" for value in values)
    return f"{column} IN ({', '.join(texts)})"


def _below(codes: Sequence[str]) -> str:
    """The codes that begin with one of these, as ranges that Parquet statistics can prune.

    A code below another is left out: of ranges within ranges nothing would be pruned.
    """
    others = [tuple(other for other in codes if other != code) for code in codes]
    ranges = (
        f"(f.commodity >= '{code}' AND f.commodity < '{code}:')"  # ':' follows '9'
        for code, rest in zip(codes, others, strict=True)
        if not code.startswith(rest)
    )
    return f"({' OR '.join(ranges)})"
