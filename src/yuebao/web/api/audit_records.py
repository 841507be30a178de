"""What the API answers of a document that was audited, as types."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

Fraction = Annotated[str, "an exact number, as a fraction"]


class PlaceRecord(TypedDict):
    """A place in a document: only what is known of it."""

    table: NotRequired[Annotated[int, "the table's number"]]
    window: NotRequired[str]
    block: NotRequired[str]
    label: NotRequired[str]
    measure: NotRequired[str]
    paragraph: NotRequired[int]
    quote: NotRequired[Annotated[str, "what stands there"]]


class CertificateNumber(TypedDict):
    """A printed number of a certificate, and what it lets be."""

    printed: str
    says: str
    where: PlaceRecord
    low: Annotated[str | None, "the least it may be; null where nothing bounds it"]
    high: Annotated[str | None, "the most it may be"]
    per: Fraction
    plus: Fraction
    top: Annotated[dict[str, str], "levels, by name, each with its factor"]
    bottom: dict[str, str]


class CertificateRelation(TypedDict):
    """What binds levels."""

    says: str
    terms: Annotated[dict[str, str], "levels, by name, each with its factor"]
    low: str | None
    high: str | None


class AuditCertificate(TypedDict):
    """The few numbers that cannot hold together, to be redone by hand."""

    numbers: list[CertificateNumber]
    relations: list[CertificateRelation]
    levels: Annotated[dict[str, str], "what each level is"]


class AuditFinding(TypedDict):
    """Something that cannot be true, or is written amiss."""

    rule: str
    severity: str
    where: PlaceRecord
    printed: Annotated[str | None, "what is printed"]
    expected: Annotated[str | None, "what should be, where one number should"]
    message: str
    fingerprint: Annotated[str, "the same while the finding is"]
    also: NotRequired[Annotated[PlaceRecord, "the other place, where two differ"]]
    certificate: NotRequired[AuditCertificate]


class AuditNumber(TypedDict):
    """A printed number that was left aside, or not understood."""

    number: str
    why: NotRequired[str]
    quote: str
    block: int
    start: int
    end: int


class AuditCoverage(TypedDict):
    """How much was understood."""

    share: Annotated[float, "of those not left aside, the share that was understood"]
    numbers: Annotated[int, "how many numbers are printed"]
    read: Annotated[int, "how many were understood"]
    aside: list[AuditNumber]
    unread: list[AuditNumber]
    beyond: Annotated[int, "how many of the unread stand in sentences behind those that are read"]


class AuditData(TypedDict):
    """How the document was held against the store."""

    compared: Annotated[int, "how many numbers were"]
    unknown: Annotated[str, "why none could be; empty where some were"]


class AuditRecord(TypedDict):
    """A document, audited."""

    document: str
    language: str
    findings: list[AuditFinding]
    accepted: list[str]
    coverage: AuditCoverage
    data: NotRequired[AuditData]
