"""The parts of a Word file, zipped so that the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from yuebao.render.docx._xml import element, join, part_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.render.docx._xml import Xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package.

    Attributes:
        path: Where it is in the package, without a leading slash.
        media_type: What it is; empty where its ending says so.
        content: Its bytes.
    """

    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of one part to another: its id, the kind, and the path from the first."""

    id: str
    kind: str
    target: str


def links_part(path: str, links: Iterable[Relationship]) -> Part:
    """The relationships of the part at that path; of the package where it is empty."""
    folder, _, name = path.rpartition("/")
    listed = (
        element(
            "Relationship",
            Id=link.id,
            Type=link.kind if "/" in link.kind else f"{_OFFICE}/{link.kind}",
            Target=link.target,
        )
        for link in links
    )
    root = element("Relationships", *listed, xmlns=f"{_PACKAGE}/relationships")
    return Part(f"{folder}/_rels/{name}.rels".lstrip("/"), "", part_bytes(root))


def pack(parts: Iterable[Part]) -> bytes:
    """The package. It carries no time: every entry is dated 1980, the first day a zip can name."""
    parts = tuple(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in (_content_types(parts), *parts):
            entry = zipfile.ZipInfo(part.path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the entry would tell which system it was made on.
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, part.content)
    return out.getvalue()


def _content_types(parts: Iterable[Part]) -> Part:
    defaults: Iterable[Xml] = (
        element("Default", Extension=ending, ContentType=kind) for ending, kind in _DEFAULTS.items()
    )
    overrides = (
        element("Override", PartName=f"/{part.path}", ContentType=part.media_type)
        for part in parts
        if part.media_type
    )
    root = element("Types", join(defaults), join(overrides), xmlns=f"{_PACKAGE}/content-types")
    return Part("[Content_Types].xml", "", part_bytes(root))
