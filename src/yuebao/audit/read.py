"""Read a file of any format into blocks, or into claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.audit.interpret import read_claims
from yuebao.audit.read_markdown import read_markdown
from yuebao.audit.read_text import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.audit.blocks import Blocks
    from yuebao.audit.claims import Reading


def read_blocks(path: Path) -> Blocks:
    """Reduce a document to blocks."""
    content = path.read_text(encoding="utf-8-sig")
    return (
        read_markdown(content, path.name) if path.suffix == ".md" else read_text(content, path.name)
    )


def read_report(path: Path) -> Reading:
    """Everything a document claims."""
    return read_claims(read_blocks(path))
