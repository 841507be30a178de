"""The document as an HTML page with every finding marked in its place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.telling.present import WORDS, place_text, proof_lines

if TYPE_CHECKING:
    from yuebao.auditing.findings.finding import Audit, Finding

_STYLE = """
:root{color-scheme:light;--bad:#b3261e;--odd:#b26a00;--slip:#1f5fa8}
body{margin:0;font:16px/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1c1b1f;
 background:#fff;display:grid;grid-template-columns:minmax(18rem,26rem) 1fr}
nav{position:sticky;top:0;height:100vh;overflow:auto;background:#f6f5f4;padding:1rem 1.25rem;
 box-sizing:border-box;border-right:1px solid #ddd}
nav h1{font-size:1.05rem;margin:0 0 .25rem}nav ol{padding:0;list-style:none;margin:1rem 0}
nav li{margin:0 0 .75rem;padding:.5rem .75rem;background:#fff;border-left:4px solid var(--slip)}
nav li.impossible{border-color:var(--bad)}nav li.contradicts{border-color:var(--odd)}
nav a{color:inherit;font-weight:600;text-decoration:none}nav a:hover{text-decoration:underline}
nav p{margin:.15rem 0;font-size:.9rem}nav .rule{color:#5f5d62;font-size:.8rem}
main{max-width:60rem;padding:1.5rem 2rem}
table{border-collapse:collapse;margin:1rem 0;font-size:.92rem}
td{border-bottom:1px solid #e3e1e0;padding:.15rem .6rem}mark{color:inherit;background:#fff;
 outline:2px solid var(--slip);outline-offset:1px;border-radius:2px}
mark.impossible{outline-color:var(--bad);background:#fdecea}
mark.contradicts{outline-color:var(--odd);background:#fff4e0}mark:target{outline-width:4px}
h2{font-size:1.15rem}.caption{font-weight:600}.note,.footnote{font-size:.88rem;color:#5f5d62}
@media(max-width:50rem){body{display:block}nav{position:static;height:auto}}
@media print{body{display:block}nav{position:static;height:auto;border:0}}
"""


def to_html(audit: Audit, language: str | None = None) -> str:
    """One page that works offline: findings on the left, the document on the right."""
    lang = language or audit.language
    listed = "\n".join(_item(f, n, lang) for n, f in enumerate(audit.findings, 1))
    title = escape(audit.claims.title or audit.name)
    words = WORDS[lang]
    count = words["found"].format(len(audit.findings)) if audit.findings else words["none"]
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<nav>\n<h1>{title}</h1>\n<p>{escape(audit.name)}{words['colon']}{escape(count)}</p>\n"
        f"<ol>\n{listed}\n</ol>\n</nav>\n<main>\n{_document(audit)}\n</main>\n</body>\n</html>\n"
    )


def _item(finding: Finding, number: int, language: str) -> str:
    severity = finding.severity.value
    words = WORDS[language]
    return (
        f'<li class="{severity}"><a href="#finding-{number}">'
        f"{escape(place_text(finding.where, language))}</a>"
        f"<p>{escape(finding.message(language))}{words['stop']}</p>{_proof(finding, language)}"
        f'<p class="rule">{escape(words[severity])} · {finding.rule}</p></li>'
    )


def _proof(finding: Finding, language: str) -> str:
    """The certificate as a list that opens."""
    lines = proof_lines(finding, language)
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = escape(WORDS[language]["proof"])
    return f"<details><summary>{title}</summary><ul>{items}</ul></details>"


def _document(audit: Audit) -> str:
    texts = {text.block: text for text in audit.claims.texts}
    by_block: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(audit.findings, 1):
        block = finding.where.place.block if finding.where.place else 0
        by_block.setdefault(block, []).append((number, finding))
    parts = []
    for at, part in enumerate(audit.blocks.blocks):
        found = by_block.get(at, [])
        if isinstance(part, Grid):
            parts.append(_grid(part, found))
        elif at in texts:
            parts.append(_text(texts[at].kind, texts[at].text, found))
    return "\n".join(parts)


def _open(number: int, finding: Finding) -> str:
    return f'<mark class="{finding.severity.value}" id="finding-{number}">'


def _anchors(found: list[tuple[int, Finding]]) -> str:
    return "".join(f'<span id="finding-{number}"></span>' for number, _ in found)


def _text(kind: str, text: str, found: list[tuple[int, Finding]]) -> str:
    """A text with each marked stretch marked once; of marks that overlap the worst is drawn."""
    marked, at, out = [], 0, []
    rest = []
    for number, finding in sorted(found, key=lambda pair: _span(pair[1])):
        start, end = _span(finding)
        if start >= at and end > start:
            marked.append((start, end, number, finding))
            at = end
        else:
            rest.append((number, finding))
    at = 0
    for start, end, number, finding in marked:
        out += [escape(text[at:start]), _open(number, finding), escape(text[start:end]), "</mark>"]
        at = end
    out.append(escape(text[at:]))
    tag = "h2" if kind in ("heading", "title") else "p"
    return f'<{tag} class="{kind}">{_anchors(rest)}{"".join(out)}</{tag}>'


def _span(finding: Finding) -> tuple[int, int]:
    place = finding.where.place
    return (place.start, place.end) if place else (0, 0)


def _grid(grid: Grid, found: list[tuple[int, Finding]]) -> str:
    cells: dict[tuple[int, int], tuple[int, Finding]] = {}
    rest = []
    for number, finding in found:
        at = _span(finding)
        if at in cells or not finding.where.label:
            rest.append((number, finding))
        else:
            cells[at] = (number, finding)
    rows = []
    for row, texts in enumerate(grid.rows):
        line = []
        for column, text in enumerate(texts):
            mark = cells.get((row, column))
            inner = f"{_open(*mark)}{escape(text)}</mark>" if mark else escape(text)
            line.append(f"<td>{inner}</td>")
        rows.append(f"<tr>{''.join(line)}</tr>")
    return f"{_anchors(rest)}<table>\n" + "\n".join(rows) + "\n</table>"
