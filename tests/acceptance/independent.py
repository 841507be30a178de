"""Analyses of real exports in plain arithmetic, with nothing of yuebao: rows, sums, fractions."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb
import fastexcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_VALUES = ("人民币", "美元")


@dataclass
class Rows:
    """Value and quantity by month, commodity, partner and province; months as 202510."""

    values: dict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int))
    quantities: dict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int))

    def read(self, paths: Iterable[Path]) -> Rows:
        """The same with the rows of files."""
        for path in paths:
            for row in _rows(path):
                value = next(row[name] for name in _VALUES if name in row)
                key = tuple(
                    _digits(row.get(name, ""))
                    for name in ("数据年月", "商品编码", "贸易伙伴编码", "注册地编码")
                )
                self.values[key] += _number(value)
                self.quantities[key] += _number(row["第一数量"])
        return self

    def total(self, months: set[str], by: int = 0, code: str = "") -> int:
        """What was traded in some months, or by one partner (2) or province (3) in them."""
        return sum(
            value
            for key, value in self.values.items()
            if key[0] in months and (not by or key[by] == code)
        )

    def growth(self, months: set[str]) -> Fraction:
        """Growth on the same months a year before, in percent."""
        return Fraction(self.total(months), self.total(before(months))) * 100 - 100

    def contribution(self, months: set[str], by: int, code: str) -> Fraction:
        """What a partner or province adds to it, in points."""
        change = self.total(months, by, code) - self.total(before(months), by, code)
        return Fraction(change, self.total(before(months))) * 100

    def quantity(self, months: set[str]) -> int:
        """The plain sum of quantities."""
        return sum(amount for key, amount in self.quantities.items() if key[0] in months)

    def herfindahl(self, months: set[str]) -> Fraction:
        """In points of 10,000, over partners."""
        of: dict[str, int] = defaultdict(int)
        for key, value in self.values.items():
            if key[0] in months:
                of[key[2]] += value
        whole = sum(of.values())
        return sum((Fraction(value, whole) ** 2 for value in of.values()), Fraction(0)) * 10_000

    def fisher(self, months: set[str]) -> Decimal:
        """The Fisher price index over commodity and partner, as change in percent."""
        now, base = self._cells(months), self._cells(before(months))
        both = now.keys() & base.keys()
        up = sum(Fraction(now[c][0], now[c][1]) * base[c][1] for c in both)
        down = sum(Fraction(base[c][0], base[c][1]) * now[c][1] for c in both)
        worth, worth_base = (Fraction(sum(some[c][0] for c in both)) for some in (now, base))
        square = Fraction(up) / worth_base * worth / Fraction(down)
        with localcontext(prec=60):
            return (Decimal(square.numerator) / square.denominator).sqrt() * 100 - 100

    def _cells(self, months: set[str]) -> Mapping[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
        for key, value in self.values.items():
            if key[0] in months:
                found[key[1:3]][0] += value
                found[key[1:3]][1] += self.quantities[key]
        return {cell: held for cell, held in found.items() if min(held) > 0}

    def rank(self, month: str) -> tuple[int, int]:
        """The place of a month among those in a row up to it, and how many they are."""
        held = {key[0] for key in self.values}
        months = [month]
        while back(months[-1], 1) in held:
            months.append(back(months[-1], 1))
        amounts = [self.total({one}) for one in months]
        return 1 + sum(amount > amounts[0] for amount in amounts), len(amounts)

    def run(self, month: str) -> int:
        """How many months in a row growth has had its sign."""
        held = {key[0] for key in self.values}
        length, sign = 0, self.growth({month}) > 0
        while {month, back(month, 12)} <= held and (self.growth({month}) > 0) == sign:
            length, month = length + 1, back(month, 1)
        return length


def back(month: str, months: int) -> str:
    """So many months before."""
    place = int(month[:4]) * 12 + int(month[4:]) - 1 - months
    return f"{place // 12}{place % 12 + 1:02}"


def before(months: set[str]) -> set[str]:
    """The same months a year before."""
    return {back(month, 12) for month in months}


def year_to_date(month: str) -> set[str]:
    """The months of its year up to a month."""
    return {f"{month[:4]}{one:02}" for one in range(1, int(month[4:]) + 1)}


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="gb18030"))))
    sheet = fastexcel.read_excel(path).load_sheet(0)
    with duckdb.connect() as database:
        database.register("sheet", sheet)
        found = database.execute("SELECT * FROM sheet")
        heads = [column[0] for column in found.description or ()]
        return [dict(zip(heads, row, strict=True)) for row in found.fetchall()]


def _digits(text: object) -> str:
    return str(int(text)) if isinstance(text, float | int) else str(text).strip()


def _number(text: object) -> int:
    return round(text) if isinstance(text, float | int) else int(str(text or 0).replace(",", ""))
