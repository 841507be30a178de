"""XML that is added to and otherwise kept, byte for byte.

A tree that is written anew loses the prefixes that Office files name in attributes, so additions
are put between the bytes of the file, where the parser says that elements begin and end.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET
from xml.parsers import expat

_TAG = re.compile(rb"""<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class Splice:
    """A part as a tree of elements, with what is to be added before, after or inside them.

    Attributes:
        root: The tree.

    Raises:
        ValueError: It is no XML, or declares a document type.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(_UTF_16):
            content = _DECLARATION.sub("", content.decode("utf-16")).encode()
        self._content = content
        self._begins: dict[ET.Element, int] = {}
        self._closes: dict[ET.Element, int] = {}
        self._added: dict[int, list[str]] = {}
        self._filled: dict[ET.Element, list[str]] = {}
        self.root = self._parse()

    def _parse(self) -> ET.Element:
        builder = ET.TreeBuilder()
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True

        def start(name: str, attributes: dict[str, str]) -> None:
            named = {_name(key): value for key, value in attributes.items()}
            self._begins[builder.start(_name(name), named)] = parser.CurrentByteIndex

        def end(name: str) -> None:
            self._closes[builder.end(_name(name))] = parser.CurrentByteIndex

        def refuse(*_: object) -> None:
            raise ValueError("a document type is declared")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = builder.data
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(self._content, True)
        except (expat.ExpatError, LookupError) as error:
            raise ValueError(str(error)) from error
        return builder.close()

    def name(self, element: ET.Element) -> str:
        """The element's name as the file writes it, with its prefix."""
        return self._tag(element)[1].decode()

    def before(self, element: ET.Element, xml: str) -> None:
        """Add something before an element."""
        self._added.setdefault(self._begins[element], []).append(xml)

    def after(self, element: ET.Element, xml: str) -> None:
        """Add something after an element."""
        tag = self._tag(element)
        empty = tag[0].endswith(b"/>")
        end = tag.end() if empty else self._content.index(b">", self._closes[element]) + 1
        self._added.setdefault(end, []).append(xml)

    def inside(self, element: ET.Element, xml: str) -> None:
        """Add something at the end of an element's content."""
        if self._tag(element)[0].endswith(b"/>"):
            self._filled.setdefault(element, []).append(xml)
        else:
            self._added.setdefault(self._closes[element], []).append(xml)

    def _tag(self, element: ET.Element) -> re.Match[bytes]:
        match = _TAG.match(self._content, self._begins[element])
        if match is None:  # the parser has read it
            raise ValueError(f"no tag at byte {self._begins[element]}")
        return match

    def written(self) -> bytes:
        """The part with all that was added, each place's additions in the order given."""
        edits = [(at, at, "".join(added)) for at, added in self._added.items()]
        for element, added in self._filled.items():
            end = self._tag(element).end()
            edits.append((end - 2, end, f">{''.join(added)}</{self.name(element)}>"))
        out, done = [], 0
        for start, end, xml in sorted(edits):
            # Character references hold in whatever encoding the part declares.
            out += [self._content[done:start], xml.encode("ascii", "xmlcharrefreplace")]
            done = end
        return b"".join([*out, self._content[done:]])


def _name(name: str) -> str:
    return "{" + name if "}" in name else name
