"""What languages share: lists in sentences, words by window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.domain import Window
    from yuebao.report.model import Run


def joined(runs: Sequence[Run], between: str, last: str) -> tuple[Run, ...]:
    """Runs as a list in a sentence, with one word between them and another before the last."""
    found: list[Run] = []
    for place, run in enumerate(runs):
        if place:
            found.append(last if place == len(runs) - 1 else between)
        found.append(run)
    return tuple(found)


def codes_by_label(products: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The codes of each product, in order, where each stands with its label."""
    found: dict[str, list[str]] = {}
    for label, code in products:
        found.setdefault(label, []).append(code)
    return found


def word_of(words: Mapping[str, str], window: Window, language: str) -> str:
    """A language's word for a window.

    Raises:
        UserError: It has none.
    """
    if window.name in words:
        return words[window.name]
    raise UserError(
        f"the language {language!r} has no words for the window {window}",
        remedy=f"It has words for {', '.join(words)}.",
    )
