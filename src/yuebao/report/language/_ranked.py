"""What the sentences of every language are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Figure, Key, Run


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity among the first, as a sentence lists it."""

    key: Key
    value: Figure
    growth: Figure
    share: Figure | None = None


def joined(runs: Sequence[Run], between: str, last: str) -> tuple[Run, ...]:
    """Runs as a list in a sentence, with one word between them and another before the last."""
    found: list[Run] = []
    for place, run in enumerate(runs):
        if place:
            found.append(last if place == len(runs) - 1 else between)
        found.append(run)
    return tuple(found)
