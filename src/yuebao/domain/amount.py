"""Amounts that know their unit: dollars never add to yuan, nor kilograms to pieces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yuebao.domain.errors import DataError


class Currency(StrEnum):
    """The currencies customs publishes values in; values are whole dollars or yuan."""

    USD = "USD"
    CNY = "CNY"


class UnitMismatchError(DataError):
    """Two amounts of different units were combined."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of a unit: a currency, or a unit of quantity as customs writes it (千克).

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
