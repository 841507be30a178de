"""What answers are made from: the store at a moment, definitions, and reports once they are built.

Reports are built once for a version of the store and kept, the last used last; two readers who ask
for the same one wait for one building.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from yuebao.publish.shelf import known_definitions, look_at_shelf
from yuebao.store import Store
from yuebao.web.refusals import AddressError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from yuebao.publish.shelf import KnownDefinition, ShelfEntry
    from yuebao.web.settings import WebSettings

KEPT_EDITIONS = 48
"""How many built reports are kept."""

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """What was made once, the last used last; made by one thread while others wait for it.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, _T] = OrderedDict()
        self._makers: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What stands under a key, made where it is not there; a failure is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            maker = self._makers.setdefault(key, Lock())
        with maker:
            with self._lock:
                if key in self._held:
                    return self._held[key]
            try:
                made = make()
            finally:
                with self._lock:
                    self._makers.pop(key, None)
            with self._lock:
                self._held[key] = made
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return made


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be had now, and of which version of the store."""

    version: int
    entries: tuple[ShelfEntry, ...]

    def find(self, name: str) -> ShelfEntry:
        """What can be had of a definition.

        Raises:
            AddressError: Nothing, or there is none of the name.
        """
        for entry in self.entries:
            if entry.known.name == name:
                return entry
        raise AddressError(
            "there is no report of this name with a month in the store",
            where=name,
            remedy="The shelf lists all there are.",
        )


class Desk:
    """Where handlers find things.

    Args:
        settings: The server's.
    """

    def __init__(self, settings: WebSettings) -> None:
        self.settings = settings
        self.store = Store(settings.store)
        self._shelves: Kept[Shelf] = Kept(2)
        self._definitions: Kept[dict[str, KnownDefinition]] = Kept(1)

    def definitions(self) -> dict[str, KnownDefinition]:
        """The definitions there are, as their files stand now."""
        folder = self.settings.definitions
        state = () if folder is None else tuple(
            sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml"))
        )  # fmt: skip
        return self._definitions.get(state, lambda: known_definitions(folder))

    def shelf(self) -> Shelf:
        """What can be had now."""
        view, known = self.store.view(), self.definitions()
        key = (view.version, tuple(one.fingerprint for one in known.values()))
        return self._shelves.get(
            key, lambda: Shelf(view.version, look_at_shelf(view, known.values()))
        )
