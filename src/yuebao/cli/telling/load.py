"""What a load did, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli._speech import say, spoken
from yuebao.cli.telling.grain import tell_grain
from yuebao.domain import Dimension
from yuebao.sources import told_dialect
from yuebao.store import ALL_CODES, unasked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.domain import Scope
    from yuebao.reference import Office
    from yuebao.sources import Reading
    from yuebao.store import LoadResult, Slice

_KNOWN = 5  # known files, each on its line
_NAMED = 3  # headings named one by one


def tell_load(result: LoadResult, office: Office) -> Iterator[str]:
    """What a load did, file by file."""
    for reading in result.readings:
        slices = [part for part in result.slices if part.source == reading.sha256]
        yield from _tell_file(reading, slices, office)
    if len(result.known) > _KNOWN:
        names = ", ".join(result.known[:_KNOWN])
        yield f"{len(result.known):,} files are already loaded; nothing to do: {names}…"
    else:
        yield from (f"{name}: already loaded; nothing to do." for name in result.known)
    if result.repeated:
        yield f"{result.repeated:,} facts stand in more than one file and count once."
    if result.record is None:
        yield "The store is as it was."
        return
    changes = result.changes
    yield (
        f"Loaded as version {result.record.version}, released {result.record.released}: "
        f"{changes.added:,} facts added, {changes.revised:,} revised, "
        f"{changes.withdrawn:,} withdrawn, {changes.unchanged:,} unchanged."
    )


def _tell_file(reading: Reading, slices: list[Slice], office: Office) -> Iterator[str]:
    months = str(reading.periods[0].first)
    if reading.periods[-1].last != reading.periods[0].first:
        months += f" to {reading.periods[-1].last}"
    kind = told_dialect(office, reading.dialect, spoken())
    yield f"{reading.name}: {reading.rows:,} facts, {months} ({kind})."
    yield from _tell_unsummed([part for part in slices if not _adds_up(part)])
    for part in slices:
        if _adds_up(part):
            amount = f"{part.value:,} {part.currency}"
            yield f"  {part.flow}: {amount}, by {tell_grain(part.grain)}."
        if part.asked:
            if part.asked == (ALL_CODES,):
                yield "  Answers for all codes: its query asked for all."
            else:
                yield f"  Answers for all of {', '.join(part.asked)}: its query asked for it."
        if parts := unasked(part, office):
            yield f"  {_tell_parts(parts)}"
    for scope in dict.fromkeys(part.scope for part in slices if part.scope.is_partial()):
        yield f"  {_tell_scope(scope, stated=scope == reading.scope)}"
    query = reading.query
    if query is not None and not any(part.asked for part in slices):
        yield (
            f"  Its name says {', '.join(query.codes)} in {query.months}, but it holds other codes "
            "or months: it answers only for the codes found in it."
        )
    for remark in reading.remarks:
        yield f"  {remark}"


def _adds_up(part: Slice) -> bool:
    """Whether its facts add up: a month and the year to date that ends with it do not."""
    return len({period.last for period in part.periods}) == len(part.periods)


def _tell_unsummed(parts: list[Slice]) -> Iterator[str]:
    """What a file is of where no sum of it means anything: flows of one kind in one line."""
    grains: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        grains.setdefault((part.flow, part.currency), []).append(tell_grain(part.grain))
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (flow, currency), by in grains.items():
        alike.setdefault((currency, tuple(by)), []).append(say(flow, within=True))
    for (currency, listed), flows in alike.items():
        between = say(", ", within=True)
        told, by_each = (between.join(dict.fromkeys(one)) for one in (flows, listed))
        yield f"  {told} in {currency}, by {by_each}."


def _tell_scope(scope: Scope, *, stated: bool) -> str:
    """That a file is of a part of trade, what that is good for, and the way out."""
    told = f"Taken as partial ({scope.words()}): no national figure will use it."
    if scope.dimension is Dimension.PROVINCE:
        codes = ", ".join(f'"{code}"' for code in scope.codes)
        told += f" A definition with provinces = [{codes}] under [subject] reports it."
    return told if stated else f"{told} If the file is complete, load it with --scope all."


def _tell_parts(parts: Mapping[str, tuple[str, ...]]) -> str:
    """That headings are known in part: of codes that nobody is known to have asked for."""
    names = list(parts)
    more = f" and {len(names) - _NAMED} more headings" if len(names) > _NAMED else ""
    return (
        f"Answers only for the codes found, a part of {', '.join(names[:_NAMED])}{more}. If its "
        "query asked for all of that, load it again with --codes."
    )
