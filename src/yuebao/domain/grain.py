"""What a set of facts is broken down by, and what part of the world it covers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yuebao.domain.errors import UserError


class Depth(StrEnum):
    """How deep commodities are given: an HS level, a bulletin's items, or all goods together.

    Facts of different depths under one heading describe the same trade and never add.
    """

    HS2 = "hs2"
    HS4 = "hs4"
    HS6 = "hs6"
    HS8 = "hs8"
    ITEM = "item"
    ALL = "all"

    @classmethod
    def of_code(cls, code: str) -> Depth:
        """The depth of an HS code by its length.

        Raises:
            UserError: The code is not 2, 4, 6 or 8 digits.
        """
        if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6, 8)):
            raise UserError(f"{code!r} is not an HS code", remedy="Give 2, 4, 6 or 8 digits.")
        return cls(f"hs{len(code)}")

    def digits(self) -> int | None:
        """How many digits its codes have; None for items and all goods."""
        return int(self.value[2:]) if self.value.startswith("hs") else None


class Dimension(StrEnum):
    """What a query may break trade down by, beside time and commodity."""

    PARTNER = "partner"
    MODE = "mode"
    PROVINCE = "province"


@dataclass(frozen=True, order=True, slots=True)
class Grain:
    """The dimensions a set of facts carries. `str()` is `hs8/partner/province`."""

    depth: Depth
    dimensions: frozenset[Dimension] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Grain:
        """Read back what `str()` wrote."""
        depth, *dimensions = text.split("/")
        return cls(Depth(depth), frozenset(map(Dimension, dimensions)))

    def __str__(self) -> str:
        kept = (d.value for d in Dimension if d in self.dimensions)
        return "/".join((self.depth.value, *kept))


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of trade that facts cover: all of it, or only some provinces or partners.

    `str()` is `all`, `province=31` or `partner=402,410`. A figure about the whole country is never
    computed from a scope that is partial.
    """

    dimension: Dimension | None = None
    codes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Scope:
        """Read `all`, `province=31` or `partner=402,410,502`.

        Raises:
            UserError: The text is none of these.
        """
        if text == "all":
            return cls()
        name, _, codes = text.partition("=")
        parts = tuple(sorted({code.strip() for code in codes.split(",") if code.strip()}))
        digits = all(part.isascii() and part.isdigit() for part in parts)
        if name not in ("partner", "province") or not parts or not digits:
            raise UserError(
                f"{text!r} is not a scope",
                remedy="Write all, province=31 or partner=402,410,502 (customs codes).",
            )
        return cls(Dimension(name), parts)

    def is_partial(self) -> bool:
        """Whether it leaves anything out."""
        return self.dimension is not None

    def __str__(self) -> str:
        return "all" if self.dimension is None else f"{self.dimension}={','.join(self.codes)}"
