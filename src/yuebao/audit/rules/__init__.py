"""The rules: small functions that judge a reading, and the data that words their findings.

A check takes a `Context` and yields findings; `rules.toml` says what each finding's rule means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.audit.rules.charts import check_charts
from yuebao.audit.rules.flows import check_flows
from yuebao.audit.rules.limits import check_limits
from yuebao.audit.rules.naming import check_counts, check_lists, check_namings
from yuebao.audit.rules.notes import check_notes
from yuebao.audit.rules.parts import check_parts
from yuebao.audit.rules.periods import check_periods
from yuebao.audit.rules.prose import check_prose
from yuebao.audit.rules.ranking import check_order, check_rows
from yuebao.audit.rules.shares import check_shares
from yuebao.audit.rules.windows import check_ranked_in_both, check_windows
from yuebao.audit.rules.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yuebao.audit._context import Context
    from yuebao.audit.findings import Finding

CHECKS: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    check_limits,
    check_flows,
    check_windows,
    check_ranked_in_both,
    check_shares,
    check_parts,
    check_order,
    check_rows,
    check_notes,
    check_prose,
    check_namings,
    check_counts,
    check_lists,
    check_periods,
    check_charts,
    check_wording,
)
"""Every check that needs no data."""

__all__ = ["CHECKS"]
