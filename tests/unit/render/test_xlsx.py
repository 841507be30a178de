"""The workbook: exact numbers shown as printed, live where they can be, and nothing that runs."""

import re
from dataclasses import asdict, replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.unit.render.sample import NO_BASE, SOURCES, overview, sample_document, words_of
from tests.unit.render.workbook import Parts, formulas, located, read_data, shown

from yuebao.indicators import Breakdown, Reason
from yuebao.render.annex import cell_records
from yuebao.render.xlsx import render_xlsx
from yuebao.render.xlsx._data import COLUMNS
from yuebao.render.xlsx._layout import display_width
from yuebao.report.language import LANGUAGES
from yuebao.report.model import (
    Block,
    Chart,
    ChartForm,
    Document,
    Figure,
    FigureCell,
    Group,
    Key,
    LabelCell,
    Look,
    Measure,
    Point,
    Row,
    Series,
    Side,
    Table,
)

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "{=1}", "http://example.org/x")


def test_the_sheets_stand_in_reading_order(parts: Parts) -> None:
    assert list(parts.sheets) == ["目录", "表1", "表2", "图1", "图2", "表3", "数据", "来源"]


def test_the_index_names_the_report_and_links_to_every_sheet(
    parts: Parts, document: Document
) -> None:
    texts = [cell.value for cell in parts.cells("目录").values()]
    cover = document.cover
    assert texts[:4] == [cover.title, cover.period, cover.institute, cover.date]
    assert texts[4] == document.notices[0]
    sheet = parts.archive.read(parts.sheets["目录"]).decode()
    targets = re.findall(r'<hyperlink [^>]*location="([^"]+)!A1"', sheet)
    assert targets == list(parts.sheets)[1:]


@pytest.mark.parametrize("sheet", ["表1", "表2", "表3", "图1"])
def test_notices_stand_on_every_sheet(parts: Parts, document: Document, sheet: str) -> None:
    assert parts.cells(sheet)["A2"].value == document.notices[0]


def test_a_reader_finds_every_cell_of_the_annex(drawn: bytes, document: Document) -> None:
    rows, records = read_data(drawn), list(cell_records(document))
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for key in ("table", "rank", "code", "text", "unit", "reason", "period"):
            assert row[key] == record[key]
        if record["value"] is None:
            assert row["value"] is None
        else:
            assert row["value"] == pytest.approx(float(str(record["value"])), rel=1e-15)


def test_every_number_is_at_its_place_exact_and_shown_as_printed(
    parts: Parts, drawn: bytes
) -> None:
    for row, cell in located(parts, drawn):
        if row["value"] is None:
            assert (cell.value, cell.is_text) == (row["text"], True)
        else:
            assert not cell.is_text
            assert float(cell.value) == pytest.approx(row["value"], rel=1e-15)
            assert shown(cell) == row["text"]


def test_a_dash_says_why_in_a_comment(parts: Parts) -> None:
    dashes = {
        (sheet, address)
        for sheet in ("表2", "表3", "图2")
        for address, cell in parts.cells(sheet).items()
        if cell.value == "-"
    }
    assert dashes
    assert dashes == {
        (sheet, address)
        for sheet in parts.sheets
        for address, text in parts.comments(sheet).items()
        if text == NO_BASE
    }


def _hostile() -> Document:
    document = sample_document()
    figure = next(f for f in document.figures() if f.value is not None)
    texts = [*HOSTILE, "x_x0041_y", "a\nb\x00c\ud800\uffff"]
    rows = tuple(
        Row(
            (
                LabelCell(Key(text, text)),
                FigureCell(
                    replace(figure, text=text, value=None, reason=Reason.BASE_ZERO),
                    Measure.VALUE,
                    Block.ROWS,
                    rank,
                ),
            )
        )
        for rank, text in enumerate(texts, 1)
    )
    heads = overview()[1].heads[:2]
    heads = (replace(heads[0], text="=1"), replace(heads[1], text="@x", children=()))
    table = Table(
        1, "=caption", heads, (Group("=band", rows),), "=section", Breakdown.PARTNER,
        Side.EXPORTS, (), ("=note",),
    )  # fmt: skip
    series = Series("=s", "=axis", tuple(Point(t, figure) for t in texts))
    cover = replace(document.cover, title="=title", institute="=institute", period="+1")
    return replace(
        document,
        cover=cover,
        notices=("=notice",),
        header="&=header",
        parts=(table, Chart(1, "=chart", ChartForm.BARS, "=section", (series,))),
    )


def test_no_text_becomes_a_formula_or_a_link() -> None:
    drawn = render_xlsx(_hostile())
    parts = Parts(drawn)
    assert formulas(parts) == {}
    table = parts.cells("表1")
    assert [table[f"A{row}"].value for row in range(5, 11)] == list(HOSTILE)
    assert all(table[f"{c}{row}"].is_text for c in "AB" for row in range(5, 13))
    assert table["A12"].value == "a b c\ufffd\ufffd"
    for name in parts.archive.namelist():
        assert b'TargetMode="External"' not in parts.archive.read(name)
    assert [row["label"] for row in read_data(drawn)][:6] == list(HOSTILE)


def test_the_document_is_its_only_clock(parts: Parts) -> None:
    core = parts.archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2025-03-20T00:00:00Z"}
    assert {entry.date_time[0] for entry in parts.archive.infolist()} == {1980}


