"""What was done to a site, as JSON has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.publish.errors import error_record

if TYPE_CHECKING:
    from yuebao.web.site.build import Site


def site_record(site: Site) -> dict[str, Any]:
    """A site that was written: its reports, its files, and what could not be made."""
    return {
        "reports": site.reports,
        "written": list(site.files.written),
        "unchanged": site.files.unchanged,
        "removed": list(site.files.removed),
        "spared": list(site.files.spared),
        "feed": site.has_feed,
        "failed": [{"report": one.stem, **error_record(one.error)} for one in site.failed],
    }
