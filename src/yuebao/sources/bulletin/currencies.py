"""Tables in two currencies beside each other: as many tables, with the names of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.sources.bulletin.columns import ColumnMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Currency
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.head_words import ValueUnit
    from yuebao.sources.bulletin.heads import TableHeads


def split_currencies(heads: TableHeads) -> tuple[TableHeads, ...]:
    """The heads of each currency that columns of values name; quantities go with all.

    Growth whose heads name none is of the column to its left; if that is none, it is left out.
    """
    named = dict.fromkeys(c.currency for c in heads.columns if c.measure is ColumnMeasure.VALUE)
    if len(named) < 2:
        return (heads,)
    of = _currencies(heads.columns)
    lost = [c.head for c in heads.columns if c.place not in of]
    return tuple(
        replace(
            heads,
            columns=tuple(
                c
                for c in heads.columns
                if c.measure in _OF_QUANTITY or (c.place in of and of[c.place] == currency)
            ),
            left_out=(*heads.left_out, *lost),
        )
        for currency in named
    )


_OF_QUANTITY = (ColumnMeasure.QUANTITY, ColumnMeasure.QUANTITY_GROWTH)


def _currencies(columns: Sequence[TableColumn]) -> dict[int, Currency | None]:
    """The currency of each column of values and of their growth, by its place."""
    found: dict[int, Currency | None] = {}
    for column in columns:
        if column.measure is ColumnMeasure.VALUE or column.currency is not None:
            found[column.place] = column.currency
        elif column.measure in _OF_QUANTITY or column.place - 1 in found:
            found[column.place] = found.get(column.place - 1)
    return found


def value_units(heads: TableHeads) -> tuple[ValueUnit | None, ...]:
    """The unit that each column of values names."""
    return tuple(c.unit for c in heads.columns if c.measure is ColumnMeasure.VALUE)
