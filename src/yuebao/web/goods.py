"""Goods to choose from on a page: those found, or those a step down the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.publish.codes import CodesRequest, find_codes
from yuebao.publish.explored import hint_goods
from yuebao.publish.question import children_of, unlisted_codes

if TYPE_CHECKING:
    from yuebao.web.asking import PageQuestion
    from yuebao.web.desk import Desk

FOUND = 40
"""So many codes a search lists."""

NO_CODES: dict[str, Any] = {
    "codes": [], "more": 0, "above": [], "top": "", "is_open": True, "page": "explore",
}  # fmt: skip
"""What a page has where no month is loaded whose goods could be listed."""


def list_goods(desk: Desk, question: PageQuestion) -> dict[str, Any]:
    """Codes to choose from: those found, or those a step below the one that is open."""
    office, month = question.view.office, question.month
    unlisted = unlisted_codes(question.view)
    if month is None:
        return NO_CODES

    def name(code: str) -> str:
        key = (question.language, code, month)
        return desk.names_of_goods.get(key, lambda: hint_goods(question.reader, code, month))

    sought, opened = question.texts.get("q", ""), question.texts.get("tree", "")
    if opened and not (opened.isascii() and opened.isdigit()):
        opened = ""
    if sought and office.commodities.languages:
        found = [one.code for one in find_codes(CodesRequest(sought, month, office.name)).codes]
    elif sought:
        found = [code for code in unlisted if code.startswith(sought)]
    else:
        found = list(children_of(office, opened, month, unlisted))
    codes = found[:FOUND] if sought else found
    above = [opened[:depth] for depth in office.depths if depth <= len(opened)]
    return {
        "codes": [
            {
                "code": code,
                "name": name(code),
                "add_at": question.at(codes=_with(question, code), q="", tree=""),
                "open_at": question.at(tree=code, q="") if len(code) < office.depth else "",
            }
            for code in codes
        ],
        "more": len(found) - len(codes),
        "above": [
            {"code": code, "name": name(code),
             "at": question.at(tree=code, q="")}
            for code in above
        ],
        "top": question.at(tree="", q=""),
        "is_open": bool(sought or opened or not question.texts.get("codes")),
        "page": question.page,
    }  # fmt: skip


def _with(question: PageQuestion, code: str) -> str:
    """The goods with one more, which takes the place of those above and below it."""
    kept = [
        one for one in question.said("codes")
        if not one.startswith(code) and not code.startswith(one) and one.isdigit()
    ]  # fmt: skip
    return ",".join((*kept, code))
