"""What a user may put between the store and a report: rates and corrections, as TOML files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import Month
from yuebao.report.toml import find_toml, load_schema, read_toml
from yuebao.store import Correction, Rates, convert_view, correct_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Period
    from yuebao.store import View

_KEY_COLUMNS = ("flow", "grain", "commodity", "partner", "mode", "province", "currency")


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What stands between the store and a report; by default nothing.

    Attributes:
        corrections: Known errors of the source to correct.
        rates: What turns facts in one of the office's currencies into the other.
        first_base: Whether growth is on the base as first published, not as revised since.
        accept_partial: Whether files that are probably cut, or of a part of the codes, may be used,
            with a notice.
    """

    corrections: tuple[Correction, ...] = ()
    rates: Rates | None = None
    first_base: bool = False
    accept_partial: bool = False

    def apply(self, view: View) -> View:
        """The view as the report shall see it: corrected first, then converted.

        Raises:
            ConflictError: A correction no longer fits the source.
        """
        view = correct_view(view, self.corrections)
        return view if self.rates is None else convert_view(view, self.rates)


def load_rates(path: str | Path) -> Rates:
    """Read a table of rates; `rates.schema.json` describes it.

    Raises:
        DefinitionError: There is none, or it breaks the schema.
        UserError: A rate cannot be used.
    """
    file = find_toml(Path(path), None, "table of rates")
    raw = read_toml(file, lambda: load_schema("rates.schema.json"))
    by_month = {Month.parse(month): Decimal(str(rate)) for month, rate in raw["rates"].items()}
    return Rates(by_month, raw["source"])


def load_corrections(path: str | Path) -> tuple[Correction, ...]:
    """Read corrections; `corrections.schema.json` describes them.

    Raises:
        DefinitionError: There are none, or they break the schema.
    """
    file = find_toml(Path(path), None, "file of corrections")
    raw = read_toml(file, lambda: load_schema("corrections.schema.json"))
    return tuple(
        Correction(
            key={name: entry[name] for name in _KEY_COLUMNS if name in entry},
            month=Month.parse(entry["month"]),
            column=entry.get("column", "value"),
            found=entry["found"],
            correct=entry["correct"],
            why=entry["why"],
            source=entry["source"],
        )
        for entry in raw["corrections"]
    )


def relevant_corrections(
    corrections: Sequence[Correction], codes: Sequence[str], periods: Sequence[Period]
) -> tuple[Correction, ...]:
    """The corrections that a report on these commodities and periods may rest on."""
    return tuple(
        correction
        for correction in corrections
        if correction.key["commodity"].startswith(tuple(codes))
        and any(correction.month in period for period in periods)
    )
