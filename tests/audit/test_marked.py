"""A Word report with its findings as comments: each at its spot, and all else as it was."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from tests import libreoffice
from tests.cli.command import yuebao

from yuebao.auditing import Audit, audit_blocks
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.telling.mark_docx import mark_docx
from yuebao.domain import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

Drawn = dict[tuple[str, str], tuple["Document", bytes]]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def edited(content: bytes, *changes: tuple[str, str], part: str = DOCUMENT) -> bytes:
    """The file with the first of each text in a part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == part:
                for one, other in changes:
                    assert one.encode() in text
                    text = text.replace(one.encode(), other.encode(), 1)
            new.writestr(entry, text)
    return out.getvalue()


def audited(content: bytes, name: str = "报告.docx") -> Audit:
    return audit_blocks(read_bytes(content, name))


SENTENCE, CELL = (">41.4亿美元<", ">41.9亿美元<"), (">19.9<", ">29.9<")


@pytest.fixture(scope="module")
def clean(drawn: Drawn) -> bytes:
    return drawn["lithium-ion-zh", "docx"][1]


@pytest.fixture(scope="module")
def wrong(clean: bytes) -> bytes:
    """The lithium report with a wrong number in its first sentence, and one in a table."""
    return edited(clean, SENTENCE, CELL)


@pytest.fixture(scope="module")
def marked(wrong: bytes) -> bytes:
    return mark_docx(wrong, audited(wrong))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(content: bytes) -> list[tuple[str, str, str]]:
    """Each comment's text, the text of its range, and the text of the paragraph it begins in."""
    document = docx.Document(io.BytesIO(content))
    found = []
    for comment in document.comments:
        assert comment.author == "yuebao"
        inside, text, paragraph = False, "", ""
        for element in document.element.body.iter():
            here = element.get(f"{WORD}id") == str(comment.comment_id)
            if element.tag == f"{WORD}commentRangeStart" and here:
                inside, paragraph = True, "".join(element.getparent().itertext(f"{WORD}t"))
            if inside and element.tag == f"{WORD}t":
                text += element.text or ""
            if element.tag == f"{WORD}commentRangeEnd" and here:
                inside = False
        assert not inside
        found.append((comment.text, text, paragraph))
    return found


def test_a_comment_stands_on_the_sentence_that_is_wrong(wrong: bytes, marked: bytes) -> None:
    result = audited(wrong)
    told = comments(marked)
    said = [f"{f.message()}。" for f in result.findings]
    assert len(told) == len(said)
    assert all(text.startswith(one) for (text, _, _), one in zip(told, said, strict=True))
    on_sentence = [
        (covered, paragraph)
        for finding, (_, covered, paragraph) in zip(result.findings, told, strict=True)
        if "41.9" in finding.printed
    ]
    assert on_sentence
    for covered, paragraph in on_sentence:
        assert "41.9亿美元" in covered
        assert len(covered) < len(paragraph), "the sentence's runs, not the paragraph"


def test_a_comment_stands_on_the_cell_that_is_wrong(wrong: bytes, marked: bytes) -> None:
    told = comments(marked)
    at_cells = [
        (finding.where, covered)
        for finding, (_, covered, _) in zip(audited(wrong).findings, told, strict=True)
        if finding.where.measure and finding.where.label
    ]
    assert "29.9" in [covered for _, covered in at_cells]
    for where, covered in at_cells:
        assert covered in where.quote.split(" "), "one cell of the row"


def test_all_else_is_as_it_was(wrong: bytes, marked: bytes) -> None:
    before, after = parts(wrong), parts(marked)
    added = re.compile(
        rb'<w:commentRangeStart w:id="\d+"/>'
        rb'|<w:commentRangeEnd w:id="\d+"/><w:r><w:commentReference w:id="\d+"/></w:r>'
    )
    assert added.sub(b"", after[DOCUMENT]) == before[DOCUMENT]
    small = {DOCUMENT, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert after.keys() - before.keys() == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} == small
    assert audited(marked).findings == audited(wrong).findings


