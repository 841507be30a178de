"""Plant one error at a time in clean reports, and see what the audit makes of it.

    python -m tests.audit.plant --cases 3000 --seed 1

A clean report is built, drawn and read back; an error of one of `KINDS` is put into one of its
cells or sentences; the report is audited. The result by kind: found at the right place (the row or
the sentence changed, or the other end of the contradiction named with it), found elsewhere, missed
though provable, not provable. Charts are taken out first: they print the same numbers again, which
would make every change in a table easy.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao import Month, Store, build_report, load_definition
from yuebao.auditing import Audit, audit_blocks
from yuebao.auditing.claims import Claims, ClaimStatement, Place, Side, TableKind
from yuebao.auditing.comparison.index import Choice, build_index
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.finding import in_order
from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Case
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.domain import MONTH, YEAR_TO_DATE, Window
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.render import render
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.auditing.comparison.index import Index
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.findings.where import Where
    from yuebao.report import Document


@dataclass(frozen=True)
class Clean:
    """A clean report: its blocks without charts, and what they claim."""

    name: str
    blocks: Blocks
    claims: Claims


@dataclass(frozen=True)
class Planted:
    """A report with one error.

    Attributes:
        kind: Of `KINDS`.
        blocks: The report.
        places: The places a finding may be at: cells as (block, row), texts as (block, None).
        what: For people: what was changed.
        certain: Whether it is provable without asking whether any data fit the tables: it is in a
            sentence, or of a number that a sentence prints too.
    """

    kind: str
    blocks: Blocks
    places: frozenset[tuple[int, int | None]]
    what: str
    certain: bool


def read_clean(content: bytes, name: str) -> Clean:
    """A report as it is audited here: without its charts."""
    blocks = read_bytes(content, name)
    claims = read_claims(blocks)
    charts = {place.block for c in claims.charts for s in c.series for _, _, place in s.points}
    captions = {text.block for text in claims.texts if text.kind == "chart"}
    gone = charts | captions
    kept = tuple(b for at, b in enumerate(blocks.blocks) if at not in gone)
    bare = replace(blocks, blocks=kept)
    return Clean(name, bare, read_claims(bare))


def sample_store(folder: Path) -> Store:
    """A store of the packaged sample, below a folder."""
    unpack_sample(folder / "files")
    store = Store(folder / "store")
    for one in read_sample().reports:
        load_sample(store, one, folder / "files")
    return store


def sample_indexes(reports: Iterable[Clean], folder: Path) -> dict[str, Index]:
    """What the data of the packaged sample say of each of its reports, by name."""
    store = sample_store(folder)
    return {clean.name: build_index(clean.claims, store, Choice()) for clean in reports}


def sample_documents(
    languages: tuple[str, ...] = ("zh", "en"), theme: str | None = None
) -> list[Document]:
    """The reports of the packaged sample."""
    with tempfile.TemporaryDirectory() as folder:
        store = sample_store(Path(folder))
        return [
            build_report(
                load_definition(one.definition),
                one.month,
                store,
                language=language,
                theme=theme,
            )
            for one in read_sample().reports
            for language in languages
        ]


def sample_reports(languages: tuple[str, ...] = ("zh", "en")) -> list[Clean]:
    """The same, read back."""
    return [_read_back(document) for document in sample_documents(languages)]


def store_reports(folder: Path, wanted: list[tuple[str, str]]) -> list[Clean]:
    """Reports of a store, read back: definitions and months."""
    store = Store(folder)
    return [
        _read_back(
            build_report(load_definition(definition), Month.parse(month), store, language=language)
        )
        for definition, month in wanted
        for language in ("zh", "en")
    ]


def _read_back(document: Document) -> Clean:
    name = f"{document.definition}-{document.month}-{document.language}.md"
    return read_clean(render(document, "md"), name)


# Changes


def _with_cell(blocks: Blocks, place: Place, text: str) -> Blocks:
    grid = blocks.blocks[place.block]
    assert isinstance(grid, Grid)
    rows = [list(row) for row in grid.rows]
    rows[place.start][place.end] = text
    return _with_block(blocks, place.block, replace(grid, rows=tuple(map(tuple, rows))))


def _with_block(blocks: Blocks, at: int, block: BlockOf) -> Blocks:
    changed = list(blocks.blocks)
    changed[at] = block
    return replace(blocks, blocks=tuple(changed))


def _with_text(clean: Clean, place: Place, text: str) -> Blocks:
    """A stretch of a paragraph, as it is read, replaced."""
    read = next(t for t in clean.claims.texts if t.block == place.block)
    block = clean.blocks.blocks[place.block]
    assert isinstance(block, TextBlock)
    changed = read.text[: place.start] + text + read.text[place.end :]
    return _with_block(clean.blocks, place.block, replace(block, text=changed))


def _quoted(clean: Clean, table: int, label: str, window: Window) -> bool:
    """Whether some sentence prints the numbers of a row."""
    context = Case(clean.claims)
    return any(
        found[0].number == table and found[1].label == label and found[1].window is window
        for statement in clean.claims.statements
        for found in context.cells_for(statement)
    )


Plant = Callable[[Clean, random.Random], Planted | None]


def _cell_change(
    clean: Clean,
    random_: random.Random,
    kind: str,
    change: Callable[[str, random.Random], str | None],
    measures: tuple[Measure, ...] | None = None,
) -> Planted | None:
    cells = [
        (table, line, cell)
        for table, line, cell in clean.claims.cells()
        if cell.number is not None and (measures is None or cell.measure in measures)
    ]
    if not cells:
        return None
    table, line, cell = random_.choice(cells)
    text = change(cell.text, random_)
    if text is None or text == cell.text:
        return None
    context = Case(clean.claims)
    certain = any(
        found[2] is cell for s in clean.claims.statements for found in context.cells_for(s)
    )
    return Planted(
        kind,
        _with_cell(clean.blocks, cell.place, text),
        frozenset({(cell.place.block, cell.place.start)}),
        f"table {table.number} {line.window} {line.label} {cell.measure.value}: "
        f"{cell.text} -> {text}",
        certain,
    )


def _digit(text: str, random_: random.Random) -> str:
    places = [i for i, letter in enumerate(text) if letter.isdigit()]
    at = random_.choice(places)
    digits = [d for d in "0123456789" if d != text[at]]
    if at == places[0] and len(places) > 2:
        digits = [d for d in digits if d != "0"]
    return text[:at] + random_.choice(digits) + text[at + 1 :]


def _flip(text: str, random_: random.Random) -> str | None:
    if not text.strip("-0."):
        return None
    return text[1:] if text.startswith("-") else f"-{text}"


def _decimal(text: str, random_: random.Random) -> str | None:
    if not text.strip("-0.,") or "." not in text:
        return None
    number = Decimal(text.replace(",", "")) * (10 if random_.random() < 0.5 else Decimal("0.1"))
    places = len(text.partition(".")[2])
    moved = round(number, places)
    return f"{moved:,f}" if "," in text else f"{moved:f}"


def plant_digit(clean: Clean, random_: random.Random) -> Planted | None:
    """A digit of a cell is another."""
    return _cell_change(clean, random_, "digit in a cell", _digit)


def plant_sign(clean: Clean, random_: random.Random) -> Planted | None:
    """A minus is lost or added."""
    growths = tuple(m for m in Measure if m.value.endswith("yoy") or m is Measure.NET)
    return _cell_change(clean, random_, "sign of a cell", _flip, growths)


def plant_decimal(clean: Clean, random_: random.Random) -> Planted | None:
    """The point is one place off."""
    return _cell_change(clean, random_, "decimal moved", _decimal)


def plant_swap(clean: Clean, random_: random.Random) -> Planted | None:
    """Two rows' labels change places."""
    tables = [t for t in clean.claims.tables if t.kind is not TableKind.OVERVIEW]
    table = random_.choice(tables) if tables else None
    if table is None:
        return None
    window = random_.choice(table.windows())
    rows = table.select(window, Block.ROWS)
    if len(rows) < 2:
        return None
    one, two = random_.sample(rows, 2)
    grid = clean.blocks.blocks[table.place.block]
    assert isinstance(grid, Grid)
    texts = [list(row) for row in grid.rows]
    spots = []
    for line in (one, two):
        row = line.cells[0].place.start
        before = range(line.cells[0].place.end - 1, -1, -1)
        spots.append((row, next(c for c in before if re.search(r"[^\W\d]", texts[row][c]))))
    (r1, c1), (r2, c2) = spots
    texts[r1][c1], texts[r2][c2] = texts[r2][c2], texts[r1][c1]
    changed = replace(grid, rows=tuple(map(tuple, texts)))
    at = table.place.block
    windows = table.windows() if table.shared else (window,)
    return Planted(
        "labels swapped",
        _with_block(clean.blocks, at, changed),
        frozenset({(at, r1), (at, r2)}),
        f"table {table.number} {window}: {one.label} <-> {two.label}",
        any(_quoted(clean, table.number, line.label, w) for line in (one, two) for w in windows),
    )


