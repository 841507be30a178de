"""Printed units: how many whole dollars, yuan or pieces one of them stands for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.report.definition import in_language

if TYPE_CHECKING:
    from yuebao.domain import Currency
    from yuebao.report.definition import QuantityUnit
    from yuebao.report.words import Language

_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}
_CURRENCY_WORDS = ("美元", "元")


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as printed.

    Attributes:
        label: As printed.
        per: How many whole units of the facts it stands for.
        base: The unit of the facts.
    """

    label: str
    per: int
    base: str

    def of(self, number: int) -> Fraction:
        """A whole number of the facts' unit, in this unit."""
        return Fraction(number, self.per)


def value_unit(label: str, currency: Currency, language: Language) -> PrintedUnit:
    """A unit of value by its label in a definition (亿美元, 万元), named in a language.

    Raises:
        KeyError: The label is not one of the schema's.
    """
    for word in _CURRENCY_WORDS:
        if label.endswith(word):
            scale = _SCALES[label.removesuffix(word)]
            return PrintedUnit(language.unit(label), scale, currency)
    raise KeyError(label)


def quantity_unit(unit: QuantityUnit, language: Language) -> PrintedUnit:
    """A unit of quantity: the definition's own label, or the customs unit with its multiple.

    Raises:
        DefinitionError: The label is in another language only.
    """
    if unit.label:
        label = in_language(unit.label, language.code, "units.quantity")
    else:
        label = language.quantity_unit(unit.unit, unit.per)
    return PrintedUnit(label, unit.per, unit.unit)
