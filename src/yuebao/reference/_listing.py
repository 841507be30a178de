"""A list of things with codes and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Coded(Protocol):
    """Something with a code, and a name in some languages."""

    @property
    def code(self) -> str:
        """As facts have it."""

    def name(self, language: str) -> str:
        """The name a report prints."""


Entry = TypeVar("Entry", bound=Coded)


class Listing(Generic[Entry]):
    """Things with codes, in the order of their list; each code once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_code = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def find(self, code: str) -> Entry | None:
        """The entry of a code; None where the list has none."""
        return self._by_code.get(code)

    def name(self, code: str, language: str) -> str:
        """The name a report prints; the code itself where the list has none.

        Raises:
            UserError: The list has it, but not in the language.
        """
        entry = self.find(code)
        return code if entry is None else entry.name(language)
