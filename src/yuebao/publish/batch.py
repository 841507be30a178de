"""Many reports at once: all headings, all months, or a folder of definitions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import SILENT, UserError
from yuebao.publish._record import read_record
from yuebao.publish._work import BatchSettings, Outcome, build_chunks
from yuebao.report import load_definition, load_theme
from yuebao.report.batch import Task, heading_definition, in_chunks, list_headings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yuebao.domain import Currency, Period, Progress
    from yuebao.store import Store, View

HEADING = "heading"
"""The template that a heading is put into where no other is named."""


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Many reports that are asked for.

    Attributes:
        what: `all` (every HS heading with trade in the month), an HS chapter or heading, a report
            definition, or a folder of them.
        months: The months reported, from the first to the last.
        store: Where the facts are.
        out: Where the files go.
        formats: The formats of each.
        template: The definition that a heading is put into.
        language: The code of a language: `zh`, `en`.
        theme: The house style's name or path; by default each definition's.
        currency: The currency reported; by default the one the facts are in.
        as_of: Only what was released by this date.
        audited: Whether a report that fails its own audit is refused.
        accept_partial: Whether files of a part of a heading, or probably cut, may be used.
        jobs: How many processes; by default one a core.
    """

    what: str
    months: Period
    store: Store
    out: Path
    formats: tuple[str, ...] = ("md", "json")
    template: str | Path = HEADING
    language: str = "zh"
    theme: str | Path | None = None
    currency: Currency | None = None
    as_of: date | None = None
    audited: bool = False
    accept_partial: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a batch.

    Attributes:
        built: The stems of the reports that were built, in the order in which they were done.
        current: How many were there already, built from the very same.
        failed: Those that could not be built, by stem, each with its error.
    """

    built: tuple[str, ...]
    current: int
    failed: tuple[Outcome, ...]


def build_batch(request: BatchRequest, progress: Progress = SILENT) -> Batch:
    """Build many reports; a failure stops no other.

    What is there and current is not built again, so a batch that was stopped goes on where it was.

    Raises:
        UserError: What is asked for is no heading, definition or folder.
        UnavailableError: The store has no such heading in a month.
        StoreError: There is no store.
    """
    view = request.store.view(as_of=request.as_of)
    settings = _settings(request, view)
    tasks = list(_tasks(view, request))
    recorded = read_record(request.out, progress)
    waiting = [task for task in tasks if not settings.is_current(task, recorded)]
    chunks, jobs = tuple(in_chunks(waiting)), request.jobs or os.cpu_count() or 1
    built: list[str] = []
    failed: list[Outcome] = []
    for done, outcome in enumerate(build_chunks(settings, chunks, jobs)):
        progress.step(f"built {outcome.task.stem}", done, len(waiting))
        if outcome.error is None:
            built.append(outcome.task.stem)
        else:
            failed.append(outcome)
    failed.sort(key=lambda outcome: outcome.task.stem)
    return Batch(tuple(built), len(tasks) - len(waiting), tuple(failed))


def _settings(request: BatchRequest, view: View) -> BatchSettings:
    return BatchSettings(
        store=request.store.path,
        version=view.version,
        out=request.out,
        formats=request.formats,
        language=request.language,
        theme=None if request.theme is None else load_theme(request.theme),
        currency=request.currency,
        as_of=request.as_of,
        audited=request.audited,
        accept_partial=request.accept_partial,
    )


def _tasks(view: View, request: BatchRequest) -> Iterator[Task]:
    """Every report asked for.

    Raises:
        UserError: It is no heading, definition or folder.
    """
    what, months = request.what, tuple(request.months.months())
    if what == "all" or what.isdigit():
        for month in months:
            for code in list_headings(view, month, "" if what == "all" else what):
                yield Task(heading_definition(code, month, request.template), month)
        return
    for path in _definitions(what):
        definition = load_definition(path)
        for month in months:
            yield Task(definition, month)


def _definitions(what: str) -> list[str | Path]:
    folder = Path(what)
    if not folder.is_dir():
        return [what]
    found: list[str | Path] = [*sorted(folder.glob("*.toml"))]
    if not found:
        raise UserError(
            "the folder holds no report definition",
            where=what,
            remedy="A definition is a .toml file: see yuebao reports.",
        )
    return found
