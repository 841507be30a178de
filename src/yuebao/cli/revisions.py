"""`yuebao revisions`: what was revised between two dates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from yuebao.cli._options import DATE, MONTH, store_option
from yuebao.domain import UnavailableError, UserError
from yuebao.report import build_report, compare_documents, load_definition
from yuebao.store import Store, find_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.reference import Office
    from yuebao.report import Definition, FigureRevision
    from yuebao.store import FactRevision, Revision


@click.command(
    "revisions",
    epilog="Example: yuebao revisions --store trade --from 2026-03-20 --to 2026-04-20",
)
@click.argument("definition", required=False)
@click.argument("month", type=MONTH, required=False)
@store_option
@click.option(
    "--from",
    "earlier",
    type=DATE,
    metavar="DATE",
    help="Known by this date. By default the day before the last release.",
)
@click.option(
    "--to", "later", type=DATE, metavar="DATE", help="Known by this date. By default all."
)
@click.option(
    "--keys", type=int, default=20, show_default=True, help="How many changed keys to list a month."
)
def command(
    definition: str | None,
    month: Month | None,
    store: Path,
    earlier: date | None,
    later: date | None,
    keys: int,
) -> None:
    """List what was revised between two dates: totals by month, and the facts behind them.

    With DEFINITION and MONTH, the figures of that report that read otherwise, and the facts of its
    commodities.
    """
    if definition is not None and month is None:
        raise UserError("a report needs its month", remedy="Write DEFINITION MONTH, as 2025-02.")
    opened = Store(store)
    earlier = earlier or _before_last_release(opened)
    chosen = load_definition(definition) if definition is not None else None
    for line in _tell_figures(opened, chosen, month, earlier, later):
        click.echo(line)
    codes = chosen.subject.codes if chosen is not None else ()
    found = [
        revision
        for revision in find_revisions(opened.view(as_of=earlier), opened.view(as_of=later), codes)
        if month is None or revision.period.last <= month
    ]
    view = opened.view()
    names = view.source_names()
    for revision in found:
        for line in _tell_revision(revision, view.office, names, keys):
            click.echo(line)
    if not found:
        click.echo(f"Nothing known by {earlier} was revised{f' by {later}' if later else ''}.")


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


def _tell_figures(
    store: Store,
    definition: Definition | None,
    month: Month | None,
    earlier: date,
    later: date | None,
) -> Iterator[str]:
    if definition is None or month is None:
        return
    editions = [build_report(definition, month, store, as_of=day) for day in (earlier, later)]
    changed = compare_documents(*editions)
    yield f"{definition.name} {month}: {len(changed)} figures read otherwise."
    yield from (f"  {_tell_figure(revision)}" for revision in changed)


def _tell_figure(revision: FigureRevision) -> str:
    before, after = (
        "not there" if figure is None else f"{figure.text}{figure.unit}"
        for figure in (revision.before, revision.after)
    )
    return (
        f"Table {revision.table}, {revision.address.window}, {revision.label}, "
        f"{revision.address.measure}: "
        f"{before} → {after}"
    )


def _tell_revision(
    revision: Revision, office: Office, names: dict[str, str], keys: int
) -> Iterator[str]:
    count = len(revision.facts)
    yield (
        f"{revision.period} {revision.flow}s by {revision.grain}: "
        f"{revision.before:,} → {revision.after:,} {revision.currency}, "
        f"{count:,} {'key' if count == 1 else 'keys'} changed."
    )
    yield from (f"  {_tell_fact(fact, office, names)}" for fact in revision.facts[:keys])
    if count > keys:
        yield f"  … and {count - keys:,} more (--keys)."


def _tell_fact(fact: FactRevision, office: Office, names: dict[str, str]) -> str:
    language = office.language
    key = [fact.commodity]
    if fact.partner is not None:
        key.append(f"{fact.partner} {office.partners.name(fact.partner, language)}")
    if fact.mode is not None:
        key.append(f"mode {fact.mode}")
    if fact.province is not None:
        key.append(f"{fact.province} {office.regions.name(fact.province, language)}")
    places = " → ".join(
        "nothing" if place is None else f"{names.get(place[0], place[0][:12])} record {place[1]}"
        for place in (fact.before_place, fact.after_place)
    )
    before, after = (
        "nothing" if number is None else f"{number:,}" for number in (fact.before, fact.after)
    )
    if fact.before == fact.after:
        before, after = (
            f"quantity {number:,}" if number is not None else "no quantity"
            for number in (fact.quantity_before, fact.quantity_after)
        )
    return f"{', '.join(key)}: {before} → {after} ({places})"
