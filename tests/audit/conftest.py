"""Reports that are clean, in every format that can be read back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.audit.plant import Clean, sample_documents, sample_reports

from yuebao.render import render

if TYPE_CHECKING:
    from yuebao.report import Document

FORMATS = ("md", "html", "docx", "xlsx", "pdf")


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """The sample's three reports in both languages."""
    return sample_documents()


@pytest.fixture(scope="session")
def clean_reports() -> list[Clean]:
    """The same, read back from Markdown without their charts."""
    return sample_reports()


@pytest.fixture(scope="session")
def drawn(documents: list[Document]) -> dict[tuple[str, str], tuple[Document, bytes]]:
    """Every document in every format, by its file's name without extension and the format."""
    return {
        (f"{document.definition}-{document.language}", form): (document, render(document, form))
        for document in documents
        for form in FORMATS
    }


@pytest.fixture(scope="session")
def folder() -> Path:
    """A folder for the files of a session."""
    return Path(tempfile.mkdtemp())
