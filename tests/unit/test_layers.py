"""The architecture, held: who may import whom, how large a file may grow, what is data."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import yuebao
from yuebao.reference import offices

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = Path(yuebao.__file__).parent
FILES = sorted(SRC.rglob("*.py"))

LAYERS = (
    "errors", "domain", "reference", "sources", "store", "indicators", "report", "render",
    "auditing", "publish", "web", "cli",
)  # fmt: skip
"""The packages in order: each imports only itself and those before it."""

ROOMS = {
    "auditing": (
        "words", "prose", "reading", "understanding", "findings", "rules", "reconciliation",
        "comparison", "telling",
    ),
}  # fmt: skip
"""The rooms of a package in order: each imports itself, those before it and the vocabulary."""

VOCABULARY = {
    "auditing": (
        "numbers",
        "terms",
        "windows",
        "coverage",
        "facts",
        "sheets",
        "standings",
        "turns",
        "claims",
    )
}
"""Modules beside the rooms that every room may import; they import none."""

MAX_LINES = 440
MAX_FUNCTION = 60

LONG_FILES: dict[str, str] = {}
"""Files that may be longer, and why."""

LONG_FUNCTIONS: dict[str, str] = {
    "auditing/words/zh.py:chinese": "a table of words, some of which are the office's",
    "auditing/words/en.py:english": "a table of words, some of which are the office's",
}
"""Functions (`file:name`) that may be longer, and why."""

DOCUMENTED_AS_TEXT = {
    "web/api/routes.py": "examples that answer on the packaged sample",
    "domain/fact.py": "the columns' meanings are documentation, with a month as an example",
}
"""Files whose texts are read by people only, and why."""

SAID_OF_AN_OFFICE = {
    "auditing/words/zh.py": "a slip of the pen in documents of other hands, 省市区市",
    "render/xlsx/_layout.py": "a sheet's name may have 31 characters, says Excel",
}
"""Files outside an office's folder with a text or number that is one of its facts, and why."""

EXAMPLE_ARGUMENTS = {"epilog", "help", "remedy"}
"""Arguments whose text shows a user how to write something: examples there are not data."""


def name_of(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def module_of(path: Path) -> str:
    """`yuebao.store._load`; a package is its `__init__`."""
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every module of ours that a file imports, wherever and for whatever reason it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "yuebao":
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            module = node.module or ""
            if module.split(".")[0] == "yuebao":
                for alias in node.names:
                    inner = f"{module}.{alias.name}"
                    yield node.lineno, inner if inner in MODULES else module


def layer_of(module: str) -> str | None:
    """The package a module belongs to; None for the front door and `python -m yuebao`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] != "__main__" else None


def test_every_package_has_its_place_in_the_order() -> None:
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert packages - set(LAYERS) == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_point_backwards(path: Path) -> None:
    layer = layer_of(module_of(path))
    if layer is None:
        return
    allowed = set(LAYERS[: LAYERS.index(layer) + 1])
    for line, module in imports_of(path):
        imported = layer_of(module)
        if imported is None:
            assert names_of_front_door(path, line) <= {"__version__"}, (
                f"{name_of(path)}:{line} imports the front door"
            )
        else:
            assert imported in allowed, f"{name_of(path)}:{line}: {layer} imports {module}"


def room_of(module: str) -> str | None:
    """The room, or the module beside the rooms, of a package in rooms; None elsewhere."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[1] in ROOMS else None


def test_every_room_has_its_place_in_the_order() -> None:
    for package, rooms in ROOMS.items():
        assert {path.parent.name for path in (SRC / package).glob("*/__init__.py")} == set(rooms)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_rooms_import_only_those_before_them(path: Path) -> None:
    module = module_of(path)
    room, package = room_of(module), layer_of(module) or ""
    if room is None or package not in ROOMS:
        return
    rooms, vocabulary = ROOMS[package], VOCABULARY[package]
    if room not in rooms and room not in vocabulary:
        return  # it takes a document through all rooms, and no room imports it
    allowed = {*vocabulary, *(rooms[: rooms.index(room) + 1] if room in rooms else ())}
    for line, imported in imports_of(path):
        if layer_of(imported) == package:
            assert room_of(imported) in allowed, f"{name_of(path)}:{line}: {room}: {imported}"


def names_of_front_door(path: Path, line: int) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.lineno == line
        for alias in node.names
    }


def test_modules_of_a_package_import_each_other_one_way() -> None:
    inside = MODULES.keys() - {"yuebao"}  # the front door imports only when a name is used
    graph = {
        module: {found for _, found in imports_of(MODULES[module]) if found in inside - {module}}
        for module in inside
    }
    assert find_cycle(graph) is None