def plant_drop(clean: Clean, random_: random.Random) -> Planted | None:
    """Somebody is left out of a ranking, and those below move up."""
    tables = [t for t in clean.claims.tables if t.first is not None and not t.shared]
    if not tables:
        return None
    table = random_.choice(tables)
    window = random_.choice(table.windows())
    rows = table.select(window, Block.ROWS)
    if table.first is None or len(rows) < table.first:
        return None
    gone = random_.randrange(len(rows) - 1)
    grid = clean.blocks.blocks[table.place.block]
    assert isinstance(grid, Grid)
    texts = [list(row) for row in grid.rows]
    width = len(rows[0].cells) + 1
    first = rows[0].cells[0].place.end - 1
    lines = [line.cells[0].place.start for line in rows]
    for at in range(gone, len(rows)):
        below = texts[lines[at + 1]] if at + 1 < len(rows) else [""] * len(texts[0])
        texts[lines[at]][first : first + width] = below[first : first + width]
    block = table.place.block
    return Planted(
        "entity dropped",
        _with_block(clean.blocks, block, replace(grid, rows=tuple(map(tuple, texts)))),
        frozenset({(block, row) for row in lines} | {(block, None)}),
        f"table {table.number} {window}: without {rows[gone].label}",
        _quoted(clean, table.number, rows[gone].label, window),
    )


