"""Documents in other hands' manners, each right and with planted errors: `tests/audit/foreign`.

A case is `foreign/<name>.toml`:

    shows = "a ranked table, with prose on it"
    language = "zh"
    format = "md"                     # md, txt and html hold `text` as it stands; see makers.py
    encoding = "gb18030"              # utf-8 where it is left out
    numbers = 31                      # numbers that state a fact; no dates, ranks, codes, headings
    text = '''...'''                  # the right document
    [[planted]]
    find = "| 英国 | 40.18"           # stands in the text once
    put = "| 英国 | 41.08"
    printed = "41.08"                 # the wrong number, or word
    expected = "40.175..40.185"       # what the rest implies: one value, or a range
    proof = "40.18"                   # the other numbers of the proof
    kind = "prose-table"              # one of KINDS
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.audit.makers import MAKERS, Record

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.telling.present import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "foreign"

KINDS = (
    "average", "bloc", "change", "contribution", "count", "direction", "extreme", "growth", "net",
    "order", "period", "points", "price", "prose-table", "share", "streak", "sum", "times", "unit",
)  # fmt: skip


@dataclass(frozen=True)
class Plant:
    """An error: the file it is in, the wrong number, and what proves it."""

    content: bytes
    file: str
    printed: str
    expected: str
    proof: str
    kind: str


@dataclass(frozen=True)
class Stranger:
    """A document of somebody else's: its right file, and its plants.

    What is known to go wrong is told, so that it is seen when it changes: the plants that are
    `missed`, the numbers that `alarms` are about, and how many are `read` where too few are.
    """

    name: str
    language: str
    shows: str
    numbers: int
    content: bytes
    file: str
    plants: tuple[Plant, ...]
    missed: tuple[str, ...]
    alarms: tuple[str, ...]
    read: int | None


def strangers(folder: Path = FOLDER) -> list[Stranger]:
    """Every case, by name.

    Raises:
        ValueError: A case says what cannot be.
    """
    return [_from_text(path) for path in sorted(folder.glob("*.toml"))]


def _from_text(path: Path) -> Stranger:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    make, text = MAKERS[case["format"]], case["text"]
    file = f"{path.stem}.{case['format']}"

    def plant(record: Record) -> Plant:
        if text.count(record["find"]) != 1:
            raise ValueError(
                f"{path}: {record['find']!r} stands {text.count(record['find'])} times"
            )
        wrong = make(text.replace(record["find"], record["put"]), case)
        return _plant(path, record, wrong, file)

    plants = tuple(plant(record) for record in case.get("planted", ()))
    return _stranger(path.stem, case, make(text, case), file, plants)


def _plant(path: Path, record: Record, content: bytes, file: str) -> Plant:
    if record["kind"] not in KINDS:
        raise ValueError(f"{path}: there is no kind {record['kind']!r}")
    if not record["proof"]:
        raise ValueError(f"{path}: {record['printed']!r} has no proof")
    keys = ("printed", "expected", "proof", "kind")
    return Plant(content, file, *(record[key] for key in keys))


def _stranger(
    name: str, case: Record, content: bytes, file: str, plants: tuple[Plant, ...]
) -> Stranger:
    missed, alarms = tuple(case.get("missed", ())), tuple(case.get("alarms", ()))
    told = (case["language"], case["shows"], case["numbers"])
    return Stranger(name, *told, content, file, plants, missed, alarms, case.get("read"))


def judge(content: bytes, file: str) -> Record:
    """What the audit says of a document, as its JSON."""
    record: Record = json.loads(to_json(audit_blocks(read_bytes(content, file))))
    return record


def above_style(result: Record) -> list[Record]:
    """The findings that say something cannot be."""
    return [finding for finding in result["findings"] if finding["severity"] != "style"]


def understood(result: Record) -> int:
    """How many numbers the audit says that it read."""
    coverage = result["coverage"]
    if "read" in coverage:
        return int(coverage["read"])
    return int(coverage["cells"]) + int(coverage["statements"])


def found(plant: Plant, known: list[Record]) -> bool:
    """Whether the audit finds a plant: a finding that the right document has not, and names it."""
    had = {_key(finding) for finding in known}
    new = [f for f in above_style(judge(plant.content, plant.file)) if _key(f) not in had]
    return any(_names(finding, plant) for finding in new)


def _key(finding: Record) -> str:
    where = {key: value for key, value in finding["where"].items() if key != "quote"}
    return json.dumps([finding["rule"], where, finding["printed"], finding["expected"]])


def _names(finding: Record, plant: Plant) -> bool:
    told = [finding.get(key) for key in ("printed", "expected", "message", "certificate")]
    text = _plain(json.dumps(told, ensure_ascii=False))
    wanted = re.findall(r"\d+(?:\.\d+)?", _plain(f"{plant.printed} {plant.proof}"))
    if not wanted:
        return plant.printed in text
    return any(re.search(rf"(?<![\d.]){re.escape(n)}(?!\d|\.\d)", text) for n in wanted)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "")


@dataclass
class Score:
    """What the audit makes of some strangers.

    Attributes:
        documents: How many.
        numbers: Their numbers.
        read: How many the audit says it read, of each document no more than it has.
        alarms: Findings above style on right documents.
        kinds: By kind of error, how many were found and planted.
        misses: For people: what was not as it should be, a line each.
    """

    documents: int
    numbers: int
    read: int
    alarms: int
    kinds: dict[str, tuple[int, int]]
    misses: list[str]


def score(cases: list[Stranger]) -> Score:
    """Audit every document, right and wrong."""
    total = Score(0, 0, 0, 0, {}, [])
    for case in cases:
        _add(total, case)
    return total


def _add(total: Score, case: Stranger) -> None:
    result = judge(case.content, case.file)
    wrong = above_style(result)
    read = min(case.numbers, understood(result))
    total.documents += 1
    total.numbers += case.numbers
    total.read += read
    total.alarms += len(wrong)
    said = [f"false alarm {f['rule']}: {f['printed']}, {f['message']}" for f in wrong]
    if read < case.numbers:
        said.append(f"read {read} of {case.numbers}")
    for plant in case.plants:
        hit = found(plant, wrong)
        got, every = total.kinds.get(plant.kind, (0, 0))
        total.kinds[plant.kind] = (got + hit, every + 1)
        if not hit:
            said.append(f"missed {plant.printed}, should be {plant.expected} ({plant.kind})")
    total.misses += [f"{case.name}: {line}" for line in said]


def lines(total: Score) -> Iterator[str]:
    """The score as a table in Markdown, then what was not as it should be."""
    yield "| kind of error | found | planted |"
    yield "|---|---:|---:|"
    for kind, (got, every) in sorted(total.kinds.items()):
        yield f"| {kind} | {got} | {every} |"
    got, every = (sum(pair[at] for pair in total.kinds.values()) for at in (0, 1))
    yield f"| all | {got} | {every} |"
    yield ""
    yield f"{total.documents} documents, {total.numbers} numbers, {total.read} read,"
    yield f"{total.alarms} false alarms."
    yield from ("", *total.misses)
