"""From a definition and a store to a finished document."""

from yuebao.report.adjustments import Adjustments, load_corrections, load_rates
from yuebao.report.build import build_report
from yuebao.report.definition import Definition
from yuebao.report.load import definition_schema, load_definition, shipped_definitions
from yuebao.report.model import Document
from yuebao.report.plan import Fetch, Plan, plan_report
from yuebao.report.revisions import FigureRevision, compare_documents
from yuebao.report.theme import DEFAULT_THEME, Theme, load_theme, theme_schema

__all__ = [
    "DEFAULT_THEME",
    "Adjustments",
    "Definition",
    "Document",
    "Fetch",
    "FigureRevision",
    "Plan",
    "Theme",
    "build_report",
    "compare_documents",
    "definition_schema",
    "load_corrections",
    "load_definition",
    "load_rates",
    "load_theme",
    "plan_report",
    "shipped_definitions",
    "theme_schema",
]
