"""A Word document with each finding as a comment at its spot, and otherwise as it was.

Comments are put between the bytes of the file and not added with python-docx, which would write
every part anew, stamp the clock and bring a dependency along for three small pieces of XML.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from yuebao.auditing.reading.blocks import Grid, TextBlock
from yuebao.auditing.reading.docx import DOCUMENT, cells_of, placed_blocks, rows_of, text_of
from yuebao.auditing.reading.package import Package, attribute, children, local
from yuebao.auditing.reading.splice import Splice
from yuebao.auditing.telling.present import WORDS, proof_lines
from yuebao.domain import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from yuebao.auditing.findings.finding import Audit, Finding
    from yuebao.auditing.reading.blocks import BlockOf
    from yuebao.auditing.terms import Place

AUTHOR, _INITIALS = "yuebao", "yb"
_COMMENTS, _TYPES, _LINKS = (
    "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
)  # fmt: skip
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What reading takes out of a text, and what may be put in: spaces do not count.
_NO_INK = re.compile("[\\s\u00ad\ufeff]+")


def mark_docx(content: bytes, audit: Audit, language: str | None = None) -> bytes:
    """The document with the findings as comments, in the document's language unless one is given.

    A comment stands on the table cell, or on the runs that hold the sentence; one of a finding
    without a place on the first paragraph. Its date is the document's own.

    Args:
        content: The Word file that was audited.
        audit: What was found in it.
        language: zh or en.

    Raises:
        UserError: It is no Word document, or not the one that was audited.
        SourceError: The file is broken.
    """
    if audit.blocks.format != "docx":
        raise UserError(
            "it is no Word document, and only one can be marked with comments",
            where=audit.name,
            remedy="Give a .docx, or use --format html, which marks a document of any format.",
        )
    if not audit.findings:
        return content
    package = Package(content, audit.name)
    document = package.splice(DOCUMENT)
    placed = tuple(placed_blocks(package, document.root)) if document is not None else ()
    if document is None or tuple(block for _, block in placed) != audit.blocks.blocks:
        raise UserError(
            "it has been changed since it was audited", where=audit.name, remedy="Audit it again."
        )
    lang = language or audit.language
    spots = _Spots(document.root, placed, audit)
    comments = _Comments(package, _space(document.root))
    for finding in audit.findings:
        number = comments.add(_said(finding, lang))
        _anchor(document, spots.find(finding.where.place), number)
    return package.written({DOCUMENT: document.written(), **comments.parts()})


def _said(finding: Finding, language: str) -> str:
    """What a comment says: the message, and the numbers that cannot hold together."""
    words = WORDS[language]
    message = f"{finding.message(language)}{words['stop']}"
    proof = proof_lines(finding, language)
    if not proof:
        return message
    return f"{message} {words['proof']}{words['colon']}{words['then'].join(proof)}{words['stop']}"


class Spot(NamedTuple):
    """A paragraph, and the first and the last of its children that a comment is about."""

    paragraph: Element
    covered: tuple[Element, Element] | None = None


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where in the file the places of an audit are."""

    document: Element
    blocks: tuple[tuple[Element, BlockOf], ...]
    audit: Audit

    def find(self, place: Place | None) -> Spot:
        """The spot of a place; the first paragraph where there is none."""
        if place is None or place.block >= len(self.blocks):
            return self._first()
        element, block = self.blocks[place.block]
        if local(element) == "tbl" and isinstance(block, Grid):
            return self._cell(block, place)
        if local(element) == "p":
            own = isinstance(block, TextBlock) and text_of(element).strip() in block.text
            return self._stretch(element, place) if own else _whole(element)
        return self._footnote(element) or self._first()

    def _first(self) -> Spot:
        found = [element for element, _ in self.blocks if local(element) == "p"]
        return _whole((found or _paragraphs(self.document))[0])

    def _stretch(self, paragraph: Element, place: Place) -> Spot:
        """The children that hold a stretch of the text, which is counted without white space."""
        text = next((t.text for t in self.audit.claims.texts if t.block == place.block), "")
        number = _ink(text) - _ink(text_of(paragraph))  # of a list, before the paragraph's own text
        start, end = _ink(text[: place.start]) - number, _ink(text[: place.end]) - number
        covered, at = [], 0
        for child in paragraph:
            width = _ink(text_of((child,)))
            if width and at < end and start < at + width:
                covered.append(child)
            at += width
        return Spot(paragraph, (covered[0], covered[-1])) if covered else _whole(paragraph)

    def _cell(self, grid: Grid, place: Place) -> Spot:
        """A cell; its row may be in a later table that goes on with this one."""
        row, table = place.start, self.blocks[place.block][0]
        for element, block in self.blocks[place.block :]:
            if isinstance(block, Grid) and block.rows[:1] == grid.rows[:1]:
                table = element
                if row < len(block.rows):
                    break
                row -= len(block.rows)
        at = 0
        for cell, width, _ in cells_of(list(rows_of(table))[row]):
            at += width
            if at > place.end:
                inside = _paragraphs(cell)
                return _whole(next((p for p in inside if text_of(p).strip()), inside[0]))
        return _whole(_paragraphs(table)[0])

    def _footnote(self, note: Element) -> Spot | None:
        """Where the text refers to a footnote, as a comment cannot be in one everywhere."""
        number, kind = attribute(note, "id"), f"{local(note)}Reference"
        for paragraph in _paragraphs(self.document):
            for child in paragraph:
                for inner in child.iter():
                    if local(inner) == kind and attribute(inner, "id") == number:
                        return Spot(paragraph, (child, child))
        return None


