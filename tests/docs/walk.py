"""Walking a page: doing what it tells to do, in order, from an empty folder of a checkout.

What a reader types stands in blocks: `console` (a `$` before each command, and what it prints),
`sh` and `python` (run as a whole); `toml`, `csv` and `text` whose first line is `# NAME` are files
to save. A block `shell` is for what a test cannot do: to clone, to install, to change a shell.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.cli.command import yuebao

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"\s*# exit status (\d)$")
NAMED = re.compile(r"# ([^\s{}]+\.\w+)\n")
LEFT_OUT = "…"
"""The line that stands for lines of output a page leaves out."""
PORT = "8765"
"""The port that pages speak of; a walk takes one that is free."""
_SHELL = re.compile(r"[|<>&;$]")


@dataclass
class Told:
    """A command a page tells to type: with the exit status it says, and the lines it shows."""

    typed: str
    status: int = 0
    shown: list[str] = field(default_factory=list)


def told_in(block: str) -> list[Told]:
    """The commands of a block `console`."""
    found: list[Told] = []
    for line in block.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            status = STATUS.search(line)
            found.append(Told(STATUS.sub("", line[2:]), int(status[1]) if status else 0))
        else:
            found[-1].shown.append(line.rstrip())
    return found


def is_shown(shown: list[str], printed: list[str]) -> bool:
    """Whether lines were printed as shown: in a row and from end to end, but for those left out."""
    pattern = "".join("(?:.*\n)*" if x == LEFT_OUT else f"{re.escape(x)}\n" for x in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


class Walk:
    """One page, walked in a folder."""

    def __init__(self, page: Path, folder: Path) -> None:
        for part in ("src", "tests"):
            (folder / part).symlink_to(ROOT / part)
        self.desk = folder / "desk"
        self.desk.mkdir()
        commands = folder / "bin"
        commands.mkdir()
        script = commands / "yuebao"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m yuebao "$@"\n')
        script.chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        text = page.read_text(encoding="utf-8").replace(PORT, port)
        self.blocks = BLOCK.findall(text)
        self.served: list[subprocess.Popen[str]] = []

    def walk(self) -> int:
        """Do all of it; how many commands were run."""
        done = 0
        try:
            for language, block in self.blocks:
                if language == "sh":
                    self._bash(block)
                    done += 1
                elif language == "console":
                    for told in told_in(block):
                        self._type(told)
                        done += 1
                elif language == "python":
                    self._execute(block)
                    done += 1
                elif language in ("toml", "csv", "text"):
                    self._save(language, block)
        finally:
            for server in self.served:
                os.killpg(server.pid, signal.SIGTERM)
                server.communicate(timeout=30)
        return done

    def _execute(self, block: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.desk)
            exec(compile(block, "page", "exec"), {})

    def _save(self, language: str, block: str) -> None:
        """Save a block that names its file; the name's line is a comment of TOML, not of others."""
        if named := NAMED.match(block):
            path = self.desk / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            text = block if language == "toml" else block[named.end() :]
            path.write_text(text, encoding="utf-8")

    def _type(self, told: Told) -> None:
        if told.typed.endswith(" &"):
            self._serve(told.typed.removesuffix(" &"))
            return
        if told.typed.startswith("yuebao ") and not _SHELL.search(told.typed):
            ran = yuebao(*shlex.split(told.typed, comments=True)[1:], cwd=self.desk)
            status, out, err = ran.status, ran.out, ran.err
        else:
            done = self._run(told.typed)
            status, out, err = done.returncode, done.stdout, done.stderr
        assert status == told.status, (told.typed, err)
        if told.shown:
            # What a refusal says stands on standard error, and nothing on standard output.
            printed = out.splitlines() or err.splitlines()
            assert is_shown(told.shown, printed), f"{told.typed}\n{out}{err}"

    def _serve(self, typed: str) -> None:
        server = subprocess.Popen(
            ["bash", "-c", f"exec {typed}"], cwd=self.desk, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        self.served.append(server)
        assert server.stdout is not None
        assert "http://" in server.stdout.readline()

    def _bash(self, script: str) -> None:
        done = self._run(script)
        assert done.returncode == 0, (script, done.stderr)

    def _run(self, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=self.desk, env=self.environment,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
