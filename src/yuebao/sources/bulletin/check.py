"""Whether a bulletin can be true: it is whole, and its parts sum to what it prints of them.

Every printed number is rounded by itself, so a sum of n of them may be off by n halves of the unit.
Beyond that some published tables miss their totals by a few parts in ten million, which is told; by
more a table is refused, unless the caller accepts that.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import Flow, SourceError
from yuebao.sources._values import counted, listed
from yuebao.sources.bulletin.columns import ColumnMeasure
from yuebao.sources.bulletin.row_names import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.domain import Period
    from yuebao.reference import Office
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.rows import BulletinRow, BulletinRows

_REMEDY = "Load the table as it was published; if it is, the publication is wrong."
_ACCEPT = " To load it as it stands say --accept-differences: reports then say so."

SLIGHT = Fraction(5, 10**7)
"""By so large a part of itself a published total may miss the sum of its parts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a table found.

    Attributes:
        complete: Whether its parts are all there are.
        remarks: On sums that fail, slightly or accepted.
        uneven: Whether any fails by more than slightly.
    """

    complete: bool
    remarks: tuple[str, ...]
    uneven: bool


@dataclass(frozen=True, slots=True)
class _Miss:
    """A sum that fails: what is said of it, by how much of what, and where it stands."""

    found: str
    difference: int
    whole: int
    row: BulletinRow
    column: TableColumn
    remedy: str = _REMEDY

    @property
    def is_slight(self) -> bool:
        larger = max(abs(self.whole), abs(self.whole + self.difference))
        return abs(self.difference) <= SLIGHT * larger


@dataclass(frozen=True, slots=True)
class TableCheck:
    """A table to be checked.

    Attributes:
        rows: Its rows.
        dialect: What it looks like.
        office: The office, whose regions all have a row and whose partners most have.
        periods: The months of each column of values; none where the rows say them.
        file: What to call the file in a message.
        accept: Whether sums may fail.
    """

    rows: BulletinRows
    dialect: BulletinDialect
    office: Office
    periods: Mapping[TableColumn, Period]
    file: str
    accept: bool = False

    def columns(self) -> Sequence[TableColumn]:
        """The columns of values."""
        levels = self.rows.rows[0].levels if self.rows.rows else {}
        return [column for column in levels if column.measure is ColumnMeasure.VALUE]

    def check(self) -> Checked:
        """Refuse a bulletin that is not whole or whose sums fail.

        Raises:
            SourceError: A province or the total is missing or a row there twice; the parts do not
                sum to the total; exports and imports do not sum to both; in January the windows
                differ.
        """
        complete = True
        misses: list[_Miss] = []
        if self.dialect.rows not in ("months", "flows"):
            total = self._check_rows()
            complete = total is not None and self._is_complete(total)
            if total is not None:
                misses += self._misses_of_total(total, at_most=not complete)
            if complete and self.dialect.rows == "partners":
                misses += self._misses_of_continents()
        for row in self.rows.rows:
            misses += self._misses_of_flows(row)
            self._check_january(row)
        wide = [miss for miss in misses if not miss.is_slight]
        if wide and not self.accept:
            worst = wide[0]
            raise self._refusal(worst.found, worst.row, worst.column, worst.remedy + _ACCEPT)
        remarks = tuple(_remark(miss) for miss in misses[:_TOLD])
        if len(misses) > _TOLD:
            remarks += (f"So it is with {counted(len(misses) - _TOLD, 'sum')} more.",)
        return Checked(complete, remarks, uneven=bool(wide))

    def _check_rows(self) -> BulletinRow | None:
        """Every row once, every region there is, and the total; gives the row of the total.

        A list of the main partners may have none.
        """
        seen: dict[tuple[RowKind, str | None], BulletinRow] = {}
        for row in self.rows.rows:
            key = (row.name.kind, row.name.code)
            if key in seen:
                raise self._refusal(
                    f"{row.name.text} stands there twice, first on line {seen[key].record.line}",
                    row,
                )
            seen[key] = row
        if self.dialect.rows == "provinces":
            self._check_regions({code for _, code in seen})
        if (RowKind.TOTAL, None) not in seen and self.dialect.rows != "partners":
            raise SourceError(
                f"it has no row {self.dialect.words.total[0]} with the total",
                file=self.file,
                remedy=_REMEDY,
            )
        return seen.get((RowKind.TOTAL, None))

    def _check_regions(self, seen: set[str | None]) -> None:
        regions = tuple(self.office.regions)
        missing = [region.full for region in regions if region.code not in seen]
        if missing:
            raise SourceError(
                f"not all {len(regions)} provinces have a row, missing: {', '.join(missing)}",
                file=self.file,
                remedy="The table is not whole: load it as it was published.",
            )

    def _is_complete(self, total: BulletinRow) -> bool:
        """Whether the parts are all there are: a table by partner may list the main ones alone."""
        parts = self.rows.of(RowKind.PART)
        if self.dialect.rows != "partners":
            return True
        current = [partner for partner in self.office.partners if not partner.retired]
        return 2 * len(parts) > len(current) or all(
            self._is_off(sum(p.levels[c] for p in parts) - total.levels[c], len(parts) + 1) is False
            for c in self.columns()
        )

    def _is_off(self, difference: int, count: int) -> bool:
        return 2 * abs(difference) > count * self.rows.precision

    def _misses_of_total(self, total: BulletinRow, *, at_most: bool) -> Iterator[_Miss]:
        """Where parts do not sum to the total; where they are not all, they may be less."""
        parts = self.rows.of(RowKind.PART)
        lacking = f" Left out were {listed(self.rows.unknown)}." if self._names_unknown() else ""
        for column in self.columns():
            found = sum(row.levels[column] for row in parts)
            difference = found - total.levels[column]
            if (at_most and difference < 0) or not self._is_off(difference, len(parts) + 1):
                continue
            yield _Miss(
                f"the {self.dialect.rows} sum to {found:,}, but {total.name.text} is "
                f"{total.levels[column]:,}, a difference of {difference:,} that rounding does not "
                "explain",
                difference,
                total.levels[column],
                total,
                column,
                f"{_REMEDY}{lacking}",
            )

    def _names_unknown(self) -> bool:
        return bool(self.rows.unknown) and self.dialect.rows not in ("provinces", "chapters")

    def _misses_of_continents(self) -> Iterator[_Miss]:
        """Groups that are not the sum of the partners further in that stand below them."""
        for group, members in self._groups():
            for column in self.columns():
                found = sum(row.levels[column] for row in members)
                difference = found - group.levels[column]
                if self._is_off(difference, len(members) + 1):
                    yield _Miss(
                        f"the partners below {group.name.text} sum to {found:,}, but it is "
                        f"{group.levels[column]:,}, a difference of {difference:,} that rounding "
                        "does not explain",
                        difference,
                        group.levels[column],
                        group,
                        column,
                    )

    def _groups(self) -> Iterator[tuple[BulletinRow, list[BulletinRow]]]:
        """Groups with the partners further in below them, to the next row that is as far out."""
        rows = [r for r in self.rows.rows if r.name.code not in self.dialect.words.apart]
        for at, group in enumerate(rows):
            if group.name.kind is not RowKind.GROUP:
                continue
            members = []
            for row in rows[at + 1 :]:
                if row.name.kind is not RowKind.PART or row.name.indent <= group.name.indent:
                    break
                members.append(row)
            if members and not any(row.name.within for row in members):
                yield group, members

    def _misses_of_flows(self, row: BulletinRow) -> Iterator[_Miss]:
        """Where exports and imports do not sum to both."""
        heads = self.dialect.heads.flows
        by_span: dict[tuple[object, ...], dict[Flow, TableColumn]] = {}
        for column in self.columns():
            if column.flow is not None:
                by_span.setdefault((column.span, column.enterprise), {})[column.flow] = column
        for by_flow in by_span.values():
            if len(by_flow) < len(Flow):
                continue
            levels = {flow: row.levels[column] for flow, column in by_flow.items()}
            difference = levels[Flow.EXPORT] + levels[Flow.IMPORT] - levels[Flow.TOTAL]
            if self._is_off(difference, len(Flow)):
                yield _Miss(
                    f"{heads[Flow.EXPORT]} {levels[Flow.EXPORT]:,} and {heads[Flow.IMPORT]} "
                    f"{levels[Flow.IMPORT]:,} sum to {difference:+,} against "
                    f"{heads[Flow.TOTAL]} {levels[Flow.TOTAL]:,}, which rounding does not explain",
                    difference,
                    levels[Flow.TOTAL],
                    row,
                    by_flow[Flow.TOTAL],
                )

    def _check_january(self, row: BulletinRow) -> None:
        """Columns of one flow and the same months hold the same."""
        held: dict[tuple[object, ...], TableColumn] = {}
        for column, period in self.periods.items():
            key = (column.flow, period, column.enterprise)
            first = held.setdefault(key, column)
            if row.levels[first] != row.levels[column]:
                raise self._refusal(
                    f"the month is {row.levels[first]:,}, but January to January is "
                    f"{row.levels[column]:,}",
                    row,
                    column,
                )

    def _refusal(
        self, found: str, row: BulletinRow, column: TableColumn | None = None, remedy: str = _REMEDY
    ) -> SourceError:
        return SourceError(
            found,
            file=self.file,
            line=row.record.line,
            column=None if column is None else column.head,
            remedy=remedy,
        )


_TOLD = 3  # sums that fail, each in a remark


def _remark(miss: _Miss) -> str:
    how = "slightly" if miss.is_slight else "accepted as told"
    text = miss.found[:1].upper() + miss.found[1:]
    return f"Line {miss.row.record.line}, column {miss.column.head}: {text} ({how})."
