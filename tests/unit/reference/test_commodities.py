"""Commodities: which list answers for a month, and what it says."""

from __future__ import annotations

import gzip
import subprocess
import sys
from importlib import resources

import pytest

from yuebao.domain import Month, UserError
from yuebao.reference import Commodity, HsList, find_office

OFFICE = find_office()

# Entries of each list as published, counted in the source files.
PUBLISHED = {"zh-2021": 8589, "zh-2022": 8939, "zh-2023": 8957, "en-2023": 8957}


@pytest.fixture(scope="module")
def packaged() -> dict[str, dict[str, str]]:
    """List to code to name, read here without the code under test."""
    file = resources.files("yuebao.reference").joinpath("offices", "china", "commodities.tsv.gz")
    head, *lines = gzip.decompress(file.read_bytes()).decode().split("\n")[:-1]
    columns = head.split("\t")
    lists: dict[str, dict[str, str]] = {column: {} for column in columns[1:]}
    for line in lines:
        code, *cells = line.split("\t")
        before = ""
        for column, cell in zip(columns[1:], cells, strict=True):
            before = before if cell == "=" else cell
            if before:
                lists[column][code] = before
    return lists


@pytest.mark.parametrize(
    ("month", "language", "expected"),
    [
        (Month(2021, 1), "zh", HsList(2021, exact=True)),
        (Month(2022, 12), "zh", HsList(2022, exact=True)),
        (Month(2023, 6), "zh", HsList(2023, exact=True)),
        (Month(2025, 2), "zh", HsList(2023, exact=False)),
        (Month(2020, 12), "zh", HsList(2021, exact=False)),
        (Month(2022, 12), "en", HsList(2023, exact=False)),
        (Month(2023, 1), "en", HsList(2023, exact=True)),
    ],
)
def test_the_list_of_a_month(month: Month, language: str, expected: HsList) -> None:
    assert OFFICE.commodities.list_for(month, language) == expected


def test_a_commodity_has_name_units_and_the_list_they_are_from() -> None:
    assert OFFICE.commodities.find("85076000", Month(2025, 2)) == Commodity(
        "85076000", "锂离子蓄电池", "个", "千克", 2023
    )
    assert OFFICE.commodities.find("85177950", Month(2024, 1)) == Commodity(
        "85177950", "光通信设备的激光收发模块", "千克", None, 2023
    )
    english = OFFICE.commodities.find("85076000", Month(2021, 2), "en")
    assert english is not None
    assert english.name == "Lithium-ion electric accumulators"
    assert (english.unit, english.list_year) == ("个", 2023)


@pytest.mark.parametrize(
    ("code", "known_in"),
    [
        ("09021010", [2021, 2022]),  # divided in 2023
        ("09021011", [2023, 2024]),
        ("85177950", [2022, 2023]),  # new in HS 2022
        ("85176233", [2021, 2022, 2023]),
        ("99999999", []),
        ("8507", []),
    ],
)
def test_a_code_is_known_only_to_the_lists_that_have_it(code: str, known_in: list[int]) -> None:
    years = [year for year in (2021, 2022, 2023) if OFFICE.commodities.find(code, Month(year, 3))]
    assert years == [year for year in known_in if year <= 2023]


def test_units_follow_the_list() -> None:
    units = [OFFICE.commodities.find("90154000", Month(year, 1)) for year in (2022, 2023)]
    assert [(c.unit, c.second_unit) for c in units if c] == [("千克", None), ("台", "千克")]


@pytest.mark.parametrize("column", PUBLISHED)
def test_every_published_entry_is_packaged(
    packaged: dict[str, dict[str, str]], column: str
) -> None:
    assert len(packaged[column]) == PUBLISHED[column]


@pytest.mark.parametrize("column", PUBLISHED)
def test_no_name_is_broken(packaged: dict[str, dict[str, str]], column: str) -> None:
    for code, name in packaged[column].items():
        assert name == " ".join(name.split()), code
        assert name.isprintable(), code
        assert "?" not in name, code


def test_english_names_are_ascii_but_for_signs(packaged: dict[str, dict[str, str]]) -> None:
    beyond = {char for name in packaged["en-2023"].values() for char in name if not char.isascii()}
    assert beyond <= set("≤≥×°²µé")


def test_lost_characters_are_restored() -> None:
    names = {
        "03019992": "活鲀",
        "08084000": "鲜榅桲",
        "72082610": "屈度＞355牛顿/mm²钢铁卷材，3≤厚＜4.75mm",
    }
    for code, name in names.items():
        commodity = OFFICE.commodities.find(code, Month(2023, 1))
        assert commodity is not None
        assert commodity.name == name


def test_names_with_quotes_and_commas_are_whole() -> None:
    tyre = OFFICE.commodities.find("40118011", Month(2023, 1), "en")
    assert tyre is not None
    assert tyre.name == (
        'New rubber pneumatic tyres with "herring-bone", rim≤61cm,'
        " for construction/mining/industrial handling"
    )


@pytest.mark.parametrize("code", ["85", "8507", "850760", "85076000", "01", "97", "8542"])
def test_the_beginning_of_a_code_is_known(code: str) -> None:
    assert OFFICE.knows(code, Month(2023, 1))


@pytest.mark.parametrize(
    "code", ["", "8", "850", "77", "8588", "85076001", "99999999", "1月", "锂电"]
)
def test_anything_else_is_not_known(code: str) -> None:
    assert not OFFICE.knows(code, Month(2023, 1))


def test_units_have_english_words() -> None:
    assert OFFICE.units.name("千克", "zh") == "千克"
    assert OFFICE.units.name("千克", "en") == "kilograms"
    assert OFFICE.units.name("个", "en") == "items"
    assert OFFICE.units.name("袋", "en") == "袋"


def test_every_unit_in_the_lists_has_an_english_word(packaged: dict[str, dict[str, str]]) -> None:
    cells = {
        cell
        for column in packaged
        if column.startswith("unit")
        for cell in packaged[column].values()
    }
    units = {unit for cell in cells for unit in cell.split("/")}
    assert units
    assert all(OFFICE.units.name(unit, "en").isascii() for unit in units)


def test_a_language_without_names_is_refused() -> None:
    with pytest.raises(UserError, match="no list of commodities in 'fr'"):
        OFFICE.commodities.find("85076000", Month(2023, 1), "fr")


def test_importing_reads_no_list_and_the_first_lookup_is_quick() -> None:
    code = (
        "import time\n"
        "from yuebao import reference\n"
        "from yuebao.domain import Month\n"
        "assert reference._offices._read.cache_info().currsize == 0\n"
        "office = reference.find_office()\n"
        "assert not {'partners', 'commodities'} & vars(office).keys()\n"
        "start = time.process_time()\n"
        "assert office.commodities.find('85076000', Month(2025, 2))\n"
        "assert time.process_time() - start < 0.1\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
