"""Writing files whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import SILENT, UserError
from yuebao.publish.errors import write_error
from yuebao.render import FORMATS, find_format
from yuebao.sources import clear_scratch, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from yuebao.domain import Progress
    from yuebao.report import Document

FORMAT_NAMES = tuple(known.name for known in FORMATS)
"""Every format there is."""


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats in a list with commas, each once.

    Raises:
        UserError: One is not known, or there is none.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise UserError(
            "--format names no format", remedy=f"Name some of {','.join(FORMAT_NAMES)}."
        )
    for name in names:
        find_format(name)
    return names


def write_report(
    document: Document,
    out: Path,
    formats: Sequence[str] = FORMAT_NAMES,
    progress: Progress = SILENT,
) -> tuple[Path, ...]:
    """Draw a document in each format, then write all the files; a failure leaves none.

    Returns:
        The files written, `<definition>-<month>.<ext>`, in the order of formats.
    """
    drawn: dict[str, bytes] = {}
    for done, name in enumerate(formats):
        progress.step(f"draw {name}", done, len(formats))
        known = find_format(name)
        drawn[f"{document.definition}-{document.month}.{known.extension}"] = known.render(document)
    return write_files(out, drawn)


def one_format(names: Sequence[str]) -> str:
    """The format of a report that goes where one file fits.

    Raises:
        UserError: Several are asked for.
    """
    if len(names) > 1:
        raise UserError(
            f"standard output takes one file, not {len(names)}",
            remedy="Name one format: --format html.",
        )
    return names[0]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, made where it is not there; nothing is seen half-written.

    What a process left there that was killed is removed first.

    Args:
        folder: Where to.
        contents: Each file's content by its name.

    Raises:
        PlaceError: The system refuses; no file is written, and what was there stays.
    """
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_scratch(folder)
        with scratch_folder(folder) as unfinished:
            for name, content in contents.items():
                at = folder / name
                (unfinished / name).write_bytes(content)
            for name in contents:
                at = folder / name
                (unfinished / name).replace(at)
    except OSError as error:
        raise write_error(at, error) from error
    return tuple(folder / name for name in contents)
