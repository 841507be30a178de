"""Definitions: the shipped ones load, and every wrong one is told its key and what it may be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from yuebao import Month, load_definition
from yuebao.domain import Currency, DefinitionError, Rounding, SeveralError
from yuebao.report import definition_schema, shipped_definitions
from yuebao.report.sections.overview import Overview
from yuebao.report.sections.partners import Partners
from yuebao.report.sections.provinces import Provinces
from yuebao.report.units import PrintedUnit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.report import Definition

HEAD = '[title]\nzh = "题"\n'
SUBJECT = '[subject]\ncodes = ["8507"]\nlabel = { zh = "电池" }\n'
SECTION = '[[sections]]\nkind = "overview"\n'
PARTNERS = '[[sections]]\nkind = "partners"\n'
GOOD = HEAD + SUBJECT + SECTION


def read(tmp_path: Path, text: str | bytes) -> Definition:
    path = tmp_path / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_definition(path)


def product(code: str, label: str = 'label = { zh = "甲" }') -> str:
    return f'[[subject.products]]\ncode = "{code}"\n{label}\n'


def test_the_shipped_ones_load() -> None:
    assert [d.name for d in shipped_definitions()] == [
        "all-goods",
        "chips",
        "electric-cars",
        "integrated-circuits",
        "lithium-ion",
        "new-three",
        "provinces",
        "rare-earths",
        "solar-cells",
        "soybeans",
        "steel",
    ]
    assert all({"zh", "en"} <= d.title.keys() for d in shipped_definitions())


def test_the_least_there_can_be(tmp_path: Path) -> None:
    definition = read(tmp_path, GOOD)
    assert definition.name == "mine"
    assert definition.subject.codes == ("8507",)
    assert definition.units.value == {Currency("USD"): "亿美元", Currency("CNY"): "亿元"}
    assert definition.units.quantity is None
    style = definition.style
    assert (style.places, style.rounding) == (1, Rounding.HALF_UP)
    assert (style.minimum_base, style.large_above) == (Fraction(0), Fraction(1000))
    assert style.large_policy == "print"
    assert style.re_imports
    assert style.official_growth
    assert definition.sections == (Overview(charts=True),)


def test_everything_there_can_be(tmp_path: Path) -> None:
    text = """
        [title]
        zh = "题"
        [institute]
        zh = "所"
        [subject]
        codes = ["8507"]
        label = { zh = "电池" }
        edition = 2022
        [[subject.products]]
        code = "850760"
        label = { zh = "甲" }
        [units]
        USD = "万美元"
        quantity = { unit = "千克", per = 1000, label = { zh = "吨" } }
        [style]
        places = 2
        rounding = "half-even"
        minimum_base = 0.5
        re_imports = "excluded"
        official_growth = false
        small_values = { below = 0.05, places = 3 }
        large_growth = { above = 500, policy = "cap" }
        [groups]
        asean = "2025-10"
        [[sections]]
        kind = "partners"
        blocs = ["asean", "eu"]
        first = 5
        shares = true
        bloc_sentences = false
        [[sections]]
        kind = "provinces"
        first = 3
        charts = false
    """
    definition = read(tmp_path, text)
    assert definition.style.small_below == Fraction(1, 20)
    assert definition.style.minimum_base == Fraction(1, 2)
    assert definition.fixed_groups == {"asean": Month(2025, 10)}
    assert definition.sections == (
        Partners(("asean", "eu"), first=5, shares=True, bloc_sentences=False, charts=True),
        Provinces(first=3, charts=False),
    )


WRONG = {
    # what is wrong: the text, what the message names, and what the remedy offers
    "a key unknown": (
        GOOD + "[styles]\n",
        "there is no key 'styles'",
        "The keys are office, title",
    ),
    "a key of a section unknown": (
        GOOD + "frist = 3\n",
        "sections[1]: there is no key 'frist'",
        "kind, charts",
    ),
    "a key of another section": (
        GOOD + 'order_by = "net"\n',
        "there is no key 'order_by'",
        "kind, charts",
    ),
    "no title": (SUBJECT + SECTION, "the key 'title' is missing", "title, subject, sections"),
    "a title in no language": (
        "[title]\n" + SUBJECT + SECTION,
        "title: it is empty",
        "by the tag of its language",
    ),
    "a language that is no tag": (
        '[title]\nzh = "题"\nEnglish = "T"\n' + SUBJECT + SECTION,
        "title: there is no key 'English'",
        "by the tag of its language, as zh or en",
    ),
    "an empty title": ('[title]\nzh = ""\n' + SUBJECT + SECTION, "title.zh: it is empty", ""),
    "no sections": (HEAD + SUBJECT, "the key 'sections' is missing", "sections"),
    "sections of nothing": (
        HEAD.replace("[title]", "sections = []\n[title]") + SUBJECT,
        "sections: it is empty",
        "in order",
    ),
    "a section unknown": (
        GOOD + '[[sections]]\nkind = "moods"\n',
        "sections[2].kind: 'moods'",
        "'partners', 'provinces'",
    ),
    "a section without kind": (
        GOOD + "[[sections]]\nfirst = 3\n",
        "sections[2]: the key 'kind' is missing",
        "kind",
    ),
    "a window unknown": (
        GOOD + '[[sections]]\nkind = "province-trade"\nwindow = "year"\n',
        "sections[2].window: 'year'",
        "'month', 'ytd'",
    ),
    "no window": (
        GOOD + '[[sections]]\nkind = "province-trade"\n',
        "sections[2]: the key 'window' is missing",
        "window",
    ),
    "an order unknown": (
        GOOD + '[[sections]]\nkind = "province-trade"\nwindow = "ytd"\norder_by = "growth"\n',
        "sections[2].order_by: 'growth'",
        "'total', 'exports', 'imports', 'net'",
    ),
    "a chart unknown": (
        GOOD + '[[sections]]\nkind = "province-trade"\nwindow = "ytd"\ncharts = ["net"]\n',
        "sections[2].charts[1]: 'net'",
        "'exports', 'imports'",
    ),
    "charts that are no choice": (
        GOOD + 'charts = "yes"\n',
        "sections[1].charts: 'yes'",
        "true or false",
    ),
    "too many ranked": (
        HEAD + SUBJECT + PARTNERS + "first = 301\n",
        "sections[1].first: 301",
        "at least 1, at most 300",
    ),
    "none ranked": (
        HEAD + SUBJECT + PARTNERS + "first = 0\n",
        "sections[1].first: 0",
        "at least 1",
    ),
    "half a rank": (
        HEAD + SUBJECT + PARTNERS + "first = 1.5\n",
        "sections[1].first: 1.5",
        "a whole number",
    ),
    "a rank in words": (
        HEAD + SUBJECT + PARTNERS + 'first = "ten"\n',
        "sections[1].first: 'ten'",
        "a whole number",
    ),
    "a group unknown": (
        HEAD + SUBJECT + PARTNERS + 'blocs = ["nafta"]\n',
        "sections[1].blocs: there is no country group 'nafta'",
        "asean",
    ),
    "a group twice": (
        HEAD + SUBJECT + PARTNERS + 'blocs = ["eu", "eu"]\n',
        "sections[1].blocs: 'eu' stands there twice",
        "order printed",
    ),
    "a fixed group unknown": (
        GOOD + '[groups]\nnafta = "2025-01"\n',
        "groups: there is no country group 'nafta'",
        "asean",
    ),
    "a fixed group of no month": (
        GOOD + '[groups]\nasean = "2025-13"\n',
        "groups.asean: '2025-13'",
        "as 2025-02",
    ),
    "a fixed group of a date": (
        GOOD + "[groups]\nasean = 2025-02-01\n",
        "groups.asean: 2025-02-01",
        "text in quotes",
    ),
    "no codes": (
        HEAD + '[subject]\ncodes = []\nlabel = { zh = "电池" }\n' + SECTION,
        "subject.codes: it is empty",
        "2, 4, 6 or 8 digits",
    ),
    "a code of five digits": (
        GOOD.replace("8507", "85076"),
        "subject.codes[1]: '85076'",
        "2, 4, 6 or 8 digits",
    ),
    "a code that is a number": (
        GOOD.replace('"8507"', "8507"),
        "subject.codes[1]: 8507",
        "text in quotes",
    ),
    "a code twice": (
        GOOD.replace('"8507"', '"8507", "8507"'),
        "subject.codes: '8507' stands there twice",
        "HS codes",
    ),
    "codes that overlap": (
        GOOD.replace('"8507"', '"8507", "85076000"'),
        "85076000 is part of 8507",
        "once",
    ),
    "all goods and a code": (
        GOOD.replace('"8507"', '"all", "85"'),
        '"all" stands beside HS codes',
        "one or the other",
    ),
    "goods without a name": (
        HEAD + '[subject]\ncodes = ["8507"]\n' + SECTION,
        "subject: the key 'label' is missing",
        "Name the goods",
    ),
    "an edition unknown": (
        HEAD + SUBJECT + "edition = 2020\n" + SECTION,
        "subject.edition: 2020",
        "2012, 2017, 2022",
    ),
    "a product elsewhere": (
        HEAD + SUBJECT + product("8542") + SECTION,
        "product 8542 is not below",
        "The subject is 8507",
    ),
    "products that overlap": (
        HEAD + SUBJECT + product("850760") + product("85076000") + SECTION,
        "85076000 is part of 850760",
        "once",
    ),
    "a product twice": (
        HEAD + SUBJECT + product("850760") + product("850760") + SECTION,
        "850760 is part of 850760",
        "once",
    ),
    "a product without a name": (
        HEAD + SUBJECT + product("850760", "") + SECTION,
        "subject.products[1]: the key 'label' is missing",
        "needs label",
    ),
    "a product without a code": (
        HEAD + SUBJECT + '[[subject.products]]\nlabel = { zh = "锂" }\n' + SECTION,
        "subject.products[1]: something is missing",
        "just one of code, codes",
    ),
    "a product with both": (
        HEAD + SUBJECT + product("850760") + 'codes = ["850720"]\n' + SECTION,
        "subject.products[1]: code and codes stand there together",
        "just one of code, codes",
    ),
    "products nobody named": (
        GOOD + '[[sections]]\nkind = "products"\n',
        "needs subject.products",
        "code and label",
    ),
    "a unit unknown": (
        GOOD + '[units]\nUSD = "十亿美元"\n',
        "units.USD: '十亿美元'",
        "'亿美元', '万美元'",
    ),
    "a unit of the other currency": (
        GOOD + '[units]\nCNY = "亿美元"\n',
        "units.CNY: '亿美元'",
        "'亿元', '万元'",
    ),
    "a quantity without unit": (
        GOOD + "[units]\nquantity = { per = 1000 }\n",
        "units.quantity: the key 'unit' is missing",
        "unit",
    ),
    "a multiple unknown": (
        GOOD + '[units]\nquantity = { unit = "个", per = 100 }\n',
        "units.quantity.per: 100",
        "1, 1000, 10000, 100000000",
    ),
    "too many places": (GOOD + "[style]\nplaces = 7\n", "style.places: 7", "at most 6"),
    "a rounding unknown": (
        GOOD + '[style]\nrounding = "up"\n',
        "style.rounding: 'up'",
        "'half-up', 'half-even'",
    ),
    "small values of nothing": (
        GOOD + "[style]\nsmall_values = { below = 0, places = 2 }\n",
        "style.small_values.below: 0",
        "above 0",
    ),
    "small values without places": (
        GOOD + "[style]\nsmall_values = { below = 1 }\n",
        "style.small_values: the key 'places' is missing",
        "below, places",
    ),
    "a policy unknown": (
        GOOD + '[style]\nlarge_growth = { policy = "hide" }\n',
        "style.large_growth.policy: 'hide'",
        "'print', 'cap', 'dash'",
    ),
    "a limit that is no number": (
        GOOD + "[style]\nlarge_growth = { above = nan }\n",
        "nan is not a number",
        "",
    ),
    "a base without end": (GOOD + "[style]\nminimum_base = inf\n", "inf is not a number", ""),
    "a base below zero": (
        GOOD + "[style]\nminimum_base = -1\n",
        "style.minimum_base: -1",
        "at least 0",
    ),
    "re-imports maybe": (
        GOOD + '[style]\nre_imports = "maybe"\n',
        "style.re_imports: 'maybe'",
        "'included', 'excluded'",
    ),
    "official growth maybe": (
        GOOD + '[style]\nofficial_growth = "yes"\n',
        "style.official_growth: 'yes'",
        "true or false",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_definition_names_the_key_and_what_it_may_be(tmp_path: Path, kind: str) -> None:
    text, place, allowed = WRONG[kind]
    with pytest.raises(DefinitionError) as refusal:
        read(tmp_path, text)
    message = str(refusal.value)
    assert message.startswith("mine.toml")
    assert place in message
    assert allowed in refusal.value.remedy
    assert refusal.value.remedy
    assert refusal.value.exit_status == 2


def test_what_is_not_toml_is_told_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"mine.toml: this is not TOML: .*line 3, column"):
        read(tmp_path, '[title]\nzh = "题"\nen = T\n')


def test_what_is_not_utf_8_is_told_by_its_byte(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="byte 14 is not UTF-8"):
        read(tmp_path, '[title]\nzh = "题"\n'.encode("gb18030"))


def test_a_name_that_is_none_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"lithium-ion, .*provinces, .*or a TOML file"):
        load_definition("lithium")


def described(schema: dict[str, object], path: str = "") -> Iterator[tuple[str, object]]:
    """Every key of the schema with what it says of it."""
    for name, part in (schema.get("properties") or {}).items():  # type: ignore[attr-defined]
        yield f"{path}.{name}", part.get("description") or part.get("$ref") or part.get("const")
        yield from described(part, f"{path}.{name}")
        yield from described(part.get("items", {}), f"{path}.{name}[]")


def test_every_key_of_the_schema_is_described() -> None:
    schema = definition_schema()
    keys = [*described(schema), *(k for n, d in schema["$defs"].items() for k in described(d, n))]
    assert len(keys) > 40
    assert [name for name, meaning in keys if not meaning] == []


def test_a_printed_unit_never_loses_a_dollar() -> None:
    assert PrintedUnit("亿美元", 10**8, "USD").of(12_345_678_901) == Fraction(12_345_678_901, 10**8)


def test_each_key_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeveralError) as refused:
        read(tmp_path, SECTION)
    told = str(refused.value)
    assert "'title' is missing" in told
    assert "'subject' is missing" in told
