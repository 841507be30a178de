"""What the processes of a batch do: build chunks of reports, and write them."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from threading import Thread
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.domain import YuebaoError
from yuebao.publish._record import RECORD, record_line
from yuebao.publish.build import refuse_untrue
from yuebao.publish.errors import system_error
from yuebao.publish.writing import write_report
from yuebao.render import find_format
from yuebao.report import DEFAULT_THEME, Adjustments, load_theme
from yuebao.report.batch import hold
from yuebao.report.build import build_document
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from multiprocessing.connection import Connection
    from pathlib import Path

    from yuebao.domain import Currency
    from yuebao.report import Theme
    from yuebao.report.batch import Task
    from yuebao.store import View


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What all reports of a batch have in common."""

    store: Path
    version: int
    out: Path
    formats: tuple[str, ...]
    language: str
    theme: Theme | None
    currency: Currency | None
    as_of: date | None
    audited: bool
    accept_partial: bool

    def key(self, task: Task) -> str:
        """A text that changes with anything a report of the batch depends on."""
        store = str(self.store.absolute())
        parts = (
            store,
            self.version,
            self.language,
            self.currency,
            self.as_of,
            self.audited,
            self.accept_partial,
        )
        said = repr((__version__, parts, self.theme, task.definition, task.month))
        return hashlib.sha256(said.encode()).hexdigest()

    def files(self, task: Task) -> list[Path]:
        """Where a report's files go."""
        endings = (find_format(name).extension for name in self.formats)
        return [self.out / f"{task.stem}.{ending}" for ending in endings]

    def is_current(self, task: Task, built: dict[str, str]) -> bool:
        """Whether a report is there and was built from the very same."""
        return built.get(task.stem) == self.key(task) and all(
            path.exists() for path in self.files(task)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a report: why it failed, or nothing."""

    task: Task
    error: YuebaoError | None = None


def build_chunks(
    settings: BatchSettings, chunks: Sequence[tuple[Task, ...]], jobs: int
) -> Iterator[Outcome]:
    """Build every report, several chunks at a time; a failure stops no other.

    Processes are spawned: a fork of delta-rs panics.
    """
    settings.out.mkdir(parents=True, exist_ok=True)
    with (settings.out / RECORD).open("a", encoding="utf-8") as record:
        for outcomes in _run(settings, chunks, jobs):
            for outcome in outcomes:
                if outcome.error is None:
                    record.write(record_line(outcome.task.stem, settings.key(outcome.task)))
                yield outcome
            record.flush()


def _run(
    settings: BatchSettings, chunks: Sequence[tuple[Task, ...]], jobs: int
) -> Iterator[list[Outcome]]:
    """The outcomes of each chunk, in the order in which they are done."""
    if jobs == 1 or len(chunks) == 1:
        yield from (build_chunk(settings, chunk) for chunk in chunks)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent) as pool:
        waiting = [pool.submit(build_chunk, settings, chunk) for chunk in chunks]
        yield from (future.result() for future in as_completed(waiting))


def _end_with_parent() -> None:
    """Let this process end when the one ends that started it: killed, it cannot say so.

    The thread that waits for that goes first: the interpreter cannot clear what a thread holds.
    """
    parent = parent_process()
    if parent is not None:
        done, finish = Pipe(duplex=False)
        waiting = Thread(target=_follow, args=(parent.sentinel, done), daemon=True)
        waiting.start()
        Finalize(None, _leave, args=(finish, waiting), exitpriority=0)


def _follow(parent: int, done: Connection) -> None:
    if parent in wait((parent, done)):
        os._exit(1)


def _leave(finish: Connection, waiting: Thread) -> None:
    finish.close()
    waiting.join()


@cache
def _view(store: Path, version: int, as_of: date | None) -> View:
    """The view of this process: every chunk it builds is of the same batch."""
    threads = 1 if parent_process() is not None else None  # the processes share the cores
    return Store(store).view(as_of=as_of, version=version, threads=threads)


def build_chunk(settings: BatchSettings, tasks: Iterable[Task]) -> list[Outcome]:
    """Build some reports whose facts are read together."""
    tasks = tuple(tasks)
    view = _view(settings.store, settings.version, settings.as_of)
    held = hold(view, tasks)
    outcomes = [_build(settings, held, task) for task in tasks]
    if held is not view:
        held.release()
    return outcomes


@cache
def _theme(name: str) -> Theme:
    return load_theme(name or DEFAULT_THEME)


def _build(settings: BatchSettings, view: View, task: Task) -> Outcome:
    try:
        document = build_document(
            task.definition,
            task.month,
            view,
            currency=settings.currency,
            language=settings.language,
            theme=settings.theme or _theme(task.definition.theme),
            date=None,
            adjust=Adjustments(accept_partial=settings.accept_partial),
        )
        if settings.audited:
            refuse_untrue(document)
        write_report(document, settings.out, settings.formats)
    except YuebaoError as error:
        return Outcome(task, error)
    except OSError as error:
        return Outcome(task, system_error(error))
    except Exception as error:  # noqa: BLE001  # whatever it is, the others are to be built
        return Outcome(task, YuebaoError(f"{type(error).__name__}: {error}"))
    return Outcome(task)
