"""Who a printed label is: partners, provinces and country groups by any of their names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Kind
from yuebao.reference import (
    groups,
    mode_name,
    modes,
    partner_name,
    partners,
    province_code,
    province_name,
    provinces,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=1)
def _partners() -> dict[str, str]:
    return {name: p.code for p in reversed(partners()) for name in (p.chinese, p.english)}


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {name: g.id for g in groups() for name in (g.chinese, g.english)}


@lru_cache(maxsize=1)
def _english_provinces() -> dict[str, str]:
    return {province.english: province.code for province in provinces()}


def plain_label(label: str) -> str:
    """A label in one of the spellings it may have: 其他 for 其它."""
    return label.replace("它", "他")


def bloc_id(label: str) -> str | None:
    """The id of a country group; None for anything else."""
    return _groups().get(label.removesuffix("地区"))


def partner_code(label: str) -> str | None:
    """The current customs code of a partner; None for anything else."""
    names = _partners()
    return names.get(label) or names.get(f"中国{label}")


def province_of(label: str) -> str | None:
    """The code of a province; None for anything else."""
    return province_code(label) or _english_provinces().get(label)


@lru_cache(maxsize=1)
def _modes() -> dict[str, str]:
    return {name: mode.code for mode in modes() for name in (mode.chinese, mode.english)}


def mode_code(label: str) -> str | None:
    """The code of a trade mode; None for anything else."""
    return _modes().get(label)


def partner_or_bloc(label: str) -> str | None:
    """The id of a country group or the code of a partner; None for anything else."""
    return bloc_id(label) or partner_code(label)


_CODES: dict[Kind, Callable[[str], str | None]] = {
    Kind.PROVINCES: province_of,
    Kind.PARTNERS: partner_or_bloc,
    Kind.MODES: mode_code,
}
_NAMES: dict[Kind, Callable[[str, str], str]] = {
    Kind.PROVINCES: province_name,
    Kind.PARTNERS: partner_name,
    Kind.MODES: mode_name,
}
"""For each kind of entity that a code list names, its code by label, and its name by code."""


def code_of(label: str, kind: Kind) -> str | None:
    """The code a label has in a table of a kind."""
    known = _CODES.get(Kind.PROVINCES if kind is Kind.PROVINCE_TRADE else kind)
    return None if known is None else known(label)


def entity_name(kind: Kind, code: str, language: str) -> str:
    """What an entity of a kind is called; its code where no list names it."""
    named = _NAMES.get(kind)
    return code if named is None else named(code, language)


def kind_of(labels: list[str]) -> Kind | None:
    """What most of some labels are: provinces, partners, modes; None where none of these."""
    if not labels:
        return None
    for kind in _CODES:
        if 2 * sum(code_of(label, kind) is not None for label in labels) > len(labels):
            return kind
    return None


def same_entity(one: str, two: str) -> bool:
    """Whether two labels name the same: equal, or of one code."""
    if one == two:
        return True
    for kind in _CODES:
        code = code_of(one, kind)
        if code is not None and code == code_of(two, kind):
            return True
    return False
