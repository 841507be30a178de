"""Trade modes: exports and imports by the customs regime that goods cross the border under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.indicators import Breakdown
from yuebao.report.definition import Section
from yuebao.report.model import Measure
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._ranked import RankedParts, RankedWords, ranked_keys

if TYPE_CHECKING:
    from yuebao.report.context import Context
    from yuebao.report.model import Part


@dataclass(frozen=True, slots=True)
class Modes(Section):
    """The trade modes by exports and by imports, the largest first."""

    kind: ClassVar = "modes"
    about: ClassVar = "Exports and imports by trade mode (贸易方式), with shares."
    keys: ClassVar = ranked_keys("trade modes")
    breakdown: ClassVar = Breakdown.MODE
    measures: ClassVar = (Measure.VALUE, Measure.SHARE, Measure.YOY)

    first: int = 10
    charts: bool = True


class ModesWords(RankedWords, Protocol):
    """The words of the section."""


def _build(context: Context, section: Modes) -> tuple[Part, ...]:
    words = context.language.of(ModesWords)
    return RankedParts(context, section, section, words, context.office.modes).build()


MODES = SectionKind(Modes, _build, ModesWords)
