"""Finding codes, drafting a definition and judging one, and what a slip of the pen is told."""

from __future__ import annotations

import json
import tarfile
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import GOOD, write, yuebao

from yuebao import Month, load_definition
from yuebao.reference import find_office

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = str(files("yuebao.publish") / "sample" / "exports.tar.xz")
FEBRUARY = ("--month", "2025年2月")


def test_codes_are_found_by_words_of_any_language_and_by_digits() -> None:
    chinese = yuebao("codes", "锂离子", *FEBRUARY)
    assert chinese.status == 0
    assert chinese.out.startswith("85076000  锂离子蓄电池  Lithium-ion electric accumulators")
    assert yuebao("codes", "LITHIUM-ion", "accumulators", *FEBRUARY).out == chinese.out
    below = yuebao("codes", "8507", "--format", "json", *FEBRUARY)
    found = json.loads(below.out)["codes"]
    assert [one["code"] for one in found] == [
        code for code in find_office().commodities.codes(Month(2025, 2)) if code.startswith("8507")
    ]
    assert {"zh", "en"} == set(found[0]["names"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("lithim", "Did you mean lithium"),
        ("850799", "begin with 85079"),
        ("00", "as 85"),
        ("没有这种货物", "shorter words"),
    ],
)
def test_what_is_in_no_list_is_said_with_what_is_near(asked: str, said: str) -> None:
    refusal = yuebao("codes", asked, *FEBRUARY).refusal()
    assert repr(asked) in refusal
    assert said in refusal


def test_a_drafted_definition_is_one(tmp_path: Path) -> None:
    out = tmp_path / "new" / "cells.toml"
    done = yuebao("new", "85414200", "85414300", "--out", out, *FEBRUARY,
                  "--label", "zh=光伏“电池\"", "--label", "en=solar cells")  # fmt: skip
    assert done.status == 0, done.err
    assert done.out == f"HS 85414200\nHS 85414300\n{out}\n"
    drafted = load_definition(out)
    assert drafted.subject.codes == ("85414200", "85414300")
    assert drafted.subject.label == {"zh": '光伏“电池"', "en": "solar cells"}
    assert drafted.units.quantity is not None
    assert drafted.units.quantity.unit == "个"
    assert drafted.title["en"].startswith("China's {flow} Solar Cells")
    judged = yuebao("check", out)
    assert judged.status == 0
    assert "sections  overview, partners, provinces" in judged.out
    assert "already" in yuebao("new", "85414200", "--out", out).refusal()
    assert load_definition(out) == drafted


def test_words_name_codes_where_they_are_few(tmp_path: Path) -> None:
    out = tmp_path / "batteries.toml"
    assert yuebao("new", "锂离子蓄电池", "--out", out, *FEBRUARY).status == 0
    assert load_definition(out).subject.label["zh"] == "锂离子蓄电池"
    assert "name those" in yuebao("new", "机", "--out", tmp_path / "x.toml").refusal()
    assert yuebao("new", "锂", "--out", tmp_path / "y.toml", *FEBRUARY).status == 0
    assert 'label = { zh = "锂" }' in (tmp_path / "y.toml").read_text(encoding="utf-8")
    assert "--label" in yuebao("new", "8506", "8507", "--out", tmp_path / "x.toml").refusal()
    assert "no code" in yuebao("new", "99999999", "--out", tmp_path / "x.toml").refusal()
    assert "en='kitchen" in yuebao("new", "锂", "--label", "x", "--out", tmp_path / "x").refusal()
    assert sorted(tmp_path.iterdir()) == [out, tmp_path / "y.toml"]


