"""Texts with holes, found again in what was said with them filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Template:
    """A text with holes.

    Attributes:
        parts: What stands between the holes, one more than there are holes.
        said: The text in the other language, with {1} for what stands in the first hole.
        apart: Whether it is said by itself, and not only within others.
    """

    parts: tuple[str, ...]
    said: str
    apart: bool

    def letters(self) -> int:
        """How many letters stand in it; the more, the surer it is meant."""
        return sum(map(str.isalpha, "".join(self.parts)))

    def match(self, text: str) -> Sequence[str] | None:
        """What stands in the holes of a text; None where it is another text."""
        at = 0
        for part in self.parts:  # far quicker than an expression, and rules out nearly all
            at = text.find(part, at)
            if at < 0:
                return None
            at += len(part)
        found = re.fullmatch("".join(self._expression()), text, re.DOTALL)
        return None if found is None else found.groups()

    def _expression(self) -> Iterator[str]:
        """Of holes side by side the first has it all."""
        for number, part in enumerate(self.parts):
            if number > 0:
                yield "()" if number > 1 and not self.parts[number - 1] else "(.*?)"
            yield re.escape(part)
