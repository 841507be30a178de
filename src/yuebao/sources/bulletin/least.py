"""Whether a table can be of all trade: its totals against what a country's have never been below.

A table of a city may say nowhere what it is of: its heads and its title are those of the country's,
and its totals would be taken for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow, Month, Period, UserError
from yuebao.sources._values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yuebao.sources._dialects import LeastTrade
    from yuebao.sources.bulletin.title import Above

_BOTH = 2  # all trade is exports and imports


def refuse_too_little(
    above: Above, totals: Iterable[Mapping[str, object]], least: LeastTrade
) -> None:
    """Refuse a table that does not name the country, with a total that is too small for one.

    Args:
        above: What stands around the table.
        totals: The facts of all goods with all partners in it.
        least: What those of the country have never been below.

    Raises:
        UserError: One is below that, or there is none: only the user can say what the table is of.
    """
    totals = list(totals)
    around = (*above.texts, *above.below, above.path_name, above.tab)
    if least.since is None or any(word in plain(text) for text in around for word in least.named):
        return
    if not totals:
        raise _asked(
            "nothing in it says where it is of, and it has no total that would show it", above
        )
    for fact in totals:
        first, last = Month.parse(str(fact["first_month"])), Month.parse(str(fact["last_month"]))
        bound = least.levels.get(str(fact["currency"]), 0) * Period(first, last).length()
        bound *= _BOTH if fact["flow"] == Flow.TOTAL else 1
        value = fact["value"]
        if first.year >= least.since and isinstance(value, int) and 0 < value < bound:
            raise _asked(
                f"nothing in it says where it is of, and its total of {Period(first, last)}, "
                f"{value:,} {fact['currency']}, is less than that of the country has ever been",
                above,
            )


def _asked(found: str, above: Above) -> UserError:
    return UserError(
        found,
        where=above.path_name,
        remedy="If it is of a province, say --scope province=31 (its code); if it is of all trade, "
        "look at its unit, and say --scope all. A table of a part of trade would be taken for the "
        "whole.",
    )
