"""Names of things as tables print them: looked up whatever spaces, marks and brackets they have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]\s*$")


def fold(name: str) -> str:
    """A name's letters and digits alone, without case and accents: what names are compared by."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


class NameBook:
    """Codes by any of their names.

    Args:
        named: Codes and their names; of two codes with one name the first has it.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._codes: dict[str, str] = {}
        for code, name in named:
            self._codes.setdefault(fold(name), code)

    def code_of(self, name: str) -> str | None:
        """The code of a name, or of what stands before a remark in brackets; None for none.

        东盟(10国) and United States (US) are told without theirs.
        """
        found = self._codes.get(fold(name))
        if found is None and (short := _BRACKETED.sub("", name)) != name:
            found = self._codes.get(fold(short))
        return found
