"""The columns of a bulletin's table, made of what their heads say, growth with what it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.domain import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Currency
    from yuebao.sources.bulletin.head_words import Aspects, HeadSpan, SpanKind, ValueUnit


class ColumnMeasure(StrEnum):
    """What the numbers of a column are."""

    VALUE = "value"
    QUANTITY = "quantity"
    VALUE_GROWTH = "growth of value"
    QUANTITY_GROWTH = "growth of quantity"

    @property
    def is_growth(self) -> bool:
        """Whether they are rates."""
        return self in (ColumnMeasure.VALUE_GROWTH, ColumnMeasure.QUANTITY_GROWTH)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a bulletin's table.

    Attributes:
        place: Its number, counted from 0.
        head: How it is headed, for messages.
        measure: What its numbers are.
        flow: Exports, imports, or both; None where title or rows say.
        span: The months covered; None where title or rows say.
        unit: Of value, where the column says one of its own.
        multiple: How many units of quantity one printed is.
        enterprise: The kind of enterprise it is of; None for all.
    """

    place: int
    head: str
    measure: ColumnMeasure
    flow: Flow | None
    span: HeadSpan | None
    unit: ValueUnit | None
    multiple: int
    enterprise: str | None

    @property
    def key(self) -> tuple[object, ...]:
        """What no other column may hold."""
        return self.measure, self.flow, self.span, self.enterprise, self.currency

    @property
    def currency(self) -> Currency | None:
        """Of value, where the column says it."""
        return None if self.unit is None else self.unit.currency


def table_columns(
    said: Sequence[tuple[int, str, Aspects]], titled: Flow | None
) -> tuple[tuple[TableColumn, ...], list[str]]:
    """The columns, growth with its months; and the heads of growth whose months nothing says."""
    said, vague = _of_measures(_beside_spans(_beside_values(said)))
    values = {a.span for _, _, a in said if not a.growth}
    flows = {a.flow for _, _, a in said if not a.growth and not a.whole}
    stated = {a.span.kind for _, _, a in said if a.growth and a.span is not None}
    columns = []
    for place, label, aspects in said:
        span = aspects.span
        if aspects.growth and span is None and values != {None}:
            span = _growth_span(values, stated)
            if span is None:
                vague.append(label)
                continue
        if aspects.growth and not aspects.whole and aspects.flow is None and _several(flows):
            vague.append(label)
            continue
        columns.append(_column(place, label, aspects, span, titled))
    return tuple(columns), vague


def _several(flows: set[Flow | None]) -> bool:
    """Whether columns of values are of flows that their heads name, so that growth is of one."""
    return bool(flows) and None not in flows


def _beside_values(
    said: Sequence[tuple[int, str, Aspects]],
) -> list[tuple[int, str, Aspects]]:
    """The columns, growth of which heads say no flow with that of the value to the left of it.

    Only where each value has its growth beside it: a lone one may be of any.
    """
    pairs = list(pairwise(said))
    lone = [right for left, right in pairs if right[2].growth and right[2].flow is None]
    beside = [
        right for left, right in pairs
        if not left[2].growth and right[2].growth and right[2].flow is None
        and left[2].enterprise == right[2].enterprise and left[2].flow is not None
    ]  # fmt: skip
    values = [one for one in said if not one[2].growth]
    first = not said or said[0][2].growth  # beside nothing
    if first or not 1 < len(lone) == len(beside) == len(values):
        return list(said)
    before = {right[0]: left[2] for left, right in pairs}
    return [
        (place, label, replace(a, flow=before[place].flow, span=a.span or before[place].span))
        if a.growth
        else (place, label, a)
        for place, label, a in said
    ]


def _beside_spans(
    said: Sequence[tuple[int, str, Aspects]],
) -> list[tuple[int, str, Aspects]]:
    """The columns, growth of which heads say no months with those of the value to its left.

    Only where each value has its growth beside it, of its flow: a lone one may be of any months.
    """
    spans = {
        right[0]: left[2].span
        for left, right in pairwise(said)
        if right[2].growth and right[2].span is None and not left[2].growth
        and left[2].flow is right[2].flow and left[2].enterprise == right[2].enterprise
    }  # fmt: skip
    if len(spans) != sum(not aspects.growth for _, _, aspects in said):
        return list(said)
    return [(at, label, replace(a, span=spans.get(at, a.span))) for at, label, a in said]


def _of_measures(
    said: Sequence[tuple[int, str, Aspects]],
) -> tuple[list[tuple[int, str, Aspects]], list[str]]:
    """The columns, growth that says of which measure not with that of the column to its left.

    Only where each column has its growth beside it: else growth right of a quantity may be of that
    or of the value, and its head is given as one that says too little.
    """
    lone = {
        right[0]: left[2]
        for left, right in pairwise(said)
        if right[2].growth and right[2].quantity is None and not left[2].growth
    }
    each = len(lone) == len([one for one in said if not one[2].growth])
    kept, vague = [], []
    for place, label, aspects in said:
        left = lone.get(place)
        if left is None or not left.quantity:
            kept.append((place, label, aspects))
        elif each:
            kept.append((place, label, replace(aspects, quantity=True)))
        else:
            vague.append(label)
    return kept, vague


def _growth_span(values: set[HeadSpan | None], stated: set[SpanKind]) -> HeadSpan | None:
    """The months of growth whose head says none: those of all values, or those no other is of."""
    spans = [span for span in values if span is not None]
    if len(spans) == 1:
        return spans[0]
    left = [span for span in spans if span.kind not in stated]
    return left[0] if stated and len(left) == 1 else None


def _column(
    place: int, label: str, aspects: Aspects, span: HeadSpan | None, titled: Flow | None
) -> TableColumn:
    measures = {
        (False, False): ColumnMeasure.VALUE,
        (False, True): ColumnMeasure.QUANTITY,
        (True, False): ColumnMeasure.VALUE_GROWTH,
        (True, True): ColumnMeasure.QUANTITY_GROWTH,
    }
    flow = aspects.flow
    if flow is None:
        flow = titled if titled is not None or not aspects.whole else Flow.TOTAL
    return TableColumn(
        place=place,
        head=label,
        measure=measures[bool(aspects.growth), bool(aspects.quantity)],
        flow=flow,
        span=span,
        unit=aspects.unit,
        multiple=aspects.multiple or 1,
        enterprise=aspects.enterprise,
    )
