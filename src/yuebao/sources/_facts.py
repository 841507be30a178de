"""What a reader of one dialect gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.domain import Period


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one table; fields as in Reading."""

    table: str
    rows: int
    periods: tuple[Period, ...]
    remarks: tuple[str, ...]
    truncated: bool = False
