"""Amounts that know their unit: one currency never adds to another, nor kilograms to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from yuebao.errors import DataError, UserError

_CODE = re.compile(r"[A-Z]{3}")


class Currency(str):
    """A currency by its code of ISO 4217, `USD`; values are whole units of it.

    Which currencies there are a customs office says (`yuebao.reference`).

    Raises:
        UserError: The text is not three capital letters.
    """

    __slots__ = ()

    def __new__(cls, code: str) -> Self:
        """The currency of a code."""
        if not _CODE.fullmatch(code):
            raise UserError(
                f"{code!r} is not a currency", remedy="Write its three letters, as in ISO 4217."
            )
        return super().__new__(cls, code)


class UnitMismatchError(DataError):
    """Two amounts of different units were combined."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of a unit: a currency, or a unit of quantity as files write it (千克).

    Raises:
        UnitMismatchError: On adding, subtracting or comparing amounts of different units.
    """

    number: int
    unit: str

    def _same_unit(self, other: Amount) -> None:
        if self.unit != other.unit:
            raise UnitMismatchError(f"{self.unit} and {other.unit} cannot be combined")

    def __add__(self, other: Amount) -> Amount:
        self._same_unit(other)
        return Amount(self.number + other.number, self.unit)

    def __sub__(self, other: Amount) -> Amount:
        self._same_unit(other)
        return Amount(self.number - other.number, self.unit)

    def __lt__(self, other: Amount) -> bool:
        self._same_unit(other)
        return self.number < other.number
