"""Web pages as browsers save them: tables in them are read, and pages without one are told."""

import base64
import quopri
import time
from pathlib import Path

import pytest
from tests.unit.sources.reader import Reader
from tests.unit.sources.test_tables import ENGLISH, MODES, PARTNERS, table

from yuebao.domain import SourceError, UserError
from yuebao.sources import find_sources


def html(rows: tuple[str, ...], *, title: str = "", charset: str = "utf-8") -> str:
    """A page around a table, with a table of links as pages have them; empty fields reach left."""
    lines = []
    for row in rows:
        cells: list[str] = []
        spans: list[int] = []
        for text in row.split("|"):
            if text or not cells:
                cells.append(text.replace("\n", "<br>").replace("\xa0", "&nbsp;"))
                spans.append(1)
            else:
                spans[-1] += 1
        told = zip(cells, spans, strict=True)
        lines.append("<tr>" + "".join(f"<td colspan={n}> {text}\n </td>" for text, n in told))
    return (
        f"<!DOCTYPE html><html><head><meta charset={charset}><title>{title}</title>"
        "<script>var a = '<table><tr><td>1</td></tr></table>';</script></head><body><table><tr><td>"
        "<table><tr><td>Home</td></tr></table></td><td>Updated 2026-01-02</td></tr><tr><td>"
        f"<!-- a note --><h2>{title}</h2><table>{'</tr>'.join(lines)}</table></td></tr></table>"
    )


def facts(reader: Reader, content: str | bytes, name: str) -> list[tuple[object, ...]]:
    reading = reader.read(content, name)
    return reader.facts(reading, "flow", "grain", "mode", "bloc", "last_month", "value", "growth")


def test_a_page_says_what_its_table_says(reader: Reader) -> None:
    assert facts(reader, html(ENGLISH), "country.html") == facts(reader, table(*ENGLISH), "c.csv")
    assert facts(reader, html(PARTNERS), "国别.htm") == facts(reader, table(*PARTNERS), "c.csv")


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-8-sig"])
def test_the_page_is_decoded_whatever_it_says_of_itself(reader: Reader, codec: str) -> None:
    content = html(PARTNERS, charset="gb2312").encode(codec)
    assert facts(reader, content, "表.html") == facts(reader, table(*PARTNERS), "c.csv")


@pytest.mark.parametrize("encoding", ["base64", "8bit"])
def test_a_page_wrapped_in_a_letter(reader: Reader, encoding: str) -> None:
    page = html(MODES).encode()
    body = base64.encodebytes(page) if encoding == "base64" else page
    letter = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
        + encoding.encode() + b"\r\n\r\n" + body + b"\r\n--x\r\nContent-Type: text/css\r\n\r\n"
        b"a {}\r\n--x--\r\n"
    )  # fmt: skip
    assert facts(reader, letter, "modes.mht") == facts(reader, table(*MODES), "m.csv")


def test_the_title_may_stand_above_the_table(reader: Reader) -> None:
    content = html(MODES[1:], title="(5)Imports and Exports by Customs Regime, 10.2023")
    reading = reader.read(content, "modes.html")
    assert list(map(str, reading.periods)) == ["2023-01..2023-10", "2023-10"]


def test_names_that_reach_over_two_rows(reader: Reader) -> None:
    rows = html(MODES).replace("<td colspan=1> Ordinary", "<td rowspan=2> Ordinary")
    spanned = rows.replace("<td colspan=1> \n </td><td colspan=1> -5.6\n", "<td> -5.6\n")
    assert spanned != rows
    assert facts(reader, spanned, "m.html") == facts(reader, table(*MODES), "m.csv")


def test_a_page_under_another_name(reader: Reader) -> None:
    reading = reader.read(html(MODES), "modes.xls")
    assert reading.remarks[0] == "It is named .xls but is a web page, and was read as one."


QUERY = (
    "数据年月|商品编码|贸易伙伴编码|美元",
    "202501|85076000|304|1,000",
    "202501|85076000|502|2,000",
)


