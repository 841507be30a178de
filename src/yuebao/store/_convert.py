"""One currency seen in another, by a table of monthly rates that the user gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.domain import Month, Period, UserError
from yuebao.store._delta import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from yuebao.store._view import View

_SCALE = 10**6
"""Rates are kept as whole millionths, so that conversion is exact integer arithmetic."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How much of an office's one currency is worth one of its other, by month, and who says so.

    Raises:
        UserError: A rate is not positive, or has more than six decimal places.
    """

    by_month: Mapping[Month, Decimal]
    source: str

    def __post_init__(self) -> None:
        for month, rate in self.by_month.items():
            if rate <= 0 or rate * _SCALE % 1:
                raise UserError(
                    f"{rate} is not a rate for {month}",
                    where="rates",
                    remedy="Give a positive rate with at most six decimal places.",
                )


def convert_view(view: View, rates: Rates) -> View:
    """The view's facts in one currency of its office, as facts in the other.

    Facts in the other are left out, never mixed in. Each fact of one month is divided by that
    month's rate and rounded half up to a whole unit. A month without a rate, and a fact that covers
    several months, cannot be converted: it is as if it were not loaded. Growth that customs printed
    is of the one currency, and does not carry over.

    Raises:
        UserError: The office publishes values in one currency alone.
    """
    of, into = (words.code for words in view.office.converted)
    table = ", ".join(
        f"('{month}', {int(rate * _SCALE)}::DECIMAL(13, 0))"
        for month, rate in sorted(rates.by_month.items())
    )
    columns = replaced(
        {
            "currency": f"'{into}'",
            "value": _divided("f.value"),
            "precision": f"greatest(1, {_divided('f.precision')})::INTEGER",
            "growth": "NULL::DECIMAL(18, 6)",
        },
        "f.",
    )
    facts = (
        f"(SELECT {columns} FROM {view.facts} AS f "
        f"JOIN (VALUES {table}) AS r(month, rate) "
        f"ON f.first_month = r.month AND f.last_month = r.month "
        f"WHERE f.currency = '{of}')"
    )
    known = {Period.of_month(month) for month in rates.by_month}
    slices = tuple(
        replace(
            part,
            currency=into,
            periods=tuple(period for period in part.periods if period in known),
        )
        for part in view.slices
        if part.currency == of
    )
    return view.with_facts(facts, slices)


def _divided(amount: str) -> str:
    """SQL of an amount divided by `r.rate`, rounded half up away from zero.

    Engines divide as doubles, so the remainder is taken off first, exactly, and what a large
    quotient is wrong by is divided once more.
    """
    part = "(2 * r.rate)"
    whole = f"(abs({amount})::DECIMAL(19, 0) * {2 * _SCALE}::DECIMAL(7, 0) + r.rate)"
    even = f"({whole} - {whole} % {part})"
    near = f"round({even} / {part})::BIGINT"
    rest = f"round(({even} - {near}::DECIMAL(19, 0) * {part}) / {part})::BIGINT"
    magnitude = f"({near} + {rest})"
    return f"CASE WHEN {amount} < 0 THEN -{magnitude} ELSE {magnitude} END"
