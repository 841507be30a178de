"""Every limit is kept to and told, and is another where the environment says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.torture.files import ROOT

import yuebao
from yuebao.domain import UserError
from yuebao.domain.limits import LIMITS, VARIABLE, limit

SRC = Path(yuebao.__file__).parent


def test_every_limit_is_kept_to_and_told() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    told = (ROOT / "docs" / "reference" / "limits.md").read_text(encoding="utf-8")
    for name in LIMITS:
        assert f'limit("{name}")' in source, name
        assert f"`{name}`" in told, name
    assert set(re.findall(r'\blimit\("([^"]+)"\)', source)) == set(LIMITS)


def test_the_environment_says_another(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = limit("pdf-pages")
    monkeypatch.setenv(VARIABLE, "pdf-pages=2000, document=3MB  upload=1GB")
    assert (limit("pdf-pages"), limit("document"), limit("upload")) == (2000, 3 << 20, 1 << 30)
    assert limit("rows") == LIMITS["rows"].usual
    monkeypatch.setenv(VARIABLE, "")
    assert limit("pdf-pages") == usual


@pytest.mark.parametrize("said", ["pages=3", "pdf-pages", "pdf-pages=0", "rows=-1", "body=1.5MB"])
def test_what_is_no_limit_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(UserError, match="no limit with a number above zero") as refusal:
        limit("rows")
    assert "pdf-pages" in str(refusal.value)


def test_a_document_is_refused_and_read_once_the_limit_is_raised(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text("# 月报\n\n" + "出口增长。" * 4000, encoding="utf-8")

    def audited(limits: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "yuebao", "--lang", "en", "audit", report],
            env={**os.environ, VARIABLE: limits}, text=True, capture_output=True, check=False,
        )  # fmt: skip

    assert audited("").returncode == 0
    refused = audited("paragraph=10000")
    assert refused.returncode == 3
    assert "20,000 letters" in refused.stderr
    mistaken = audited("paragraphs=10000")
    assert mistaken.returncode == 2
    assert mistaken.stderr.startswith("yuebao: YUEBAO_LIMITS says 'paragraphs=10000'")
