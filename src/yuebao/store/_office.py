"""Which customs office a store is of: what its loads say, held against what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import StoreError
from yuebao.reference import find_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yuebao.reference import Office
    from yuebao.store._records import LoadRecord


def office_of(records: Sequence[LoadRecord], asked: Office | None, store: Path) -> Office:
    """The office of a store's loads; before the first, what is asked for or the default.

    Raises:
        StoreError: They are of another office than is asked for.
        UserError: There is no such office here.
    """
    if not records:
        return asked or find_office()
    held = records[0].office
    if asked is None:
        return find_office(held)
    if asked.name != held:
        raise StoreError(
            f"this store holds files of the customs office {held}, not of {asked}",
            where=str(store),
            remedy="Leave the office out, or name another store.",
        )
    return asked
