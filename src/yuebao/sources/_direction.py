"""Export or import: what a file's name says, and what the caller says."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.domain import DirectionError, Flow

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.reference import Office


@cache
def _words(office: Office, flow: Flow) -> re.Pattern[str]:
    """An office's words for a flow; of Latin letters only as words of their own."""
    words = sorted(office.flow_words[flow], key=len, reverse=True)
    patterns = (rf"(?<![a-z]){word}(?![a-z])" if word.isascii() else word for word in words)
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def flow_of_name(name: str, office: Office) -> Flow | None:
    """The flow a file's name states; None where it states none, or both."""
    rest = _words(office, Flow.TOTAL).sub(" ", name)  # of both together: says neither
    stated = [flow for flow in (Flow.EXPORT, Flow.IMPORT) if _words(office, flow).search(rest)]
    return stated[0] if len(stated) == 1 else None


def is_of_both(name: str, office: Office) -> bool:
    """Whether a file's name speaks of both flows together."""
    return _words(office, Flow.TOTAL).search(name) is not None


def decide_flow(path: Path, given: Flow | None, office: Office, tab: str = "") -> Flow:
    """The flow of a file whose content does not say: from its name or its sheet's, or as given.

    Raises:
        DirectionError: Nobody says, the two contradict each other, or it is of both together.
    """
    named, of_tab = flow_of_name(path.name, office), flow_of_name(tab, office)
    if named is not None and of_tab is not None and named is not of_tab:
        raise DirectionError(
            f"its name says {named}, but that of its sheet says {of_tab}",
            where=path.name,
            remedy="Rename the file or the sheet, whichever is wrong.",
        )
    named = named or of_tab
    if named is None and is_of_both(path.name, office):
        raise DirectionError(
            "its name says exports and imports together: a query of both adds them up, and answers "
            "no question on either",
            where=path.name,
            remedy="Query exports and imports apart, and load both files. If the name is wrong, "
            "rename the file.",
        )
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
            remedy="Give --flow export or --flow import, or put "
            f"{office.flow_words[Flow.EXPORT][0]} or {office.flow_words[Flow.IMPORT][0]} "
            "in the file's name.",
        )
    return flow
