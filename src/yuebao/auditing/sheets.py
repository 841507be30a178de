"""Tables of other hands, as what each of their numbers says.

`Claims.sheets` holds them: whatever a table's form, each number is a `SheetEntry` that knows
whether it is a level or a rate, of which side of trade, of whom, of which months, in which unit.
They are made by `understanding.sheets` and judged by `reconciliation.general`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A number of a table, and what it says.

    Attributes:
        number: With its unit; the scale of a level is that of the unit.
        place: Its block, grid row and column.
        role: `level`, or what rate it is: `growth`, `growth_on_month`, `share`, `share_change`,
            `growth_change`, `contribution`, `contribution_rate`, `difference`, `price`, `mean`,
            `index`.
        side: `total`, `exports`, `imports`, `net` or nothing.
        sign: -1 where a surplus is printed as below zero.
        entity: Of whom; empty for the whole.
        period: The months; None where nothing tells.
        base: The months it is compared with, for growth and differences.
        kind: What is counted: a currency, a unit of quantity, or `value` or `quantity` where no
            unit tells. Of a rate, that of the level it is of.
        row: Its row among the sheet's rows.
        column: Its column in the grid.
        label: The row, as printed.
        head: The column, as printed.
        whole: Of a share, or a contribution, the entity that it is of; empty for the whole.
    """

    number: Number
    place: Place
    role: str
    side: str
    sign: int
    entity: str
    period: Period | None
    base: Period | None
    kind: str
    row: int
    column: int
    label: str
    head: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: who it is, and how it stands to the rows around it.

    Attributes:
        at: Its row in the grid.
        label: As printed.
        entity: Who it is; empty for the whole.
        kind: `total`, `subtotal`, `other`, `of_which` or nothing.
        section: The line above that it stands under.
        indent: How far it is set in.
    """

    at: int
    label: str
    entity: str
    kind: str
    section: str
    indent: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, or one of the blocks of a grid.

    Attributes:
        index: Its number among the sheets of the document.
        number: The number its caption gives it; 0 where it gives none.
        caption: As printed; empty where there is none.
        place: Its block.
        rows: Its rows.
        heads: The head of each column, as printed.
        entries: Its numbers.
        ranks: The rank printed for a row, by row and column.
        asides: Places of numbers that state no fact.
        unread: Places of numbers that nothing tells the meaning of.
        loose: Sides whose months do not add up, as later issues revise earlier months.
        cut: Whether rows of it are hidden, so that those left may not add up.
    """

    index: int
    number: int
    caption: str
    place: Place
    rows: tuple[SheetRow, ...]
    heads: dict[int, str]
    entries: tuple[SheetEntry, ...]
    ranks: dict[int, dict[int, int]]
    asides: tuple[Place, ...]
    unread: tuple[Place, ...]
    loose: frozenset[str] = frozenset()
    cut: bool = False

    def entry(self, row: int, column: int) -> SheetEntry | None:
        """The number in a row and column."""
        return next((e for e in self.entries if e.row == row and e.column == column), None)
