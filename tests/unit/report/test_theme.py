"""House styles: the running head, fonts and the logo, and what they are refused for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.images import SVG, png

from yuebao.domain import DefinitionError
from yuebao.report import load_theme

if TYPE_CHECKING:
    from pathlib import Path


def theme(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        ("{institute} — {title}", "某院 — 月报"),
        ("{title}{title}", "月报月报"),
        ("月报", "月报"),
        ("100%", "100%"),
    ],
)
def test_the_running_head_is_filled_in(tmp_path: Path, head: str, printed: str) -> None:
    found = load_theme(theme(tmp_path, f'[header]\nzh = "{head}"\n'))
    assert found.running_head("zh", "某院", "月报") == printed
    assert found.running_head("zh", "", "月报") == "月报"
    assert found.running_head("en", "某院", "月报") == "月报"


def test_what_is_filled_in_is_not_filled_in_again(tmp_path: Path) -> None:
    found = load_theme(theme(tmp_path, '[header]\nzh = "{institute} {title}"\n'))
    assert found.running_head("zh", "{title}", "{institut}") == "{title} {institut}"


@pytest.mark.parametrize(
    ("head", "strange"),
    [
        ("{institut} {title}", "{institut}"),
        ("{}", "{}"),
        ("{0}", "{0}"),
        ("{title", "{title"),
        ("title}", "}"),
        ("{{title}}", "{"),
        ("{title!r}", "{title!r}"),
        ("{title.__class__}", "{title.__class__}"),
        ("{title:>99}", "{title:>99}"),
    ],
)
def test_a_running_head_with_a_strange_place(tmp_path: Path, head: str, strange: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        load_theme(theme(tmp_path, f'[header]\nen = "x"\nzh = "{head}"\n'))
    assert refusal.value.found.startswith(f"{strange}")
    assert refusal.value.where == "house.toml, header.zh"
    assert "{institute} and {title}" in refusal.value.remedy


@pytest.mark.parametrize("name", [r"a\u0001b", r"a\u007f", r"\n", r"a\tb", r"\uffff"])
@pytest.mark.parametrize("role", ["heading", "body", "latin"])
def test_a_font_whose_name_cannot_be_written(tmp_path: Path, name: str, role: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        load_theme(theme(tmp_path, f'[fonts]\n{role} = "{name}"\n'))
    assert refusal.value.where == f"house.toml, fonts.{role}"


@pytest.mark.parametrize(("name", "content"), [("logo.png", png()), ("logo.svg", SVG)])
def test_the_logo_lies_beside_the_theme(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert load_theme(theme(tmp_path, f'logo = "{name}"\n')).look.logo == content


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 JPEG", b"<html/>", png()[:-5]])
@pytest.mark.parametrize("name", ["logo.png", "logo.svg"])
def test_a_logo_that_is_no_image(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DefinitionError, match=f"{name} is no PNG and no SVG") as refusal:
        load_theme(theme(tmp_path, f'logo = "{name}"\n'))
    assert refusal.value.where == "house.toml, logo"
