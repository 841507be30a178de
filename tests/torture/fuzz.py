"""Feed every reader files that went wrong: each is read, or refused in one paragraph.

    python -m tests.torture.fuzz [--minutes 5 | --files N] [--seed N] [--only READER ...]

A fault is whatever else happens: a traceback, a process that dies, a file that takes over a
minute of the processor, and, where a plain reader can tell (query exports, stores), facts that are
not what the file says or the store held. The seed and the counts are printed; a file that makes a
fault is kept.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb
from tests.torture.hostile import mutated
from tests.torture.mutations import MUTATIONS
from tests.torture.readers import Reader, readers
from tests.torture.stores import damaged_store
from tests.torture.test_mutations import check

from yuebao.domain import YuebaoError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

HANG = 60.0
"""After so many seconds of the processor a file counts as one that never ends."""

WAIT = 600.0
"""And after so many by the clock, however busy the machine is."""

STORE = "store"
"""The reader of a store's own files."""


def main(words: Sequence[str] | None = None) -> int:
    """Fuzz until the time is over; print what was done. Exit status 1: there were faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--files", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    given = parser.parse_args(words)
    seed = random.SystemRandom().randrange(10**9) if given.seed is None else given.seed
    end = time.monotonic() + 60 * given.minutes
    counts: Counter[tuple[str, str]] = Counter()
    first = 0
    while time.monotonic() < end and first < given.files:  # one that died or hung is followed
        last = given.files
        first = _work_until(end, last, seed, first, given.only, given.keep, counts)
    _print(seed, counts)
    return int(any(what not in ("read", "refused") for _, what in counts))


def _work_until(
    end: float, last: int, seed: int, first: int, only: list[str], keep: Path,
    counts: Counter[tuple[str, str]],
) -> int:  # fmt: skip
    """Let one process work from a case on; gives the case the next begins with."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs, Path(folder), seed, first, only, keep))
        worker.start()
        theirs.close()
        number, name = first, "start"
        try:
            while time.monotonic() < end and number < last:
                if not ours.poll(WAIT):
                    _keep_case(Path(folder), keep, f"{seed}-{number}-hang")
                    counts[name, "hang"] += 1
                    number += 1
                    break
                kind, number, name, what = ours.recv()
                if kind == "end":
                    counts[name, what] += 1
                    number += 1
        except EOFError:
            if name == "start":
                raise
            worker.join()
            what = "hang" if worker.exitcode == -signal.SIGPROF else "died"
            _keep_case(Path(folder), keep, f"{seed}-{number}-{what}")
            counts[name, what] += 1
            number += 1
        finally:
            worker.kill()
            worker.join()
    return number


def _work(
    tell: Connection, folder: Path, seed: int, first: int, only: list[str], keep: Path
) -> None:
    known = readers(folder)
    names = [name for name in (*known, STORE) if not only or name in only]
    number = first
    while True:
        chance = random.Random(f"{seed} {number}")
        name = chance.choice(names)
        tell.send(("begin", number, name, ""))
        signal.setitimer(signal.ITIMER_PROF, HANG)  # its signal ends the process
        what = _try(known, name, chance, folder / "case")
        if what not in ("read", "refused"):
            _keep_case(folder, keep, f"{seed}-{number}-{name}", what)
            what = what.splitlines()[-1][:70]
        tell.send(("end", number, name, what))
        number += 1


def _try(known: dict[str, Reader], name: str, chance: random.Random, place: Path) -> str:
    """What becomes of a case: read, refused, or a traceback."""
    try:
        if name == STORE:
            return damaged_store(place.parent / STORE, chance)
        return _read(known[name], chance, place)
    except YuebaoError as error:
        return "refused" if str(error) else "traceback\nan error without a word"
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 # whatever it is, it is the finding
        return traceback.format_exc()


def _read(reader: Reader, chance: random.Random, place: Path) -> str:
    name, whole = chance.choice(reader.whole)
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    path = place / name
    if reader.name == "query" and chance.random() < 0.5:  # where a plain reader knows what is in it
        mutant = chance.choice(MUTATIONS)(whole, chance)
        with duckdb.connect() as connection:
            return "read" if check(connection, path, mutant, whole) else "refused"
    path.write_bytes(mutated(whole, chance))
    reader.read(path)
    return "read"


def _keep_case(folder: Path, keep: Path, name: str, said: str = "") -> None:
    """Keep the file a case was about, and what was said of it."""
    keep.mkdir(parents=True, exist_ok=True)
    place = folder / "case"
    for path in place.iterdir() if place.is_dir() else ():
        if path.is_file():
            (keep / f"{name}-{path.name}").write_bytes(path.read_bytes())
    (keep / f"{name}.txt").write_text(said, encoding="utf-8")


def _print(seed: int, counts: Counter[tuple[str, str]]) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for (name, what), count in sorted(counts.items()):
        rows.setdefault(name, {})[what] = count
    say = sys.stdout.write
    say(f"seed {seed}, {sum(counts.values()):,} files\n")
    for name, row in rows.items():
        faults = {what: n for what, n in row.items() if what not in ("read", "refused")}
        told = "; ".join(f"{what}: {n}" for what, n in faults.items()) or "no fault"
        done = f"read {row.get('read', 0):>6,} refused {row.get('refused', 0):>6,}"
        say(f"  {name:12} {done} {told}\n")


if __name__ == "__main__":
    sys.exit(main())
