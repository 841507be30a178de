"""A site's folder: what was written there before, and writing what changed.

Everything is drawn beside the site first. Then files go to their places, each at once: parts that
others lead to before those that lead there, and what is no longer there is removed last. Who is
killed between leaves a site whose every link leads somewhere; the next run finishes it.
"""

from __future__ import annotations

import filecmp
import json
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from yuebao.domain import UserError
from yuebao.errors import PlaceError
from yuebao.publish.errors import write_error
from yuebao.web.site.entry import SiteEntry, entry_of_record
from yuebao.web.vintage import LATEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANIFEST = "yuebao-site.json"
"""What a site's folder holds of ours, and what each report was drawn from."""

_FORM = 1

_MONTH = len("YYYY-MM")
"""What stands behind it in the name of a report's folder is a currency."""


def _vintage(file: str) -> str:
    """The vintage a report's file is kept under; empty where it is live."""
    parts = file.split("/")
    return parts[4] if len(parts) > 5 else ""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """A report of a month as a site has it, in every language and currency.

    Attributes:
        key: A text that changes with whatever its permanent files are drawn from.
        live: The same of its live page.
        vintages: The permanent parts of its addresses, oldest first, each with its release's day.
        entries: What is said of it elsewhere.
    """

    key: str
    live: str
    vintages: dict[str, str]
    entries: tuple[SiteEntry, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written into a site's folder.

    Attributes:
        files: Its files, each with the hash of its content.
        reports: Its reports, by `definition/month`.
    """

    files: dict[str, str] = field(default_factory=dict)
    reports: dict[str, SiteReport] = field(default_factory=dict)

    def to_json(self, *, finished: bool) -> bytes:
        """The manifest as its file has it; unfinished, no report counts as drawn."""
        record = {
            "form": _FORM,
            "reports": {
                stem: asdict(one) | ({} if finished else {"key": "", "live": ""})
                for stem, one in sorted(self.reports.items())
            },
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """What was written into a folder; nothing where it is new.

    Raises:
        UserError: Its manifest is none.
    """
    path = folder / MANIFEST
    if not path.exists():
        return Manifest()
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            "it does not say what the site's folder holds",
            where=str(path),
            remedy="Write the site into another folder, or remove this file if all else in its "
            "folder was written by yuebao site.",
        ) from error


def _manifest(record: dict[str, Any]) -> Manifest:
    if record["form"] != _FORM:
        raise ValueError(record["form"])
    reports = {
        stem: SiteReport(
            one["key"], one["live"], dict(one["vintages"]),
            tuple(map(entry_of_record, one["entries"])),
        )
        for stem, one in record["reports"].items()
    }  # fmt: skip
    return Manifest(dict(record["files"]), reports)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a site's folder: nobody else writes it meanwhile.

    Raises:
        PlaceError: Somebody does.
    """
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    path = Path(gettempdir()) / f"yuebao-site-{name}.lock"
    try:
        with FileLock(path, timeout=0):
            try:
                yield
            finally:
                with suppress(
                    OSError
                ):  # a system that keeps what is open leaves it to the next run
                    path.unlink()
    except Timeout as error:
        raise PlaceError(
            "another run of yuebao site is writing it", where=str(folder),
            remedy="Wait until it has ended.",
        ) from error  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a site's files.

    Attributes:
        written: Those that are new or changed.
        unchanged: How many stayed as they were.
        removed: Those that are no longer part of the site.
        spared: Those that would have been removed, but somebody changed them.
    """

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    spared: tuple[str, ...]


class SiteFolder:
    """A site's folder, and beside it what is drawn for it.

    Args:
        folder: The site's.
        drawn: A folder for unfinished files.
        former: What was written before.
    """

    def __init__(self, folder: Path, drawn: Path, former: Manifest) -> None:
        self._folder, self._drawn, self._former = folder, drawn, former
        self._files: dict[str, str] = {}
        self._by_report: dict[str, list[str]] = {}
        for file in former.files:
            parts = file.split("/")
            if parts[1:2] == ["reports"]:
                stem = f"{parts[2]}/{parts[3][:_MONTH]}"
                self._by_report.setdefault(stem, []).append(file)

    def put(self, file: str, content: bytes) -> None:
        """Draw a file of the site."""
        path = self._drawn / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._files[file] = sha256(content).hexdigest()

    def keep(self, files: Iterable[str]) -> None:
        """Let files stay that were written before."""
        for file in files:
            self._files.setdefault(file, self._former.files[file])

    def of_report(self, stem: str) -> tuple[str, ...]:
        """The files that were written before of a report, by `definition/month`."""
        return tuple(self._by_report.get(stem, ()))

    def of_vintage(self, stem: str, vintage: str) -> tuple[str, ...]:
        """The files that were written before of a report, under one vintage or live."""
        return tuple(
            file for file in self.of_report(stem)
            if (_vintage(file) or LATEST) == vintage
        )  # fmt: skip

    def sources(self) -> set[str]:
        """The files of customs, by hash, that pages were written of before."""
        parts = (file.split("/") for file in self._former.files)
        return {one[2].partition(".")[0] for one in parts if one[1:2] == ["sources"]}

    def has_all(self, files: Iterable[str]) -> bool:
        """Whether files are where they were written, of which there is at least one."""
        files = tuple(files)
        return bool(files) and all(
            file in self._former.files and (self._folder / file).is_file() for file in files
        )

    def publish(self, reports: dict[str, SiteReport]) -> Written:
        """Let what was drawn be the site.

        Raises:
            UserError: Another file is where one of the site goes.
            PlaceError: The system refuses.
        """
        changed = [file for file in sorted(self._files, key=_order) if self._has_changed(file)]
        gone = sorted(self._former.files.keys() - self._files.keys())
        spared = [file for file in gone if self._is_altered(file)]
        manifest = Manifest(self._files, reports)
        content = manifest.to_json(finished=True)
        at = self._folder / MANIFEST
        try:
            if changed or gone:
                both = {**self._former.files, **self._files}
                self._replace(MANIFEST, Manifest(both, reports).to_json(finished=False))
            for file in changed:
                at = self._folder / file
                at.parent.mkdir(parents=True, exist_ok=True)
                (self._drawn / file).replace(at)
            for file in gone:
                at = self._folder / file
                if file not in spared:
                    self._remove(file)
            at = self._folder / MANIFEST
            if not at.is_file() or at.read_bytes() != content:
                self._replace(MANIFEST, content)
        except OSError as error:
            raise write_error(at, error) from error
        removed = tuple(file for file in gone if file not in spared)
        unchanged = len(self._files) - len(changed)
        return Written(tuple(changed), unchanged, removed, tuple(spared))

    def _has_changed(self, file: str) -> bool:
        """Whether what was drawn is not what is there.

        Raises:
            UserError: What is there is not ours.
        """
        drawn, there = self._drawn / file, self._folder / file
        if not drawn.exists() or (there.is_file() and filecmp.cmp(drawn, there, shallow=False)):
            return False
        if there.exists() and file not in self._former.files:
            raise UserError(
                "a file of the site goes here, and yuebao site did not write what is there",
                where=str(there),
                remedy="Nothing was changed. Move it away, or name another folder with --out.",
            )
        return True

    def _is_altered(self, file: str) -> bool:
        """Whether somebody changed a file since it was written."""
        path = self._folder / file
        if not path.is_file():
            return False
        return sha256(path.read_bytes()).hexdigest() != self._former.files[file]

    def _replace(self, file: str, content: bytes) -> None:
        drawn = self._drawn / file
        drawn.write_bytes(content)
        drawn.replace(self._folder / file)

    def _remove(self, file: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        path = self._folder / file
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self._folder or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()


def _order(file: str) -> tuple[int, str]:
    """What others lead to goes before what leads there: parts, reports, then lists of them."""
    parts = file.split("/")
    if "reports" not in parts[:2]:
        return (0 if parts[0] == "static" or "sources" in parts[:2] else 2), file
    return (0 if len(parts) > 5 else 1), file
