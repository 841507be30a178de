"""What the person who builds a report should know before it is signed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Period, UnavailableError, spans_of
from yuebao.indicators import (
    Breakdown,
    Gap,
    LevelTable,
    Missing,
    compute_levels,
    month_runs,
    other_bases,
)
from yuebao.report.definition import ALL_GOODS
from yuebao.report.words import LISTED_CODES
from yuebao.store import find_cuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.domain import Month
    from yuebao.indicators import Basis, Level
    from yuebao.report.context import Context
    from yuebao.report.definition import Definition
    from yuebao.report.model import Figure
    from yuebao.store import Cut, View


def find_cut_figures(view: View, figures: Iterable[Figure]) -> tuple[Cut, ...]:
    """The files, probably cut, on whose last month a figure rests."""
    cuts = {cut.source: cut for cut in find_cuts(view)}
    used = {
        source
        for figure in figures
        for ingredient in figure.ingredients
        for source in ingredient.sources
        if source in cuts and cuts[source].month in ingredient.period
    }
    return tuple(cut for source, cut in cuts.items() if source in used)


def cut_error(cuts: Sequence[Cut], where: str) -> UnavailableError:
    """The refusal of a report that rests on files that are probably cut."""
    named = "; ".join(f"{cut.name} stops after {cut.rows:,} rows in {cut.month}" for cut in cuts)
    return UnavailableError(
        f"it rests on files that are probably cut at the platform's limit ({named})",
        where=where,
        remedy="Export the rest of the query (split by partner or province) and load it with "
        "--add; or build with --accept-partial, and the report says so.",
    )


@dataclass(frozen=True, slots=True)
class Lack:
    """HS codes of a report's subject that no file was asked for, in some months of a flow."""

    flow: Flow
    periods: tuple[Period, ...]
    codes: tuple[str, ...]


def find_lacks(context: Context) -> tuple[Lack, ...]:
    """The codes that figures of the report stand for and do not hold, where that was accepted."""
    months: dict[tuple[Flow, tuple[str, ...]], set[Month]] = defaultdict(set)
    for table in context.tables():
        for period, codes in table.basis.partly().items():
            months[table.basis.flow, codes].update(period.months())
    return tuple(
        Lack(flow, month_runs(held), codes) for (flow, codes), held in sorted(months.items())
    )


def tell_lack(lack: Lack, codes: Sequence[str]) -> str:
    """A warning of codes that lack."""
    return (
        f"{lack.flow}s of {listed_codes(codes)} in {', '.join(map(str, lack.periods))} are only a "
        f"part: no file was asked for {listed_codes(lack.codes)}. The report says so."
    )


def listed_codes(codes: Sequence[str]) -> str:
    """Codes, the first few by name."""
    more = len(codes) - LISTED_CODES
    return ", ".join(codes[:LISTED_CODES]) + (f" and {more} more" if more > 0 else "")


def _goods(codes: Sequence[str]) -> str:
    """Which goods are meant, in brackets."""
    return "(all goods)" if ALL_GOODS in codes else f"(HS {listed_codes(codes)})"


def tell_gap(
    flow: Flow, breakdown: Breakdown, missing: Missing, codes: Sequence[str]
) -> tuple[str, str]:
    """What is wrong with a flow of some goods, and the way out."""
    months = ", ".join(map(str, month_runs(missing.months)))
    if missing.gap is Gap.PARTS:
        return (
            f"{flow}s of {months} are loaded only in part: no file was asked for "
            f"{listed_codes(missing.lacking)}",
            "Load files of them (yuebao plan names those); if a file loaded was asked for all of "
            "the heading, load it again with --codes HEADING; or build with --accept-partial, and "
            "the report says so.",
        )
    if missing.gap is Gap.PARTIAL:
        scopes = ", ".join(scope.words() for scope in missing.scopes)
        return (
            f"the {flow}s loaded are only of a part of the trade reported ({scopes})",
            "Load files of all partners and provinces; or, if these files are complete, load them "
            "again with --scope all; or, where they are of a province, report that alone: "
            "provinces = [CODE] under [subject] of the definition.",
        )
    if missing.gap is Gap.MONTHS:
        return (
            f"{flow}s of {months} are not loaded {_goods(codes)}",
            "Load the files of the months named: yuebao ingest FILES --store DIR.",
        )
    if missing.gap is Gap.DIMENSION:
        return (
            f"no {flow}s are broken down by {breakdown} {_goods(codes)}",
            f"Export the query again with {breakdown} as a column, and load it.",
        )
    return (
        f"no {flow}s of these commodities are loaded in this currency {_goods(codes)}",
        "Load such files: yuebao ingest FILES --store DIR.",
    )


def run_checks(context: Context) -> Iterator[str]:
    """All that is to be known, in the order it is told."""
    for check in (check_codes, check_months, check_quantities, check_breadth, check_totals):
        yield from check(context)


def check_codes(context: Context) -> Iterator[str]:
    """The definition's HS codes that the month's list does not know, where the office has lists."""
    subject, office = context.definition.subject, context.office
    if not office.commodities.languages:
        return
    edition = office.commodities.list_for(context.month)
    held = subject.codes_in(office.edition(context.month))
    products = (code for code in subject.product_codes if code.startswith(held))
    for code in (*held, *products):
        if code != ALL_GOODS and not office.knows(code, context.month):
            yield (
                f"HS code {code} is not in the list of {edition.year}, "
                f"{'which' if edition.exact else 'the nearest to'} {context.month} uses."
            )


