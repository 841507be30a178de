"""`yuebao batch`: the same bytes as `yuebao build`, resumable, and no failure stops the rest."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import contents, write, yuebao, yuebao_process

from yuebao import Month, Store, build_report
from yuebao.domain import Scope
from yuebao.render import render
from yuebao.report.batch import heading_definition

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("01012100", "85071000", "85076000", "85171300", "85423190")
ROWS = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n" + "".join(
    f"{month},{code},{partner},44,{7 * int(code) + int(month) * int(partner)}\n"
    for month in ("202402", "202501", "202502")
    for code in CODES
    for partner in ("116", "304", "502")
)
DEFINITION = """
[title]
zh = "月报"

[subject]
label = {{ zh = "货物" }}
codes = ["{code}"]

[[sections]]
kind = "overview"
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    path = folder / "store"
    for flow in ("出口", "进口"):
        Store(path).load([write(folder, f"{flow}.csv", ROWS)], scope=Scope(), codes=("01", "85"))
    return path


def batch(what: str | Path, months: str, store: Path, out: Path, *options: str) -> list[str]:
    done = yuebao("batch", what, months, "--store", store, "--out", out, "--jobs", "1", *options)
    return [str(done.status), *done.out.splitlines(), *done.err.splitlines()]


def test_every_heading_of_a_chapter(store: Path, tmp_path: Path) -> None:
    said = batch("85", "2025-02", store, tmp_path)
    assert said[:2] == ["0", "3 built, 0 current, 0 failed."]
    assert {name for name in contents(tmp_path) if not name.startswith(".")} == {
        f"heading-{code}-2025-02.{ending}" for code in ("8507", "8517", "8542") for ending in
        ("md", "json")
    }  # fmt: skip
    assert batch("all", "2025-02", store, tmp_path)[1] == "1 built, 3 current, 0 failed."


def test_the_bytes_are_those_of_a_single_build(store: Path, tmp_path: Path) -> None:
    batch("85", "2025-02", store, tmp_path)
    for code in ("8507", "8517", "8542"):
        definition = heading_definition(code, Month(2025, 2))
        document = build_report(definition, Month(2025, 2), Store(store))
        for name in ("md", "json"):
            written = (tmp_path / f"heading-{code}-2025-02.{name}").read_bytes()
            assert written == render(document, name)


def test_all_months_of_a_definition(store: Path, tmp_path: Path) -> None:
    said = batch("lithium-ion", "2025-01..2025-02", store, tmp_path / "many", "--format", "md")
    assert said[1] == "2 built, 0 current, 0 failed."
    yuebao(
        "build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path / "one",
        "--format", "md",
    )  # fmt: skip
    name = "lithium-ion-2025-02.md"
    assert (tmp_path / "many" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_a_failure_is_listed_and_the_rest_is_built(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "definitions"
    write(folder, "good.toml", DEFINITION.format(code="8507"))
    write(folder, "none.toml", DEFINITION.format(code="9999"))
    said = batch(folder, "2025-02", store, tmp_path / "out")
    assert said[:2] == ["3", "1 built, 0 current, 1 failed."]
    assert said[-1].startswith("none-2025-02: ")
    assert "the store holds nothing about 9999" in said[-1]
    assert (tmp_path / "out" / "good-2025-02.md").exists()
    assert batch(folder, "2025-02", store, tmp_path / "out")[1] == "0 built, 1 current, 1 failed."


def test_what_changed_is_built_anew(store: Path, tmp_path: Path) -> None:
    batch("8507", "2025-02", store, tmp_path)
    assert batch("8507", "2025-02", store, tmp_path)[1] == "0 built, 1 current, 0 failed."
    assert batch("8507", "2025-02", store, tmp_path, "--theme", "plain")[1].startswith("1 built")
    (tmp_path / "heading-8507-2025-02.md").unlink()
    again = batch("8507", "2025-02", store, tmp_path, "--theme", "plain")
    assert again[1].startswith("1 built")


def test_a_batch_that_was_killed_goes_on(store: Path, tmp_path: Path) -> None:
    batch("all", "2025-02", store, tmp_path)
    record = tmp_path / ".yuebao-batch.jsonl"
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(lines[:2]) + lines[2][:20], encoding="utf-8")
    assert batch("all", "2025-02", store, tmp_path)[1] == "2 built, 2 current, 0 failed."


@pytest.mark.skipif(sys.platform != "linux", reason="pipes with names are POSIX's")
def test_a_pipe_in_the_place_of_its_record_is_refused(store: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".yuebao-batch.jsonl")
    done = yuebao_process(
        "batch", "8507", "2025-02", "--store", store, "--out", tmp_path, "--jobs", "1"
    )
    assert done.status == 2
    assert "a pipe or a device" in done.err


def test_several_processes_give_the_same(store: Path, tmp_path: Path) -> None:
    batch("all", "2025-01..2025-02", store, tmp_path / "one")
    done = yuebao_process(
        "batch", "all", "2025-01..2025-02", "--store", store, "--out", tmp_path / "two",
        "--jobs", "2",
    )  # fmt: skip
    assert (done.out, done.err) == ("8 built, 0 current, 0 failed.\n", "")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert {name: one[name] for name in one if not name.startswith(".")} == {
        name: two[name] for name in two if not name.startswith(".")
    }


def test_what_is_nothing_is_a_mistake(store: Path, tmp_path: Path) -> None:
    def refusal(what: str | Path) -> str:
        return yuebao(
            "batch", what, "2025-02", "--store", store, "--out", tmp_path / "out"
        ).refusal()

    (tmp_path / "empty").mkdir()
    assert "holds no report definition" in refusal(tmp_path / "empty")
    assert "holds no heading of 99" in refusal("99")
    assert "no report definition 'bogus'" in refusal("bogus")
    assert not (tmp_path / "out").exists()
