"""`yuebao build`: files all or none, clean output, and mistakes told in one paragraph."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import GOOD, contents, write, yuebao, yuebao_process
from tests.documents import with_cells

from yuebao import Month, Store, build_report
from yuebao.domain import Scope
from yuebao.publish.build import refuse_untrue
from yuebao.render import FORMATS
from yuebao.report.model import FigureCell

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.report.model import Cell


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose path holds Chinese and a space."""
    folder = tmp_path_factory.mktemp("cli") / "海关 数据"
    file = write(
        folder, "来源/出口.csv", GOOD + GOOD.splitlines()[1].replace("2025", "2024") + "\n"
    )
    path = folder / "月报 库"
    notice = {"zh": "初步数据", "en": "Preliminary"}
    Store(path).load([file], scope=Scope(), notice=notice, codes=["8507"])
    return path


def test_every_format_is_written_and_named(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告 目录"
    done = yuebao("build", "lithium-ion", "2025-02", "--store", store, "--out", out)
    assert done.status == 0
    expected = [f"lithium-ion-2025-02.{f.extension}" for f in FORMATS]
    assert done.out.splitlines() == [str(out / name) for name in expected]
    assert sorted(contents(out)) == sorted(expected)
    assert "draw" not in done.err, "progress is for a terminal"


def test_only_the_formats_asked_for_each_once(store: Path, tmp_path: Path) -> None:
    done = yuebao(
        "build", "lithium-ion", "202502", "--store", store, "--out", tmp_path,
        "--format", "json, md,json",
    )  # fmt: skip
    assert sorted(contents(tmp_path)) == ["lithium-ion-2025-02.json", "lithium-ion-2025-02.md"]
    assert len(done.out.splitlines()) == 2


def test_one_format_may_go_to_standard_output(store: Path, tmp_path: Path) -> None:
    asked = ("build", "lithium-ion", "2025-02", "--store", store, "--out")
    done = yuebao_process(*asked, "-", "--format", "md")
    yuebao(*asked, tmp_path, "--format", "md")
    assert done.status == 0
    assert done.out == (tmp_path / "lithium-ion-2025-02.md").read_text(encoding="utf-8")
    several = yuebao(*asked, "-", "--format", "md,json")
    assert (several.status, several.out) == (2, "")
    assert "standard output takes one file, not 2. Name one format: --format html." in several.err


def test_warnings_go_to_stderr(store: Path, tmp_path: Path) -> None:
    done = yuebao(
        "build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path, "--format", "md"
    )
    assert "Warning: exports of 2024-01, 2025-01 are not loaded" in done.err
    assert done.out == f"{tmp_path / 'lithium-ion-2025-02.md'}\n"


def test_a_warning_in_chinese_begins_as_one(store: Path, tmp_path: Path) -> None:
    asked = ("build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path)
    done = yuebao("--lang", "zh", *asked, "--format", "md")
    assert "\n提示：2024-01, 2025-01 的出口没有载入" in f"\n{done.err}"


def test_the_notice_and_the_date_stand_in_the_report(store: Path, tmp_path: Path) -> None:
    for lang, notice, day in (
        ("zh", "初步数据", "2025年3月20日"),
        ("en", "Preliminary", "20 March 2025"),
    ):
        done = yuebao(
            "build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path / lang,
            "--format", "md", "--lang", lang, "--date", "2025-03-20",
        )  # fmt: skip
        assert done.status == 0, done.err
        text = (tmp_path / lang / "lithium-ion-2025-02.md").read_text(encoding="utf-8")
        assert notice in text
        assert day in text


def test_a_definition_of_ones_own_in_a_folder_of_any_name(store: Path, tmp_path: Path) -> None:
    definition = write(
        tmp_path, "定义 一/我的 报告.toml",
        '[title]\nzh = "我的报告"\n[subject]\nlabel = { zh = "电池" }\ncodes = ["8507"]\n'
        '[[sections]]\nkind = "overview"\n',
    )  # fmt: skip
    done = yuebao(
        "build", definition, "2025-02", "--store", store, "--out", tmp_path, "--format", "json"
    )
    assert done.status == 0, done.err
    annex = json.loads((tmp_path / "我的 报告-2025-02.json").read_text(encoding="utf-8"))
    assert annex["report"]["title"] == "我的报告"


def test_the_store_of_the_environment(store: Path, tmp_path: Path) -> None:
    done = yuebao(
        "build", "lithium-ion", "2025-02", "--out", tmp_path, "--format", "md",
        YUEBAO_STORE=str(store),
    )  # fmt: skip
    assert done.status == 0


@pytest.mark.parametrize(
    ("changed", "status", "named"),
    [
        ({"definition": "nothere"}, 2, "lithium-ion, new-three, provinces"),
        ({"definition": "."}, 2, "TOML"),
        ({"month": "2025-2"}, 2, "2025-02"),
        ({"month": "2025-13"}, 2, "2025-13"),
        ({"month": "2030-01"}, 3, "2030-01"),
        ({"--store": "nostore"}, 3, "there is no store here"),
        ({"--format": "md,word"}, 2, "md, html"),
        ({"--format": " ,"}, 2, "--format"),
        ({"--lang": "fr"}, 2, "'zh', 'en'"),
        ({"--currency": "eur"}, 2, "the office china publishes no values in EUR. It has USD, CNY"),
        ({"--currency": "euro"}, 2, "'EURO' is not a currency"),
        ({"--currency": "cny"}, 3, "in this currency"),
        ({"--date": "tomorrow"}, 2, "--date"),
        ({"--as-of": "2020-01-01"}, 3, "nothing was released by 2020-01-01"),
        ({"--version": "99"}, 3, "version 99"),
        ({"--out": "file"}, 2, "--out"),
        ({"--out": "file/below"}, 2, "file/below"),
    ],
)
def test_a_mistake_is_one_paragraph_and_writes_nothing(
    store: Path, tmp_path: Path, changed: dict[str, str], status: int, named: str
) -> None:
    write(tmp_path, "file", "a file")
    options = {"--store": str(store), "--out": "out", "--format": "md"} | {
        key: value for key, value in changed.items() if key.startswith("--")
    }
    done = yuebao(
        "build", changed.get("definition", "lithium-ion"), changed.get("month", "2025-02"),
        *(word for pair in options.items() for word in pair), cwd=tmp_path,
    )  # fmt: skip
    assert named in done.refusal()
    assert done.status == status
    assert done.out == ""
    assert contents(tmp_path) == {"file": b"a file"}


def test_the_same_input_gives_the_same_bytes(store: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = yuebao("build", "lithium-ion", "2025-02", "--store", store, "--out", tmp_path / name)
        assert done.status == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def with_text(document: Document, old: str, new: str) -> Document:
    """The document with one printed number of its first table exchanged."""

    def change(cell: Cell) -> Cell:
        if isinstance(cell, FigureCell) and cell.figure.text == old:
            return replace(cell, figure=replace(cell.figure, text=new))
        return cell

    first = document.tables()[0]
    parts = (with_cells(first, change) if part is first else part for part in document.parts)
    return replace(document, parts=tuple(parts))


def test_a_report_that_fails_its_own_audit_is_not_written(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = build_report("lithium-ion", Month(2025, 2), Store(store))
    refuse_untrue(document)
    total = next(figure.text for figure in document.figures())
    wrong = with_text(document, total, f"1{total}")
    monkeypatch.setattr("yuebao.publish.build.build_report", lambda *_args, **_options: wrong)
    words = (
        "build",
        "lithium-ion",
        "2025-02",
        "--store",
        str(store),
        "--out",
        "o",
        "--format",
        "md",
    )
    done = yuebao(*words, cwd=tmp_path)
    assert done.status == 1
    assert "lithium-ion for 2025-02: the report fails its own audit" in done.err
    assert not (tmp_path / "o").exists()
    assert yuebao(*words, "--no-audit", cwd=tmp_path).status == 0
    assert (tmp_path / "o" / "lithium-ion-2025-02.md").exists()
