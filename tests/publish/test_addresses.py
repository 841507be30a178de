"""Names of figures, and the facts behind them: for every report of the sample, each figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from yuebao import Store, build_report, load_definition
from yuebao.domain import UserError
from yuebao.publish.addresses import AddressNames
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.publish.facts import FactsRequest, behind, list_facts
from yuebao.report.model import Mention, Paragraph

if TYPE_CHECKING:
    from yuebao import Document

REPORTS = read_sample().reports


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("addresses")
    unpack_sample(folder / "files")
    store = Store(folder / "store")
    for report in REPORTS:
        load_sample(store, report, folder / "files")
    return store


def printed(document: Document) -> int:
    told = (part.runs for part in document.parts if isinstance(part, Paragraph))
    return len({run.figure for runs in told for run in runs if isinstance(run, Mention)})


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.definition)
def test_every_figure_has_one_name_in_every_language(sample: Store, report: object) -> None:
    documents = [
        build_report(report.definition, report.month, sample, language=language)  # type: ignore[attr-defined]
        for language in ("zh", "en")
    ]
    chinese, english = map(AddressNames, documents)
    assert all(re.fullmatch(r"[\w,~-]+", name) for name in chinese.figures)
    coded = {name for name, one in chinese.figures.items() if one.label.code}
    assert coded == {name for name, one in english.figures.items() if one.label.code}
    assert {n: chinese.figures[n].figure.value for n in coded} == {
        n: english.figures[n].figure.value for n in coded
    }
    assert list(chinese.tables) == list(english.tables)
    assert list(chinese.charts) == list(english.charts)
    for name, one in chinese.figures.items():
        assert chinese.of(one.figure) == name
    assert len(chinese.figures) >= printed(documents[0])


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.definition)
def test_the_facts_behind_a_figure_are_as_many_as_it_was_added_up_from(
    sample: Store, report: object
) -> None:
    document = build_report(report.definition, report.month, sample)  # type: ignore[attr-defined]
    definition = load_definition(report.definition)  # type: ignore[attr-defined]
    view, asked = sample.view(), {}
    for named in list(AddressNames(document).figures.values())[::11]:
        for level in named.figure.ingredients:
            request = behind(view, definition, document, named, level)
            assert request is not None, (named.name, level)
            asked[request] = (level, named.name)
    assert len(asked) > 20
    for request, (level, name) in asked.items():
        found = list_facts(view, request)
        assert found.total == level.rows, name
        assert len(found.facts) == min(level.rows, request.limit)


def test_facts_are_sorted_by_columns_that_are_listed(sample: Store) -> None:
    with pytest.raises(UserError, match="cannot be sorted"):
        list_facts(sample.view(), FactsRequest(sort="value; DROP TABLE facts"))
    view = sample.view()
    first = list_facts(view, FactsRequest(limit=5, sort="value", descending=True))
    assert first.total > 1000
    values = [fact["value"] for fact in first.facts]
    assert values == sorted(values, reverse=True)
    assert "superseded" not in first.facts[0]
