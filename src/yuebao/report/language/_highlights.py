"""Which of a language's words tell a highlight: what Chinese and English share."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from yuebao.report.model import (
    Amounts,
    Concentrated,
    Contributions,
    Decomposed,
    Leaders,
    Moved,
    Placed,
    Revised,
    SeasonallyAdjusted,
)
from yuebao.report.sections.highlights import HighlightsWords

if TYPE_CHECKING:
    from yuebao.indicators import Breakdown
    from yuebao.report.model import Highlight, Run, Statement


class HighlightLines(HighlightsWords):
    """The lines of the highlights, each told by what its statement is.

    Attributes:
        stop: What a line ends with.
    """

    stop: str

    def line(self, highlight: Highlight) -> tuple[Run, ...]:
        """A sentence of its own: in which months, and what."""
        return (*self._told(highlight.of, highlight.topic, highlight.by), self.stop)

    def _told(self, said: Statement, topic: str, by: Breakdown | None) -> tuple[Run, ...]:
        match said:
            case Amounts():
                return self.growth(said)
            case Contributions():
                return self.contributions(said, by)
            case Moved():
                return self.moved(said)
            case Leaders():
                return self.leader(said, by)
            case Revised():
                return self.revised(said)
            case _:
                return self._measured(said, topic)

    def _measured(self, said: Statement, topic: str) -> tuple[Run, ...]:
        match said:
            case Decomposed():
                return self.price(said)
            case Placed():
                return self.placed(said, topic)
            case Concentrated():
                return self.concentrated(said, topic)
            case SeasonallyAdjusted():
                return self.seasonal(said)
            case _:
                raise TypeError(f"no line says a {type(said).__name__}")

    @abstractmethod
    def growth(self, said: Amounts) -> tuple[Run, ...]:
        """Each flow's value and growth, and the net."""

    @abstractmethod
    def contributions(self, said: Contributions, by: Breakdown | None) -> tuple[Run, ...]:
        """Who added most to growth, and who took most."""

    @abstractmethod
    def moved(self, said: Moved) -> tuple[Run, ...]:
        """Whose place changed."""

    @abstractmethod
    def leader(self, said: Leaders, by: Breakdown | None) -> tuple[Run, ...]:
        """Who comes first."""

    @abstractmethod
    def revised(self, said: Revised) -> tuple[Run, ...]:
        """From what to what an amount was revised, and that it is the largest revision known."""

    @abstractmethod
    def price(self, said: Decomposed) -> tuple[Run, ...]:
        """Growth of price and of quantity, and the unit value."""

    @abstractmethod
    def placed(self, said: Placed, topic: str) -> tuple[Run, ...]:
        """A record, or else a run or its end."""

    @abstractmethod
    def concentrated(self, said: Concentrated, topic: str) -> tuple[Run, ...]:
        """The index, or the partners that came or went."""

    @abstractmethod
    def seasonal(self, said: SeasonallyAdjusted) -> tuple[Run, ...]:
        """The amount without its season, and its change on the month."""
