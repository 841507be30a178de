"""Audit: read a report somebody wrote, and prove what in it cannot be true.

    file → reading → blocks → understanding → claims → rules, reconciliation, comparison
                                                              → findings → telling

Each of these is a room of this package, and `words` a room of the words they read by. A room
imports only those before it (`ROOMS` in `tests/unit/test_layers.py`) and what stands beside this
file: `numbers`, `terms`, `windows` and `claims`, the vocabulary. `audit` takes a document through
all of it.
"""

from __future__ import annotations

from yuebao.auditing._audit import audit, audit_blocks
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.finding import Audit, Finding
from yuebao.auditing.reading.files import read_blocks
from yuebao.auditing.understanding.interpret import read_report

__all__ = ["Audit", "Finding", "Severity", "audit", "audit_blocks", "read_blocks", "read_report"]
