"""Printed units: how many whole units of a currency, or pieces, one of them stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import DefinitionError
from yuebao.report.definition import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.reference import CurrencyWords
    from yuebao.report.context import Context
    from yuebao.report.definition import QuantityUnit
    from yuebao.report.figures import FigureMaker
    from yuebao.report.words import Language

SCALES = {"亿": 10**8, "万": 10**4, "百万": 10**6, "千": 10**3, "": 1}
"""How many a definition's unit of value stands for, by what stands before the currency's word."""

_WORTH = 10
"""How many of a larger unit an amount must come to, to be told in it."""


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


def with_fitted_units(context: Context) -> FigureMaker:
    """The maker of figures in units that fit, where the style asks for such.

    A unit that the definition names stays, where the language counts in it.
    """
    make, units, language = context.make, context.definition.units, context.language
    if not context.definition.style.fit_units:
        return make
    periods = [span.period for span in context.spans]
    value = _least(
        max((one.amount.number for one in context.totals(p)), default=0) for p in periods
    )
    named = context.currency in units.named and make.value_unit.per in language.scales
    if value and not named:
        words = language.office.words_of(context.currency)
        make = replace(make, value_unit=_fitted_value(value, words, language))
    if units.quantity is None or (units.quantity.named and units.quantity.per in language.scales):
        return make
    tables = filter(None, map(context.quantities, context.flows))
    held = [table.levels for table in tables]
    quantity = _least(
        max((levels[p].amount.number for levels in held if p in levels), default=0) for p in periods
    )
    if not quantity:
        return make
    return replace(make, quantity_unit=_fitted_quantity(quantity, units.quantity.unit, language))


def _fitted_value(amount: int, currency: CurrencyWords, language: Language) -> PrintedUnit:
    """The unit of value that an amount fits, of those a language counts in.

    Args:
        amount: The largest amount printed, in whole units of the currency.
        currency: The currency.
        language: The language.
    """
    per = _fitting(amount, language.scales)
    return PrintedUnit(language.value_unit(currency, per), per, currency.code)


def _fitted_quantity(amount: int, unit: str, language: Language) -> PrintedUnit:
    """The unit of quantity that an amount fits: a multiple of the customs unit or of a larger one.

    Args:
        amount: The largest amount printed, in the customs unit.
        unit: The customs unit, as files write it.
        language: The language.
    """
    larger = language.office.units.larger(unit)
    one = larger.of if larger is not None and amount >= larger.of * _WORTH else 1
    per = _fitting(amount // one, language.scales)
    label = language.quantity_unit(unit, per, larger if one > 1 else None)
    return PrintedUnit(label, per * one, unit)


def _fitting(amount: int, scales: Sequence[int]) -> int:
    """The largest of the scales that an amount is ten of, or the smallest."""
    return max((scale for scale in scales if amount >= _WORTH * scale), default=min(scales))


def _least(amounts: Iterable[int]) -> int:
    """The smallest of the amounts that are there: a unit must fit the shortest window."""
    return min(filter(None, amounts), default=0)
