"""Whether a bulletin can be true: it is whole, and its parts sum to what it prints of them.

Every printed number is rounded by itself, so a sum of n of them may be off by n halves of the unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow, SourceError
from yuebao.sources._row_names import RowKind
from yuebao.sources._table_heads import Measure
from yuebao.sources._values import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.domain import Period
    from yuebao.reference import Office
    from yuebao.sources._bulletin_rows import BulletinRow, BulletinRows
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._table_heads import Column

_REMEDY = "Load the table as it was published; if it is, the publication is wrong."


@dataclass(frozen=True, slots=True)
class TableCheck:
    """A table to be checked.

    Attributes:
        rows: Its rows.
        dialect: What it looks like.
        office: The office, whose regions all have a row and whose partners most have.
        periods: The months of each column of values; none where the rows say them.
        file: What to call the file in a message.
    """

    rows: BulletinRows
    dialect: BulletinDialect
    office: Office
    periods: Mapping[Column, Period]
    file: str

    def columns(self) -> Sequence[Column]:
        """The columns of values."""
        levels = self.rows.rows[0].levels if self.rows.rows else {}
        return [column for column in levels if column.measure is Measure.VALUE]

    def check(self) -> bool:
        """Refuse a bulletin that is not whole or whose sums fail; gives whether its parts are all.

        Raises:
            SourceError: A province or the total is missing or a row there twice; the parts do not
                sum to the total; exports and imports do not sum to both; in January the windows
                differ.
        """
        complete = True
        if self.dialect.rows not in ("months", "flows"):
            total = self._check_rows()
            complete = self._is_complete(total)
            parts = self.rows.of(RowKind.PART)
            for column in self.columns():
                self._check_sum(parts, total, column, at_most=not complete)
            if complete and self.dialect.rows == "partners":
                self._check_continents()
        for row in self.rows.rows:
            self._check_flows(row)
            self._check_january(row)
        return complete

    def _check_rows(self) -> BulletinRow:
        """Every row once, every region there is, and the total; gives the row of the total."""
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
        if (RowKind.TOTAL, None) not in seen:
            raise SourceError(
                f"it has no row {self.dialect.words.total[0]} with the total",
                file=self.file,
                remedy=_REMEDY,
            )
        return seen[RowKind.TOTAL, None]

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

    def _check_sum(
        self, parts: Sequence[BulletinRow], total: BulletinRow, column: Column, *, at_most: bool
    ) -> None:
        found = sum(row.levels[column] for row in parts)
        difference = found - total.levels[column]
        if (at_most and difference < 0) or not self._is_off(difference, len(parts) + 1):
            return
        lacking = f" Left out were {listed(self.rows.unknown)}." if self._names_unknown() else ""
        raise self._refusal(
            f"the {self.dialect.rows} sum to {found:,}, but {total.name.text} is "
            f"{total.levels[column]:,}, a difference of {difference:,} that rounding does not "
            "explain",
            total,
            column,
            f"{_REMEDY}{lacking}",
        )

    def _names_unknown(self) -> bool:
        return bool(self.rows.unknown) and self.dialect.rows not in ("provinces", "chapters")

    def _check_continents(self) -> None:
        """Each group that partners further in stand below is the sum of these."""
        for group, members in self._groups():
            for column in self.columns():
                found = sum(row.levels[column] for row in members)
                difference = found - group.levels[column]
                if self._is_off(difference, len(members) + 1):
                    raise self._refusal(
                        f"the partners below {group.name.text} sum to {found:,}, but it is "
                        f"{group.levels[column]:,}, a difference of {difference:,} that rounding "
                        "does not explain",
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

    def _check_flows(self, row: BulletinRow) -> None:
        heads = self.dialect.heads.flows
        by_span: dict[tuple[object, ...], dict[Flow, Column]] = {}
        for column in self.columns():
            if column.flow is not None:
                by_span.setdefault((column.span, column.enterprise), {})[column.flow] = column
        for by_flow in by_span.values():
            if len(by_flow) < len(Flow):
                continue
            levels = {flow: row.levels[column] for flow, column in by_flow.items()}
            difference = levels[Flow.EXPORT] + levels[Flow.IMPORT] - levels[Flow.TOTAL]
            if self._is_off(difference, len(Flow)):
                raise self._refusal(
                    f"{heads[Flow.EXPORT]} {levels[Flow.EXPORT]:,} and {heads[Flow.IMPORT]} "
                    f"{levels[Flow.IMPORT]:,} sum to {difference:+,} against "
                    f"{heads[Flow.TOTAL]} {levels[Flow.TOTAL]:,}, which rounding does not explain",
                    row,
                    by_flow[Flow.TOTAL],
                )

    def _check_january(self, row: BulletinRow) -> None:
        """Columns of one flow and the same months hold the same."""
        held: dict[tuple[object, ...], Column] = {}
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
        self, found: str, row: BulletinRow, column: Column | None = None, remedy: str = _REMEDY
    ) -> SourceError:
        return SourceError(
            found,
            file=self.file,
            line=row.record.line,
            column=None if column is None else column.head,
            remedy=remedy,
        )
