"""From a definition and a store to a finished document."""

from yuebao.report.build import build_report
from yuebao.report.definition import (
    Definition,
    definition_schema,
    load_definition,
    shipped_definitions,
)
from yuebao.report.model import Document

__all__ = [
    "Definition",
    "Document",
    "build_report",
    "definition_schema",
    "load_definition",
    "shipped_definitions",
]
