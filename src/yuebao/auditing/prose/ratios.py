"""Ratios: which level is so many times which other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense, Topic
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.names import groups_of
from yuebao.auditing.prose.shares import ShareReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.facts import Fact
    from yuebao.auditing.prose.marks import Mark


@dataclass(slots=True)
class RatioReading(ShareReading):
    """Reads the ratios of a clause."""

    def _is_as_much(self, right: Sequence[Mark]) -> bool:
        """Whether an English number of times is of somebody else's: three times as much as."""
        text = "".join(m.text for m in right)
        english = self.composer.language == "en"
        return english and re.match(r"\s*as (?:much|many|large|high|big) as\b", text) is not None

    def behind_is(self, left: Sequence[Mark]) -> Sequence[Mark]:
        """What stands behind the word that says what a Chinese level is so many times: 是, 约为."""
        pattern = lexicon(self.composer.language)["is_times"]
        at = max((n for n, m in enumerate(left) if re.match(pattern, m.text)), default=-1)
        if at < 0:
            return ()
        rest = re.sub(pattern, "", left[at].text)
        return [replace(left[at], text=rest, start=left[at].end - len(rest)), *left[at + 1 :]]

    def _told_before_is(self, marks: Sequence[Mark]) -> Fact | None:
        """The level that words before 是 name, where the paragraph states it."""
        groups = groups_of(marks, self.composer.language, beside=True)
        names = {name for group in groups for name in group}
        flows = [m.flow[1] for m in marks if m.kind == "flow"]
        for fact in reversed(self.composer.of_paragraph() if names or flows else ()):
            named = names <= fact.topic.scope and not fact.parts
            side = not flows or fact.topic.side == flows[-1]
            now = fact.topic.period == self.composer.clock.topic
            if fact.sense is Sense.LEVEL and named and side and now:
                return fact
        return None

    def _times_another(
        self, left: Sequence[Mark], right: Sequence[Mark]
    ) -> tuple[Topic, Topic] | None:
        """The level said to be so many times another, and that: 是出口均价的2.46倍."""
        language = self.composer.language
        last = self._last(Sense.LEVEL)
        phrase = self.behind_is(left) if language == "zh" else left
        if language == "zh" and phrase:
            last = self._told_before_is(left[: len(left) - len(phrase)]) or last
        if language == "en":
            phrase = right if self._is_as_much(right) else ()
        names = {name for group in groups_of(phrase, language, beside=True) for name in group}
        flows = [m.flow[1] for m in phrase if m.kind == "flow"]
        measures = [m.flow[0] for m in phrase if m.kind == "measure"]
        if last is None or not (names or flows or measures):
            return None
        for fact in reversed(self.composer.of_late()):
            topic = fact.topic
            same = (topic.base, topic.period) == (last.topic.base, last.topic.period)
            like = fact.sense is Sense.LEVEL and same
            named = names <= topic.scope if names else topic.scope == last.topic.scope
            side = not flows or topic.side == flows[-1]
            if like and named and side and topic != last.topic and not fact.parts:
                measure = measures[-1] if measures else last.topic.measure
                return (last.topic, topic) if topic.measure in (measure, "value") else None
        return None
