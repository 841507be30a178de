"""What a server is told when it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from yuebao.domain import UserError
from yuebao.domain.limits import limit
from yuebao.web.links import check_base

if TYPE_CHECKING:
    from pathlib import Path

MAX_BODY = limit("body")
"""The largest body of a request, in bytes."""

MAX_UPLOAD = limit("upload")
"""The largest lot of files that may be sent, in bytes."""

UPLOAD_SECONDS = float(limit("upload-wait"))
"""How long files may take to be received."""

MAX_QUERY = limit("query")
"""The longest query of an address, in bytes."""

MAX_SECONDS = float(limit("answer-wait"))
"""How long an answer may take, and how long a stopping server waits for those under way."""

MAX_ROWS = limit("rows")
"""How many rows one page or one answer of the API may have."""

MIN_TOKEN = 16
"""How many characters a token has at least."""

LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]", "::1"))
"""What a machine calls itself."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """A server.

    Attributes:
        store: The store's folder.
        host: The address it listens at.
        port: The port; 0 for any that is free.
        definitions: A folder of definitions beside the shipped ones; None for none.
        map: A map of the regions, as SVG; None for tiles.
        token: What readers must show; empty for none.
        read_open: Whether anybody may read who reaches it.
        origins: The sites whose pages may read the API from a browser, as `https://host`.
        seconds: How long an answer may take.
        max_body: The largest body of a request, in bytes.
        write_token: What must be shown to load files; empty where nobody may.
        max_upload: The largest lot of files that may be sent, in bytes.
        upload_seconds: How long files may take to be received.
        base: The address that readers know it by, as `https://host`; empty where nobody said.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8765
    definitions: Path | None = None
    map: Path | None = None
    token: str = ""
    read_open: bool = False
    origins: tuple[str, ...] = ()
    seconds: float = MAX_SECONDS
    max_body: int = MAX_BODY
    write_token: str = ""
    max_upload: int = MAX_UPLOAD
    upload_seconds: float = UPLOAD_SECONDS
    base: str = ""

    def check(self) -> None:
        """Refuse what would let in more readers than was said.

        Raises:
            UserError: An origin or the address is none; or it is reached from beyond this machine,
                and nobody said who may read; or the token can be guessed.
        """
        if urlsplit(check_base(self.base)).path not in ("", "/"):
            raise UserError(
                f"{self.base!r} has a path, and a server answers at the root of its address",
                where="--base-url", remedy="Write https://host.",
            )  # fmt: skip
        for origin in self.origins:
            if not re.fullmatch(r"https?://[^/?#\s]+", origin, re.ASCII):
                raise UserError(f"{origin!r} is no site", where="--allow-origin",
                                remedy="Write https://host, without a path.")  # fmt: skip
        for token in (self.token, self.write_token):
            if token and len(token) < MIN_TOKEN:
                raise UserError(
                    f"the token has {len(token)} characters, and could be guessed",
                    remedy=f"Take at least {MIN_TOKEN}, as openssl rand -hex 16 gives.",
                )
        if self.write_token and self.write_token == self.token:
            raise UserError(
                "one token would let every reader write",
                remedy="Give readers another than those who load files.",
            )
        if not self.is_local() and not (self.token or self.read_open):
            reached = self.base if _is_local(self.host) else self.host
            raise UserError(
                f"{reached} can be reached from other machines, and nobody said who may read",
                remedy="Give --token-file FILE for readers with a token, or --read-open for all.",
            )

    def is_local(self) -> bool:
        """Whether only this machine reaches it, and by no address of others."""
        known = urlsplit(self.base).hostname
        return _is_local(self.host) and (known is None or _is_local(known))


def _is_local(host: str) -> bool:
    if host in LOCAL:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_token(file: Path) -> str:
    """The token in a file: its first line.

    Raises:
        UserError: It cannot be read, or holds none.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "the token cannot be read", where=str(file), remedy="Name a file of one line."
        ) from error
    token = lines[0].strip() if lines else ""
    if not token or not (token.isascii() and token.isprintable()):
        raise UserError(
            "its first line holds no token",
            where=str(file),
            remedy="Write one there in plain letters and digits: openssl rand -hex 16 > FILE.",
        )
    return token
