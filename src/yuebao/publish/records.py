"""What was done, as JSON has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.publish.errors import error_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from yuebao.publish.batch import Batch
    from yuebao.publish.demo import DemoStep
    from yuebao.publish.revisions import Revisions
    from yuebao.report import Definition, Document
    from yuebao.report.revisions import FigureRevision
    from yuebao.sources import Reading
    from yuebao.store import FactRevision, LoadResult, Revision, Slice


def build_record(document: Document, written: Iterable[Path]) -> dict[str, Any]:
    """A report that was built: which, its warnings in English, and its files."""
    return {
        "report": document.definition,
        "month": str(document.month),
        "date": str(document.date),
        "warnings": list(document.warnings),
        "files": [str(path) for path in written],
    }


def batch_record(batch: Batch) -> dict[str, Any]:
    """Many reports: those built, how many were there, and those that failed, with their errors."""
    return {
        "built": list(batch.built),
        "current": batch.current,
        "failed": [
            {"report": one.task.stem, **(error_record(one.error) if one.error else {})}
            for one in batch.failed
        ],
    }


def load_record(result: LoadResult) -> dict[str, Any]:
    """A load: its version and changes, null and zeros where nothing new was said; its files."""
    record, changes = result.record, result.changes
    return {
        "version": None if record is None else record.version,
        "released": None if record is None else str(record.released),
        "added": changes.added,
        "revised": changes.revised,
        "withdrawn": changes.withdrawn,
        "unchanged": changes.unchanged,
        "repeated": result.repeated,
        "known": list(result.known),
        "files": [_reading(reading, result.slices) for reading in result.readings],
    }


def _reading(reading: Reading, slices: Iterable[Slice]) -> dict[str, Any]:
    return {
        "name": reading.name,
        "sha256": reading.sha256,
        "dialect": reading.dialect,
        "facts": reading.rows,
        "months": [str(reading.periods[0].first), str(reading.periods[-1].last)],
        "remarks": list(reading.remarks),
        "slices": [
            {
                "flow": str(part.flow),
                "grain": str(part.grain),
                "scope": str(part.scope),
                "currency": str(part.currency),
                "value": part.value,
                "asked": list(part.asked),
            }
            for part in slices
            if part.source == reading.sha256
        ],
    }


def revisions_record(found: Revisions) -> dict[str, Any]:
    """What was revised: figures of a report, if one was named, then totals and their facts."""
    report = found.report
    return {
        "earlier": str(found.earlier),
        "later": None if found.later is None else str(found.later),
        "report": None
        if report is None
        else {
            "definition": report.definition,
            "month": str(report.month),
            "figures": [_figure(one) for one in report.figures],
        },
        "facts": [_revision(one) for one in found.facts],
    }


def _figure(one: FigureRevision) -> dict[str, Any]:
    before, after = (
        None if figure is None else figure.with_unit() for figure in (one.before, one.after)
    )
    address = one.address
    return {
        "table": one.table,
        "section": address.section,
        "side": str(address.side),
        "entity": address.entity,
        "window": address.window,
        "measure": str(address.measure),
        "label": one.label,
        "before": before,
        "after": after,
    }


def _revision(one: Revision) -> dict[str, Any]:
    return {
        "period": str(one.period),
        "flow": str(one.flow),
        "grain": str(one.grain),
        "scope": str(one.scope),
        "currency": str(one.currency),
        "before": one.before,
        "after": one.after,
        "keys": [_fact(fact) for fact in one.facts],
    }


def _fact(fact: FactRevision) -> dict[str, Any]:
    dimensions = ("partner", "mode", "province", "enterprise", "bloc")
    key = {name: code for name in dimensions if (code := getattr(fact, name)) is not None}
    return {
        "commodity": fact.commodity,
        **key,
        "before": fact.before,
        "after": fact.after,
        "quantity_before": fact.quantity_before,
        "quantity_after": fact.quantity_after,
    }


def definition_record(definition: Definition) -> dict[str, Any]:
    """A definition: what it is about and what it makes."""
    quantity = definition.units.quantity
    return {
        "name": definition.name,
        "title": dict(definition.title),
        "codes": list(definition.subject.codes),
        "windows": list(map(str, definition.windows)),
        "sections": [section.kind for section in definition.sections],
        "units": dict(definition.units.value),
        "quantity": None if quantity is None else {"unit": quantity.unit, "per": quantity.per},
        "theme": definition.theme or None,
        "products": [
            {"code": product.code, "label": dict(product.label)}
            for product in definition.subject.products
        ],
    }


def demo_record(steps: Iterable[DemoStep]) -> dict[str, Any]:
    """The steps of the demonstration, with their seconds and files."""
    return {
        "steps": [
            {
                "name": step.name,
                "seconds": round(step.seconds, 2),
                "files": [str(path) for path in step.written],
            }
            for step in steps
        ]
    }
