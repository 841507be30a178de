"""A third language: a report in it, in every format, and not a word of the other two in it."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tomllib
import zipfile
from copy import deepcopy
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from tests.unit.render.sample import sample_document
from tests.unit.report.invented import CODE, Invented, odd

from yuebao import Month, Store, audit, build_report
from yuebao.domain import Scope, UserError
from yuebao.reference import find_office
from yuebao.render import FORMATS, render
from yuebao.report import load_definition
from yuebao.report.batch import heading_definition
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.language import en as english_package
from yuebao.report.model import Table
from yuebao.report.sections import SECTIONS
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Document
    from yuebao.report.language import Languages

THREE: Languages = {**LANGUAGES, CODE: Invented}

DEFINITION = """
windows = ["month", "ytd", "rolling12", "quarter", "half"]

[title]
qaa = "qtroper"

[institute]
qaa = "qetutitsni"

[subject]
label = { qaa = "qseirettab" }
codes = ["8507"]
edition = 2022

[[subject.products]]
code = "850760"
label = { qaa = "qmuihtil" }

[[subject.products]]
code = "850720"
label = { qaa = "qdael" }

[units]
USD = "万美元"
quantity = { unit = "个", per = 1 }

[style]
large_growth = { above = 200, policy = "print" }

[[sections]]
kind = "overview"

[[sections]]
kind = "products"

[[sections]]
kind = "partners"
blocs = ["asean", "eu"]
shares = true
first = 3

[[sections]]
kind = "provinces"
first = 2

[[sections]]
kind = "province-trade"
window = "month"

[[sections]]
kind = "modes"
first = 1

[[sections]]
kind = "concentration"

[[sections]]
kind = "records"

[[sections]]
kind = "price"

[[sections]]
kind = "seasonal"
minimum_months = 36
"""

CODES_ASKED = ("8507",)
CODES, PARTNERS, PROVINCES, MODES = (
    ("85076000", "85072000"), ("304", "502", "141", "142"), ("31", "44"), ("10", "14"),
)  # fmt: skip


def months() -> Iterator[Month]:
    return (Month(2025, 6).plus(-back) for back in range(40))


def facts(flow: str) -> Iterator[dict[str, object]]:
    """Forty months of trade that grows here and falls there; one province has no base."""
    for month in months():
        for place, (code, partner, province, mode) in enumerate(
            (c, p, r, m) for c in CODES for p in PARTNERS for r in PROVINCES for m in MODES
        ):
            if (flow == "exports" and partner == "142") or (province == "44" and month.year < 2025):
                continue
            turn = 1 + (month.year - 2021) * (1 if place % 2 else -0.15)
            yield {
                "数据年月": str(month).replace("-", ""), "商品编码": code,
                "贸易伙伴编码": partner, "贸易方式编码": mode, "注册地编码": province,
                "第一数量": 1000 + place, "第一计量单位": "千克" if place == 3 else "个",
                "美元": round(90_000_000 * turn) + place * 1_234_567,
            }  # fmt: skip


def load(store: Store, folder: Path, *flows: str, notice: dict[str, str] | None = None) -> None:
    for flow in flows:
        rows = list(facts(flow))
        path = folder / f"{flow}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        store.load(
            [path], released=date(2025, 7, 20), scope=Scope(), notice=notice, codes=CODES_ASKED
        )


def build(folder: Path, store: Store, languages: Languages = THREE, **rest: Any) -> Document:
    path = folder / "report.toml"
    path.write_text(DEFINITION, encoding="utf-8")
    return build_report(
        load_definition(path), Month(2025, 6), store, language=CODE, languages=languages, **rest
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("third")
    store = Store(folder / "store")
    load(store, folder, "exports", "imports", notice={CODE: odd("preliminary")})
    return store


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Document:
    return build(tmp_path_factory.mktemp("definition"), store)


# What a reader sees of each format


def texts_of(name: str, drawn: bytes) -> str:
    match name:
        case "md":
            return drawn.decode()
        case "html":
            return _html(drawn.decode())
        case "pdf":
            return _pdf(drawn)
        case "docx" | "xlsx":
            return _office(drawn)
        case "json":
            cells = json.loads(drawn)["cells"]
            return " ".join(f"{c['label']} {c['unit']} {c['reason'] or ''}" for c in cells)
        case _:
            rows = csv.DictReader(io.StringIO(drawn.decode("utf-8-sig")))
            return " ".join(f"{r['label']} {r['unit']} {r['reason']} {r['notices']}" for r in rows)


def _html(page: str) -> str:
    """The text, what is read aloud, and the words of what a number tells."""
    ledger = re.search(r'<script type="application/json" id="ledger">(.*?)</script>', page)
    assert ledger is not None
    book = json.loads(ledger[1])
    told = [*book["words"].values(), *(w for kind in book["names"].values() for w in kind.values())]
    told += [f"{f['label']} {f['unit']} {f['reason'] or ''}" for f in book["figures"]]
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    aloud = re.findall(r'aria-label="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *aloud])) + " ".join(told)


def _pdf(drawn: bytes) -> str:
    file = pypdfium2.PdfDocument(drawn)
    return " ".join(page.get_textpage().get_text_bounded() for page in file)


def _office(drawn: bytes) -> str:
    """All text of the package: runs, cells, comments, sheet names, and what describes drawings."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(drawn)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                found.append(_office(package.read(name)))
            elif name.endswith((".xml", ".rels")) and "theme" not in name:
                found += _xml(ET.fromstring(package.read(name)))
    return " ".join(found)


