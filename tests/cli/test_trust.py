"""`status`, `plan`, `verify`, `export` and `ingest --repeats`, as a user runs them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import GOOD, contents, write, yuebao

if TYPE_CHECKING:
    from pathlib import Path

HEADS = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n"
PART = (
    "a part of 8507: no file was asked for 85071000, 85072000, 85073000, 85075000, 85078030, "
    "85078090 and 2 more codes (2025-02)"
)
PARTNERS = [*range(101, 117), 502]


def rows(*months: str, value: int = 5) -> str:
    """Trade of a few months with more than a dozen partners from two provinces."""
    return HEADS + "".join(
        f"{month},85076000,{partner},{province},{value}\n"
        for month in months
        for partner in PARTNERS
        for province in (31, 44)
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Exports and imports of February 2025; not of the year before, nor of January."""
    for value, name in enumerate(["出口.csv", "进口.csv"], start=5):
        write(tmp_path / "files", name, rows("202502", value=value))
    folder = tmp_path / "store"
    assert yuebao("ingest", tmp_path / "files", "--store", folder, "--released",
                  "2025-03-20").status == 0  # fmt: skip
    return folder


def test_status_shows_what_is_there_and_finds_nothing_wrong(store: Path) -> None:
    done = yuebao("status", "--store", store)
    assert done.status == 0, done.out
    assert done.out.splitlines() == [
        "8507",
        "  exports of 85076000 by 8-digit code × partner × province, USD",
        "    2025-02",
        f"    {PART}",
        "    released 2025-03-20; 1 file",
        "  imports of 85076000 by 8-digit code × partner × province, USD",
        "    2025-02",
        f"    {PART}",
        "    released 2025-03-20; 1 file",
        "",
        "Nothing looks wrong.",
    ]


def test_status_of_a_report_names_what_it_lacks(store: Path) -> None:
    done = yuebao("status", "lithium-ion", "2025-02", "--store", store)
    assert done.status == 1
    assert "[missing] 出口_85076000_202401-202402_贸易伙伴_注册地_美元.csv: " in done.out
    assert done.out.endswith("4 findings.\n")


def test_status_as_json(store: Path, tmp_path: Path) -> None:
    partial = write(tmp_path, "出口二.csv", GOOD.replace("85076000", "27090000"))
    assert yuebao("ingest", partial, "--store", store).status == 0
    done = yuebao("status", "--store", store, "--format", "json")
    assert done.status == 1
    said = json.loads(done.out)
    assert said["holdings"][0]["months"] == ["2025-02"]
    assert [finding["rule"] for finding in said["findings"]] == ["partial"]
    assert set(said["holdings"][0]) == {
        "flow", "heading", "commodities", "grain", "scope", "currency", "months", "cumulative",
        "missing", "partial", "lacking", "releases", "files",
    }  # fmt: skip
    assert set(said["findings"][0]) == {"rule", "where", "what", "why", "remedy"}


@pytest.mark.parametrize(
    "words",
    [
        ("status", "lithium-ion"),
        ("status", "lithium-ion", "2025-13"),
        ("status", "no-such-report", "2025-02"),
        ("plan", "no-such-report", "2025-02"),
        ("plan", "lithium-ion"),
        ("export", "--out", "facts.xlsx"),
        ("export", "--out", "missing/facts.csv"),
        ("export", "--out", "facts.csv", "--flow", "sideways"),
    ],
)
def test_what_cannot_be_meant_is_one_paragraph(store: Path, words: tuple[str, ...]) -> None:
    done = yuebao(*words, "--store", store)
    assert done.status == 2
    assert done.refusal()


