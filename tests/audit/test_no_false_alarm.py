"""Whatever a store holds, the report built from it can be true, and agrees with its data."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.generative.test_reports import HEAD, SECTIONS, facts, key
from tests.unit.report.tiny import Fact, define, load

from yuebao import Document, Month, Store, build_report
from yuebao.auditing.comparison.index import read_document
from yuebao.auditing.comparison.truth import compare_with_index
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reconciliation.reconcile import check_reconciliation
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import UnavailableError
from yuebao.render import render


@settings(max_examples=effort(8), deadline=None)
@given(
    held=st.lists(facts, min_size=1, max_size=25, unique_by=key),
    month=st.sampled_from([Month(2025, 1), Month(2025, 2)]),
    language=st.sampled_from(["zh", "en"]),
)
def test_a_built_report_can_be_true(held: list[Fact], month: Month, language: str) -> None:
    document: Document | None = None
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        load(store, held)
        definition = define(Path(folder), SECTIONS, HEAD)
        with suppress(UnavailableError):  # nothing to report
            document = build_report(definition, month, store, language=language)
    if document is None:
        return
    context = Case(read_claims(read_bytes(render(document, "md"), "report.md")))
    assert [f.message("en") for f in check_reconciliation(context)] == []
    assert compare_with_index(context, read_document(document)).findings == ()
