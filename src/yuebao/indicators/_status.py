"""The state of a store: what it holds, and what looks wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.indicators._by_province import suspect_provinces
from yuebao.indicators._holdings import find_holdings
from yuebao.indicators._lacking_parts import suspect_parts
from yuebao.indicators._reconcile import suspect_totals
from yuebao.indicators._suspicions import (
    gather_evidence,
    suspect_codes,
    suspect_commodities,
    suspect_cuts,
    suspect_negatives,
    suspect_scopes,
    suspect_unit_values,
    suspect_units,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Fault, Month
    from yuebao.indicators._holdings import Holding
    from yuebao.store import View

RULES = {
    "cut": suspect_cuts,
    "parts": suspect_parts,
    "totals": suspect_totals,
    "provinces": suspect_provinces,
    "negative": suspect_negatives,
    "partial": suspect_scopes,
    "code": suspect_codes,
    "commodity": suspect_commodities,
    "unit": suspect_units,
    "unit-value": suspect_unit_values,
}
"""Every rule by the name its findings have, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds, and what looks wrong in it."""

    holdings: tuple[Holding, ...]
    findings: tuple[Fault, ...]


def find_status(
    view: View, codes: Sequence[str] = (), months: Sequence[Month] | None = None
) -> Status:
    """The state of a store.

    Args:
        view: The store as it is known.
        codes: Only commodities that begin with one of these; all by default.
        months: Findings only of periods that end in these months; all by default.
    """
    evidence = gather_evidence(view, codes, months)
    findings = tuple(finding for rule in RULES.values() for finding in rule(evidence))
    return Status(find_holdings(view, codes), findings)
