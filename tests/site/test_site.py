"""A site as a whole: where its links lead, what machines read, and what is drawn anew."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.site.conftest import BASE, QUOTED, SmallStore, Walk, contents, sketch

from yuebao import Month, Store, build_report, load_definition, render_report
from yuebao.domain import UnavailableError, UserError
from yuebao.errors import PlaceError
from yuebao.render import FORMATS
from yuebao.web.links import check_base
from yuebao.web.site.folder import MANIFEST, held

if TYPE_CHECKING:
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = {
    "index.html", "sitemap.xml", "catalog.jsonld", MANIFEST,
    *(f"{code}/{name}" for code in ("zh", "en")
      for name in ("index.html", "feed.xml", "search-index.js")),
}  # fmt: skip
"""The files that list reports."""


def test_a_site_is_whole(
    small: SmallStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    sketch(monkeypatch, but=("en", "2025-02"))
    site = small.site(out)
    assert (site.reports, site.failed, site.has_feed) == (2, (), True)
    walk = Walk(out)
    assert len(walk.pages) > 30
    assert walk.dead() == []
    assert walk.own(BASE) == out / "index.html"
    _check_files(small, out)
    _check_month_before(walk)
    _check_feed(walk)
    _check_map(walk)
    _check_data(walk)
    shown = (out / "zh/index.html").read_text(encoding="utf-8")
    assert "锂电池 &lt;b&gt;简报&lt;/b&gt;" in shown
    assert '<a href="feed.xml" type="application/atom+xml">' in shown
    assert not list(out.glob(".*"))


def _check_files(small: SmallStore, out: Path) -> None:
    definition = load_definition(str(small.definitions / "small.toml"))
    document = build_report(definition, Month(2025, 2), Store(small.path), language="en")
    (folder,) = (out / "en/reports/small/2025-02").glob("v*")
    for form in FORMATS:
        file = folder / f"small-2025-02.{form.extension}"
        assert file.read_bytes() == render_report(document, form.name), form.name
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    cells = json.loads(render_report(document, "json"))["cells"]
    assert {cell["text"] for cell in cells} <= {one["text"] for one in figures.values()}
    page = (folder / "figures.html").read_text(encoding="utf-8")
    for name, record in figures.items():
        assert f'<section id="{name}">' in page
        assert record["permanent"].startswith(f"{QUOTED}en/reports/small/2025-02/v")
        assert record["permanent"].endswith(f"figures.html#{name}")
    lines = (folder / "figures.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(figures) + 1


def _check_month_before(walk: Walk) -> None:
    of = walk.root / "zh/reports/small"
    beside = of / "2025-02/beside.html"
    assert "beside.html" in walk.pages[(of / "2025-02/index.html").resolve()].links
    earlier = re.findall(
        r'class="earlier">.*?<a href="([^"]*)"', beside.read_text(encoding="utf-8")
    )
    assert len(earlier) > 20
    assert all(re.match(r"\.\./2025-01/v\d+-\w+/figures\.html#", link) for link in earlier)
    assert not (of / "2025-01/beside.html").exists()


def _check_feed(walk: Walk) -> None:
    for code in ("zh", "en"):
        feed = ET.parse(walk.root / code / "feed.xml").getroot()
        assert feed.findtext(f"{ATOM}id") == f"{QUOTED}{code}/feed.xml"
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == 2
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one or "") for one in ids)
        for entry in entries:
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert walk.own(link.attrib["href"]).is_file()
            assert entry.findtext(f"{ATOM}updated") == "2025-03-20T00:00:00Z"
            assert entry.findtext(f"{ATOM}summary")
        assert entries[0].findtext(f"{ATOM}title", "").find("2025") > 0


def _check_map(walk: Walk) -> None:
    pages = ET.parse(walk.root / "sitemap.xml").getroot().findall(f"{MAP}url")
    found = {walk.own(page.findtext(f"{MAP}loc", "")) for page in pages}
    live = {walk.root / f"{code}/reports/small/{month}/index.html"
            for code in ("zh", "en") for month in ("2025-01", "2025-02")}  # fmt: skip
    assert found == live | {walk.root / "zh/index.html", walk.root / "en/index.html"}
    robots = (walk.root / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {QUOTED}sitemap.xml" in robots


def _check_data(walk: Walk) -> None:
    catalogue = json.loads((walk.root / "catalog.jsonld").read_text(encoding="utf-8"))
    assert len(catalogue["dcat:dataset"]) == 4
    for one in catalogue["dcat:dataset"]:
        for file in one["dcat:distribution"]:
            held_there = walk.own(file["dcat:downloadURL"]["@id"])
            assert held_there.stat().st_size == file["dcat:byteSize"]
    page = (walk.root / "zh/reports/small/2025-02/index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    record = json.loads(text)
    assert record["@type"] == "Dataset"
    assert record["name"].startswith("锂电池 <b>简报</b>")
    assert {one["encodingFormat"] for one in record["distribution"]} == {
        form.media_type.partition(";")[0] for form in FORMATS
    }
    assert all(walk.own(one["contentUrl"]).is_file() for one in record["distribution"])


@pytest.mark.usefixtures("sketched")
def test_only_what_changed_is_written(small: SmallStore, january: Path, tmp_path: Path) -> None:
    out, whole = january, tmp_path / "whole"
    first = contents(out)
    again = small.site(out, "2025-01")
    assert again.files.written == again.files.removed == ()
    assert contents(out) == first
    added = small.site(out)
    after = contents(out)
    of_january = {"zh/reports/small/2025-01/index.html", "en/reports/small/2025-01/index.html"}
    touched = {name for name in first if after[name] != first[name]}
    assert touched == LISTS | of_january  # January's page leads to February's now
    assert {name for name in added.files.written if "2025-02" not in name} == touched - {MANIFEST}
    small.site(whole)
    assert {name: held[0] for name, held in contents(whole).items()} == {
        name: held[0] for name, held in after.items()
    }


@pytest.mark.usefixtures("sketched")
def test_a_load_of_other_goods_changes_nothing(small: SmallStore, both: Path) -> None:
    first = contents(both)
    small.load_other_goods()
    assert small.site(both).files.written == ()
    assert contents(both) == first


@pytest.mark.usefixtures("sketched")
def test_what_was_published_stays_where_it_was(small: SmallStore, tmp_path: Path) -> None:
    out = tmp_path / "public"
    small.site(out, "2025-02")
    first = contents(out)
    small.revise()
    small.site(out, "2025-02")
    after = contents(out)
    permanent = [name for name in first if re.search(r"/v0-\w+/", name)]
    assert permanent
    assert all(after[name] == first[name] for name in permanent)
    page = (out / "en/reports/small/2025-02/revisions.html").read_text(encoding="utf-8")
    assert re.search(r'href="v0-\w+/index.html">2025-03-20', page)
    assert re.search(r'href="v1-\w+/index.html">2025-04-20', page)
    assert Walk(out).dead() == []


@pytest.mark.usefixtures("sketched")
def test_reports_that_are_no_longer_there_are_removed_and_nothing_else(
    small: SmallStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yuebao.publish.shelf.shipped_names", lambda _: ())
    out, other = tmp_path / "public", small.definitions / "other.toml"
    other.write_text((small.definitions / "small.toml").read_text(encoding="utf-8"), "utf-8")
    assert small.site(out, "2025-01", reports=()).reports == 2
    (out / "CNAME").write_text("trade.example")
    changed = out / "zh/reports/other/2025-01/index.html"
    changed.write_text("a note by hand")
    other.unlink()
    site = small.site(out, "2025-01", reports=())
    assert site.reports == 1
    assert site.files.spared == ("zh/reports/other/2025-01/index.html",)
    assert changed.read_text() == "a note by hand"
    assert (out / "CNAME").read_text() == "trade.example"
    assert [path.name for path in (out / "en/reports").iterdir()] == ["small"]
    assert "other" not in (out / "catalog.jsonld").read_text(encoding="utf-8")


@pytest.mark.usefixtures("sketched")
def test_what_is_not_asked_for_stays(small: SmallStore, january: Path) -> None:
    out = january
    first = contents(out)
    site = small.site(out, "2025-02")
    assert (site.reports, site.files.removed) == (2, ())
    after = contents(out)
    assert {name for name in first if after[name] != first[name]} == LISTS
    assert Walk(out).dead() == []
    assert "small/2025-01/index.html" in (out / "zh/index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("sketched")
def test_what_cannot_be_made_leaves_what_was_there(
    small: SmallStore, january: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = january
    first = contents(out)

    def refuse(*_: object) -> None:
        raise UnavailableError("the rows are lost")

    monkeypatch.setattr("yuebao.web.desk.build_audited", refuse)
    site = small.site(out)
    assert [one.stem for one in site.failed] == ["small/2025-02"]
    assert contents(out) == first
    definition = small.definitions / "small.toml"
    definition.write_text(definition.read_text(encoding="utf-8") + "\n# changed", encoding="utf-8")
    site = small.site(out)
    assert [one.stem for one in site.failed] == ["small/2025-01", "small/2025-02"]
    assert contents(out) == first


@pytest.mark.parametrize(
    "base", ["trade.example", "ftp://trade.example", "https://x?y", "https://", 'https://x/"><b>']
)
def test_an_address_that_is_none_is_refused(small: SmallStore, tmp_path: Path, base: str) -> None:
    with pytest.raises(UserError, match="no address of a site"):
        small.site(tmp_path / "public", base=base)
    assert not (tmp_path / "public").exists()


def test_an_address_is_written_as_the_web_has_it() -> None:
    assert (
        check_base("https://月报.example:8080/站") == "https://xn--4ruo1h.example:8080/%E7%AB%99/"
    )
    assert check_base("http://x.example") == "http://x.example/"


def test_requests_that_cannot_be_met_are_refused(small: SmallStore, tmp_path: Path) -> None:
    out = tmp_path / "public"
    with pytest.raises(UserError, match="there is no definition nowhere"):
        small.site(out, reports=("nowhere",))
    with pytest.raises(UnavailableError, match="no month"):
        small.site(out, "2019-01")
    assert not out.exists()
    out.write_text("a file")
    with pytest.raises(PlaceError):
        small.site(out)
    out.unlink()
    out.mkdir()
    (out / MANIFEST).write_text('{"form": 99}')
    with pytest.raises(UserError, match="does not say what the site's folder holds"):
        small.site(out)
    (out / MANIFEST).unlink()
    with held(out), pytest.raises(PlaceError, match="another run"):
        small.site(out)
    assert list(out.iterdir()) == []


def test_a_site_leaves_no_lock_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    for _ in range(2):
        with held(tmp_path / "public"):
            assert len(list((tmp_path / "temporary").iterdir())) == 1
        assert list((tmp_path / "temporary").iterdir()) == []
    with pytest.raises(ZeroDivisionError), held(tmp_path / "public"):
        raise ZeroDivisionError
    assert list((tmp_path / "temporary").iterdir()) == []
