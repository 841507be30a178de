"""Vintages as addresses write them: what is known now, at a version of the store, or by a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yuebao.web.refusals import AddressError

LATEST = "latest"

_VERSION = re.compile(r"v(\d{1,9})(?:-([0-9a-f]{8}))?(?:-(\d{4}-\d\d-\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Vintage:
    """A moment of the store, and of a definition.

    Attributes:
        version: The store's version; None for the latest.
        fingerprint: That of the definition; empty for whatever it is now.
        as_of: Only what was released by this day; None for all.
    """

    version: int | None = None
    fingerprint: str = ""
    as_of: date | None = None

    @classmethod
    def parse(cls, text: str) -> Vintage:
        """Read `latest`, `v3`, `v3-0a1b2c3d`, `v3-0a1b2c3d-2025-03-20` or `2025-03-20`.

        Raises:
            AddressError: It is none of them.
        """
        if text == LATEST:
            return cls()
        try:
            if found := _VERSION.fullmatch(text):
                day = date.fromisoformat(found[3]) if found[3] else None
                return cls(int(found[1]), found[2] or "", day)
            if len(text) == 10:
                return cls(as_of=date.fromisoformat(text))
        except ValueError:
            pass
        raise AddressError(
            f"{text[:40]!r} is no vintage",
            remedy="Write latest, a version as v3, or a day as 2025-03-20.",
        )

    @property
    def is_pinned(self) -> bool:
        """Whether it says the same for ever."""
        return self.version is not None and bool(self.fingerprint)

    def __str__(self) -> str:
        if self.version is None:
            return LATEST if self.as_of is None else self.as_of.isoformat()
        day = self.as_of.isoformat() if self.as_of else ""
        return "-".join(filter(None, (f"v{self.version}", self.fingerprint, day)))
