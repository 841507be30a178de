"""HTML as a stream of tags and texts, in one pass whatever stands in it.

Browsers' rules where they matter for reading: an attribute's quotes hide a `>`, a comment or a tag
that is never closed takes the rest of the page with it, and what is inside a script is no tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})
"""Elements whose content is text up to their own end."""
_MARKUP = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": ">"}
_TAG_ENDS = re.compile("[>\"']")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in small letters, whether it opens or closes, and its attributes."""

    name: str
    opens: bool
    attributes: dict[str, str] = field(default_factory=dict)


def read_tags(content: str) -> Iterator[Tag | str]:
    """The tags and texts of a page, in order; comments and declarations left out."""
    at = 0
    while at < len(content):
        begin = content.find("<", at)
        if begin < 0:
            yield unescape(content[at:])
            return
        if begin > at:
            yield unescape(content[at:begin])
        name = _NAME.match(content, begin + 1) or (
            _NAME.match(content, begin + 2) if content.startswith("/", begin + 1) else None
        )
        if name is None:
            at = _behind_markup(content, begin)
            if at == begin:
                yield "<"
                at += 1
            continue
        end = _end_of_tag(content, name.end())
        if end < 0:
            return
        tag = name[0].lower()
        opens = name.start() == begin + 1
        yield Tag(tag, opens, _attributes(content[name.end() : end]) if opens else {})
        at = end + 1
        if opens and tag in _RAW:
            at = _behind_raw(content, at, tag)


def _behind_markup(content: str, begin: int) -> int:
    """Where a comment or declaration ends; the same place where there is none."""
    for opening, closing in _MARKUP.items():
        if content.startswith(opening, begin):
            end = content.find(closing, begin + len(opening))
            return len(content) if end < 0 else end + len(closing)
    return begin


def _end_of_tag(content: str, at: int) -> int:
    """Where the `>` of a tag is; below zero where it is never closed."""
    while match := _TAG_ENDS.search(content, at):
        if match[0] == ">":
            return match.start()
        at = content.find(match[0], match.end()) + 1
        if not at:
            return -1
    return -1


def _behind_raw(content: str, at: int, tag: str) -> int:
    """Where the end tag of a script and the like begins."""
    match = re.compile(f"</{tag}", re.IGNORECASE).search(content, at)
    return len(content) if match is None else match.start()


def _attributes(text: str) -> dict[str, str]:
    """Attributes by their names in small letters; of two of a name the first holds."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found
