"""Printed units: how many whole units of a currency, or pieces, one of them stands for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import DefinitionError
from yuebao.report.definition import in_language

if TYPE_CHECKING:
    from yuebao.reference import CurrencyWords
    from yuebao.report.definition import QuantityUnit
    from yuebao.report.words import Language

SCALES = {"亿": 10**8, "万": 10**4, "百万": 10**6, "千": 10**3, "": 1}
"""How many a definition's unit of value stands for, by what stands before the currency's word."""


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


def value_labels(currency: CurrencyWords) -> tuple[str, ...]:
    """The units of value that definitions may name: 亿美元, 万美元, 百万美元, 千美元, 美元."""
    return tuple(scale + currency.label_word for scale in SCALES)


def value_unit(label: str, currency: CurrencyWords, language: Language) -> PrintedUnit:
    """A unit of value by its label in a definition (亿美元, 万元), named in a language.

    Raises:
        DefinitionError: The label is none of the currency's.
    """
    if label in value_labels(currency):
        per = SCALES[label.removesuffix(currency.label_word)]
        return PrintedUnit(language.value_unit(currency, per), per, currency.code)
    raise DefinitionError(
        f"{label!r} is not a unit of {currency.code}",
        where="units",
        remedy=f"It may be {', '.join(value_labels(currency))}.",
    )


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
