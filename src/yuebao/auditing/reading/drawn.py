"""Charts of Office files: the data they keep of what they draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Grid, TextBlock
from yuebao.auditing.reading.formats import shown
from yuebao.auditing.reading.limits import count_cells
from yuebao.auditing.reading.package import Package, attribute, children, local, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DATA = ("numCache", "strCache", "numLit", "strLit", "multiLvlStrCache")
_HELD = {"tx": 0, "cat": 1, "xVal": 1, "val": 2, "yVal": 2}
"""What an element of a series holds: its name, its labels, its numbers."""


def chart_parts(package: Package, drawing: Element, source: str) -> Iterator[str]:
    """The parts of the charts in a drawing of a part, in order."""
    names = [
        attribute(element, "id") or ""
        for element in drawing.iter()
        if local(element) == "chart" and len(element) == 0
    ]
    if names:
        targets = related(package, source)
        yield from (targets[name] for name in names if name in targets)


def related(package: Package, source: str) -> dict[str, str]:
    """The parts that a part names, by the names it has for them."""
    folder, _, name = source.rpartition("/")
    relations = package.part(f"{folder}/_rels/{name}.rels")
    return {
        attribute(relation, "Id") or "": resolved(folder, attribute(relation, "Target") or "")
        for relation in (relations if relations is not None else ())
    }


def resolved(folder: str, target: str) -> str:
    """A target as a part's name: from the root, or from the folder of the part that names it."""
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def read_chart_part(package: Package, name: str) -> Iterator[BlockOf]:
    """A chart as its title, where it has one, and a table: labels before, a column a series."""
    root = package.part(name)
    if root is None:
        return
    for chart in children(root, "chart"):
        for title in children(chart, "title"):
            text = "".join(e.text or "" for e in title.iter() if local(e) == "t").strip()
            if text:
                yield TextBlock(text)
    series = [_series(element) for element in root.iter() if local(element) == "ser"]
    rows = _rows(series)
    if rows:
        yield Grid(tuple(rows))


def references(package: Package, name: str) -> set[str]:
    """The sheets that a chart takes its data from."""
    root = package.part(name)
    formulas = (e.text or "" for e in root.iter() if local(e) == "f") if root is not None else ()
    return {
        formula.rpartition("!")[0].strip("'").replace("''", "'")
        for formula in formulas
        if "!" in formula
    }


def _series(element: Element) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Name, labels and numbers of a series, by place."""
    held: tuple[dict[int, str], dict[int, str], dict[int, str]] = ({}, {}, {})
    for child in element:
        place = _HELD.get(local(child))
        if place is not None:
            held[place].update(_points(child))
    return held


def _points(element: Element) -> dict[int, str]:
    """The points kept under an element, as their format shows them."""
    found: dict[int, str] = {}
    for data in element.iter():
        if local(data) == "v" and element is not data and not found and not list(_data(element)):
            found[0] = data.text or ""
    for data in _data(element):
        code = next((c.text or "" for c in children(data, "formatCode")), "General")
        for point in children(data, "pt"):
            text = next((v.text or "" for v in children(point, "v")), "").strip()
            numeric = local(data).startswith("num")
            at = whole_number(attribute(point, "idx"), len(found))
            found[at] = shown(text, attribute(point, "formatCode") or code) if numeric else text
    return found


def _data(element: Element) -> Iterator[Element]:
    """The data under an element; of labels in levels the innermost."""
    for data in element.iter():
        if local(data) == "multiLvlStrCache":
            yield from list(children(data, "lvl"))[:1]
        elif local(data) in _DATA:
            yield data


def _rows(
    series: list[tuple[dict[int, str], dict[int, str], dict[int, str]]],
) -> Iterator[tuple[str, ...]] | list[tuple[str, ...]]:
    count = max((max(numbers, default=-1) + 1 for _, _, numbers in series), default=0)
    count_cells(0, count * (len(series) + 1))
    if not count:
        return []
    labels = next((labels for _, labels, _ in series if labels), {})
    heads = ("", *(name.get(0, "") for name, _, _ in series))
    body = [
        (labels.get(at, ""), *(numbers.get(at, "") for _, _, numbers in series))
        for at in range(count)
    ]
    return [heads, *body]
