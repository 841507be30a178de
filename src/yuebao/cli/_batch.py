"""What the processes of a batch do: build chunks of reports, and write them."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.cli.build import refuse_untrue, write_report
from yuebao.domain import YuebaoError
from yuebao.render import find_format
from yuebao.report import Adjustments
from yuebao.report.batch import hold
from yuebao.report.build import build_document
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Currency
    from yuebao.report import Theme
    from yuebao.report.batch import Task
    from yuebao.store import View

RECORD = ".yuebao-batch.jsonl"
"""The file, beside the reports, that says what each was built from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all reports of a batch have in common."""

    store: Path
    version: int
    out: Path
    formats: tuple[str, ...]
    language: str
    theme: Theme
    currency: Currency | None
    as_of: date | None
    audited: bool

    def key(self, task: Task) -> str:
        """A text that changes with anything a report of the batch depends on."""
        store = str(self.store.absolute())
        parts = (store, self.version, self.language, self.currency, self.as_of, self.audited)
        said = repr((__version__, parts, self.theme, task.definition, task.month))
        return hashlib.sha256(said.encode()).hexdigest()

    def files(self, task: Task) -> list[Path]:
        """Where a report's files go."""
        endings = (find_format(name).extension for name in self.formats)
        return [self.out / f"{task.stem}.{ending}" for ending in endings]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a report: why it failed, or nothing."""

    task: Task
    failure: str = ""


def is_current(settings: Settings, task: Task, built: dict[str, str]) -> bool:
    """Whether a report is there and was built from the very same."""
    return built.get(task.stem) == settings.key(task) and all(
        path.exists() for path in settings.files(task)
    )


def read_record(out: Path) -> dict[str, str]:
    """What each report in a folder was built from, by stem; a line cut short counts for none."""
    path = out / RECORD
    built: dict[str, str] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                stem, key = json.loads(line)
                built[stem] = key
    return built


def build_chunks(
    settings: Settings, chunks: Sequence[tuple[Task, ...]], jobs: int
) -> Iterator[Outcome]:
    """Build every report, several chunks at a time; a failure stops no other.

    Processes are spawned: a fork of delta-rs panics.
    """
    settings.out.mkdir(parents=True, exist_ok=True)
    with (settings.out / RECORD).open("a", encoding="utf-8") as record:
        for outcomes in _run(settings, chunks, jobs):
            for outcome in outcomes:
                if not outcome.failure:
                    line = [outcome.task.stem, settings.key(outcome.task)]
                    record.write(json.dumps(line, ensure_ascii=False) + "\n")
                yield outcome
            record.flush()


def _run(
    settings: Settings, chunks: Sequence[tuple[Task, ...]], jobs: int
) -> Iterator[list[Outcome]]:
    """The outcomes of each chunk, in the order in which they are done."""
    if jobs == 1 or len(chunks) == 1:
        yield from (build_chunk(settings, chunk) for chunk in chunks)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(build_chunk, settings, chunk) for chunk in chunks]
        yield from (future.result() for future in as_completed(waiting))


@cache
def _view(store: Path, version: int, as_of: date | None) -> View:
    """The view of this process: every chunk it builds is of the same batch."""
    # Processes of a batch share the cores.
    threads = None if parent_process() is None else 1
    return Store(store).view(as_of=as_of, version=version, threads=threads)


def build_chunk(settings: Settings, tasks: Iterable[Task]) -> list[Outcome]:
    """Build some reports whose facts are read together."""
    tasks = tuple(tasks)
    view = _view(settings.store, settings.version, settings.as_of)
    held = hold(view, tasks)
    outcomes = [_build(settings, held, task) for task in tasks]
    if held is not view:
        held.release()
    return outcomes


def _build(settings: Settings, view: View, task: Task) -> Outcome:
    try:
        document = build_document(
            task.definition,
            task.month,
            view,
            currency=settings.currency,
            language=settings.language,
            theme=settings.theme,
            date=None,
            adjust=Adjustments(),
        )
        if settings.audited:
            refuse_untrue(document)
        write_report(document, list(settings.formats), settings.out)
    except (YuebaoError, OSError) as error:
        return Outcome(task, str(error))
    except Exception as error:  # noqa: BLE001  # whatever it is, the others are to be built
        return Outcome(task, f"{type(error).__name__}: {error}")
    return Outcome(task)
