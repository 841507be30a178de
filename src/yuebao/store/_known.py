"""Files that a store holds already, told by their bytes before anything is read.

A folder is loaded again each month with a few new files in it: the others said what they say, and
all that is said of them now, when they were loaded. They keep the release they were loaded with.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.domain import Period
from yuebao.sources import hash_file
from yuebao.store._load import LoadResult
from yuebao.store._repeats import Repeats
from yuebao.store._revise import Changes, LoadMode
from yuebao.store._standing import stand_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from yuebao.store._load import LoadRequest
    from yuebao.store._records import LoadRecord, Slice, SourceRecord

_HASHING = 4  # threads; hashlib lets others run
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that a store holds already.

    Attributes:
        path: The file as it was given.
        source: How it was recorded.
        slices: What it states.
    """

    path: Path
    source: SourceRecord
    slices: tuple[Slice, ...]


def find_known(
    paths: Sequence[Path], raw: Path, records: Sequence[LoadRecord], request: LoadRequest
) -> list[KnownFile]:
    """The files of which a load would change nothing.

    They are, byte for byte and by name, files of earlier loads whose raw copies are whole, and what
    the caller says of them is what was said then.

    Args:
        paths: The files given.
        raw: The store's folder of raw files.
        records: Its loads.
        request: What the caller says.
    """
    if request.mode is LoadMode.REPLACE:  # what replaces speaks for itself as a whole
        return []
    loads: dict[tuple[str, int], list[tuple[LoadRecord, SourceRecord]]] = defaultdict(list)
    for record in records:
        for source in record.sources:
            loads[source.name, source.size].append((record, source))
    likely = [path for path in paths if (path.name, _size(path)) in loads]
    found = []
    with ThreadPoolExecutor(_HASHING) as threads:
        for path, digest in zip(likely, threads.map(_digest, likely), strict=True):
            held = loads[path.name, _size(path)]
            same = [(record, source) for record, source in held if source.sha256 == digest]
            found += list(_states_nothing(path, same, records, request))[:1]
        whole = threads.map(lambda known: _alike(known.path, raw / known.source.sha256), found)
        return [known for known, alike in zip(found, whole, strict=True) if alike]


def _states_nothing(
    path: Path,
    loads: Sequence[tuple[LoadRecord, SourceRecord]],
    records: Sequence[LoadRecord],
    request: LoadRequest,
) -> Iterator[KnownFile]:
    """The file as each load of it knows it that made a load of it now needless."""
    for record, source in loads:
        slices = tuple(part for part in record.slices if part.source == source.sha256)
        if source.without or request.without:
            continue  # which columns are meant is told by reading
        if _says_the_same(record, slices, request) and _stands(record, slices, records, request):
            yield KnownFile(path, source, slices)


def _says_the_same(record: LoadRecord, slices: Sequence[Slice], request: LoadRequest) -> bool:
    """Whether a load said of a file what is said of it now, and understood it as it would be."""
    return (
        record.tool == __version__
        and request.notice in ({}, record.notice)
        and request.codes in ((), *(part.asked for part in slices))
        and request.repeats in (Repeats.REFUSE, record.repeats)
        and all(
            request.flow in (None, part.flow)
            and (
                not part.scope.is_partial()
                if request.scope is None
                else part.scope == request.scope
            )
            and (request.months is None or part.periods in _meant(request.months))
            for part in slices
        )
    )


def _meant(months: Period) -> tuple[tuple[Period, ...], ...]:
    """The periods a file may cover of which months are said: one, or each of the months."""
    return (months,), tuple(map(Period.of_month, months.months()))


def _stands(
    record: LoadRecord,
    slices: Sequence[Slice],
    records: Sequence[LoadRecord],
    request: LoadRequest,
) -> bool:
    """Whether what a load said of a file holds on the day the request is of.

    Where no day is said, the file is of the release it was loaded with. A later day is that of a
    release, which restates the file: nothing changes where no release between says otherwise.
    """
    if not request.dated or record.released == request.released:
        return True
    later = [other for other in records if other.released > record.released]
    return record.released < request.released and stand_alone(slices, later)


def may_complete(known: Sequence[KnownFile], slices: Sequence[Slice]) -> bool:
    """Whether known files may belong to a query that others look like a part of."""
    heads = {(part.flow, part.grain, part.currency) for one in known for part in one.slices}
    return any(
        part.scope.is_partial() and (part.flow, part.grain, part.currency) in heads
        for part in slices
    )


def nothing_read() -> LoadResult:
    """What a load did that had nothing to read."""
    return LoadResult(None, (), (), (), 0, Changes(0, 0, 0, 0))


def with_known(result: LoadResult, known: Sequence[KnownFile]) -> LoadResult:
    """What a load did, with files it passed over."""
    rows = sum(one.source.rows for one in known)
    changes = replace(result.changes, unchanged=result.changes.unchanged + rows)
    names = (*(one.path.name for one in known), *result.known)
    return replace(result, known=names, changes=changes)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return -1


def _alike(path: Path, copy: Path) -> bool:
    """Whether a copy holds the same bytes, which are known: comparing is quicker than hashing."""
    try:
        with path.open("rb") as ours, copy.open("rb") as theirs:
            while chunk := ours.read(_CHUNK):
                if theirs.read(_CHUNK) != chunk:
                    return False
            return not theirs.read(1)
    except OSError:
        return False


def _digest(path: Path) -> str:
    """The hash of a file; empty where it cannot be read."""
    try:
        return hash_file(path)
    except OSError:
        return ""
