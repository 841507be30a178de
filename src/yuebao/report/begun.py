"""Queries of several files, some of which are loaded: the others are asked for by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.indicators import numbered_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.domain import Currency, Flow, Grain, Month
    from yuebao.indicators import NumberedFiles
    from yuebao.store import Slice, View


@dataclass(frozen=True, slots=True)
class BegunQuery:
    """A query of numbered files, some of which are not loaded.

    Attributes:
        files: Those that are.
        flow: What the query is of.
        grain: How deep and by what.
        months: From the first to the last.
    """

    files: NumberedFiles
    flow: Flow
    grain: Grain
    months: tuple[Month, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes it was asked for."""
        return self.files.query.codes

    def reason(self) -> str:
        """Why the others are asked for."""
        held = ", ".join(map(str, sorted(self.files.held)))
        return f"of the {self.files.count} files of this query only {held} are loaded"

    def sources(self) -> set[str]:
        """The hashes of the files that are loaded."""
        return {part.source for held in self.files.held.values() for part in held}


def find_begun(
    view: View, codes: Sequence[str], currency: Currency, months: set[Month]
) -> Iterator[BegunQuery]:
    """The queries that a report rests on of which files lack, by names that say how many there are.

    Args:
        view: The store as it is known.
        codes: Of the report.
        currency: Of the report.
        months: That the report rests on.
    """
    for files in numbered_files(view, _slices(view, codes, currency)):
        asked = tuple(files.query.months.months())
        if not files.count or not files.lacking() or months.isdisjoint(asked):
            continue
        first = next(part for held in files.held.values() for part in held)
        yield BegunQuery(files, first.flow, first.grain, asked)


def _slices(view: View, codes: Sequence[str], currency: Currency) -> Iterator[Slice]:
    for part in view.slices:
        if part.currency == currency and any(part.covers(code) for code in codes):
            yield part
