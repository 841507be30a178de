"""The specification file that X-13ARIMA-SEATS is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from yuebao.domain import Month

Effects = dict[str, tuple["Fraction", ...]]
"""Effects by name: one for each month of the series and of the year after it."""

AIRLINE = "(0 1 1)(0 1 1)"
"""The model with which effects are tested, and taken where it leaves nothing unexplained."""

HORIZON = 12
"""For how many months after the series it forecasts, as its filters at the end need."""

_A_LINE = 4
_PLACES = 12


def specify(
    values: Sequence[int],
    first: Month,
    effects: Mapping[str, Sequence[Fraction]],
    *,
    model: str = "",
) -> str:
    """The specification for a monthly series.

    Logarithms where the program finds them fit and all values are above nothing, else none; the
    ARIMA model and outliers (additive, and shifts of level) are found automatically; the filters
    are those of X-11. No model is searched for where the airline model leaves nothing in its
    residuals that the Ljung-Box test finds: a search takes several times as long as all else.

    Args:
        values: The series, a whole number a month.
        first: Its first month.
        effects: The effects of a moving festival: each over the series and `HORIZON` months more.
        model: An ARIMA model, to estimate it and the effects alone; by default one is found, and
            the series is adjusted.
    """
    start = f"{first.year}.{first.month:02}"
    logarithms = "auto" if min(values) > 0 else "none"
    data = _rows(map(str, values))
    parts = [
        f"series {{\n  start = {start}\n  period = 12\n  data = (\n{data}\n  )\n}}",
        f"transform {{ function = {logarithms} }}",
    ]
    if effects:
        names = " ".join(effects)
        kinds = " ".join("holiday" for _ in effects)
        columns = zip(*effects.values(), strict=True)
        numbers = _rows(f"{float(number):.{_PLACES}f}" for row in columns for number in row)
        parts.append(
            f"regression {{\n  user = ({names})\n  usertype = ({kinds})\n  start = {start}\n"
            f"  data = (\n{numbers}\n  )\n}}"
        )
    parts.append("outlier { types = (ao ls) }")
    if model:
        parts += [f"arima {{ model = {model} }}", "estimate { }"]
    else:
        parts += [
            "automdl { acceptdefault = yes }",
            f"forecast {{ maxlead = {HORIZON} }}",
            "x11 { save = (d10 d11 d12) }",
        ]
    return "\n".join(parts) + "\n"


def _rows(numbers: Iterable[str]) -> str:
    """Numbers, so many a line: the program reads no line of more than 132 characters."""
    held = list(numbers)
    lines = (held[at : at + _A_LINE] for at in range(0, len(held), _A_LINE))
    return "\n".join("    " + " ".join(line) for line in lines)
