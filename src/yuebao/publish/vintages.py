"""What a report rests on: the loads that state anything of its goods up to its month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.basis import histories_of, questions_of
from yuebao.report.definition import ALL_GOODS

if TYPE_CHECKING:
    from yuebao.domain import Month
    from yuebao.report import Definition
    from yuebao.store import LoadRecord, Slice, View


@dataclass(frozen=True, slots=True)
class GoodsLoad:
    """A load that states something of a report's goods.

    Attributes:
        record: The load.
        since: The first month that ends a period it states of them: no report of a month before
            can rest on it, and of months before its last load says the same as it did then.
    """

    record: LoadRecord
    since: Month


def loads_of(view: View, definition: Definition) -> tuple[GoodsLoad, ...]:
    """The loads of a report's goods, oldest first: of whatever depth, flow, grain and scope."""
    asked = {c for one in (*questions_of(definition), *histories_of(definition)) for c in one.codes}
    codes = asked.union(definition.subject.codes)
    found = []
    for record in view.records:
        ends = [period.last for part in record.slices if _touches(part, codes)
                for period in part.periods]  # fmt: skip
        if ends:
            found.append(GoodsLoad(record, min(ends)))
    return tuple(found)


def _touches(part: Slice, codes: set[str]) -> bool:
    """Whether a slice states goods among these, above them or below them."""
    if ALL_GOODS in codes:
        return True
    above = {code[:length] for code in codes for length in range(2, len(code))}
    return any(map(part.covers, codes)) or not above.isdisjoint(part.commodities)
