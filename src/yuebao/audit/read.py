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
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(content: bytes, name: str) -> Blocks:
    """Reduce a document to blocks, its format told by its name."""
    text = content.decode("utf-8-sig")
    return read_markdown(text, name) if name.endswith(".md") else read_text(text, name)


def read_report(path: Path) -> Reading:
    """Everything a document claims."""
    return read_claims(read_blocks(path))
