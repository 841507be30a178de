"""Known errors of the source, corrected visibly: each an entry with reason and expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import ConflictError
from yuebao.store._delta import replaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Month
    from yuebao.store._view import View


@dataclass(frozen=True, slots=True)
class Correction:
    """One fact that the source has wrong.

    Attributes:
        key: The fact's key: fact-table columns and their values; a column not named may be any,
            but the key must fit exactly one fact.
        month: The month it covers.
        column: `value`, `quantity` or `quantity2`.
        found: What the source says. When it says anything else the entry fails: the source was
            fixed, or the entry was wrong.
        correct: What it should say.
        why: The reason, as the report's note prints it.
        source: Who says so.
    """

    key: dict[str, str]
    month: Month
    column: str
    found: int
    correct: int
    why: str
    source: str

    def condition(self) -> str:
        """SQL that is true of the fact."""
        parts = [f"{name} = '{value}'" for name, value in sorted(self.key.items())]
        return " AND ".join(
            [*parts, f"first_month = '{self.month}'", f"last_month = '{self.month}'"]
        )

    def name(self) -> str:
        """The entry, as messages call it."""
        key = ", ".join(f"{name} {value}" for name, value in sorted(self.key.items()))
        return f"correction of {self.column} ({key}, {self.month})"


def correct_view(view: View, corrections: Sequence[Correction]) -> View:
    """The view with its facts corrected.

    Raises:
        ConflictError: An entry fits no fact or several, or the source no longer says what it did.
    """
    for correction in corrections:
        _expect(view, correction)
        changed = (
            f"CASE WHEN {correction.condition()} THEN {correction.correct}::BIGINT "
            f"ELSE {correction.column} END"
        )
        columns = replaced({correction.column: changed})
        view = view.with_facts(f"(SELECT {columns} FROM {view.facts})")
    return view


def _expect(view: View, correction: Correction) -> None:
    held = view.query(
        f"SELECT {correction.column} FROM {view.facts} WHERE {correction.condition()} LIMIT 3"
    )
    if len(held) != 1:
        raise ConflictError(
            f"it fits {'no fact' if not held else 'more than one fact'}",
            where=correction.name(),
            remedy="Name the key's columns so that exactly one fact of the store fits.",
        )
    if held[0][0] != correction.found:
        raise ConflictError(
            f"the source says {held[0][0]:,} now, not {correction.found:,}",
            where=correction.name(),
            remedy="If the source was fixed, remove the entry; else correct what it expects.",
        )
