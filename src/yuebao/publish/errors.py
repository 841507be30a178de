"""Every refusal in one JSON shape, for commands with a machine's output and for a front end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.errors import PlaceError, YuebaoError

if TYPE_CHECKING:
    from pathlib import Path

ERROR_KEYS: dict[str, str] = {
    "kind": "The error's name in the tree, such as `SourceError`.",
    "message": "What is wrong, as a clause without its final full stop.",
    "where": "File, line and column, or the part of the command or store meant; may be empty.",
    "remedy": "What to do, as a sentence; may be empty.",
    "exit_status": "The status a command ends with: 1, 2 or 3.",
}
"""The keys of an error, in order, and what each holds."""


def error_record(error: YuebaoError) -> dict[str, dict[str, Any]]:
    """An error as JSON has it: `{"error": {…}}` with the keys of `ERROR_KEYS`."""
    return {
        "error": {
            "kind": type(error).__name__,
            "message": error.found,
            "where": error.where,
            "remedy": error.remedy,
            "exit_status": error.exit_status,
        }
    }


_REMEDY = "Check the path, who may write there, and the space left."


def system_error(error: OSError) -> PlaceError:
    """What the operating system refused, as a refusal of ours."""
    return PlaceError(_reason(error), where=str(error.filename or ""), remedy=_REMEDY)


def write_error(path: Path, error: OSError) -> PlaceError:
    """What the operating system refused while a file was written, told of that file.

    The system names the file it was busy with, which may be one of ours for the time of writing,
    or none at all.
    """
    return PlaceError(f"it cannot be written: {_reason(error)}", where=str(path), remedy=_REMEDY)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
