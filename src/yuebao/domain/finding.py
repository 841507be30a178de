"""What a check of stored data found: never a boolean, never a print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that looks wrong.

    Attributes:
        rule: The check's name, stable, for machines: `cut`, `totals`, `hash`.
        where: File and record, or commodity and months.
        what: What was found there, as a sentence.
        why: Why that is thought wrong, as a sentence.
        remedy: What to do, as a sentence.
    """

    rule: str
    where: str
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.why} {self.remedy}"
