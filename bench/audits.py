"""Audits: one report in each format, and a folder of a hundred documents."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.plant import sample_documents

from bench.measure import print_table, run_process
from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.files import read_bytes
from yuebao.render import render

_FORMS = ("md", "html", "docx", "xlsx", "pdf")
_DOCUMENTS = 100


def bench_audits(folder: Path, _sizes: list[int]) -> None:
    """Print the seconds that an audit takes, by format, and those of a folder of all."""
    drawn = {
        f"{document.definition}-{document.language}.{form}": render(document, form)
        for document in sample_documents()
        for form in _FORMS
    }
    rows = []
    for form in _FORMS:
        seconds = []
        for name, content in drawn.items():
            if name.endswith(form):
                began = time.perf_counter()
                audit_blocks(read_bytes(content, name))
                seconds.append(time.perf_counter() - began)
        rows.append((form, len(seconds), max(seconds)))
    print_table("An audit of one report", ["format", "reports", "slowest, s"], rows)
    names = list(drawn)
    with TemporaryDirectory(dir=folder) as place:
        for number in range(_DOCUMENTS):
            name = names[number % len(names)]
            (Path(place) / f"{number:03}-{name}").write_bytes(drawn[name])
        run = run_process(sys.executable, "-m", "yuebao", "audit", place)
    print_table(
        "A folder of documents", ["documents", "seconds", "documents/s"],
        [(_DOCUMENTS, run.seconds, _DOCUMENTS / run.seconds)],
    )  # fmt: skip
