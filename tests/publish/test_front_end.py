"""The layer is enough for a front end: everything a person does, from Python alone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.command import contents, write, yuebao
from tests.publish.conftest import rows
from tests.publish.test_errors import in_shape
from tests.unit.test_layers import LAYERS

from yuebao import Currency, Month, Period, Scope, Store, YuebaoError
from yuebao.domain import SelfAuditError, UserError
from yuebao.publish.audit import AuditForm, AuditRequest, audit_file, present_audit
from yuebao.publish.batch import BatchRequest, build_batch
from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.demo import make_demo, read_sample
from yuebao.publish.errors import error_record
from yuebao.publish.plan import PlanRequest, plan_files, plan_record
from yuebao.publish.revisions import RevisionsRequest, list_revisions
from yuebao.publish.status import StatusRequest, look_at_store, status_record
from yuebao.publish.verify import verification_record, verify
from yuebao.publish.writing import write_report
from yuebao.render import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.listener import Listener

FEBRUARY = Month(2025, 2)


def answer(store: Store, request: dict[str, str]) -> dict[str, Any]:
    """A front end in little: a request's path and words to a response's status and body."""
    what, words = request["path"], request
    try:
        match what:
            case "/status":
                body = status_record(look_at_store(StatusRequest(store)))
            case "/plan":
                month = Month.parse(words["month"])
                plan = plan_files(PlanRequest(words["definition"], month, store))
                body = plan_record(plan)
            case "/report":
                month = Month.parse(words["month"])
                document = build_audited(BuildRequest(words["definition"], month, store))
                return {"status": 200, "body": render(document, words["format"])}
            case _:
                raise UserError("there is no such page", where=what)
    except YuebaoError as error:
        return {"status": {2: 400, 3: 422}.get(error.exit_status, 500), "body": error_record(error)}
    return {"status": 200, "body": body}


def test_a_front_end_in_little(store: Store) -> None:
    report = {"path": "/report", "definition": "lithium-ion", "month": "2025-02", "format": "md"}
    drawn = answer(store, report)
    assert drawn["status"] == 200
    assert drawn["body"].decode().startswith("# ")
    planned = answer(store, {**report, "path": "/plan"})
    assert planned["body"]["currency"] == "USD"
    assert answer(store, {"path": "/status"})["body"]["holdings"]
    for wrong, status, kind in (
        ({"month": "2025-13"}, 400, "UserError"),
        ({"month": "2031-01"}, 422, "UnavailableError"),
        ({"format": "word"}, 400, "UserError"),
        ({"path": "/bogus"}, 400, "UserError"),
    ):
        refused = answer(store, {**report, **wrong})
        assert refused["status"] == status
        assert in_shape(json.loads(json.dumps(refused["body"])))["kind"] == kind


def test_build(store: Store, listener: Listener, tmp_path: Path) -> None:
    document = build_audited(BuildRequest("lithium-ion", FEBRUARY, store), listener)
    assert any("2025-01" in warning for warning in listener.warnings)
    assert tuple(listener.warnings) == document.warnings
    written = write_report(document, tmp_path / "out", ("md", "json"), listener)
    assert [path.name for path in written] == ["lithium-ion-2025-02.md", "lithium-ion-2025-02.json"]
    assert listener.names() == ["draw md", "draw json"]
    done = yuebao("build", "lithium-ion", "2025-02", "--store", store.path, "--out",
                  tmp_path / "told", "--format", "md,json")  # fmt: skip
    assert contents(tmp_path / "told") == contents(tmp_path / "out"), done.err


def test_a_report_that_is_untrue_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.test_build import with_text

    request = BuildRequest("lithium-ion", FEBRUARY, store)
    document = build_audited(request)
    total = next(figure.text for figure in document.figures())
    wrong = with_text(document, total, f"1{total}")
    monkeypatch.setattr("yuebao.publish.build.build_report", lambda *_args, **_options: wrong)
    with pytest.raises(SelfAuditError, match="fails its own audit"):
        build_audited(request)
    assert build_audited(replace(request, audited=False)) is wrong


def test_batch(store: Store, listener: Listener, tmp_path: Path) -> None:
    request = BatchRequest("85", Period.of_month(FEBRUARY), store, tmp_path, jobs=1)
    assert build_batch(request, listener).built == ("heading-8507-2025-02",)
    assert listener.names() == ["built heading-8507-2025-02"]
    assert build_batch(request).current == 1
    missing = build_batch(replace(request, months=Period.parse("2025-01..2025-02"), what="chips"))
    assert [type(o.error).__name__ for o in missing.failed] == ["UnavailableError"] * 2
    assert (
        in_shape(error_record(missing.failed[0].error or YuebaoError("none")))["exit_status"] == 3
    )


@pytest.mark.parametrize(
    "damage",
    [
        b"garbled\n", b"[1]\n", b'["a"]\n', b"{}\n", b"null\n", b'[["a"], 1]\n', b"\xff\xfe\n",
        b"[" * 5000 + b"\n", b'"ab"\n',
    ],
    ids=range(9),
)  # fmt: skip
def test_a_damaged_line_of_a_record_is_told_and_mended(
    store: Store, listener: Listener, tmp_path: Path, damage: bytes
) -> None:
    request = BatchRequest("85", Period.of_month(FEBRUARY), store, tmp_path, ("md",), jobs=1)
    build_batch(request)
    record = tmp_path / ".yuebao-batch.jsonl"
    good = record.read_bytes()
    record.write_bytes(damage + good)
    assert build_batch(request, listener).current == 1
    [warning] = listener.warnings
    assert warning.startswith(f"{record}: line 1 is damaged; ")
    assert record.read_bytes() == good
    listener.warnings.clear()
    build_batch(request, listener)
    assert listener.warnings == []


def test_what_is_added_to_a_record_that_was_cut_counts(
    store: Store, listener: Listener, tmp_path: Path
) -> None:
    """A line that was cut short takes none with it that is written after it."""
    request = BatchRequest("85", Period.of_month(FEBRUARY), store, tmp_path, ("md",), jobs=1)
    build_batch(request)
    record = tmp_path / ".yuebao-batch.jsonl"
    record.write_bytes(record.read_bytes()[:20])
    assert build_batch(request, listener).built
    assert build_batch(request, listener).current == 1
    assert listener.warnings == []


def test_plan_and_status(store: Store) -> None:
    plan = plan_files(PlanRequest("lithium-ion", FEBRUARY, store))
    assert {str(month) for fetch in plan.fetches for month in fetch.months} == {
        "2024-01", "2025-01",
    }  # fmt: skip
    told = yuebao("plan", "lithium-ion", "2025-02", "--store", store.path, "--format", "json")
    assert json.loads(told.out) == plan_record(plan)
    status = look_at_store(StatusRequest(store, "lithium-ion", FEBRUARY))
    assert {finding.rule for finding in status.findings} >= {"missing"}
    told = yuebao("status", "lithium-ion", "2025-02", "--store", store.path, "--format", "json")
    assert json.loads(told.out) == status_record(status)
    with pytest.raises(UserError, match="needs its month"):
        look_at_store(StatusRequest(store, "lithium-ion"))


def test_verify(store: Store, listener: Listener) -> None:
    result = verify(store, listener)
    assert (result.files, result.findings) == (2, ())
    assert listener.names()[-1] == "verify"
    assert verification_record(result)["files"] == 2


def test_audit_against_a_store(store: Store, tmp_path: Path) -> None:
    [report] = write_report(
        build_audited(BuildRequest("lithium-ion", FEBRUARY, store)), tmp_path, ("md",)
    )
    clean = audit_file(AuditRequest(report, store))
    assert clean.compared
    assert clean.findings == ()
    said = json.loads(present_audit(clean, report, AuditForm.JSON))
    assert said["findings"] == []


def test_revisions_of_a_store_in_both_currencies(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for day, times in ((date(2025, 3, 20), 9), (date(2025, 4, 20), 10)):
        for money, head in (("usd", "美元"), ("cny", "人民币")):
            for flow, more in (("出口", 9), ("进口", 2)):
                text = rows("202402", "202502", times=times * more).replace("美元", head)
                write(tmp_path / f"{day}-{money}", f"{flow}.csv", text)
            store.load([tmp_path / f"{day}-{money}"], scope=Scope(), released=day)
    request = RevisionsRequest(store, "lithium-ion", FEBRUARY)
    with pytest.raises(UserError, match="--currency") as refused:
        list_revisions(request)
    assert "--currency usd or --currency cny" in refused.value.remedy
    found = list_revisions(replace(request, currency=Currency("CNY")))
    assert found.report is not None
    assert found.report.figures
    assert {revision.currency for revision in found.facts} == {Currency("CNY")}
    said = yuebao("revisions", "lithium-ion", "2025-02", "--store", store.path, "--currency", "cny")
    assert said.status == 0
    assert "USD" not in said.out
    assert f"{len(found.report.figures)} figures read otherwise." in said.out
    with pytest.raises(UserError, match="lies before"):
        list_revisions(
            replace(
                request,
                definition=None,
                month=None,
                earlier=date(2025, 4, 1),
                later=date(2025, 3, 1),
            )
        )
    both = yuebao("revisions", "--store", store.path)
    assert "USD" in both.out
    assert "CNY" in both.out


def test_the_demo_tells_each_step(listener: Listener, tmp_path: Path) -> None:
    steps = make_demo(tmp_path / "demo", listener)
    assert next(steps).name == "unpack the sample"
    loaded = next(steps)
    assert loaded.name == f"load {read_sample().reports[0].folder}"
    assert any(name.startswith("read ") for name in listener.names())
    steps.close()
    write(tmp_path, "file", "a file")
    with pytest.raises(UserError, match="this is a file"):
        next(make_demo(tmp_path / "file"))


def test_no_command_line_and_no_http_below_the_front_ends() -> None:
    """Importing every module of publish and below brings neither click nor a web server."""
    below = LAYERS[: LAYERS.index("publish") + 1]
    code = (
        "import importlib, pkgutil, sys, yuebao\n"
        f"for name in {below!r}:\n"
        "    package = importlib.import_module('yuebao.' + name)\n"
        "    places = getattr(package, '__path__', ())\n"
        "    for found in pkgutil.walk_packages(places, package.__name__ + '.'):\n"
        "        importlib.import_module(found.name)\n"
        "print(*sorted({'click', 'http.server', 'socketserver', 'wsgiref', 'starlette',"
        " 'uvicorn', 'flask', 'yuebao.cli', 'yuebao.web'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == []
