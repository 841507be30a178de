"""What is asked and what is answered, without a word of HTTP: the same for a server and a test."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass, field, replace
from hashlib import sha256
from string import printable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HTML = "text/html; charset=utf-8"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"

_PRINTED = "".join(sorted(set(printable) - set(' "<>\\^`{|}\t\n\r\x0b\x0c')))
"""What an address is written in; all else stands there in codes."""

_PACKED = (JSON, "image/svg+xml")
"""What is packed beside texts; all else is packed as it is."""

_WORTH_PACKING = 2000
"""From how many bytes on."""

PRIVATE = {"Cache-Control": "no-store"}
"""The headers of what one reader sent: no other reader and no cache is told of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        path: The parts of the address that vary, by name.
        query: What stands behind the question mark, by name; several of one name have
            commas between.
        at: The address itself, with its query.
    """

    path: Mapping[str, str]
    query: Mapping[str, str]
    at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered.

    Attributes:
        content: The bytes.
        media_type: What they are.
        version: The store's version they rest on; None where on none.
        pinned: Whether the same address always answers the same.
        status: The HTTP status.
        headers: What else is said of them.
        packed: The bytes in gzip, for browsers that read it; empty where they were not packed.
        etag: What changes with the content, and names the store's version.
    """

    content: bytes
    media_type: str
    version: int | None = None
    pinned: bool = False
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    packed: bytes = field(default=b"", repr=False)
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        """Hash the content once, however often it is sent."""
        of = "" if self.version is None else f"v{self.version}-"
        object.__setattr__(self, "etag", f'"{of}{sha256(self.content).hexdigest()[:20]}"')

    @property
    def packed_etag(self) -> str:
        """The tag of the packed bytes: the same content, and other bytes."""
        return f'{self.etag[:-1]}-gzip"'


def packed(answer: Answer) -> Answer:
    """An answer that is sent more than once, with its bytes packed where that makes them fewer."""
    kind = answer.media_type.partition(";")[0]
    is_text = kind.startswith("text/") or kind in _PACKED
    if not is_text or len(answer.content) < _WORTH_PACKING:
        return answer
    return replace(answer, packed=gzip.compress(answer.content, compresslevel=5, mtime=0))


def json_answer(record: Any, version: int | None = None, *, pinned: bool = False) -> Answer:
    """A record as JSON."""
    content = json.dumps(record, ensure_ascii=False, indent=1).encode()
    return Answer(content, JSON, version, pinned=pinned)


def csv_answer(
    lines: Iterable[Iterable[object]], version: int | None = None, *, pinned: bool = False
) -> Answer:
    """Lines as CSV, in UTF-8 with a byte order mark."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return Answer(out.getvalue().encode("utf-8-sig"), CSV, version, pinned=pinned)


def moved(to: str, *, status: int = 307) -> Answer:
    """What is asked for is elsewhere."""
    return Answer(
        b"",
        "text/plain; charset=utf-8",
        status=status,
        headers={"Location": quote(to, safe=_PRINTED)},
    )
