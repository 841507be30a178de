"""What an audit found: findings with their places, and the audit of a document as a whole.

A finding says which rule it is by, where it stands, what is printed there and what should be, and
the facts of its argument; its message is put together from the rule's wording in either language.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from yuebao.auditing.findings.catalogue import Severity, rule_of
from yuebao.auditing.findings.where import Where

if TYPE_CHECKING:
    from yuebao.auditing.claims import ClaimCell, ClaimLine, Claims, ClaimTable, Place, Understood
    from yuebao.auditing.findings.certificate import Certificate
    from yuebao.auditing.reading.blocks import Blocks
    from yuebao.auditing.sheets import Sheet, SheetEntry


_BOTH = "\x1f"


def either(zh: str, en: str) -> str:
    """A fact that reads differently in the two languages; `said` takes the right one."""
    return f"{zh}{_BOTH}{en}"


def said(fact: str, language: str) -> str:
    """A fact as it reads in a language."""
    zh, both, en = fact.partition(_BOTH)
    return en if both and language == "en" else zh


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be true, or is a slip.

    Attributes:
        rule: The rule's id.
        where: Where it stands.
        printed: What is printed there.
        expected: What should be, where that is known.
        facts: What the message is filled with, by name; of two languages where made by `either`.
        argument: A message of its own by language, where the rule's template does not fit.
        also: The other place it involves: the table's cell a sentence goes against.
        certificate: The few printed numbers that cannot hold together.
    """

    rule: str
    where: Where
    printed: str = ""
    expected: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    argument: tuple[tuple[str, str], ...] = ()
    also: Where | None = None
    certificate: Certificate | None = None

    @property
    def severity(self) -> Severity:
        """The rule's."""
        return rule_of(self.rule).severity

    def message(self, language: str = "zh") -> str:
        """What is wrong, in one sentence without its full stop."""
        own = dict(self.argument)
        if own:
            return own.get(language) or next(iter(own.values()))
        facts = {name: said(fact, language) for name, fact in self.facts}
        filled = {"printed": self.printed, "expected": self.expected, **facts}
        return rule_of(self.rule).message[language].format_map(filled)

    def fingerprint(self) -> str:
        """What a baseline knows it by: rule, place and print, but not the wording."""
        where = self.where
        parts = (
            self.rule, where.table, where.window, where.block, where.label, where.measure,
            where.quote if where.table is None else "", self.printed, self.expected,
        )  # fmt: skip
        return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]

    def record(self, language: str = "zh") -> dict[str, object]:
        """The finding as in the JSON contract."""
        also = {} if self.also is None else {"also": self.also.record()}
        certificate = (
            {} if self.certificate is None else {"certificate": self.certificate.record(language)}
        )
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "where": self.where.record(),
            "printed": self.printed,
            "expected": self.expected,
            "message": self.message(language),
            "fingerprint": self.fingerprint(),
            **also,
            **certificate,
        }


def at_cell(table: ClaimTable, line: ClaimLine, cell: ClaimCell) -> Where:
    """The place of a table cell."""
    return Where(
        place=cell.place,
        table=table.number,
        window=str(line.window),
        block=line.block.value,
        label=line.label,
        measure=cell.measure.value,
        quote=" ".join([line.label, *(cell.text for cell in line.cells)]),
    )


def at_entry(sheet: Sheet | None, entry: SheetEntry, quote: str) -> Where:
    """The place of a cell in a table of whatever form."""
    return Where(
        place=entry.place,
        table=(sheet.number or None) if sheet else None,
        window=str(entry.period) if entry.period else None,
        label=entry.label,
        measure=entry.head,
        quote=quote,
    )


def at_text(claims: Claims, place: Place, quote: str) -> Where:
    """The place of a sentence; its paragraph is counted among all texts of the document."""
    return Where(place=place, paragraph=claims.number_of_text(place.block), quote=quote)


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one document.

    Attributes:
        name: The document's file name.
        language: The document's language; messages are in it unless another is asked for.
        findings: What was found, worst first, then in reading order.
        accepted: What a baseline accepts.
        coverage: How much of the document was understood.
        blocks: The document, for pages that mark the findings in place.
        claims: Everything it claims.
        compared: How many of its numbers the store knows; None where no store was given.
        unknown: Why the store knows none of them, in either language; empty where it does.
    """

    name: str
    language: str
    findings: tuple[Finding, ...]
    coverage: Understood
    blocks: Blocks
    claims: Claims
    accepted: tuple[Finding, ...] = ()
    compared: int | None = None
    unknown: str = ""


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each finding once, worst first, then in reading order."""
    unique = list(dict.fromkeys(findings))

    def key(finding: Finding) -> tuple[int, int, int, int]:
        place = finding.where.place
        at = (place.block, place.start, place.end) if place else (10**9, 0, 0)
        return (finding.severity.order(), *at)

    return tuple(sorted(unique, key=key))
