"""The pages a newcomer reads: what they tell to type, and what they link to."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from yuebao.publish.demo import unpack_sample

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"# exit status (\d)")
TOML_NAME = re.compile(r"# (\S+\.toml)\n")
LEFT_OUT = "…"
"""The line that stands for lines of output a page leaves out."""
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def all_pages() -> list[Path]:
    """Every page of the repository."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    text = page.read_text(encoding="utf-8")
    return [body for found, body in BLOCK.findall(text) if found == language]


@dataclass(frozen=True)
class Told:
    """A command a page tells to type.

    Attributes:
        arguments: What stands behind `yuebao`.
        status: The exit status; 0 unless a comment behind the command says another.
        output: Lines the page shows of its output.
    """

    arguments: list[str]
    status: int
    output: list[str]


def commands(page: Path) -> list[Told]:
    """Each `$ yuebao` command, lines that end in a backslash joined."""
    found: list[Told] = []
    for line in "".join(blocks(page, "console")).replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            words = shlex.split(line, comments=True)
            assert words[1] == "yuebao", line
            status = STATUS.search(line)
            found.append(Told(words[2:], int(status[1]) if status else 0, []))
        elif line.strip() != LEFT_OUT:
            found[-1].output.append(line.strip())
    return found


def write_toml(page: Path, folder: Path) -> None:
    """Save the TOML blocks that name their file in their first line, as `# house.toml`."""
    for block in blocks(page, "toml"):
        if name := TOML_NAME.match(block):
            (folder / name[1]).write_text(block, encoding="utf-8")


def write_tables(page: Path, folder: Path) -> None:
    """Save the CSV blocks, which name their file in a first line that is not theirs."""
    for block in blocks(page, "csv"):
        name, _, text = block.removeprefix("# ").partition("\n")
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


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