@pytest.mark.parametrize("words", [("status",), ("verify",), ("export", "--out", "f.csv")])
def test_without_a_store_there_is_nothing_to_tell(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = yuebao(*words, "--store", tmp_path / "none", cwd=tmp_path)
    assert done.status == 3
    assert "there is no store here" in done.refusal()
    assert list(tmp_path.iterdir()) == []


def test_plan_names_each_file_in_the_platforms_words(store: Path) -> None:
    done = yuebao("plan", "lithium-ion", "2025-02", "--store", store)
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[:9] == [
        "lithium-ion 2025-02, USD: 4 files are still to be fetched. 还需下载4个文件。",
        "",
        "1. 出口_85076000_202401-202402_贸易伙伴_注册地_美元.csv",
        "   进出口类型 flow: 出口 export",
        "   商品编码 commodity: 85076000 (8位编码 8 digits)",
        "   数据年月 months: 2024-01 to 2024-02 (分月 one row a month)",
        "   输出字段 columns: 数据年月、商品编码、贸易伙伴、注册地 "
        "(month, commodity, partner, province)",
        "   币种 currency: 美元 USD",
        "   原因 why: exports of 2024-01..2024-02 are not loaded.",
    ]
    assert lines[-1] == f"  yuebao ingest FOLDER --store {store} --released DATE"


def test_plan_is_done_when_its_files_are_loaded(store: Path, tmp_path: Path) -> None:
    asked = json.loads(yuebao("plan", "lithium-ion", "2025-02", "--store", store,
                              "--format", "json").out)  # fmt: skip
    folder = tmp_path / "fetched"
    for at, fetch in enumerate(asked["fetches"]):
        [name] = fetch["files"]
        months = [month.replace("-", "") for month in fetch["months"]]
        write(folder, name, rows(*months, value=10 + at))
    assert yuebao("ingest", folder, "--store", store).status == 0
    done = yuebao("plan", "lithium-ion", "2025-02", "--store", store)
    assert (done.status, done.out) == (
        0, "lithium-ion 2025-02, USD: nothing is missing. 数据齐备，可以生成报告。\n",
    )  # fmt: skip
    built = yuebao("build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path,
                   "--format", "md")  # fmt: skip
    assert built.status == 0
    assert "not loaded" not in built.err


def test_plan_needs_no_store(tmp_path: Path) -> None:
    done = yuebao("plan", "provinces", "2025-02", "--store", tmp_path / "none", "--currency", "cny")
    assert done.status == 1
    assert "进出口商品收发货人所在地总值表_202502_人民币.csv" in done.out
    assert list(tmp_path.iterdir()) == []


def test_verify_counts_what_it_checked(store: Path) -> None:
    done = yuebao("verify", "--store", store)
    assert (done.status, done.out) == (
        0, "1 load, 2 files and 68 facts checked.\nNothing looks wrong.\n",
    )  # fmt: skip


def test_verify_names_a_raw_file_that_changed(store: Path) -> None:
    kept = min((store / "raw").iterdir())
    kept.write_bytes(kept.read_bytes() + b"\n")
    done = yuebao("verify", "--store", store)
    assert done.status == 1
    assert "[hash] " in done.out
    said = json.loads(yuebao("verify", "--store", store, "--format", "json").out)
    assert [finding["rule"] for finding in said["findings"]] == ["hash"]
    assert said["files"] == 2


def test_export_counts_in_the_language_spoken(store: Path, tmp_path: Path) -> None:
    done = yuebao("--lang", "zh", "export", "--store", store, "--out", tmp_path / "a.csv")
    assert re.fullmatch(r".*a\.csv: \d+ 条数据。\n", done.out)


def test_export_writes_what_was_asked_for(store: Path, tmp_path: Path) -> None:
    before = contents(store)
    out = tmp_path / "facts.csv"
    done = yuebao("export", "--store", store, "--out", out, "--commodity", "8507", "--flow",
                  "export", "--months", "2025-01..2025-02", "--as-of", "2025-03-20")  # fmt: skip
    assert (done.status, done.out) == (0, f"{out}: 34 facts.\n")
    assert len(out.read_text(encoding="utf-8").splitlines()) == 35
    assert contents(store) == before


def test_repeats_are_refused_until_the_user_says_what_they_are(tmp_path: Path) -> None:
    file = write(tmp_path, "出口.csv", GOOD + GOOD.splitlines()[1] + "\n")
    load = ("ingest", file, "--store", tmp_path / "store")
    refused = yuebao(*load)
    assert refused.status == 3
    assert "出口.csv, record 1: 500,000,000; 出口.csv, record 2: 500,000,000" in refused.refusal()
    assert not (tmp_path / "store").exists()
    done = yuebao(*load, "--repeats", "sum")
    assert done.status == 0
    assert "1,000,000,000 USD" in done.out
    assert "1 record repeats the key of an earlier one and was added to it" in done.out
    assert yuebao("verify", "--store", tmp_path / "store").status == 0


def test_a_cumulative_file_is_refused_with_the_months_its_name_speaks_of(tmp_path: Path) -> None:
    file = write(tmp_path, "出口_2024年1-8月.csv", "商品编码,美元\n85,1\n")
    refused = yuebao("ingest", file, "--store", tmp_path / "store")
    assert refused.status == 2
    assert "say --months 2024-01..2024-08" in refused.refusal()


def test_status_names_the_file_that_is_cut(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "query" / "sanitary-ware"
    store = tmp_path / "store"
    loaded = yuebao("ingest", folder / "39221000_2025.xlsx", "--flow", "export", "--store", store)
    assert loaded.status == 0
    done = yuebao("status", "--store", store)
    assert done.status == 1
    assert "[cut] 39221000_2025.xlsx: It has exactly 10,000 rows and stops in 2025-12." in done.out


def test_status_tells_many_headings_of_one_query_together(tmp_path: Path) -> None:
    headings = [f"{chapter:02}0{heading}" for chapter in (1, 2) for heading in range(1, 6)]
    lines = [f"202502,{heading},5\n" for heading in headings]
    file = write(tmp_path, "出口.csv", "数据年月,商品编码,美元\n" + "".join(lines))
    assert yuebao("ingest", file, "--store", tmp_path / "store").status == 0
    done = yuebao("status", "--store", tmp_path / "store")
    assert done.out.splitlines()[:3] == [
        "10 headings, 0101 to 0205", "  exports by 4-digit code, USD", "    2025-02",
    ]  # fmt: skip


def test_repair_says_what_it_will_do_and_does_it_when_told(store: Path, tmp_path: Path) -> None:
    before = contents(store)
    nothing = yuebao("repair", "--store", store)
    assert (nothing.status, nothing.out) == (
        0, "There is nothing to repair.\nNothing looks wrong.\n",
    )  # fmt: skip
    kept = min((store / "raw").iterdir())
    original = write(tmp_path, "original.csv", kept.read_bytes())
    kept.write_bytes(b"damaged")
    told = yuebao("repair", original, "--store", store)
    assert told.status == 1
    assert told.out.startswith(f"restore raw/{kept.name}: The copy of ")
    assert "1 step to do; nothing was changed. Repeat with --yes to do it.\n[hash] " in told.out
    assert kept.read_bytes() == b"damaged"
    said = json.loads(yuebao("repair", original, "--store", store, "--format", "json").out)
    assert said["steps"][0]["source"] == str(original)
    assert (said["done"], len(said["verification"]["findings"])) == (False, 1)
    done = yuebao("repair", original, "--store", store, "--yes")
    assert (done.status, done.out.splitlines()[-2:]) == (
        0, ["1 step done.", "Nothing looks wrong."],
    )  # fmt: skip
    assert contents(store) == before
