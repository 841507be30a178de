"""The command line in other languages: nothing without translation, nothing less exact."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import click
import pytest
from tests.cli.command import GOOD, write, yuebao
from tests.cli.texts import SOURCE, read_texts

from yuebao.cli import COMMANDS, cli
from yuebao.cli._catalogue import read_catalogue
from yuebao.cli._speech import LANGUAGES, surrounding_language

FOREIGN = [language for language in LANGUAGES if language != "en"]

CALLS = re.compile(r"yuebao [a-z]+|[^\s\w]?--[a-z-]+")
RUN = re.compile(r"(?<![\w./'\"-])[a-z]{2,} (?:[a-z]+ )*[a-z]{2,}(?![\w./'\"-])")
"""Two English words one after the other."""


def english_left(text: str) -> list[str]:
    """The runs of English words in a text, calls of commands and quotations aside."""
    bare = re.sub(r"“[^”]*”|'[^']*'|\"[^\"]*\"|示例：.*", "", CALLS.sub("", text), flags=re.DOTALL)
    return RUN.findall(bare)


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {path.stem for path in (SOURCE / "cli/language").iterdir()} == set(FOREIGN)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_translation_puts_in_no_more_than_there_is(language: str) -> None:
    for english, said in read_texts(language).items():
        holes = re.findall(r"\{\w*\}", english)
        used = {int(one) for one in re.findall(r"(?<!\{)\{(\d+)\}", said)}
        assert used <= set(range(1, len(holes) + 1)), english
        assert said.format("", *holes) is not None


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_is_in_the_catalogue_once(language: str) -> None:
    raw = tomllib.loads((SOURCE / f"cli/language/{language}.toml").read_text(encoding="utf-8"))
    counts = Counter(key for room in raw.values() for key in room)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_what_is_put_in_comes_out(language: str) -> None:
    """Each text is found by itself, whatever it is filled with, and loses nothing it says."""
    catalogue = read_catalogue(language)
    for english, said in read_texts(language).items():
        names = [f"«{number}»" for number, _ in enumerate(re.findall(r"\{\w*\}", english), 1)]
        if not names:
            continue
        filled = re.sub(r"\{\w*\}", "{}", english).format(*names)
        assert catalogue.say(filled, within=True) == said.format("", *names), english


@pytest.mark.parametrize("language", FOREIGN)
def test_texts_of_several_sentences_are_said_within_others(language: str) -> None:
    catalogue = read_catalogue(language)
    texts = read_texts(language).items()
    several = [(one, said) for one, said in texts if re.search(r"[a-z]\. [A-Z]", one)]
    several = [(one, said) for one, said in several if "{" not in one and one.endswith(".")]
    assert several
    for one, said in several[::9]:
        within = catalogue.say(f"Invalid value for '--out': {one} Try: yuebao build --help.")
        assert said.rstrip("。") in within


JOINED = (
    "Warning: no row of the exports has a quantity in 个: the report leaves the quantity of "
    "exports out. Ask for quantities with the query, or give units.quantity the unit that the "
    "files have.",
    "exports of 1999-01 are not loaded (HS 6910); no imports of these commodities are loaded in "
    "this currency (HS 6910)",
    "Load the files of the months named: yuebao ingest FILES --store DIR. Load such files: yuebao "
    "ingest FILES --store DIR.",
    "Load such files: yuebao ingest FILES --store DIR. Load files of all partners and provinces; "
    "or, if these files are complete, load them again with --scope all; or, where they are of a "
    "province, report that alone: provinces = [CODE] under [subject] of the definition.",
    '2, 4, 6 or 8 digits, or "all".',
    "it has more than 300,000 cells, more than any report",
    "a paragraph or cell has 40,000 letters, more than any report",
    "it draws 600,000 lines, pictures and texts, more than any report",
    "Give text, Markdown, HTML, .csv, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) and PDF with "
    "its text.",
)


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("text", JOINED)
def test_what_is_said_one_behind_the_other_is_said_each_by_itself(language: str, text: str) -> None:
    said = read_catalogue(language).say(text, within=True)
    assert english_left(said.replace("[subject]", "")) == []
    assert set(re.findall(r"\d{4}(?:-\d\d)?", text)) <= set(re.findall(r"\d{4}(?:-\d\d)?", said))


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_the_language(language: str, name: str) -> None:
    told = yuebao("--lang", language, name, "--help")
    assert told.status == 0
    assert english_left(re.sub(r"\[[^\]]*\]", "", told.out)) == []
    options = {o for p in command(name).params for o in p.opts if o.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", told.out)), "no option is lost"
    assert all(width(line) <= 100 for line in told.out.splitlines() if "示例" not in line)


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def width(line: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in line)


def test_the_option_goes_before_the_variable_and_this_before_the_locale() -> None:
    def spoken(*arguments: str, **environment: str) -> str:
        told = yuebao(*arguments, "--help", cwd=None, **environment)
        return "zh" if "用法" in told.out else "en"

    assert spoken(YUEBAO_LANG="zh") == "zh"
    assert spoken(YUEBAO_LANG="zh", LANG="en_US.UTF-8") == "zh"
    assert spoken("--lang", "en", YUEBAO_LANG="zh") == "en"
    assert spoken("--lang=zh", YUEBAO_LANG="en") == "zh"
    assert spoken("--lang", "zh", "build") == "zh"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GB18030", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_HK", "LANG": "en_GB"}, "zh"),
        ({"LANGUAGE": "zh:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"YUEBAO_LANG": "zh-Hans", "LANG": "en_US.UTF-8"}, "zh"),
        ({"YUEBAO_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_around_us(environment: dict[str, str], language: str) -> None:
    assert surrounding_language(environment) == language


@pytest.mark.parametrize("language", FOREIGN)
def test_refusals_are_as_exact(language: str, tmp_path: Path) -> None:
    write(tmp_path, "出口.csv", GOOD.replace("500000000", "50x"))
    store = tmp_path / "store"
    asked = ("ingest", tmp_path / "出口.csv", "--store", store)
    english, own = (yuebao("--lang", said, *asked) for said in ("en", language))
    assert (english.status, own.status) == (3, 3)
    for exact in ("出口.csv", "2", "50x", "美元"):
        assert exact in english.err
        assert exact in own.err
    assert english_left(own.err.removeprefix("yuebao: ")) == []


SPECIMENS = Path(__file__).resolve().parents[1] / "specimens" / "sources"


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("path", sorted(SPECIMENS.iterdir()), ids=lambda path: path.name)
def test_what_is_said_of_a_file_is_in_the_language(
    language: str, path: Path, tmp_path: Path
) -> None:
    """Read or refused: every place, number and name that the English gives stands there too."""
    asked = ("ingest", path, "--store")
    english = yuebao(*asked, tmp_path / "one", YUEBAO_LANG="en")
    own = yuebao(*asked, tmp_path / "two", YUEBAO_LANG=language)
    assert own.status == english.status
    for said, before in ((own.out, english.out), (own.err.removeprefix("yuebao: "), english.err)):
        assert english_left(said) == [], said
        exact = set(re.findall(r"[0-9][0-9.,-]*[0-9]|[\u4e00-\u9fff]+[0-9]*", before))
        assert [one for one in exact if one not in said] == []


WRONG: list[tuple[str, ...]] = [
    ("build",),
    ("build", "chip", "2025-02", "--store", "s", "--out", "o"),
    ("build", "chips", "2025-13", "--store", "s", "--out", "o"),
    ("build", "chips", "2025-02", "--store", "s", "--out", "o"),
    ("build", "chips", "2025-02", "--store", "s", "--out", "o", "--format", "doc"),
    ("build", "chips", "2025-02", "--store", "s", "--nosuch"),
    ("buidl", "chips"),
    ("ingest", "nothing.csv", "--store", "s"),
    ("ingest", ".", "--store", "s", "--flow", "both"),
    ("export", "--store", "s", "--out", "facts.txt"),
    ("codes", "nosuchgoods"),
    ("check", "nosuch.toml"),
    ("new", "9999", "--out", "new.toml"),
    ("status", "--store", "s"),
    ("audit", "no.docx"),
    ("batch", "all", "2025-02..2025-01", "--store", "s", "--out", "o"),
]


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("asked", WRONG, ids=" ".join)
def test_what_is_wrong_is_said_in_the_language(
    language: str, asked: tuple[str, ...], tmp_path: Path
) -> None:
    english, own = (yuebao("--lang", said, *asked, cwd=tmp_path) for said in ("en", language))
    assert own.status == english.status
    assert own.err != english.err
    assert english_left(own.err.removeprefix("yuebao: ")) == [], own.err


@pytest.mark.parametrize("language", FOREIGN)
def test_what_a_machine_reads_is_the_same(language: str, tmp_path: Path) -> None:
    write(tmp_path, "出口.csv", GOOD)
    assert yuebao("ingest", tmp_path / "出口.csv", "--store", tmp_path / "s").status == 0
    for asked in (
        ("status", "--store", tmp_path / "s", "--format", "json"),
        ("codes", "锂离子", "--format", "json"),
        ("status", "--store", tmp_path / "nowhere", "--format", "json"),
    ):
        english, own = (yuebao("--lang", said, *asked) for said in ("en", language))
        assert (own.status, own.out) == (english.status, english.out)
        assert json.loads(own.out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "nosuch"], "没有报告定义 'nosuch'"),
        (["build", "soybean", "2025-02", "--store", "x", "--out", "x"], "是不是 soybeans？"),
    ],
)
def test_what_is_not_there_is_said_whole(arguments: list[str], told: str) -> None:
    done = yuebao("--lang", "zh", *arguments)
    assert done.status == 2
    assert told in done.err
    assert not english_left(done.err)


def test_heads_and_brackets_of_help_are_of_the_language() -> None:
    shown = yuebao("--lang", "zh", "check", "--help").out
    assert "选项：\n" in shown
    assert "[默认 text]" in shown
    shown = yuebao("check", "--help").out
    assert "Options:\n" in shown
    assert "[default: text]" in shown
