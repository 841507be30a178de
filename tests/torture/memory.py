"""How much memory a process holds that builds one report after the other.

    python -m tests.torture.memory [--builds 200] [--formats pdf,docx,…]

It builds the sample's reports in turn, each in every format, and prints what the process holds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.publish.writing import FORMAT_NAMES, parse_formats, write_report
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STEPS = 10
"""How often it is looked at, at most."""


def resident() -> int:
    """What this process holds, in MB.

    Raises:
        FileNotFoundError: The system does not say (it is not Linux).
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    raise FileNotFoundError("/proc/self/status has no VmRSS")


def held(folder: Path, builds: int, formats: Sequence[str]) -> Iterator[tuple[int, int]]:
    """After how many builds how many MB are held, at equal steps."""
    store, reports = Store(folder / "store"), read_sample().reports
    unpack_sample(folder / "sample")
    for report in reports:
        load_sample(store, report, folder / "sample")
    step = max(len(reports), builds // STEPS)
    for number in range(1, builds + 1):
        report = reports[number % len(reports)]
        document = build_audited(BuildRequest(report.definition, report.month, store))
        write_report(document, folder / "reports", formats)
        if number % step == 0:
            yield number, resident()


def main(words: Sequence[str] | None = None) -> int:
    """Print a line for every step."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.memory", description=__doc__)
    parser.add_argument("--builds", type=int, default=200)
    parser.add_argument("--formats", default=",".join(FORMAT_NAMES))
    given = parser.parse_args(words)
    formats = parse_formats(given.formats)
    with TemporaryDirectory() as folder:
        for number, megabytes in held(Path(folder), given.builds, formats):
            print(f"{number:>6} builds {megabytes:>6} MB", flush=True)  # noqa: T201 # it tells
    return 0


if __name__ == "__main__":
    sys.exit(main())
