"""The page of the real files is current, and every file is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.docs.files import FOLDERS, SHARED, files_page
from tools.write_docs import FILES, FOLDER

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_of_real_files_is_current(shared: Path) -> None:
    assert shared == SHARED
    text = files_page()
    for path in (path for folder in FOLDERS for path in (SHARED / folder).rglob("*")):
        listed = f"| `{path.relative_to(SHARED).as_posix()}` |" in text
        assert listed or path.is_dir() or path.suffix == ".toml"
    assert (FOLDER / FILES).read_text(encoding="utf-8") == text, "run `make docs`"


def test_the_page_has_the_oracle_and_the_file_that_is_cut() -> None:
    lines = (FOLDER / FILES).read_text(encoding="utf-8").splitlines()
    [lithium] = [line for line in lines if "2024锂离子蓄电池出口.csv" in line]
    assert "24,098,719,112 CNY" in lithium
    assert [line.split("`")[1] for line in lines if "probably cut" in line] == [
        "data/query/sanitary-ware/39221000_2025.xlsx"
    ]
    data = [line for line in lines if line.startswith("| `data/")]
    assert not [line for line in data if "| refused |" in line and "`data/codes/" not in line]
