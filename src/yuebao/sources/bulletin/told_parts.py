"""Parts of trade that are told beside a table's title: in a file's name, a sheet's tab, a note.

A title says nothing but what the table is of; other texts say much more, and name parts of trade
where they only explain them (东盟包括…). So a name must have the name of a part in it, and a note
must limit the table itself: 本表仅统计一般贸易, 统计范围：海关特殊监管区域, figures cover … only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from yuebao.reference import simplified
from yuebao.sources._dialects import load_dialects
from yuebao.sources._values import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from yuebao.reference import Office
    from yuebao.sources._dialects import ToldWords

HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[a-z]")
KINDS = ("partner", "bloc", "mode", "enterprise", "region", "goods", "other")
"""What a part of trade is a part by; `other` are areas and ways that no list has."""

_SENTENCE = re.compile(r"[。;；\n]|(?<=[a-z)])\.(?=\s|$)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,，]")
_NUMBERED = re.compile(r"[\d①-⑳.、()]+")
_MOST_VERBS = 40
"""So many limits has no sentence that somebody wrote: one with more is not gone through."""
_VAGUE = ("其他", "其它", "other", "oth.", "unknown", "countr", "国家")
"""How names begin that are no part which somebody names alone."""


def any_of(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str]:
    """A pattern of any of some words, the longest first; of letters, only as words of their own."""
    return _pattern(tuple(sorted(set(words), key=lambda word: (-len(word), word))), whole)


@lru_cache(128)
def _pattern(words: tuple[str, ...], whole: bool) -> re.Pattern[str]:
    text = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"(?<![a-z])(?:{text})(?![a-z$])" if whole else text)


def spoken(text: str) -> str:
    """A text in small letters with the spaces between its words, full-width forms as others."""
    text = simplified(unicodedata.normalize("NFKC", text)).replace("’", "'")
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of parts by one kind, in Chinese and in letters."""

    kind: str
    han: re.Pattern[str]
    letters: re.Pattern[str]


@cache
def _names(office: Office, words: ToldWords) -> tuple[_Names, ...]:
    return tuple(_names_of_kind(office, kind, words) for kind in KINDS)


def _names_of_kind(office: Office, kind: str, words: ToldWords) -> _Names:
    listed: Iterable[tuple[str, str]]
    if kind == "other":
        listed = (("", name) for name in (*words.parts, *words.part_words))
    elif kind == "goods":
        listed = (("", name) for name in (*words.goods, *words.goods_words))
    elif kind == "region":
        listed = (
            (one.code, name)
            for one in office.regions
            for name in (one.full, *one.names.values(), *one.aliases)
        )
    else:
        listed = office.names_of(kind)
    names = [
        spoken(name)
        for code, name in listed
        if code != office.partners.own and not spoken(name).startswith(_VAGUE)
    ]
    han = {plain(name) for name in names if HAN.search(name) and len(plain(name)) > 1}
    letters = {name for name in names if LETTER.search(name) and not HAN.search(name)}
    return _Names(kind, any_of(han), any_of(letters, whole=True))


