"""What is sent to the server: fields of a form and files, received within limits."""

from __future__ import annotations

import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from yuebao.domain import UserError
from yuebao.domain.limits import limit
from yuebao.web.refusals import LimitError
from yuebao.web.settings import MAX_BODY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from starlette.requests import Request

    from yuebao.web.answer import Asked

MAX_FILES = limit("upload-files")
"""How many files may be sent at once."""

MAX_FIELDS = 40
"""How many fields a form may have."""

_LONGEST_NAME = 200  # bytes; file systems take 255


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent.

    Attributes:
        asked: To which address.
        fields: The fields of the form, by name, without space around them.
        files: Its files, in order, under their own names.
        folder: Where they are; None where there are none.
    """

    asked: Asked
    fields: Mapping[str, str]
    files: tuple[Path, ...] = ()
    folder: Path | None = None


async def receive(request: Request, asked: Asked, make_folder: Callable[[], Path]) -> Posted:
    """Receive a form, and write its files into a folder.

    Args:
        request: Where it comes from.
        asked: Its address.
        make_folder: Makes the folder, where there are files.

    Raises:
        UserError: It is no form.
        LimitError: It has more files or fields than a server takes.
    """
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return Posted(asked, await _fields(request))
    if not kind.startswith("multipart/form-data"):
        raise UserError(
            "this is no form with files",
            where="Content-Type",
            remedy="Send multipart/form-data, as the page does, or curl -F file=@FILE.",
        )
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=MAX_FILES, max_fields=MAX_FIELDS
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Too "):
            raise LimitError(
                f"more than {MAX_FILES} files or {MAX_FIELDS} fields were sent",
                remedy="Send less at once.",
            ) from error
        raise UserError("the form cannot be read", remedy="Send it again.") from error
    except (KeyError, UnicodeError) as error:
        raise UserError("the form cannot be read", remedy="Send it again.") from error
    try:
        items = form.multi_items()
        fields = {name: value.strip() for name, value in items if isinstance(value, str)}
        sent = [value for _, value in items if isinstance(value, UploadFile) and value.filename]
        names = [plain_name(one.filename or "") for one in sent]
        if not sent:
            return Posted(asked, fields)
        folder = make_folder()
        files = [
            await to_thread.run_sync(_kept, one, folder / str(place), name)
            for place, (one, name) in enumerate(zip(sent, names, strict=True))
        ]
    finally:
        await form.close()
    return Posted(asked, fields, tuple(files), folder)


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form without files."""
    sent = bytearray()
    async for piece in request.stream():
        sent += piece
        if len(sent) > MAX_BODY:
            raise LimitError(f"more than {MAX_BODY:,} bytes were sent", remedy="Send less at once.")
    try:
        fields = parse_qsl(sent.decode(), max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise UserError("the form cannot be read", remedy="Send it again.") from error
    return {name: value.strip() for name, value in fields}


def _kept(sent: UploadFile, folder: Path, name: str) -> Path:
    """A file in a folder of its own, for two may have one name."""
    path = folder / name
    folder.mkdir(mode=0o700)
    with path.open("xb") as out:
        shutil.copyfileobj(sent.file, out)
    return path


def plain_name(sent: str) -> str:
    """The name of a file without the folders that a browser may send, and safe to make.

    Raises:
        UserError: Nothing of it is left.
    """
    last = PurePosixPath(unicodedata.normalize("NFC", sent).replace("\\", "/")).name
    name = re.sub(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', "_", last)
    name = name.encode("utf-8", "replace").decode().lstrip(". ")
    stem, dot, ending = name.rpartition(".")
    room = _LONGEST_NAME - len((dot + ending).encode())
    if room < 1:
        stem, dot, ending, room = name, "", "", _LONGEST_NAME
    name = stem.encode()[:room].decode("utf-8", "ignore") + dot + ending
    if not stem and not ending:
        raise UserError("a file was sent without a name", remedy="Give it one, and send it again.")
    return name
