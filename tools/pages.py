"""Draw every page of the sample's reports as a picture, to look at before they go out.

    python -m tools.pages [--readme] [WORD…]

Pictures go to build/pages, with the reports beside them. What a program is not there for is left
out and said so: poppler-utils for PDF, LibreOffice for Word and Excel, Chromium for the page on the
web. Fonts that the machine lacks are lent from the package. Where `../shared` is there, reports on
real files are drawn too. With words, only the files with one of them in their names are drawn. With
`--readme` the pictures of docs/pictures are made anew (ImageMagick).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.chromium import Browser, Page
from tools.emptiness import can_measure, emptiness
from tools.fonts import lend_fonts

from yuebao.domain import Flow, Month, Scope
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.render import FORMATS
from yuebao.report import Adjustments, build_report
from yuebao.report.language import LANGUAGES
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "pages"
PICTURES = ROOT / "docs" / "pictures"
REAL_FILES = ROOT.parent / "shared" / "data" / "query"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
GERMANY = "td > data[value='8.21715714']"
"""The number whose panel the README shows."""

THEMES = ("reference", "standard")


@dataclass(frozen=True, slots=True)
class RealReport:
    """A report on real files.

    Attributes:
        definition: What is built.
        month: The month reported.
        files: The files of each side of trade, as patterns in the folder of real files.
        codes: What they were asked for, where their names do not say it.
    """

    definition: str
    month: Month
    files: Mapping[Flow, tuple[str, ...]]
    codes: tuple[str, ...] = ()


REAL_REPORTS = (
    RealReport(
        str(ROOT / "tools" / "sanitary-ware.toml"),
        Month(2026, 6),
        {Flow.EXPORT: ("sanitary-ware/3922*", "sanitary-ware/7324*")},
    ),
    RealReport(
        "soybeans",
        Month(2025, 10),
        {
            Flow.IMPORT: ("soybeans/2023.csv", "soybeans/*in.csv"),
            Flow.EXPORT: ("soybeans/*out.csv",),
        },
        codes=("1201",),
    ),
)

DOTS = "80"
"""Dots per inch: enough to read, small enough to look at many."""


def build_reports(folder: Path) -> list[Path]:
    """Build the reports in every language and format; gives the files."""
    wanted: list[tuple[str, Month]] = []
    store = Store(folder / "store")
    with tempfile.TemporaryDirectory() as unpacked:
        unpack_sample(Path(unpacked))
        for report in read_sample().reports:
            load_sample(store, report, Path(unpacked))
            wanted.append((report.definition, report.month))
    if REAL_FILES.is_dir():
        for real in REAL_REPORTS:
            load_real(store, real)
            wanted.append((real.definition, real.month))
    else:
        tell(f"{REAL_FILES}: not there; the reports on real files are left out")
    return [
        path
        for definition, month in wanted
        for language in LANGUAGES
        for theme in THEMES
        for path in build(store, (definition, month, theme), language, folder)
    ]


def load_real(store: Store, report: RealReport) -> None:
    """Load a report's files as if the partners in them were all there are."""
    for flow, patterns in report.files.items():
        paths = [path for pattern in patterns for path in sorted(REAL_FILES.glob(pattern))]
        store.load(paths, flow=flow, scope=Scope(), codes=report.codes)


def build(
    store: Store, report: tuple[str, Month, str], language: str, folder: Path
) -> Iterator[Path]:
    """Write a report in every format, as `<definition>-<month>-<language>.<ext>`.

    The theme stands before the ending where it is not the first of `THEMES`.
    """
    definition, month, theme = report
    accept = Adjustments(accept_partial=True)
    document = build_report(definition, month, store, language=language, theme=theme, adjust=accept)
    dressed = "" if theme == THEMES[0] else f"-{theme}"
    for known in FORMATS:
        name = f"{document.definition}-{month}-{language}{dressed}.{known.extension}"
        path = folder / name
        path.write_bytes(known.render(document))
        yield path


