"""English: the notes under tables, and the footnote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.report.language._lists import codes_by_label
from yuebao.report.language.en._names import EnglishNames
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yuebao.domain import Month, Span
    from yuebao.indicators import Reason
    from yuebao.report.model import Key
    from yuebao.store import Correction


class EnglishNotes(EnglishNames):
    """What a reader must know of a table."""

    # Notes

    def separately(self, spans: Sequence[Span]) -> str:
        """, the month and the year to date each ranked on its own; nothing for one window."""
        if len(spans) < 2:
            return ""
        return f", {self.listing([self.window(span) for span in spans])} each ranked on its own"

    @property
    def source_note(self) -> str:
        """Where the data are from."""
        return f"Source: {self.authority}, here and below."

    def of_either_flow(self, note: str) -> str:
        """The same of exports and of imports."""
        return re.sub(r"\b(?:ex|im)port", "{flow}", note)

    def as_under(self, table: int, some: Sequence[int] = ()) -> str:
        """As under Table 2; as notes (1) and (3) under Table 2."""
        if not some:
            return f"As under Table {table}."
        called = "note" if len(some) == 1 else "notes"
        return (
            f"As {called} {self.listing([f'({number})' for number in some])} under Table {table}."
        )

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""
        if len(notes) < 2:
            return tuple(f"Note: {note}" for note in notes)
        return ("Notes: " + " ".join(f"({i}) {note}" for i, note in enumerate(notes, 1)),)

    def base_note(self, of: Span) -> str:
        """That growth in a window is on the latest base known."""
        return f"Changes are on the latest data available for a {self.base(of)} earlier."

    def first_base_note(self, of: Span) -> str:
        """That growth in a window is on the base as first published."""
        return f"Changes are on the data of a {self.base(of)} earlier as first published."

    rounding_note = "Parts may not add up to totals because of rounding."

    on_month_note = (
        "Changes on the month are not seasonally adjusted: days, working days, and holidays differ "
        "from month to month."
    )

    def festival_note(self, days: Sequence[date]) -> str:
        """The Spring Festival fell on 17 February 2026 and 29 January 2025: …."""
        name = self._said(festival.names) if (festival := self.office.festival) else ""
        told = " and ".join(map(self.date, days))
        return f"The {name} falls on {told}, which affects the periods compared differently."

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        """The rates that turned one currency into the other."""
        of, into = self.office.converted
        name = self._said(of.names).capitalize()
        listed = "; ".join(f"{self.month(month)} {rate}" for month, rate in rates.items())
        return (
            f"{name} are converted at monthly rates ({of.code} per {into.code}): {listed}. "
            f"Source: {source}."
        )

    def correction_note(self, correction: Correction) -> str:
        """A known error of the source that was corrected."""
        return (
            f"In {self.month(correction.month)} the source's {correction.found:,} is corrected to "
            f"{correction.correct:,}: {correction.why} ({correction.source})."
        )

    official_level_note = (
        "Cumulative values are as customs published them, with revisions of earlier months; "
        "they may differ from the sum of the months."
    )

    def official_note(self, *, to_date: bool, beside: bool) -> str:
        """That growth is as customs printed it: of the year to date, or of the month too."""
        if beside:
            of = " of the year to date" if to_date else ""
            return (
                f"Where customs published the change{of}, it is as published, on the base that "
                "customs revised."
            )
        of = " for the year to date" if to_date else ""
        return f"Changes are as customs published them{of}, on a base it revised."

    def edition_note(self, of: Span) -> str:
        """That growth in a window crosses an HS edition."""
        return (
            f"The month and a {self.base(of)} earlier are coded by different editions of the "
            "Harmonized System, which may affect the changes."
        )

    def editions_note(self, editions: Mapping[int, Sequence[str]], of: Span) -> str:
        """That growth in a window crosses an HS edition, and which codes are added up in each."""
        del of
        each = "; ".join(f"HS {year} codes {', '.join(codes)}" for year, codes in editions.items())
        return f"The periods compared are coded by different editions, each by its own: {each}."

    def dash_note(self, reasons: Sequence[Reason], of: Span) -> str:
        """What a dash means in a table of a window."""
        why = " or that ".join(self.reason(reason, of) for reason in reasons)
        return f"“{NO_NUMBER}” means that {why}."

    def large_note(self, keys: Sequence[Key], of: Span) -> str:
        """Whose growth in a window comes from a tiny base."""
        labels = [key.label for key in keys if key.label]
        whose = f"of {self.listing(labels)}" if labels else "above"
        return f"The large changes {whose} come from a small base a {self.base(of)} earlier."

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is."""
        coded = codes_by_label(products).items()
        system = f"HS {edition}" if edition else "HS"
        if self.wording.official and [*dict(coded)] == [subject]:
            codes = self.listing([code for _, code in products])
            word = "code" if len(products) == 1 else "codes"
            return f"In this report “{subject}” means the goods of {system} {word} {codes}."
        listed = "; ".join(f"{label} ({', '.join(codes)})" for label, codes in coded)
        return f"In this report “{subject}” means these products and {system} codes: {listed}."
