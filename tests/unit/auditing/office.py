"""Office files as small as they come, part by part, for tests of what is read of them."""

from __future__ import annotations

from tests.archives import pack

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(targets: dict[str, str]) -> str:
    """What a part names, by the names it has for them."""
    links = "".join(f'<Relationship Id="{k}" Target="{v}"/>' for k, v in targets.items())
    return f'<Relationships xmlns="{_RELS}">{links}</Relationships>'


def run(text: str, inside: str = "") -> str:
    """A run of text."""
    return f"<w:r>{inside}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(*runs: str, style: str = "", extra: str = "") -> str:
    """A paragraph of runs, or of one text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each a text or XML."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(f"<w:tc>{c if c.startswith('<') else para(c)}</w:tc>" for c in row)
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def box(*paragraphs: str) -> str:
    """A text box, kept in both of the ways that Word keeps it."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:drawing>"
        f"{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def in_chart(id_: str) -> str:
    """A drawing of a chart in Word."""
    return f"<w:r><w:drawing><c:chart {_C} {_R} r:id='{id_}'/></w:drawing></w:r>"


def word(body: str, **parts: str) -> bytes:
    """A Word file: its body, and other parts by their names without `word/` and `.xml`."""
    others = {f"word/{k.replace('__', '/')}.xml": v for k, v in parts.items()}
    rels = parts.get("rels", "")
    others.pop("word/rels.xml", None)
    if rels:
        others["word/_rels/document.xml.rels"] = rels
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return pack({"word/document.xml": document, **others})


def word_part(root: str, inner: str) -> str:
    """A part of a Word file."""
    return f"<w:{root} {_W}>{inner}</w:{root}>"


def chart(
    labels: tuple[str, ...], series: dict[str, tuple[str, ...]], title: str = "", sheet: str = ""
) -> str:
    """A chart with its data kept, which may be a sheet's."""

    def cache(kind: str, values: tuple[str, ...]) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(values))
        formula = f"<c:f>{sheet}!$A$1</c:f>" if sheet else ""
        form = "<c:formatCode>0.0</c:formatCode>" if kind == "num" else ""
        return f"<c:{kind}Ref>{formula}<c:{kind}Cache>{form}{points}</c:{kind}Cache></c:{kind}Ref>"

    drawn = "".join(
        f"<c:ser><c:tx>{cache('str', (name,))}</c:tx><c:cat>{cache('str', labels)}</c:cat>"
        f"<c:val>{cache('num', values)}</c:val></c:ser>"
        for name, values in series.items()
    )
    head = f"<c:title><c:tx><a:t>{title}</a:t></c:tx></c:title>" if title else ""
    plot = f"<c:plotArea><c:barChart>{drawn}</c:barChart></c:plotArea>"
    return f"<c:chartSpace {_C} {_A}><c:chart>{head}{plot}</c:chart></c:chartSpace>"


def shape(*texts: str, holder: str = "") -> str:
    """A shape of a slide with paragraphs."""
    ph = f'<p:nvSpPr><p:nvPr><p:ph type="{holder}"/></p:nvPr></p:nvSpPr>' if holder else ""
    inner = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f"<p:sp>{ph}<p:txBody>{inner}</p:txBody></p:sp>"


def slide_table(*rows: tuple[str, ...]) -> str:
    """A table on a slide."""
    lines = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for c in row
        )
        + "</a:tr>"
        for row in rows
    )
    return f"<p:graphicFrame><a:graphic><a:tbl>{lines}</a:tbl></a:graphic></p:graphicFrame>"


def slide_chart(id_: str) -> str:
    """A chart on a slide."""
    return f"<p:graphicFrame><c:chart {_C} r:id='{id_}'/></p:graphicFrame>"


def slides(*shapes: str, notes: tuple[str, ...] = (), charts: tuple[str, ...] = ()) -> bytes:
    """A PowerPoint file: each slide's shapes, notes of the first, charts of all by c1, c2, …"""
    ids = "".join(f'<p:sldId id="{256 + i}" r:id="s{i}"/>' for i in range(len(shapes)))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {_P} {_R}><p:sldIdLst>{ids}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            {f"s{i}": f"slides/slide{i}.xml" for i in range(len(shapes))}
        ),
    }
    for i, one in enumerate(shapes):
        parts[f"ppt/slides/slide{i}.xml"] = (
            f"<p:sld {_P} {_A} {_R}><p:cSld><p:spTree>{one}</p:spTree></p:cSld></p:sld>"
        )
        targets = {f"c{n}": f"../charts/chart{n}.xml" for n, _ in enumerate(charts, 1)}
        if notes and not i:
            targets["n"] = "../notesSlides/notes1.xml"
        parts[f"ppt/slides/_rels/slide{i}.xml.rels"] = relations(targets)
    for n, one in enumerate(charts, 1):
        parts[f"ppt/charts/chart{n}.xml"] = one
    if notes:
        parts["ppt/notesSlides/notes1.xml"] = (
            f"<p:notes {_P} {_A}><p:cSld><p:spTree>{shape(*notes)}{shape('1', holder='sldNum')}"
            "</p:spTree></p:cSld></p:notes>"
        )
    return pack(parts)


def workbook(sheets: dict[str, list[tuple[str, ...]]], chart_of: dict[str, str]) -> bytes:
    """A workbook: rows of texts and numbers by sheet, hidden where its name begins with a dot.

    Args:
        sheets: The rows, by the sheets' names.
        chart_of: The chart drawn on a sheet, by its name.
    """

    def cell(text: str) -> str:
        if text.replace(".", "").isdigit():
            return f"<c><v>{text}</v></c>"
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    listed, parts, targets = "", {}, {}
    for i, (name, rows) in enumerate(sheets.items()):
        state = ' state="hidden"' if name.startswith(".") else ""
        listed += f'<sheet name="{name}" sheetId="{i + 1}" r:id="s{i}"{state}/>'
        targets[f"s{i}"] = f"worksheets/sheet{i}.xml"
        lines = "".join(
            f'<row r="{at}">{"".join(map(cell, row))}</row>'
            for at, row in enumerate(rows, 1)
            if row
        )
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f"<worksheet {_S}><sheetData>{lines}</sheetData></worksheet>"
        )
        if name in chart_of:
            parts[f"xl/worksheets/_rels/sheet{i}.xml.rels"] = relations(
                {"d": f"../drawings/drawing{i}.xml"}
            )
            parts[f"xl/drawings/drawing{i}.xml"] = f"<d {_C} {_R}><c:chart r:id='c'/></d>"
            parts[f"xl/drawings/_rels/drawing{i}.xml.rels"] = relations(
                {"c": f"/xl/charts/chart{i}.xml"}
            )
            parts[f"xl/charts/chart{i}.xml"] = chart_of[name]
    return pack(
        {
            "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(targets),
            **parts,
        }
    )
