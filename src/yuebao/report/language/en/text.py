"""English: the words of figures in an editor's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.sections.text import TextWords

if TYPE_CHECKING:
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Figure, Run


@dataclass(frozen=True)
class EnglishText(TextWords):
    """The words of figures in an editor's text."""

    en: EnglishCore

    def figure(self, figure: Figure) -> tuple[Run, ...]:
        """US$0.82 billion; 2.1%."""
        return (self.en.amount(figure),)

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """Down 2.1% on the year; the reason where there is no number."""
        if growth.value is None and growth.reason is not None:
            return (self.en.reason(growth.reason, growth.window),)
        return self.en.changed(growth)
