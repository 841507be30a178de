"""The list of formats is true, and a wrong name teaches the right ones."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.render.sample import sample_document

from yuebao.domain import UserError
from yuebao.render import FORMATS, find_format, render

NAMES = [known.name for known in FORMATS]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_draws_the_sample_the_same_twice(name: str) -> None:
    first = render(sample_document(), name)
    assert first
    assert render(sample_document(), name) == first


def test_another_process_draws_the_same_bytes() -> None:
    here = {name: hashlib.sha256(render(sample_document(), name)).hexdigest() for name in NAMES}
    script = (
        "import hashlib\n"
        "from tests.unit.render.sample import sample_document\n"
        "from yuebao.render import FORMATS, render\n"
        "for known in reversed(FORMATS):\n"
        "    drawn = render(sample_document(), known.name)\n"
        "    print(known.name, hashlib.sha256(drawn).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert dict(line.split() for line in done.stdout.splitlines()) == here


def test_names_and_extensions_are_used_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert len({known.extension for known in FORMATS}) == len(FORMATS)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UserError) as caught:
        find_format("doc")
    assert (
        str(caught.value)
        == f"'doc' is not a format. Did you mean 'docx'? The formats are {', '.join(NAMES)}."
    )
    assert {"md", "html", "json", "csv"} <= set(NAMES)
