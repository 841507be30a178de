"""Help in the language spoken: every text is looked up where click prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from yuebao.cli._speech import say, say_extra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXTRA = re.compile(r"(?P<help>.*?)\s*(?P<extra>\[[^\[\]]*\])?", re.DOTALL)
_CUT_BEFORE = "，。；：、）！？"  # never at the beginning of a line


class SpokenFormatter(click.HelpFormatter):
    """Help as click lays it out, in the language spoken and as wide as its letters are."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how to call it."""
        super().write_usage(prog, args, say(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """The head of a list."""
        self.write(f"{'':{self.current_indent}}{say(f'{heading}:')}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", text)]
        said = [say(one) for one in paragraphs]
        if said == paragraphs:
            super().write_text(text)
            return
        indent = " " * self.current_indent
        blocks = ("\n".join(_wrapped(one, self.width - self.current_indent)) for one in said)
        for number, block in enumerate(blocks):
            if number:
                self.write("\n")
            self.write("".join(f"{indent}{line}\n" for line in block.split("\n")))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of options or commands, each with what it means."""
        rows = list(rows)
        said = [(name, _say_meaning(meaning)) for name, meaning in rows]
        if said == rows:
            super().write_dl(rows, col_max, col_spacing)
            return
        first = min(max(_width(name) for name, _ in rows), col_max) + col_spacing
        for name, meaning in said:
            lines = list(_wrapped(meaning, max(self.width - first - self.current_indent, 20)))
            head = f"{'':{self.current_indent}}{name}"
            if _width(name) > first - col_spacing:
                self.write(f"{head}\n")
            else:
                self.write(f"{head}{'':{first - _width(name)}}{lines.pop(0) if lines else ''}\n")
            self.write("".join(f"{'':{first + self.current_indent}}{line}\n" for line in lines))


class SpokenContext(click.Context):
    """A context whose help is in the language spoken."""

    formatter_class = SpokenFormatter


def _say_meaning(meaning: str) -> str:
    found = _EXTRA.fullmatch(meaning)
    assert found is not None  # noqa: S101 - the expression matches anything
    text = say(found["help"])
    extra = found["extra"] or ""
    if text != found["help"]:
        extra = say_extra(extra)
    return f"{text}  {extra}" if extra else text


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines no wider than asked; words of letters stay whole."""
    line = ""
    for piece in re.findall(r"[^\W\u2e80-\uffff][^\s\u2e80-\uffff]*|\s+|.", text):
        if line and _width(line + piece) > width and piece not in _CUT_BEFORE:
            yield line.rstrip()
            line = ""
        line += piece if line or piece.strip() else ""
    yield line.rstrip()
