"""What the operating system refuses a load: no space, no permission, a file too large."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb
from deltalake.exceptions import DeltaError

from yuebao.domain import PlaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def tell_system(store: Path) -> Iterator[None]:
    """Turn what the system refuses within into one refusal of ours.

    The libraries beneath say it in their own ways. A load is one commit at its end, so a load that
    fails leaves the store as it was.

    Raises:
        PlaceError: The system refused something.
    """
    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException, DeltaError) as error:
        raise PlaceError(
            f"the load could not be written ({reason_of(error)}), and the store is as it was",
            where=str(store),
            remedy="Check who may write there and the space left, there and for temporary files; "
            "then load again.",
        ) from error


_NUMBER = re.compile(r'"errno"\s*:\s*"?(\d+)')
"""The system's number of an error, as DuckDB tells it."""


def reason_of(error: BaseException) -> str:
    """Why the system refused, in its own words: no space left on device."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    if number := _NUMBER.search(str(error)):
        return os.strerror(int(number[1])).lower()
    lines = str(error).splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
