from pathlib import Path

import pytest

from yuebao.domain import UserError
from yuebao.sources import find_sources


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_gives_its_tables_sorted_and_from_below(tmp_path: Path) -> None:
    touch(tmp_path, "b.csv", "a.XLSX", "deep/er/c.xls", "notes.txt", "d.Csv")
    found = find_sources([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.XLSX",
        "b.csv",
        "d.Csv",
        "deep/er/c.xls",
    ]


def test_hidden_files_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv", ".b.csv", "~$c.xlsx", ".trash/d.csv")
    assert find_sources([tmp_path]) == (tmp_path / "a.csv",)


def test_a_hidden_folder_above_the_one_given_hides_nothing(tmp_path: Path) -> None:
    touch(tmp_path, ".cache/a.csv")
    assert find_sources([tmp_path / ".cache"]) == (tmp_path / ".cache" / "a.csv",)


def test_a_file_is_taken_as_given_whatever_its_name(tmp_path: Path) -> None:
    touch(tmp_path, "download")
    assert find_sources([tmp_path / "download"]) == (tmp_path / "download",)


def test_files_keep_the_order_given_and_come_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.csv", "b.csv")
    given = [tmp_path / "b.csv", tmp_path, tmp_path / "b.csv"]
    assert find_sources(given) == (tmp_path / "b.csv", tmp_path / "a.csv")


def test_a_folder_named_like_a_table_is_no_file(tmp_path: Path) -> None:
    touch(tmp_path, "2024.csv/a.csv")
    assert find_sources([tmp_path]) == (tmp_path / "2024.csv" / "a.csv",)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file or folder") as refusal:
        find_sources([tmp_path / "nowhere"])
    assert refusal.value.where == str(tmp_path / "nowhere")


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt")
    with pytest.raises(UserError, match=r"no \.csv, \.xlsx or \.xls"):
        find_sources([tmp_path])
