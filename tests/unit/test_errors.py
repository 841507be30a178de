"""Errors: one tree, stable exit statuses, one paragraph that says where, what and what to do."""

import inspect
import re

import pytest

from yuebao import domain, errors
from yuebao.domain import (
    DataError,
    SelfAuditError,
    SourceError,
    UserError,
    YuebaoError,
)

ALL = [
    kind for _, kind in inspect.getmembers(domain, inspect.isclass) if issubclass(kind, YuebaoError)
]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({}, "it is so."),
        ({"where": "a.csv"}, "a.csv: it is so."),
        ({"remedy": "Do this."}, "it is so. Do this."),
        ({"where": "a.csv", "remedy": "Do this."}, "a.csv: it is so. Do this."),
    ],
)
def test_an_error_is_one_paragraph(parts: dict[str, str], text: str) -> None:
    error = YuebaoError("it is so", **parts)
    assert str(error) == text
    assert error.found == "it is so"


def test_a_full_stop_is_not_doubled() -> None:
    assert str(YuebaoError("it is so.")) == "it is so."


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "a.csv: is cut."),
        ({"line": 7}, "a.csv, line 7: is cut."),
        ({"column": "人民币"}, "a.csv, column 人民币: is cut."),
        ({"line": 7, "column": "3"}, "a.csv, line 7, column 3: is cut."),
    ],
)
def test_a_source_error_says_file_line_and_column(place: dict[str, object], text: str) -> None:
    assert str(SourceError("is cut", file="a.csv", **place)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_is_the_users_or_the_datas_or_a_finding(kind: type[YuebaoError]) -> None:
    if kind is SelfAuditError:
        assert kind.exit_status == 1
    elif kind is not YuebaoError:
        assert issubclass(kind, UserError) != issubclass(kind, DataError)
        assert kind.exit_status == (2 if issubclass(kind, UserError) else 3)


def test_the_tree_at_the_top_of_the_module_is_the_real_one() -> None:
    drawn = re.findall(r"^ {4}[│├└─ ]*(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    defined = [name for name, kind in vars(errors).items() if inspect.isclass(kind)]
    assert sorted(drawn) == sorted(defined)


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("a\x1b[31mb.csv", r"a\x1b[31mb.csv"),
        ("a\nb\tc\x07.csv", r"a\nb\tc\x07.csv"),
        ("\udcff.csv", r"\udcff.csv"),
        ("中文 é 📈.csv", "中文 é 📈.csv"),
    ],
)
def test_what_a_terminal_would_take_for_a_command_is_shown(where: str, shown: str) -> None:
    assert str(UserError("it is not there", where=where)) == f"{shown}: it is not there."
