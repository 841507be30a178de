"""Findings as text for people and as JSON, and baselines of findings that are known."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.finding import said
from yuebao.auditing.telling.understood import (
    coverage_record,
    is_little,
    share_text,
    unread_lines,
)
from yuebao.auditing.words import en, zh
from yuebao.domain import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.auditing.findings.finding import Audit, Finding
    from yuebao.auditing.findings.where import Where

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "impossible": "不可能", "contradicts": "自相矛盾", "style": "文字",
        "table": "表", "paragraph": "第{}段", **zh.WINDOW_NAMES,
        "value": "数额", "share": "占比", "yoy": "同比变化", "total": f"{zh.TOTAL}额",
        "total_yoy": f"{zh.TOTAL}额同比", "exports": zh.EXPORTS, "exports_yoy": f"{zh.EXPORTS}同比",
        "imports": zh.IMPORTS, "imports_yoy": f"{zh.IMPORTS}同比", "net": zh.NET,
        "none": "未发现问题", "found": "发现{}处问题", "expected": "应为",
        "accepted": "已接受{}处", "compared": "与数据核对{}个数",
        "unknown": "数据库中没有可核对的数据：{}", "joint": "、", "stop": "。", "colon": "：",
        "then": "；", "aside": "（{}）", "proof": "不能同时成立的数",
    },
    "en": {
        "impossible": "impossible", "contradicts": "contradicts", "style": "style",
        "table": "table ", "paragraph": "paragraph {}", **en.WINDOW_NAMES,
        "value": "value", "share": "share", "yoy": "change on year", "total": en.TOTAL,
        "total_yoy": f"change of {en.TOTAL}", "exports": en.EXPORTS,
        "exports_yoy": f"change of {en.EXPORTS}", "imports": en.IMPORTS,
        "imports_yoy": f"change of {en.IMPORTS}", "net": en.NET,
        "none": "nothing found", "found": "{} found", "expected": "should be",
        "accepted": "{} accepted", "compared": "{} numbers held against the data",
        "unknown": "the store has no data to hold it against: {}", "joint": ", ",
        "stop": ".", "colon": ": ", "then": "; ", "aside": " ({})",
        "proof": "what cannot hold together",
    },
}  # fmt: skip


def place_text(where: Where, language: str) -> str:
    """Where a finding stands, in words: 表4、累计、中国台湾、数额."""
    words = WORDS[language]
    parts = []
    if where.table is not None:
        parts.append(f"{words['table']}{where.table}")
    parts += [words.get(text, text) for text in (where.window, where.label, where.measure) if text]
    if where.paragraph is not None:
        parts.append(words["paragraph"].format(where.paragraph))
    return words["joint"].join(parts)


def to_text(audit: Audit, language: str | None = None) -> str:
    """For people: worst first, each with its row or sentence and the argument."""
    lang = language or audit.language
    words = WORDS[lang]
    lines = [_summary(audit, lang), ""]
    for finding in audit.findings:
        severity = words[finding.severity.value]
        lines.append(f"[{severity}] {place_text(finding.where, lang)}  ({finding.rule})")
        if finding.where.quote:
            lines.append(f"    > {finding.where.quote}")
        lines.append(f"    {finding.message(lang)}{words['stop']}")
        proof = proof_lines(finding, lang)
        if proof:
            lines += [f"    {words['proof']}{words['colon']}", *(f"      {line}" for line in proof)]
        lines.append("")
    lines += unread_lines(audit.coverage, lang)
    return "\n".join(lines).rstrip() + "\n"


def proof_lines(finding: Finding, language: str) -> list[str]:
    """The certificate of a finding, a line a number or relation; none where it shows no sum."""
    certificate = finding.certificate
    if certificate is None or not any(member.top for member in certificate.members):
        return []
    return certificate.lines(language)


def _summary(audit: Audit, language: str) -> str:
    """What was found and how much was understood; the latter first where it is little."""
    words = WORDS[language]
    counts = [
        f"{words[severity.value]} {sum(f.severity is severity for f in audit.findings)}"
        for severity in Severity
        if any(f.severity is severity for f in audit.findings)
    ]
    found = words["found"].format(len(audit.findings)) if audit.findings else words["none"]
    parts = [found + (words["aside"].format(words["joint"].join(counts)) if counts else "")]
    if audit.accepted:
        parts.append(words["accepted"].format(len(audit.accepted)))
    parts.insert(
        0 if is_little(audit.coverage) else len(parts), share_text(audit.coverage, language)
    )
    if audit.unknown:
        parts.append(words["unknown"].format(said(audit.unknown, language)))
    elif audit.compared is not None:
        parts.append(words["compared"].format(audit.compared))
    return f"{audit.name}{words['colon']}{words['then'].join(parts)}"


def to_json(audit: Audit, language: str | None = None) -> str:
    """The contract: findings, and how much was understood."""
    return json.dumps(audit_record(audit, language), ensure_ascii=False, indent=1) + "\n"


def audit_record(audit: Audit, language: str | None = None) -> dict[str, object]:
    """An audit as JSON has it."""
    lang = language or audit.language
    data = {} if audit.compared is None else {
        "data": {"compared": audit.compared, "unknown": said(audit.unknown, lang)}
    }  # fmt: skip
    return {
        "document": audit.name,
        "language": audit.language,
        "findings": [finding.record(lang) for finding in audit.findings],
        "accepted": [finding.fingerprint() for finding in audit.accepted],
        "coverage": coverage_record(audit.coverage),
        **data,
    }


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of an earlier audit's JSON: its findings and what it accepted.

    Raises:
        UserError: The file is not such a JSON.
    """
    try:
        # A pipe may never end.
        record = json.loads(path.read_text(encoding="utf-8") if path.is_file() else "")
        found = {finding["fingerprint"] for finding in record["findings"]}
        return frozenset(found | set(record.get("accepted", ())))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            "it is not the JSON of an earlier audit",
            where=str(path),
            remedy="Write one with: yuebao audit FILE --format json > baseline.json",
        ) from error


def without_known(audit: Audit, known: frozenset[str]) -> Audit:
    """The audit with the findings of a baseline set aside."""
    accepted: tuple[Finding, ...] = tuple(f for f in audit.findings if f.fingerprint() in known)
    kept = tuple(f for f in audit.findings if f.fingerprint() not in known)
    return replace(audit, findings=kept, accepted=audit.accepted + accepted)
