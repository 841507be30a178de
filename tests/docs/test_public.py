"""The front door: every public name is there, says what it is, and stays what it is."""

from __future__ import annotations

import ast
import json
import re
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
        _ = vars(yuebao)["__getattr__"]("nothing_of_the_kind")


def test_what_is_listed_is_what_is_documented() -> None:
    """`dir()`, `__all__` and the page of the library are one list."""
    page = (ROOT / "docs" / "reference" / "library.md").read_text(encoding="utf-8")
    assert dir(yuebao) == yuebao.__all__ == re.findall(r"^## (\w+)$", page, re.MULTILINE)


IMPORTS = (
    "import yuebao",
    "import yuebao.cli",
    "import yuebao.auditing",
    "from yuebao.auditing import audit",
    "import pkgutil, importlib, yuebao\n"
    "for found in pkgutil.walk_packages(yuebao.__path__, 'yuebao.'):\n"
    "    found.name.endswith('__main__') or importlib.import_module(found.name)",
)
"""Importing the package `yuebao.x` binds the attribute `x` of `yuebao`: none may hide a name."""

LOOK = """
import json, sys, types, yuebao
from yuebao import *
print(json.dumps({
    "hidden": [n for n in yuebao.__all__ if not callable(globals()[n])],
    "two": [n for n in yuebao.__all__ if globals()[n] is not getattr(yuebao, n)],
    "public": sorted(n for n in vars(yuebao) if n[0] != "_"),
    "packages": sorted(m.partition(".")[2] for m in sys.modules if m.count(".") == 1),
    "dressed": [m for m, v in sys.modules.items()
                if m.partition(".")[0] == "yuebao" and type(v) is not types.ModuleType],
    "audit": str(type(yuebao.audit)),
}))
"""


@pytest.mark.parametrize("first", IMPORTS)
def test_names_are_what_they_say_whatever_was_imported_before(first: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", first + LOOK], capture_output=True, text=True, check=True
    )
    seen = json.loads(done.stdout)
    assert seen["hidden"] == seen["two"] == seen["dressed"] == []
    assert seen["audit"] == "<class 'function'>"
    assert set(seen["public"]) - set(yuebao.__all__) <= set(seen["packages"])


def test_a_type_checker_knows_the_same_names() -> None:
    tree = ast.parse(Path(yuebao.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imported = [
        alias.asname or alias.name
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert sorted(imported) == yuebao.__all__


def test_the_package_is_typed() -> None:
    assert (Path(yuebao.__file__).parent / "py.typed").is_file()


def test_the_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{yuebao.__version__}"' in text
