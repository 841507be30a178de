"""Audit: read a report somebody wrote, and prove what in it cannot be true.

    document → blocks → claims → findings

`read` reduces a file of any format to blocks, `interpret` turns blocks into a `Reading` (`claims`),
`rules` judge the reading, `findings` say it to people and programs.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from yuebao.audit._audit import audit, audit_blocks
from yuebao.audit._catalogue import Severity
from yuebao.audit.findings import Audit, Finding
from yuebao.audit.read import read_blocks, read_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report.model import Document
    from yuebao.store import Store


class _CallablePackage(ModuleType):
    """A package that is called as the function of its name.

    Importing `yuebao.audit` binds the name `audit` of `yuebao` to this package, whatever was bound
    there before; so `from yuebao import audit` gives the package, and it does what the function
    does.
    """

    def __call__(
        self, source: str | Path | Document, store: Store | None = None, **options: Any
    ) -> Audit:
        """Audit a document: see `yuebao.audit.audit`."""
        return audit(source, store, **options)


sys.modules[__name__].__class__ = _CallablePackage

__all__ = ["Audit", "Finding", "Severity", "audit", "audit_blocks", "read_blocks", "read_report"]
