"""Pages from templates. Whatever is put into one is text, unless a renderer of ours drew it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yuebao import __version__
from yuebao.publish.audit import findings_style
from yuebao.render._fonts import font_file
from yuebao.web.answer import HTML, Answer, packed
from yuebao.web.links import SERVED
from yuebao.web.words import page_languages, told_grain, told_scope, words_in

if TYPE_CHECKING:
    from yuebao.reference import Office
    from yuebao.web.links import Links


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("yuebao.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"grain": told_grain, "scope": told_scope}
    return environment


def page(
    template: str,
    language: str,
    *,
    version: int | None = None,
    pinned: bool = False,
    status: int = 200,
    links: Links = SERVED,
    office: Office | None = None,
    **holes: Any,
) -> Answer:
    """A page.

    Args:
        template: Its file in `pages`.
        language: The language of its words.
        version: The store's version it rests on.
        pinned: Whether the same address always answers the same.
        status: Its HTTP status.
        links: How it leads to other pages.
        office: The office whose regions it speaks of.
        holes: What the template asks for.
    """
    text = _environment().get_template(template).render(
        lang=language,
        here=template.partition(".")[0],
        words=words_in(language, office and office.region_words.get(language)),
        languages={code: words_in(code)["own_name"] for code in page_languages()},
        tool=__version__,
        store_version=version,
        links=links,
        **{"others": {}, "head": "", **holes},
    )  # fmt: skip
    return Answer(text.encode(), HTML, version, pinned=pinned, status=status)


def drawn(html: str) -> Markup:
    """HTML that a renderer of ours drew."""
    return Markup(html)  # noqa: S704  # renderers escape whatever they did not write


FONT = "sans.otf"
"""The Chinese font, which browsers ask for on machines that have none."""

FINDINGS = "findings.css"
"""The style sheet of the audit's pages."""

ASSETS: dict[str, tuple[str, str, str]] = {
    "report.css": ("yuebao.render", "page.css", "text/css; charset=utf-8"),
    "report.js": ("yuebao.render", "page.js", "text/javascript; charset=utf-8"),
    FONT: ("", "", "font/otf"),
    FINDINGS: ("", "", "text/css; charset=utf-8"),
    "site.css": ("yuebao.web", "site.css", "text/css; charset=utf-8"),
    "audited.css": ("yuebao.web", "audited.css", "text/css; charset=utf-8"),
    "search.js": ("yuebao.web", "search.js", "text/javascript; charset=utf-8"),
    "make.js": ("yuebao.web", "make.js", "text/javascript; charset=utf-8"),
    "send.js": ("yuebao.web", "send.js", "text/javascript; charset=utf-8"),
}
"""The files pages load, by name: the package, the file among its assets, what it is."""


@cache
def asset(name: str) -> Answer | None:
    """A file that pages load; None where there is none of the name."""
    if name not in ASSETS:
        return None
    package, file, media_type = ASSETS[name]
    if name == FONT:
        return Answer(font_file().read_bytes(), media_type, pinned=True)
    if name == FINDINGS:
        return packed(Answer(findings_style().encode(), media_type))
    content = files(package).joinpath("assets", file).read_bytes()
    return packed(Answer(content, media_type))
