"""Audit: read a report somebody wrote, and prove what in it cannot be true.

    file → reading → blocks → understanding → claims → rules, reconciliation, comparison
                                                              → findings → telling

Each of these is a room of this package, and `words` a room of the words they read by. A room
imports only those before it (`ROOMS` in `tests/unit/test_layers.py`) and what stands beside this
file: `numbers`, `terms`, `windows` and `claims`, the vocabulary. `audit` takes a document through
all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing._audit import audit, audit_blocks
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.finding import Audit, Finding

if TYPE_CHECKING:
    from yuebao.auditing.reading.files import read_blocks
    from yuebao.auditing.understanding.interpret import read_report

__all__ = ["Audit", "Finding", "Severity", "audit", "audit_blocks", "read_blocks", "read_report"]


if not TYPE_CHECKING:  # a type checker knows the names above, and that there are no others

    def __getattr__(name: str) -> object:
        """Import what reads files when it is first used: the audit of a built report needs none."""
        if name == "read_blocks":
            from yuebao.auditing.reading.files import read_blocks as found
        elif name == "read_report":
            from yuebao.auditing.understanding.interpret import read_report as found
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return found
