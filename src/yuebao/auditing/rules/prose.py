"""Sentences against tables: values, directions, signs, net exports and net imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, Quantity, Side
from yuebao.auditing.findings.finding import Finding, at_cell, at_text, either
from yuebao.auditing.findings.wording import measure_words, side_words
from yuebao.auditing.numbers import decimal_text
from yuebao.auditing.rules.intervals import amount_text
from yuebao.auditing.words import en, zh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimStatement
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case, PrintedCell

_WORDS = {
    Direction.UP: ("增长", "up"),
    Direction.DOWN: ("下降", "down"),
    Direction.FLAT: ("持平", "unchanged"),
}
_RATES = {
    Quantity.GROWTH: ("同比变化", "change on the year"),
    Quantity.SHARE: ("占比", "share"),
    Quantity.CONTRIBUTION: ("对增速的拉动", "contribution"),
}


def check_prose(context: Case) -> Iterator[Finding]:
    """Every statement for which some table prints the same."""
    for statement in context.claims.statements:
        if statement.direction in (Direction.UP, Direction.DOWN) and statement.signed:
            yield _signed(context, statement)
            continue
        cells = context.cells_for(statement)
        if cells and not any(_agree(statement, found) for found in cells):
            yield _disagreement(context, statement, cells[0])


def _signed(context: Case, statement: ClaimStatement) -> Finding:
    return Finding(
        rule="sign-after-word",
        where=at_text(context.claims, statement.place, statement.quote),
        printed=f"{statement.number.text}{statement.number.unit.label}",
        facts=(("word", _word(statement.direction)),),
    )


def _word(direction: Direction | None) -> str:
    return either(*_WORDS.get(direction, ("", ""))) if direction else ""


def _agree(statement: ClaimStatement, found: PrintedCell) -> bool:
    """Whether sentence and cell print the same number, as far as their digits go."""
    number = found[2].number
    if number is None:
        return False
    said = statement.number
    known = said.unit.label and number.unit.label
    if known and said.unit.base != number.unit.base:
        return False
    return same_print(said, number)


def same_print(one: Number, two: Number) -> bool:
    """Whether two prints are of one number.

    With the same last place the digits must be the same: a document rounds one way. Otherwise the
    coarser must be a rounding of the finer. A number without a unit is taken to be in the other's.
    """
    scale_one = one.unit.scale if one.unit.label else two.unit.scale
    scale_two = two.unit.scale if two.unit.label else one.unit.scale
    if scale_one / 10**one.places == scale_two / 10**two.places:
        return one.value * scale_one == two.value * scale_two
    return one.printed().times(scale_one).meets(two.printed().times(scale_two))


def _disagreement(context: Case, statement: ClaimStatement, found: PrintedCell) -> Finding:
    table, line, cell = found
    number = cell.number
    rule, facts = "prose-against-table", _facts(statement, table.number)
    if number is not None and statement.number.value == -number.value != 0:
        if statement.direction is not None:
            rule = "direction-against-table"
        elif statement.side is Side.NET:
            rule = "net-word"
            imports = statement.number.value < 0
            word = (zh.NET_IMPORTS, en.NET_IMPORTS) if imports else side_words(Side.NET)
            facts = (("word", either(*word)), ("table", str(table.number)))
    return Finding(
        rule=rule,
        where=at_text(context.claims, statement.place, statement.quote),
        printed=amount_text(statement.number),
        expected=_expected(statement, number, cell.text),
        facts=facts,
        also=at_cell(table, line, cell),
    )


def _expected(statement: ClaimStatement, number: Number | None, text: str) -> str:
    """What the table prints, in the sentence's unit where that differs."""
    said = statement.number
    if (
        number is None
        or said.unit.scale == number.unit.scale
        or not (said.unit.label and number.unit.label)
    ):
        return text
    value = number.value * number.unit.scale / said.unit.scale
    return f"{text} ({decimal_text(value, said.places)} {said.unit.label})"


def _facts(statement: ClaimStatement, table: int) -> tuple[tuple[str, str], ...]:
    side = side_words(statement.side) if statement.side else None
    rate = _RATES.get(statement.quantity)
    if statement.measure is not None:
        rate = measure_words(statement.measure)
    chinese = "".join(words[0] for words in (side, rate) if words)
    english = " ".join(words[1] for words in (side, rate) if words)
    return (
        ("entity", statement.entity),
        ("what", either(chinese, english)),
        ("table", str(table)),
        ("word", _word(statement.direction)),
    )
