"""What the query of a file asked for: the codes that it answers for, traded or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.domain import Depth
    from yuebao.reference import Office
    from yuebao.sources import Reading


ALL_CODES = "all"
"""What is given in place of codes where the query named none."""


def check_asked(codes: Sequence[str], office: Office) -> None:
    """Refuse codes given with files that are none of the office's.

    Raises:
        UserError: One is neither a code of commodities nor `all`.
    """
    if tuple(codes) == (ALL_CODES,):
        return
    wrong = [code for code in codes if not office.is_commodity(code)]
    if wrong:
        raise UserError(
            f"{', '.join(map(repr, wrong[:3]))} given with --codes is no HS code",
            remedy=f"HS codes have {office.commodity_form()}; write them with commas between, "
            f"as 7324,6910, or {ALL_CODES} where the query named none.",
        )


def asked_of(
    reading: Reading, depth: Depth, held: frozenset[str], given: Sequence[str]
) -> tuple[str, ...]:
    """The codes that the query of a file asked for; none where nobody says.

    Args:
        reading: The file.
        depth: How deep its commodities are; a bulletin's items are no codes.
        held: Its commodities.
        given: What the caller says; empty where nothing.

    Raises:
        UserError: It holds commodities that the caller did not give.
    """
    if depth.digits() is None:
        return ()
    if given:
        beyond = sorted(code for code in held if not is_below(code, given))
        if beyond:
            raise UserError(
                f"--codes {','.join(given)} leaves out {', '.join(beyond[:5])}, which the file "
                "holds",
                where=reading.name,
                remedy="Name every code that the query asked for, or load this file by itself.",
            )
        return tuple(given)
    query = reading.query
    return query.codes if query is not None and query.fits(held, reading.periods) else ()


def is_below(code: str, asked: Iterable[str]) -> bool:
    """Whether a code is one of those asked for, or below one."""
    return any(one == ALL_CODES or code.startswith(one) for one in asked)
