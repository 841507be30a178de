"""What was revised, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli.telling.grain import tell_grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.publish.revisions import Revisions
    from yuebao.report import FigureRevision
    from yuebao.store import FactRevision, Revision


def tell_revisions(found: Revisions, keys: int) -> Iterator[str]:
    """The figures that read otherwise, then the totals, each with so many of its changed keys."""
    if found.report is not None:
        report, count = found.report, len(found.report.figures)
        yield f"{report.definition} {report.month}: {count} figures read otherwise."
        yield from (f"  {_tell_figure(revision)}" for revision in report.figures)
    for revision in found.facts:
        yield from _tell_revision(revision, found, keys)
    if not found.facts:
        until = f" by {found.later}" if found.later else ""
        yield f"Nothing known by {found.earlier} was revised{until}."


def _tell_figure(revision: FigureRevision) -> str:
    before, after = (
        "not there" if figure is None else figure.with_unit()
        for figure in (revision.before, revision.after)
    )
    return (
        f"Table {revision.table}, {revision.address.window}, {revision.label}, "
        f"{revision.address.measure}: "
        f"{before} → {after}"
    )


def _tell_revision(revision: Revision, found: Revisions, keys: int) -> Iterator[str]:
    count = len(revision.facts)
    yield (
        f"{revision.period} {revision.flow}s by {tell_grain(revision.grain)}: "
        f"{revision.before:,} → {revision.after:,} {revision.currency}, "
        f"{count:,} {'key' if count == 1 else 'keys'} changed."
    )
    yield from (f"  {_tell_fact(fact, found)}" for fact in revision.facts[:keys])
    if count > keys:
        yield f"  … and {count - keys:,} more (--keys)."


def _tell_fact(fact: FactRevision, found: Revisions) -> str:
    names, office = found.names, found.office
    key = [fact.commodity]
    if fact.partner is not None:
        key.append(f"{fact.partner} {office.partners.name(fact.partner, office.language)}")
    if fact.mode is not None:
        key.append(f"mode {fact.mode}")
    if fact.province is not None:
        key.append(f"{fact.province} {office.regions.name(fact.province, office.language)}")
    if fact.enterprise is not None:
        key.append(office.enterprises.name(fact.enterprise, office.language))
    if fact.bloc is not None:
        key.append(office.bloc_name(fact.bloc, office.language))
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
