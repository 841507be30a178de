"""From stored facts to levels and quantities: what is asked, as one statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from yuebao.domain import QUANTITY_COLUMNS, SLICE_COLUMNS, Amount, Dimension, Month, Period
from yuebao.indicators._levels import Breakdown, Level, LevelTable, add_levels, no_trade
from yuebao.store import codes_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.indicators._basis import Basis
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
    found: list[dict[Period, dict[str, Level]]] = [
        {period: {} for period in t.basis.terms} for t in tabulations
    ]
    owners = [number for number, t in enumerate(tabulations) for _ in t.basis.of_one_grain()]
    apart = [Tabulation(b, t.breakdown) for t in tabulations for b in t.basis.of_one_grain()]
    cells = [_Cell(n, period) for n, t in enumerate(apart) for period in t.basis.terms]
    nothing = [no_trade(apart[cell.tabulation].basis, cell.period) for cell in cells]
    origins = Origins()
    for at, code, amount, facts, told, growth, precision in _run(view, apart, cells):
        cell, zero = cells[at], nothing[at]
        basis, breakdown = apart[cell.tabulation]
        releases, sources = origins.read(told)
        level = Level(
            amount=Amount(int(amount), zero.amount.unit),
            flow=zero.flow,
            period=zero.period,
            grain=zero.grain,
            rows=int(facts),
            releases=releases,
            sources=sources,
            official_growth=growth if len(basis.terms[cell.period]) == 1 else None,
            precision=precision,
        )
        entity = view.office.partners.current(code) if breakdown is Breakdown.PARTNER else code
        levels = found[owners[cell.tabulation]][cell.period]
        held = levels.get(entity)
        levels[entity] = level if held is None else add_levels((held, level), level)
    return tuple(LevelTable(t.basis, levels) for t, levels in zip(tabulations, found, strict=True))


class _Cell(NamedTuple):
    """A period of a tabulation, which stands under its number."""

    tabulation: int
    period: Period


class Origins:
    """Texts of release date and source, read once however many levels rest on the same."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, ...], tuple[tuple[date, ...], tuple[str, ...]]] = {}

    def read(self, origins: list[str]) -> tuple[tuple[date, ...], tuple[str, ...]]:
        """The release dates and the files among them, each ascending."""
        key = tuple(sorted(origins))
        if key not in self._read:
            days, sources = zip(*(origin.split() for origin in key), strict=True)
            releases = map(date.fromisoformat, sorted(set(days)))
            self._read[key] = tuple(releases), tuple(sorted(set(sources)))
        return self._read[key]


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
    tables = [_quantities(view, part, unit) for part in basis.of_one_grain()]
    held = [table for table in tables if any(level.rows for level in table.levels.values())]
    levels = {
        period: add_levels(known, known[0])
        for period in basis.terms
        if (known := [t.levels[period] for t in (held or tables) if period in t.levels])
    }
    left_out = {period: sum(t.left_out[period] for t in tables) for period in basis.terms}
    return QuantityTable(unit, levels, left_out)


def _quantities(view: View, basis: Basis, unit: str) -> QuantityTable:
    """Those of one grain."""
    nothing = {
        period: Level(Amount(0, unit), basis.flow, period, str(basis.grain))
        for period in basis.terms
    }
    levels: dict[Period, Level] = {}
    origins = Origins()
    left_out = dict.fromkeys(basis.terms, 0)
    for row in _run_quantities(view, basis, unit):
        _, first, last, amount, facts, told, without = row
        period = Period(Month.parse(first), Month.parse(last))
        left_out[period] = without
        if facts:
            releases, sources = origins.read(told)
            levels[period] = Level(
                amount=Amount(int(amount), unit),
                flow=basis.flow,
                period=period,
                grain=str(basis.grain),
                rows=facts,
                releases=releases,
                sources=sources,
            )
    untraded = {p: zero for p, zero in nothing.items() if p not in levels and not left_out[p]}
    return QuantityTable(unit, levels | untraded, left_out)


