"""Whatever a store holds, a report is built or refused in words; and its prose is whole."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.unit.report.tiny import Fact, cells, define, load, notes, sections, sentences

from yuebao import Document, Month, Store, build_report, render_report
from yuebao.domain import Flow, UnavailableError

HEAD = """
[title]
zh = "测试月报"
en = "Test"
[subject]
label = { zh = "蓄电池", en = "batteries" }
codes = ["8507"]
[[subject.products]]
code = "850760"
label = { zh = "锂离子", en = "lithium-ion" }
[[subject.products]]
code = "85072000"
label = { zh = "铅酸", en = "lead-acid" }
[units]
quantity = { unit = "个", per = 1000 }
[style]
minimum_base = 0.01
small_values = { below = 0.05, places = 2 }
large_growth = { above = 200, policy = "cap" }
"""
SECTIONS = (
    sections("overview", "products", "provinces")
    + '[[sections]]\nkind = "partners"\nblocs = ["asean", "eu"]\nshares = true\nfirst = 3\n'
    + '[[sections]]\nkind = "province-trade"\nwindow = "month"\n'
    + '[[sections]]\nkind = "province-trade"\nwindow = "ytd"\norder_by = "net"\n'
)

facts = st.builds(
    Fact,
    flow=st.sampled_from([Flow.EXPORT, Flow.IMPORT]),
    month=st.sampled_from(["2025-02", "2025-01", "2024-02", "2024-01"]),
    value=st.sampled_from([0, 1, 7, 10**6, 3 * 10**8, 5 * 10**9]) | st.integers(0, 10**10),
    partner=st.sampled_from(["502", "304", "141", "142"]),
    province=st.sampled_from(["44", "31", "54"]),
    code=st.sampled_from(["85076000", "85072000", "85071000"]),
    quantity=st.integers(0, 10**6),
    unit=st.sampled_from(["个", "千克"]),
)
BROKEN = re.compile(
    r"None|为，|为。|、和|、、|，，|。。|；。|，。|分别为\S?。|--|-0\.0+(?!\d)|增长-|下降-|为-亿|nan|inf\b"
    r"|  |,,| ,|\.\.(?!\d)|\bup -|\bdown -"
)


def key(fact: Fact) -> tuple[object, ...]:
    return fact.flow, fact.month, fact.partner, fact.province, fact.code


@settings(max_examples=effort(12), deadline=None)
@given(
    held=st.lists(facts, min_size=1, max_size=25, unique_by=key),
    without=st.sampled_from([(), (), ("贸易伙伴编码", "注册地编码")]),
    month=st.sampled_from([Month(2025, 1), Month(2025, 2)]),
    language=st.sampled_from(["zh", "en"]),
)
def test_a_report_is_built_or_refused_and_reads_whole(
    held: list[Fact], without: tuple[str, ...], month: Month, language: str
) -> None:
    if without:
        held = list({(f.flow, f.month, f.code): f for f in held}.values())
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        load(store, held, without=without)
        definition = define(Path(folder), SECTIONS, HEAD)
        document: Document | None = None
        with suppress(UnavailableError):  # said in words: nothing, or no trade, to report
            document = build_report(definition, month, store, language=language)
    if document is None:
        return
    for sentence in sentences(document):
        assert not BROKEN.search(sentence), sentence
    for table in document.tables():
        texts = {figure.text for number, figure in cells(document) if number == table.number}
        assert ("“-”" in notes(document, table.number)) == ("-" in texts)
        assert "-0.0" not in texts
    assert render_report(document, "md")
    assert render_report(document, "json")
