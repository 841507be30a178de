"""Wording: doubled and clipped words, and one thing said in two ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Place
from yuebao.auditing.findings.finding import Finding, at_text
from yuebao.auditing.words import zh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import Text
    from yuebao.auditing.rules.context import Case

_AROUND = 12


def check_wording(context: Case) -> Iterator[Finding]:
    """Chinese texts only: the English ones are our own."""
    if not context.chinese:
        return
    for text in context.claims.texts:
        yield from _odd(context, text)
        yield from _unfinished(context, text)
    yield from _defined_twice(context)
    yield from _without_subject(context)
    yield from _variants(context)
    yield from _synonyms(context)


def _at(context: Case, text: Text, start: int, end: int) -> Finding:
    quote = text.text[max(0, start - _AROUND) : end + _AROUND]
    where = at_text(context.claims, Place(text.block, start, end), quote)
    return Finding("word-doubled", where)


def _slip(
    context: Case, rule: str, text: Text, span: tuple[int, int], printed: str, expected: str
) -> Finding:
    return Finding(rule, _at(context, text, *span).where, printed, expected)


def _odd(context: Case, text: Text) -> Iterator[Finding]:
    for wrong, right in zh.odd_words(context.claims.office).items():
        for match in re.finditer(re.escape(wrong), text.text):
            yield _slip(context, "word-doubled", text, match.span(), wrong, right)
    for pattern, right in zh.CLIPPED:
        for match in re.finditer(pattern, text.text):
            yield _slip(context, "word-clipped", text, match.span(), match[0], right)


def _unfinished(context: Case, text: Text) -> Iterator[Finding]:
    """A paragraph of sentences that ends in a number or a word."""
    if text.kind == "plain" and zh.SENTENCES.search(text.text) and not zh.ENDS.search(text.text):
        end = len(text.text)
        last = text.text[max(0, end - 6) :]
        yield _slip(context, "sentence-unfinished", text, (end - len(last), end), last, "。")


def _defined_twice(context: Case) -> Iterator[Finding]:
    seen: set[str] = set()
    for text in context.claims.texts:
        for match in zh.DEFINED.finditer(text.text):
            if match[1] in seen:
                yield _slip(context, "defined-twice", text, match.span(), match[1], "")
            seen.add(match[1])


def _without_subject(context: Case) -> Iterator[Finding]:
    """Sentences on the first few that do not say of what, where others do.

    A sentence on another window that goes on from one above it need not: it does not name whose
    trade it is either.
    """
    subject, office = context.claims.subject, context.claims.office
    traders = [names["zh"] for names in (office.names, office.home) if "zh" in names]
    namings = [naming for naming in context.claims.namings if naming.first]
    if not subject or 2 * sum(subject in naming.quote for naming in namings) < len(namings):
        return
    for naming in namings:
        alone = any(trader in naming.quote for trader in traders)
        goes_on = not alone or zh.COMPARED.search(naming.quote)
        if not _names_subject(naming.quote, subject) and not goes_on:
            where = at_text(context.claims, naming.place, naming.quote)
            said = naming.quote.partition("为")[0]
            yield Finding("subject-missing", where, said, subject)


def _names_subject(quote: str, subject: str) -> bool:
    """Whether a sentence has the subject, with whom it is traded also apart from the goods.

    对越南蓄电池 is named by 自越南进口的前两大蓄电池, too.
    """
    if subject in quote or subject[0] not in zh.TOWARD:
        return subject in quote
    return any(
        subject[1:at] in quote and subject[at:] in quote for at in range(3, len(subject) - 1)
    )


def _variants(context: Case) -> Iterator[Finding]:
    """A name that the tables write otherwise: 其他… in a text, 其它… in a table."""
    labels = {line.label for table in context.claims.tables for line in table.lines}
    for one, two in zh.SPELLINGS:
        for first, second in ((one, two), (two, one)):
            for label in sorted(label for label in labels if first in label):
                other = label.replace(first, second)
                for text in context.claims.texts:
                    at = text.text.find(other)
                    if at >= 0:
                        span = (at, at + len(other))
                        yield _slip(context, "name-varies", text, span, other, label)
                if other in labels:
                    yield from _in_tables(context, other, label)


def _in_tables(context: Case, other: str, label: str) -> Iterator[Finding]:
    if other > label:
        return
    for table in context.claims.tables:
        for line in table.lines:
            if line.label == other and line.cells:
                text = Place(line.cells[0].place.block, line.cells[0].place.start)
                yield Finding("name-varies", at_text(context.claims, text, other), other, label)
                return


def _synonyms(context: Case) -> Iterator[Finding]:
    """Two words for rising (or falling) behind one 同比; prices have words of their own."""
    for words in zh.SYNONYMS:
        used: dict[str, tuple[Text, re.Match[str]]] = {}
        for text in context.claims.texts:
            for match in re.finditer(f"同比({'|'.join(words)})(?=[\\d-])", text.text):
                if not zh.OF_PRICE.search(text.text, 0, match.start()):
                    used.setdefault(match[1], (text, match))
        if len(used) > 1:
            first, second = list(used)[:2]
            text, match = used[second]
            yield _slip(context, "word-varies", text, match.span(), second, first)
