"""Units that fit: of those a language counts in, the largest that a report's amounts fill."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.report.units import PrintedUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.domain import Flow
    from yuebao.reference import CurrencyWords
    from yuebao.report.context import Context
    from yuebao.report.figures import FigureMaker
    from yuebao.report.words import Language

_LONGEST = 10**6
"""So many of a unit are too many to be told in it, whoever named it."""

_WORTH = 10
"""How many of a larger unit an amount must come to, to be told in it."""


def with_fitted_units(context: Context) -> FigureMaker:
    """The maker of figures in units that fit, where the style asks for such.

    A unit that the definition names stays, where the language counts in it and it is not far too
    small or large.
    """
    make, units, language = context.make, context.definition.units, context.language
    if not context.definition.style.fit_units:
        return make
    make = replace(make, fits=lambda number, unit: _in_sentences(context, number, unit))
    periods = [span.period for span in context.spans]
    value = _least(
        max((one.amount.number for one in context.totals(p)), default=0) for p in periods
    )
    named = context.currency in units.named
    if value and not (named and _fits(value, make.value_unit.per, language)):
        words = language.office.words_of(context.currency)
        make = replace(make, value_unit=fitted_value(value, words, language))
    if units.quantity is None:
        return make
    tables = filter(None, map(context.quantities, context.flows))
    held = [table.levels for table in tables]
    quantity = _least(
        max((levels[p].amount.number for levels in held if p in levels), default=0) for p in periods
    )
    named = units.quantity.named
    if not quantity or (named and _fits(quantity, units.quantity.per, language)):
        return make
    return replace(make, quantity_unit=_fitted_quantity(quantity, units.quantity.unit, language))


def of_flow(context: Context, flow: Flow) -> Context:
    """The report where it tells of one flow: in a unit of its own, where it is too small.

    Args:
        context: The report in the making.
        flow: The flow.
    """
    make = context.make
    if make.fits is None:
        return context
    held = [table for table in context.tables() if table.basis.flow is flow]
    amounts = [
        max((one.amount.number for table in held if (one := table.total(span.period))), default=0)
        for span in context.spans
    ]
    least = _least(amounts)
    if not least or least >= make.value_unit.per:
        return context
    words = context.language.office.words_of(context.currency)
    own = copy(context)
    own.make = replace(make, value_unit=fitted_value(least, words, context.language))
    return own


def quantity_of_flow(context: Context, flow: Flow) -> PrintedUnit | None:
    """The unit of one flow's quantity: of its own, where that of the report is too large."""
    make, table = context.make, context.quantities(flow)
    unit, asked = make.quantity_unit, context.definition.units.quantity
    if make.fits is None or unit is None or asked is None or table is None:
        return unit
    held = (table.levels.get(span.period) for span in context.spans)
    least = _least(level.amount.number for level in held if level is not None)
    if not least or least >= unit.per:
        return unit
    return _fitted_quantity(least, asked.unit, context.language)


def _in_sentences(context: Context, amount: int, unit: PrintedUnit) -> PrintedUnit:
    """The unit that an amount has in a sentence: a larger one it fills, or one it is not lost in.

    Args:
        context: The report in the making.
        amount: The amount, in whole units of the facts.
        unit: The unit of tables.
    """
    language, quantity = context.language, context.definition.units.quantity
    money = unit.base == context.currency
    larger = None if money else language.office.units.larger(unit.base)
    one = larger.of if larger is not None and unit.per % larger.of == 0 else 1
    per = _filled(amount // one, language.spoken_scales) * one
    own = not money and quantity is not None and quantity.label and unit.per == quantity.per
    if own or (per < unit.per <= _WORTH * amount):
        return unit
    if money:
        words = language.office.words_of(context.currency)
        return PrintedUnit(language.value_unit(words, per), per, unit.base)
    label = language.quantity_unit(unit.base, per // one, larger if one > 1 else None)
    return PrintedUnit(label, per, unit.base)


def _filled(amount: int, scales: Sequence[int]) -> int:
    """The largest of the scales that an amount fills, or the smallest."""
    return max((scale for scale in scales if amount >= scale), default=min(scales))


def _fits(amount: int, per: int, language: Language) -> bool:
    """Whether a unit that a definition names is one to count in, and not far too small or large."""
    return per in language.scales and per <= _WORTH * amount and amount < _LONGEST * per


def fitted_value(amount: int, currency: CurrencyWords, language: Language) -> PrintedUnit:
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
