"""What facts are broken down by, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli._speech import say
from yuebao.domain import Depth, Dimension

if TYPE_CHECKING:
    from yuebao.domain import Grain

_DEPTHS = {Depth.ITEM: "item of a bulletin", Depth.ALL: "all goods"}
_DIMENSIONS = {
    Dimension.PARTNER: "partner",
    Dimension.MODE: "trade mode",
    Dimension.PROVINCE: "province",
    Dimension.ENTERPRISE: "kind of enterprise",
    Dimension.BLOC: "country group",
}


def tell_grain(grain: Grain) -> str:
    """8-digit code × partner × province."""
    digits = grain.depth.digits()
    goods = _DEPTHS[grain.depth] if digits is None else f"{digits}-digit code"
    dimensions = (_DIMENSIONS[one] for one in Dimension if one in grain.dimensions)
    return " × ".join(say(part, within=True) for part in (goods, *dimensions))
