"""Files that are probably cut: exactly as long as the platform's limit on an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.domain import Month
    from yuebao.store._records import LoadRecord, Slice
    from yuebao.store._view import View


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that probably stops before its end, and the month it stops in.

    Exports run through the months in order, so only the last one is short.
    """

    source: str
    name: str
    month: Month
    rows: int


def find_cuts(view: View) -> tuple[Cut, ...]:
    """The files known to the view that are probably cut and that no other file completes."""
    return tuple(cut for record in view.records for cut in _cuts(view, record))


def _cuts(view: View, record: LoadRecord) -> Iterator[Cut]:
    for source in record.sources:
        if not source.truncated:
            continue
        slices = [part for part in record.slices if part.source == source.sha256]
        last = max(period.last for part in slices for period in part.periods)
        if not any(_completes(other, part, last) for part in slices for other in view.slices):
            yield Cut(source.sha256, source.name, last, source.rows)


def _completes(other: Slice, part: Slice, month: Month) -> bool:
    """Whether another file speaks of the same query's month."""
    return (
        other.source != part.source
        and (other.flow, other.grain, other.scope, other.currency)
        == (part.flow, part.grain, part.scope, part.currency)
        and not set(other.commodities).isdisjoint(part.commodities)
        and any(month in period for period in other.periods)
    )
