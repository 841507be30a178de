"""The PDF as its readers' tools see it: text, fonts, pages, structure, metadata."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.render.sample import NASTY, overview, partners, provinces, sample_document

from yuebao.render._pdf_data import arrange_parts, pdf_data
from yuebao.render._walk import labelled_figures, rows_of
from yuebao.render.pdf import _heights, render_pdf
from yuebao.report.model import (
    Cover,
    Document,
    Footnote,
    Group,
    Heading,
    Key,
    LabelCell,
    Look,
    Paragraph,
    Part,
    Row,
    Table,
)

ROOT = Path(__file__).parents[3]
MARKUP = (
    r"""#panic() #{1} $x$ *b* _i_ `r` \ \n <lab> @ref = h - i + e / t: ~ """
    r"""-- ... // c /* "q" 'p' [x]"""
)
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9Z'/></svg>"
PROVINCES, CHARTS = provinces()


@pytest.fixture
def poppler() -> None:
    """Skips without poppler's tools, except in CI, which must have them."""
    if shutil.which("pdftotext") is None:
        reason = "pdftotext (poppler-utils) is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


pytestmark = pytest.mark.usefixtures("poppler")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "sample.pdf"
    path.write_bytes(render_pdf(sample_document()))
    return path


def ask(tool: str, path: Path, *options: str) -> str:
    """What one of poppler's tools says about the file."""
    to = ["-"] if tool == "pdftotext" else []
    env = {**os.environ, "TZ": "UTC"}
    done = subprocess.run([tool, *options, path, *to], check=True, capture_output=True, env=env)
    return done.stdout.decode(errors="replace")


def pages_of(path: Path) -> list[str]:
    """The text of each page, in reading order."""
    return ask("pdftotext", path, "-raw").removesuffix("\f").split("\f")


def drawn(folder: Path, *parts: Part, document: Document | None = None) -> list[str]:
    """The pages after the cover and the contents, if there are any, of a report of those parts."""
    path = folder / "drawn.pdf"
    path.write_bytes(render_pdf(replace(document or sample_document(), parts=parts)))
    return pages_of(path)[1 + any(isinstance(part, Heading) for part in parts) :]


def tight(text: str) -> str:
    """The text without white space: lines break anywhere in Chinese."""
    return re.sub(r"\s", "", text)


def long_table(table: Table, count: int) -> Table:
    """The table with that many rows in its last group, numbered from 1 in the first column."""
    group = table.groups[-1]
    rows = tuple(
        Row((LabelCell(Key(f"行{i + 1}号")), *group.rows[i % len(group.rows)].cells[1:]))
        for i in range(count)
    )
    return replace(table, groups=(*table.groups[:-1], Group(group.label, rows)))


def filler(characters: int) -> Paragraph:
    return Paragraph(("字" * characters,))


def test_every_cell_is_found_as_text(sample: Path) -> None:
    text = "".join(pages_of(sample))
    tokens = Counter(text.split())
    cells = [pair for table in sample_document().tables() for pair in labelled_figures(table)]
    assert {key.label for key, _ in cells if tight(key.label) not in tight(text)} == set()
    printed = Counter(cell.figure.text for _, cell in cells)
    assert {figure: n for figure, n in printed.items() if tokens[figure] < n} == {}


def test_prose_charts_and_notes_are_found_as_text(sample: Path) -> None:
    text = tight("".join(pages_of(sample)))
    assert "出口41.4亿美元，同比增长11.6%；进口1.4亿美元，同比下降4.2%。" in text
    assert all(tight(note) in text for table in (overview()[1], PROVINCES) for note in table.notes)
    for chart in CHARTS:
        assert f"图{chart.number}：{chart.caption}" in text
    body = pages_of(sample)[3]
    assert all(f"{point.label}\n" in body for point in CHARTS[0].series[0].points)


def test_markup_anywhere_reads_as_written(tmp_path: Path) -> None:
    document = replace(
        sample_document(),
        cover=Cover(MARKUP, MARKUP, MARKUP, MARKUP),
        header=MARKUP,
        notices=(MARKUP,),
    )
    table = replace(
        long_table(overview()[1], 1),
        caption=MARKUP,
        notes=(MARKUP,),
        groups=(
            Group(
                MARKUP, (Row((LabelCell(Key(MARKUP)), *overview()[1].groups[0].rows[0].cells[1:])),)
            ),
        ),
    )
    table = replace(table, heads=(replace(table.heads[0], text=MARKUP), *table.heads[1:]))
    chart = replace(CHARTS[0], caption=MARKUP)
    parts = (
        Heading(1, MARKUP),
        Paragraph((MARKUP, Footnote(1, MARKUP)), lead=MARKUP, item=True),
        table,
        chart,
    )
    path = tmp_path / "markup.pdf"
    path.write_bytes(render_pdf(replace(document, parts=parts)))
    pages = pages_of(path)
    count = tight("".join(pages)).count(tight(MARKUP))
    # Cover 5, contents 1, heading, lead, text, note; caption, head, group, label, note; chart;
    # and the running head and the caution of every page but the cover.
    assert count == 6 + 4 + 5 + 1 + 2 * (len(pages) - 1)


