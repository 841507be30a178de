"""Chinese: the words of figures in an editor's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.sections.text import TextWords

if TYPE_CHECKING:
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Figure, Run


@dataclass(frozen=True)
class ChineseText(TextWords):
    """The words of figures in an editor's text."""

    zh: ChineseCore

    def figure(self, figure: Figure) -> tuple[Run, ...]:
        """8.2亿美元; 2.1%."""
        return (self.zh.amount(figure),)

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """同比下降2.1%; the reason where there is no number."""
        if growth.value is None and growth.reason is not None:
            return (self.zh.reason(growth.reason, growth.window),)
        return self.zh.changed(growth)