_SAID = {"t", "v", "oddHeader", "oddFooter", "title", "creator", "subject", "description"}


def _xml(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        kind = element.tag.rpartition("}")[2]
        if kind in _SAID:
            yield element.text or ""
        if kind in {"sheet", "docPr", "tblCaption"}:
            yield from (element.get(key, "") for key in ("name", "descr") if kind != "docPr")
            yield element.get("descr", "")


# The words of the other two


def english_words() -> set[str]:
    """Every word that the English language has: in its data, and in its code."""
    folder = Path(english_package.__file__).parent
    texts = list(_strings(tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))))
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return set(words_in(" ".join(texts)))


def _strings(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from _strings(value)
        elif isinstance(value, str):
            yield value


def words_in(text: str) -> list[str]:
    return re.findall(r"[a-z]{3,}", text.lower())


def named() -> set[str]:
    """Words of names, which the language takes in English: it says so."""
    office = find_office()
    listed = (*office.partners, *office.regions, *office.modes, *office.groups)
    names = [one.name("en") for one in listed]
    return set(words_in(" ".join(names))) | {"items"}


CODES_OF_DATA = {"csv", "usd", "hs8", "exports", "imports", "report"}
"""What no language words: names of files and of the definition, codes of currencies and grains."""

UNITS = {"个"}
"""What customs counts in, as the facts have it: the levels behind a number say it so."""


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_no_word_of_another_language_stands_in_it(document: Document, name: str) -> None:
    text = texts_of(name, render(document, name))
    assert odd("base_zero") in text or odd("base_not_loaded") in text, "a reason is told"
    assert "Shanghai" in text, "provinces have the names the language asks for"
    assert set(re.findall(r"[\u2e80-\uffef]+", text.replace("\ufeff", ""))) <= UNITS, "no Chinese"
    strange = (set(words_in(text)) & english_words()) - named() - CODES_OF_DATA
    assert strange == set(), "no English"


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_words_of_another_language_would_be_found(name: str) -> None:
    text = texts_of(name, render(sample_document("en"), name))
    assert (set(words_in(text)) & english_words()) - named() - CODES_OF_DATA
    assert re.search(r"[\u2e80-\uffef]", text)


def test_all_kinds_of_sections_are_there(document: Document) -> None:
    kinds = {part.section for part in document.parts if isinstance(part, Table)}
    bulletins_alone, short = {"enterprises"}, {"seasonal"}  # no table of a series too short
    printed = {kind.record.kind for kind in SECTIONS if kind.record.measures}
    assert kinds == printed - bulletins_alone - short
    assert {str(span.window) for table in document.tables() for span in table.spans} == {
        "month", "ytd", "rolling12", "quarter", "half",
    }  # fmt: skip


def test_its_marks_and_lists_are_its_own(document: Document) -> None:
    texts = [figure.text for figure in document.figures()]
    assert any(re.fullmatch(r"\d'\d{3}'\d{3},\d|\d{1,3}'\d{3},\d", text) for text in texts)
    assert not any("." in text for text in texts)
    assert " + " in render(document, "md").decode()


def test_the_audit_finds_nothing_in_it(document: Document) -> None:
    assert [finding.message("en") for finding in audit(document).findings] == []


def test_what_is_left_out_is_told_in_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, "exports")
    text = render(build(tmp_path, store), "md").decode()
    assert odd("import") in text
    assert odd("not_loaded") in text


