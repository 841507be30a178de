"""Reports that are right raise no alarm, in whatever format and language they are read."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from tests.audit.conftest import FORMATS
from tests.audit.plant import sample_documents

from yuebao.auditing import Severity, audit, audit_blocks
from yuebao.auditing.reading.files import read_bytes
from yuebao.render import render

if TYPE_CHECKING:
    from yuebao.render.annex import Record
    from yuebao.report import Document

NAMES = [
    f"{definition}-{language}"
    for definition in ("lithium-ion", "chips", "provinces")
    for language in ("zh", "en")
]

Drawn = dict[tuple[str, str], tuple["Document", bytes]]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_a_clean_report_has_no_finding(drawn: Drawn, name: str, form: str) -> None:
    _, content = drawn[name, form]
    result = audit_blocks(read_bytes(content, f"{name}.{form}"))
    assert [finding.record("en") for finding in result.findings] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_reads_back_as_printed(drawn: Drawn, name: str, form: str) -> None:
    from yuebao.auditing.understanding.interpret import read_claims
    from yuebao.render.annex import cell_records

    document, content = drawn[name, form]
    claims = read_claims(read_bytes(content, f"{name}.{form}"))
    read = {
        (t.number, str(li.window), li.block.value, li.rank, li.label, c.measure.value): c.text
        for t, li, c in claims.cells()
    }
    assert read == {_key(record): record["text"] for record in cell_records(document)}
    assert claims.coverage.unread == ()
    assert claims.month == document.month


def test_a_clean_report_in_the_standard_theme_is_read_whole() -> None:
    for document in sample_documents(theme="standard"):
        for form in ("docx", "pdf"):
            name = f"{document.definition}-{document.language}.{form}"
            result = audit_blocks(read_bytes(render(document, form), name))
            assert [finding.record("en") for finding in result.findings] == [], name
            assert result.coverage.unread == (), name


def _key(record: Record) -> tuple[object, ...]:
    return tuple(record[k] for k in ("table", "window", "block", "rank", "label", "measure"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_read(drawn: Drawn, name: str, form: str) -> None:
    from yuebao.auditing.understanding.interpret import read_claims

    _document, content = drawn[name, form]
    claims = read_claims(read_bytes(content, f"{name}.{form}"))
    markdown = read_claims(read_bytes(drawn[name, "md"][1], "a.md"))
    assert len(claims.statements) == len(markdown.statements) > 30
    assert len(claims.counts) == len(markdown.counts)
    assert [n.labels for n in claims.namings] == [n.labels for n in markdown.namings]
    if form == "md":
        assert claims.coverage.share() == 1.0


def test_a_document_is_audited_as_it_prints(documents: list[Document]) -> None:
    found = audit(documents[0]).findings
    assert {finding.severity for finding in found} <= {Severity.STYLE}


def test_a_report_audits_in_about_a_second(drawn: Drawn) -> None:
    began = process_time()
    audit_blocks(read_bytes(drawn["chips-zh", "md"][1], "chips.md"))
    assert process_time() - began < 5  # a second on an idle machine
