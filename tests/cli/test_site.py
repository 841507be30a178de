"""`yuebao site`: what it says, what it refuses, and what it needs installed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import write, yuebao
from tests.site.conftest import Walk

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n" + "".join(
    f"{month},85076000,{partner},44,{int(month) * int(partner)}\n"
    for month in ("202402", "202502")
    for partner in ("116", "304")
)
DEFINITION = """
[title]
zh = "简报"
[subject]
label = { zh = "电池" }
codes = ["85076000"]
[[sections]]
kind = "overview"
"""
LACKING = DEFINITION.replace("overview", "modes")

RUN = """
import sys
sys.modules.update(dict.fromkeys(sys.argv.pop(1).split(",")))
from yuebao.cli import main
main()
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a store, and with definitions, one of which lacks facts."""
    file = write(tmp_path, "出口.csv", ROWS)
    done = yuebao("ingest", file, "--store", tmp_path / "store", "--scope", "all",
                  "--released", "2025-03-20", "--codes", "85076000")  # fmt: skip
    assert done.status == 0, done
    (tmp_path / "definitions").mkdir()
    write(tmp_path / "definitions", "brief.toml", DEFINITION)
    write(tmp_path / "definitions", "lacking.toml", LACKING)
    return tmp_path


def options(place: Path, *others: str) -> list[str | Path]:
    return ["site", "--store", place / "store", "--out", place / "public", "--definitions",
            place / "definitions", "--months", "2025-02", *others]  # fmt: skip


def test_it_says_what_was_written(place: Path) -> None:
    done = yuebao(*options(place, "--report", "brief"))
    assert (done.status, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first.startswith(f"{place / 'public'}: reports: 1; files: ")
    assert "--base-url" in second
    assert not (place / "public" / "sitemap.xml").exists()
    told = json.loads(yuebao(*options(place, "--report", "brief", "--format", "json")).out)
    assert told["written"] == told["removed"] == told["failed"] == []
    assert told["unchanged"] > 20
    assert told["feed"] is False
    said = yuebao("--lang", "zh", *options(place, "--report", "brief")).out
    assert "1 份报告；写入 0 个文件" in said


def test_what_cannot_be_made_is_told_and_the_rest_is_written(place: Path) -> None:
    done = yuebao(*options(place, "--report", "brief", "--report", "lacking"))
    assert done.status == 3
    assert done.err.startswith("lacking/2025-02: ")
    assert len(done.err.splitlines()) < 4
    assert list((place / "public").glob("zh/reports/*")) == [place / "public/zh/reports/brief"]


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (("--base-url", "trade.example"), "'trade.example' is no address of a site"),
        (("--report", "nowhere"), "there is no definition nowhere"),
    ],
)
def test_what_is_wrong_is_one_paragraph(place: Path, others: tuple[str, ...], said: str) -> None:
    assert said in yuebao(*options(place, *others)).refusal()
    printed = json.loads(yuebao(*options(place, *others, "--format", "json")).out)
    assert printed["error"]["exit_status"] == 2


def test_it_needs_templates_and_no_server(place: Path) -> None:
    def run(without: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", RUN, without]
        return subprocess.run(
            [*command, *map(str, options(place, "--report", "brief"))],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run("starlette,uvicorn,python_multipart,anyio")
    assert done.returncode == 0, done.stderr
    done = run("jinja2")
    assert done.returncode == 2
    assert "the package jinja2 is not installed" in done.stderr
    assert "pip install 'yuebao[web]'" in done.stderr


def test_a_second_currency_has_pages_of_its_own(place: Path) -> None:
    file = write(place, "出口_人民币.csv", ROWS.replace("美元", "人民币"))
    done = yuebao("ingest", file, "--store", place / "store", "--scope", "all",
                  "--released", "2025-03-20", "--codes", "85076000")  # fmt: skip
    assert done.status == 0, done
    assert yuebao(*options(place, "--report", "brief")).status == 0
    out = place / "public"
    assert Walk(out).dead() == []
    reports = out / "zh/reports/brief"
    assert sorted(path.name for path in reports.iterdir()) == ["2025-02", "2025-02-cny"]
    assert len(list(reports.glob("2025-02-cny/v*/brief-2025-02-cny.pdf"))) == 1
    for there, other in (("2025-02", "2025-02-cny"), ("2025-02-cny", "2025-02")):
        page = (reports / there / "index.html").read_text(encoding="utf-8")
        assert f'href="../{other}/index.html"' in page
    records = json.loads((out / "catalog.jsonld").read_text(encoding="utf-8"))["dcat:dataset"]
    assert [one["dct:identifier"][-3:] for one in records] == ["USD", "CNY"]
