"""Audit: read a report somebody wrote, and prove what in it cannot be true.

    document → blocks → claims → findings

`read` reduces a file of any format to blocks, `interpret` turns blocks into a `Reading` (`claims`),
`rules` judge the reading, `findings` say it to people and programs.
"""

from yuebao.audit._audit import audit, audit_blocks
from yuebao.audit._catalogue import Severity
from yuebao.audit.findings import Audit, Finding
from yuebao.audit.read import read_blocks, read_report

__all__ = ["Audit", "Finding", "Severity", "audit", "audit_blocks", "read_blocks", "read_report"]
