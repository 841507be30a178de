"""Every language fulfils the protocol: it gives all that is asked of it, as it is asked."""

from __future__ import annotations

import inspect
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from tests.unit.report.invented import CODE, Invented, words_table

from yuebao.domain import MONTH, WINDOWS, Flow, Month, UserError
from yuebao.indicators import Breakdown, Gap, Missing, Reason
from yuebao.reference import find_office
from yuebao.report.language import LANGUAGES, Languages, find_language, read_words
from yuebao.report.model import LeftOut, Nothing
from yuebao.report.sections import SECTIONS
from yuebao.report.words import Language, Wording

if TYPE_CHECKING:
    from yuebao.domain import Window

EVERY: Languages = {**LANGUAGES, CODE: Invented}


def language_of(code: str) -> Language:
    return find_language(code, Wording(), find_office(), EVERY)


def asked(protocol: type) -> list[str]:
    """What a protocol asks for: attributes by their annotations, and methods."""
    names = [
        name for part in _parts(protocol) for name in (*inspect.get_annotations(part), *vars(part))
    ]
    return [name for name in dict.fromkeys(names) if not name.startswith("_")]


def _parts(protocol: type) -> list[type]:
    """A protocol, and those that it extends."""
    return [part for part in protocol.__mro__ if getattr(part, "_is_protocol", False)
            and part is not Protocol]  # fmt: skip


def shape(method: object) -> list[tuple[str, Any]]:
    """The parameters that callers give, in order."""
    if not inspect.isfunction(method):
        return []
    return [(one.name, one.kind) for one in inspect.signature(method).parameters.values()]


def differences(protocol: type, given: object) -> list[str]:
    """What something lacks of a protocol, or takes otherwise."""
    kind = type(given)
    found = []
    for name in asked(protocol):
        own = next((vars(c)[name] for c in kind.__mro__
                    if c not in _parts(protocol) and name in vars(c)),
                   vars(given).get(name) if hasattr(given, "__dict__") else None)  # fmt: skip
        if own is None:
            found.append(f"no {name}")
        elif shape(getattr(protocol, name, None)) not in ([], shape(own)):
            found.append(f"another {name}: {shape(own)}")
    return found


@pytest.mark.parametrize("code", EVERY)
def test_every_language_gives_what_all_reports_ask(code: str) -> None:
    assert len(asked(Language)) > 30
    assert differences(Language, language_of(code)) == []
    assert language_of(code).code == code


@pytest.mark.parametrize("kind", SECTIONS, ids=lambda kind: str(kind.record.kind))
@pytest.mark.parametrize("code", EVERY)
def test_every_language_has_the_words_of_every_section(code: str, kind: Any) -> None:
    assert asked(kind.words)
    assert differences(kind.words, language_of(code).of(kind.words)) == []


def test_what_a_language_lacks_is_a_difference() -> None:
    class Half:
        code = "half"

        def month(self, day: Month) -> str:
            return str(day)

    found = differences(Language, Half())
    assert "no date" in found
    assert any(difference.startswith("another month") for difference in found)


@pytest.mark.parametrize("window", WINDOWS, ids=str)
@pytest.mark.parametrize("code", EVERY)
def test_every_language_has_words_for_every_window(code: str, window: Window) -> None:
    language = language_of(code)
    spans = [
        span for month in range(1, 13) if (span := window.span(Month(2025, month))) is not None
    ]
    assert spans
    for span in spans:
        assert language.window_head(span)
        assert language.cover_period(span)
        month = MONTH.span(span.period.last)
        assert month is not None
        assert span.period.is_one_month() or language.when(span) != language.when(month)
    assert language.words.names.windows[window.name]


@pytest.mark.parametrize("code", EVERY)
def test_every_language_says_every_reason_and_gap(code: str) -> None:
    language, span = language_of(code), MONTH.span(Month(2025, 2))
    assert span is not None
    assert len({language.reason(reason, span) for reason in Reason}) == len(Reason)
    gaps = (Missing(gap, months=(Month(2025, 1),)) for gap in Gap)
    said = {
        language.left_out([LeftOut(Flow.IMPORT, breakdown, missing, span)])
        for missing in gaps
        for breakdown in Breakdown
    }
    assert len(said) >= len(Gap)
    assert language.nothing(Nothing(span, Flow.EXPORT), "x")


# The words that are data


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_every_language_are_all_there(code: str) -> None:
    words = language_of(code).words
    assert words.names_in in ("zh", "en")
    assert words.numbers.plain(words.numbers.thousands.join(["1", "000"])) == "1000"


def changed(*path: str, to: object) -> dict[str, Any]:
    table = deepcopy(words_table())
    within: Any = table
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] = to
    return table


@pytest.mark.parametrize(
    ("path", "to", "said"),
    [
        (("page", "hint"), "", "words, page.hint: '' is not a word"),
        (("page", "hint"), 3, "words, page.hint: 3 is not a word"),
        (("page", "hint"), "a {b}", "words, page.hint: 'a {b}' is not a word to fill in"),
        (("page", "hint"), "a {", "words, page.hint: 'a {' is not a word to fill in"),
        (("page",), "hint", "words, page: 'hint' is not a table of words"),
        (("page", "hints"), "x", "words: nobody asks for the word page.hints"),
        (("names", "flows", "both"), "x", "words: nobody asks for the word names.flows.both"),
        (("captions", "table"), "{number}", "words, captions.table: '{number}' is not a word to"),
        (("book", "footer"), "{page} {page}", "words, book.footer: '{page} {page}' is not a word"),
        (("east_asian",), "no", "words, east_asian: 'no' is not true or false"),
        (("charset",), True, "words, charset: True is not a number"),
        (("tag",), "Chinese", "words, tag: 'Chinese' is not a tag"),
        (("locale",), "en", "words, locale: 'en' is not a locale"),
        (("numbers", "point"), "", "words, numbers.point: '' is not a word"),
    ],
)
def test_a_word_that_is_none_is_named(path: tuple[str, ...], to: object, said: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_words(changed(*path, to=to), "words")
    assert str(refusal.value).startswith(said)


def test_nothing_may_stand_between_thousands() -> None:
    assert read_words(changed("numbers", "thousands", to=""), "words").numbers.thousands == ""
