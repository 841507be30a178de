"""What a head, a stub or a caption tells of the cells beside it.

One grammar for all three: a text is taken apart into a unit, a period, a role (growth, share,
price, rank …), a side of trade and what is measured; what is left is who it is of. So a table may
have its periods in rows and its sides in columns, or the other way round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from yuebao.auditing.numbers import Unit
from yuebao.auditing.understanding.headwords import head_words, plain_text, read_any_unit
from yuebao.auditing.understanding.moments import Moment, read_moment

ASIDE = ("rank", "code", "unit", "remark")
"""Roles of columns that hold no facts of trade."""
RATES = (
    "growth", "growth_on_month", "share", "share_change", "growth_change", "contribution",
    "contribution_rate", "index", "cover",
)  # fmt: skip
"""Roles of numbers that are no levels."""
RATE_BASES = ("%", "pp", "times")
"""What the units of rates count."""
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)"
    r"|\d{1,2}(?:\.\d{1,2})*[.、)]\s*(?!\d)|[-–—•·*#]+\s*|(?:[ivx]+|[a-h])[.)]\s)"
)
_COMPARED = re.compile(
    "(?:较|比|与)(?:上年|去年|前一年)(?:同期|同月)?(?:相比)?|"
    "(?:on|over|from|compared (?:with|to)|vs\\.?|versus) (?:a year (?:ago|earlier)|"
    "(?:the )?(?:same period (?:of )?)?(?:last|previous|prior) year)"
)
_ON_MONTH = re.compile(
    "(?:较|比)上(?:个)?[月季]度?(?!末)|"
    "(?:on|over|from|compared (?:with|to)|vs\\.?|versus) (?:the )?"
    "(?:last|previous|prior|preceding) (?:month|quarter)"
)
_INDEXED = re.compile(
    r"[(（]?\s*(?:以)?(?:上年|去年)(?:同期|同月|同季)?(?:价格|水平)?\s*(?:[=＝]|为)\s*100\s*[)）]?"
    r"|\(?(?:the )?(?:same (?:month|period|quarter) (?:of )?(?:the )?)?"
    r"(?:previous|last|preceding) year"
    r"\s*=\s*100\)?",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"^(?:对|向|自|从|输往)(?=[\u4e00-\u9fff]{2})|^(?:to|from) ")
_FORMULA = re.compile(
    r"\(\s*[\divx一二三四五六a-h]{1,4}(?:\s*[-+=减加]\s*[\divx一二三四五六a-h]{1,4})+\s*\)"
)
"""How a row is made of others: (I - II)."""
_TWO_LANGUAGES = re.compile(r"([一-鿿()（）、·]{2,})[ /]*([A-Za-z][A-Za-z .,()/'-]*)$")
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰①-⑳*＊†‡§]+$|\[\^?\d{1,2}\]$")


_AROUND = " ,.;:：、()[]/-±%+"
_NO_MOMENT = Moment()


@dataclass(frozen=True, slots=True)
class Facets:
    """What a text tells.

    Attributes:
        text: The text.
        moment: Of which period.
        role: What the numbers are, where they are no levels; empty where it does not say.
        side: `total`, `exports`, `imports`, `net`, `net_imports`; empty where it does not say.
        measure: `value` or `quantity`; empty where it does not say.
        unit: In which unit.
        entity: Who it is of: what is left.
        row: Whether a stub is a `total`, `subtotal`, `other` or `of_which`.
        counted: Of a rate, what the level that it is of counts: a currency, a unit of quantity.
    """

    text: str = ""
    moment: Moment = _NO_MOMENT
    role: str = ""
    side: str = ""
    measure: str = ""
    unit: Unit | None = None
    entity: str = ""
    row: str = ""
    counted: str = ""

    def within(self, outer: Facets) -> Facets:
        """These facets, with what they leave out taken from others."""
        counted = outer.unit.base if outer.unit and outer.unit.base not in RATE_BASES else ""
        return replace(
            self,
            moment=self.moment.within(outer.moment),
            role=self.role or outer.role,
            side=self.side or outer.side,
            measure=self.measure or outer.measure,
            unit=self.unit or outer.unit,
            entity=" ".join(dict.fromkeys(filter(None, (outer.entity, self.entity)))),
            row=self.row or outer.row,
            counted=self.counted or outer.counted or counted,
        )


def is_indexed(text: str) -> bool:
    """Whether a text says that what it is of was 100 a year before."""
    return _INDEXED.search(plain_text(text)) is not None


@lru_cache(maxsize=20_000)
def read_facets(text: str, *, stub: bool = False) -> Facets:
    """What a text tells.

    Args:
        text: As printed.
        stub: Whether it stands before a row: what is left is then a name, whatever words it has.
    """
    if stub and (twice := _in_two_languages(text)) is not None:
        return twice
    unit, bare = _unit(_INDEXED.sub(" ", _FOOTNOTE.sub("", text.strip())))
    named = stub and unit and not bare and unit.scale == 1 and not unit.is_money()
    if named:
        unit, bare = None, text  # Vehicles before a row are who, not a unit
    moment, bare = read_moment(_ON_MONTH.sub(" 环比 ", _COMPARED.sub(" 同比 ", plain_text(bare))))
    again, rest_of_it = read_moment(bare) if moment.told else (_NO_MOMENT, bare)
    if again.told and (again.first, again.last) == (moment.first, moment.last):
        bare = rest_of_it  # a head in two languages says its months twice
    if unit is None and not named and (rest := read_any_unit(bare)) is not None:
        unit, bare = rest, ""
    row, bare = _row(bare) if stub else _within(bare)
    words = head_words()
    role = next((name for name, pattern in words.roles if pattern.search(bare)), "")
    if stub and role in ("code", "unit", "rank", "remark", "share", "difference", "price", "mean"):
        alone = role and (len(bare) <= 8 or not _entity(dict(words.roles)[role].sub(" ", bare)))
        role = role if role in ("price", "mean", "share") and alone else ""
    if role:
        pattern = dict(words.roles)[role]
        bare = pattern.sub(" ", bare).strip()
    side, measure, bare = _side(bare, stub=stub)
    if role == "index" and dict(words.roles)["price"].search(plain_text(text)):
        measure = "price"
    if not stub and side and words.summed.fullmatch(bare.strip()):
        bare = ""  # 出口合计 above columns is of all exports
    if row == "total" and not side:  # 出口合计 is of exports, as 出口总额 is
        side, measure, bare = _side(head_words().summed.sub(" ", bare), stub=stub)
    return Facets(
        text=text.strip(),
        moment=moment,
        role=role,
        side=side,
        measure=measure,
        unit=unit,
        entity="" if role in RATES and not _entity(bare) else _entity(bare, stub=stub),
        row=row,
    )


def _in_two_languages(text: str) -> Facets | None:
    """What a stub says in Chinese, then in English, where either says the same: 出口 Exports."""
    match = _TWO_LANGUAGES.match(text.strip())
    if match is None:
        return None
    one, two = (read_facets(part, stub=True) for part in match.groups())
    same = (one.side, one.row) == (two.side, two.row) and (one.side or one.row)
    return replace(one, text=text.strip()) if same and not (one.entity or two.entity) else None


def _unit(text: str) -> tuple[Unit | None, str]:
    """The unit a text gives in brackets, behind a comma or as a whole; and the rest."""
    whole = read_any_unit(text)
    if whole is not None:
        return whole, ""
    plain, taken = plain_text(text), list[Unit]()

    def take(match: re.Match[str]) -> str:
        inner = next(group for group in match.groups() if group is not None)
        unit = read_any_unit(re.sub(r"^(?:单位|计量单位|unit)\s*[::]?\s*", "", inner))
        if unit is None:
            return match[0]
        taken.append(unit)
        return " "

    plain = _BRACKETS.sub(take, plain)
    found = taken[0] if taken else None
    if found is None:
        match = re.search(r"^(.+?)[,/、::]\s*([^,、::]{1,24})$", plain)
        unit = read_any_unit(match[2]) if match else None
        if match and unit is not None:
            return unit, match[1]
        tail = re.search(r"(?:(?<=[±+-])|(?<=[^\d]))\s*(%)$", plain)
        if tail:
            return read_any_unit("%"), plain[: tail.start()]
    return found, plain


def _within(plain: str) -> tuple[str, str]:
    """Whether a head is of a part of what stands beside it, and its name without 其中."""
    match = dict(head_words().rows)["of_which"].search(plain)
    inner = plain[match.end() :].lstrip(":： -,") if match and match.start() == 0 else ""
    said = match is not None and match.end() == len(plain.rstrip(":： "))
    return ("of_which", inner) if (inner or said) and plain[:1] != "#" else ("", plain)


def _row(plain: str) -> tuple[str, str]:
    """What kind of row a stub is of, and its name without numbering and 其中."""
    bare = _FORMULA.sub("", _NUMBERING.sub("", plain.strip())).strip()
    bare = re.sub(r"(?<=[\u4e00-\u9fff])(?=[a-z])", " ", bare)  # 合计Total
    marked = "of_which" if plain.strip()[:1] in "#*" and bare != plain.strip() else ""
    for name, pattern in head_words().rows:
        match = pattern.search(bare)
        if match is None:
            continue
        if name == "of_which":
            inner = bare[match.end() :].lstrip(":： -,")
            return ("of_which", inner or bare)
        return name, bare
    return marked, bare


def _side(plain: str, *, stub: bool) -> tuple[str, str, str]:
    """The side of trade and the measure a text names, and the rest.

    A stub is of a side only where nothing but such words is in it: 出口信用保险 is a name.
    """
    words = head_words()
    rest, side, measure = plain, "", ""
    for name, pattern in words.sides:
        match = pattern.search(rest)
        if match is not None:
            side = name
            said = next((n for n, p in words.measures if p.search(match[0])), "")
            measure = measure or said
            rest = pattern.sub(" ", rest)  # 出口 Exports says it in either language
            break
    for name, pattern in words.measures:
        match = pattern.search(rest)
        if match is not None:
            measure = measure or name
            rest = pattern.sub(" ", rest)
            break
    if stub and _entity(rest, stub=True):
        return _of_somebody(plain) or ("", "", plain)
    return side, measure, rest


def _of_somebody(plain: str) -> tuple[str, str, str] | None:
    """The side, the measure and the name of a stub that ends with a side: 机电产品出口额."""
    for name, pattern in head_words().sides:
        for match in pattern.finditer(plain):
            before = plain[: match.start()].strip()
            behind = re.fullmatch(r" (?:of|to|from) (.+)", plain[match.end() :])
            rest = behind[1] if behind and not before else before
            if (match.end() == len(plain) and before) or (behind and not before):
                said = next((n for n, p in head_words().measures if p.search(match[0])), "")
                return name, said, _TOWARDS.sub("", rest)
    return None


def _entity(plain: str, *, stub: bool = False) -> str:
    bare = _BRACKETS.sub(lambda m: m[0] if stub else " ", plain)
    bare = re.sub(r"\s+", " ", bare).strip(_AROUND)
    if not stub:
        bare = head_words().blank.sub(" ", bare)
        bare = re.sub(r"\s+", " ", bare).strip(_AROUND + "的为占比")
        if re.fullmatch(
            r"(?:in|of|by|and|the|for|with|to|与|和|按|及|额|值|量|率|数|总|\s|[\d.,/%-])*", bare
        ):
            return ""
    return bare.replace("它", "他")
