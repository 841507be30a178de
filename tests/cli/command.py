"""Running the command as a user does: its exit status and what it prints."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from yuebao.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n202502,85076000,502,44,500000000\n"


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    status: int
    out: str
    err: str

    def refusal(self) -> str:
        """The one paragraph of a refusal, without progress lines; of several files, one of each."""
        assert self.status in (2, 3), self
        assert "Traceback" not in self.err
        _, *said = re.split(r"^yuebao: ", self.err, flags=re.MULTILINE)
        assert len(said) == 1, self.err
        _, *further = said[0].splitlines()
        assert all(line.startswith("  ") for line in further), "the refusal is the last thing said"
        assert len(said[0]) > 32, "it says what to do"
        return said[0].rstrip("\n")


def yuebao(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Outcome:
    """Run the command within this process: its entry point, with streams of its own."""
    out, err = io.StringIO(), io.StringIO()
    words = ["yuebao", *map(str, arguments)]
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", words)
        patch.delenv("YUEBAO_STORE", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        with pytest.raises(SystemExit) as end:
            main()
    assert isinstance(end.value.code, int)
    return Outcome(end.value.code, out.getvalue(), err.getvalue())


def yuebao_process(*arguments: str | Path, stdout: int = subprocess.PIPE) -> Outcome:
    """Run `python -m yuebao` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "yuebao", *map(str, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    return Outcome(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; nothing where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }
