"""Files as they came up where yuebao was used: loaded right by the command, or refused."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao

from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

RELEASED = ("--released", "2026-06-01")


def summed(*files: Path) -> int:
    """The last column that holds numbers, by another program."""
    total = 0
    for file in files:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                rows = list(csv.reader(file.read_text(encoding).splitlines()))
                break
            except UnicodeDecodeError:
                continue
        heads = [head.strip() for head in rows[0]]
        at = next(at for at, head in enumerate(heads) if "美元" in head)
        total += sum(int(row[at].replace(",", "")) for row in rows[1:] if row)
    return total


def held(store: Path) -> dict[str, tuple[int, int]]:
    """Facts and their sum, by flow."""
    view = Store(store).view()
    query = f"SELECT flow, count(*), sum(value)::BIGINT FROM {view.facts} GROUP BY flow"
    return {flow: (count, value) for flow, count, value in view.query(query)}


@pytest.mark.parametrize(
    ("name", "more", "total"),
    [
        ("05-column-beizhu/n02_export_beizhu.csv", (), 10_000_000),
        ("05-column-beizhu/n02b_export_beizhu_text.csv", ("--without", "备注"), 10_000_000),
        ("06-renamed-columns/n15_export_names.csv", (), 10_000_000),
        ("09-negative-value/n17b_export_neg.csv", (), -4_936),
    ],
)
def test_a_query_that_somebody_worked_on(
    tmp_path: Path, shared: Path, name: str, more: tuple[str, ...], total: int
) -> None:
    file, store = shared / "field" / name, tmp_path / "store"
    assert yuebao("ingest", file, *more, "--store", store, *RELEASED).status == 0
    assert held(store) == {"export": (4, total)}
    assert summed(file) == total


def test_values_below_zero_are_told_by_the_load_and_by_status(tmp_path: Path, shared: Path) -> None:
    file, store = shared / "field/09-negative-value/n17b_export_neg.csv", tmp_path / "store"
    loaded = yuebao("ingest", file, "--store", store, *RELEASED)
    assert "4 numbers below zero in 美元, first in row 1: is that meant?" in loaded.out
    status = yuebao("status", "--store", store)
    assert status.status == 1
    assert (
        "[negative] exports of 8507, n17b_export_neg.csv: 4 facts by 8-digit code × partner"
        in status.out
    )


@pytest.mark.parametrize(
    ("name", "more", "found"),
    [
        ("05-column-beizhu/n02b_export_beizhu_text.csv", (), "leave it out with --without 备注"),
        ("07-busy-page/n19_export_busy.csv", (), "says it is busy, not a table. Query again"),
        ("08-total-flow-query/进出口_38180019_202601.csv", (), "Query exports and imports apart"),
        (
            "08-total-flow-query/进出口_38180019_202601.csv", ("--flow", "export"),
            "Query exports and imports apart",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_to_do(
    tmp_path: Path, shared: Path, name: str, more: tuple[str, ...], found: str
) -> None:
    store = tmp_path / "store"
    refused = yuebao("ingest", shared / "field" / name, *more, "--store", store, *RELEASED)
    assert refused.status == (2 if name.startswith("08") else 3)
    assert found in refused.refusal()
    assert not store.exists()


def test_january_and_february_together_make_a_report(tmp_path: Path, shared: Path) -> None:
    folder, store = shared / "field" / "15-janfeb-combined", tmp_path / "store"
    for year in (2024, 2025):
        files = [folder / f"{flow}_{year}_01-02.csv" for flow in ("export", "import")]
        months = f"{year}-01..{year}-02"
        loaded = yuebao(
            "ingest", *files, "--months", months, "--store", store, "--released", f"{year}-06-01"
        )
        assert loaded.status == 0
    exports = {year: summed(folder / f"export_{year}_01-02.csv") for year in (2024, 2025)}
    assert exports == {2024: 151_962_000, 2025: 177_289_000}
    built = yuebao(
        "build", folder / "li.toml", "2025-02", "--store", store, "--out", tmp_path / "out",
        "--format", "md,csv",
    )  # fmt: skip
    assert built.status == 0
    assert "the report has 2025-01..2025-02 alone" in built.err
    [text] = [path.read_text("utf-8") for path in (tmp_path / "out").glob("*.md")]
    assert "2025年1-2月" in text
    assert "2025年2月，" not in text
    assert "累计出口1.8亿美元，同比增长16.7%" in text
    [annex] = [path.read_text("utf-8-sig") for path in (tmp_path / "out").glob("*.csv")]
    assert "177289000" in annex
    assert round(100 * (exports[2025] / exports[2024] - 1), 1) == 16.7
