"""Reading the files of a load, all that is wrong with any of them told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import ConflictError, Month, SeveralError, SourceError, UserError, YuebaoError
from yuebao.store._progress import watched
from yuebao.store._repeats import settle_repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from yuebao.domain import Progress
    from yuebao.reference import Office
    from yuebao.sources import Reading
    from yuebao.store._load import LoadRequest


def read_files(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    office: Office,
    request: LoadRequest,
    progress: Progress,
) -> tuple[Reading, ...]:
    """Read every file, each content once. Needs no lock: it touches no store.

    Raises:
        YuebaoError: A file is refused, or two of one content are named as different flows.
        SeveralError: That is so of several.
    """
    from yuebao.sources import read_sources, split_sources

    readings: dict[str, Reading] = {}
    refusals: list[YuebaoError] = []
    done = 0
    for together in split_sources(paths):
        step = f"read {together[0].name}"
        if len(together) > 1:
            step = f"{step} to {together[-1].name}"
        progress.step(step, done, len(paths))
        with watched(connection, progress, step, done, len(paths), parts=len(together)):
            outcomes = read_sources(
                connection,
                together,
                office,
                flow=request.flow,
                months=request.months,
                scope=request.scope,
                without=request.without,
                accept_differences=request.accept_differences,
            )
        for outcome in outcomes:
            refusal: YuebaoError | None
            if isinstance(outcome, YuebaoError):
                refusal = outcome
            else:
                first = readings.setdefault(outcome.sha256, outcome)
                refusal = _why_refused(connection, first, outcome, request.released)
            if refusal is not None:
                refusals.append(refusal)
        done += len(together)
    progress.step("read", len(paths), len(paths))
    unknown = _unknown_columns(readings.values(), request)
    if unknown and not refusals:
        refusals = [unknown]
    if refusals:
        raise SeveralError.of(refusals, f"of {len(paths):,} files")
    return settle_repeats(connection, tuple(readings.values()), request.repeats)


def _why_refused(
    connection: duckdb.DuckDBPyConnection, first: Reading, reading: Reading, released: date
) -> YuebaoError | None:
    """Why a file cannot be loaded though it can be read; `first` is the first of its content."""
    last = max(period.last for period in reading.periods)
    if last > Month.of(released):
        # No month is published before it begins: either it or the release date is a mistake.
        return SourceError(
            f"it holds {last}, but was released on {released}, before that month began",
            file=reading.name,
            remedy="Correct the month in the file, or the date after --released.",
        )
    if reading.table == first.table or _flows(connection, reading) == _flows(connection, first):
        return None
    # One content cannot be exports and imports: somebody saved one file under two names.
    return ConflictError(
        f"it is the same file as {first.name}, byte for byte, and cannot be both exports and "
        "imports",
        where=reading.name,
        remedy="Download the one that is missing again.",
    )


def _unknown_columns(readings: Iterable[Reading], request: LoadRequest) -> UserError | None:
    """Why columns cannot be left out: no file has any of them."""
    if not request.without or any(reading.left_out for reading in readings):
        return None
    return UserError(
        f"no file has a column {' or '.join(request.without)} that could be left out",
        where="--without",
        remedy="Name a column by its head, or as partner, mode, province, quantity or quantity2.",
    )


def _flows(connection: duckdb.DuckDBPyConnection, reading: Reading) -> list[tuple[str, ...]]:
    return connection.execute(
        f"SELECT DISTINCT flow FROM {reading.table} WHERE source = ? ORDER BY flow",
        [reading.sha256],
    ).fetchall()
