"""Comments in Word files of other makes: prefixes, empty elements, footnotes, tables in parts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from yuebao.auditing import Finding, audit_blocks
from yuebao.auditing.claims import Place
from yuebao.auditing.findings.where import Where
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reading.splice import Splice
from yuebao.auditing.telling.mark_docx import mark_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(
    body: str,
    head: str = f'w:document xmlns:w="{WORD}"',
    more: dict[str, str] | None = None,
) -> bytes:
    prefix = head.partition("document")[0]
    text = f"<{head}><{prefix}body>{body}</{prefix}body></{prefix}document>"
    given = {"[Content_Types].xml": TYPES, "word/document.xml": text}
    given |= {f"word/{name}": part for name, part in (more or {}).items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in given.items():
            archive.writestr(name, part)
    return out.getvalue()


def marked(content: bytes, *places: Place | None) -> dict[str, str]:
    """The parts of the file, with a comment at each place."""
    result = audit_blocks(read_bytes(content, "a.docx"))
    found = [
        Finding("doubled-word", Where(place), argument=(("zh", f"第{n}处<&>"),))
        for n, place in enumerate(places)
    ]
    new = mark_docx(content, replace(result, findings=tuple(found)))
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def between(document: str, number: int = 0) -> str:
    """The text a comment is on."""
    start, end = (rf"<w:commentRange{at}[^>]*w:id=\"{number}\"/>" for at in ("Start", "End"))
    match = re.search(f"{start}(.*){end}", document)
    assert match is not None, document
    return re.sub("<[^>]*>", "", match[1])


def p(*runs: str) -> str:
    inside = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr><w:keepNext/></w:pPr>{inside}</w:p>"


def cell(text: str, width: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{p(text)}</w:tc>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_comment_is_on_the_runs_that_hold_the_stretch() -> None:
    content = packed(p("前言。") + p("一 二", "三四，", "五六。", "七八。"))
    assert between(marked(content, Place(1, 3, 7))["word/document.xml"]) == "三四，五六。"
    assert between(marked(content, Place(1))["word/document.xml"]) == "一 二三四，五六。七八。"


@pytest.mark.parametrize("place", [None, Place(99)])
def test_one_without_a_place_is_on_the_first_paragraph(place: Place | None) -> None:
    content = packed(f"<w:p/>{p('前言。')}{p('正文。')}")
    assert between(marked(content, place)["word/document.xml"]) == "前言。"


def test_cells_are_counted_as_columns_and_a_table_may_go_on() -> None:
    head, rest = cell("头", 2) + cell("尾"), cell("一") + cell("二") + cell("三")
    content = packed(p("表") + table(head, rest) + p("续") + table(head, rest.replace("三", "末")))
    assert between(marked(content, Place(1, 0, 2))["word/document.xml"]) == "尾"
    assert between(marked(content, Place(1, 1, 1))["word/document.xml"]) == "二"
    assert between(marked(content, Place(1, 3, 2))["word/document.xml"]) == "末"


def test_an_empty_cell_can_have_a_comment() -> None:
    content = packed(table(cell("一") + "<w:tc><w:p /></w:tc>"))
    document = marked(content, Place(0, 0, 1))["word/document.xml"]
    assert between(document) == ""
    assert re.search("<w:tc><w:p ><w:commentRangeStart .*</w:p></w:tc>", document)


def test_one_in_a_footnote_is_where_the_text_refers_to_it() -> None:
    note = f'<w:footnote w:id="7">{p("产品（8507）。")}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = p("前言。") + p("正文").replace("</w:p>", f"{reference}</w:p>")
    document = marked(packed(body, more={"footnotes.xml": notes}), Place(2))["word/document.xml"]
    assert re.search(
        'Start w:id="0"/><w:r><w:footnoteReference w:id="7"/></w:r><w:commentRangeEnd', document
    )


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_file_may_name_its_vocabulary_as_it_likes(prefix: str) -> None:
    bound = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    body = p("正文。").replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
    parts = marked(packed(body, f'{prefix}document {bound}="{WORD}"'), None)
    assert between(parts["word/document.xml"]) == "正文。"
    root = Splice(parts["word/document.xml"].encode()).root
    assert {"commentRangeStart", "commentRangeEnd", "commentReference"} <= {
        element.tag.removeprefix(f"{{{WORD}}}") for element in root.iter()
    }


def test_comments_of_others_keep_their_numbers_and_their_part() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments" Target="/word/notes.xml"/></Relationships>'
    )
    held = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="4" w:author="a"/></w:comments>'
    more = {"notes.xml": held, "_rels/document.xml.rels": links}
    parts = marked(packed(p("正文。"), more=more), None, None)
    assert re.findall(r'<w:comment w:id="(\d)"', parts["word/notes.xml"]) == ["4", "5", "6"]
    assert "word/comments.xml" not in parts
    assert parts["word/_rels/document.xml.rels"] == links
    assert between(parts["word/document.xml"], 6) == "正文。"


def test_a_text_cannot_be_markup_and_no_date_is_made_up() -> None:
    comments = marked(packed(p("正文。")), None)["word/comments.xml"]
    assert Splice(comments.encode()).root[0].findtext(f".//{{{WORD}}}t") == "第0处<&>。"
    assert "w:date" not in comments


def test_what_is_added_stands_where_it_should_and_nothing_else_moves() -> None:
    content = "<?xml version='1.0'?><a><b c='>'/> text <d>&#38;</d ></a>"
    part = Splice(content.encode())
    empty, full = part.root
    part.after(empty, "<after/>")
    part.inside(empty, "<inside/>")
    part.inside(empty, "二")
    part.before(full, "<before/>")
    part.inside(full, "<end/>")
    part.after(full, "<last/>")
    assert part.written().decode() == (
        "<?xml version='1.0'?><a><b c='>'><inside/>&#20108;</b><after/> text "
        "<before/><d>&#38;<end/></d ><last/></a>"
    )


def test_a_part_of_two_byte_letters_is_read_and_one_with_declarations_is_not() -> None:
    part = Splice('<?xml version="1.0" encoding="UTF-16"?><一>二</一>'.encode("utf-16"))
    part.inside(part.root, "<b/>")
    assert part.written().decode() == "<一>二<b/></一>"
    for bad in (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a><b></a>"):
        with pytest.raises(ValueError, match=r"declared|mismatched"):
            Splice(bad)
