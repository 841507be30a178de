"""Where one clause ends and the next begins: at commas, and at joints that part two statements."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.prose.clauses import PLACE, Clause
from yuebao.auditing.prose.names import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.prose.marks import Mark

_NAME = re.compile(
    r"\s*(?:the )?[A-Z][\w.'’-]*(?: (?:of |and |the )?[A-Z][\w.'’-]*)*(?: with| at| one)?\s*"
)
_GOODS = re.compile(r"\s*[a-z-]+(?: [a-z-]+){0,5}\s*")
_OTHERS = re.compile(r"\s*(?:the |all )*(?:others?|remaining|rest)\b")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2}")


def clauses_of(marks: Sequence[Mark], text: str) -> Iterator[tuple[Clause | None, str]]:
    """The clauses of a paragraph, each with what stands before it; None at a sentence's end."""
    depth, joint = 0, ""
    held: list[Mark] = []
    for at, mark in enumerate([*marks, None]):
        if (
            mark is not None
            and (mark.kind not in ("break", "end") or (depth and mark.text in ("：", ":")))
            and not _begins_anew(marks, at)
        ):
            held.append(mark)
            continue
        if held and any(m.kind != "text" or m.text.strip() for m in held):
            quote = re.sub(" {3,}", " … ", text[held[0].start : held[-1].end].strip())
            numbers = [n for n, m in enumerate(held) if m.kind == "number"]
            yield Clause(held, quote, depth > 0, numbers), joint
        held = []
        if mark is None:
            return
        joint = mark.text.strip()
        depth = max(0, depth + {"（": 1, "(": 1, "）": -1, ")": -1}.get(joint, 0))
        if mark.kind == "end":
            depth = 0
            yield None, joint


def _begins_anew(marks: Sequence[Mark], at: int) -> bool:
    """Whether behind a comma of lists a clause of its own begins: 甲出口1亿、乙出口2亿."""
    if _is_gapped(marks, at) or _is_of_another(marks, at) or _is_next_of_list(marks, at):
        return True
    if marks[at].text.strip() != "、" or not at or marks[at - 1].kind != "number":
        return False
    named = False
    for mark in marks[at + 1 :]:
        if mark.kind in ("number", "break", "end") or mark.text.strip() == "、":
            return False
        if mark.kind == "flow":
            return named
        named = named or bool(mark.text.strip())
    return False


def _is_next_of_list(marks: Sequence[Mark], at: int) -> bool:
    """Whether behind a level and a joint another's level follows: 甲5.2亿元、乙3.1亿元和丙2亿元."""
    if not 0 < at < len(marks) - 2 or marks[at].text.strip() not in ("、", "和", "及", "以及"):
        return False
    before, name, number = marks[at - 1], marks[at + 1], marks[at + 2]
    clause = takewhile(lambda m: m.kind not in ("break", "end"), reversed(marks[:at]))
    if any(m.when is not None and m.when.is_base for m in clause):
        return False  # 上年同期收入1亿元、支出2亿元
    if before.kind != "number" or number.kind != "number" or name.kind != "text":
        return False
    one, two = (m.figure.unit.base for m in (before, number))
    levels = one == two and one not in ("", "%", "points", "times")
    return levels and bool(_HAN_NAME.search(name.text))


def _is_gapped(marks: Sequence[Mark], at: int) -> bool:
    """Whether behind an English "and" somebody else has a number, without the verb: and B 20%.

    The number may have a word of its own: and Chile down 3%, and the EU with 41 billion.
    """
    if marks[at].text.strip() != "and" or at + 2 >= len(marks):
        return False
    name, behind = marks[at + 1], [m for m in marks[at + 2 : at + 5] if m.text.strip()]
    told = len(behind) > 1 and behind[0].kind in ("move", "toward")
    number = behind[1] if told else behind[0]
    if name.kind == "text" and _GOODS.fullmatch(name.text):
        return _is_next_goods(marks, at)
    if name.kind != "text" or number.kind != "number" or not _NAME.fullmatch(name.text):
        return False
    before = [n for n, mark in enumerate(marks[:at]) if mark.kind in ("end", "break")]
    clause = marks[(before[-1] + 1 if before else 0) : at]
    kinds = [mark.kind for mark in clause]
    if kinds.count("number") != 1 and not _has_rate_to_level(clause):
        return False
    first = kinds.index("number")
    named = any(m.kind == "text" and _NAME.match(m.text) for m in clause[:first])
    return named and clause[first].figure.unit.base == number.figure.unit.base


def _is_next_goods(marks: Sequence[Mark], at: int) -> bool:
    """Whether behind a level of some goods that of others stands: cattle $0.9bn and coal $1.6bn."""
    names = list(takewhile(lambda m: m.kind in ("text", "also", "toward", "to"), marks[at + 1 :]))
    behind = marks[at + 1 + len(names) :][:1]
    start = next((n for n in range(at - 1, -1, -1) if marks[n].kind in ("end", "break")), -1)
    clause = [m for m in marks[start + 1 : at] if m.text.strip()]
    kinds = [m.kind for m in clause]
    both = [m.kind for m in (*clause[-1:], *behind)] == ["number", "number"]
    if not (names and both and kinds[0] == "text" and kinds.count("number") == 1):
        return False
    base = clause[-1].figure.unit.base
    if base != behind[0].figure.unit.base or base in ("", "%", "points", "times"):
        return False
    plain = set(kinds) <= {"text", "number", "toward", "also", "to"}
    said = (clause[0].text[:1].lower() + clause[0].text[1:], names[0].text)
    return plain and all(_GOODS.fullmatch(text) and plain_name(text, "en") for text in said)


def _has_rate_to_level(clause: Sequence[Mark]) -> bool:
    """Whether a clause states growth and what it led to: grew 6.0% to 9.75 billion."""
    bases = [m.figure.unit.base for m in clause if m.kind == "number"]
    return len(bases) == 2 and bases[0] == "%" != bases[1] and any(m.kind == "to" for m in clause)


def _is_of_another(marks: Sequence[Mark], at: int) -> bool:
    """Whether behind an English "and" the level of somebody else follows: and from B to 20."""
    toward, name = (*marks[at + 1 : at + 3], None, None)[:2]
    if marks[at].text.strip() != "and" or toward is None or name is None:
        return False
    if (
        toward.kind != "toward"
        or toward.text not in ("from", "to")
        or not (PLACE.match(name.text) or _OTHERS.match(name.text))
    ):
        return False
    ends = ("end", "break", "also")
    before = next((m.kind for m in marks[:at][::-1] if m.text.strip()), "")
    behind = next((m.kind for m in marks[at + 1 :] if m.kind in (*ends, "number")), "")
    return before == behind == "number"
