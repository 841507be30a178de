"""What is published is tested, not only the checkout: the wheel is whole, and its demo runs.

`make wheel` builds it; without it, or with one older than the sources, these tests are skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "yuebao"


def absent(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked: a folder to put on the path in place of the checkout."""
    wheels = list((ROOT / "build" / "wheel").glob("yuebao-*.whl"))
    if len(wheels) != 1:
        absent("there is no wheel: make wheel")
    folder = tmp_path_factory.mktemp("wheel")
    with ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder)
    built = folder / "yuebao"
    for path in source_files():
        held = built / path
        if held.is_file() and held.read_bytes() != (PACKAGE / path).read_bytes():
            absent("the wheel is older than the sources: make wheel")
    return folder


def source_files() -> list[Path]:
    return [
        path.relative_to(PACKAGE)
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


def run(unpacked: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_it_holds_every_file_of_the_package_and_no_other(unpacked: Path) -> None:
    held = {
        p.relative_to(unpacked / "yuebao") for p in (unpacked / "yuebao").rglob("*") if p.is_file()
    }
    assert held == set(source_files())
    assert {path.suffix for path in held} >= {".py", ".toml", ".json", ".sql", ".tsv", ".gz", ".xz"}


def test_it_holds_nothing_beside_the_package(unpacked: Path) -> None:
    beside = sorted(path.name for path in unpacked.iterdir())
    assert len(beside) == 2
    assert beside[0] == "yuebao"
    assert beside[1].endswith(".dist-info")
    assert (unpacked / beside[1] / "licenses" / "LICENSE").is_file()


def test_its_demo_builds_the_three_reports(unpacked: Path, tmp_path: Path) -> None:
    where = run(unpacked, "-c", "import yuebao; print(yuebao.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(unpacked)
    said = run(unpacked, "-m", "yuebao", "demo", "--out", "demo", cwd=tmp_path)
    for name in ("lithium-ion-2025-02", "chips-2025-07", "provinces-2025-02"):
        page = tmp_path / "demo" / f"{name}.md"
        assert str(page.relative_to(tmp_path)) in said
        assert "> " in page.read_text(encoding="utf-8"), "the sample's caution stands in it"
