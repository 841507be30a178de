"""Every error there is has the one JSON shape, and survives the way from one process to another."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.command import yuebao
from tests.docs.pages import ROOT
from tools.docs.lists import error_classes

from yuebao.domain import SourceError, YuebaoError
from yuebao.publish.errors import ERROR_KEYS, error_record, system_error

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao import Store

SHAPE = {"kind": str, "message": str, "where": str, "remedy": str, "exit_status": int}
ERRORS = error_classes()


def example(kind: type[YuebaoError]) -> YuebaoError:
    if issubclass(kind, SourceError):
        return kind("it is odd", file="出口.csv", line=3, column="美元", remedy="Look at it.")
    return kind("it is odd", where="出口.csv, line 3, column 美元", remedy="Look at it.")


def in_shape(record: dict[str, Any]) -> dict[str, Any]:
    """The error of a JSON, which has the shape and nothing else."""
    assert list(record) == ["error"]
    error: dict[str, Any] = record["error"]
    assert {key: type(value) for key, value in error.items()} == SHAPE
    return error


def test_the_shape_is_the_documented_one() -> None:
    assert list(ERROR_KEYS) == list(SHAPE)
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert all(f"| `{key}` |" in page for key in SHAPE)
    assert len(ERRORS) > 10


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_has_the_shape(kind: type[YuebaoError]) -> None:
    record = json.loads(json.dumps(error_record(example(kind))))
    assert in_shape(record) == {
        "kind": kind.__name__,
        "message": "it is odd",
        "where": "出口.csv, line 3, column 美元",
        "remedy": "Look at it.",
        "exit_status": kind.exit_status,
    }
    assert kind.exit_status in (1, 2, 3)


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_goes_to_another_process(kind: type[YuebaoError]) -> None:
    error = example(kind)
    there = pickle.loads(pickle.dumps(error))  # ours
    assert (type(there), str(there), vars(there)) == (type(error), str(error), vars(error))


def test_what_the_system_refuses_has_the_shape() -> None:
    error = in_shape(error_record(system_error(PermissionError(13, "Permission denied", "/x"))))
    assert (error["where"], error["message"]) == ("/x", "permission denied")
    assert in_shape(error_record(system_error(OSError("odd"))))["message"] == "odd"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("status",), "StoreError"),
        (("verify",), "StoreError"),
        (("plan", "bogus", "2025-02"), "DefinitionError"),
        (("plan", "lithium-ion", "2025-13"), "UserError"),
        (("plan",), "UserError"),
        (("status", "lithium-ion"), "StoreError"),
        (("verify", "--bogus"), "UserError"),
        (("verify", "--store", "-"), "UserError"),
    ],
)
def test_a_command_for_machines_prints_it(
    tmp_path: Path, words: tuple[str, ...], kind: str
) -> None:
    """On stdout, beside the paragraph on stderr, with the same exit status."""
    for asked in (("--format", "json"), ("--format=json",)):
        done = yuebao(*words, *asked, cwd=tmp_path, YUEBAO_STORE=str(tmp_path / "none"))
        error = in_shape(json.loads(done.out))
        assert (error["kind"], error["exit_status"]) == (kind, done.status)
        assert str(error["message"]).rstrip(".") in done.refusal()
        said = yuebao(*words, cwd=tmp_path, YUEBAO_STORE=str(tmp_path / "none"))
        assert (said.out, said.err, said.status) == ("", done.err, done.status)


def test_an_audit_that_cannot_read_prints_it(tmp_path: Path, store: Store) -> None:
    (tmp_path / "odd.docx").write_bytes(b"PK\x03\x04 no Word file")
    done = yuebao("audit", tmp_path / "odd.docx", "--store", store.path, "--format", "json")
    assert in_shape(json.loads(done.out))["kind"] == "SourceError"
    assert done.status == 3
