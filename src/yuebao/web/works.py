"""How far long work is that a reader waits for, told to that reader's page."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from yuebao.domain import SILENT

if TYPE_CHECKING:
    from yuebao.domain import Progress

MOST_WATCHED = 64
"""How many works are remembered."""


@dataclass(slots=True)
class Work:
    """A `domain.Progress` that remembers the last it heard.

    Attributes:
        name: The step; empty before the first.
        done: How many of its parts are done, the last perhaps in part.
        total: How many it has.
    """

    name: str = ""
    done: float = 0
    total: int = 0

    def step(self, name: str, done: float, total: int) -> None:
        """Remember it."""
        self.name, self.done, self.total = name, done, total

    def warn(self, message: str) -> None:
        """Let it pass: cautions are on the page that follows."""


class Works:
    """Works by names that pages give them; nobody can guess one."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Work] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._held)

    def begin(self, name: str) -> Progress:
        """What a work is to tell; nobody listens where its name is none of `new_name`."""
        if not re.fullmatch(r"[\w-]{20,60}", name, re.ASCII):
            return SILENT
        with self._lock:
            self._held[name] = work = Work()
            while len(self._held) > MOST_WATCHED:
                self._held.popitem(last=False)
        return work

    def get(self, name: str) -> Work:
        """What is known of a work; one that told nothing where it is not known."""
        with self._lock:
            return self._held.get(name) or Work()


def new_name() -> str:
    """A name for a work, which a form sends along."""
    return secrets.token_urlsafe(24)
