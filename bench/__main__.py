"""`python -m bench [NAME …] [--rows 1m,10m] [--folder DIR]`: run benchmarks and print tables."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.analysis import bench_analysis
from bench.audits import bench_audits
from bench.folders import bench_folders
from bench.ingest import bench_ingest
from bench.many import bench_many
from bench.measure import print_machine
from bench.on_spark import bench_spark
from bench.open_store import bench_opening
from bench.report import bench_formats, bench_report
from bench.revised import bench_revised
from bench.serving import bench_serving

if TYPE_CHECKING:
    from collections.abc import Callable

BENCHMARKS: dict[str, Callable[[Path, list[int]], None]] = {
    "ingest": bench_ingest,
    "folders": bench_folders,
    "report": bench_report,
    "analysis": bench_analysis,
    "formats": lambda folder, sizes: bench_formats(folder, sizes[0]),
    "many": bench_many,
    "audits": bench_audits,
    "revised": lambda folder, sizes: bench_revised(folder, sizes[0]),
    "opening": lambda folder, _: bench_opening(folder),
    "serving": lambda folder, sizes: bench_serving(folder, sizes[-1]),
    "spark": lambda folder, sizes: bench_spark(folder, sizes[-1]),
}
"""Every benchmark: a folder for its data, and the sizes asked for."""

_SUFFIXES = {"k": 1_000, "m": 1_000_000}


def _rows(text: str) -> list[int]:
    return [int(part[:-1]) * _SUFFIXES[part[-1]] for part in text.lower().split(",")]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rows", type=_rows, default=_rows("1m"), help="as 1m,10m,100m")
    default = Path(tempfile.gettempdir()) / "yuebao-bench"
    parser.add_argument("--folder", type=Path, default=default, help="kept between runs; may grow")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    print_machine()
    for name in chosen.names or [name for name in BENCHMARKS if name != "spark"]:
        BENCHMARKS[name](chosen.folder, chosen.rows)


if __name__ == "__main__":
    main()
