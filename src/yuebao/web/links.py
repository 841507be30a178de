"""How pages lead to each other: on a server by its addresses, in a site by files beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from yuebao.domain import UserError


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


@dataclass(frozen=True, slots=True)
class ServerLinks:
    """Links between the addresses of a server.

    Attributes:
        base: The server's address, with a slash at its end; empty where nobody said.
    """

    base: str = ""
    is_served = True

    def to(self, *parts: str, currency: str = "", query: str = "") -> str:
        """Where a link leads: from the root of the server."""
        asked = "&".join(filter(None, (f"currency={currency}" if currency else "", query)))
        return "/" + "/".join(map(quoted, parts)) + (f"?{asked}" if asked else "")

    def said(self, *parts: str, currency: str = "", query: str = "") -> str:
        """The address as it is written to be cited: whole where the server's own is known."""
        return self.base.removesuffix("/") + self.to(*parts, currency=currency, query=query)


SERVED = ServerLinks()


def check_base(base: str) -> str:
    """The address of a site or server, with a slash at its end; empty where there is none.

    Raises:
        UserError: It is none.
    """
    if not base:
        return ""
    found = re.fullmatch(r"(https?)://([^/?#\s<>\"']+)(/[^?#\s<>\"']*)?", base)
    try:
        host = found[2].encode("idna").decode() if found else ""
    except UnicodeError:
        host = ""
    if found is None or not host:
        raise UserError(
            f"{base[:200]!r} is no address of a site", where="--base-url",
            remedy="Write https://host/path, as a browser will show it.",
        )  # fmt: skip
    path = quote(found[3] or "/", safe="/%:@!$&()*+,;=~-_.")
    return f"{found[1]}://{host}{path.rstrip('/')}/"


def quoted(part: str) -> str:
    """A part of an address, with what may not stand there in codes."""
    return quote(part, safe=",~-_.")
