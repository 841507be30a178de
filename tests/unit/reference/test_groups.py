"""Country groups: who belongs to them in which month."""

from __future__ import annotations

from datetime import date

import pytest

from yuebao.domain import Month, UserError
from yuebao.reference import Membership, find_office

OFFICE = find_office()


@pytest.mark.parametrize(
    ("name", "month", "size"),
    [
        ("asean", Month(2025, 9), 10),
        ("asean", Month(2025, 10), 10),
        ("asean", Month(2025, 11), 11),
        ("eu", Month(2004, 4), 15),
        ("eu", Month(2004, 5), 25),
        ("eu", Month(2007, 1), 27),
        ("eu", Month(2013, 6), 27),
        ("eu", Month(2013, 7), 28),
        ("eu", Month(2020, 1), 28),
        ("eu", Month(2020, 2), 27),
        ("eu", Month(2025, 7), 27),
        ("g7", Month(2025, 1), 7),
        ("gcc", Month(2025, 1), 6),
        ("central-asia", Month(2025, 1), 5),
        ("efta", Month(2025, 1), 4),
        ("eaeu", Month(2014, 12), 0),
        ("eaeu", Month(2015, 1), 3),
    ],
)
def test_how_many_members_a_month_has(name: str, month: Month, size: int) -> None:
    assert len(OFFICE.groups.find(name).members(month)) == size


def test_a_member_counts_from_its_first_whole_month_to_the_month_it_leaves_in() -> None:
    assert "144" not in OFFICE.groups.find("asean").members(Month(2025, 10))
    assert "144" in OFFICE.groups.find("asean").members(Month(2025, 11))
    assert "351" not in OFFICE.groups.find("eu").members(Month(2013, 6))
    assert "351" in OFFICE.groups.find("eu").members(Month(2013, 7))
    assert "303" in OFFICE.groups.find("eu").members(Month(2020, 1))
    assert "303" not in OFFICE.groups.find("eu").members(Month(2020, 2))


@pytest.mark.parametrize(
    ("joined", "left", "month", "counts"),
    [
        (date(2020, 5, 1), None, Month(2020, 5), True),
        (date(2020, 5, 2), None, Month(2020, 5), False),
        (date(2020, 5, 2), None, Month(2020, 6), True),
        (date(2020, 5, 31), None, Month(2021, 1), True),
        (None, date(2020, 5, 1), Month(2020, 5), True),
        (None, date(2020, 5, 31), Month(2020, 6), False),
        (None, date(2020, 12, 31), Month(2021, 1), False),
        (None, None, Month(1995, 1), True),
    ],
)
def test_the_rule_for_months_divided_by_a_date(
    joined: date | None, left: date | None, month: Month, counts: bool
) -> None:
    assert Membership("304", joined, left).counts_in(month) is counts


def test_a_member_whose_code_changed_is_there_with_both() -> None:
    for month in (Month(2022, 12), Month(2023, 1), Month(2025, 7)):
        assert OFFICE.groups.find("eaeu").members(month) >= {"151", "338"}


def test_members_are_partners_by_their_current_code_each_once() -> None:
    for g in OFFICE.groups:
        codes = [membership.partner for membership in g.memberships]
        assert len(codes) == len(set(codes)), g.id
        for code in codes:
            partner = OFFICE.partners.find(code)
            assert partner is not None, (g.id, code)
            assert not partner.retired, (g.id, code)


def test_groups_have_an_id_labels_and_a_source() -> None:
    assert len({g.id for g in OFFICE.groups}) == len(list(OFFICE.groups))
    for g in OFFICE.groups:
        assert g.name("zh") != g.name("en")
        assert g.name("en").isascii()
        assert g.source
    assert (OFFICE.groups.find("asean").name("zh"), OFFICE.groups.find("eu").name("zh")) == (
        "东盟",
        "欧盟",
    )


def test_an_unknown_group_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no country group 'opec'.*asean, eu"):
        OFFICE.groups.find("opec")
