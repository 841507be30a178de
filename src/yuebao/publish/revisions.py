"""What was revised between two dates: the figures of a report, and the facts behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from yuebao.domain import UnavailableError, UserError
from yuebao.publish._subject import find_subject
from yuebao.report import Adjustments, build_report, compare_documents
from yuebao.store import find_revisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Currency, Month
    from yuebao.reference import Office
    from yuebao.report import Definition, FigureRevision
    from yuebao.store import Revision, Store


_AS_IT_STANDS = Adjustments()


@dataclass(frozen=True, slots=True)
class RevisionsRequest:
    """Two dates to compare.

    Attributes:
        store: The store.
        definition: Only what this report shows and rests on, with its month; all by default.
        month: The month of that report.
        earlier: Known by this date; by default the day before the last release.
        later: Known by this date; by default all.
        currency: Only facts and figures in this currency; of a report, needed where both are held.
        adjust: What comes between the store and that report, as it was built.
    """

    store: Store
    definition: str | Path | None = None
    month: Month | None = None
    earlier: date | None = None
    later: date | None = None
    currency: Currency | None = None
    adjust: Adjustments = _AS_IT_STANDS


@dataclass(frozen=True, slots=True)
class FigureRevisions:
    """The figures of a report that read otherwise."""

    definition: str
    month: Month
    figures: tuple[FigureRevision, ...]


@dataclass(frozen=True, slots=True)
class Revisions:
    """What was revised between two dates.

    Attributes:
        earlier: The earlier date.
        later: The later one; None for all that is known.
        report: The figures that read otherwise; None where no report was named.
        facts: The revisions of totals, with the facts behind them.
        names: The names of the files they came from, by hash.
        office: The customs office they are from.
    """

    earlier: date
    later: date | None
    report: FigureRevisions | None
    facts: tuple[Revision, ...]
    names: Mapping[str, str]
    office: Office


def list_revisions(request: RevisionsRequest) -> Revisions:
    """List what was revised between two dates.

    Raises:
        UserError: A report is named without its month, or is held in both currencies; or no report
            is named, and something is to come between the store and it; or the dates are in the
            wrong order.
        UnavailableError: There was only one release.
    """
    subject = find_subject(request.definition, request.month)
    if subject is None and request.adjust != _AS_IT_STANDS:
        raise UserError(
            "rates, corrections, another base and partial files are of a report, and none is named",
            remedy="Write DEFINITION MONTH, as lithium-ion 2025-02, or leave these options away.",
        )
    earlier = request.earlier or _before_last_release(request.store)
    if request.later is not None and request.later < earlier:
        raise UserError(
            f"the later date, {request.later}, lies before the earlier one, {earlier}",
            remedy="Give the earlier date after --from, the later one after --to.",
        )
    codes = () if subject is None else subject[0].subject.codes
    before, after = (request.store.view(as_of=day) for day in (earlier, request.later))
    whole = request.store.view()
    return Revisions(
        earlier=earlier,
        later=request.later,
        report=None if subject is None else _revised_figures(request, *subject, earlier),
        facts=tuple(
            revision
            for revision in find_revisions(before, after, codes)
            if _is_asked_for(request, revision)
        ),
        names=whole.source_names(),
        office=whole.office,
    )


def _is_asked_for(request: RevisionsRequest, revision: Revision) -> bool:
    return (request.month is None or revision.period.last <= request.month) and (
        request.currency in (None, revision.currency)
    )


def _revised_figures(
    request: RevisionsRequest, definition: Definition, month: Month, earlier: date
) -> FigureRevisions:
    editions = (
        build_report(
            definition,
            month,
            request.store,
            currency=request.currency,
            as_of=day,
            adjust=request.adjust,
        )
        for day in (earlier, request.later)
    )
    return FigureRevisions(definition.name, month, compare_documents(*editions))


def _before_last_release(store: Store) -> date:
    """The day before the last release.

    Raises:
        UnavailableError: There was only one release.
    """
    releases = sorted({record.released for record in store.view().records})
    if len(releases) < 2:
        raise UnavailableError(
            "the store holds only one release, so nothing can have been revised",
            where=str(store.path),
            remedy="Load later releases with their --released dates.",
        )
    return releases[-1] - timedelta(days=1)