def test_a_definition_that_is_wrong_is_judged_by_key(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[title]\nzh = "甲"\n[subject]\nlable = {}\ncodes = ["01"]\n[[sections]]\n')
    said = yuebao("check", wrong).refusal()
    assert "wrong.toml, " in said


def test_all_that_is_wrong_is_told_at_once_with_what_is_near(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(
        '[title]\nzh = "甲"\n[subject]\nlable = { zh = "甲" }\ncodes = ["01"]\n'
        '[[sections]]\nkind = "partner"\n'
    )
    said = yuebao("check", wrong).refusal()
    assert said.startswith("2 of its keys are refused:")
    assert "there is no key 'lable'. Did you mean 'label'?" in said
    assert "'partner' cannot stand here. Did you mean 'partners'?" in said
    chinese = yuebao("--lang", "zh", "check", wrong).err
    assert "其中的键有 2 个被拒绝" in chinese
    assert "是不是 'partners'？" in chinese
    assert "What" not in chinese


def test_a_report_is_shown_by_name_and_a_near_miss_named() -> None:
    listed = yuebao("reports").out
    assert "integrated-circuits  中国集成电路贸易月度监测报告" in listed
    assert "{" not in listed
    shown = yuebao("reports", "chips")
    assert "product   854232  存储器" in shown.out
    assert "Did you mean chips?" in yuebao("reports", "chip").refusal()


def test_files_beside_are_meant_where_names_are_nearly_theirs(tmp_path: Path) -> None:
    (tmp_path / "brush.toml").touch()
    for asked, meant in (
        ("brush.tml", "brush.toml"), ("bursh", "brush.toml"), ("./brsh.toml", "brush.toml"),
        ("lithium-ion.toml", "lithium-ion"), ("lithum", "lithium-ion"),
    ):  # fmt: skip
        refused = yuebao("check", asked, cwd=tmp_path).refusal()
        assert f"Did you mean {meant}?" in refused
    assert "Did you mean" not in yuebao("check", "nothere.toml", cwd=tmp_path).refusal()


def test_latest_is_named_where_a_month_is_none(tmp_path: Path) -> None:
    done = yuebao("build", "chips", "lastest", "--store", tmp_path, "--out", tmp_path)
    assert "'lastest' is not a month. Write it as 2025-02, or latest." in done.refusal()
    assert "the nearest is 'build'" in yuebao("buid", "chips").refusal()
    assert "nearest" not in yuebao("frobnicate").refusal()


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (("--quiet", "--format", "json"), ()),
        (("--format=json", "-q"), ()),
        (("--lang", "zh", "--format", "text"), ("--format", "json")),
        (("--lang=zh",), ("--format=json", "--lang", "en")),
    ],
)
def test_what_every_command_knows_may_stand_before_its_name(
    before: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    said = yuebao(*before, "codes", "8507", *FEBRUARY, *behind)
    assert said.status == 0, said.err
    assert json.loads(said.out) == json.loads(
        yuebao("codes", "8507", *FEBRUARY, "--format", "json").out
    )


def test_the_language_spoken_may_stand_behind_a_command_that_writes_none() -> None:
    for asked in (("--lang", "zh", "codes", "00"), ("codes", "00", "--lang", "zh")):
        assert "税则" in yuebao(*asked).err
    assert "税则" not in yuebao("--lang", "zh", "codes", "00", "--lang", "en").refusal()


def test_the_formats_of_a_report_may_stand_before_the_command(tmp_path: Path) -> None:
    said = yuebao("--format", "md,nothing", "build", "chips", "2025-02", "--store", tmp_path,
                  "--out", tmp_path)  # fmt: skip
    assert "nothing" in said.refusal()
    assert "--format" in yuebao("--format", "json", "serve", "--store", tmp_path).refusal()


@pytest.mark.parametrize(
    ("chosen", "facts"),
    [
        (("--partner", "美国", "--month", "2025年2月"), 1),
        (("--partner", "United States", "--month", "latest"), 1),
        (("--province", "广东省", "--months", "202502"), 1),
        (("--partner", "304"), 0),
    ],
)
def test_facts_are_chosen_by_code_or_name(
    tmp_path: Path, chosen: tuple[str, ...], facts: int
) -> None:
    store = tmp_path / "s"
    assert yuebao("ingest", write(tmp_path, "出口.csv", GOOD), "--store", store).status == 0
    out = tmp_path / "f.csv"
    done = yuebao("export", "--store", store, "--out", out, *chosen)
    assert done.status == 0
    assert len(out.read_text("utf-8").splitlines()) == facts + 1


def test_a_name_that_no_list_has_is_refused_with_what_is_near(tmp_path: Path) -> None:
    store = tmp_path / "s"
    assert yuebao("ingest", write(tmp_path, "出口.csv", GOOD), "--store", store).status == 0
    for dimension, name, near in (
        ("partner", "德国国", "德国 (304)"), ("mode", "一般贸", "一般贸易 (10)"),
        ("province", "广冻", "广东 (44)"), ("partner", "Xyzzy", "Give its code"),
    ):  # fmt: skip
        done = yuebao(
            "export", "--store", store, "--out", tmp_path / "f.csv", f"--{dimension}", name
        )
        assert done.status == 2
        assert near in done.refusal()


def test_slips_are_answered_in_the_language_spoken_and_names_left_alone(tmp_path: Path) -> None:
    for arguments, said in (
        (("verifi",), "最接近的是 'verify'"),
        (("export", "--moth", "1"), "是不是 '--month', '--months', '--out' 之一？请看"),
        (
            ("build", "chips", "2025-07", "--store", "s", "--out", "o", "--format", "pdff"),
            "'pdf'？",
        ),
        (("new", "8507600", "--out", "x.toml"), "8507600 有 7 位，税号为 2, 4, 6 或 8 位。"),
    ):
        done = yuebao("--lang", "zh", *arguments)
        assert done.status == 2
        assert said in done.err
    for command in (("codes", "锂"), ("reports",)):
        assert yuebao("--lang", "zh", *command).status == 0


def test_findings_are_counted_in_the_language_spoken(tmp_path: Path) -> None:
    store = tmp_path / "s"
    file = write(tmp_path, "出口.csv", GOOD)
    assert yuebao("ingest", file, "--store", store, "--scope", "partner=502").status == 0
    done = yuebao("--lang", "zh", "status", "--store", store)
    assert done.status == 1
    assert done.out.endswith("1 项发现。\n")
    assert "只载入了部分贸易：贸易伙伴 502。" in done.out
    assert "partner" not in done.out.replace("[partial]", "")


def test_what_a_file_holds_is_told_once_where_no_sum_means_anything(tmp_path: Path) -> None:
    with tarfile.open(SAMPLE) as packed:
        packed.extractall(tmp_path, filter="data")
    (file,) = (tmp_path / "provinces-2025-02").glob("*202502*")
    done = yuebao("--lang", "zh", "ingest", file, "--store", tmp_path / "s")
    assert "  出口、进口、进出口（USD），按全部商品、全部商品 × 省份分。\n" in done.out
    assert "2025-01 至 2025-02" in done.out
