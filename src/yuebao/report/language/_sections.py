"""How a language finds its words for a kind of section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.report.words import SectionWords


class SectionVocabulary:
    """The part of a language that holds its words by kind of section.

    Attributes:
        code: The language's tag.
        sections: For each kind of section the class of its words, made from the language; it names
            the protocol it fulfils among its bases.
    """

    code: str
    sections: ClassVar[tuple[Callable[[Any], object], ...]] = ()

    def of(self, kind: type[SectionWords]) -> SectionWords:
        """The words of a kind of section, by their protocol.

        Raises:
            UserError: The language has none for it.
        """
        for words in self.sections:
            if isinstance(words, type) and kind in words.__mro__:
                found: SectionWords = words(self)
                return found
        raise UserError(
            f"the language {self.code!r} has no {kind.__name__}",
            remedy="Leave the section out, or build the report in another language.",
        )