def test_its_only_clock_is_the_documents(wrong: bytes, marked: bytes) -> None:
    assert mark_docx(wrong, audited(wrong)) == marked
    assert set(re.findall(rb'w:date="(.*?)"', parts(marked)["word/comments.xml"])) == {
        b"2025-03-20T00:00:00Z"
    }
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1


def test_comments_are_in_the_language_asked_for(wrong: bytes) -> None:
    result = audited(wrong)
    told = [text for text, _, _ in comments(mark_docx(wrong, result, "en"))]
    said = [f"{finding.message('en')}." for finding in result.findings]
    assert all(text.startswith(one) for text, one in zip(told, said, strict=True))


def test_comments_that_are_there_already_are_kept(wrong: bytes, marked: bytes) -> None:
    again = mark_docx(marked, audited(marked))
    first = comments(marked)
    assert comments(again) == [*first, *first]
    assert parts(again)["[Content_Types].xml"] == parts(marked)["[Content_Types].xml"]


def test_a_report_that_is_right_is_copied(clean: bytes) -> None:
    assert mark_docx(clean, audited(clean)) == clean


def test_word_would_open_it(marked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "marked.docx"
    path.write_bytes(marked)
    result = OpenXmlValidator().validate(path)
    assert [error.description for error in result.errors] == []


@pytest.mark.skipif(not libreoffice.INSTALLED, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(marked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "marked.docx"
    path.write_bytes(marked)
    with zipfile.ZipFile(libreoffice.convert(path, "odt")) as archive:
        text = archive.read("content.xml").decode()
    assert text.count("<office:annotation ") == len(comments(marked))
    assert "yuebao" in text


def test_the_command_writes_a_copy(wrong: bytes, marked: bytes, tmp_path: Path) -> None:
    path, out = tmp_path / "报告.docx", tmp_path / "marked.docx"
    path.write_bytes(wrong)
    done = yuebao("audit", path, "--format", "docx", "--out", out)
    assert done.status == 1
    assert done.out == f"{out}: {len(comments(marked))} findings.\n"
    assert out.read_bytes() == marked
    assert path.read_bytes() == wrong
    assert sorted(tmp_path.iterdir()) == sorted([path, out])


def test_a_copy_that_cannot_be_finished_is_not_begun(
    wrong: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "report.docx", tmp_path / "marked.docx"
    path.write_bytes(wrong)
    out.write_bytes(b"earlier")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    said = yuebao("audit", path, "--format", "docx", "--out", out).refusal()
    assert said.startswith(f"{out}: it cannot be written: no space left on device. Check the path")
    assert out.read_bytes() == b"earlier"
    assert sorted(tmp_path.iterdir()) == sorted([path, out])


def test_findings_of_any_format_go_to_a_file(wrong: bytes, tmp_path: Path) -> None:
    path, out = tmp_path / "report.docx", tmp_path / "findings.json"
    path.write_bytes(wrong)
    assert yuebao("audit", path, "--format", "json", "--out", out).status == 1
    assert out.read_text(encoding="utf-8") == yuebao("audit", path, "--format", "json").out


def test_what_cannot_be_marked_is_refused(wrong: bytes, tmp_path: Path) -> None:
    page, report, out = (tmp_path / name for name in ("a.txt", "a.docx", "marked.docx"))
    page.write_text("2025年2月，中国茶具出口1.0亿美元。", encoding="utf-8")
    report.write_bytes(wrong)
    mark = ("--format", "docx", "--out")
    assert "no Word document" in yuebao("audit", page, *mark, out).refusal()
    assert "--out" in yuebao("audit", report, "--format", "docx").refusal()
    assert "the report itself" in yuebao("audit", report, *mark, report).refusal()
    assert "no such folder" in yuebao("audit", report, *mark, tmp_path / "no" / "a.docx").refusal()
    assert not out.exists()
    assert report.read_bytes() == wrong


def test_a_file_changed_since_is_refused(clean: bytes, wrong: bytes) -> None:
    with pytest.raises(UserError, match="changed since"):
        mark_docx(clean, audited(wrong))
