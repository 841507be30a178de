"""The packaged sample: its files, its store, and its reports in every format."""

from __future__ import annotations

import tarfile
import tomllib
from dataclasses import dataclass
from importlib.resources import as_file, files
from time import perf_counter
from typing import TYPE_CHECKING, Any

from yuebao.domain import SILENT, Month, UserError
from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.writing import write_report
from yuebao.sources import scratch_folder
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Progress

_FOLDER = files("yuebao.publish") / "sample"


@dataclass(frozen=True, slots=True)
class SampleReport:
    """A report the sample is for.

    Attributes:
        folder: The folder of its files, where the sample is unpacked.
        definition: The name of its definition.
        month: The month reported.
        released: When its files came out.
    """

    folder: str
    definition: str
    month: Month
    released: date


@dataclass(frozen=True, slots=True)
class Sample:
    """What the sample says of itself: a caution by language, and its reports."""

    notice: Mapping[str, str]
    reports: tuple[SampleReport, ...]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A step of the demo that is done: what, in how many seconds, and the files it wrote."""

    name: str
    seconds: float
    written: tuple[Path, ...] = ()


def read_sample() -> Sample:
    """What the sample says of itself."""
    raw: dict[str, Any] = tomllib.loads((_FOLDER / "sample.toml").read_text(encoding="utf-8"))
    reports = tuple(
        SampleReport(r["folder"], r["definition"], Month.parse(r["month"]), r["released"])
        for r in raw["reports"]
    )
    return Sample(raw["notice"], reports)


def unpack_sample(folder: Path) -> None:
    """Unpack the sample's files, one folder a report."""
    with as_file(_FOLDER / "exports.tar.xz") as path, tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")


def load_sample(
    store: Store, report: SampleReport, folder: Path, progress: Progress = SILENT
) -> None:
    """Load a report's files from where the sample is unpacked."""
    notice = read_sample().notice
    source = [folder / report.folder]
    store.load(source, released=report.released, notice=notice, progress=progress)


def make_demo(out: Path, progress: Progress = SILENT) -> Generator[DemoStep]:
    """Load the sample into a store of its own, and build its reports in every format, step by step.

    Args:
        out: Where the store (`store/`) and the reports go. Making it again changes nothing.
        progress: Told how far each step is.

    Raises:
        UserError: The place is a file.
    """
    if out.is_file():
        raise UserError("this is a file", where=str(out), remedy="Name a folder with --out.")
    store, reports = Store(out / "store"), read_sample().reports
    with scratch_folder() as unpacked:
        begun = perf_counter()
        unpack_sample(unpacked)
        yield DemoStep("unpack the sample", perf_counter() - begun)
        for report in reports:
            begun = perf_counter()
            load_sample(store, report, unpacked, progress)
            yield DemoStep(f"load {report.folder}", perf_counter() - begun)
    for report in reports:
        begun = perf_counter()
        document = build_audited(BuildRequest(report.definition, report.month, store), progress)
        written = write_report(document, out, progress=progress)
        name = f"build {report.definition} {report.month}"
        yield DemoStep(name, perf_counter() - begun, written)