def find_cycle(graph: dict[str, set[str]]) -> list[str] | None:
    """Some chain of imports that ends where it began."""
    done: set[str] = set()

    def visit(module: str, trail: list[str]) -> list[str] | None:
        if module in trail:
            return [*trail[trail.index(module) :], module]
        if module in done:
            return None
        for imported in sorted(graph[module]):
            cycle = visit(imported, [*trail, module])
            if cycle:
                return cycle
        done.add(module)
        return None

    return next((cycle for module in sorted(graph) if (cycle := visit(module, []))), None)


def test_a_cycle_would_be_found() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert find_cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= MAX_LINES or name_of(path) in LONG_FILES, f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            place = f"{name_of(path)}:{node.name}"
            assert length <= MAX_FUNCTION or place in LONG_FUNCTIONS, f"{place}: {length} lines"


def test_no_exception_has_outlived_its_reason() -> None:
    for name in LONG_FILES:
        assert len((SRC / name).read_text(encoding="utf-8").splitlines()) > MAX_LINES
    for place in LONG_FUNCTIONS:
        assert (SRC / place.partition(":")[0]).is_file()


def words_of_the_sample() -> set[str]:
    """The goods, HS codes and months of the shipped definitions and of the sample."""
    words: set[str] = set()
    for path in (SRC / "report" / "definitions").glob("*.toml"):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        subject = raw["subject"]
        products = subject.get("products", [])
        codes = subject["codes"]
        by_edition = codes.values() if isinstance(codes, dict) else [codes]
        words |= {code for held in by_edition for code in held if code != "all"}
        words |= {code for p in products for code in p.get("codes", [p.get("code")])}
        for label in (raw["title"], subject.get("label", {}), *(p["label"] for p in products)):
            words |= set(label.values())
    sample = tomllib.loads((SRC / "publish" / "sample" / "sample.toml").read_text(encoding="utf-8"))
    words |= {report["month"] for report in sample["reports"]}
    return words | {word.replace("-", "") for word in words if word[:4].isdigit()}


def strings_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text in a module that does something: no docstring, no example for the user."""
    shown: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # docstrings, of attributes too
            shown |= {id(inner) for inner in ast.walk(node.value)} if is_text(node.value) else set()
        elif isinstance(node, ast.keyword) and node.arg in EXAMPLE_ARGUMENTS:
            shown |= {id(inner) for inner in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
            yield node.lineno, node.value


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_of_a_product_is_in_code(path: Path) -> None:
    words = words_of_the_sample()
    assert {"锂离子蓄电池", "8542", "2025-02", "202502"} <= words
    if name_of(path) in DOCUMENTED_AS_TEXT:
        return
    for line, text in strings_of(ast.parse(path.read_text(encoding="utf-8"))):
        found = {word for word in words if word in text}
        assert not found, f"{name_of(path)}:{line}: {found}"


def facts_of_offices() -> re.Pattern[str]:
    """What only an office's folder may say: its country, currencies, own code, count of regions."""
    words: set[str] = set()
    numbers: set[str] = set()
    for office in offices():
        words |= {*office.names.values(), *office.home.values(), *office.authority.values()}
        words |= {office.platform.bulletin, office.region_words["zh"].many}
        for currency in office.currencies:
            words |= {currency.code, currency.printed}
            words |= {*currency.names.values(), *currency.unit.values(), *currency.sign.values()}
        numbers |= {str(len(office.regions)), *filter(None, [office.own])}
    plain = [re.escape(word) for word in words if len(word) > 1]
    return re.compile("|".join([*plain, *(rf"(?<!\d){number}(?!\d)" for number in numbers)]))


FACTS = facts_of_offices()


def test_the_facts_of_an_office_are_known_words() -> None:
    said = [
        "中国",
        "我国",
        "China",
        "人民币",
        "美元",
        "USD",
        "CNY",
        "US$",
        "yuan",
        "dollars",
        "142",
    ]
    said += ["31", "亿元", "省市"]
    assert [word for word in said if not FACTS.search(word)] == []
    assert not FACTS.search("province 1142 314 八元")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_office_is_in_code(path: Path) -> None:
    if name_of(path) in SAID_OF_AN_OFFICE:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = [
        (line, found[0])
        for line, text in strings_of(tree)
        for found in [FACTS.search(text)]
        if found
    ]
    said += [
        (node.lineno, str(node.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) is int
        and FACTS.fullmatch(str(node.value))
    ]
    assert said == [], name_of(path)


def test_what_an_exception_allows_is_still_there() -> None:
    for name in SAID_OF_AN_OFFICE:
        text = (SRC / name).read_text(encoding="utf-8")
        assert FACTS.search(text), f"{name} needs no exception"


NAMED_BY_THE_API = "web/api/records.py"
"""Where classes are called what the JSON they describe is called."""


def test_a_public_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    homes = {name: [one for one in held if one != NAMED_BY_THE_API] for name, held in homes.items()}
    assert {name: held for name, held in homes.items() if len(held) > 1} == {}
