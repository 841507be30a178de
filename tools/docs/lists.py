"""Pages that are lists: errors, formats, facts, dialects, country groups, public names."""

from __future__ import annotations

import json
from enum import EnumMeta
from importlib import import_module
from inspect import cleandoc, getdoc, isclass, signature
from pkgutil import iter_modules, walk_packages
from typing import TYPE_CHECKING, Any

from tools.docs.markdown import (
    code,
    codes,
    fenced,
    first_paragraph,
    page,
    said_of_all,
    table,
)

import yuebao
from yuebao import publish
from yuebao.domain import FACT_COLUMNS, KEY_COLUMNS
from yuebao.errors import SourceError, YuebaoError
from yuebao.publish.errors import ERROR_KEYS, error_record
from yuebao.reference import find_office
from yuebao.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from yuebao.reference import Membership, Office


def errors_page() -> str:
    """The tree of errors with their exit statuses."""
    _import_all()
    return page(
        "Errors",
        "Everything yuebao refuses is a `YuebaoError`: what was found, where, and what to do. The "
        "command line prints it as one paragraph and ends with its exit status; the library raises "
        "it, with `where`, `found` and `remedy` apart (a `SourceError` also has `file`, `line` and "
        "`column`).",
        "With `--format json` a command prints it on stdout too, in one shape, which "
        "`yuebao.publish.errors.error_record` writes for any front end:",
        fenced(_error_example(), "json"),
        table(["Key", "Meaning"], [(code(key), meaning) for key, meaning in ERROR_KEYS.items()]),
        fenced("\n".join(_tree(YuebaoError))),
        table(
            ["Error", "Exit status", "Meaning"],
            [
                (code(kind.__name__), str(kind.exit_status), first_paragraph(kind))
                for kind in error_classes()
            ],
        ),
    )


def _error_example() -> str:
    error = SourceError(
        "the value '1.5e3' is no whole number",
        file="出口.csv",
        line=3,
        column="美元",
        remedy="Download the file again, and load it unchanged.",
    )
    return json.dumps(error_record(error), ensure_ascii=False, indent=2)


def error_classes(kind: type[YuebaoError] = YuebaoError) -> list[type[YuebaoError]]:
    """The error and all below it, each before those below it."""
    below = kind.__subclasses__()
    return [kind, *(found for child in below for found in error_classes(child))]


def _import_all() -> None:
    """Import every module, so that every error is known."""
    for found in walk_packages(yuebao.__path__, "yuebao."):
        if not found.name.endswith("__main__"):
            import_module(found.name)


def _tree(kind: type[YuebaoError], indent: str = "") -> Iterator[str]:
    yield f"{indent}{kind.__name__}"
    for child in kind.__subclasses__():
        yield from _tree(child, indent + "    ")


def formats_page() -> str:
    """The formats a report can be had in."""
    return page(
        "Formats",
        "`yuebao build … --format LIST` writes `DIR/<definition>-<month>.<ext>` for each; "
        "without `--format`, for all. The same store, definition and version of yuebao give the "
        "same bytes.",
        table(
            ["Name", "File", "What it is for", "Media type"],
            [(code(f.name), code(f".{f.extension}"), f.about, code(f.media_type)) for f in FORMATS],
        ),
    )


def facts_page() -> str:
    """The columns of the fact table."""
    return page(
        "Facts",
        "A store keeps facts in a Delta Lake table, `facts/` in its folder, that anything which "
        "reads Delta or Parquet can read. `yuebao export` writes them as one file.",
        table(
            ["Column", "Type", "Meaning"],
            [(code(column.name), code(column.type), column.meaning) for column in FACT_COLUMNS],
        ),
        f"Within one release a fact is identified by {codes(KEY_COLUMNS)}. "
        "`source` is the name of a file in the store's `raw/`, and `row` the record in it.",
    )


