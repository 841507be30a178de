"""Changing what stands in a built document: what tests of several folders do to one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.report.model import Cell, Group, Row, Table


def with_cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    """The table with every cell changed."""

    def changed_row(row: Row) -> Row:
        return replace(row, cells=tuple(map(change, row.cells)))

    def changed_group(group: Group) -> Group:
        return replace(group, rows=tuple(map(changed_row, group.rows)))

    return replace(table, groups=tuple(map(changed_group, table.groups)))