def test_a_heading_is_called_as_it_calls_it(tmp_path: Path) -> None:
    template = tmp_path / "own.toml"
    template.write_text(
        '[title]\nqaa = "{name}"\n[subject]\nlabel = { qaa = "{name}" }\ncodes = ["00"]\n'
        '[[sections]]\nkind = "overview"\n',
        encoding="utf-8",
    )
    definition = heading_definition("8507", Month(2025, 6), template, languages=THREE)
    assert definition.title == {CODE: f"{odd('heading')} 8507"}
    with pytest.raises(UserError, match="there is no language 'qaa'"):
        heading_definition("8507", Month(2025, 6), template)


# What a language lacks is told


def without(*path: str) -> type[Invented]:
    """The language less one of its words."""
    table = deepcopy(Invented.table)
    within: Any = table
    for key in path[:-1]:
        within = within[key]
    del within[path[-1]]
    return type("Less", (Invented,), {"table": table})


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("page", "hint"), "there is no word page.hint"),
        (("names", "windows", "quarter"), "there is no word names.windows.quarter"),
        (("names", "reasons", "large"), "there is no word names.reasons.large"),
        (("columns",), "there is no word columns"),
        (("east_asian",), "there is no word east_asian"),
    ],
)
def test_a_word_that_is_missing_is_named(
    tmp_path: Path, store: Store, path: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UserError, match=f"^the invented language: {re.escape(said)}"):
        build(tmp_path, store, {**LANGUAGES, CODE: without(*path)})


def test_a_section_it_has_no_words_for_is_named(tmp_path: Path, store: Store) -> None:
    class Wordless(Invented):
        def of(self, kind: type[Any]) -> Any:
            if kind.__name__ == "ModesWords":
                raise UserError(f"the language {self.code!r} has no {kind.__name__}")
            return super().of(kind)

    with pytest.raises(UserError, match="the language 'qaa' has no ModesWords"):
        build(tmp_path, store, {**LANGUAGES, CODE: Wordless})


def test_a_text_the_definition_lacks_is_named(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "probe.toml"
    path.write_text(DEFINITION.replace('qaa = "qtroper"', 'zh = "月报"'), encoding="utf-8")
    with pytest.raises(UserError, match="probe: '月报' has no 'qaa'"):
        build_report(load_definition(path), Month(2025, 6), store, language=CODE, languages=THREE)


def test_a_language_that_no_registry_has_is_no_language(tmp_path: Path, store: Store) -> None:
    with pytest.raises(UserError, match="there is no language 'qaa'") as refusal:
        build(tmp_path, store, LANGUAGES)
    assert refusal.value.remedy == "The languages are zh, en."
    assert find_language(CODE, Wording(), find_office(), THREE).code == CODE
