"""What looks wrong in a store: one function a rule, each giving findings.

The rules look at the facts valid at a view's moment, gathered once (`sql/cells.sql`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from yuebao.domain import Dimension, Fault, Grain, Month, Period
from yuebao.indicators._holdings import find_holdings, heading_of, month_runs
from yuebao.indicators._sql import statement
from yuebao.store import find_cuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.reference import Listing
    from yuebao.store import Slice, View

JUMP = 3
"""A unit value this many times the median of its neighbours, or less than one part in as many…"""
BEYOND = 2
"""…is a jump where it is also this far beyond the highest, or lowest, of them."""
NEIGHBOURS = 6
"""The months nearest to it with which a unit value is compared, not more than a year away."""
FEWEST = 4
"""With fewer neighbours nothing is said."""
ENOUGH = 1_000_000
"""Trade of less, in whole units of its currency, has unit values of any size."""

_NAMED = 8  # codes or months named in one finding


class Line(NamedTuple):
    """Facts that are told together: one flow in one grain, scope and currency."""

    flow: str
    grain: str
    scope: str
    currency: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One commodity in one period and unit, as one grain states it; columns as in cells.sql."""

    line: Line
    commodity: str
    period: Period
    unit: str | None
    unit2: str | None
    value: int
    quantity: int | None
    twice_rounding: int
    sources: tuple[str, ...]
    negative: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at.

    Attributes:
        codes: Only commodities that begin with one of these; all where empty.
        months: Only facts of periods that end in these; all where None.
    """

    view: View
    cells: tuple[Observation, ...]
    codes: tuple[str, ...] = ()
    months: frozenset[Month] | None = None

    def slices(self) -> Iterator[Slice]:
        """What is stated of the commodities looked at."""
        for part in self.view.slices:
            if not self.codes or any(part.covers(code) for code in self.codes):
                yield part

    def looks_at(self, month: Month) -> bool:
        """Whether a month is looked at."""
        return self.months is None or month in self.months

    def names(self, sources: Iterable[str]) -> str:
        """Files by their names, the first few."""
        known = self.view.source_names()
        listed = sorted({known.get(source, source[:12]) for source in sources})
        return ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "")


def gather_evidence(
    view: View, codes: Sequence[str] = (), months: Sequence[Month] | None = None
) -> Evidence:
    """Read once what the rules look at.

    Args:
        view: The store as it is known.
        codes: Only commodities that begin with one of these; all by default.
        months: Only facts of periods that end in these months; all by default.
    """
    where = [" OR ".join(f"starts_with(f.commodity, $code{at})" for at in range(len(codes)))]
    bound = {f"code{at}": code for at, code in enumerate(codes)}
    if not codes:
        where = ["true"]
    if months is not None:
        listed = {f"month{at}": str(month) for at, month in enumerate(months)}
        where.append(f"f.last_month IN ({', '.join(f'${name}' for name in listed)})")
        bound |= listed
    sql = statement("cells").format(
        facts=view.facts, where=" AND ".join(f"({part})" for part in where)
    )
    cells = tuple(
        Observation(
            Line(*row[:4]), row[4], Period(Month.parse(row[5]), Month.parse(row[6])), row[7],
            row[8], int(row[9]), None if row[10] is None else int(row[10]), int(row[11]),
            tuple(row[12]), int(row[13]),
        )
        for row in view.query(sql, bound)
    )  # fmt: skip
    ordered = sorted(cells, key=lambda c: (c.line, c.commodity, c.period, c.unit or "", c.value))
    held = None if months is None else frozenset(months)
    return Evidence(view, tuple(ordered), tuple(codes), held)


def suspect_cuts(evidence: Evidence) -> Iterator[Fault]:
    """Files as long as the platform's limit that no other file completes."""
    stated = {part.source for part in evidence.slices()}
    for cut in find_cuts(evidence.view):
        if cut.source in stated and evidence.looks_at(cut.month):
            yield Fault(
                "cut", cut.name,
                f"It has exactly {cut.rows:,} rows and stops in {cut.month}.",
                "The platform hands out no more rows in one file, so the rest of the query is "
                "probably missing.",
                f"Export {cut.month} again, split by partner or province, and load it with --add.",
            )  # fmt: skip


