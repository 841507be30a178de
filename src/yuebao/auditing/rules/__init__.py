"""The rules: small functions that judge claims, and the data that words their findings.

A check takes a `Case` and yields findings; `rules.toml` says what each finding's rule means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.rules.charts import check_charts
from yuebao.auditing.rules.compared import check_compared
from yuebao.auditing.rules.concentration import check_concentration
from yuebao.auditing.rules.flows import check_flows
from yuebao.auditing.rules.limits import check_limits
from yuebao.auditing.rules.naming import check_counts, check_lists, check_namings
from yuebao.auditing.rules.notes import check_notes
from yuebao.auditing.rules.parts import check_parts
from yuebao.auditing.rules.periods import check_periods
from yuebao.auditing.rules.places import check_places
from yuebao.auditing.rules.price import check_price
from yuebao.auditing.rules.prose import check_prose
from yuebao.auditing.rules.ranking import check_order, check_rows
from yuebao.auditing.rules.records import check_records
from yuebao.auditing.rules.revisions import check_revisions
from yuebao.auditing.rules.seasonal import check_seasonal
from yuebao.auditing.rules.shares import check_shares
from yuebao.auditing.rules.spreads import check_spreads
from yuebao.auditing.rules.standings import check_standings
from yuebao.auditing.rules.turns import check_turns
from yuebao.auditing.rules.windows import check_ranked_in_both, check_windows
from yuebao.auditing.rules.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.rules.context import Case

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_limits,
    check_flows,
    check_windows,
    check_ranked_in_both,
    check_shares,
    check_parts,
    check_order,
    check_rows,
    check_places,
    check_notes,
    check_prose,
    check_namings,
    check_counts,
    check_lists,
    check_periods,
    check_charts,
    check_concentration,
    check_spreads,
    check_records,
    check_standings,
    check_compared,
    check_price,
    check_seasonal,
    check_turns,
    check_revisions,
    check_wording,
)
"""Every check that needs no data."""

__all__ = ["CHECKS"]
