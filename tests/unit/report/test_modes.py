"""Exports and imports by trade mode: a kind of section that is one module and its words."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import HEAD, define, sections

from yuebao.auditing import audit
from yuebao.auditing.claims import TableKind
from yuebao.domain import Month
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report, plan_report
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

BOTH = HEAD.replace('zh = "测试月报"', 'zh = "测试月报"\nen = "Test"').replace(
    'zh = "蓄电池" }', 'zh = "蓄电池", en = "batteries" }'
)
ORDINARY, ASSEMBLY, PROCESSING, CONSIGNMENT, AID = "10", "14", "15", "16", "11"
"""一般贸易, 来料加工贸易, 进料加工贸易, 寄售、代销贸易, 国家间、国际组织无偿援助和赠送的物资: two
of the names look like lists, and three hold the words for imports or trade."""


def write(path: Path, year: int, values: dict[str, int]) -> Path:
    """A query export of January and February by trade mode."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["数据年月", "商品编码", "贸易方式编码", "美元"])
        for month in ("01", "02"):
            for mode, value in values.items():
                writer.writerow([f"{year}{month}", "85076000", mode, value * 10**8])
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    now = {ORDINARY: 50, PROCESSING: 20, ASSEMBLY: 10, CONSIGNMENT: 12, AID: 1}
    before = {ORDINARY: 40, PROCESSING: 25, ASSEMBLY: 10, AID: 1}
    store.load(
        [
            write(tmp_path / "出口_1.csv", 2025, now),
            write(tmp_path / "出口_2.csv", 2024, before),
            write(tmp_path / "进口_1.csv", 2025, {PROCESSING: 3, CONSIGNMENT: 2}),
            write(tmp_path / "进口_2.csv", 2024, {PROCESSING: 2, CONSIGNMENT: 3}),
        ],
        codes=["8507"],
    )
    return store


def built(tmp_path: Path, store: Store, language: str = "zh", first: int = 3) -> Document:
    text = sections("overview", "modes") + f"first = {first}\n"
    return build_report(define(tmp_path, text, head=BOTH), Month(2025, 2), store, language=language)


def test_modes_are_ranked_with_shares_and_growth(tmp_path: Path, store: Store) -> None:
    records = [r for r in cell_records(built(tmp_path, store)) if r["table"] == 2]
    month = [(r["label"], r["measure"], r["text"]) for r in records if r["window"] == "month"]
    assert month == [
        ("一般贸易", "value", "50.0"), ("一般贸易", "share", "53.8"), ("一般贸易", "yoy", "25.0"),
        ("进料加工贸易", "value", "20.0"), ("进料加工贸易", "share", "21.5"),
        ("进料加工贸易", "yoy", "-20.0"),
        ("寄售、代销贸易", "value", "12.0"), ("寄售、代销贸易", "share", "12.9"),
        ("寄售、代销贸易", "yoy", "-"),
    ]  # fmt: skip
    assert {(r["section"], r["flow"]) for r in records} == {("modes", "export")}
    assert records[0]["code"] == ORDINARY
    assert sum(r["window"] == "ytd" for r in records) == len(month)


def test_sentences_name_the_largest(tmp_path: Path, store: Store) -> None:
    chinese = render(built(tmp_path, store), "md").decode()
    assert (
        "中国蓄电池前三大出口贸易方式为一般贸易、进料加工贸易和寄售、代销贸易，出口分别为"
        in chinese
    )
    assert "仅列排名前3的贸易方式。" in chinese
    english = render(built(tmp_path, store, "en", first=10), "md").decode()
    assert (
        "the two largest trade modes by imports of batteries were processing with imported "
        "materials and goods on consignment, at US$0.30 billion and US$0.20 billion".replace(
            "US$", "US\\$"
        )
        in english
    )
    assert "Trade modes are in order of exports" in english


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_holds_it_and_reads_back_clean(
    tmp_path: Path, store: Store, language: str
) -> None:
    document = built(tmp_path, store, language)
    assert audit(document, store).findings == ()
    for found in assert_clean_in_print(document, tmp_path):
        modes = [table for table in found.claims.tables if table.kind is TableKind.MODES]
        assert [line.code for line in modes[0].lines][:3] == [ORDINARY, PROCESSING, CONSIGNMENT]


def test_what_no_mode_was_asked_of_is_left_out_and_planned(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    path = tmp_path / "出口.csv"
    path.write_text("数据年月,商品编码,美元\n202502,85076000,100\n202402,85076000,90\n", "utf-8")
    store.load([path])
    definition = define(tmp_path, sections("overview", "modes"), head=BOTH)
    text = render(build_report(definition, Month(2025, 2), store), "md").decode()
    assert "所取得的出口数据未按贸易方式划分，报告不含分贸易方式出口情况。" in text
    fetches = plan_report(store.view(), definition, Month(2025, 2)).fetches
    assert {str(fetch.grain) for fetch in fetches if fetch.flow == "export"} == {"hs8/mode"}


def test_a_batch_builds_it(tmp_path: Path, store: Store) -> None:
    template = tmp_path / "by-mode.toml"
    template.write_text(
        '[title]\nzh = "{name}"\n[subject]\nlabel = { zh = "{name}" }\ncodes = ["8507"]\n'
        + sections("modes"),
        encoding="utf-8",
    )
    done = yuebao(
        "batch", "all", "2025-02", "--store", store.path, "--out", tmp_path / "out",
        "--template", template, "--format", "json",
    )  # fmt: skip
    assert done.status == 0, done.err
    annex = json.loads((tmp_path / "out" / "by-mode-8507-2025-02.json").read_text("utf-8"))
    assert {cell["section"] for cell in annex["cells"]} == {"modes"}
