"""The audit of a folder, and of documents of which little is understood."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from tests.cli.command import yuebao
from tests.unit.auditing.tiny import TINY, changed

from yuebao.render.annex import CELL_KEYS

STRANGE = (
    "The farms of the valley number 1,250 in all, and here is nothing of commerce: 83.5, 4,000.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four documents: one clean, one wrong, one little understood, one broken; and others."""
    place = tmp_path / "reports"
    (place / "older").mkdir(parents=True)
    (place / "a.txt").write_text(TINY, encoding="utf-8")
    wrong = changed(("总额\t15.0", "总额\t15.9"))
    (place / "older" / "茶具.txt").write_text(wrong, encoding="utf-8")
    (place / "strange.md").write_text(STRANGE, encoding="utf-8")
    (place / "z.docx").write_bytes(b"PK\x03\x04 no Word file")
    (place / "~$z.docx").write_bytes(b"a lock")
    (place / "facts.csv").write_text("a,b\n", encoding="utf-8")
    return place


def test_a_folder_is_a_table_with_a_line_a_document(folder: Path) -> None:
    done = yuebao("audit", folder, "--lang", "en")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[:5]] == [
        "document", "a.txt", "older/茶具.txt", "strange.md", "z.docx",
    ]  # fmt: skip
    assert lines[1].split()[2:] == ["100.0%", "0"]
    assert int(lines[2].split()[3]) > 0
    assert "not read: it begins as an Office file, but is broken" in lines[4]
    assert lines[5].startswith("Documents: 4. Findings: ")
    assert lines[5].endswith("Not read: 1.")
    assert any(line.startswith("茶具.txt: ") and "found" in line for line in lines[6:])
    assert done.status == 1


def test_a_folder_as_json(folder: Path) -> None:
    done = yuebao("audit", folder, "--format", "json")
    record = json.loads(done.out)
    clean, wrong, strange, broken = record["documents"]
    assert (clean["document"], clean["findings"], clean["coverage"]["share"]) == ("a.txt", [], 1.0)
    assert (wrong["document"], len(wrong["findings"]) > 0) == ("older/茶具.txt", True)
    assert strange["coverage"]["share"] < 1
    assert (broken["document"], broken["error"]["kind"]) == ("z.docx", "SourceError")
    found = len(wrong["findings"])
    assert record["summary"] == {"documents": 4, "found": found, "failed": 1}
    assert done.status == 1


def test_the_status_is_the_worst(folder: Path) -> None:
    (folder / "older" / "茶具.txt").unlink()
    assert yuebao("audit", folder).status == 3
    (folder / "z.docx").unlink()
    assert yuebao("audit", folder).status == 0
    assert yuebao("audit", folder, "--min-coverage", "95").status == 4
    (folder / "strange.md").unlink()
    assert yuebao("audit", folder, "--min-coverage", "100%").status == 0


def test_what_goes_with_one_document_is_refused_of_a_folder(folder: Path, tmp_path: Path) -> None:
    assert "as html" in yuebao("audit", folder, "--format", "html").refusal()
    report = folder / "a.txt"
    assert "one document" in yuebao("audit", folder, "--against", report).refusal()
    (tmp_path / "empty").mkdir()
    assert "no document" in yuebao("audit", tmp_path / "empty").refusal()


def test_too_little_understood_is_a_failure_where_it_is_asked_for(folder: Path) -> None:
    done = yuebao("audit", folder / "strange.md")
    assert done.status == 0
    assert done.out.startswith("strange.md: only ")
    assert yuebao("audit", folder / "strange.md", "--min-coverage", "80").status == 4
    assert yuebao("audit", folder / "a.txt", "--min-coverage", "80").status == 0
    assert yuebao("audit", folder / "older" / "茶具.txt", "--min-coverage", "80").status == 1


@pytest.mark.parametrize("percent", ["101", "-1", "many", "1/0"])
def test_a_percentage_is_from_0_to_100(folder: Path, percent: str) -> None:
    assert "percentage" in yuebao("audit", folder, f"--min-coverage={percent}").refusal()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_document_whose_name_cannot_be_printed_is_told_and_stops_none(folder: Path) -> None:
    for name in (b"r\xff.md", b"r\x1b[31m.md"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(STRANGE, encoding="utf-8")
    for form in ("text", "json"):
        done = yuebao("audit", folder, "--lang", "en", "--format", form)
        assert done.status == 1, done.err
        assert "Traceback" not in done.err
        assert "\x1b" not in done.out
        assert "no UTF-8" in done.out
        assert "U+001B" in done.out


def test_the_annex_of_a_report_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "annex.csv"
    rows = [",".join((*CELL_KEYS, "notices")), "1,month,rows,1,x,,value,1.0,1,,,level,2025-02,,,,"]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    done = yuebao("audit", path)
    assert done.status == 3
    assert "data annex" in done.refusal()
