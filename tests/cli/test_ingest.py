"""`yuebao ingest`: what it says, what it refuses, and that a refusal changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.command import GOOD, contents, write, yuebao

if TYPE_CHECKING:
    from pathlib import Path

HEADS = "数据年月,商品编码,美元\n"


def test_a_load_says_what_it_read_and_did(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD)
    done = yuebao("ingest", file, "--store", tmp_path / "store", "--released", "2025-03-20")
    assert done.status == 0
    assert "出口.csv: 1 facts, 2025-02 (" in done.out
    assert "500,000,000 USD" in done.out
    assert "Taken as partial (province 44)" in done.out
    assert "Loaded as version 0, released 2025-03-20: 1 facts added" in done.out
    assert "read" not in done.err, "progress is for terminals"
    assert "of 1)" not in done.out, "progress goes to stderr only"


def test_the_default_release_is_today_and_is_printed(tmp_path: Path) -> None:
    done = yuebao("ingest", write(tmp_path, "出口.csv", GOOD), "--store", tmp_path / "store")
    assert "released 20" in done.out


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD)
    load = ("ingest", file, "--store", tmp_path / "store", "--released", "2025-03-20")
    assert yuebao(*load).status == 0
    before = contents(tmp_path / "store")
    again = yuebao(*load)
    assert again.status == 0
    assert "already loaded" in again.out
    assert "The store is as it was." in again.out
    assert contents(tmp_path / "store") == before


def test_a_release_date_in_the_future_is_a_mistake(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD)
    done = yuebao("ingest", file, "--store", tmp_path / "store", "--released", "2999-01-01")
    assert done.status == 2
    assert "the release date 2999-01-01 lies ahead" in done.err
    assert not (tmp_path / "store").exists()


BAD_FILES: dict[str, tuple[str, str | bytes, int]] = {
    "no header": ("出口.csv", '202502,85076000,1\n', 3),
    "unknown column": ("出口.csv", "数据年月,商品编码,同比,美元\n202502,85,1,1\n", 3),
    "a month that never was": ("出口.csv", HEADS + "000001,85,1\n", 3),
    "a month to come": ("出口.csv", HEADS + "999912,85,1\n", 3),
    "a value no trade has": ("出口.csv", HEADS + "202502,85,9223372036854775807\n", 3),
    "letters in a number": ("出口.csv", HEADS + "202502,85,12a\n", 3),
    "half a line": ("出口.csv", HEADS + "202502,85,1\n202502,85", 3),
    "wrong encoding": ("出口.csv", (HEADS + "202502,85,1\n").encode("utf-32"), 3),
    "no encoding at all": ("出口.csv", HEADS.encode() + b"202502,85,1\xff\xfe\n", 3),
    "no direction": ("2025.csv", HEADS + "202502,85,1\n", 2),
    "both directions": ("进出口.csv", HEADS + "202502,85,1\n", 2),
    "no months": ("出口.csv", "商品编码,美元\n85,1\n", 2),
    "a workbook that is not one": ("出口.xlsx", b"PK\x03\x04 not a workbook", 3),
    "an old workbook that is not one": ("出口.xls", b"\xd0\xcf\x11\xe0 not a workbook", 3),
    "an empty file": ("出口.csv", b"", 3),
    "an empty workbook": ("出口.xlsx", b"", 3),
    "some other file": ("出口.pdf", b"%PDF-1.7", 3),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_makes_no_store(tmp_path: Path, kind: str) -> None:
    name, content, status = BAD_FILES[kind]
    done = yuebao("ingest", write(tmp_path, name, content), "--store", tmp_path / "store")
    assert name in done.refusal()
    assert done.status == status
    assert done.out == ""
    assert not (tmp_path / "store").exists()


def test_one_bad_file_among_good_ones_loads_none(tmp_path: Path) -> None:
    write(tmp_path, "data/1_出口.csv", GOOD)
    for number, (name, content, _) in enumerate(BAD_FILES.values(), 2):
        if name.endswith(".csv"):
            write(tmp_path, f"data/{number}_{name}", content)
    store = tmp_path / "store"
    assert yuebao("ingest", tmp_path / "data" / "1_出口.csv", "--store", store).status == 0
    before = contents(store)
    for bad in sorted((tmp_path / "data").glob("[2-9]*.csv")):
        yuebao("ingest", tmp_path / "data" / "1_出口.csv", bad, "--store", store).refusal()
    assert contents(store) == before
    yuebao("ingest", tmp_path / "data", "--store", tmp_path / "other").refusal()
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--store", "S", "nothere.csv"], "nothere.csv"),
        (["--store", "S"], "PATH"),
        (["出口.csv"], "--store"),
        (["出口.csv", "--store", "S", "--released", "20 March"], "--released"),
        (["出口.csv", "--store", "S", "--months", "2024"], "--months"),
        (["出口.csv", "--store", "S", "--months", "2024-08..2024-01"], "ends before it begins"),
        (["出口.csv", "--store", "S", "--scope", "half"], "--scope"),
        (["出口.csv", "--store", "S", "--scope", "province=31"], "province 44"),
        (["出口.csv", "--store", "S", "--flow", "both"], "--flow"),
        (["出口.csv", "--store", "S", "--flow", "import"], "出口.csv"),
        (["出口.csv", "--store", "S", "--months", "2024-01"], "2025-02"),
        (["出口.csv", "--store", "出口.csv"], "出口.csv"),
        (["出口.csv", "--store", "folder"], "folder"),
        (["empty", "--store", "S"], "empty"),
    ],
)
def test_a_mistake_is_one_paragraph_and_makes_no_store(
    tmp_path: Path, arguments: list[str], named: str
) -> None:
    write(tmp_path, "出口.csv", GOOD)
    write(tmp_path, "folder/diary.txt", "not a store")
    (tmp_path / "empty").mkdir()
    before = contents(tmp_path)
    done = yuebao("ingest", *arguments, cwd=tmp_path)
    assert named in done.refusal()
    assert contents(tmp_path) == before
    assert not (tmp_path / "S").exists()


def test_add_and_replace_say_what_becomes_of_the_rest(tmp_path: Path) -> None:
    more = GOOD + "202502,85076000,304,31,7\n"
    first, second = write(tmp_path, "1/出口.csv", more), write(tmp_path, "2/出口.csv", GOOD)
    store = ("--store", tmp_path / "store", "--scope", "all")
    assert yuebao("ingest", first, *store, "--released", "2025-03-20").status == 0
    part = yuebao("ingest", second, *store, "--released", "2025-04-20")
    assert "--add" in part.refusal()
    assert "--replace" in part.refusal()
    assert part.status == 3
    added = yuebao("ingest", second, *store, "--released", "2025-04-20", "--add")
    assert "0 withdrawn, 1 unchanged" in added.out
    whole = yuebao("ingest", second, *store, "--released", "2025-05-20", "--replace")
    assert "1 withdrawn" in whole.out


def test_the_store_of_the_environment(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD)
    done = yuebao("ingest", file, YUEBAO_STORE=str(tmp_path / "store"))
    assert done.status == 0
    assert (tmp_path / "store" / "facts").is_dir()


def test_a_store_below_a_file_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD)
    refusal = yuebao("ingest", file, "--store", file / "store").refusal()
    assert "出口.csv" in refusal