def groups_page() -> str:
    """The country groups with members, dates and sources."""
    blocks = [
        "What `blocs` of a section may name. A member counts from the first month it is a member "
        "from the first day of, and up to and including the month it leaves in; growth uses the "
        "members of the month reported in both periods. `groups` in a definition fixes the members "
        "at a month. A member whose customs code changed is found under all its codes.",
    ]
    office = find_office()
    for group in office.groups:
        blocks += [
            f"## {group.id}: {', '.join(group.names.values())}",
            f"Source: {group.source}.",
            table(
                ["Code", "Partner", "Name", "Member"],
                [(m.partner, *_names(office, m.partner), _time(m)) for m in group.memberships],
            ),
        ]
    return page("Country groups", *blocks)


def _names(office: Office, code: str) -> tuple[str, ...]:
    return tuple(office.partners.name(code, language) for language in office.names)


def _time(member: Membership) -> str:
    parts = [f"from {member.joined}"] if member.joined else []
    parts += [f"until {member.left}"] if member.left else []
    return " ".join(parts) or "throughout"


_KEYS = {
    "rows": "What its rows are",
    "row_cap": "Most rows in one file",
    "flow_heads": "Heads of a column that says of each row whether it is exports or imports",
    "places": "Head of the first column",
    "titles": "How its title speaks of it, where the first column's head says too little",
    "units": "Units of quantity",
    "columns": "Its columns",
    "title": "What it is",
    "called": "The same in other languages",
    "quantity_units": "Head of the unit of quantity",
    "rest": "The part that may have no row, and then has what the others lack",
    "table": "What items are filed under",
    "multiples": "How a unit of quantity begins that is a multiple of customs' own",
}
_LEAST = {
    "since": "Since this year",
    "CNY": "Exports, and imports, of a month in yuan",
    "USD": "The same in dollars",
    "named": "What names the country, or a table of customs' own: such a table is not held to it",
}
_PIVOT = {
    "rows": "Over the names of rows",
    "columns": "Over the names of columns",
    "sums": "Before the head whose numbers are summed",
    "other": "Before one whose numbers are told otherwise: refused",
    "total": "Behind the name of a group, in the row of its total",
    "all": "A filter that leaves nothing out",
    "several": "A filter that leaves something out, not what: refused",
}
_TOLD = {
    "parts": "Parts of trade that no list names, in Chinese",
    "part_words": "The same in English",
    "firsts": "A list of the first so many: a row that sums them is of no more",
    "goods": "Groups of goods that a table may be limited to, in Chinese",
    "goods_words": "The same in English",
    "labels": "What stands before a part that a table is limited to",
    "own": "How a note names the table it belongs to",
    "only": "Words that limit a table to a part or leave one out, in Chinese",
    "only_words": "The same in English",
    "subjects": "What else such a note may say, in Chinese",
    "subject_words": "The same in English",
    "places": "What names of places end in that are no provinces: 苏州市",
    "to_date": "What says that numbers are of the year to date",
    "rates": "What stands behind that where growth is meant",
    "numbers": "How a note speaks of a table's numbers",
}
_TITLES = {
    "endings": "What one ends in",
    "of_trade": "What one of trade says",
    "neutral": "What one may say without limiting its table to a part of trade",
    "trade_words": "What one of trade says in letters",
    "neutral_words": "What one may say in letters without limiting its table",
}
_RECORDS = {
    "columns": "Its columns; a role that ends in `_name` is left to the code beside it",
}
_HEADS = {
    "unit": "What stands before a unit of value",
    "total": "Exports and imports together",
    "export": "Exports",
    "import": "Imports",
    "whole": "Both flows or all kinds of enterprises, as the table is",
    "month": "The month reported",
    "year_to_date": "The year to date",
    "growth": "Official growth; of the months its head names, else of those of all values",
    "quantity_growth": "That of quantities",
    "quantity": "Quantities",
    "value": "Values",
    "aside": "Columns and rows that follow from others, which are left out",
    "local": "A title that is of one province",
    "noise": "Words that say nothing",
    "currencies": "Words of a title that say the currency, which its unit must have",
    "multiples": "Multiples of a unit of quantity",
    "months": "Months by name",
    "periods": "Quarters and the like, with their first and last month",
    "districts": "A title that is of a customs district, which is refused",
}
_ROWS = {
    "codes": "Heads of a column of codes beside the names, which is passed over",
    "units": "Heads of a column of the units of each row's values",
    "years": "Heads of a column of years beside that of months",
    "ordinal": "Heads of a first column that counts the rows, which is passed over",
    "rise": "What stands before a rate of growth",
    "fall": "What stands before the rate of a fall, which has no sign",
    "triangles": "Before or behind growth: of a rise where others are of a fall, else of a fall",
    "level": "Growth of nought",
    "times": "What stands behind a rate told as a multiple: growth by 1.2倍 is 120%",
    "vague": "Heads of a first column that leave the kind of the table to its title",
    "total": "The row of all together",
    "footnotes": "How a row begins that is no data",
    "within": "What stands before a part of the row above, or alone above several",
    "nil": "How nothing is written",
    "apart": "Partners that belong to no continent",
}
_UNITS = (
    "As they stand after 单位： or Unit: above the heads of any bulletin, or in a column's head."
)
_HOW = (
    "A column is what all its heads say together, in however many rows and whatever order they "
    "stand: 出口 over 3月 or 3月 over 出口, 2024年08月-2024年08月, 1-to-3. Growth may stand in "
    "columns of its own, or in a row without a name below each. Every word of a head must be "
    "known. Values are of the month, the year to date, or any months the heads name."
)


