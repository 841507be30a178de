"""What a set of facts is broken down by, and what part of the world it covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, Self

from yuebao.errors import UserError


class Depth(str):
    """How deep commodities are given: `hs8` and so on, a bulletin's items, or all goods together.

    Facts of different depths under one heading describe the same trade and never add. Which depths
    there are a customs office says (`yuebao.reference`).

    Raises:
        ValueError: The text is not hs and a number, `item` or `all`.
    """

    __slots__ = ()

    ITEM: ClassVar[Depth]
    ALL: ClassVar[Depth]

    def __new__(cls, name: str) -> Self:
        """The depth of a name."""
        if not _DEPTH.fullmatch(name):
            raise ValueError(f"{name!r} is not a depth")
        return super().__new__(cls, name)

    @classmethod
    def of_digits(cls, digits: int) -> Self:
        """The depth of HS codes of so many digits."""
        return cls(f"hs{digits}")

    def digits(self) -> int | None:
        """How many digits its codes have; None for items and all goods."""
        return int(self[2:]) if self.startswith("hs") else None


_DEPTH = re.compile(r"hs[1-9][0-9]?|item|all")

Depth.ITEM = Depth("item")
Depth.ALL = Depth("all")


class Dimension(StrEnum):
    """What trade is broken down by, beside time and commodity.

    Blocs are lines of tables by partner that overlap: groups of partners, continents, and partners
    in a table that does not list all of them. They never add up.
    """

    PARTNER = "partner"
    MODE = "mode"
    PROVINCE = "province"
    ENTERPRISE = "enterprise"
    BLOC = "bloc"

    def words(self) -> str:
        """What a message calls it."""
        return _WORDS[self]


_WORDS = {
    Dimension.PARTNER: "partner",
    Dimension.MODE: "trade mode",
    Dimension.PROVINCE: "province",
    Dimension.ENTERPRISE: "kind of enterprise",
    Dimension.BLOC: "country group",
}
_DEPTHS = {Depth.ITEM: "item of a bulletin", Depth.ALL: "all goods"}


@dataclass(frozen=True, order=True, slots=True)
class Grain:
    """The dimensions a set of facts carries. `str()` is `hs8/partner/province`."""

    depth: Depth
    dimensions: frozenset[Dimension] = frozenset()

    @property
    def overlaps(self) -> bool:
        """Whether its facts overlap, so that no sum of them is any trade."""
        return Dimension.BLOC in self.dimensions

    @classmethod
    def parse(cls, text: str) -> Grain:
        """Read back what `str()` wrote."""
        depth, *dimensions = text.split("/")
        return cls(Depth(depth), frozenset(map(Dimension, dimensions)))

    def words(self) -> str:
        """What a message calls it: 8-digit code × partner × province."""
        digits = self.depth.digits()
        goods = _DEPTHS[self.depth] if digits is None else f"{digits}-digit code"
        return " × ".join([goods, *(one.words() for one in Dimension if one in self.dimensions)])

    def __str__(self) -> str:
        return _spell(self)


@lru_cache(maxsize=256)
def _spell(grain: Grain) -> str:
    kept = (d.value for d in Dimension if d in grain.dimensions)
    return "/".join((grain.depth, *kept))


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
        name, _, listed = text.partition("=")
        parts = tuple(sorted({code.strip() for code in listed.split(",") if code.strip()}))
        codes = all(part.isascii() and part.isalnum() for part in parts)
        if name not in ("partner", "province") or not parts or not codes:
            raise UserError(
                f"{text!r} is not a scope",
                remedy="Write all, province=31 or partner=402,410,502 (customs codes).",
            )
        return cls(Dimension(name), parts)

    def is_partial(self) -> bool:
        """Whether it leaves anything out."""
        return self.dimension is not None

    def words(self) -> str:
        """What a message calls it: partner 402, 410."""
        return self.dimension.words() + f" {', '.join(self.codes)}" if self.dimension else "all"

    def __str__(self) -> str:
        return "all" if self.dimension is None else f"{self.dimension}={','.join(self.codes)}"
