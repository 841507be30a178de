"""What `yuebao build` is asked for: a definition and a month, or codes and a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._options import MONTH_OR_LATEST, this_month
from yuebao.domain import UserError
from yuebao.publish.look import define_look

if TYPE_CHECKING:
    from yuebao.domain import Month
    from yuebao.report import Definition


def find_asked(
    ctx: click.Context, definition: str | None, month: str | None, subject: tuple[str, ...]
) -> tuple[Definition | str, Month | None]:
    """What is reported, and of which month: with codes the month is the one argument.

    Raises:
        MissingParameter: One of the arguments lacks.
        UserError: Both are given, or the codes are in no list.
    """
    named, argument = (definition, month) if not subject else (None, definition)
    if subject and month is not None:
        raise UserError(
            "both a definition and --subject are given", remedy="Leave one of the two out."
        )
    lacking = "month" if named is not None or subject else "definition"
    if argument is None:
        param = next(param for param in ctx.command.params if param.name == lacking)
        raise click.MissingParameter(ctx=ctx, param=param)
    when = MONTH_OR_LATEST.convert(argument, None, ctx)
    return named or define_look(subject, when or this_month()), when
