"""The front door: every public name is there, says what it is, and stays what it is."""

from __future__ import annotations

import subprocess
import sys
from inspect import getdoc, isclass
from pathlib import Path

import pytest

import yuebao

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", yuebao.__all__)
def test_every_public_name_resolves_and_says_what_it_is(name: str) -> None:
    value = getattr(yuebao, name)
    assert callable(value)
    doc = getdoc(value) or ""
    assert len(doc.split()) >= 3
    assert not doc.startswith(f"{name}("), "a dataclass without a docstring of its own"


@pytest.mark.parametrize("name", [n for n in yuebao.__all__ if isclass(getattr(yuebao, n))])
def test_every_public_method_says_what_it_does(name: str) -> None:
    kind = getattr(yuebao, name)
    methods = [m for m in vars(kind).values() if callable(m) and hasattr(m, "__name__")]
    silent = [m.__name__ for m in methods if not m.__name__.startswith("_") and not m.__doc__]
    assert silent == []


def test_names_are_listed_in_order_once() -> None:
    assert sorted(yuebao.__all__) == yuebao.__all__
    assert len(set(yuebao.__all__)) == len(yuebao.__all__)


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = yuebao.nothing_of_the_kind


def test_a_public_name_is_what_it_says_whatever_was_imported_before() -> None:
    """Importing the package `yuebao.x` sets the attribute `x`: it must do what the name says."""
    code = (
        "import importlib, pkgutil, yuebao\n"
        "for found in pkgutil.iter_modules(yuebao.__path__):\n"
        "    if found.ispkg: importlib.import_module(f'yuebao.{found.name}')\n"
        "names = {name: getattr(yuebao, name) for name in yuebao.__all__}\n"
        "print([n for n, v in names.items() if not callable(v)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (Path(yuebao.__file__).parent / "py.typed").is_file()


def test_the_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{yuebao.__version__}"' in text
