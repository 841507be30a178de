"""Planted errors held against the data, by the thousand: what the audit finds, and where.

    python -m bench.audit_planted --cases 3000 --seed 1

The errors are those of `tests/audit/plant.py`, which also measures the audit without data. With the
data at hand an error is not provable only where it stays inside rounding.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.audit import plant

from yuebao.auditing import audit_blocks
from yuebao.auditing.comparison.truth import compare_with_index
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.interpret import read_claims

if TYPE_CHECKING:
    from yuebao.auditing import Audit
    from yuebao.auditing.comparison.index import Index


def judge(planted: plant.Planted, clean_audit: Audit, index: Index) -> str:
    """What an audit with data makes of a planted error."""
    found = compare_with_index(Case(read_claims(planted.blocks)), index).findings
    wheres = [w for f in found for w in (f.where, f.also) if w is not None]
    if any(plant._is_there(where, planted) for where in wheres):
        return plant.RIGHT
    outcome = plant.judge(planted, clean_audit)
    return plant.ELSEWHERE if found and outcome == plant.NOT_PROVABLE else outcome


def run(
    reports: list[plant.Clean], indexes: dict[str, Index], cases: int, seed: int
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Plant so many errors; results by kind, and what was not found at its place."""
    draw = random.Random(seed)
    audits = {clean.name: audit_blocks(clean.blocks) for clean in reports}
    results = {kind: Counter[str]() for kind in plant.KINDS}
    stories = []
    kinds = list(plant.KINDS)
    for case in range(cases):
        kind = kinds[case % len(kinds)]
        clean = draw.choice(reports)
        planted = plant.KINDS[kind](clean, draw)
        if planted is None:
            continue
        outcome = judge(planted, audits[clean.name], indexes[clean.name])
        results[kind][outcome] += 1
        if outcome in (plant.MISSED, plant.ELSEWHERE):
            stories.append(f"{outcome}: {clean.name}: {kind}: {planted.what}")
    return results, stories


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=40)
    given = parser.parse_args()
    reports = plant.sample_reports()
    with tempfile.TemporaryDirectory() as folder:
        indexes = plant.sample_indexes(reports, Path(folder))
    began = time.perf_counter()
    results, stories = run(reports, indexes, given.cases, given.seed)
    print(plant.report_text(results))
    print(f"\n{time.perf_counter() - began:.0f} s, {len(reports)} reports, seed {given.seed}")
    print("\n".join(stories[: given.stories]))


if __name__ == "__main__":
    main()