def draw(reports: list[Path], folder: Path) -> Iterator[Path]:
    """Draw the reports; gives the pictures."""
    with ExitStack() as stack:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        office, browser = shutil.which("soffice"), None
        if program := next(filter(None, map(shutil.which, BROWSERS)), None):
            browser = stack.enter_context(Browser(program, Path(profile)))
        for absent, what in ((office, "LibreOffice"), (browser, "Chromium")):
            if absent is None:
                tell(f"{what}: not there; its pictures are left out")
        for report in reports:
            match report.suffix:
                case ".pdf":
                    tell_emptiness(report, report)
                    yield from pictures_of(report, folder / f"{report.stem}-pdf")
                case ".docx" | ".xlsx" if office:
                    printed = as_pdf(report, office, Path(profile))
                    if report.suffix == ".docx":
                        tell_emptiness(report, printed)
                    yield from pictures_of(printed, folder / f"{report.stem}-{report.suffix[1:]}")
                case ".html" if browser:
                    yield from screens(report, browser, folder)
                case _:
                    pass


def tell_emptiness(report: Path, pdf: Path) -> None:
    """Say how much of a report's pages is left empty, by its PDF."""
    shares = emptiness(pdf) if can_measure() else []
    if shares:
        tell(
            f"{report.name}: {sum(shares) / len(shares):.0%} of {len(shares)} pages empty, "
            f"at most {max(shares):.0%}"
        )


def pictures_of(pdf: Path, stem: Path) -> list[Path]:
    """A picture a page of a PDF; none where there is no pdftoppm."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    subprocess.run([program, "-r", DOTS, "-png", pdf, stem], check=True)  # noqa: S603 - our files
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def as_pdf(report: Path, office: str, folder: Path) -> Path:
    """What LibreOffice makes of a Word or Excel file."""
    # A profile of its own, so that an open LibreOffice does not answer in its place.
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    out = folder / report.suffix[1:]
    subprocess.run(  # noqa: S603 - our files
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", out, report],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return out / f"{report.stem}.pdf"


def screens(report: Path, browser: Browser, folder: Path) -> Iterator[Path]:
    """The page as a browser shows it: light, dark, on a phone, and printed."""
    for name, width, dark in (("light", 1000, False), ("dark", 1000, True), ("phone", 390, False)):
        page = Page(browser, width=width)
        page.media(dark=dark)
        page.open(report)
        picture = folder / f"{report.stem}-html-{name}.png"
        page.picture(picture)
        yield picture
    printed = folder / f"{report.stem}-html-print.pdf"
    printed.write_bytes(page.pdf())
    yield from pictures_of(printed, folder / f"{report.stem}-html-print")


def draw_for_readme(folder: Path) -> Iterator[Path]:
    """Three pages side by side, and a number of the page on the web with its panel open."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    names = ("lithium-ion-2025-02-zh-pdf-3", "lithium-ion-2025-02-zh-pdf-4",
             "provinces-2025-02-zh-pdf-3")  # fmt: skip
    border = ["-bordercolor", "#b0b0b0", "-border", "1", "-bordercolor", "white", "-border", "8"]
    pages = [folder / f"{name}.png" for name in names]
    yield in_few_colours([*pages, *border, "+append", "-resize", "1500x"], PICTURES / "pages.png")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        return
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Browser(program, Path(profile)) as browser,
    ):
        page = Page(browser, width=900, height=640)
        page.open(folder / "lithium-ion-2025-02-zh.html")
        page.click(GERMANY)
        page.run("document.getElementById('panel').scrollIntoView({block: 'end'})")
        picture = folder / "page-html.png"
        page.picture(picture, full=False)
    yield in_few_colours([picture], PICTURES / "page-html.png")


def in_few_colours(source: list[str | Path], target: Path) -> Path:
    """A picture made small by ImageMagick."""
    program = shutil.which("convert")
    if program is None:
        raise SystemExit("ImageMagick is not there")
    fewer = ["-dither", "None", "-colors", "24", "-define", "png:compression-level=9", "-strip"]
    subprocess.run([program, *source, *fewer, target], check=True)  # noqa: S603 - our files
    return target


def tell(line: object) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Build, draw, and print the list."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    os.environ.update(lend_fonts(FOLDER / "fonts"))
    words = [word for word in sys.argv[1:] if word != "--readme"]
    reports = build_reports(FOLDER)
    chosen = [path for path in reports if not words or any(word in path.name for word in words)]
    for picture in draw(chosen, FOLDER):
        tell(picture.relative_to(ROOT))
    if "--readme" in sys.argv[1:]:
        for picture in draw_for_readme(FOLDER):
            tell(f"{picture.relative_to(ROOT)} ({picture.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
