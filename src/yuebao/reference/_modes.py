"""Trade modes (贸易方式): under what customs regime goods cross the border."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yuebao.reference._data import in_language, read_table


@dataclass(frozen=True, slots=True)
class Mode:
    """A trade mode: its two-digit code, and its name in Chinese and in English."""

    code: str
    chinese: str
    english: str

    def name(self, language: str = "zh") -> str:
        """The name in `zh` or `en`."""
        return in_language(language, self.chinese, self.english)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Mode]:
    return {
        row["code"]: Mode(row["code"], row["chinese"], row["english"])
        for row in read_table("modes.tsv")
    }


@lru_cache(maxsize=1)
def modes() -> tuple[Mode, ...]:
    """Every trade mode, in order of code."""
    return tuple(_by_code().values())


def find_mode(code: str) -> Mode | None:
    """The trade mode of a code; None where the list has none."""
    return _by_code().get(code)


def mode_name(code: str, language: str = "zh") -> str:
    """The name a report prints; the code itself where the list has none.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    mode = find_mode(code)
    return in_language(language, code, code) if mode is None else mode.name(language)
