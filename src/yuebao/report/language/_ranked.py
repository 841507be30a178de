"""What the sentences of every language are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.report.model import Figure, Key


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity among the first, as a sentence lists it."""

    key: Key
    value: Figure
    growth: Figure
    share: Figure | None = None
