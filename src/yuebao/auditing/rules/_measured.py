"""A printed measure of a table's line that is not what it is allowed to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_cell, either
from yuebao.auditing.findings.wording import measure_words
from yuebao.auditing.numbers import range_text

if TYPE_CHECKING:
    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.numbers import Interval
    from yuebao.report.model import Measure


def of_measure(
    rule: str,
    table: ClaimTable,
    line: ClaimLine,
    measure: Measure,
    allowed: Interval,
    *facts: tuple[str, str],
) -> Finding:
    """The finding of a rule about a measure of a line.

    Args:
        rule: The rule's id.
        table: The table of the line.
        line: Which line; it prints the measure.
        measure: What was judged.
        allowed: What it can be, in the printed unit.
        facts: What the rule's message says beside the measure, what is printed and what can be.
    """
    cell = line.cell(measure)
    assert cell is not None  # noqa: S101  # its number was judged
    return Finding(
        rule=rule,
        where=at_cell(table, line, cell),
        printed=cell.text,
        expected=range_text(allowed),
        facts=(("what", either(*measure_words(measure))), *facts),
    )