def check_windows(asked: Definition, context: Context) -> Iterator[str]:
    """The windows of the definition asked for that the report has not, as nothing answers them."""
    kept = context.definition.windows
    left = [span for span in spans_of(asked.windows, context.month) if span not in context.spans]
    if left and len(kept) < len(asked.windows):
        yield (
            f"nothing loaded answers {' and '.join(str(span.period) for span in left)}: the report "
            f"has {' and '.join(str(span.period) for span in context.spans)} alone."
        )


def check_months(context: Context) -> Iterator[str]:
    """The months that the report lacks for its year to date or for growth."""
    for flow in context.flows:
        table = context.table(flow, Breakdown.COMMODITY)
        if isinstance(table, Missing):
            problem, remedy = tell_gap(
                flow, Breakdown.COMMODITY, table, context.definition.subject.codes
            )
            yield f"{problem}: the report leaves {flow}s out. {remedy}"
            continue
        periods = [p for span in context.spans for p in (span.period, span.base)]
        lacking = [period for period in periods if not table.answers(period)]
        months = sorted({month for period in lacking for month in table.basis.missing[period]})
        if months:
            partly = {m: c for p, c in table.basis.lacking.items() for m in p.months()}
            codes = sorted({code for month in months for code in partly.get(month, ())})
            if codes:
                how = f"not loaded whole (no file was asked for {listed_codes(codes)})"
            else:
                how = _how_lacking(context, table, months)
            yield (
                f"{flow}s of {', '.join(map(str, month_runs(months)))} are {how}: "
                f"what needs {' and '.join(map(str, lacking))} is left out."
            )
        yield from _compared_across(context, flow, table.basis)


def _compared_across(context: Context, flow: Flow, basis: Basis) -> Iterator[str]:
    """The months whose figures are compared with those of another grain, each of the whole."""
    for one in basis.of_one_grain():
        borrowed = basis.borrowed().intersection(one.terms)
        months = sorted({month for period in borrowed for month in period.months()})
        if months:
            yield (
                f"{flow}s of {', '.join(map(str, month_runs(months)))} are loaded by "
                f"{one.grain.words()}, and {context.month} by {basis.grain.words()}: either has "
                "all of the goods, so that what they add up to is compared."
            )


def _how_lacking(context: Context, table: LevelTable, months: Iterable[Month]) -> str:
    """How months are not there for a table: not loaded, or by another grain than its own."""
    periods = map(Period.of_month, months)
    apart = [other_bases(context.view, table.basis, period)[:1] for period in periods]
    if not all(apart):
        return f"not loaded {_goods(context.definition.subject.codes)}"
    grains = ", ".join(dict.fromkeys(one.grain.words() for (one,) in apart))
    return (
        f"loaded by {grains} alone, and no figure puts that together with "
        f"{table.basis.grain.words()}, as {context.month} is loaded"
    )


def check_quantities(context: Context) -> Iterator[str]:
    """A quantity the definition asks for that no row has, of a flow or at all."""
    unit = context.definition.units.quantity
    for flow in context.flows:
        table = context.quantities(flow)
        if unit is None or table is None:
            continue
        if not any(span.period in table.levels for span in context.spans):
            yield (
                f"no row of the {flow}s has a quantity in {unit.unit}: the report leaves the "
                f"quantity of {flow}s out. Ask for quantities with the query, or give "
                "units.quantity the unit that the files have."
            )


def check_breadth(context: Context) -> Iterator[str]:
    """Parts of the subject that other months speak of and the month reported does not.

    Where the office has no list to hold them against, a month loaded for only some headings looks
    whole. One step below the subject (HS6 below HS4) every part is traded nearly every month.
    """
    if context.office.commodities.languages:
        return
    for flow in context.flows:
        table = context.table(flow, Breakdown.COMMODITY)
        if not isinstance(table, LevelTable) or ALL_GOODS in context.definition.subject.codes:
            continue
        stated = _stated_parts(context, table)
        every = set().union(*stated.values())
        lacking = sorted(every - stated.get(context.month, set()))
        if lacking:
            yield (
                f"no file speaks of {flow}s of {', '.join(lacking[:5])} in {context.month}, but "
                f"files of other months do: if a file is missing, {flow}s are too low."
            )


def _stated_parts(context: Context, table: LevelTable) -> dict[Month, set[str]]:
    """The codes one step below the subject that files of the report's grain speak of, by month."""
    stated: dict[Month, set[str]] = {}
    for part in context.view.slices:
        if (part.flow, part.grain, part.scope) != (
            table.basis.flow,
            table.basis.grain,
            table.basis.scope,
        ):
            continue
        codes = {
            code[: len(subject) + 2]
            for subject in context.definition.subject.codes
            for code in part.below(subject)
        }
        for period in part.periods:
            for month in period.months():
                stated.setdefault(month, set()).update(codes)
    return stated


def check_totals(context: Context) -> Iterator[str]:
    """Totals of the month that files of different grain give differently."""
    codes = context.definition.subject.codes
    period = Period.of_month(context.month)
    for flow in context.flows:
        table = context.table(flow, Breakdown.COMMODITY)
        if not isinstance(table, LevelTable):
            continue
        total = table.total(period)
        for basis in other_bases(context.view, table.basis, period):
            other = compute_levels(context.view, basis, Breakdown.COMMODITY).total(period)
            if total is None or other is None:
                continue
            if abs((total.amount - other.amount).number) > _rounding(total) + _rounding(other):
                ours, theirs = table.basis.grain, basis.grain
                yield (
                    f"{flow}s of {', '.join(codes)} in {period} are {total.amount.number:,} "
                    f"{total.amount.unit} by files that tell apart {ours.words()}, but "
                    f"{other.amount.number:,} by those that tell apart {theirs.words()}."
                )


def _rounding(level: Level) -> int:
    """How far a sum of rounded facts may be from the truth: half a unit each; 0 for exact ones."""
    return level.precision * level.rows // 2 if level.precision > 1 else 0