def test_a_query_in_a_page(reader: Reader) -> None:
    reading = reader.read(html(QUERY), "出口.html")
    assert reader.facts(reading, "commodity", "partner", "last_month", "value") == [
        ("85076000", "304", "2025-01", 1000),
        ("85076000", "502", "2025-01", 2000),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("当前服务请求较多，请稍后重试", "it is a page of the platform that says it is busy"),
        ("Error: 412 Precondition Failed", "it is a page of errors"),
        ("请输入验证码", "it is a page that asks to prove that a person is reading it"),
        ("没有查询到数据", "it is a page that says that the query found nothing"),
        ("海关总署 首页", "it is a web page that holds no table"),
    ],
)
def test_a_page_without_a_table_is_called_what_it_is(reader: Reader, text: str, found: str) -> None:
    refusal = reader.refuse(f"<html><body>{text}</body></html>", SourceError, name="出口.csv")
    assert refusal.found.startswith(found)
    assert "save" in refusal.remedy or "query again" in refusal.remedy


def test_a_page_of_another_table(reader: Reader) -> None:
    content = html(("名称|电话", "办公室|010", "统计司|011"))
    refusal = reader.refuse(content, SourceError, name="页.html")
    assert "it is no table of customs that is known: it begins '名称', '电话'" in refusal.found


def test_half_a_row_of_a_page(reader: Reader) -> None:
    content = html(MODES)
    cut = content[: content.index("Duty-free") + 30]
    assert "half a row" in reader.refuse(cut, SourceError, name="m.html").found


@pytest.mark.parametrize("text", ["<!--", '<a href="', "<table><tr><td>", "&", "<td colspan=999>"])
def test_odd_pages_are_refused_soon(reader: Reader, text: str) -> None:
    began = time.process_time()
    reader.refuse("<html>" + text * 20_000, SourceError, name="odd.html")
    assert time.process_time() - began < 20


def test_what_browsers_save_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "表_files").mkdir()
    (tmp_path / "表_files" / "frame.html").write_text("<html></html>")
    with pytest.raises(UserError):
        find_sources([tmp_path])
    page = tmp_path / "表.html"
    page.write_text("<html></html>")
    assert find_sources([tmp_path]) == (page,)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16(reader: Reader, codec: str) -> None:
    content = html(PARTNERS, charset="unicode").encode(codec)
    assert facts(reader, content, "表.html") == facts(reader, table(*PARTNERS), "c.csv")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_letter_whose_table_stands_in_a_frame(reader: Reader, codec: str) -> None:
    frame = quopri.encodestring(html(PARTNERS, charset="").encode(codec))
    letter = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><iframe src='cid:1'></html>\r\n"
        b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + frame + b"\r\n--x--\r\n"
    )  # fmt: skip
    assert facts(reader, letter, "表.mht") == facts(reader, table(*PARTNERS), "c.csv")


@pytest.mark.parametrize("mark", ["1", "[2]", "（3）", "*", "注1"])
def test_raised_marks_of_footnotes_are_no_part_of_a_name(reader: Reader, mark: str) -> None:
    content = html(PARTNERS).replace("总值\n", f"总值<sup>{mark}</sup>\n")
    assert content != html(PARTNERS)
    assert facts(reader, content, "表.html") == facts(reader, table(*PARTNERS), "c.csv")


def test_what_is_raised_and_no_mark_stays(reader: Reader) -> None:
    content = html(("名称|电话", "办公<sup>西楼</sup>|010", "统计司|011")).replace(
        "名称", "m<sup>x</sup>"
    )
    refusal = reader.refuse(content, SourceError, name="页.html")
    assert "it begins 'mx', '电话'" in refusal.found


@pytest.mark.parametrize("nil", ["–", "−", "―", "N/A"])
def test_nothing_as_pages_write_it(reader: Reader, nil: str) -> None:
    rows = tuple(row.replace("|4.1|-", f"|4.1|{nil}") for row in PARTNERS)
    assert rows != PARTNERS
    assert facts(reader, html(rows), "表.html") == facts(reader, table(*PARTNERS), "c.csv")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("当前服务请求较多，请稍后再试", "it is a page of the platform that says it is busy"),
        ('{"msg":"当前服务请求较多"}', "it is a page of the platform that says it is busy"),
        ('[{"数据年月":"202403","美元":"1"}]', "it is JSON, which programs exchange, not a table"),
        ('{"rows": [' + "1, " * 2000 + "1]}", "it is JSON, which programs exchange, not a table"),
    ],
)  # fmt: skip
def test_a_message_saved_as_a_table(reader: Reader, content: str, found: str) -> None:
    assert reader.refuse(content, SourceError).found.startswith(found)


def test_two_tables_of_customs_on_one_page(reader: Reader) -> None:
    """What both print alike is one fact."""
    once = reader.read(html(PARTNERS), "一.html").rows
    assert reader.read(html(PARTNERS) + html(PARTNERS), "表.html").rows == once