def suspect_negatives(evidence: Evidence) -> Iterator[Fault]:
    """Values and quantities below zero: trade has none, a correction printed as a row may."""
    found: dict[tuple[Line, str], list[Observation]] = defaultdict(list)
    for cell in evidence.cells:
        if cell.negative:
            found[cell.line, heading_of(cell.commodity)].append(cell)
    for (line, heading), cells in found.items():
        count, by = sum(cell.negative for cell in cells), Grain.parse(line.grain).words()
        months = ", ".join(map(str, month_runs(sorted({cell.period.last for cell in cells}))))
        files = evidence.names(source for cell in cells for source in cell.sources)
        yield Fault(
            "negative", f"{line.flow}s of {heading}, {files}",
            f"{count:,} facts by {by} are below zero ({line.currency}), in {months}.",
            "Trade cannot be less than nothing: a correction may be printed so, and a file that "
            "somebody worked on may hold a mistake. They are summed as they stand.",
            "Compare them with the file as it was downloaded; if they are wrong, load that one.",
        )  # fmt: skip


def suspect_scopes(evidence: Evidence) -> Iterator[Fault]:
    """Files of a part of trade where nothing speaks of the whole."""
    if evidence.months is not None and not evidence.cells:
        return
    holdings = find_holdings(evidence.view, evidence.codes)
    whole = {(h.flow, h.heading, h.currency) for h in holdings if not h.scope.is_partial()}
    for held in holdings:
        if held.scope.is_partial() and (held.flow, held.heading, held.currency) not in whole:
            sources = {
                part.source
                for part in evidence.view.slices
                if (part.flow, part.grain, part.scope) == (held.flow, held.grain, held.scope)
                and not set(held.commodities).isdisjoint(part.commodities)
            }
            yield Fault(
                "partial", f"{held.flow}s of {held.heading}, {evidence.names(sources)}",
                f"Only a part of trade is loaded: {held.scope.words()}.",
                "No figure about the whole country is computed from it.",
                "Load the query without the filter; or, if the file is of all trade, load it "
                "again with --scope all.",
            )  # fmt: skip


_CODES_SQL = """
SELECT {column}, count(*), arg_min(source, row), min(row)
FROM {facts} AS f WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY {column}
"""


def suspect_codes(evidence: Evidence) -> Iterator[Fault]:
    """Codes of partners, trade modes, provinces and enterprises that no list has."""
    view, office = evidence.view, evidence.view.office
    lists: dict[Dimension, Listing[Any]] = {
        Dimension.PARTNER: office.partners,
        Dimension.MODE: office.modes,
        Dimension.PROVINCE: office.regions,
        Dimension.ENTERPRISE: office.enterprises,
    }
    for dimension, listing in lists.items():
        sql = _CODES_SQL.format(column=dimension.value, facts=_selected(evidence))
        for code, count, source, row in view.query(sql):
            if listing.find(code) is None:
                yield Fault(
                    "code", f"{evidence.names([source])}, record {row}",
                    f"{dimension.words().capitalize()} {code} is in no list ({count:,} facts).",
                    "A name cannot be printed for it, and it may be a misreading.",
                    "Check the file; if the code is new, it must be added to the lists.",
                )  # fmt: skip


def _selected(evidence: Evidence) -> str:
    """SQL of the facts looked at; codes are digits, months our own."""
    parts = []
    if evidence.codes:
        parts.append(" OR ".join(f"starts_with(commodity, '{c}')" for c in evidence.codes))
    if evidence.months is not None:
        parts.append("last_month IN (" + ", ".join(f"'{m}'" for m in sorted(evidence.months)) + ")")
    where = " AND ".join(f"({part})" for part in parts) or "true"
    return f"(SELECT * FROM {evidence.view.facts} WHERE {where})"


def suspect_commodities(evidence: Evidence) -> Iterator[Fault]:
    """HS codes that the list of the month does not have; none where the office has no lists."""
    office = evidence.view.office
    if not office.commodities.languages:
        return
    unknown: dict[str, set[Month]] = defaultdict(set)
    for code, month in sorted(
        {(cell.commodity, cell.period.last) for cell in evidence.cells if _is_hs(cell)}
    ):
        if not office.knows(code, month):
            unknown[code].add(month)
    for code, months in unknown.items():
        last = max(months)
        edition = office.commodities.list_for(last)
        newer = not edition.exact and last.year > edition.year
        yield Fault(
            "commodity", f"{code}, {_ranges(months)}",
            f"The HS list of {edition.year} does not have it.",
            "It is the last list there is, and the code may be newer." if newer
            else "A code that is in no list of its time may be a misreading.",
            "Check the code in the tariff of the year.",
        )  # fmt: skip


def _is_hs(cell: Observation) -> bool:
    return Grain.parse(cell.line.grain).depth.digits() is not None


def _is_deepest(cell: Observation, evidence: Evidence) -> bool:
    """Whether a commodity is given as deep as the office does."""
    return Grain.parse(cell.line.grain).depth.digits() == evidence.view.office.depth


