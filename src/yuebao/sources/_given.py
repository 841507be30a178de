"""What is known of a file before its table is read: all that a reader of a dialect is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Flow, Period, Scope
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file before its table is read.

    Attributes:
        office: The office it is from, whose lists and words say what codes and names mean.
        dialects: What the office's files look like.
        path: The file, whose name may say the month and the flow.
        source: The file's SHA-256.
        flow: Exports or imports, where the caller says.
        months: The months it covers, where the caller says.
        scope: The part of trade it covers, where the caller says.
        without: Columns that the caller leaves out, by their heads or by what they hold.
        accept_differences: Whether sums that a bulletin's table states may fail.
    """

    office: Office
    dialects: Dialects
    path: Path
    source: str
    flow: Flow | None
    months: Period | None
    scope: Scope | None
    without: tuple[str, ...] = ()
    accept_differences: bool = False
