"""A store, a small report about it, and sites of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from yuebao import Store
from yuebao.domain import Period
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.web.desk import Desk
from yuebao.web.site.build import Site, SiteRequest, build_site

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.web.desk import Edition

BASE = "https://trade.example/月报/"

SMALL = """
[title]
zh = "锂电池 <b>简报</b>"
en = "Batteries & more: in short"
[subject]
label = { zh = "锂电池", en = "batteries" }
codes = ["85076000"]
[units]
USD = "亿美元"
[[sections]]
kind = "overview"
[[sections]]
kind = "provinces"
"""


@dataclass(frozen=True)
class SmallStore:
    """A store of batteries, and the folder with a definition of a small report about them."""

    path: Path
    definitions: Path
    export: Path

    def site(self, out: Path, months: str = "2025-01..2025-02", **asked: object) -> Site:
        """Write its site: of the small report alone, unless others are asked for."""
        said = {"base": BASE, "reports": ("small",), "definitions": self.definitions} | asked
        return build_site(SiteRequest(self.path, out, months=Period.parse(months), **said))  # type: ignore[arg-type]

    def revise(self) -> None:
        """Load a file with another number in it, as released a month later."""
        text = self.export.read_bytes().decode("gb18030").replace('"34,107,486"', '"44,107,486"')
        self.export.write_bytes(text.encode("gb18030"))
        Store(self.path).load([self.export], released=date(2025, 4, 20))

    def load_other_goods(self) -> None:
        """Load files of goods that the report is not about."""
        for report in read_sample().reports:
            if report.definition == "chips":
                load_sample(Store(self.path), report, self.export.parents[1])


def sketch(patched: pytest.MonkeyPatch, but: tuple[str, str] = ("", "")) -> None:
    """Let downloads hold what they would be drawn from, but those of a language and a month."""
    draw = Desk.drawn

    def drawn(desk: Desk, edition: Edition, form: str) -> bytes:
        if (edition.key.language, str(edition.key.month)) == but:
            return draw(desk, edition, form)
        return repr((edition.key, form)).encode()

    patched.setattr(Desk, "drawn", drawn)


@pytest.fixture
def sketched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let downloads hold what they would be drawn from: drawing them is another test's."""
    sketch(monkeypatch)


def small_store(folder: Path) -> SmallStore:
    """Make a store of batteries in a folder."""
    files, store = folder / "files", folder / "库 a"
    unpack_sample(files)
    for report in read_sample().reports:
        if report.definition == "lithium-ion":
            load_sample(Store(store), report, files)
    (folder / "definitions").mkdir()
    (folder / "definitions" / "small.toml").write_text(SMALL, encoding="utf-8")
    return _small_in(folder)


def _small_in(folder: Path) -> SmallStore:
    (export,) = (folder / "files" / "lithium-2025-02").glob("出口_*_202501-202502_*.csv")
    return SmallStore(folder / "库 a", folder / "definitions", export)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of batteries, and sketched sites of one month and of two."""
    folder = tmp_path_factory.mktemp("small")
    small = small_store(folder)
    with pytest.MonkeyPatch.context() as patched:
        sketch(patched)
        small.site(folder / "one", "2025-01")
        shutil.copytree(folder / "one", folder / "two")
        small.site(folder / "two")
    return folder


@pytest.fixture
def small(made: Path, tmp_path: Path) -> SmallStore:
    """A store of batteries of its own."""
    for part in ("files", "库 a", "definitions"):
        shutil.copytree(made / part, tmp_path / part)
    return _small_in(tmp_path)


@pytest.fixture
def january(made: Path, tmp_path: Path) -> Path:
    """A sketched site of that store's January."""
    return shutil.copytree(made / "one", tmp_path / "public")


@pytest.fixture
def both(made: Path, tmp_path: Path) -> Path:
    """A sketched site of its two months, to which February came later."""
    return shutil.copytree(made / "two", tmp_path / "public")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.places.add(value)


@dataclass(frozen=True)
class Walk:
    """Every page of a site, with its links."""

    root: Path

    @cached_property
    def pages(self) -> dict[Path, _Links]:
        """The links and places of each page."""
        found = {}
        for file in self.root.rglob("*.html"):
            found[file.resolve()] = links = _Links()
            links.feed(file.read_text(encoding="utf-8"))
        return found

    def own(self, address: str) -> Path:
        """The file of an address of the site on the web."""
        assert address.startswith((BASE, QUOTED)), address
        path = unquote(address).removeprefix(BASE)
        return self.root / (f"{path}index.html" if path.endswith("/") or not path else path)

    def dead(self) -> list[tuple[str, str]]:
        """Links that lead to no file, or to no place in it, each with its page."""
        found = []
        for page, links in self.pages.items():
            for link in links.links:
                url = urlsplit(link)
                if url.scheme == "data":
                    continue
                if url.scheme:
                    to = self.own(link.partition("#")[0]).resolve()
                else:
                    assert not url.path.startswith("/"), (page, link)
                    to = (page.parent / unquote(url.path)).resolve() if url.path else page
                place = unquote(url.fragment)
                if not to.is_file() or (place and place not in self.pages[to].places):
                    found.append((str(page.relative_to(self.root.resolve())), link))
        return found


QUOTED = "https://trade.example/%E6%9C%88%E6%8A%A5/"


def contents(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its content and when it was last written."""
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }
