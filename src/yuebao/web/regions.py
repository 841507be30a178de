"""Regions coloured by their values: a grid of tiles, or an institute's own map.

No outlines are shipped. A map is an SVG file whose shapes carry the code of a region in the
attribute `data-region`; of it only shapes and texts are taken, and nothing that loads or runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET  # a document type is refused below

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yuebao.publish.explored import Shown, ShownRow

_SIDE, _GAP = 72, 4
_STRONGEST = 0.6
"""How much of the colour the largest has: so much that names still stand out from it."""

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = frozenset(
    ("svg", "g", "path", "polygon", "polyline", "rect", "circle", "ellipse", "line", "text",
     "tspan", "title", "desc")
)  # fmt: skip
_ATTRIBUTES = frozenset(
    ("viewBox", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry",
     "width", "height", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray",
     "fill-rule", "text-anchor", "font-size", "data-region")
)  # fmt: skip
MAX_MAP = 8 << 20
"""The largest map, in bytes."""


@dataclass(frozen=True, slots=True)
class RegionsMap:
    """An institute's own map, cleaned.

    Attributes:
        text: Its SVG.
    """

    text: str

    def coloured(self, strengths: Mapping[str, float], says: Mapping[str, str]) -> str:
        """The map with its regions coloured, and what each says."""
        root = ET.fromstring(self.text)  # noqa: S314  # it was cleaned
        for shape in root.iter():
            code = shape.get("data-region", "")
            if code in strengths:
                shape.set("class", "region")
                shape.set("fill-opacity", f"{strengths[code]:.3f}")
                shape.attrib.pop("fill", None)
                ET.SubElement(shape, "title").text = says[code]
        return ET.tostring(root, encoding="unicode")


def read_map(file: Path) -> RegionsMap:
    """An institute's map.

    Raises:
        UserError: It cannot be read, or names no region.
    """
    try:
        content = file.read_bytes()
        strange = len(content) > MAX_MAP or b"<!" in content.partition(b"<svg")[0]
        root = ET.fromstring(b"" if strange else content)  # noqa: S314  # without entities
    except (OSError, ET.ParseError) as error:
        raise UserError(
            "the map cannot be read", where=str(file), remedy="Save it as plain SVG."
        ) from error
    cleaned = _clean(root)
    if cleaned is None or not any(one.get("data-region") for one in cleaned.iter()):
        raise UserError(
            "no shape of the map names its region",
            where=str(file),
            remedy='Give shapes the code of their region: <path data-region="44" d="…"/>.',
        )
    cleaned.set("xmlns", _SVG.strip("{}"))
    cleaned.set("class", "map")
    return RegionsMap(ET.tostring(cleaned, encoding="unicode"))


def _clean(element: ET.Element) -> ET.Element | None:
    """What is shape and text of an element; None where it is neither."""
    tag = str(element.tag).removeprefix(_SVG)
    if tag not in _TAGS:
        return None
    kept = {
        name: value for name, value in element.attrib.items()
        if name in _ATTRIBUTES and "url(" not in value
    }  # fmt: skip
    copy = ET.Element(tag, kept)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(child for one in element if (child := _clean(one)) is not None)
    return copy


def draw_regions(shown: Shown, words: Mapping[str, Any], own_map: RegionsMap | None) -> str:
    """The regions of an answer: on the institute's map, else as tiles; empty without either."""
    rows = {row.key.code: row for row in shown.rows() if row.key.code}
    strengths = _strengths(rows)
    says = {code: _says(row) for code, row in rows.items()}
    tiles = shown.found.office.tiles
    if own_map is not None:
        svg = own_map.coloured(strengths, says)
    elif tiles:
        svg = _tiles(shown, tiles, rows, strengths)
    else:
        return ""
    head = shown.language.when(shown.found.columns[0])
    caption = words["regions"].format(window=head, unit=shown.make.value_unit.label)
    return (
        f'<figure class="regions" role="group" aria-labelledby="regions">\n{svg}\n'
        f'<figcaption id="regions">{escape(caption)}</figcaption>\n</figure>'
    )


def _strengths(rows: Mapping[str, ShownRow]) -> dict[str, float]:
    """How strongly each is coloured: as the root of its value."""
    values = {code: max(0.0, float(row.cells[0].value.value or 0)) for code, row in rows.items()}
    most = max(values.values(), default=0) or 1
    return {code: _STRONGEST * (value / most) ** 0.5 for code, value in values.items()}


def _says(row: ShownRow) -> str:
    value, growth = row.cells[0].value, row.cells[0].growth
    return f"{row.key.label} {value.text} {value.unit} ({growth.text}%)"


def _tiles(
    shown: Shown,
    tiles: Mapping[str, tuple[int, int]],
    rows: Mapping[str, ShownRow],
    strengths: Mapping[str, float],
) -> str:
    width = max(column for _, column in tiles.values()) * _SIDE
    height = max(row for row, _ in tiles.values()) * _SIDE
    drawn = []
    for code, (row, column) in sorted(tiles.items(), key=lambda tile: tile[1]):
        x, y, side = (column - 1) * _SIDE, (row - 1) * _SIDE, _SIDE - _GAP
        known = rows.get(code)
        label = known.key.label if known else shown.language.region_name(code)
        value, growth = (
            (known.cells[0].value.text, f"{known.cells[0].growth.text}%") if known else ("-", "")
        )
        drawn.append(
            f'<g transform="translate({x} {y})"><title>{escape(_says(known) if known else label)}'
            f'</title><rect class="paper" width="{side}" height="{side}" rx="3"/>'
            f'<rect class="region" width="{side}" height="{side}" rx="3" '
            f'fill-opacity="{strengths.get(code, 0):.3f}"/>'
            f'<text x="6" y="18" class="name">{escape(_short(label))}</text>'
            f'<text x="6" y="40" class="value">{escape(value)}</text>'
            f'<text x="6" y="57" class="growth">{escape(growth)}</text></g>'
        )
    return (
        f'<svg class="tiles" role="img" aria-labelledby="regions" '
        f'viewBox="0 0 {width} {height}">{"".join(drawn)}</svg>'
    )


def _short(label: str) -> str:
    return label if len(label) <= 9 else f"{label[:8]}…"
