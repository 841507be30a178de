"""Files are written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.command import contents, write

from yuebao import Month, Store, build_report
from yuebao.domain import UserError
from yuebao.publish.writing import FORMAT_NAMES, parse_formats, write_files, write_report
from yuebao.render import FORMATS, Format

if TYPE_CHECKING:
    from pathlib import Path


def test_a_renderer_that_fails_writes_no_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_document: object) -> bytes:
        raise UserError("cannot be drawn")

    monkeypatch.setattr("yuebao.render.annex.render_annex", refuse)
    document = build_report("lithium-ion", Month(2025, 2), store)
    with pytest.raises(UserError, match="cannot be drawn"):
        write_report(document, tmp_path / "out", ["md", "json"])
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_written_leaves_none_and_keeps_the_old(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = build_report("lithium-ion", Month(2025, 2), store)
    old = write(tmp_path, "lithium-ion-2025-02.md", "the report of yesterday")
    real = Format("odd", f"{'x' * 300}", "text/plain", "a name too long", FORMATS[0].function)
    known = {"md": FORMATS[0], "odd": real}
    monkeypatch.setattr("yuebao.publish.writing.find_format", known.__getitem__)
    with pytest.raises(UserError, match="cannot be written: file name too long") as refused:
        write_report(document, tmp_path, ["md", "odd"])
    assert refused.value.where == str(tmp_path / f"lithium-ion-2025-02.{'x' * 300}")
    assert contents(tmp_path) == {old.name: b"the report of yesterday"}


def test_files_replace_what_was_there_together(tmp_path: Path) -> None:
    write(tmp_path, "one", "old")
    written = write_files(tmp_path, {"one": b"1", "two": b"2"})
    assert written == (tmp_path / "one", tmp_path / "two")
    assert contents(tmp_path) == {"one": b"1", "two": b"2"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    taken = write(tmp_path, "taken", "a file")
    with pytest.raises(UserError, match="cannot be written: not a directory") as refused:
        write_files(taken / "out", {"one": b"1"})
    assert refused.value.where == str(taken / "out")


def test_formats_are_named_once_each() -> None:
    assert parse_formats("json, md,json") == ("json", "md")
    assert parse_formats(",".join(FORMAT_NAMES)) == FORMAT_NAMES
    for wrong in ("", " ,", "md,word"):
        with pytest.raises(UserError, match="format"):
            parse_formats(wrong)
