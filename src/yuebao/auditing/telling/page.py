"""The document as an HTML page with every finding marked in its place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.telling.present import WORDS, place_text, proof_lines
from yuebao.auditing.telling.understood import is_little, share_text, why_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.findings.finding import Audit, Finding

Told = tuple[int, int, str, str]
"""A number that was not read: where it is in its block, its class and why."""

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1b1f;--quiet:#5f5d62;--side:#f6f5f4;--line:#ddd;
 --bad:#b3261e;--odd:#b26a00;--slip:#1f5fa8;--bad-paper:#fdecea;--odd-paper:#fff4e0}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e4e8ec;--quiet:#a3adb8;
 --side:#1f252c;--line:#3b444e;--bad:#f2867d;--odd:#e0a347;--slip:#8cc0f5;--bad-paper:#43211f;
 --odd-paper:#3d2f14}}
body{margin:0;font:16px/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;
 color:var(--ink);background:var(--paper);display:grid;
 grid-template-columns:minmax(18rem,26rem) 1fr}
nav{position:sticky;top:0;height:100vh;overflow:auto;background:var(--side);padding:1rem 1.25rem;
 box-sizing:border-box;border-right:1px solid var(--line)}
nav h1{font-size:1.05rem;margin:0 0 .25rem}nav ol{padding:0;list-style:none;margin:1rem 0}
nav li{margin:0 0 .75rem;padding:.5rem .75rem;background:var(--paper);
 border-left:4px solid var(--slip)}
nav li.impossible{border-color:var(--bad)}nav li.contradicts{border-color:var(--odd)}
nav a{color:inherit;font-weight:600;text-decoration:none}nav a:hover{text-decoration:underline}
nav p{margin:.15rem 0;font-size:.9rem}nav .rule{color:var(--quiet);font-size:.8rem}
main{max-width:60rem;padding:1.5rem 2rem}
table{border-collapse:collapse;margin:1rem 0;font-size:.92rem}
td{border-bottom:1px solid var(--line);padding:.15rem .6rem}
mark{color:inherit;background:var(--paper);outline:2px solid var(--slip);outline-offset:1px;
 border-radius:2px}
mark.impossible{outline-color:var(--bad);background:var(--bad-paper)}
mark.contradicts{outline-color:var(--odd);background:var(--odd-paper)}mark:target{outline-width:4px}
h2{font-size:1.15rem}.caption{font-weight:600}.note,.footnote{font-size:.88rem;color:var(--quiet)}
.unread{border-bottom:2px dotted var(--bad)}.aside{color:var(--quiet)}
@media(max-width:50rem){body{display:block}nav{position:static;height:auto}}
@media print{body{display:block}nav{position:static;height:auto;border:0}}
"""


def to_html(audit: Audit, language: str | None = None) -> str:
    """One page that works offline: findings on the left, the document on the right."""
    lang = language or audit.language
    title = escape(_title(audit))
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{body_html(audit, lang)}</body>\n</html>\n"
    )


def body_html(audit: Audit, language: str) -> str:
    """What that page says: the findings as a list, and the document with each in its place."""
    listed = "\n".join(_item(f, n, language) for n, f in enumerate(audit.findings, 1))
    words = WORDS[language]
    count = words["found"].format(len(audit.findings)) if audit.findings else words["none"]
    told = [escape(count), escape(share_text(audit.coverage, language))]
    if is_little(audit.coverage):
        told = [f"<strong>{told[1]}</strong>", told[0]]
    paragraphs = "".join(f"<p>{one}{words['stop']}</p>" for one in told)
    return (
        f"<nav>\n<h1>{escape(_title(audit))}</h1>\n<p>{escape(audit.name)}</p>\n"
        f"{paragraphs}\n"
        f"<ol>\n{listed}\n</ol>\n</nav>\n"
        f"<main>\n{_document(audit, language)}\n</main>\n"
    )


def _title(audit: Audit) -> str:
    return audit.claims.title or audit.name


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


def _document(audit: Audit, language: str) -> str:
    texts = {text.block: text for text in audit.claims.texts}
    by_block: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(audit.findings, 1):
        block = finding.where.place.block if finding.where.place else 0
        by_block.setdefault(block, []).append((number, finding))
    numbers: dict[int, list[Told]] = {}
    for printed in (*audit.coverage.aside, *audit.coverage.unread):
        kind = "aside" if printed.why else "unread"
        place = printed.place
        told = (place.start, place.end, kind, why_text(printed.why, language))
        numbers.setdefault(place.block, []).append(told)
    parts = []
    for at, part in enumerate(audit.blocks.blocks):
        found = by_block.get(at, [])
        if isinstance(part, Grid):
            parts.append(_grid(part, found, numbers.get(at, [])))
        elif at in texts:
            parts.append(_text(texts[at].kind, texts[at].text, found, numbers.get(at, [])))
    return "\n".join(parts)


def _open(number: int, finding: Finding) -> str:
    return f'<mark class="{finding.severity.value}" id="finding-{number}">'


def _anchors(found: list[tuple[int, Finding]]) -> str:
    return "".join(f'<span id="finding-{number}"></span>' for number, _ in found)


def _drawn(text: str, start: int, end: int, numbers: Sequence[Told]) -> str:
    """A stretch of a text, with the numbers in it that were not read told apart."""
    out = []
    for low, high, kind, why in sorted(numbers):
        if start <= low and high <= end:
            out.append(escape(text[start:low]))
            out.append(
                f'<span class="{kind}" title="{escape(why)}">{escape(text[low:high])}</span>'
            )
            start = high
    return "".join([*out, escape(text[start:end])])


def _text(kind: str, text: str, found: list[tuple[int, Finding]], numbers: Sequence[Told]) -> str:
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
        out += [
            _drawn(text, at, start, numbers),
            _open(number, finding),
            _drawn(text, start, end, numbers),
            "</mark>",
        ]
        at = end
    out.append(_drawn(text, at, len(text), numbers))
    tag = "h2" if kind in ("heading", "title") else "p"
    return f'<{tag} class="{kind}">{_anchors(rest)}{"".join(out)}</{tag}>'


def _span(finding: Finding) -> tuple[int, int]:
    place = finding.where.place
    return (place.start, place.end) if place else (0, 0)


def _grid(grid: Grid, found: list[tuple[int, Finding]], numbers: Sequence[Told]) -> str:
    told = {(row, column): (kind, why) for row, column, kind, why in numbers}
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
            kind, why = told.get((row, column), ("", ""))
            about = f' class="{kind}" title="{escape(why)}"' if kind else ""
            line.append(f"<td{about}>{inner}</td>")
        rows.append(f"<tr>{''.join(line)}</tr>")
    return f"{_anchors(rest)}<table>\n" + "\n".join(rows) + "\n</table>"
