"""Price, mix and quantity: what growth of value is made of, by a Fisher price index.

The indices of Laspeyres and Paasche are exact fractions. Fisher's is the root of their product,
which is no fraction: it is rounded to `ROOT_PLACES` decimals, and that number is the price from
there on. The mix is what it leaves of the growth of value, so that price × mix × quantity is that
growth exactly, whatever the root is rounded to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from yuebao.indicators._rates import Growth, Reason, Share, compute_growth, compute_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Period
    from yuebao.indicators._cells import CellTable, Traded
    from yuebao.indicators._levels import Level

ROOT_PLACES = 30
"""To so many decimals the Fisher index is rounded."""

_UNKNOWN = Share(None, None, None, Reason.NOT_LOADED)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Growth of value as price, mix and quantity; each is a ratio to the base period, 1 unchanged.

    Attributes:
        unit_value: Value over quantity, in whole units of currency and quantity; None with a
            reason.
        unit_value_base: The same in the base period.
        value: Growth of value.
        quantity: Growth of the plain sum of quantities.
        laspeyres: The price index with the quantities of the base period.
        paasche: The price index with those of the period.
        price: The Fisher index; None with a reason.
        mix: What price and quantity leave of the growth of value; None with a reason.
        matched: In how many cells something was traded in both periods.
        coverage: What they are of all value in the period.
        coverage_base: What they are of all value in the base period.
        reason: Why there is no unit value.
        why: Why there is no price.
    """

    unit_value: Fraction | None
    unit_value_base: Fraction | None
    value: Growth
    quantity: Growth
    laspeyres: Fraction | None = None
    paasche: Fraction | None = None
    price: Fraction | None = None
    mix: Fraction | None = None
    matched: int = 0
    coverage: Share = _UNKNOWN
    coverage_base: Share = _UNKNOWN
    reason: Reason | None = None
    why: Reason | None = None

    @property
    def unit_value_change(self) -> Fraction | None:
        """The unit value as a ratio to that of the base period; None where either is unknown."""
        if self.unit_value is None or not self.unit_value_base:
            return None
        return self.unit_value / self.unit_value_base

    @property
    def points(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """What price, mix and quantity each add to growth of value, as ratios of the base.

        The three multiply to growth; these add up to it, exactly. Each is what its change adds in
        whichever order the three change, on average over all orders. None where a factor is not
        known.
        """
        if self.price is None or self.mix is None or self.quantity.rate is None:
            return None
        factors = (self.price, self.mix, 1 + self.quantity.rate)
        found = []
        for at, factor in enumerate(factors):
            one, other = (factors[place] for place in range(3) if place != at)
            orders = Fraction(1, 3) + (one + other) / 6 + one * other / 3
            found.append((factor - 1) * orders)
        return found[0], found[1], found[2]

    @property
    def differs(self) -> bool:
        """Whether the unit value went one way and the price index another."""
        change = self.unit_value_change
        if change is None or self.price is None:
            return False
        return (change - 1) * (self.price - 1) < 0


def decompose(
    table: CellTable, period: Period, base: Period, *, minimum_coverage: Fraction = Fraction(0)
) -> Decomposition:
    """What growth of value on a base period is made of.

    Args:
        table: Value and quantity by cell.
        period: The period.
        base: What it is compared with.
        minimum_coverage: Where matched cells have less of the value of either period than this, a
            ratio, there is no price.
    """
    value = compute_growth(table.values.get(period), table.values.get(base))
    quantity = compute_growth(table.quantities.get(period), table.quantities.get(base))
    reason = table.reason or _reason_of(table, period)
    unit_values = [
        None if level is None or (of := table.values.get(level.period)) is None
        else _unit_value(of, level)
        for level in (table.quantities.get(period), table.quantities.get(base))
    ]  # fmt: skip
    if table.reason is not None:
        quantity = Growth(None, quantity.current, quantity.base, reason=table.reason)
    plain = Decomposition(unit_values[0], unit_values[1], value, quantity, reason=reason)
    if reason is not None or value.rate is None or quantity.rate is None:
        why = reason or value.reason or quantity.reason
        none = Share(None, None, None, why)
        return _without(plain, why, coverage=none, coverage_base=none)
    return _with_price(plain, table, period, base, minimum_coverage)


def _reason_of(table: CellTable, period: Period) -> Reason | None:
    if period not in table.values:
        return Reason.NOT_LOADED
    known = table.quantities.get(period)
    return Reason.NO_QUANTITY if known is None or known.amount.number <= 0 else None


def _unit_value(value: Level, quantity: Level) -> Fraction | None:
    number = quantity.amount.number
    return Fraction(value.amount.number, number) if number > 0 else None


def _without(plain: Decomposition, why: Reason | None, **known: object) -> Decomposition:
    return replace(plain, why=why, **known)  # type: ignore[arg-type]  # fields by name


def _with_price(
    plain: Decomposition, table: CellTable, period: Period, base: Period, minimum: Fraction
) -> Decomposition:
    now, then = table.cells[period], table.cells[base]
    pairs = [
        (now[cell], then[cell])
        for cell in sorted(now)
        if cell in then and _has_price(now[cell]) and _has_price(then[cell])
    ]
    coverage, coverage_base = (
        _covered(level, [pair[at] for pair in pairs])
        for at, level in enumerate((table.values[period], table.values[base]))
    )
    known: dict[str, object] = {
        "matched": len(pairs), "coverage": coverage, "coverage_base": coverage_base,
    }  # fmt: skip
    if not pairs:
        return _without(plain, Reason.NO_MATCH, **known)
    shares = (coverage.ratio or Fraction(0), coverage_base.ratio or Fraction(0))
    if min(shares) < minimum:
        return _without(plain, Reason.LOW_COVERAGE, **known)
    # Σ p₁q₀ / Σ p₀q₀, and Σ p₁q₁ / Σ p₀q₁, with p = value / quantity.
    laspeyres = _sum([Fraction(n.value * t.quantity, n.quantity) for n, t in pairs]) / sum(
        t.value for _, t in pairs
    )
    paasche = sum(n.value for n, _ in pairs) / _sum(
        [Fraction(t.value * n.quantity, t.quantity) for n, t in pairs]
    )
    price = round_root(laspeyres * paasche)
    assert plain.value.rate is not None and plain.quantity.rate is not None  # noqa: S101, PT018
    grown = (1 + plain.value.rate) / (1 + plain.quantity.rate)
    return _without(
        plain, None, **known, laspeyres=laspeyres, paasche=paasche, price=price, mix=grown / price
    )


def _has_price(one: Traded) -> bool:
    return one.value > 0 and one.quantity > 0


def _covered(whole: Level, cells: Sequence[Traded]) -> Share:
    part = replace(whole, amount=replace(whole.amount, number=sum(one.value for one in cells)))
    return compute_share(part, whole)


def _sum(parts: Sequence[Fraction]) -> Fraction:
    """The sum of many fractions, halves first: their denominators grow no faster than they must."""
    if len(parts) < 3:
        return sum(parts, start=Fraction(0))
    middle = len(parts) // 2
    return _sum(parts[:middle]) + _sum(parts[middle:])


def round_root(square: Fraction) -> Fraction:
    """The root of a fraction, to the nearest of `ROOT_PLACES` decimals."""
    scale = 10**ROOT_PLACES
    twice = isqrt(4 * square.numerator * scale**2 // square.denominator)
    return Fraction((twice + 1) // 2, scale)
