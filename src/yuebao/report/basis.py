"""What a report asks of the store, and which stored facts answer: the same for plan and build."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.domain import MONTH, YEAR_TO_DATE, Dimension, Period, UserError, spans_of
from yuebao.indicators import (
    Basis,
    Breakdown,
    Missing,
    extend_basis,
    find_basis,
    stated_periods,
)
from yuebao.report.definition import ALL_GOODS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Currency, Flow, Month, Span, Window
    from yuebao.report.definition import Definition
    from yuebao.store import View

TREND_MONTHS = (24, 36)
"""A trend is drawn over at least and at most so many months."""

STRUCTURE_MONTHS = (12, 24)
"""A changing structure likewise."""

HISTORY_MONTHS = TREND_MONTHS[1] + 12
"""How many months back a report looks: those of its longest chart, and a year before them."""

QUANTITY_MONTHS = 25
"""Quantities are asked of so many months: no window, nor a year of months, and what they are
compared with, goes further back than two years, and a difference of cumulatives a month more."""

WINDOW_MONTHS = 48
"""A trend of a window longer than a month begins at most so many months back."""

WINDOW_POINTS = 4
"""It has at least so many marks."""


@dataclass(frozen=True, slots=True)
class Question:
    """Levels of a flow by an entity, of these commodities."""

    flow: Flow
    breakdown: Breakdown
    codes: tuple[str, ...]


def view_of(view: View, definition: Definition, month: Month) -> View:
    """What a store knows of the trade that a definition is about: the country's, or a part of it.

    A country group is its members in the month reported, or as the definition fixes them.

    Raises:
        UserError: The definition is of another office than the store.
    """
    if definition.office.name != view.office.name:
        raise UserError(
            f"{definition.name} speaks of codes of the customs office {definition.office}, and the "
            f"store holds files of {view.office}",
            remedy=f'Write office = "{view.office}" in the definition, if its codes are.',
        )
    part, groups = definition.subject.part, view.office.groups
    members = {
        code
        for group in part.groups
        for code in groups.find(group).members(definition.fixed_groups.get(group, month))
    }
    return view.by_editions(definition.subject.editions).of_part(
        {
            Dimension.PROVINCE: part.provinces,
            Dimension.PARTNER: tuple({*part.partners, *members}),
            Dimension.MODE: part.modes,
        }
    )


def windows_of(definition: Definition) -> tuple[Window, ...]:
    """Every window that a report prints anywhere, those of the definition first."""
    own = (window for section in definition.sections for window in section.windows())
    return tuple(dict.fromkeys((*definition.windows, *own)))


def periods_of(definition: Definition, month: Month) -> tuple[Period, ...]:
    """Every period a report prints or compares with, that of its first window first.

    Raises:
        UserError: The definition prints no window that ends with the month.
    """
    if not spans_of(definition.windows, month):
        raise UserError(
            f"{definition.name} prints {', '.join(map(str, definition.windows))}, and "
            f"{month} ends none of them",
            remedy="Take another month, or list another window in the definition.",
        )
    spans = spans_of(windows_of(definition), month)
    return tuple(dict.fromkeys(p for span in spans for p in (span.period, span.base)))


def trend_windows(definition: Definition) -> tuple[Window, ...]:
    """The windows of a report that a trend is drawn of beside that of months.

    The year to date is none: it starts anew each year.
    """
    return tuple(one for one in definition.windows if one not in (MONTH, YEAR_TO_DATE))


def trend_spans(window: Window, month: Month) -> tuple[Span, ...]:
    """The windows of a kind up to a month that ends one, the latest first; none where none ends.

    A window that comes to every month is looked at over as many months as a trend of them.
    """
    back = TREND_MONTHS[1] if window.span(month.plus(-1)) else WINDOW_MONTHS
    spans = (window.span(month.plus(-one)) for one in range(back))
    return tuple(filter(None, spans)) if window.span(month) else ()


def history_periods(definition: Definition, month: Month) -> tuple[Period, ...]:
    """Every period that charts of a report may show, and those they are compared with."""
    months = [Period.of_month(month.plus(-back)) for back in range(HISTORY_MONTHS)]
    spans = [span for one in trend_windows(definition) for span in trend_spans(one, month)]
    longer = (period for span in spans for period in (span.period, span.base))
    return tuple(dict.fromkeys((*months, *longer)))


def without_unanswered(
    view: View, definition: Definition, month: Month, currency: Currency
) -> Definition:
    """The definition without first windows that no flow answers, where one does answer a later.

    January and February may be published together alone: then the year to date is all there is.
    Where nothing is answered the definition stays, and the report says what is missing.
    """
    windows = definition.windows
    for at, window in enumerate(windows):
        span = window.span(month)
        if span is not None and _is_answered(view, definition, currency, span.period):
            return replace(definition, windows=windows[at:]) if at else definition
    return definition


def _is_answered(view: View, definition: Definition, currency: Currency, period: Period) -> bool:
    codes, flows = definition.subject.codes, definition.flows
    found = (find_basis(view, codes, flow, currency, frozenset(), (period,)) for flow in flows)
    return any(isinstance(basis, Basis) for basis in found)


def breakdowns_of(definition: Definition) -> tuple[Breakdown, ...]:
    """What the sections break trade down by, in their order."""
    return tuple(dict.fromkeys(section.breakdown for section in definition.sections))


def dimensions_of(definition: Definition) -> frozenset[Dimension]:
    """The dimensions one grain must carry to answer for the whole report."""
    breakdowns = breakdowns_of(definition)
    return frozenset().union(*(breakdown.dimensions() for breakdown in breakdowns))


def questions_of(definition: Definition) -> tuple[Question, ...]:
    """Everything the sections ask, each question once, those that need most first."""
    subject = definition.subject
    asked = {(s.breakdown, codes) for s in definition.sections for codes in s.asks(subject)}
    ordered = sorted(asked, key=lambda one: (-len(one[0].dimensions()), one[0], one[1]))
    return tuple(Question(flow, *one) for flow in definition.flows for one in ordered)


def histories_of(definition: Definition) -> tuple[Question, ...]:
    """Everything the charts ask by month, each question once."""
    subject = definition.subject
    asked = dict.fromkeys(codes for s in definition.sections for codes in s.draws(subject))
    return tuple(
        Question(flow, Breakdown.COMMODITY, codes) for flow in definition.flows for codes in asked
    )


def asks_quantities(definition: Definition) -> bool:
    """Whether a report asks for quantities."""
    own = any(section.quantities for section in definition.sections)
    return own or definition.units.quantity is not None


def looks_back(definition: Definition) -> bool:
    """Whether a report looks back further than its months: to all that is stated of the subject."""
    whole = any(section.whole_past for section in definition.sections)
    return whole or bool(trend_windows(definition))


def pasts_of(
    view: View, definition: Definition, spans: Sequence[Span], bases: Mapping[Question, Basis]
) -> dict[Question, Basis]:
    """The facts of the periods that sections look back to, by the question they are of.

    Args:
        view: The store as it is known.
        definition: The report.
        spans: Its windows, each with its months.
        bases: The facts that answer for the windows.
    """
    found: dict[Question, set[Period]] = {}
    last = spans[0].period.last
    for section in definition.sections:
        periods = {period for span in spans for period in section.looks_back(span)}
        for flow in definition.flows:
            question = Question(flow, section.breakdown, definition.subject.codes)
            if question in bases:
                held = found.setdefault(question, set())
                held |= periods
                if section.whole_past:
                    stated = stated_periods(view, bases[question])
                    held |= {period for period in stated if period.last <= last}
    return {
        question: extend_basis(view, bases[question], sorted(periods))
        for question, periods in found.items()
        if periods
    }


def answer_question(
    view: View, definition: Definition, month: Month, currency: Currency, question: Question
) -> Basis | Missing:
    """The facts that answer a question for the report's periods, or why there are none.

    The basis of the whole subject, where it is as deep as its parts are asked for: a part that no
    row of it speaks of was not traded, as the rows of the whole say.
    """
    codes = definition.subject.codes
    whole = _find(view, definition, month, currency, replace(question, codes=codes))
    if question.codes == codes or (
        isinstance(whole, Basis)
        and not whole.partly()
        and all(whole.depth_of(code) >= len(code) for code in question.codes)
    ):
        return whole.of_codes(question.codes) if isinstance(whole, Basis) else whole
    return _find(view, definition, month, currency, question)


def _find(
    view: View, definition: Definition, month: Month, currency: Currency, question: Question
) -> Basis | Missing:
    """One grain for the whole report where one has all it needs; else one for this question.

    Figures of one grain add up to each other; those of two agree only as far as the files do.
    A bulletin prints the total of all goods itself, with its growth: that is taken as it is. Its
    tables may be of the year to date alone: then breakdowns have that.
    """
    periods = periods_of(definition, month)
    needed = question.breakdown.dimensions()
    flow, codes = question.flow, question.codes
    alone = find_basis(view, codes, flow, currency, needed, periods)
    if isinstance(alone, Missing) and ALL_GOODS in codes:
        alone = _for_a_later_window(view, definition, month, currency, question) or alone
    together = find_basis(view, codes, flow, currency, needed | dimensions_of(definition), periods)
    if isinstance(together, Missing) or isinstance(alone, Missing) or ALL_GOODS in codes:
        return alone
    # Of months that either must borrow from another grain the one has as little as the other.
    held = (len(one.terms) - len(one.borrowed()) for one in (together, alone))
    return together if next(held) >= next(held) else alone


def _for_a_later_window(
    view: View, definition: Definition, month: Month, currency: Currency, question: Question
) -> Basis | None:
    """The facts of a breakdown that answer a later window of the report than the first."""
    needed = question.breakdown.dimensions()
    if not needed:
        return None
    periods = periods_of(definition, month)
    for span in spans_of(definition.windows, month)[1:]:
        wanted = (span.period, *(period for period in periods if period != span.period))
        found = find_basis(view, question.codes, question.flow, currency, needed, wanted)
        if isinstance(found, Basis):
            return found
    return None
