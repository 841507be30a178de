"""Which files must still be fetched before a report can be built without a hole.

The plan asks of the store exactly what the build will ask, and of the platform only what is
missing; in a grain the store already has where it has one, as figures of two grains cannot be
compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Dimension, Flow, Grain, Period, Scope
from yuebao.indicators import (
    Basis,
    Gap,
    Missing,
    find_currencies,
    month_runs,
    resolve_period,
)
from yuebao.report.basis import (
    Question,
    answer_question,
    dimensions_of,
    periods_of,
    questions_of,
    view_of,
)
from yuebao.report.begun import find_begun
from yuebao.report.checks import listed_codes
from yuebao.report.definition import ALL_GOODS
from yuebao.report.sizes import QuerySizes
from yuebao.report.splitting import split_query
from yuebao.store import Slice, find_cuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.domain import Currency, Month
    from yuebao.reference import Office
    from yuebao.report.begun import BegunQuery
    from yuebao.report.definition import Definition
    from yuebao.report.splitting import QueryPart
    from yuebao.store import Coverage, Cut, View

_NAMED = 12  # codes named in a file's name, which may be 255 bytes long
_PLANNED = "planned"  # stands for the hash of a file that is not there yet


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file to be fetched.

    Attributes:
        flow: Export or import; total for a bulletin, which has both.
        codes: HS codes, each with all below it; or only `all`, for the bulletin.
        grain: How deep and by what.
        months: One row a month for each of these.
        currency: The currency asked for.
        parts: In how many files, as the platform hands out only so many rows in one.
        reason: Why it is missing.
        split: What each of several files is asked for, or the one file that is too long and has
            nothing to be split by; none where one file will do.
        numbers: Of the files, where others of the query are loaded; all of them where empty.
        stem: What their names begin with there.
    """

    flow: Flow
    codes: tuple[str, ...]
    grain: Grain
    months: tuple[Month, ...]
    currency: Currency
    parts: int
    reason: str
    split: tuple[QueryPart, ...] = ()
    numbers: tuple[int, ...] = ()
    stem: str = ""

    @property
    def asked_numbers(self) -> tuple[int, ...]:
        """The numbers of the files asked for."""
        return self.numbers or tuple(range(1, self.parts + 1))

    @property
    def is_bulletin(self) -> bool:
        """Whether it is the bulletin by place of registration, and no query export."""
        return self.codes == (ALL_GOODS,)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report still lacks.

    Attributes:
        definition: The report's name.
        month: The month reported.
        office: The customs office whose files they are.
        currency: The currency it will be in.
        fetches: The files to be fetched; empty where nothing is missing.
    """

    definition: str
    month: Month
    office: Office
    currency: Currency
    fetches: tuple[Fetch, ...]


def plan_report(
    view: View, definition: Definition, month: Month, currency: Currency | None = None
) -> Plan:
    """Say which files a report of a month still needs: none where every figure can be computed.

    Args:
        view: The store as it is known; it may hold nothing.
        definition: The report.
        month: The month reported.
        currency: The currency wanted; by default the one the store holds these commodities in,
            the office's first where it holds several or none.

    Raises:
        UserError: The store holds files of another office than the definition's.
    """
    view = view_of(view, definition, month)
    if definition.subject.accept_partial:
        view = view.taking_parts()
    held = find_currencies(view, definition.subject.codes)
    chosen = currency or (held[0] if len(held) == 1 else view.office.currencies[0].code)
    planner = _Planner(view, definition, month, chosen)
    fetches = [*planner.missing(), *planner.cut()]
    bulletins = definition.subject.codes == (ALL_GOODS,)
    files = _bulletins(fetches) if bulletins else planner.with_begun(fetches)
    return Plan(definition.name, month, view.office, chosen, tuple(files))


class _Planner:
    """The plan of one report: questions are answered from the store and from what is planned."""

    def __init__(
        self, view: View, definition: Definition, month: Month, currency: Currency
    ) -> None:
        self._view = view
        self._definition = definition
        self._codes = definition.subject.codes
        self._month = month
        self._currency = currency
        self._periods = periods_of(definition, month)

    def missing(self) -> list[Fetch]:
        """What no loaded file states, one fetch a flow, grain and set of codes."""
        wanted: dict[tuple[Flow, Grain, tuple[str, ...]], Fetch] = {}
        view = self._view
        for question in questions_of(self._definition):
            answer = self._answer(view, question)
            if _is_whole(answer):
                continue
            for fetch in self._fetches(view, question, _reason(question, answer)):
                key = (fetch.flow, fetch.grain, fetch.codes)
                held = wanted.setdefault(key, fetch)
                wanted[key] = replace(held, months=tuple(sorted({*held.months, *fetch.months})))
                view = view.with_facts(view.facts, (*view.slices, self._as_slice(fetch)))
        return list(wanted.values())

    def cut(self) -> list[Fetch]:
        """Months that the report rests on and a file stops in."""
        months = {month for period in self._periods for month in period.months()}
        parts = {cut: self._slices_of(cut) for cut in find_cuts(self._view) if cut.month in months}
        return [
            Fetch(
                part.flow, self._codes, part.grain, (cut.month,), part.currency, 1,
                f"{cut.name} stops at the platform's limit of {cut.rows:,} rows",
            )
            for cut, held in parts.items()
            for part in held
        ]  # fmt: skip

    def _slices_of(self, cut: Cut) -> list[Slice]:
        """The slices of a cut file that the report may use."""
        return [
            part
            for part in self._view.slices
            if part.source == cut.source
            and part.currency == self._currency
            and any(part.covers(code) for code in self._codes)
        ]

    def _answer(self, view: View, question: Question) -> Basis | Missing:
        return answer_question(view, self._definition, self._month, self._currency, question)

    def _fetches(self, view: View, question: Question, reason: str) -> Iterator[Fetch]:
        """What answers a question: of the codes that lack something where that is enough."""
        coverage = self._nearest(question)
        flow, currency = question.flow, self._currency
        if coverage is None:
            grain = self._own_grain(view, flow)
            months = self._months(frozenset())
            yield Fetch(flow, self._codes, grain, months, currency, 1, reason)
            return
        by_code = {code: self._months(stated) for code, stated in coverage.periods.items()}
        lacking = [
            Fetch(flow, tuple(c for c in self._codes if by_code[c] == months), coverage.grain,
                  months, currency, 1, reason)
            for months in dict.fromkeys(by_code.values())
            if months
        ]  # fmt: skip
        planned = view.with_facts(view.facts, (*view.slices, *map(self._as_slice, lacking)))
        if lacking and _is_whole(self._answer(planned, question)):
            yield from lacking
            return
        months = self._months(coverage.common())
        yield Fetch(flow, self._codes, coverage.grain, months, currency, 1, reason)

    def _nearest(self, question: Question) -> Coverage | None:
        """The stored grain that has what the question needs, and the most of the months."""
        deepest = max((len(code) for code in question.codes if code != ALL_GOODS), default=0)
        usable = [
            coverage
            for coverage in self._view.coverage(self._codes, question.flow)
            if coverage.currency == self._currency
            and self._view.is_whole(coverage.scope)
            and coverage.grain.dimensions >= question.breakdown.dimensions()
            and (coverage.grain.depth.digits() or 0) >= deepest
        ]
        whole = dimensions_of(self._definition)
        return min(
            usable,
            key=lambda coverage: (
                len(self._months(coverage.common())),
                not coverage.grain.dimensions >= whole,
                len(coverage.grain.dimensions),
                str(coverage.grain),
            ),
            default=None,
        )

    def _own_grain(self, view: View, flow: Flow) -> Grain:
        """The grain to begin with: what the open questions need, and no more."""
        if self._codes == (ALL_GOODS,):
            return Grain(Depth.ALL, frozenset({Dimension.PROVINCE}))
        needed = [
            question.breakdown.dimensions()
            for question in questions_of(self._definition)
            if question.flow is flow and not _is_whole(self._answer(view, question))
        ]
        deepest = Depth.of_digits(self._view.office.depth)
        return Grain(deepest, frozenset(self._view.part).union(*needed))

    def _months(self, stated: frozenset[Period]) -> tuple[Month, ...]:
        """The months of every period that what is stated does not put together.

        A bulletin also prints the year to date: that of the last month is enough.
        """
        lacking = [p for p in self._periods if resolve_period(p, stated) is None]
        if self._codes == (ALL_GOODS,):
            return tuple(sorted({period.last for period in lacking}))
        months = {month for period in lacking for month in period.months()}
        return tuple(sorted(m for m in months if Period.of_month(m) not in stated))

    def _as_slice(self, fetch: Fetch) -> Slice:
        """What the store will state once the file is loaded."""
        periods = set(map(Period.of_month, fetch.months))
        if fetch.is_bulletin:
            periods |= set(map(Period.year_to_date, fetch.months))
        return Slice(
            source=_PLANNED,
            flow=fetch.flow,
            grain=fetch.grain,
            scope=Scope(),
            currency=fetch.currency,
            commodities=fetch.codes,
            periods=tuple(sorted(periods)),
            rows=0,
            value=0,
            asked=() if fetch.is_bulletin else fetch.codes,
        )

    def with_begun(self, fetches: Sequence[Fetch]) -> list[Fetch]:
        """Fetches by file; of queries some of whose files are loaded, the others alone."""
        months = {month for period in self._periods for month in period.months()}
        begun = list(find_begun(self._view, self._codes, self._currency, months))
        others: list[Fetch] = []
        for fetch in fetches:
            parted = {
                month
                for one in begun
                if (one.flow, one.grain, set(one.codes))
                == (fetch.flow, fetch.grain, set(fetch.codes))
                for month in one.months
            }
            if left := tuple(month for month in fetch.months if month not in parted):
                others.append(replace(fetch, months=left))
        return [*map(self._rest_of, begun), *self.by_file(others)]

    def _rest_of(self, begun: BegunQuery) -> Fetch:
        """The files that a query lacks, with their ranges where the same parts are found again."""
        sources, count = begun.sources(), begun.files.count
        names = ", ".join(f"'{source}'" for source in sorted(sources))
        before = self._view.with_facts(
            f"(SELECT * FROM {self._view.facts} WHERE source NOT IN ({names}))",
            tuple(part for part in self._view.slices if part.source not in sources),
        )
        whole = Fetch(
            begun.flow, begun.codes, begun.grain, begun.months, self._currency, count,
            begun.reason(), numbers=begun.files.lacking(), stem=begun.files.stem,
        )  # fmt: skip
        split = self._parts(before, whole)
        if len(split) != count:
            return whole
        return replace(whole, split=tuple(split[number - 1] for number in whole.numbers))

    def _parts(self, view: View, fetch: Fetch) -> tuple[QueryPart, ...]:
        """What each of several files of a query is asked for; none where one will do."""
        sizes, cap = self._sizes(view, fetch), _cap(view)
        longest = sizes.longest()
        return split_query(sizes.ways, longest, cap) if longest > cap else ()

    def _sizes(self, view: View, fetch: Fetch) -> QuerySizes:
        return QuerySizes(
            view, self._month, flow=fetch.flow, codes=fetch.codes, grain=fetch.grain,
            currency=fetch.currency,
        )  # fmt: skip

    def by_file(self, fetches: Iterable[Fetch]) -> Iterator[Fetch]:
        """Fetches as the platform hands them out: a query lies within one year.

        One that would have more rows than a file holds is split by months; a month that would, by
        provinces, partners, modes and codes.
        """
        for fetch in fetches:
            longest = self._sizes(self._view, fetch).longest()
            most = max(1, _cap(self._view) // longest) if longest else len(fetch.months)
            split = self._parts(self._view, fetch)
            for run in _runs(fetch.months):
                for first in range(0, len(run), most):
                    months = run[first : first + most]
                    reason = fetch.reason or _not_loaded(fetch, months)
                    parts = max(1, len(split))
                    yield replace(fetch, months=months, reason=reason, parts=parts, split=split)


def _cap(view: View) -> int:
    """The most rows a file is planned for."""
    from yuebao.sources import query_row_cap

    return query_row_cap(view.office) * 9 // 10  # a tenth to spare


def _is_whole(answer: Basis | Missing) -> bool:
    return isinstance(answer, Basis) and not answer.missing


def _runs(months: Sequence[Month]) -> Iterator[tuple[Month, ...]]:
    """Months that follow each other within a year."""
    run: list[Month] = []
    for month in months:
        if run and (month != run[-1].plus(1) or month.year != run[-1].year):
            yield tuple(run)
            run = []
        run.append(month)
    if run:
        yield tuple(run)


def _bulletins(fetches: Sequence[Fetch]) -> list[Fetch]:
    """One bulletin a month, which holds both flows."""
    by_month: dict[Month, Fetch] = {}
    for fetch in fetches:
        for month in fetch.months:
            reason = fetch.reason or _not_loaded(fetch, (month,))
            one = replace(fetch, flow=Flow.TOTAL, months=(month,), reason=reason)
            by_month.setdefault(month, one)
    return [by_month[month] for month in sorted(by_month)]


def _reason(question: Question, answer: Basis | Missing) -> str:
    """Why a question has no answer; empty where only months are missing."""
    flow = f"{question.flow}s"
    if isinstance(answer, Basis) or answer.gap is Gap.MONTHS:
        return ""
    if answer.gap is Gap.PARTS:
        return f"the {flow} loaded leave out {listed_codes(answer.lacking)}"
    if answer.gap is Gap.PARTIAL:
        scopes = ", ".join(scope.words() for scope in answer.scopes)
        return f"the {flow} loaded are only of a part of the trade reported ({scopes})"
    if answer.gap is Gap.DIMENSION:
        return f"no {flow} are broken down by {question.breakdown}"
    return f"no {flow} of these commodities are loaded in this currency"


def _not_loaded(fetch: Fetch, months: Sequence[Month]) -> str:
    return f"{fetch.flow}s of {', '.join(map(str, month_runs(months)))} are not loaded"


def names_codes(fetch: Fetch) -> bool:
    """Whether the names of a fetch's files hold all its codes, so that loading knows them."""
    return len(fetch.codes) <= _NAMED


def fetch_names(fetch: Fetch, office: Office) -> Iterator[str]:
    """The names to give the files, from which yuebao knows the flow."""
    platform = office.platform
    money = platform.word(fetch.currency)
    first, last = (str(month).replace("-", "") for month in (fetch.months[0], fetch.months[-1]))
    if fetch.is_bulletin:
        yield f"{platform.bulletin}_{first}_{money}.csv"
        return
    flow = office.flow_words[fetch.flow][0]
    codes = fetch.codes[:_NAMED]
    count = len(fetch.codes)
    further = platform.further.format(count=count) if count > _NAMED else ""
    months = first if first == last else f"{first}-{last}"
    by = [platform.word(d) for d in Dimension if d in fetch.grain.dimensions]
    stem = "_".join([flow, *codes]) + further + "_" + "_".join([months, *by, money])
    stem = fetch.stem or stem
    for part in fetch.asked_numbers:
        yield f"{stem}_{part}of{fetch.parts}.csv" if fetch.parts > 1 else f"{stem}.csv"
