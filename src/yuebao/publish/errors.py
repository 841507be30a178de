"""Every refusal in one JSON shape, for commands with a machine's output and for a front end."""

from __future__ import annotations

from typing import Any

from yuebao.domain.errors import UserError, YuebaoError

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


def system_error(error: OSError) -> UserError:
    """What the operating system refused, as a refusal of ours."""
    return UserError(
        (error.strerror or str(error)).lower(),
        where=str(error.filename or ""),
        remedy="Check the path, who may write there, and the space left.",
    )
