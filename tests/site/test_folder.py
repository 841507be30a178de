"""A site's folder: what is written there, what is left alone, and what a killed run leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuebao.domain import UserError
from yuebao.errors import PlaceError
from yuebao.web.site.files import SiteLinks, file_of, web_address
from yuebao.web.site.folder import MANIFEST, SiteFolder, SiteReport, Written, read_manifest

REPORTS = {"small/2025-02": SiteReport("k", "l", {"v1-a": "2025-03-20"}, ())}


def write(out: Path, files: dict[str, str], tmp_path: Path) -> Written:
    out.mkdir(exist_ok=True)
    drawn = tmp_path / "drawn"
    drawn.mkdir(exist_ok=True)
    folder = SiteFolder(out, drawn, read_manifest(out))
    for file, text in files.items():
        folder.put(file, text.encode())
    return folder.publish(REPORTS)


@pytest.mark.parametrize("allowed", range(5))
def test_a_run_that_is_killed_leaves_links_that_lead_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    out = tmp_path / "public"
    page, old, new = "zh/reports/small/2025-02", "v1-a/index.html", "v2-a/index.html"
    write(out, {"zh/index.html": "1", f"{page}/index.html": old, f"{page}/{old}": "a"}, tmp_path)
    later = {"zh/index.html": "2", f"{page}/index.html": new, f"{page}/{new}": "b"}
    moves = 0
    real = Path.replace

    def killed(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves > allowed:
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(PlaceError, match="no space left"):
            write(out, later, tmp_path)
    shown = (out / page / "index.html").read_text()
    assert (out / page / shown).is_file()
    finished = write(out, later, tmp_path)
    assert len(finished.written) == max(0, min(3, 4 - allowed))
    assert not (out / page / "v1-a").exists()
    assert write(out, later, tmp_path).written == ()
    assert read_manifest(out).reports == REPORTS


def test_a_file_of_others_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "index.html").write_text("theirs")
    with pytest.raises(UserError, match="did not write what is there"):
        write(out, {"404.html": "x", "index.html": "ours"}, tmp_path)
    assert [path.name for path in out.iterdir()] == ["index.html"]
    (out / "index.html").write_text("ours")
    assert write(out, {"index.html": "ours"}, tmp_path).written == ()
    assert (out / MANIFEST).is_file()


@pytest.mark.parametrize(
    ("parts", "currency", "file"),
    [
        (("zh", ""), "", "zh/index.html"),
        (("static", "site.css"), "", "static/site.css"),
        (("zh", "sources", "0ab"), "", "zh/sources/0ab.html"),
        (("zh", "reports", "v1.2", "2025-02", "latest"), "", "zh/reports/v1.2/2025-02/index.html"),
        (("zh", "reports", "x", "2025-02", "v1-a"), "cny",
         "zh/reports/x/2025-02-cny/v1-a/index.html"),
        (("zh", "reports", "x", "2025-02", "v1-a", "report.pdf"), "cny",
         "zh/reports/x/2025-02-cny/v1-a/x-2025-02-cny.pdf"),
        (("zh", "reports", "x", "2025-02", "v1-a", "tables", "t,all"), "",
         "zh/reports/x/2025-02/v1-a/tables/t,all.html"),
        (("zh", "reports", "x", "2025-02", "v1-a", "charts", "t,all.svg"), "",
         "zh/reports/x/2025-02/v1-a/charts/t,all.svg"),
        (("zh", "reports", "x", "2025-02", "v1-a", "figures", "t,~"), "",
         "zh/reports/x/2025-02/v1-a/figures.html#t,~"),
    ],
)  # fmt: skip
def test_each_address_is_a_file(parts: tuple[str, ...], currency: str, file: str) -> None:
    assert "".join(file_of(parts, currency)) == file


def test_links_are_relative_and_quoted() -> None:
    at = "zh/reports/电池/2025-02/index.html"
    links = SiteLinks(at, "https://x.example/", "v1-a")
    assert links.to("static", "site.css") == "../../../../static/site.css"
    assert links.to("en", "reports", "电池", "2025-02", "latest") == (
        "../../../../en/reports/%E7%94%B5%E6%B1%A0/2025-02/index.html"
    )
    report = ("zh", "reports", "电池", "2025-02", "latest")
    assert links.to(*report, "tables", "t") == "v1-a/tables/t.html"
    assert SiteLinks(at).to(*report, "tables", "t") == "index.html"
    assert links.said(*report) == web_address("https://x.example/", at)
    assert SiteLinks("404.html", "https://x.example/", absolute=True).to("zh", "") == (
        "https://x.example/zh/"
    )
