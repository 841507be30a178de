"""What an audit says: to people, to programs, on a page; and what a baseline accepts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.unit.auditing.tiny import TINY, changed

from yuebao.auditing import Audit, audit_blocks
from yuebao.auditing.reading.text import read_text
from yuebao.auditing.telling.page import to_html
from yuebao.auditing.telling.present import read_baseline, to_json, to_text, without_known
from yuebao.auditing.telling.sarif import to_sarif
from yuebao.cli import cli
from yuebao.domain import UserError

if TYPE_CHECKING:
    from pathlib import Path

WRONG = changed(("总额\t15.0", "总额\t15.9"), ("出口分别为4.0", "出口分别为为4.0"))


@pytest.fixture(scope="module")
def audit() -> Audit:
    return audit_blocks(read_text(WRONG, "茶具 <1>.txt"))


def test_text_puts_the_worst_first_with_its_row(audit: Audit) -> None:
    text = to_text(audit)
    assert text.index("不可能") < text.index("分别为为")
    assert "> 进出口总额 15.9 10.4" in text
    assert "impossible" in to_text(audit, "en")


def test_the_first_line_is_punctuated_in_its_language(audit: Audit) -> None:
    accepted = replace(audit, accepted=audit.findings, compared=3)
    chinese = to_text(accepted, "zh").splitlines()[0].removeprefix(audit.name)
    assert chinese.startswith("：发现")
    assert re.search("处问题（不可能 [0-9]+、自相矛盾 [0-9]+、文字 [0-9]+）；已接受", chinese)
    assert chinese.count("；") == 3
    assert not set(chinese) & set(";:(),")
    english = to_text(accepted, "en").splitlines()[0]
    assert re.search(r" found \(impossible [0-9]+, contradicts [0-9]+, style [0-9]+\); ", english)


def test_json_holds_the_contract(audit: Audit) -> None:
    record = json.loads(to_json(audit))
    first = record["findings"][0]
    assert {"rule", "severity", "where", "printed", "expected", "message"} <= first.keys()
    assert first["where"]["table"] == 1
    assert {"window", "label", "measure"} <= first["where"].keys()
    assert "paragraph" in record["findings"][-1]["where"]
    assert record["coverage"]["share"] == 1.0


def test_sarif_names_rules_results_and_places(audit: Audit) -> None:
    (run,) = json.loads(to_sarif(audit))["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} <= rules
    assert {result["level"] for result in run["results"]} <= {"error", "note"}
    location = run["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("%3C1%3E.txt")


class Marks(HTMLParser):
    """The ids a page has and the ones it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.marked += tag == "mark"
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if (given.get("href") or "").startswith("#"):
            self.links.append((given["href"] or "")[1:])


def test_the_page_marks_every_finding_in_its_place(audit: Audit) -> None:
    page = to_html(audit)
    marks = Marks()
    marks.feed(page)
    assert sorted(marks.ids) == sorted(set(marks.ids))
    assert marks.links == [f"finding-{n}" for n in range(1, len(audit.findings) + 1)]
    assert set(marks.links) <= set(marks.ids)
    assert marks.marked >= 2
    assert "<1>" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_baseline_accepts_what_is_known(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(to_json(audit), encoding="utf-8")
    left = without_known(audit, read_baseline(path))
    assert left.findings == ()
    assert len(left.accepted) == len(audit.findings)
    worse = audit_blocks(read_text(WRONG.replace("当月净出口5.0", "当月净出口6.0"), "later.txt"))
    assert without_known(worse, read_baseline(path)).findings


def test_a_baseline_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(UserError, match="earlier audit"):
        read_baseline(path)


def run(*arguments: str) -> tuple[int, str]:
    from click.testing import CliRunner

    result = CliRunner().invoke(cli, ["audit", *arguments])
    return result.exit_code, result.output


def test_the_command_says_by_its_status_whether_it_found_anything(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.txt", tmp_path / "right.txt"
    wrong.write_text(WRONG, encoding="utf-8")
    right.write_text(TINY, encoding="utf-8")
    assert run(str(right))[0] == 0
    assert run(str(wrong))[0] == 1
    for form, begins in (("json", "{"), ("sarif", "{"), ("html", "<!doctype html>")):
        status, output = run(str(wrong), "--format", form)
        assert status == 1
        assert output.startswith(begins)
    baseline = tmp_path / "known.json"
    baseline.write_text(run(str(wrong), "--format", "json")[1], encoding="utf-8")
    assert run(str(wrong), "--baseline", str(baseline))[0] == 0