def test_fonts_are_those_of_the_house_style(document: Document) -> None:
    look = Look(heading_font="华文细黑", body_font="宋体", latin_font="Arial", accent="#123456")
    drawn = Parts(render_xlsx(replace(document, look=look)))
    styles = drawn.archive.read("xl/styles.xml").decode()
    fonts = re.findall("<font>.*?</font>", styles)
    named = {font: re.findall('<name val="(.*?)"', font)[0] for font in fonts}
    assert set(named.values()) == {"华文细黑", "宋体", "Arial", "Tahoma"}  # the last is of comments
    for font, name in named.items():
        # What a machine without the font goes by.
        assert ('<charset val="134"/>' in font) == (name in ("华文细黑", "宋体"))
    assert "<scheme" not in styles  # the theme would put its own font in their place
    assert "FF123456" in styles


def test_the_sources_are_listed_whole_and_short(parts: Parts, drawn: bytes) -> None:
    texts = [cell.value for cell in parts.cells("来源").values()]
    assert set(SOURCES.values()) < set(texts)
    assert {"2024-03-20", "2025-03-20"} < set(texts)
    short = {s for row in read_data(drawn) for s in row["short_sources"].split("；")}
    assert short == {source[:12] for source in SOURCES.values()}


def test_amounts_are_numbers_while_a_spreadsheet_can_hold_them(document: Document) -> None:
    _, table = overview()
    cell = table.groups[0].rows[0].cells[1]
    assert isinstance(cell, FigureCell)

    def with_amount(amount: int) -> Figure:
        level = replace(cell.figure.ingredients[0], amount=amount)
        return replace(cell.figure, ingredients=(level,))

    row = Row(
        (
            LabelCell(Key("x")),
            replace(cell, figure=with_amount(10**15 - 1)),
            replace(cell, figure=with_amount(10**15 + 1)),
        )
    )
    small = replace(table, heads=table.heads[:2], groups=(Group("", (row,)),))
    parts = Parts(render_xlsx(replace(document, parts=(small,))))
    column = chr(ord("A") + COLUMNS.index("current_amount"))
    cells = parts.cells("数据")
    assert not cells[f"{column}2"].is_text
    assert cells[f"{column}3"].is_text
    assert cells[f"{column}3"].value == str(10**15 + 1)


def test_a_report_without_tables_has_an_empty_data_sheet(document: Document) -> None:
    drawn = render_xlsx(replace(document, parts=()))
    assert list(Parts(drawn).sheets) == ["目录", "数据", "来源"]
    assert read_data(drawn) == []


def test_english_sheets_have_english_names() -> None:
    drawn = render_xlsx(sample_document("en"))
    parts = Parts(drawn)
    assert list(parts.sheets)[:2] == ["Contents", "Table 1"]
    assert formulas(parts)["Table 2!C7"] == "B7/'Table 1'!$B$6*100"
    assert read_data(drawn, "Data")[0]["window"] == "month"


def test_units_of_facts_are_in_the_readers_language(document: Document) -> None:
    _, table = overview()
    cell = table.groups[0].rows[0].cells[1]
    assert isinstance(cell, FigureCell)
    pieces = replace(cell.figure.ingredients[0], unit="个")
    row = Row(
        (LabelCell(Key("x")), replace(cell, figure=replace(cell.figure, ingredients=(pieces,))))
    )
    small = replace(table, heads=table.heads[:2], groups=(Group("", (row,)),))
    for language, sheet, unit in (("zh", "数据", "个"), ("en", "Data", "items")):
        parts = replace(sample_document(language), parts=(small,))
        (read,) = read_data(render_xlsx(parts), sheet)
        assert read["amount_unit"] == unit
        assert unit in read["levels"]


def test_columns_of_data_are_as_wide_as_what_stands_in_them(drawn: bytes) -> None:
    with ZipFile(BytesIO(drawn)) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "sheets/" in name]
    data = next(sheet for sheet in sheets if "<tablePart " in sheet)
    widths: dict[int, float] = {}
    for first, last, width in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', data):
        widths |= dict.fromkeys(range(int(first), int(last) + 1), float(width))
    for row in read_data(drawn):
        for place, key in enumerate(COLUMNS, start=1):
            if row[key] is not None and key != "levels":
                assert display_width(str(row[key])) < widths[place]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_head_of_its_own(language: str) -> None:
    heads = asdict(words_of(language).columns)
    assert set(heads) == set(COLUMNS)
    assert len({head.lower() for head in heads.values()}) == len(COLUMNS)


@pytest.mark.parametrize("form", list(ChartForm))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_form_of_chart_is_drawn(document: Document, form: ChartForm, count: int) -> None:
    figures = document.figures()
    series = tuple(
        Series(f"系列{n}", "亿美元", tuple(Point(f"2024-{i:02}", figures[i]) for i in range(1, 13)))
        for n in range(count)
    )
    chart = Chart(9, "题", form, "overview", series)
    parts = Parts(render_xlsx(replace(document, parts=(chart,))))
    drawn = "".join(
        parts.archive.read(name).decode()
        for name in parts.archive.namelist()
        if name.startswith("xl/charts/chart")
    )
    assert drawn.count("<c:ser>") == (1 if form is ChartForm.BARS else count)
    assert len([c for c in parts.cells("图9").values() if not c.is_text]) == 12 * count
