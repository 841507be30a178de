"""Making bulletins by place of registration for tests: values of our own, forms of real ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from tests.unit.sources.workbooks import Cell, workbook

from yuebao.reference import find_office

COLUMNS = ("total month", "total ytd", "export month", "export ytd", "import month", "import ytd")
Row = list[str]


def _levels(number: int, month: int) -> Row:
    """Exports and imports of the month and the year to date, and their sums."""
    export, imports = 1000 + 37 * number, 500 + 11 * number
    export_ytd, imports_ytd = (export, imports) if month == 1 else (export * 3, imports * 2)
    levels = (
        export + imports, export_ytd + imports_ytd, export, export_ytd, imports, imports_ytd,
    )  # fmt: skip
    return list(map(str, levels))


def _rows(month: int) -> list[Row]:
    rows = [
        [province.full, *_levels(at, month), "1.5", "-2.5", "-"]
        for at, province in enumerate(find_office().regions)
    ]
    sums = [str(sum(int(row[at]) for row in rows)) for at in range(1, 7)]
    rows.insert(1, ["中关村示范区", *_levels(0, month), "0.1", "0.2", "0.3"])
    rows.insert(0, ["总值", *sums, "3.5", "4.5", "5.5"])
    return rows


@dataclass(frozen=True)
class Bulletin:
    """A bulletin: its month, its unit, and its rows, each a name, six levels and three rates."""

    month: int = 2
    unit: str = "万人民币"
    growth: bool = True
    place: str = "收发货人所在地"
    rows: list[Row] = field(default_factory=lambda: _rows(2))

    def change(self, name: str, column: str, text: str) -> Self:
        """With one level printed otherwise."""
        at = COLUMNS.index(column) + 1
        rows = [[*r[:at], text, *r[at + 1 :]] if r[0] == name else r for r in self.rows]
        return replace(self, rows=rows)

    def without(self, *names: str) -> Self:
        """Without some rows."""
        return replace(self, rows=[row for row in self.rows if row[0] not in names])

    def mapped(self, change: Callable[[str], str]) -> Self:
        """With every level printed otherwise."""
        return replace(self, rows=[[r[0], *map(change, r[1:7]), *r[7:]] for r in self.rows])

    def heads(self) -> tuple[Row, Row]:
        """The rows of flows and of windows."""
        windows = [f"{self.month}月", f"1至{self.month}月"]
        flows = ["进出口", "出口", "进口"]
        upper = [self.place, *(flow for flow in flows for _ in windows)]
        lower = [self.place, *windows * 3]
        if self.growth:
            upper += ["累计比去年同期±％"] * 3
            lower += flows
        return upper, lower

    def body(self) -> list[Row]:
        return [row if self.growth else row[:7] for row in self.rows]

    def csv(self, *, footnote: bool = True) -> str:
        """As pandas saves what it read from the web page."""
        upper, lower = self.heads()
        width = len(upper)
        numbered = [f"{text}.{at - 7}" if at > 7 else text for at, text in enumerate(upper)]
        units = [f"Unnamed: {at}_level_0" for at in range(width - 3)] + [f"单位：{self.unit}"] * 3
        lines = [units, numbered, lower, *self.body()]
        if footnote:
            lines.append(["注：本表表名相应调整。"] * width)
        return "\ufeff" + "".join(",".join(map(quoted, line)) + "\n" for line in lines)

    def sheet(self, title: str, cell: Callable[[str], Cell] = str) -> list[Sequence[Cell]]:
        """As published: a title, the unit, merged heads."""
        upper, lower = self.heads()
        width = len(upper)
        merged: list[Cell] = [
            None if at and text == upper[at - 1] else text for at, text in enumerate(upper)
        ]
        return [
            [title],
            [*[None] * (width - 2), f"金额单位：{self.unit}"],
            merged,
            [None, *lower[1:]],
            *([row[0], *map(cell, row[1:])] for row in self.body()),
            [None] * width,
            ["注：1.数据为初步数。"],
        ]

    def xlsx(self, title: str, cell: Callable[[str], Cell] = str) -> bytes:
        """A workbook of one sheet, its tab named after another table, as has been seen."""
        return workbook({"进出口商品类章总值表": self.sheet(title, cell)})


def bulletin(month: int = 2, **changes: object) -> Bulletin:
    """A whole bulletin of a month."""
    return replace(Bulletin(month=month, rows=_rows(month)), **changes)  # type: ignore[arg-type]


def quoted(text: str) -> str:
    """A field of a CSV."""
    return f'"{text}"' if "," in text else text
