"""A word that does not fit the numbers it speaks of, as a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.certificate import Certificate, Member
from yuebao.auditing.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.auditing.findings.where import Where


def unfit_word(
    where: Where, quote: str, printed: str, expected: str, why: dict[str, str],
    numbers: Iterable[Member],
) -> Finding:  # fmt: skip
    """The finding.

    Args:
        where: Where the word stands.
        quote: What is said there.
        printed: The word.
        expected: What it should be.
        why: The numbers as text, by language.
        numbers: The same as the members of a certificate.
    """
    zh = f"“{quote}”中的“{printed}”与所述数字不符：{why['zh']}；应为{expected}"
    en = f"“{printed}” in “{quote}” does not fit the numbers: {why['en']}; it should be {expected}"
    said = Member(printed, (f"“{quote}”",) * 2, where)
    return Finding(
        rule="words-against-numbers",
        where=where,
        printed=printed,
        expected=expected,
        argument=(("zh", zh), ("en", en)),
        certificate=Certificate((said, *numbers)),
    )
