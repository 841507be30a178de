"""`yuebao demo`: load the packaged sample and build its reports."""

from __future__ import annotations

import tarfile
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._options import FOLDER
from yuebao.cli._progress import Progress
from yuebao.cli.build import refuse_untrue, write_report
from yuebao.domain import Month, UserError
from yuebao.render import FORMATS
from yuebao.report import build_report
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class SampleReport:
    """A report the sample is for."""

    folder: str
    definition: str
    month: Month
    released: date


@click.command("demo", epilog="Example: yuebao demo --out demo")
@click.option(
    "--out",
    type=FOLDER,
    default=Path("demo"),
    show_default=True,
    metavar="DIR",
    help="Where the store and the reports go.",
)
def command(out: Path) -> None:
    """Load the packaged sample and build its three reports, in every format.

    The sample is illustrative, and every report says so: totals are as published, the detail below
    them is invented.
    """
    notice, reports = _sample()
    store = Store(_new_store(out))
    with TemporaryDirectory() as unpacked, Progress() as progress:
        with _timed("unpack the sample"):
            _unpack(Path(unpacked))
        for report in reports:
            with _timed(f"load {report.folder}"):
                store.load(
                    [Path(unpacked) / report.folder],
                    released=report.released,
                    notice=notice,
                    progress=progress,
                )
        for report in reports:
            with _timed(f"build {report.definition} {report.month}"):
                document = build_report(report.definition, report.month, store)
                refuse_untrue(document)
                written = write_report(document, [f.name for f in FORMATS], out, progress)
            for path in written:
                click.echo(f"  {path}")


def _sample() -> tuple[dict[str, str], tuple[SampleReport, ...]]:
    raw: dict[str, Any] = tomllib.loads(
        (files("yuebao.cli") / "sample" / "sample.toml").read_text(encoding="utf-8")
    )
    reports = tuple(
        SampleReport(r["folder"], r["definition"], Month.parse(r["month"]), r["released"])
        for r in raw["reports"]
    )
    return raw["notice"], reports


def _unpack(folder: Path) -> None:
    packed = files("yuebao.cli") / "sample" / "exports.tar.xz"
    with as_file(packed) as path, tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")


def _new_store(out: Path) -> Path:
    """The demo's own store: loading the sample again changes nothing in it."""
    if out.is_file():
        raise UserError("this is a file", where=str(out), remedy="Name a folder with --out.")
    return out / "store"


@contextmanager
def _timed(step: str) -> Iterator[None]:
    begun = perf_counter()
    yield
    click.echo(f"{step}: {perf_counter() - begun:.2f} s")