@cache
def _sql(name: str) -> str:
    """A statement with its holes, without the lines that explain them."""
    text = (files("yuebao.indicators") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


_TERM = (*SLICE_COLUMNS, "first_month", "last_month")
"""What the facts of a term have in common."""


def _run(
    view: View, tabulations: Sequence[Tabulation], cells: Sequence[_Cell]
) -> list[tuple[Any, ...]]:
    """The rows of levels.sql."""
    facts_of = [_slice_of(basis) for basis, _ in tabulations]
    terms = [
        {
            "tabulation": str(number),
            "cell": str(at),
            "sign": str(term.sign),
            **facts_of[number],
            "first_month": str(term.period.first),
            "last_month": str(term.period.last),
        }
        for at, (number, period) in enumerate(cells)
        for term in tabulations[number].basis.terms[period]
    ]
    if not terms:
        return []
    # Facts are many: what all terms have in common need not be compared term by term.
    differing = [name for name in _TERM if len({term[name] for term in terms}) > 1]
    same = [f"f.{name} = '{terms[0][name]}'" for name in _TERM if name not in differing]
    if "first_month" in differing and all(t["first_month"] == t["last_month"] for t in terms):
        differing.remove("first_month")
        same.append("f.first_month = f.last_month")
    fields = ("tabulation", "cell", "sign", *differing)
    for basis, breakdown in tabulations:
        _check_held(view, basis, map(str, breakdown.dimensions()))
    months, codes = _reach([basis for basis, _ in tabulations])
    sql = _sql("levels").format(
        entity=_entity(tabulations),
        facts=view.facts_of(months),
        terms=";".join("|".join(term[name] for name in fields) for term in terms),
        fields=", ".join(
            f"split_part(term, '|', {at}){'' if name in _TERM else '::INTEGER'} AS {name}"
            for at, name in enumerate(fields, 1)
        ),
        join=" AND ".join(f"f.{name} = t.{name}" for name in differing) or "true",
        where=" AND ".join((*same, _among("f.last_month", months), codes_below(codes))),
    )
    return view.query(sql)


def _slice_of(basis: Basis) -> dict[str, str]:
    """What the facts of a basis have in common, by column."""
    return {name: str(getattr(basis, name)) for name in SLICE_COLUMNS}


def _entity(tabulations: Sequence[Tabulation]) -> str:
    """SQL of what a fact counts for in each tabulation; null where it is of other commodities."""
    numbers: dict[str, list[int]] = {}
    for number, (basis, breakdown) in enumerate(tabulations):
        if breakdown is Breakdown.COMMODITY:
            cases = " ".join(
                f"WHEN {codes_below([basis.stored_code(code)])} THEN '{code}'"
                for code in basis.codes
            )
        else:
            stored = [basis.stored_code(code) for code in basis.codes]
            cases = f"WHEN {codes_below(stored)} THEN f.{breakdown.value}"
        numbers.setdefault(f"CASE {cases} END", []).append(number)
    cases = " ".join(
        f"WHEN t.tabulation IN ({', '.join(map(str, held))}) THEN {entity}"
        for entity, held in numbers.items()
    )
    return f"CASE {cases} END"


def _run_quantities(view: View, basis: Basis, unit: str) -> list[tuple[Any, ...]]:
    """The rows of quantities.sql."""
    return _run_terms(view, basis, "quantities", {"unit": unit})


def run_price(view: View, basis: Basis, *, partners: bool) -> list[tuple[Any, ...]]:
    """The rows of price.sql."""
    columns = (Dimension.PARTNER.value,) if partners else ()
    partner = "f.partner" if partners else "NULL"
    return _run_terms(view, basis, "price", {}, columns, partner=partner)


def _run_terms(
    view: View,
    basis: Basis,
    name: str,
    bound: dict[str, str],
    columns: Sequence[str] = (),
    **holes: str,
) -> list[tuple[Any, ...]]:
    """The rows of a statement on the terms of one basis, with quantities and columns of its own."""
    if not basis.terms:
        return []
    _check_held(view, basis, (*QUANTITY_COLUMNS, *columns))
    months, codes = _reach([basis])
    sql = _sql(name).format(
        **holes,
        facts=view.facts_of(months),
        terms=", ".join(
            f"('{wanted.first}', '{wanted.last}', '{term.period.first}', '{term.period.last}', "
            f"{term.sign})"
            for wanted, parts in basis.terms.items()
            for term in parts
        ),
        months=", ".join(f"'{month}'" for month in months),
        commodity=codes_below(codes),
    )
    return view.query(sql, _slice_of(basis) | bound)


def _check_held(view: View, basis: Basis, columns: Iterable[str]) -> None:
    """Hold a narrowed view to having the facts of a basis, with the columns asked for."""
    if view.held is None:
        return
    months, codes = _reach([basis])
    if not view.held.holds(codes, months, columns):
        raise AssertionError(f"{codes} in {months} were narrowed away")


def _reach(bases: Sequence[Basis]) -> tuple[list[Month], tuple[str, ...]]:
    """The months in which facts of bases end, and the codes they are below."""
    months = sorted(
        {term.period.last for b in bases for parts in b.terms.values() for term in parts}
    )
    codes = tuple(dict.fromkeys(basis.stored_code(c) for basis in bases for c in basis.codes))
    return months, codes


def _among(column: str, values: Iterable[object]) -> str:
    texts = (f"'{value}'" for value in values)
    return f"{column} IN ({', '.join(texts)})"
