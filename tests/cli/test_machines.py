"""Every command that prints can be read by a machine, and what is one file can be piped."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import Outcome, write, yuebao

from yuebao.cli import COMMANDS
from yuebao.report import load_definition

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "数据年月,商品编码,贸易伙伴编码,注册地编码,第一数量,第一计量单位,美元\n" + "".join(
    f"{month},{code},{partner},{province},{number * 1000},千克,{number * 2_000_000}\n"
    for month in (202402, 202401, 202501, 202502)
    for code in ("73241000", "69101000")
    for number, (partner, province) in enumerate([(502, 44), (110, 31), (304, 33)], 1)
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two headings' exports of four months."""
    file = write(tmp_path, "出口.csv", ROWS)
    place = tmp_path / "store"
    done = yuebao(
        "ingest", file, "--store", place, "--scope", "all", "--released", "2025-03-20",
        "--codes", "7324,6910", "--format", "json",
    )  # fmt: skip
    assert record(done)["added"] == 24
    return place


def record(done: Outcome) -> dict[str, object]:
    """What was printed, as JSON; nothing else may be."""
    assert done.status in (0, 1), done
    found = json.loads(done.out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "serve"])
def test_every_command_that_prints_says_how_a_machine_reads_it(name: str) -> None:
    told = yuebao(name, "--help").out
    assert "json" in told


def test_what_commands_do_is_told_as_json(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = record(
        yuebao(
            "build", "2025-02", "--subject", "7324", "--store", store, "--out", out, "--format",
            "md", "--result", "json",
        )
    )  # fmt: skip
    assert told["files"] == [str(out / "7324-2025-02.md")]
    assert record(yuebao("reports", "--format", "json"))["reports"]
    sinks = tmp_path / "sinks.toml"
    made = record(yuebao("new", "73241000", "--out", sinks, "--format", "json"))
    assert made == {"codes": ["73241000"], "file": str(sinks)}
    checked = record(yuebao("check", sinks, "--format", "json"))
    assert (checked["codes"], checked["theme"]) == (["73241000"], "standard")
    batch = record(
        yuebao("batch", "69", "2025-02", "--store", store, "--out", out, "--result", "json")
    )
    assert batch == {"built": ["heading-6910-2025-02"], "current": 0, "failed": []}
    facts = tmp_path / "facts.csv"
    assert record(
        yuebao("export", "--store", store, "--out", facts, "--format", "json")
    ) == {"file": str(facts), "facts": 24}  # fmt: skip


def test_revisions_are_told_as_json(store: Path, tmp_path: Path) -> None:
    later = write(tmp_path, "later/出口.csv", ROWS.replace(",6000000\n", ",7000000\n"))
    done = yuebao(
        "ingest", later, "--store", store, "--scope", "all", "--released", "2025-04-20",
        "--codes", "7324,6910",
    )  # fmt: skip
    assert done.status == 0, done
    told = record(yuebao("revisions", "--store", store, "--format", "json"))
    facts = told["facts"]
    assert isinstance(facts, list)
    assert len(facts) == 4
    assert {key["after"] - key["before"] for one in facts for key in one["keys"]} == {1_000_000}


def test_a_refusal_is_json_too(tmp_path: Path) -> None:
    done = yuebao("check", tmp_path / "none.toml", "--format", "json")
    assert (done.status, json.loads(done.out)["error"]["kind"]) == (2, "DefinitionError")
    done = yuebao(
        "build", "chips", "2025-02", "--store", tmp_path / "s", "--out", tmp_path, "--result",
        "json",
    )  # fmt: skip
    assert (done.status, json.loads(done.out)["error"]["kind"]) == (3, "StoreError")


def test_facts_go_down_a_pipe(store: Path) -> None:
    done = yuebao("export", "--store", store, "--out", "-", "--commodity", "7324")
    rows = list(csv.DictReader(done.out.splitlines()))
    assert (done.status, len(rows)) == (0, 12)
    assert {row["commodity"] for row in rows} == {"73241000"}


def test_a_definition_goes_down_a_pipe(tmp_path: Path) -> None:
    done = yuebao("new", "73241000", "--out", "-", cwd=tmp_path)
    assert done.status == 0
    assert load_definition(write(tmp_path, "sinks.toml", done.out)).subject.codes == ("73241000",)
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("month", ["2025-02", "latest", "2025年2月"])
@pytest.mark.parametrize("codes", ["7324", "7324,6910", "73241000"])
def test_a_quick_look_needs_no_file(store: Path, tmp_path: Path, month: str, codes: str) -> None:
    out = tmp_path / "out"
    asked = ("build", month, "--subject", codes, "--store", store, "--out", out)
    done = yuebao(*asked, "--format", "md", "--accept-partial")
    assert done.status == 0, done
    name = "-".join(sorted(codes.split(",")))
    text = (out / f"{name}-2025-02.md").read_text(encoding="utf-8")
    assert "2025年2月" in text
    assert "江苏" not in text
    assert "德国" in text


def test_a_quick_look_says_what_is_wrong_with_it(store: Path, tmp_path: Path) -> None:
    def refused(*arguments: str) -> str:
        return yuebao("build", *arguments, "--store", store, "--out", tmp_path).refusal()

    assert "MONTH" in refused("--subject", "7324")
    assert "DEFINITION" in refused()
    assert "MONTH" in refused("chips")
    assert "both" in refused("chips", "2025-02", "--subject", "7324")
    assert "9999" in refused("2025-02", "--subject", "9999")
    assert "'februar' is not a month" in refused("februar", "--subject", "7324")
    assert "part of" in refused("2025-02", "--subject", "7324,73241000")


def test_a_definition_names_its_house_style(store: Path, tmp_path: Path) -> None:
    """It is taken where none is asked for, and may lie beside the definition."""
    text = yuebao("new", "73241000", "--out", "-").out
    own = 'rise = "上升"\n[institute]\nzh = "某研究所"\n'
    write(tmp_path, "styles/ours.toml", own)
    sinks = write(tmp_path, "styles/sinks.toml", text.replace('"standard"', '"ours.toml"'))

    def built(*more: str) -> str:
        asked = ("build", sinks, "2025-02", "--store", store, "--out", tmp_path / "o")
        assert yuebao(*asked, "--format", "md", *more).status == 0
        return (tmp_path / "o" / "sinks-2025-02.md").read_text(encoding="utf-8")

    assert "某研究所" in built()
    assert "某研究所" not in built("--theme", "standard")