def _paragraphs(element: Element) -> list[Element]:
    return list(element.iter(f"{{{_space(element)}}}p"))


def _whole(paragraph: Element) -> Spot:
    covered = [child for child in paragraph if text_of((child,)).strip()]
    return Spot(paragraph, (covered[0], covered[-1]) if covered else None)


def _ink(text: str) -> int:
    return len(_NO_INK.sub("", unicodedata.normalize("NFC", text)))


def _space(element: Element) -> str:
    """The vocabulary of an element."""
    return element.tag.partition("}")[0].removeprefix("{")


def _bound(part: Splice, element: Element) -> str:
    """What says that `w:` is an element's vocabulary, where the file does not."""
    own = part.name(element).startswith("w:")
    return "" if own else f' xmlns:w="{_space(element)}"'


def _anchor(document: Splice, spot: Spot, number: int) -> None:
    """Put a comment's marks around its spot."""
    bound = _bound(document, spot.paragraph)
    start = f'<w:commentRangeStart{bound} w:id="{number}"/>'
    end = (
        f'<w:commentRangeEnd{bound} w:id="{number}"/>'
        f'<w:r{bound}><w:commentReference w:id="{number}"/></w:r>'
    )
    if spot.covered is None:
        document.inside(spot.paragraph, start + end)
    else:
        document.before(spot.covered[0], start)
        document.after(spot.covered[1], end)


class _Comments:
    """The part that holds the comments, beside those that are there already."""

    def __init__(self, package: Package, space: str) -> None:
        empty = f'{_DECLARATION}<w:comments xmlns:w="{space}"/>'
        self._types = _part(package, _TYPES, f'<Types xmlns="{_PACKAGE}content-types"/>')
        self._links = _part(package, _LINKS, f'<Relationships xmlns="{_PACKAGE}relationships"/>')
        links = (link for link in self._links.root if _is_comments(link))
        target = next((attribute(link, "Target") or "" for link in links), None)
        self._linked = target is not None
        self._name = _resolved(target or "comments.xml")
        self._strict = "purl.oclc.org" in space
        self._comments = _part(package, self._name, empty)
        self._bound = _bound(self._comments, self._comments.root)
        numbers = [attribute(comment, "id") or "" for comment in self._comments.root]
        self._next = 1 + max((int(n) for n in numbers if n.isdecimal()), default=-1)
        self._date = _date(package)

    def add(self, text: str) -> int:
        """Add a comment; returns its number."""
        number, self._next = self._next, self._next + 1
        said = escape(_FORBIDDEN.sub("\ufffd", text), quote=False)
        self._comments.inside(
            self._comments.root,
            f'<w:comment{self._bound} w:id="{number}" w:author="{AUTHOR}"{self._date} '
            f'w:initials="{_INITIALS}"><w:p><w:r><w:annotationRef/></w:r>'
            f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p></w:comment>',
        )
        return number

    def parts(self) -> dict[str, bytes]:
        """The comments, and where they were not there already what links and types them."""
        found = {self._name: self._comments.written()}
        if not self._linked:
            taken = {attribute(link, "Id") for link in self._links.root}
            name = next(n for n in map("rIdComments{}".format, count(1)) if n not in taken)
            kind = f"{_STRICT if self._strict else _OFFICE}/comments"
            target = f'Type="{kind}" Target="comments.xml"'
            self._links.inside(self._links.root, f'<{_child(self._links)} Id="{name}" {target}/>')
            found[_LINKS] = self._links.written()
        known = {attribute(kind, "PartName") for kind in self._types.root}
        if f"/{self._name}" not in known:
            part = f'PartName="/{self._name}" ContentType="{_MEDIA}"'
            self._types.inside(self._types.root, f"<{_child(self._types)} {part}/>")
            found[_TYPES] = self._types.written()
        return found


def _part(package: Package, name: str, empty: str) -> Splice:
    return package.splice(name) or Splice(empty.encode())


def _child(part: Splice) -> str:
    """What stands in a list of links or types, in the list's vocabulary."""
    name = "Relationship" if local(part.root) == "Relationships" else "Override"
    return name if ":" not in part.name(part.root) else f'{name} xmlns="{_space(part.root)}"'


def _is_comments(link: Element) -> bool:
    return attribute(link, "Type") in (f"{_OFFICE}/comments", f"{_STRICT}/comments")


def _resolved(target: str) -> str:
    """A part's name, as linked from the document."""
    return target[1:] if target.startswith("/") else f"word/{target}"


def _date(package: Package) -> str:
    """When the document was last changed, as a comment's date; nothing where it does not say."""
    core = package.part("docProps/core.xml")
    for modified in children(core, "modified") if core is not None else ():
        if _TIME.fullmatch((modified.text or "").strip()):
            return f' w:date="{(modified.text or "").strip()}"'
    return ""