def test_a_name_with_a_line_break_stays_on_its_line(sample: Path) -> None:
    assert tight(NASTY) in tight("".join(pages_of(sample)))


def test_characters_without_a_shape_are_printed_as_their_code(tmp_path: Path) -> None:
    text = "镕㐀é𠮷\ue000\ufeff葛\U000e0100\u2009\u200d😀。"
    page = drawn(tmp_path, Paragraph((text,)), replace(CHARTS[0], caption="𠮷"))[0]
    assert "镕㐀é〔U+20BB7〕〔U+E000〕葛〔U+1F600〕。" in tight(page)
    assert "图1：〔U+20BB7〕" in tight(page)


def test_fonts_are_the_packages_own_and_embedded(sample: Path) -> None:
    lines = ask("pdffonts", sample).splitlines()[2:]
    names = {line.split()[0].partition("+")[2].split("-")[0] for line in lines}
    assert names == {"NotoSansSC", "NotoSerifSC"}
    assert all(re.search(r"yes yes yes +\d+ +\d+$", line) for line in lines)


def test_metadata_is_the_documents(sample: Path) -> None:
    info = ask("pdfinfo", sample, "-isodates")
    assert "Title:           中国锂离子蓄电池贸易月度监测报告 (2025年1-2月)\n" in info
    assert "Author:          某大学 某实验室\n" in info
    assert "CreationDate:    2025-03-20T00:00:00Z\n" in info
    assert "Tagged:          yes\n" in info
    assert "Page size:       595.276 x 841.89 pts (A4)\n" in info
    packet = sample.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "Keywords" not in info


def test_without_an_institute_there_is_no_author(tmp_path: Path) -> None:
    document = sample_document()
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(replace(document, cover=replace(document.cover, institute=""))))
    assert "Author" not in ask("pdfinfo", path)


def test_the_cover_has_notices_and_neither_head_nor_number(sample: Path) -> None:
    cover, *others = pages_of(sample)
    document = sample_document()
    assert document.header not in cover
    assert "—" not in cover
    assert "提示" in cover
    assert all(tight(notice) in tight(cover) for notice in document.notices)
    assert all(page.startswith(document.header + "\n") for page in others)
    numbers, cautions = zip(*(page.rstrip().splitlines()[-2:] for page in others), strict=True)
    assert list(numbers) == ["— I —", *(f"— {n + 1} —" for n in range(len(others) - 1))]
    assert {tight(caution) for caution in cautions} == {tight("".join(document.notices))}


def test_contents_name_every_heading_with_its_page(sample: Path) -> None:
    _, contents, *body = pages_of(sample)
    headings = [part for part in sample_document().parts if isinstance(part, Heading)]
    entries = re.findall(r"^(\S.*?)[ .\u2060]+(\d+)$", contents, re.MULTILINE)
    assert [text for text, _ in entries] == [heading.text for heading in headings]
    assert all(f"{text}\n" in body[int(number) - 1] for text, number in entries)


def test_a_report_without_headings_has_no_contents(tmp_path: Path) -> None:
    pages = drawn(tmp_path, filler(10))
    assert len(pages) == 1
    assert "目录" not in pages[0]


def test_headings_are_bookmarks(sample: Path) -> None:
    xml = ask("pdftohtml", sample, "-xml", "-i", "-stdout")
    outline = xml[xml.index("<outline>") :]
    assert re.findall(r'<item page="\d+">(.*?)</item>', outline) == [
        part.text for part in sample_document().parts if isinstance(part, Heading)
    ]


def test_structure_is_tagged(sample: Path) -> None:
    structure = ask("pdfinfo", sample, "-struct")
    counts = Counter(re.findall(r"^ *(\w+)", structure, re.MULTILINE))
    tables = sample_document().tables()
    assert counts["Table"] == len(tables)
    assert counts["Figure"] == len(CHARTS)
    assert counts["Caption"] == len(tables) + len(CHARTS)
    assert counts["H1"] + counts["H2"] == 4 + 1  # the contents have a heading
    assert counts["Note"] == 1
    rows = sum(1 for table in tables for _ in rows_of(table))
    # Above the rows of each table a row that repeats its number, and its heads; and two groups.
    assert counts["TR"] == rows + (1 + 2) + (1 + 2) + (1 + 1) + 2


@pytest.mark.parametrize("table", [partners(), PROVINCES], ids=["grouped", "plain"])
def test_a_long_table_repeats_its_heads_and_loses_no_row(tmp_path: Path, table: Table) -> None:
    pages = drawn(tmp_path, long_table(table, 300))
    assert len(pages) > 5
    assert re.findall(r"行\d+号", "".join(pages)) == [f"行{i + 1}号" for i in range(300)]
    head = table.heads[-1].text
    assert all(head in page for page in pages)
    assert all(table.groups[-1].label in page for page in pages)
    assert f"续表{table.number}" not in pages[0]
    assert all(f"续表{table.number}\n" in page for page in pages[1:])
    assert table.caption in tight(pages[0])
    assert tight(table.notes[-1]) in tight(pages[-1])


