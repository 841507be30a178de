"""Kinds of enterprises: exports and imports by who trades, as bulletins on all goods tell it."""

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
class Enterprises(Section):
    """The kinds of enterprises by exports and by imports, the largest first."""

    kind: ClassVar = "enterprises"
    about: ClassVar = (
        "Exports and imports by kind of enterprise (企业类型), with shares: of all goods, as "
        "bulletins tell them."
    )
    keys: ClassVar = ranked_keys("kinds of enterprises")
    breakdown: ClassVar = Breakdown.ENTERPRISE
    measures: ClassVar = (Measure.VALUE, Measure.SHARE, Measure.YOY)

    first: int = 10
    charts: bool = True


class EnterprisesWords(RankedWords, Protocol):
    """The words of the section."""


def _build(context: Context, section: Enterprises) -> tuple[Part, ...]:
    words = context.language.of(EnterprisesWords)
    return RankedParts(context, section, section, words, context.office.enterprises).build()


ENTERPRISES = SectionKind(Enterprises, _build, EnterprisesWords)