def plant_share(clean: Clean, random_: random.Random) -> Planted | None:
    """A column of shares is of another total."""
    tables = [t for t in clean.claims.tables if any(li.cell(Measure.SHARE) for li in t.lines)]
    if not tables:
        return None
    table = random_.choice(tables)
    window = random_.choice(table.windows())
    factor = Decimal(str(random_.choice([0.5, 0.8, 0.9, 1.1])))
    blocks = clean.blocks
    rows = set()
    for line in table.select(window):
        cell = line.cell(Measure.SHARE)
        if cell is not None and cell.number is not None:
            share = Decimal(cell.text.replace(",", "")) * factor
            blocks = _with_cell(blocks, cell.place, f"{share:.{cell.number.places}f}")
            rows.add((cell.place.block, cell.place.start))
    return Planted(
        "share of a wrong total", blocks, frozenset(rows | {(table.place.block, None)}),
        f"table {table.number} {window}: shares times {factor}", True,
    )  # fmt: skip


def plant_percent(clean: Clean, random_: random.Random) -> Planted | None:
    """The change of the net is printed in percent."""
    for table in clean.claims.tables:
        for line in random_.sample(table.lines, len(table.lines)):
            net, cell = line.number(Measure.VALUE), line.cell(Measure.YOY)
            if line.side is not Side.NET or net is None or cell is None or cell.number is None:
                continue
            base = net.value - cell.number.value
            if base == 0:
                continue
            text = f"{float((net.value - base) / abs(base) * 100):.1f}"
            return Planted(
                "percent for absolute",
                _with_cell(clean.blocks, cell.place, text),
                frozenset({(cell.place.block, cell.place.start)}),
                f"{line.window}: {cell.text} -> {text}",
                False,
            )
    return None


def _statements(clean: Clean) -> list[ClaimStatement]:
    context = Case(clean.claims)
    return [s for s in clean.claims.statements if context.cells_for(s)]


def _number_span(clean: Clean, statement: ClaimStatement) -> Place:
    """The digits alone of a statement, without its unit."""
    text = next(t.text for t in clean.claims.texts if t.block == statement.place.block)
    stretch = text[statement.place.start : statement.place.end]
    at = statement.place.start + stretch.index(statement.number.text)
    return Place(statement.place.block, at, at + len(statement.number.text))


def plant_prose(clean: Clean, random_: random.Random) -> Planted | None:
    """A sentence prints another number."""
    statements = _statements(clean)
    if not statements:
        return None
    statement = random_.choice(statements)
    text = _digit(statement.number.text, random_)
    place = _number_span(clean, statement)
    return Planted(
        "digit in a sentence", _with_text(clean, place, text),
        frozenset({(place.block, None)}),
        f"{statement.quote[:40]}: {statement.number.text} -> {text}", True,
    )  # fmt: skip