def dialects_page() -> str:
    """What files are read: heads by dialect."""
    dialects: dict[str, Any] = dict(find_office().folder.read_toml("dialects.toml").values)
    units, heads, rows = (dialects.pop(name) for name in ("units", "heads", "rows"))
    others, pages = dialects.pop("other-tables"), dialects.pop("pages")
    titles, told = dialects.pop("title"), dialects.pop("told")
    least, pivot = dialects.pop("least"), dialects.pop("pivot")
    said_of_all("keys of dialects.toml", {key for d in dialects.values() for key in d}, _KEYS)
    said_of_all("words of heads", heads, _HEADS)
    said_of_all("words of rows", rows, _ROWS)
    said_of_all("words of titles", titles, _TITLES)
    said_of_all("words beside titles", told, _TOLD)
    said_of_all("bounds of all trade", least, _LEAST)
    said_of_all("words of pivots", pivot, _PIVOT)
    blocks = [
        "Files are CSV (UTF-8, GB18030 or UTF-16; parted by commas, tabs, semicolons or bars), "
        "`.xlsx`, `.xls`, or web pages as saved (`.html`, "
        "`.htm`, `.mht`), and are recognised by their heads, never by their names. White space, "
        "case and full-width forms in heads do not matter. What is not on this page is refused, "
        "with line and column. A new head is a new line in `dialects.toml` of the office "
        "(`reference/offices`); other names of partners, modes and the like in `aliases.tsv`.",
    ]
    for name, dialect in dialects.items():
        title = dialect["title"]
        blocks += [f"## {name}", f"{title[0].upper()}{title[1:]}."]
        plain = [
            (_KEYS[key], _shown(value))
            for key, value in dialect.items()
            if key != "title" and value and not _is_records(value)
        ]
        blocks.append(table(["What", "As files have it"], plain))
        for key, value in dialect.items():
            if value and _is_records(value):
                blocks += [f"{_RECORDS[key]}:", _records(value)]
    for title, words, meanings in (
        ("Heads of the bulletins", heads, _HEADS),
        ("Rows of the bulletins", rows, _ROWS),
        ("Titles of tables of all trade", titles, _TITLES),
        ("What limits a table beside its title", told, _TOLD),
        ("What all trade is at the least", least, _LEAST),
        ("What pivot tables say", pivot, _PIVOT),
    ):
        said = [(meanings[key], _shown(value)) for key, value in words.items()]
        blocks += [f"## {title}", table(["What", "Words"], said)]
        if words is heads:
            blocks.append(_HOW)
    blocks += ["## Units of value", _UNITS, _records(units)]
    not_read = [(code(word), what) for word, what in others.items()]
    blocks += ["## Tables that are not read", table(["Words of the title", "A table"], not_read)]
    empty = [(codes(one["words"]), one["found"], one["remedy"]) for one in pages]
    blocks += ["## Pages that hold no table", table(["Words", "Told as", "What to do"], empty)]
    return page("Dialects", *blocks)