def test_a_heading_is_never_the_last_on_its_page(tmp_path: Path) -> None:
    sections = [
        part
        for i in range(40)
        for part in (Heading(1 + i % 2, f"第{i}节标题"), filler(30 + 17 * i % 300))
    ]
    pages = drawn(tmp_path, *sections)
    assert len(pages) > 5
    assert [page for page in pages if page.splitlines()[-2].endswith("标题")] == []


def test_a_row_is_never_split(tmp_path: Path) -> None:
    row = Row((LabelCell(Key("长" * 60)), *PROVINCES.groups[0].rows[0].cells[1:]))
    pages = drawn(tmp_path, replace(PROVINCES, groups=(Group("", (row,) * 50),)))
    counts = [page.count("长") for page in pages]
    assert sum(counts) == 50 * 60
    assert all(count % 60 == 0 for count in counts)


@pytest.mark.parametrize("before", range(480, 1000, 40))
def test_a_caption_never_stands_without_rows(tmp_path: Path, before: int) -> None:
    pages = drawn(tmp_path, Heading(1, "标题"), filler(before), long_table(PROVINCES, 40))
    for page in pages:
        assert (PROVINCES.caption in tight(page)) == ("行1号" in page)
        assert ("\n省市 " in page) == bool(re.search(r"行\d+号", page))


@pytest.mark.parametrize("before", range(480, 1000, 80))
def test_a_short_table_and_a_chart_stay_on_one_page(tmp_path: Path, before: int) -> None:
    short = long_table(PROVINCES, 12)
    last = CHARTS[0].series[0].points[-1].label
    pages = drawn(tmp_path, filler(before), short, filler(before), CHARTS[0])
    for page in pages:
        held = [
            text in tight(page) for text in (short.caption, "行1号", "行12号", *short.notes[1:])
        ]
        assert len(set(held)) == 1
        assert (CHARTS[0].caption in tight(page)) == (f"{last}\n" in page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_parts_stand_on_the_pages_that_were_reckoned_for_them(
    tmp_path: Path, language: str
) -> None:
    document = sample_document(language)
    prose = tuple(Paragraph(part.runs) for part in document.parts if isinstance(part, Paragraph))
    document = replace(document, parts=(*document.parts, *prose, *document.parts[:1], *CHARTS))
    data = pdf_data(document)
    placed = arrange_parts(data, _heights(data))["parts"]
    pages = [tight(page) for page in drawn(tmp_path, *document.parts, document=document)]
    told = 0
    assert isinstance(placed, list)
    for part in placed:
        for text in filter(None, (part.get("caption"), part.get("text"))):
            assert tight(text) in pages[part["page"] - 1]
            told += 1
    assert told > 8
    assert len(pages) == max(part["page"] for part in placed) > 4


def test_a_footnote_is_printed_once_with_its_number_below_its_mark(tmp_path: Path) -> None:
    note, other = Footnote(3, "第三个注释。"), Footnote(4, "第四个注释。")
    pages = drawn(
        tmp_path,
        Paragraph(("甲", note, "乙", other, "丙", note, "丁")),
        filler(1500),
        Paragraph(("戊", note)),
    )
    assert "甲3乙4丙3丁" in tight(pages[0])
    assert "3第三个注释。4第四个注释。" in tight(pages[0])
    assert "戊3" in tight(pages[-1])
    assert tight("".join(pages)).count("注释。") == 2


def test_the_look_is_the_house_styles(tmp_path: Path) -> None:
    look = Look(heading_font="微软雅黑", body_font="微软雅黑", accent="#123456", logo=LOGO)
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(replace(sample_document(), look=look)))
    assert "NotoSerif" not in ask("pdffonts", path)
    assert ask("pdfinfo", path, "-struct").count("Figure") == len(CHARTS) + 1


def test_english_words_are_english(tmp_path: Path) -> None:
    document = replace(
        sample_document("en"), parts=(Heading(1, "Trade"), long_table(PROVINCES, 60))
    )
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(document))
    cover, contents, *pages = pages_of(path)
    assert "Please note" in cover
    assert contents.splitlines()[1] == "Contents"
    assert tight(f"Table 3: {PROVINCES.caption}") in tight(pages[0])
    assert "Table 3 (continued)" in pages[1]


def test_another_place_and_time_zone_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    script = (
        "import sys, hashlib\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.unit.render.sample import sample_document\n"
        "from yuebao.render.pdf import render_pdf\n"
        "print(hashlib.sha256(render_pdf(sample_document())).hexdigest())\n"
    )
    env = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "3", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=env,
    )
    assert done.stdout.strip() == hashlib.sha256(sample.read_bytes()).hexdigest()
