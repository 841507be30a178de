"""The kinds of sections, one module each: what it asks, how it is built, what its words are.

A new kind is a module here with its record, its `build` function and the protocol of its words,
an entry in `SECTIONS`, and those words in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.report.sections.concentration import CONCENTRATION
from yuebao.report.sections.enterprises import ENTERPRISES
from yuebao.report.sections.highlights import HIGHLIGHTS, write_highlights
from yuebao.report.sections.modes import MODES
from yuebao.report.sections.overview import OVERVIEW
from yuebao.report.sections.partners import PARTNERS
from yuebao.report.sections.price import PRICE
from yuebao.report.sections.products import PRODUCTS
from yuebao.report.sections.province_trade import PROVINCE_TRADE
from yuebao.report.sections.provinces import PROVINCES
from yuebao.report.sections.records import RECORDS
from yuebao.report.sections.seasonal import SEASONAL
from yuebao.report.sections.text import TEXT, fill_texts

if TYPE_CHECKING:
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Part
    from yuebao.report.sections._kind import SectionKind

SECTIONS: tuple[SectionKind[Any], ...] = (
    HIGHLIGHTS, OVERVIEW, PRODUCTS, PARTNERS, PROVINCES, PROVINCE_TRADE, MODES, ENTERPRISES,
    PRICE, RECORDS, CONCENTRATION, SEASONAL, TEXT,
)  # fmt: skip
"""Every kind of section, in the order the documentation lists them."""


def find_kind(name: str) -> SectionKind[Any]:
    """The kind of section of a name.

    Raises:
        KeyError: There is none.
    """
    return {one.record.kind: one for one in SECTIONS}[name]


def build_section(context: Context, section: Section) -> tuple[Part, ...]:
    """The parts of a section."""
    return find_kind(section.kind).build(context, section)


__all__ = ["SECTIONS", "build_section", "fill_texts", "find_kind", "write_highlights"]