def plant_stale(clean: Clean, random_: random.Random) -> Planted | None:
    """A sentence keeps the number of another window."""
    statements = _statements(clean)
    random_.shuffle(statements)
    for statement in statements:
        other = next(
            (
                s for s in clean.claims.statements
                if (s.quantity, s.side, s.entity, s.pieces, s.number.unit)
                == (statement.quantity, statement.side, statement.entity, statement.pieces,
                    statement.number.unit)
                and s.window is not statement.window and s.number.value != statement.number.value
                and (s.number.value < 0) == (statement.number.value < 0)
            ),
            None,
        )  # fmt: skip
        if other is not None:
            place = _number_span(clean, statement)
            return Planted(
                "stale prose", _with_text(clean, place, other.number.text),
                frozenset({(place.block, None)}),
                f"{statement.quote[:40]}: {statement.number.text} -> {other.number.text}", True,
            )  # fmt: skip
    return None


_OPPOSITES = {
    "增长": "下降", "上升": "下降", "下降": "增长", "up": "down", "down": "up",
    "净出口": "净进口", "净进口": "净出口", "net exports": "net imports",
    "net imports": "net exports",
}  # fmt: skip


def plant_direction(clean: Clean, random_: random.Random) -> Planted | None:
    """A word tells the opposite direction."""
    statements = [s for s in _statements(clean) if s.direction or s.side is Side.NET]
    random_.shuffle(statements)
    for statement in statements:
        text = next(t.text for t in clean.claims.texts if t.block == statement.place.block)
        before = text[: statement.place.start]
        for word, opposite in _OPPOSITES.items():
            match = re.search(rf"{word}(?: of)? ?$", before)
            if match is not None and statement.number.value != 0:
                place = Place(statement.place.block, match.start(), match.start() + len(word))
                return Planted(
                    "wrong direction word", _with_text(clean, place, opposite),
                    frozenset({(place.block, None)}),
                    f"{statement.quote[:40]}: {word} -> {opposite}", True,
                )  # fmt: skip
    return None


def plant_count(clean: Clean, random_: random.Random) -> Planted | None:
    """A count of those that rise or fall is off."""
    counts = [c for c in clean.claims.counts if c.direction]
    if not counts:
        return None
    count = random_.choice(counts)
    text = next(t.text for t in clean.claims.texts if t.block == count.place.block)
    stretch = text[count.place.start : count.place.end]
    at = count.place.start + stretch.index(str(count.count))
    place = Place(count.place.block, at, at + len(str(count.count)))
    wrong = count.count + random_.choice([-2, -1, 1, 2, 3])
    return Planted(
        "wrong count", _with_text(clean, place, str(wrong)), frozenset({(place.block, None)}),
        f"{count.quote[:40]}: {count.count} -> {wrong}", True,
    )  # fmt: skip


def plant_other_month(clean: Clean, random_: random.Random) -> Planted | None:
    """A year to date is that of the month before: less than it by the month."""
    levels = (Measure.VALUE, Measure.TOTAL, Measure.EXPORTS, Measure.IMPORTS)
    pairs = []
    for table, line, cell in clean.claims.cells():
        if line.window == YEAR_TO_DATE and cell.measure in levels and cell.number:
            for other, month, there in clean.claims.cells():
                same = other.kind is table.kind and other.side is table.side
                if (
                    same and month.window == MONTH and month.label == line.label
                    and month.side is line.side and there.measure is cell.measure
                    and there.number and line.side is not Side.NET
                ):  # fmt: skip
                    pairs.append((table, line, cell, there.number))
    if not pairs:
        return None
    table, line, cell, month_number = random_.choice(pairs)
    assert cell.number is not None
    value = cell.number.value - month_number.value
    places = cell.number.places
    text = f"{float(value):,.{places}f}" if "," in cell.text else f"{float(value):.{places}f}"
    if text == cell.text:
        return None
    return Planted(
        "year to date of another month",
        _with_cell(clean.blocks, cell.place, text),
        frozenset({(cell.place.block, cell.place.start)}),
        f"table {table.number} {line.label} {cell.measure.value}: {cell.text} -> {text}",
        _quoted(clean, table.number, line.label, line.window),
    )


