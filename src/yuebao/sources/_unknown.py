"""What is said of a table that is none of those known: what it is nearest to, and why not that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._numbers import read_number
from yuebao.sources._values import bare, plain, shown
from yuebao.sources.bulletin.head_words import head_text
from yuebao.sources.files.text import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources._dialects import BulletinDialect, Dialects
    from yuebao.sources.bulletin.head_words import Aspects
    from yuebao.sources.files.record import FileRow

_SHOWN = 5
_HEADS = 3  # of a table, named in a message


def unknown_table(file: str, top: Sequence[FileRow], dialects: Dialects) -> SourceError:
    """The refusal of a table: what it begins with, what is known, and what it is nearest to.

    Args:
        file: What to call the table.
        top: Its first records, none blank.
        dialects: What is known.
    """
    first = top[0]
    fields = [field.strip() for field in first.fields if field.strip()]
    begins = ", ".join(map(shown, fields[:_SHOWN]))
    titles = " ".join(field for record in top for field in record.fields)
    other = next(
        (what for word, what in dialects.others.items() if plain(word) in plain(titles)), ""
    )
    if other:
        return SourceError(
            f"it is a table {other}, which is not read",
            file=file,
            line=first.line,
            remedy=f"Load another table. {_known(dialects)}",
        )
    if parted := _parted_by(fields, dialects):
        return SourceError(
            f"all fields of a row stand in one, parted by {parted}",
            file=file,
            line=first.line,
            remedy=f"Load the file as it was downloaded, or split the column at its {parted} in a "
            "spreadsheet.",
        )
    if any(read_number(field) is not None for field in fields):
        return SourceError(
            f"there are no heads: the first row is data ({', '.join(map(shown, fields[:3]))})",
            file=file,
            line=first.line,
            remedy="Add the row of heads, or download the file again. "
            f"Known columns of a query are: {dialects.query.heads()}.",
        )
    return SourceError(
        f"it is no table of customs that is known: it begins {begins}{_nearest(top, dialects)}",
        file=file,
        line=first.line,
        remedy=f"{_known(dialects)} Columns of a query are: {dialects.query.heads()}.",
    )


def _parted_by(fields: Sequence[str], dialects: Dialects) -> str:
    """What parts the heads of a query within one field; empty where nothing does."""
    for separator, name in SEPARATORS.items():
        if any(sum(map(dialects.query.is_own, f.split(separator))) > 1 for f in fields):
            return name
    return ""


def _known(dialects: Dialects) -> str:
    titles = "; ".join([dialects.query.title, *(b.title for b in dialects.bulletins.values())])
    return f"Known are: {titles}."


def _nearest(top: Sequence[FileRow], dialects: Dialects) -> str:
    """Which table it is nearest to, and why it is not that one; empty for none."""
    best: tuple[int, BulletinDialect] | None = None
    texts = [field for record in top for field in record.fields if head_text(field)]
    for bulletin in dialects.bulletins.values():
        score = 3 * any(map(bulletin.is_titled, texts))
        score += 2 * any(map(bulletin.is_headed, texts))
        if score and (best is None or score > best[0]):
            best = score, bulletin
    words = next(iter(dialects.bulletins.values())).heads if dialects.bulletins else None
    if best is not None:
        return f". It is nearest to {best[1].title}, {_why_not(best[1], top)}"
    said = [bare(t) for t in texts if words is not None and _is_head(words.read(t))]
    if said:
        return (
            f". Its heads {', '.join(map(shown, said[:_HEADS]))} are a bulletin's, but no first "
            "column says what its rows are"
        )
    return ""


def _why_not(bulletin: BulletinDialect, top: Sequence[FileRow]) -> str:
    """Why a table is not the one it is nearest to."""
    headed = next((record for record in top if any(map(bulletin.is_headed, record.fields))), None)
    if headed is not None:
        first = next(field for field in headed.fields if head_text(field))
        if not bulletin.is_headed(first):
            return f"but its first column is headed {shown(bare(first))}"
        wanted = ", ".join(bulletin.quantity_units[:_HEADS])
        return f"but it has no column of units ({wanted})"
    heads = ", ".join(bulletin.places[:_HEADS]) or "项目"
    return f"but no column is headed {heads}"


def _is_head(said: Aspects | None) -> bool:
    return said is not None and (said.flow is not None or said.growth is not None)
