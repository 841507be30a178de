"""The cheapest way to give each row a label (the Hungarian method)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = float("inf")


def cheapest_assignment(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each row of a square table of costs its column, so that the sum is least."""
    size = len(costs)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        _augment(costs, row_price, column_price, owner)
    columns = [0] * size
    for column in range(1, size + 1):
        columns[owner[column] - 1] = column - 1
    return columns


def _augment(
    costs: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    owner: list[int],
) -> None:
    """Find the cheapest chain of changes that gives the row at column 0 a column."""
    size = len(costs)
    least, before, used = [_NEVER] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    at = 0
    while True:
        used[at] = True
        row, step, following = owner[at], _NEVER, 0
        for column in range(1, size + 1):
            if used[column]:
                continue
            price = costs[row - 1][column - 1] - row_price[row] - column_price[column]
            if price < least[column]:
                least[column], before[column] = price, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(size + 1):
            if used[column]:
                row_price[owner[column]] += step
                column_price[column] -= step
            else:
                least[column] -= step
        at = following
        if owner[at] == 0:
            break
    while at:
        owner[at] = owner[before[at]]
        at = before[at]