def _is_records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _shown(value: object) -> str:
    match value:
        case dict():
            return "; ".join(f"{code(key)}: {_shown(held)}" for key, held in value.items())
        case list():
            return codes(entry if entry != "" else "(empty)" for entry in value)
        case int():
            return f"{value:,}" if abs(value) >= _LONG else str(value)
        case _:
            return code(value)


def _records(entries: list[dict[str, Any]]) -> str:
    """A table of entries that have a list of heads each."""
    keys = list(dict.fromkeys(key for entry in entries for key in entry))
    rows = [[_shown(entry[key]) if key in entry else "" for key in keys] for entry in entries]
    return table([key.capitalize() for key in keys], rows)


_LONG = 10_000  # below, a number may be a year, and reads as well without commas
_WIDTH = 100
"""The longest line of code."""


def library_page() -> str:
    """Every public name of the library."""
    blocks = [
        "`from yuebao import …`. Other modules may change without notice. What goes wrong is a "
        "`YuebaoError`: see [errors](errors.md).",
    ]
    for name in yuebao.__all__:
        value = getattr(yuebao, name)
        blocks += [f"## {name}", fenced(_call(name, value), "python"), _doc(value)]
        if isclass(value):
            blocks += [
                f"**`{name}.{method.__name__}`** — {first_paragraph(method)}"
                for method in _methods(value)
            ]
    return page("The library", *blocks)


def publish_page() -> str:
    """What the modules of `publish` have for a front end."""
    blocks = [cleandoc(publish.__doc__ or "").split("\n\n", 1)[0]]
    blocks += [
        "What the commands do, from Python; the commands themselves only parse options and print. "
        "Each module takes a frozen record of what is asked and gives one of what came of it; "
        "progress and warnings go to a `yuebao.domain.Progress`, an object with the methods "
        "`step(name, done, total)` and `warn(message)`.",
    ]
    for found in iter_modules(publish.__path__):
        if not found.name.startswith("_") and not found.ispkg:
            blocks += _module(import_module(f"yuebao.publish.{found.name}"))
    return page("For front ends", *blocks)


def _module(module: ModuleType) -> Iterator[str]:
    """Everything public that a module defines."""
    yield f"## {module.__name__}"
    yield first_paragraph(module)
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__:
            yield f"### {name}"
            yield fenced(_call(name, value), "python")
            yield _doc(value)


def _methods(kind: type) -> Iterator[Any]:
    for key, value in vars(kind).items():
        inner = getattr(value, "__func__", value)
        if not key.startswith("_") and callable(inner) and hasattr(inner, "__name__"):
            yield inner


def _call(name: str, value: Any) -> str:
    """How it is called; types are left to the docstring and the editor."""
    if isinstance(value, EnumMeta):
        return "\n".join(f"{name}.{member}" for member in value.__members__)
    parameters = signature(value).parameters.values()
    shown = []
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        absent = parameter.default is parameter.empty
        simple = isinstance(parameter.default, str | int | bool | None)
        default = str(parameter.default) if hasattr(parameter.default, "name") else None
        default = default or (_quoted(parameter.default) if simple else "…")
        shown.append(parameter.name if absent else f"{parameter.name}={default}")
    return _broken(name, shown)


def _quoted(value: object) -> str:
    """A literal as the formatter writes it, with double quotes."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _broken(name: str, arguments: list[str]) -> str:
    """A call, broken where the formatter breaks it; what has … in it is no Python to it."""
    inside = ", ".join(arguments)
    whole = f"{name}({inside})"
    if len(whole) <= _WIDTH or "…" in whole:
        return whole
    if len(inside) + 4 <= _WIDTH:
        return f"{name}(\n    {inside}\n)"
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in arguments), ")"])


def _doc(value: Any) -> str:
    """A docstring; its indented parts stay as they are."""
    text = cleandoc(getdoc(value) or "")
    head, *rest = text.split("\n\n")
    return "\n\n".join([head, *(fenced(part, "text") if ":\n" in part else part for part in rest)])
