"""Findings as SARIF 2.1.0, which editors and code hosts show beside the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from yuebao import __version__
from yuebao.auditing.findings.catalogue import Severity, catalogue
from yuebao.auditing.telling.present import place_text
from yuebao.auditing.telling.understood import coverage_record

if TYPE_CHECKING:
    from yuebao.auditing.findings.finding import Audit, Finding
    from yuebao.auditing.findings.where import Where

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.IMPOSSIBLE: "error", Severity.CONTRADICTS: "error", Severity.STYLE: "note"}


def to_sarif(audit: Audit, language: str | None = None) -> str:
    """The audit as one run with one result a finding."""
    lang = language or audit.language
    record = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "yuebao", "version": __version__, "rules": _rules(lang)}
                },
                "artifacts": [{"location": {"uri": quote(audit.name)}}],
                "properties": {"coverage": coverage_record(audit.coverage)},
                "results": [_result(audit, finding, lang) for finding in audit.findings],
            }
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _rules(language: str) -> list[dict[str, object]]:
    return [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.explanation[language]},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"severity": rule.severity.value},
        }
        for rule in catalogue().values()
    ]


def _result(audit: Audit, finding: Finding, language: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message(language)},
        "locations": [_location(audit, finding.where, language)],
        "partialFingerprints": {"yuebao/v1": finding.fingerprint()},
        "properties": {"printed": finding.printed, "expected": finding.expected},
    }
    if finding.also is not None:
        result["relatedLocations"] = [_location(audit, finding.also, language)]
    return result


def _location(audit: Audit, where: Where, language: str) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(audit.name)},
            "region": {
                "startLine": (where.place.block if where.place else 0) + 1,
                "snippet": {"text": where.quote},
            },
        },
        "logicalLocations": [{"fullyQualifiedName": place_text(where, language)}],
    }
