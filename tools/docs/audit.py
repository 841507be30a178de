"""The page of the audit's rules, from its catalogue."""

from __future__ import annotations

from tools.docs.markdown import code, codes, member_docs, page, table

from yuebao.auditing.findings.catalogue import Severity, catalogue


def audit_page() -> str:
    """Every rule with what it means and an example, worst first."""
    said = member_docs(Severity)
    blocks = [
        "What `yuebao audit` finds. With `--format json` it writes `findings`, each with `rule`, "
        "`severity`, `where` (table, window, block, label, measure; or paragraph and quote), "
        "`printed`, `expected`, `message` and `fingerprint`, by which a later audit given "
        "`--baseline` knows it again. Severities, worst first, are "
        f"{codes(severity.value for severity in Severity)}.",
    ]
    for severity in Severity:
        rows = [
            (code(rule.id), rule.explanation["en"], rule.explanation["zh"], rule.example)
            for rule in catalogue().values()
            if rule.severity is severity
        ]
        if rows:
            blocks += [
                f"## {severity.value}",
                said[severity.value],
                table(["Rule", "Meaning", "含义", "Example"], rows),
            ]
    return page("Rules of the audit", *blocks)
