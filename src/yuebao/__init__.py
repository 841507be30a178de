"""yuebao (月报): from China's customs files to finished monthly trade-monitoring reports.

    from yuebao import Month, Store, build_report, render_report

    store = Store("trade")
    store.load(["exports/2025-02"])
    report = build_report("lithium-ion", Month(2025, 2), store)
    page = render_report(report, "html")

The names in `__all__` are the public library; each is imported when it is first used.
"""

import typing as _typing
from importlib import import_module as _import_module

if _typing.TYPE_CHECKING:
    from yuebao.auditing import audit
    from yuebao.domain import Currency, Flow, Month, Period, Scope, YuebaoError
    from yuebao.render import render as render_report
    from yuebao.report import (
        Adjustments,
        Definition,
        Document,
        Theme,
        build_report,
        load_definition,
        load_theme,
    )
    from yuebao.store import LoadMode, LoadResult, Rates, Repeats, Store

__version__ = "0.1.0"

__all__ = [
    "Adjustments",
    "Currency",
    "Definition",
    "Document",
    "Flow",
    "LoadMode",
    "LoadResult",
    "Month",
    "Period",
    "Rates",
    "Repeats",
    "Scope",
    "Store",
    "Theme",
    "YuebaoError",
    "audit",
    "build_report",
    "load_definition",
    "load_theme",
    "render_report",
]

_HOME = {
    "Adjustments": "report",
    "Currency": "domain",
    "Definition": "report",
    "Document": "report",
    "Flow": "domain",
    "LoadMode": "store",
    "LoadResult": "store",
    "Month": "domain",
    "Period": "domain",
    "Rates": "store",
    "Repeats": "store",
    "Scope": "domain",
    "Store": "store",
    "Theme": "report",
    "YuebaoError": "domain",
    "audit": "auditing",
    "build_report": "report",
    "load_definition": "report",
    "load_theme": "report",
    "render_report": "render:render",
}
"""The package each public name comes from, and its name there where that is another.

No public name is a package's: importing `yuebao.x` binds the attribute `x` of this package.
"""


def __dir__() -> list[str]:
    return list(__all__)


if not _typing.TYPE_CHECKING:  # a type checker knows the names above, and that there are no others

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used: `import yuebao` alone costs nothing."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        package, _, named = _HOME[name].partition(":")
        return getattr(_import_module(f"yuebao.{package}"), named or name)
