"""How pages lead to each other: on a server by its addresses, in a site by files beside them."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote


class Links(Protocol):
    """What makes the links of a page.

    An address is named by its parts, in the order a server has them: the language, then `reports`,
    `sources` or a tool, and so on; the shelf of a language has an empty last part.

    Attributes:
        is_served: Whether a server answers: then there are tools beside the reports.
    """

    @property
    def is_served(self) -> bool:
        """Whether a server answers."""
        ...

    def to(self, *parts: str, currency: str = "", query: str = "") -> str:
        """Where a link leads."""
        ...

    def said(self, *parts: str, currency: str = "", query: str = "") -> str:
        """The address as it is written to be cited."""
        ...


class ServerLinks:
    """Links between the addresses of a server."""

    is_served = True

    def to(self, *parts: str, currency: str = "", query: str = "") -> str:
        """Where a link leads: from the root of the server."""
        asked = "&".join(filter(None, (f"currency={currency}" if currency else "", query)))
        return "/" + "/".join(map(quoted, parts)) + (f"?{asked}" if asked else "")

    said = to


SERVED = ServerLinks()


def quoted(part: str) -> str:
    """A part of an address, with what may not stand there in codes."""
    return quote(part, safe=",~-_.")
