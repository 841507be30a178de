"""Names of files: which can be printed, kept and told to other programs."""

from __future__ import annotations

from unicodedata import category

_CONTROL = ("Cc", "Zl", "Zp")


def is_utf_8(path: str) -> bool:
    """Whether a path is text: its bytes were UTF-8."""
    return not any(category(letter) == "Cs" for letter in path)


def why_no_name(path: str) -> str | None:
    """Why a path cannot be printed, as a clause; None where it can.

    A name stands in messages, in JSON and beside every number that came from the file. A control
    character in it would be a command to the terminal, or another line; and what is no UTF-8 can be
    written nowhere.
    """
    strange = next((letter for letter in path if category(letter) in _CONTROL), None)
    if strange is not None:
        return f"its name holds the control character U+{ord(strange):04X}"
    return None if is_utf_8(path) else "its name holds bytes that are no UTF-8"


def printable(path: str) -> str:
    """A path with escapes for what cannot be printed."""
    return "".join(
        letter.encode("unicode_escape").decode() if why_no_name(letter) else letter
        for letter in path
    )
