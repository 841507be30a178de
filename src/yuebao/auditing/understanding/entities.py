"""Who a printed label is: partners, provinces and country groups by any of their names."""

from __future__ import annotations

from functools import lru_cache

from yuebao.auditing.claims import Kind
from yuebao.reference import groups, partners, province_code, provinces


@lru_cache(maxsize=1)
def _partners() -> dict[str, str]:
    return {name: p.code for p in reversed(partners()) for name in (p.chinese, p.english)}


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {name: g.id for g in groups() for name in (g.chinese, g.english)}


@lru_cache(maxsize=1)
def _english_provinces() -> dict[str, str]:
    return {province.english: province.code for province in provinces()}


def bloc_id(label: str) -> str | None:
    """The id of a country group; None for anything else."""
    return _groups().get(label.removesuffix("地区"))


def partner_code(label: str) -> str | None:
    """The current customs code of a partner; None for anything else."""
    names = _partners()
    return names.get(label) or names.get(f"中国{label}")


def code_of(label: str, kind: Kind) -> str | None:
    """The code a label has in a table of a kind."""
    if kind in (Kind.PROVINCES, Kind.PROVINCE_TRADE):
        return province_code(label) or _english_provinces().get(label)
    if kind is Kind.PARTNERS:
        return bloc_id(label) or partner_code(label)
    return None


def kind_of(labels: list[str]) -> Kind | None:
    """What most of some labels are: provinces or partners; None where neither."""
    if not labels:
        return None
    for kind in (Kind.PROVINCES, Kind.PARTNERS):
        if 2 * sum(code_of(label, kind) is not None for label in labels) > len(labels):
            return kind
    return None


def same_entity(one: str, two: str) -> bool:
    """Whether two labels name the same: equal, or of one code."""
    if one == two:
        return True
    for kind in (Kind.PROVINCES, Kind.PARTNERS):
        code = code_of(one, kind)
        if code is not None and code == code_of(two, kind):
            return True
    return False
