import os
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
    with pytest.raises(UserError, match=r"no \.csv, \.xlsx, \.xls, \.html or \.mht"):
        find_sources([tmp_path])


@pytest.mark.parametrize("letter", ["\x1b", "\n", "\t", "\x7f", "\x85", "\u2028"])
@pytest.mark.parametrize("in_folder", [False, True])
def test_a_name_with_a_control_character(tmp_path: Path, letter: str, in_folder: bool) -> None:
    touch(tmp_path, f"出口{letter}[31m.csv")
    with pytest.raises(UserError) as refusal:
        find_sources([tmp_path if in_folder else tmp_path / f"出口{letter}[31m.csv"])
    assert refusal.value.found == f"its name holds the control character U+{ord(letter):04X}"
    assert letter not in str(refusal.value)
    assert refusal.value.remedy == "Rename it."


@pytest.mark.parametrize("name", [b"\xb3\xf6\xbf\xda.csv", b"\xff/a.csv"])
def test_a_path_that_is_no_utf_8(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    for given in (path, tmp_path):
        with pytest.raises(UserError, match="holds bytes that are no UTF-8") as refusal:
            find_sources([given])
        str(refusal.value).encode()


@pytest.mark.parametrize("name", ["em\u2003space.csv", "emoji 📈.csv", "e\u0301.csv", "中 文.csv"])
def test_a_name_may_hold_any_letters(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    assert find_sources([tmp_path]) == (tmp_path / name,)


def test_a_pipe_or_a_device_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "出口.csv")
    for path in (tmp_path / "出口.csv", Path("/dev/zero")):
        with pytest.raises(UserError, match="it is no file but a pipe or a device"):
            find_sources([path])


def test_a_path_that_no_system_takes(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="it cannot be opened"):
        find_sources([tmp_path / ("x" * 300)])
    with pytest.raises(UserError, match="there is no such file"):
        find_sources([tmp_path / "a\0b"])
