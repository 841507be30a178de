"""Everything that reads a file somebody else may have made, and whole files for each."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from tests.torture.test_mutations import is_export, originals, read
from tests.unit.sources.bulletins import bulletin

from yuebao.domain import SILENT, Flow, Period, YuebaoError
from yuebao.publish._record import read_record
from yuebao.publish.audit import AuditForm, AuditRequest, audit_file, present_audit
from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.publish.settings import read_settings
from yuebao.publish.writing import write_report
from yuebao.reference import find_office
from yuebao.report import load_definition, load_theme
from yuebao.report.adjustments import load_corrections, load_rates
from yuebao.sources import read_source
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True)
class Reader:
    """Something that reads files.

    Attributes:
        name: What it is called on the command line.
        whole: Whole files, by name.
        read: Reads a file; whatever it raises but a YuebaoError is a fault.
    """

    name: str
    whole: tuple[tuple[str, bytes], ...]
    read: Callable[[Path], object]


def readers(folder: Path) -> dict[str, Reader]:
    """Every reader.

    Args:
        folder: A folder of their own; the sample's store and reports are made there.
    """
    store = _sample(folder)
    tables = _readable(folder)
    found = (
        Reader("query", tuple(t for t in tables if is_export(*t)), _read_table),
        Reader(
            "bulletin",
            tuple(t for t in tables if t[0].endswith(".csv") and not is_export(*t)),
            _read_table,
        ),
        Reader("workbook", _workbooks(tables), _read_table),
        Reader("pages", _pages(tables), _read_table),
        *(
            Reader(f"audit-{ending}", _reports(folder, ending), _audit)
            for ending in ("md", "html", "docx", "xlsx", "pdf")
        ),
        Reader("audit-store", _reports(folder, "md"), lambda path: _audit(path, store)),
        Reader("audit-text", (_plain(folder),), _audit),
        Reader("definitions", _packaged("definitions", "templates"), load_definition),
        Reader("themes", _packaged("themes"), load_theme),
        Reader("adjustments", _adjustments(), _read_adjustment),
        Reader("settings", (("yuebao.toml", _SETTINGS),), read_settings),
        Reader("records", (_baseline(folder), _record()), _read_json),
    )
    return {reader.name: reader for reader in found}


def _sample(folder: Path) -> Store:
    store, report = Store(folder / "sample-store"), read_sample().reports[0]
    unpack_sample(folder / "sample")
    load_sample(store, report, folder / "sample")
    document = build_audited(BuildRequest(report.definition, report.month, store))
    write_report(document, folder / "reports")
    return store


def _readable(folder: Path) -> list[tuple[str, bytes]]:
    """Tables that read as they are: of others a plain reader knows nothing."""
    kept = []
    for name, content in originals():
        path = folder / name
        path.write_bytes(content)
        with suppress(YuebaoError), duckdb.connect() as connection:
            read(connection, path)
            kept.append((name, content))
        path.unlink()
    return kept


def _read_table(path: Path) -> None:
    with duckdb.connect() as connection:
        for flow, months in ((None, None), (Flow.EXPORT, Period.parse("2024-01..2024-08"))):
            try:
                read_source(connection, path, find_office(), flow=flow, months=months)
            except YuebaoError as error:
                if error.exit_status != 2:
                    raise


def _workbooks(tables: list[tuple[str, bytes]]) -> tuple[tuple[str, bytes], ...]:
    held = [table for table in tables if table[0].endswith((".xls", ".xlsx"))]
    if SHARED.is_dir():
        paths = sorted((SHARED / "data" / "query").rglob("*.xlsx"), key=lambda p: p.stat().st_size)
        held += [(path.name, path.read_bytes()) for path in paths[:3]]
    return tuple(held)


def _pages(tables: list[tuple[str, bytes]]) -> tuple[tuple[str, bytes], ...]:
    rows = bulletin().csv().splitlines()
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split(",")) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><head><title>总值表</title></head><body><table>{table}</table></body></html>"
    letter = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    return (
        ("总值表2025年2月.html", page.encode()),
        ("总值表2025年2月.mht", letter.encode()),
        *(one for one in tables if one[0].endswith((".html", ".mht"))),
    )


def _reports(folder: Path, ending: str) -> tuple[tuple[str, bytes], ...]:
    paths = sorted((folder / "reports").glob(f"*.{ending}"))
    return tuple((path.name, path.read_bytes()) for path in paths)


def _plain(folder: Path) -> tuple[str, bytes]:
    [(_, content)] = _reports(folder, "md")
    return "report.txt", content.replace(b"|", b"\t").replace(b"#", b"")


def _audit(path: Path, store: Store | None = None) -> None:
    audit = audit_file(AuditRequest(path, store))
    for form in AuditForm:
        if form is not AuditForm.DOCX or path.suffix == ".docx":
            present_audit(audit, path, form)


def _packaged(*folders: str) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (path.name, path.read_bytes())
        for folder in folders
        for path in sorted(files("yuebao.report").joinpath(folder).iterdir(), key=str)
        if path.name.endswith(".toml")
    )


_SETTINGS = b'store = "trade"\nflow = "export"\nreleased = "2025-03-18"\nlang = "zh"\n'
_RATES = b'to = "USD"\nsource = "a bank"\n\n[rates]\n"2025-01" = "7.1"\n"2025-02" = "7.2"\n'
_CORRECTIONS = (
    b'[[correction]]\nflow = "export"\ncommodity = "85076000"\nmonth = "2025-01"\n'
    b'partner = "502"\nvalue = 5\nexpected = 6\nreason = "a slip"\nsource = "a letter"\n'
)


def _adjustments() -> tuple[tuple[str, bytes], ...]:
    return ("rates.toml", _RATES), ("corrections.toml", _CORRECTIONS)


def _read_adjustment(path: Path) -> object:
    return load_rates(path) if "rates" in path.name else load_corrections(path)


def _baseline(folder: Path) -> tuple[str, bytes]:
    [report] = (folder / "reports").glob("*.md")
    audit = audit_file(AuditRequest(report))
    return "baseline.json", present_audit(audit, report, AuditForm.JSON)


def _record() -> tuple[str, bytes]:
    lines = (json.dumps([f"heading-{number}-2025-01", "ab" * 16]) for number in range(8500, 8520))
    return ".yuebao-batch.jsonl", "".join(f"{line}\n" for line in lines).encode()


def _read_json(path: Path) -> object:
    if path.suffix == ".jsonl":
        return read_record(path.parent, SILENT)
    [report] = (path.parents[1] / "reports").glob("*.md")
    return audit_file(AuditRequest(report, baseline=path))
