"""What commands need that is not installed with every yuebao."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def web_extra() -> Iterator[None]:
    """Imports of what shows pages.

    Raises:
        UserError: The extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(
            f"the package {error.name} is not installed",
            remedy="Install the extra: pip install 'yuebao[web]'.",
        ) from error
