"""yuebao (月报): from China's customs files to finished monthly trade-monitoring reports.

    from yuebao import Month, Store, build_report, render_report

    store = Store("trade")
    store.load(["exports/2025-02"])
    report = build_report("lithium-ion", Month(2025, 2), store)
    page = render_report(report, "html")

The names below are the public library; they are imported when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yuebao.auditing import audit
    from yuebao.domain import Currency, Flow, Month, Period, Scope, YuebaoError
    from yuebao.render import render as render_report
    from yuebao.report import Definition, Document, Theme, build_report, load_definition, load_theme
    from yuebao.store import LoadMode, Store

__version__ = "0.1.0"

_HOME = {
    "Currency": "yuebao.domain",
    "Definition": "yuebao.report",
    "Document": "yuebao.report",
    "Flow": "yuebao.domain",
    "LoadMode": "yuebao.store",
    "Month": "yuebao.domain",
    "Period": "yuebao.domain",
    "Scope": "yuebao.domain",
    "Store": "yuebao.store",
    "Theme": "yuebao.report",
    "YuebaoError": "yuebao.domain",
    "audit": "yuebao.auditing",
    "build_report": "yuebao.report",
    "load_definition": "yuebao.report",
    "load_theme": "yuebao.report",
    "render_report": "yuebao.render:render",
}

__all__ = [
    "Currency",
    "Definition",
    "Document",
    "Flow",
    "LoadMode",
    "Month",
    "Period",
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


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `import yuebao` alone costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'yuebao' has no attribute {name!r}")
    module, _, named = _HOME[name].partition(":")
    return getattr(import_module(module), named or name)
