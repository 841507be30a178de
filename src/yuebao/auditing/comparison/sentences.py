"""What sentences say of records and of concentration, against the report built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_text
from yuebao.auditing.understanding.entities import partner_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.comparison.index import Choice
    from yuebao.auditing.standings import ClaimSpread, ClaimStanding, Passing
    from yuebao.reference import Office

Wrong = tuple["ClaimStanding | ClaimSpread", str, str]
"""Of what, what is printed, and what the data say."""


def compare_sentences(
    claims: Claims,
    anew: Claims,
    releases: Sequence[Choice],
    build: Callable[[Choice], Claims | None],
) -> Iterator[Finding]:
    """What they say that the data do not: of an older release, or of none.

    Args:
        claims: Those of the document.
        anew: Those of the report by the data.
        releases: The moments between releases, latest first.
        build: The claims of the report by what was known at one of them; None where that lacks.
    """
    older: dict[Choice, Claims | None] = {}

    def is_of(choice: Choice, said: ClaimStanding | ClaimSpread) -> bool:
        """Whether the data as released then say the same."""
        if choice not in older:
            older[choice] = build(choice)
        known = older[choice]
        if known is None or not any(_is_of(said, one) for one in _said(known)):
            return False
        return all(other is not said for other, _, _ in _wrong(claims, known))

    for said, printed, expected in _wrong(claims, anew):
        choice = next((one for one in releases if is_of(one, said)), None)
        yield Finding(
            rule="old-vintage" if choice is not None else "sentence-against-data",
            where=at_text(claims, said.place, said.quote),
            printed=printed,
            expected=expected,
            facts=(("why", ""),) if choice is None else (("released", str(choice.as_of)),),
        )


def _wrong(claims: Claims, anew: Claims) -> Iterator[Wrong]:
    """Each thing that is said otherwise than the data have it."""
    for standing in claims.standings:
        of = next((one for one in anew.standings if _is_of(standing, one)), None)
        for name in ("first", "highest", "higher", "lower") if of is not None else ():
            said, right = getattr(standing, name), getattr(of, name)
            if said is not None and right is not None and said != right:
                yield standing, str(said), str(right)
    for spread in claims.spreads:
        like = next((one for one in anew.spreads if _is_of(spread, one)), None)
        if like is not None:
            for passing, known in ((spread.new, like.new), (spread.lost, like.lost)):
                if passing is not None and known is not None:
                    for printed, expected in _passed(passing, known, claims.office):
                        yield spread, printed, expected


def _said(claims: Claims) -> tuple[ClaimStanding | ClaimSpread, ...]:
    return (*claims.standings, *claims.spreads)


def _is_of(one: ClaimStanding | ClaimSpread, other: ClaimStanding | ClaimSpread) -> bool:
    """Whether both are of the same side, window and months."""
    return (one.side, one.window, one.period) == (other.side, other.window, other.period)


def _passed(passing: Passing, known: Passing, office: Office) -> Iterator[tuple[str, str]]:
    """Who is not among those that came or went, where the data name as many or all."""
    if passing.count != known.count and not passing.names:
        yield str(passing.count), str(known.count)
    if len(passing.names) > len(known.names) < known.count:
        return
    held = {partner_code(name, office) or name for name in known.names}
    for name in passing.names:
        if (partner_code(name, office) or name) not in held:
            yield name, _listed(known.names)


def _listed(names: Sequence[str]) -> str:
    """Some names, as a finding lists them."""
    return ", ".join(names) or "0"


__all__ = ["compare_sentences"]
