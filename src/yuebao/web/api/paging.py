"""Pages that stay the same while others load: each says where the next begins, and of what."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date

from yuebao.web.refusals import AddressError
from yuebao.web.vintage import Vintage


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins.

    Attributes:
        version: The store's version that all pages are of.
        as_of: Only what was released by this day.
        place: After what.
    """

    version: int
    as_of: date | None
    place: tuple[str, ...]

    @property
    def vintage(self) -> Vintage:
        """The moment all pages are of."""
        return Vintage(self.version, as_of=self.as_of)

    def __str__(self) -> str:
        day = self.as_of.isoformat() if self.as_of else None
        text = json.dumps([self.version, day, *self.place], separators=(",", ":"))
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Read what `str()` wrote.

        Raises:
            AddressError: It is something else.
        """
        try:
            raw = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            match raw:
                case [int(version), (None | str()) as day, *place] if 0 <= version < 10**9 and all(
                    isinstance(one, str) for one in place
                ):
                    return cls(version, date.fromisoformat(day) if day else None, tuple(place))
        except (ValueError, RecursionError):
            pass
        raise AddressError(
            f"nothing follows {text[:40]!r}", remedy="Give what an earlier page named as next."
        )