def suspect_units(evidence: Evidence) -> Iterator[Fault]:
    """Codes of full length whose unit of quantity differs between months."""
    held: dict[tuple[str, str, str], dict[Month, set[str]]] = defaultdict(lambda: defaultdict(set))
    for cell in evidence.cells:
        if _is_deepest(cell, evidence):
            for which, unit in (("first", cell.unit), ("second", cell.unit2)):
                if unit is not None:
                    held[cell.commodity, cell.line.flow, which][cell.period.last].add(unit)
    for (code, flow, which), by_month in sorted(held.items()):
        segments = _segments(by_month)
        if len(segments) > 1:
            told = ", ".join(
                f"{'/'.join(units)} in {_ranges(months)}" for units, months in segments
            )
            yield Fault(
                "unit", f"{flow}s of {code}", f"The {which} unit of quantity changes: {told}.",
                "Quantities in two units do not add up, and growth between them means nothing.",
                "Check the files; if customs changed the unit, quantities of the years cannot be "
                "compared.",
            )  # fmt: skip


def _segments(by_month: Mapping[Month, set[str]]) -> list[tuple[tuple[str, ...], list[Month]]]:
    """Runs of months with the same units."""
    segments: list[tuple[tuple[str, ...], list[Month]]] = []
    for month in sorted(by_month):
        units = tuple(sorted(by_month[month]))
        if segments and segments[-1][0] == units:
            segments[-1][1].append(month)
        else:
            segments.append((units, [month]))
    return segments


def suspect_unit_values(evidence: Evidence) -> Iterator[Fault]:
    """Months in which a unit of a code of full length is worth many times what it is around them.

    Only trade of at least ENOUGH, compared with at least FEWEST of the NEIGHBOURS nearest months
    that have as much, none more than a year away: the unit value is a jump where it is JUMP times
    their median and BEYOND times the highest of them, or as far below.
    """
    series: dict[tuple[Line, str, str], dict[Month, Observation]] = defaultdict(dict)
    for cell in evidence.cells:
        if (
            _is_deepest(cell, evidence)
            and cell.unit is not None
            and cell.quantity is not None
            and cell.quantity > 0
            and cell.value >= ENOUGH
            and cell.period.is_one_month()
        ):
            held = series[cell.line, cell.commodity, cell.unit]
            known = held.get(cell.period.first)
            held[cell.period.first] = cell if known is None else _plus(known, cell)
    for (line, code, unit), by_month in sorted(series.items()):
        for month, cell in sorted(by_month.items()):
            usual = _jump(month, {m: _unit_value(c) for m, c in by_month.items()})
            if usual is not None:
                yield Fault(
                    "unit-value",
                    f"{line.flow}s of {code} in {month}, {evidence.names(cell.sources)}",
                    f"A {unit} is worth {_unit_value(cell):,.2f} {line.currency}; in the months "
                    f"around it {usual:,.2f}.",
                    f"That is more than {JUMP} times as much or as little, so value or quantity is "
                    "probably wrong.",
                    "Look at the month's largest records; a later release may have corrected them.",
                )  # fmt: skip


def _plus(first: Observation, second: Observation) -> Observation:
    """Cells of one unit that differ in the second unit, together."""
    return Observation(
        first.line, first.commodity, first.period, first.unit, None, first.value + second.value,
        (first.quantity or 0) + (second.quantity or 0), first.twice_rounding,
        (*first.sources, *second.sources), first.negative + second.negative,
    )  # fmt: skip


def _unit_value(cell: Observation) -> float:
    return cell.value / (cell.quantity or 1)


def _jump(month: Month, values: Mapping[Month, float]) -> float | None:
    """The usual unit value around a month, where the month's own is far from it; else None."""
    place = _ordinal(month)
    near = sorted((abs(_ordinal(other) - place), other) for other in values if other != month)[
        :NEIGHBOURS
    ]
    around = [values[other] for distance, other in near if distance <= 12]
    if len(around) < FEWEST:
        return None
    own, usual = values[month], median(around)
    above = own > JUMP * usual and own > BEYOND * max(around)
    below = own * JUMP < usual and own * BEYOND < min(around)
    return usual if above or below else None


def _ordinal(month: Month) -> int:
    return month.year * 12 + month.month


def _ranges(months: Iterable[Month]) -> str:
    runs = [str(run) for run in month_runs(months)]
    return ", ".join(runs[:_NAMED]) + (
        f" and {len(runs) - _NAMED} more" if len(runs) > _NAMED else ""
    )
