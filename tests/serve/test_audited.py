"""Documents audited in the browser and by programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.serve.conftest import client_of
from tests.serve.test_api import promised

from yuebao import Month, Store, audit, build_report, render_report
from yuebao.auditing.telling.present import to_json
from yuebao.web.api.audit_records import AuditRecord
from yuebao.web.app import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from yuebao.web.settings import WebSettings


@pytest.fixture(scope="module")
def client(settings: WebSettings) -> Iterator[TestClient]:
    with client_of(make_app(settings)) as reader:
        yield reader


def send(client: TestClient, name: str, content: bytes, to: str, **said: str) -> Any:
    return client.post(to, data=said, files=[("file", (name, content))])


CONTRADICTION = (
    "# 出口情况\n\n2025年2月，我国对德国出口10.0亿美元，同比增长20.0%。\n\n"
    "2025年2月，我国对德国出口12.0亿美元，同比增长20.0%。\n"
).encode()


def test_a_document_is_shown_with_what_cannot_be(client: TestClient) -> None:
    answer = send(client, "报告.md", CONTRADICTION, "/zh/audit")
    assert answer.status_code == 303, answer.text
    lot = answer.headers["location"]
    page = client.get(lot)
    assert "<mark" in page.text
    assert 'href="#finding-1"' in page.text
    assert "<style" not in page.text, "pages run under a policy without inline styles"
    assert client.get("/static/findings.css").status_code == 200
    found = client.get(f"{lot}/findings.json").json()["findings"]
    assert found
    assert client.get(f"{lot}/marked.docx").status_code == 404
    assert client.get("/zh/audit/unknown").status_code == 404


def test_what_is_answered_to_programs_is_what_the_command_prints(
    client: TestClient, settings: WebSettings, tmp_path: Path
) -> None:
    document = build_report("lithium-ion", Month(2025, 2), Store(settings.store))
    page = render_report(document, "md").replace(b"42.7", b"43.7") + CONTRADICTION
    answer = send(client, "report.md", page, "/api/v1/audit", compare="store", lang="en")
    promised(AuditRecord).validate(answer.json())
    assert answer.json()["data"]["compared"] > 100
    assert any("certificate" in found for found in answer.json()["findings"])
    (tmp_path / "report.md").write_bytes(page)
    result = audit(tmp_path / "report.md", Store(settings.store))
    assert answer.json() == json.loads(to_json(result, "en"))


def test_a_word_file_comes_back_marked(client: TestClient, settings: WebSettings) -> None:
    document = build_report("lithium-ion", Month(2025, 2), Store(settings.store))
    answer = send(
        client, "报告.docx", render_report(document, "docx"), "/zh/audit", compare="store"
    )
    lot = answer.headers["location"]
    assert "marked.docx" in client.get(lot).text
    marked = client.get(f"{lot}/marked.docx")
    assert marked.content[:2] == b"PK"
    assert "attachment" in marked.headers["content-disposition"]


def test_programs_are_answered_with_json(client: TestClient) -> None:
    answer = send(client, "a.md", CONTRADICTION, "/api/v1/audit", lang="en")
    assert answer.status_code == 200, answer.text
    record = answer.json()
    promised(AuditRecord).validate(record)
    assert record["findings"]
    assert record["coverage"]["numbers"] >= 4
    for said in ({"lang": "xx"},):
        refused = send(client, "a.md", CONTRADICTION, "/api/v1/audit", **said)
        assert (refused.status_code, list(refused.json())) == (400, ["error"])
    assert client.post("/api/v1/audit", data={}).status_code == 400


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"PK\x03\x04" + b"\x00" * 100), ("a.pdf", b"%PDF-1.7\n"),
        ("<script>x</script>.docx", b""), ("a.xlsx", b"\x00" * 10),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(client: TestClient, name: str, content: bytes) -> None:
    answer = send(client, name, content, "/api/v1/audit")
    assert 400 <= answer.status_code < 500
    assert "/yuebao-" not in answer.text
    assert "Traceback" not in answer.text
    assert json.loads(answer.text)["error"]["message"]
