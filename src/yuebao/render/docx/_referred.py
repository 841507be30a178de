"""Tables and charts that running text speaks of by number: where it does, and what they are called.

What is found becomes a field, so that a mention follows its table where somebody puts another
before it in Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.render._walk import around_number, one_line
from yuebao.report.model import Chart, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report.model import Document, DocumentWords

_BEFORE = "见和与及或如由从在据按照示，。；、：（"
"""Characters after which 表 and 图 are words of their own: 见表1, not 代表1."""
_AFTER = r"(?![0-9]|\.[0-9]|%)"


@dataclass(frozen=True, slots=True)
class Referred:
    """A mention: the bookmark of what is meant, and how the text calls it."""

    bookmark: str
    shown: str


@dataclass(frozen=True, slots=True)
class References:
    """Finds the tables and charts of a document in its texts.

    Attributes:
        bookmarks: The bookmark of each, by its label and number.
    """

    bookmarks: dict[tuple[str, int], str]

    @classmethod
    def of(cls, document: Document) -> References:
        """What a document's texts may speak of."""
        parts = [part for part in document.parts if isinstance(part, Table | Chart)]
        named = {(label_of(part, document.words)[0], part.number): reference_of(part)
                 for part in parts}  # fmt: skip
        return cls(named)

    def within(self, text: str) -> Iterator[str | Referred]:
        """The text in pieces: what is said, and what is spoken of."""
        at = 0
        labels = "|".join(sorted({re.escape(label) for label, _ in self.bookmarks}))
        pattern = rf"(?<![^\W{_BEFORE}])({labels})[ \u00a0]?([0-9]{{1,6}}){_AFTER}"
        for match in re.finditer(pattern, text) if labels else ():
            bookmark = self.bookmarks.get((match[1], int(match[2])))
            if bookmark is not None:
                yield text[at : match.start()]
                yield Referred(bookmark, match[0])
                at = match.end()
        yield text[at:]


def reference_of(part: Table | Chart) -> str:
    """The bookmark around a part's label and number; hidden, as Word's own are."""
    return f"_Ref{2 if isinstance(part, Table) else 3}{part.number:05d}"


def label_of(part: Table | Chart, words: DocumentWords) -> tuple[str, str, str]:
    """A numbered caption as the label, the space after it, and what follows the number."""
    before, rest = around_number(part, words)
    label = one_line(before).rstrip()
    return label, before[len(label) :], rest
