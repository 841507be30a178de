"""Clauses of one line, said one behind the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli._speech import ENGLISH, say, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable


def say_clauses(clauses: Iterable[str]) -> str:
    """Clauses parted by semicolons, each in the language spoken."""
    joint = "; "
    if spoken() != ENGLISH:
        from yuebao.cli._catalogue import read_catalogue  # what only another language needs

        joint = read_catalogue(spoken()).marks[joint]
    return joint.join(map(say, clauses))
