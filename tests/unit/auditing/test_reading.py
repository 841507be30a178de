"""Documents of every format, whole, awkward or broken."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.archives import pack
from tests.unit.auditing.tiny import TINY, read

from yuebao.auditing import audit_blocks
from yuebao.auditing.claims import Direction, Quantity, Side, TableKind
from yuebao.auditing.reading import package
from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.reading.files import MAX_BYTES, read_blocks, read_bytes
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import QUARTER, YEAR_TO_DATE, SourceError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_text_claims() -> None:
    claims = read(TINY)
    assert [table.kind for table in claims.tables] == [
        TableKind.OVERVIEW, TableKind.PARTNERS, TableKind.PROVINCE_TRADE,
    ]  # fmt: skip
    assert (str(claims.month), claims.currency, claims.subject) == ("2025-03", "USD", "茶具")
    assert claims.coverage.share() == 1.0
    so_far = claims.tables[1].select(YEAR_TO_DATE)
    assert [li.cells[1].text for li in so_far if li.label == "美国"] == ["32.1"]
    assert claims.tables[1].first == 3


def test_words_tell_sign_and_side() -> None:
    statements = read(TINY).statements
    falls = [s for s in statements if s.direction is Direction.DOWN]
    assert [float(s.number.value) for s in falls] == [-4.8, -14.3]
    net = next(s for s in statements if s.side is Side.NET and s.window == YEAR_TO_DATE)
    assert (net.number.text, net.quantity) == ("16.0", Quantity.LEVEL)


def test_a_wrapped_page_reads_as_the_text_it_was() -> None:
    wrapped = []
    for line in TINY.splitlines():
        if "\t" in line or len(line) < 40 or line.startswith("表"):
            wrapped.append(line)
            continue
        parts = [line[at : at + 33] for at in range(0, len(line), 33)]
        wrapped.append("\n\n".join(parts))
    claims = read("\n".join(wrapped))
    clean = read(TINY)
    assert [s.number for s in claims.statements] == [s.number for s in clean.statements]
    assert [t.lines for t in claims.tables] != []
    assert [len(t.lines) for t in claims.tables] == [len(t.lines) for t in clean.tables]


def test_spaces_within_numbers_and_words_mean_nothing() -> None:
    spaced = TINY.replace("3月", "3 月").replace("2025年", "2025 年 ").replace("前3地", "前 3 地")
    assert len(read(spaced).statements) == len(read(TINY).statements)
    assert [len(t.lines) for t in read(spaced).tables] == [len(t.lines) for t in read(TINY).tables]


def test_a_table_that_cannot_be_read_is_left_out_and_said() -> None:
    broken = TINY.replace("3月当月\t\t\t\t1至3月累计\t\t\t\n区域\t出口额", "甲\t乙")
    claims = read(broken)
    assert claims.coverage.share() < 1.0


def test_html_with_merged_heads() -> None:
    page = (
        "<!doctype html><html><head><title>x</title><style>p{}</style></head><body>"
        "<h1>中国茶具贸易月度监测报告</h1><p>表1：2025年3月中国茶具出口目的地（亿美元）</p>"
        "<table><tr><th rowspan=2>区域</th><th colspan=2>3月当月</th><th colspan=2>1至3月累计</th>"
        "</tr><tr><th>出口额</th><th>同比变化（%）</th><th>出口额</th><th>同比变化（%）</th></tr>"
        "<tr><td>德国</td><td>4.0</td><td>5.0</td><td>11.0</td><td>&minus;2.0</td></tr>"
        "</table><script>表2：9.9</script></body></html>"
    )
    claims = read_claims(read_bytes(page.encode(), "page.html"))
    (table,) = claims.tables
    ytd = [line for line in table.lines if line.window == YEAR_TO_DATE]
    assert [[cell.text for cell in line.cells] for line in ytd] == [["11.0", "−2.0"]]
    assert float(ytd[0].cells[1].number.value) == -2.0  # type: ignore[union-attr]


def test_gb18030_text_is_read() -> None:
    claims = read_claims(read_bytes(TINY.encode("gb18030"), "tiny.txt"))
    assert len(claims.tables) == 3


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="urn:w"><w:body>' + body + "</w:body></w:document>",
        )
    return out.getvalue()


def test_word_without_what_was_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>2025年3月，中国茶具出口</w:t></w:r><w:del><w:r><w:delText>9.9</w:delText>"
        "</w:r></w:del><w:ins><w:r><w:t>10.0亿美元。</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>"
    )
    blocks = read_bytes(docx(body), "a.docx")
    assert isinstance(blocks.blocks[1], Grid)
    (statement,) = read_claims(blocks).statements
    assert statement.number.text == "10.0"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(content, name)
    assert caught.value.exit_status == 3
    return str(caught.value)


def test_what_cannot_be_read_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    good = docx("<w:p/>" * 50)
    assert "cut short" in refusal(good[:-60], "a.docx")
    assert "no text" in refusal(docx(""), "a.docx")
    assert "password" in refusal(b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx")
    assert "encoding" in refusal(bytes(range(256)) * 4, "a.txt")
    assert "no text" in refusal(b"", "a.txt")
    assert "broken" in refusal(b"%PDF-1.7\nnothing", "a.pdf")
    assert "archive" in refusal(pack({"a.txt": b"x"}), "a.zip")
    assert "broken" in refusal(
        pack({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a.docx"
    )
    monkeypatch.setattr(package, "MAX_PART", 1000)
    assert "unpacks to more" in refusal(pack({"word/document.xml": bytes(5000)}), "bomb.docx")


def test_a_file_beyond_all_reports_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: it takes no room
    with pytest.raises(SourceError, match="more than any report"):
        read_blocks(path)


def test_a_pdf_of_pictures_is_refused() -> None:
    assert "scanned" in refusal(_empty_pdf(), "scan.pdf")


def _empty_pdf() -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_any_prefix_of_a_report_is_audited_or_refused() -> None:
    content = TINY.encode()
    for end in range(0, len(content), 97):
        try:
            blocks = read_bytes(content[:end], "part.txt")
        except SourceError:
            continue
        audit_blocks(blocks)


def test_a_sentence_without_months_is_of_those_of_its_heading() -> None:
    text = (
        "# Batteries\n\n(September 2024)\n\n## 1. Trade in the third quarter of 2024\n\n"
        "Exports from Hubei were US$112.2 thousand.\n\n## 2. Exports in September 2024\n\n"
        "In September 2024, exports of batteries in trade with Chile were up 26% on the year.\n"
    )
    quarter, month = audit_blocks(read_bytes(text.encode(), "a.md")).claims.statements
    assert (quarter.window, str(quarter.period)) == (QUARTER, "2024-07..2024-09")
    assert (month.side, month.number.text) == (Side.EXPORTS, "26")


def test_growth_above_what_is_printed_is_a_rise() -> None:
    text = (
        "# 月度监测报告\n\n（2024年1月）\n\n## 1 各省市1月当月贸易变化\n\n"
        "- **进口变化**：2个省市中，湖南等2个省市进口额增长（见表1）。\n\n"
        "表1：2024年1月各省市当月贸易额（亿美元）及同比变化（%）\n\n"
        "| 省市 | 进口 | 同比变化（%） |\n|---|---|---|\n"
        "| 湖南 | 2.1 | >200.0 |\n| 贵州 | 0.7 | 51.0 |\n"
    )
    told = audit_blocks(read_bytes(text.encode(), "a.md"))
    assert told.findings == (), [finding.message("en") for finding in told.findings]
    wrong = audit_blocks(read_bytes(text.replace("等2个", "等1个").encode(), "a.md"))
    assert "count-against-table" in {finding.rule for finding in wrong.findings}