KINDS: dict[str, Plant] = {
    "digit in a cell": plant_digit,
    "sign of a cell": plant_sign,
    "decimal moved": plant_decimal,
    "labels swapped": plant_swap,
    "entity dropped": plant_drop,
    "share of a wrong total": plant_share,
    "percent for absolute": plant_percent,
    "digit in a sentence": plant_prose,
    "stale prose": plant_stale,
    "wrong direction word": plant_direction,
    "wrong count": plant_count,
    "year to date of another month": plant_other_month,
}
"""Every kind of error, and what plants one."""


# Judging

RIGHT, ELSEWHERE, MISSED, NOT_PROVABLE = "right place", "elsewhere", "missed", "not provable"


def judge(planted: Planted, clean_audit: Audit) -> str:
    """What the audit makes of a planted error."""
    known = {f.fingerprint() for f in clean_audit.findings}
    simple = _new(rule_findings(planted.blocks), known)
    if _at_place(simple, planted):
        return RIGHT
    found = _new(audit_blocks(planted.blocks).findings, known)
    if _at_place(found, planted):
        return RIGHT
    if found:
        return ELSEWHERE
    if planted.certain or not _is_possible(planted.blocks):
        return MISSED
    return NOT_PROVABLE


def rule_findings(blocks: Blocks) -> tuple[Finding, ...]:
    """What the rules alone find, which is most and takes a tenth of the time."""
    context = Case(read_claims(blocks))
    return in_order([finding for check in CHECKS for finding in check(context)])


def _new(findings: Sequence[Finding], known: set[str]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.severity is not Severity.STYLE and finding.fingerprint() not in known
    ]


def _at_place(findings: Sequence[Finding], planted: Planted) -> bool:
    places = (where for f in findings for where in (f.where, f.also) if where is not None)
    return any(_is_there(where, planted) for where in places)


def _is_there(where: Where, planted: Planted) -> bool:
    if where.place is None:
        return False
    at = (where.place.block, where.place.start)
    return at in planted.places or (where.place.block, None) in planted.places


def _is_possible(blocks: Blocks) -> bool:
    """Whether some data print the report's tables, as far as that is known here."""
    from yuebao.auditing.reconciliation.reconcile import is_possible

    return is_possible(Case(read_claims(blocks)))


def run(
    reports: list[Clean], cases: int, seed: int
) -> tuple[dict[str, Counter[str]], list[tuple[str, str, str]]]:
    """Plant so many errors; results by kind, and what was missed or found elsewhere."""
    random_ = random.Random(seed)
    audits = {clean.name: audit_blocks(clean.blocks) for clean in reports}
    results = {kind: Counter[str]() for kind in KINDS}
    stories = []
    kinds = list(KINDS)
    tried = 0
    done = 0
    while done < cases and tried < 20 * cases:
        kind = kinds[tried % len(kinds)]
        tried += 1
        clean = random_.choice(reports)
        planted = KINDS[kind](clean, random_)
        if planted is None:
            continue
        done += 1
        outcome = judge(planted, audits[clean.name])
        results[kind][outcome] += 1
        if outcome in (MISSED, ELSEWHERE):
            stories.append((outcome, clean.name, f"{kind}: {planted.what}"))
    return results, stories


def report_text(results: dict[str, Counter[str]]) -> str:
    """The results as a table."""
    outcomes = (RIGHT, ELSEWHERE, MISSED, NOT_PROVABLE)
    lines = ["| kind | " + " | ".join(outcomes) + " | right of provable |"]
    lines.append("|---|" + "---:|" * (len(outcomes) + 1))
    every = Counter[str]()
    for kind, counts in [*results.items(), ("all", every)]:
        provable = sum(counts[o] for o in (RIGHT, ELSEWHERE, MISSED))
        rate = f"{counts[RIGHT] / provable:.1%}" if provable else "-"
        cells = " | ".join(str(counts[outcome]) for outcome in outcomes)
        lines.append(f"| {kind} | {cells} | {rate} |")
        if counts is not every:
            every.update(counts)
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    import argparse
    import time

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--report", action="append", default=[], metavar="DEFINITION:MONTH")
    given = parser.parse_args()
    reports = sample_reports()
    if given.store:
        wanted = [tuple(text.rsplit(":", 1)) for text in given.report]
        reports += store_reports(given.store, [(a, b) for a, b in wanted])
    began = time.perf_counter()
    results, stories = run(reports, given.cases, given.seed)
    lines = [report_text(results), ""]
    lines.append(f"{time.perf_counter() - began:.0f} s, {len(reports)} reports, seed {given.seed}")
    lines += [f"{outcome}: {name}: {what}" for outcome, name, what in stories[: given.stories]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
