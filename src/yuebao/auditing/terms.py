"""The terms of claims: kinds of tables, quantities, places.

Sides of trade, directions and measures are those of the document model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TableKind(StrEnum):
    """What the rows of a table are."""

    OVERVIEW = "overview"
    """Total, exports, imports, net; by value and by quantity."""
    PRODUCTS = "products"
    PARTNERS = "partners"
    MODES = "modes"
    ENTERPRISES = "enterprises"
    PROVINCES = "provinces"
    PROVINCE_TRADE = "province_trade"
    """Provinces with total, exports, imports and net side by side."""
    CONCENTRATION = "concentration"
    """What is measured of how a flow is spread over partners; so are the next."""
    RECORDS = "records"
    PRICE = "price"
    SEASONAL = "seasonal"
    OTHER = "other"


MEASURED = (TableKind.CONCENTRATION, TableKind.RECORDS, TableKind.PRICE, TableKind.SEASONAL)
"""Tables whose rows are what is measured of a flow as a whole; `Claims.analyses` has them."""


class Quantity(StrEnum):
    """What a statement's number is."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    CONTRIBUTION = "contribution"
    MEASURE = "measure"
    """What an analysis measures: the statement says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a block of the document, and a cell or a stretch of its text.

    Attributes:
        block: The block's number in reading order, from 0.
        start: First character within the block's text; of a table, the grid row.
        end: The character after the last; of a table, the grid column.
    """

    block: int
    start: int = 0
    end: int = 0
