"""Who a printed label is: partners, provinces and country groups by any of their names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from yuebao.auditing.claims import TableKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.reference import Listing, Office


@cache
def _partners(office: Office) -> dict[str, str]:
    return {name: p.code for p in reversed(tuple(office.partners)) for name in p.names.values()}


@cache
def _groups(office: Office) -> dict[str, str]:
    return {name: g.id for g in office.groups for name in g.names.values()}


@cache
def _modes(office: Office) -> dict[str, str]:
    return {name: mode.code for mode in office.modes for name in mode.names.values()}


@cache
def _enterprises(office: Office) -> dict[str, str]:
    return {name: one.code for one in office.enterprises for name in one.names.values()}


def plain_label(label: str) -> str:
    """A label in one of the spellings it may have: 其他 for 其它."""
    return label.replace("它", "他")


def bloc_id(label: str, office: Office) -> str | None:
    """The id of a country group; None for anything else."""
    return _groups(office).get(label.removesuffix("地区"))


def partner_code(label: str, office: Office) -> str | None:
    """The customs code of a partner; None for anything else.

    A part of the reporting country may stand without its name: 台湾.
    """
    names = _partners(office)
    whole = (f"{country}{label}" for country in office.names.values())
    return next((names[name] for name in (label, *whole) if name in names), None)


def province_of(label: str, office: Office) -> str | None:
    """The code of a province; None for anything else."""
    return office.regions.code_of(label)


def mode_code(label: str, office: Office) -> str | None:
    """The code of a trade mode; None for anything else."""
    return _modes(office).get(label)


def enterprise_code(label: str, office: Office) -> str | None:
    """The code of a kind of enterprise; None for anything else."""
    return _enterprises(office).get(label)


def partner_or_bloc(label: str, office: Office) -> str | None:
    """The id of a country group or the code of a partner; None for anything else."""
    return bloc_id(label, office) or partner_code(label, office)


_CODES: dict[TableKind, Callable[[str, Office], str | None]] = {
    TableKind.PROVINCES: province_of,
    TableKind.PARTNERS: partner_or_bloc,
    TableKind.MODES: mode_code,
    TableKind.ENTERPRISES: enterprise_code,
}
"""For each kind of entity that a code list names, its code by label."""


def code_of(label: str, kind: TableKind, office: Office) -> str | None:
    """The code a label has in a table of a kind."""
    known = _CODES.get(TableKind.PROVINCES if kind is TableKind.PROVINCE_TRADE else kind)
    return None if known is None else known(label, office)


def entity_name(kind: TableKind, code: str, language: str, office: Office) -> str:
    """What an entity of a kind is called; its code where no list names it."""
    lists: dict[TableKind, Listing[Any]] = {
        TableKind.PROVINCES: office.regions,
        TableKind.PARTNERS: office.partners,
        TableKind.MODES: office.modes,
        TableKind.ENTERPRISES: office.enterprises,
    }
    return lists[kind].name(code, language) if kind in lists else code


def kind_of(labels: list[str], office: Office) -> TableKind | None:
    """What most of some labels are: provinces, partners, modes and the like; None for others."""
    if not labels:
        return None
    for kind in _CODES:
        if 2 * sum(code_of(label, kind, office) is not None for label in labels) > len(labels):
            return kind
    return None


def same_entity(one: str, two: str, office: Office) -> bool:
    """Whether two labels name the same: equal, or of one code."""
    return one == two or not codes_of(one, office).isdisjoint(codes_of(two, office))


@lru_cache(maxsize=10_000)
def codes_of(label: str, office: Office) -> frozenset[tuple[TableKind, str]]:
    """Everything a label may name: rules ask it of the same labels again and again."""
    codes = ((kind, known(label, office)) for kind, known in _CODES.items())
    return frozenset((kind, code) for kind, code in codes if code is not None)
