"""English: the notes under tables, and the footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.reference import unit_name
from yuebao.report.language.en._names import NOUN, EnglishNames
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from yuebao.domain import Flow, Month, Period
    from yuebao.report.model import Window
    from yuebao.store import Correction

_ORDERS = {"total": "total trade", "exports": "exports", "imports": "imports", "net": "net exports"}
# How a multiple reads in a sentence: the places its point moves left, and the word after it.


class EnglishNotes(EnglishNames):
    """What a reader must know of a table."""

    # Notes

    source_note = "Source: General Administration of Customs of China, here and below."

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""
        if len(notes) < 2:
            return tuple(f"Note: {note}" for note in notes)
        return ("Notes: " + " ".join(f"({i}) {note}" for i, note in enumerate(notes, 1)),)

    def net_note(self, month: Period, year_to_date: Period | None) -> str:
        """What the growth column of the net row holds."""
        now, before = self.period(month), self.period(month.year_earlier())
        if year_to_date is not None:
            now += f" (or {self.period(year_to_date)})"
            before += f" (or {self.period(year_to_date.year_earlier())})"
        return (
            f"The change of net exports is in absolute terms: net exports of {now} "
            f"less those of {before}."
        )

    base_note = "Changes are on the latest data available for a year earlier."
    first_base_note = "Changes are on the data of a year earlier as first published."

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        """The rates that turned yuan into dollars."""
        listed = "; ".join(f"{self.month(month)} {rate}" for month, rate in rates.items())
        return f"Yuan are converted at monthly rates (CNY per USD): {listed}. Source: {source}."

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
    official_beside_note = (
        "Where customs published the change of the year to date, it is as published, on the base "
        "that customs revised."
    )
    official_note = (
        "Changes are as customs published them for the year to date, on a base it revised."
    )

    def product_share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"Shares are of all trade in {subject} in that flow, here and below."

    def product_order_note(self, flow: Flow) -> str:
        """How the products are ordered."""
        return f"Products are in order of {NOUN[flow]} in the month."

    def edition_note(self) -> str:
        """That growth crosses an HS edition."""
        return (
            "The month and a year earlier are coded by different editions of the Harmonized "
            "System, which may affect the changes."
        )

    def partner_share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"Shares are of all {NOUN[flow]} of these goods."

    def partner_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the partners are ordered."""
        return f"The top {first} partners are in order of {NOUN[flow]}{_separately(windows)}."

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of China as its own partner."""
        ranked = "Re-imports (partner China) are not ranked"
        if not shares:
            return f"{ranked}."
        return f"{ranked}; the total that shares are of {'in' if included else 'ex'}cludes them."

    def province_order_note(self, flow: Flow, first: int, *, windows: int, complete: bool) -> str:
        """How the provinces are ordered, and whether these are all."""
        order = f"in order of {NOUN[flow]}{_separately(windows)}"
        if complete:
            return f"Provinces are {order}."
        return f"The first {first} provinces, {order}; the others are not shown."

    def province_trade_order_note(self, order_by: str) -> str:
        """How the table of all provinces is ordered."""
        return f"Provinces are in order of {_ORDERS[order_by]}."

    def province_trade_net_note(self, window: Window) -> str:
        """What the columns hold."""
        return "Net exports are exports less imports of the same months."

    def dash_note(self, reasons: Sequence[str]) -> str:
        """What a dash means in this table."""
        return f"“{NO_NUMBER}” means that {' or that '.join(reasons)}."

    def large_note(self, labels: Sequence[str]) -> str:
        """Whose growth comes from a tiny base."""
        return f"The large changes of {self.listing(labels)} come from a small base a year earlier."

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""
        return (
            f"Quantities add up the records in {unit_name(unit, 'en')}; {rows:,} records in "
            "other units are left out."
        )

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is."""
        listed = "; ".join(f"{label} ({code})" for label, code in products)
        system = f"HS {edition}" if edition else "HS"
        return f"In this report {subject} are these products and {system} codes: {listed}."


def _separately(windows: int) -> str:
    return ", the month and the year to date each ranked on its own" if windows > 1 else ""
