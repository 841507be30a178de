"""Customs offices: which there are, and what is refused of a folder that is none."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.office.zedland import FOLDER

from yuebao.domain import Currency, Flow, Month, UserError
from yuebao.reference import DEFAULT_OFFICE, ENVIRONMENT, CodeForm, find_office, offices
from yuebao.sources._dialects import load_dialects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented office's folder, named in the environment."""
    copied = tmp_path / "zedland"
    shutil.copytree(FOLDER, copied)
    monkeypatch.setenv(ENVIRONMENT, str(copied))
    return copied


def test_one_office_is_shipped_and_is_the_default() -> None:
    assert [office.name for office in offices()] == [DEFAULT_OFFICE]
    assert find_office() is find_office(DEFAULT_OFFICE) is offices()[0]


def test_a_folder_named_in_the_environment_is_an_office(folder: Path) -> None:
    assert [office.name for office in offices()] == [DEFAULT_OFFICE, "zedland"]
    office = find_office("zedland")
    assert office.folder.path == folder
    assert office.depths == (2, 4, 6, 8, 10)
    assert (office.depth, office.commodity_form()) == (10, "2, 4, 6, 8 or 10 digits")
    assert office.forms["partner"] == CodeForm(2, letters=True)
    assert (office.own, office.conversion, office.editions) == (None, None, ())
    assert office.flow_words[Flow.TOTAL] == ()
    assert [words.code for words in office.currencies] == [Currency("ZED")]
    assert (len(office.regions), office.regions.code_of(" Northern\tDistrict")) == (3, "1")


def test_an_office_without_lists_knows_no_codes(folder: Path) -> None:
    del folder
    office = find_office("zedland")
    assert office.commodities.languages == ()
    assert office.commodities.codes(Month(2025, 1)) == ()
    assert office.edition(Month(2025, 1)) is None
    with pytest.raises(UserError, match="has no list of commodities"):
        office.commodities.list_for(Month(2025, 1))


def test_an_office_is_found_again_in_another_process(folder: Path) -> None:
    del folder
    again = pickle.loads(pickle.dumps(find_office("zedland")))
    assert again.name == "zedland"
    assert again.partners.name("NL", "en") == "Netherlands"


def test_an_unknown_office_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no customs office 'atlantis'.*china.*YUEBAO_OFFICES"):
        find_office("atlantis")


def test_two_offices_of_one_name_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, f"{folder}:{FOLDER}")
    with pytest.raises(UserError, match="two customs offices 'zedland'"):
        offices()


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('en = "Zedland"\n', "en = 3\n", "office.toml, names: en = 3. It must be a text in quotes"),
        ("commodity = [2, 4, 6, 8, 10]\n", "", "codes: the key 'commodity' is missing"),
        ('code = "ZED"', 'code = "zed"', "'zed' is not a currency"),
        ("[authority]", "[authorities]", "the key 'authority' is missing"),
        ("[names]", "[names", "this is not TOML"),
    ],
)
def test_a_setting_that_is_wrong_is_named(folder: Path, line: str, instead: str, said: str) -> None:
    settings = folder / "office.toml"
    text = settings.read_text(encoding="utf-8")
    assert line in text
    settings.write_text(text.replace(line, instead, 1), encoding="utf-8")
    with pytest.raises(UserError) as refusal:
        offices()
    assert said in str(refusal.value)


def test_a_folder_without_settings_is_no_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    with pytest.raises(UserError, match=r"has no file office\.toml"):
        offices()


def test_half_a_row_of_a_list_is_refused(folder: Path) -> None:
    with (folder / "partners.tsv").open("a", encoding="utf-8") as file:
        file.write("XX\tX\n")
    with pytest.raises(UserError, match=r"zedland/partners\.tsv, line 9: the row has 2 fields"):
        find_office("zedland").partners.name("XX", "en")


def test_a_name_is_in_no_other_language(folder: Path) -> None:
    del folder
    office = find_office("zedland")
    assert office.country("en") == "Zedland"
    for ask in (office.country, office.regions_in):
        with pytest.raises(UserError, match="'fr'"):
            ask("fr")
    with pytest.raises(UserError, match=r"publishes no values in USD\. It has ZED"):
        office.words_of("USD")
    with pytest.raises(UserError, match="knows no two currencies"):
        _ = office.converted


def test_a_dialect_in_a_currency_the_office_has_not_is_refused(folder: Path) -> None:
    dialects = folder / "dialects.toml"
    text = dialects.read_text(encoding="utf-8")
    dialects.write_text(text.replace('"ZED"', '"EUR"'), encoding="utf-8")
    with pytest.raises(UserError, match=r"publishes no values in EUR\. It has ZED"):
        load_dialects(find_office("zedland"))