class ToldParts:
    """Tells which parts of trade a text names, and whether it limits a table to them.

    Args:
        office: The office, whose lists name the parts.
        known: Names that limit nothing here, as those of the region a table is of.
    """

    def __init__(self, office: Office, known: Collection[str] = ()) -> None:
        dialects = load_dialects(office)
        self._words: ToldWords = dialects.told
        self._parts = _names(office, self._words)
        self._regions = next(one for one in self._parts if one.kind == "region")
        title = dialects.title
        heads = [one.heads for one in dialects.bulletins.values()]
        units = {spoken(head) for one in heads for unit in one.units for head in unit.heads}
        months = {name for one in heads for name in one.month_names}
        words = self._words
        self._known = any_of(map(plain, known))
        self._han = any_of({*title.neutral, *words.subjects, *map(plain, known)})
        self._letters = any_of(
            {*title.neutral_words, *words.subject_words, *months, *map(spoken, known)} - {""},
            whole=True,
        )
        self._units = any_of({unit for unit in units if LETTER.search(unit)}, whole=True)
        places = "|".join(map(re.escape, words.places)) or "(?!)"
        self._places = re.compile(rf"([\u3400-\u9fff]{{2,4}}?)(?:{places})(?!总署|统计|数据|场)")
        self._only = any_of(words.only)
        self._only_words = any_of(words.only_words, whole=True)

    def named(self, text: str, without: Collection[str] = ()) -> frozenset[str]:
        """By which kinds a name tells parts of trade.

        Args:
            text: The name of a file or sheet, or a note.
            without: Kinds that do not count.
        """
        rest, words = self._bare(text), self._units.sub(" ", spoken(text.replace("_", " ")))
        return frozenset(
            one.kind
            for one in self._parts
            if one.kind not in without and self._is_named(one, rest, words)
        )

    def _is_named(self, one: _Names, text: str, words: str) -> bool:
        if self._found(one, text) or one.letters.search(words):
            return True
        return one.kind == "other" and self._names_place(text)

    def limits(self, text: str, without: Collection[str] = ()) -> bool:
        """Whether a note limits the table it stands beside; `without` as in `named`."""
        return any(
            self._limits(sentence, without)
            for sentence in _SENTENCE.split(simplified(unicodedata.normalize("NFKC", text)))
        )

    def is_part(self, text: str) -> bool:
        """Whether a text names a part of trade, and says nothing else."""
        return bool(self.named(text)) and self._says_no_more(text)

    def _limits(self, sentence: str, without: Collection[str]) -> bool:
        if not self.named(sentence, without):
            return False
        label, mark, of = sentence.partition(":")
        if mark and plain(label) in self._words.labels and self._says_no_more(of):
            return True
        text = plain(sentence)
        verbs = list(islice(self._only.finditer(text), _MOST_VERBS + 1))
        if len(verbs) > _MOST_VERBS:
            return True
        for verb in verbs:
            subject, limited = text[: verb.start()], text[verb.end() :]
            own = _CLAUSE.split(subject)[-1]
            if any(word in own for word in self._words.own):
                subject = own
            if self._is_neutral(subject) and self.named(limited, without):
                return True
        return self._states(text, without) or self._limits_in_letters(spoken(sentence), without)

    def _states(self, text: str, without: Collection[str]) -> bool:
        """Whether a sentence says what the table is of: 本表为一般贸易数据."""
        for own in self._words.own:
            before, found, behind = text.partition(own)
            if found and self._is_neutral(before) and self.named(behind, without):
                return self._says_no_more(behind)
        return False

    def _limits_in_letters(self, text: str, without: Collection[str]) -> bool:
        """Whether an English sentence limits the table: exports of ordinary trade only."""
        verb = self._only_words.search(text)
        if verb is None or HAN.search(text):
            return False
        before, behind = text[: verb.start()], text[verb.end() :]
        if self.named(before):
            return not self.named(behind) and self._says_no_more(text)
        return self._is_neutral(before) and bool(self.named(behind, without))

    def _says_no_more(self, text: str) -> bool:
        """Whether a text says nothing beside the names of parts that would not limit anything."""
        han, letters = plain(text), spoken(text)
        for one in self._parts:
            han, letters = one.han.sub(" ", han), one.letters.sub(" ", letters)
        return self._is_neutral(han, letters)

    def _is_neutral(self, han: str, letters: str | None = None) -> bool:
        """Whether a text limits nothing: its characters, and its letters as words of their own."""
        han = self._han.sub(" ", self._only.sub(" ", _NUMBERED.sub(" ", han)))
        letters = HAN.sub(" ", spoken(han) if letters is None else letters)
        letters = self._units.sub(" ", self._only_words.sub(" ", letters))
        return not (HAN.search(han) or LETTER.search(self._letters.sub(" ", letters)))

    def _bare(self, text: str) -> str:
        """A text without what known names and words are, in which names of parts may hide."""
        return self._known.sub(" ", plain(text))

    def _found(self, names: _Names, text: str) -> bool:
        """Whether a text has one of some names, not within another word.

        日本 is none in 9月8日本表, nor 海地 in 上海地区, nor 中东 in 中东部.
        """
        if names.kind != "region":
            text = self._regions.han.sub(" ", text)
        return any(not self._hides(text, match) for match in names.han.finditer(text))

    def _names_place(self, text: str) -> bool:
        """Whether a text names a city, county or customs office: 苏州市, 南京海关."""
        text = self._regions.han.sub(" ", text)
        return any(not self._is_neutral(match[1]) for match in self._places.finditer(text))

    def _hides(self, text: str, match: re.Match[str]) -> bool:
        before, behind = text[: match.start()][-1:], text[match.end() :][:1]
        return (match[0][0] in "年月日" and before.isdigit()) or (
            match[0][-1] in "地东" and behind in ("区", "方", "部")
        )


@cache
def told_parts(office: Office, known: tuple[str, ...] = ()) -> ToldParts:
    """What tells the parts of trade of an office; see ToldParts."""
    return ToldParts(office, known)


def notes_below(records: Iterable[Iterable[str]]) -> Iterator[str]:
    """The texts of records that say one thing alone, as notes do, whatever fields repeat it."""
    for fields in records:
        texts = {text for field in fields if (text := field.strip())}
        if len(texts) == 1:
            yield texts.pop()
