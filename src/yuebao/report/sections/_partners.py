"""What a definition asks of the section on partners, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.indicators import Breakdown
from yuebao.report.definition import Section, check_groups
from yuebao.report.model import Measure
from yuebao.report.sections._contribution import CONTRIBUTION
from yuebao.report.sections._flows import CHARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.definition import Definition
    from yuebao.report.model import Leaders, Members, Run


@dataclass(frozen=True, slots=True)
class Partners(Section):
    """Destinations and origins: blocs in order, then the largest partners."""

    kind: ClassVar = "partners"
    about: ClassVar = (
        "Export destinations and import origins: country groups, then the largest partners."
    )
    keys: ClassVar = {
        "blocs": {
            "description": "Country groups, in the order printed.",
            "type": "array",
            "uniqueItems": True,
            "items": {"type": "string"},
        },
        "first": {
            "description": "How many partners are ranked.",
            "type": "integer",
            "minimum": 1,
            "maximum": 300,
        },
        "shares": {"description": "Whether shares of the total are given.", "type": "boolean"},
        "bloc_sentences": {
            "description": "Whether the prose speaks of the country groups.",
            "type": "boolean",
        },
        "contribution": CONTRIBUTION,
        "charts": CHARTS,
    }
    breakdown: ClassVar = Breakdown.PARTNER
    measures: ClassVar = (Measure.VALUE, Measure.SHARE, Measure.YOY, Measure.CONTRIBUTION)

    blocs: tuple[str, ...] = ()
    first: int = 10
    shares: bool = False
    bloc_sentences: bool = True
    contribution: bool = False
    charts: bool = True

    def check(self, definition: Definition, where: str) -> None:
        """Refuse country groups that are none."""
        check_groups(self.blocs, definition.office, f"{where}.blocs")


class PartnersWords(Protocol):
    """The words of the section."""

    @property
    def title(self) -> str:
        """The title of the chapter."""

    @property
    def head(self) -> str:
        """The head of the columns of partners."""

    @property
    def bloc_group(self) -> str:
        """The line above the country groups."""

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow, unit: str, first: int | None) -> str:
        """The caption of a table or chart of the largest partners; of all, where no number is."""

    def ranked_group(self, first: int | None) -> str:
        """The line above the ranked partners."""

    def blocs(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """What country groups traded, without a full stop."""

    def leaders(self, statement: Leaders, subject: str, *, goes_on: bool) -> tuple[Run, ...]:
        """The largest partners; continues the sentence on country groups where there is one."""

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the partners are ordered."""

    @property
    def listed_group(self) -> str:
        """The line above the main partners that a table of customs lists."""

    def listed_caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """The caption of a table of these."""

    def listed(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """What country groups and partners among them traded."""

    def listed_note(self, flow: Flow, spans: Sequence[Span]) -> str:
        """That they are those that customs lists, and how they are ordered."""

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of the country as its own partner."""
