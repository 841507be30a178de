"""Export or import: what a file's name says, and what the caller says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain import DirectionError, Flow

if TYPE_CHECKING:
    from pathlib import Path

_TOTAL_TRADE = "进出口"  # imports and exports together: says neither
_WORDS: tuple[tuple[Flow, re.Pattern[str]], ...] = (
    (Flow.EXPORT, re.compile(r"出口|(?<![a-z])exports?(?![a-z])", re.IGNORECASE)),
    (Flow.IMPORT, re.compile(r"进口|(?<![a-z])imports?(?![a-z])", re.IGNORECASE)),
)


def flow_of_name(name: str) -> Flow | None:
    """The flow a file's name states; None where it states none, or both."""
    rest = name.replace(_TOTAL_TRADE, " ")
    stated = [flow for flow, words in _WORDS if words.search(rest)]
    return stated[0] if len(stated) == 1 else None


def decide_flow(path: Path, given: Flow | None) -> Flow:
    """The flow of a file whose content does not say: from its name, or as given.

    Raises:
        DirectionError: Nobody says, the two contradict each other, or a total is given.
    """
    named = flow_of_name(path.name)
    if given is Flow.TOTAL:
        raise DirectionError(
            "a query export holds exports or imports, never their total",
            where=path.name,
            remedy="Give --flow export or --flow import.",
        )
    if named is not None and given is not None and named is not given:
        raise DirectionError(
            f"its name says {named}, but --flow says {given}",
            where=path.name,
            remedy="Leave --flow out for this file, or rename the file if its name is wrong.",
        )
    flow = given or named
    if flow is None:
        raise DirectionError(
            "neither its name nor the command says whether it holds exports or imports",
            where=path.name,
            remedy="Give --flow export or --flow import, or put 出口 or 进口 in the file's name.",
        )
    return flow
