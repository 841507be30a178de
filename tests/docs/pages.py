"""The pages of the repository, what they link to, and files for those that speak of some."""

from __future__ import annotations

import re
from pathlib import Path

from yuebao.publish.demo import unpack_sample

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def all_pages() -> list[Path]:
    """Every page of the repository."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def local_links(page: Path) -> list[str]:
    """What a page links to or shows within the repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link]


def lay_out_exports(folder: Path) -> None:
    """The folders the pages speak of: files of the packaged sample, and a revision of one."""
    unpack_sample(folder / "sample")
    (folder / "sample" / "lithium-2025-02").rename(folder / "exports")
    revised = folder / "exports-april"
    revised.mkdir()
    (export,) = (folder / "exports").glob("出口_*_202501-202502_*.csv")
    text = export.read_bytes().decode("gb18030")
    assert text.count('"34,107,486"') == 1
    again = text.replace('"34,107,486"', '"44,107,486"')
    (revised / export.name).write_bytes(again.encode("gb18030"))
