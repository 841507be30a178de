"""What only documents that are read have: tables of any form, and sentences of anybody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.reconciliation.bridge import check_text_against_sheets
from yuebao.auditing.reconciliation.derivations import check_derived
from yuebao.auditing.reconciliation.general import check_sheets
from yuebao.auditing.reconciliation.orders import check_words
from yuebao.auditing.reconciliation.places import check_places
from yuebao.auditing.reconciliation.prose import check_sentences
from yuebao.auditing.reconciliation.reconcile import unexplained
from yuebao.auditing.reconciliation.results import check_results
from yuebao.auditing.reconciliation.together import check_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.rules.context import Case


def check_read(
    context: Case,
    found: Sequence[Finding],
    explained: Sequence[Finding],
    others: Sequence[Claims] = (),
) -> list[Finding]:
    """What such tables and sentences cannot say together, beside what is found already.

    Args:
        context: The document.
        found: What the rules found.
        explained: What the series' own tables cannot print, not told again either.
        others: Other issues of the series.
    """
    claims = context.claims
    more = [*explained, *check_sheets(context)]
    more += unexplained(list(check_text_against_sheets(claims)), [*found, *more])
    more += check_derived(claims, more)
    words = partial(check_words, others=others)
    for check_text in (check_sentences, check_results, words, check_places, check_together):
        proven = [f for f in (*found, *more) if f.severity is not Severity.STYLE]
        more += unexplained(list(check_text(claims)), proven)
    return more
