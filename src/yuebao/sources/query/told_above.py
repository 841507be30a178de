"""What lines above a query's heads say of it: another flow, currency or unit than it is read in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain import DirectionError, SourceError
from yuebao.sources._direction import flow_of_name
from yuebao.sources._values import plain, shown
from yuebao.sources.bulletin.told_parts import HAN, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.domain import Currency, Flow
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
    from yuebao.sources.bulletin.head_words import HeadWords

_LONGEST = 80  # characters of a line; a longer one tells of more than the table
_STATED = re.compile(r":([^:()]+)$|\(([^()]+)\)")  # 单位：美元; 出口（美元）


def check_lines_above(
    file: str,
    lines: Iterable[str],
    dialects: Dialects,
    office: Office,
    *,
    flow: Flow,
    currency: Currency,
) -> None:
    """Refuse a query whose lines above the heads contradict what it is read as.

    Args:
        file: What to call the file.
        lines: The texts above the heads.
        dialects: What files of the office look like.
        office: The office, whose words say what is exported.
        flow: What it is read as.
        currency: That of its values.

    Raises:
        DirectionError: A line says the other flow.
        SourceError: A line says another currency, or a unit that is not whole.
    """
    words = next((one.heads for one in dialects.bulletins.values()), None)
    for line in lines:
        if len(line) > _LONGEST:
            continue
        said = flow_of_name(line, office)
        if said is not None and said is not flow:
            raise DirectionError(
                f"it is read as {flow}s, but {shown(line.strip())} above its heads says {said}s",
                where=file,
                remedy="Correct the line, the file's name or --flow, whichever is wrong.",
            )
        if words is not None and (unit := _other_unit(line, words, currency)):
            raise SourceError(
                f"{shown(line.strip())} above its heads says {unit}, but its values are read as "
                f"whole {currency}",
                file=file,
                remedy="Load the query as it was downloaded, in whole units; or correct the line.",
            )


def _other_unit(line: str, words: HeadWords, currency: Currency) -> str:
    """The unit of value that a line names and that is not a whole one of a currency; else empty."""
    han, letters = plain(line), spoken(line)
    for unit in words.units:
        for head in unit.heads if unit.factor > 1 else ():
            if HAN.search(head):
                found = re.search(rf"(?<![\d.,]){re.escape(plain(head))}", han)
            else:
                found = re.search(rf"(?<![\w.,]){re.escape(spoken(head))}(?!\w)", letters)
            if found:
                return unit.heads[0]
    for match in _STATED.finditer(han):
        stated = words.unit_of(match[1] or match[2])
        if stated is not None and stated.currency != currency:
            return stated.heads[0]
    return ""
