"""Every address of the API: what may be asked there, and what is answered.

The description in OpenAPI, the page of the documentation and the tests are made of these tables:
what is read, and what a program posts. Files to be loaded are posted to pages alone, for they need
other rights than reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.publish.parameters import PARAMETERS
from yuebao.web.api import answers, records
from yuebao.web.api.audit_records import AuditRecord
from yuebao.web.audited import answer_audit
from yuebao.web.settings import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk
    from yuebao.web.posting import Posted

    Handler = Callable[[Desk, Asked], Answer]

BASE = "/api/v1"
"""Before every address; what is answered there keeps its keys, and new ones may be added."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may be asked.

    Attributes:
        name: Its name; in braces in the path, or behind the question mark.
        about: What it means.
        example: One there is.
        required: Whether it must be given.
        whole: Whether it is a whole number.
    """

    name: str
    about: str
    example: str = ""
    required: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """An address.

    Attributes:
        path: It, below `BASE`.
        name: What a client calls it.
        about: What it answers.
        record: That, as a type.
        handler: What answers.
        parameters: What may be asked.
        example: An address that answers on the packaged sample.
    """

    path: str
    name: str
    about: str
    record: type
    handler: Handler
    parameters: tuple[Parameter, ...] = ()
    example: str = ""

    @property
    def query(self) -> tuple[Parameter, ...]:
        """Those behind the question mark."""
        return tuple(p for p in self.parameters if f"{{{p.name}}}" not in self.path)

    def answer(self, desk: Desk, asked: Asked) -> Answer:
        """Answer, unless something is asked that means nothing here.

        Raises:
            UserError: Something is, or something lacks.
        """
        known = [one.name for one in self.query]
        for name in asked.query:
            if name not in known:
                raise UserError(
                    f"{name[:40]!r} means nothing here",
                    where=asked.path.get("name", self.path),
                    remedy=f"Parameters are {', '.join(known)}." if known else "Ask without any.",
                )
        for one in self.query:
            if one.required and not asked.query.get(one.name):
                raise UserError(f"{one.name} is not given", where=self.path,
                                remedy=f"Give {one.name}={one.example}.")  # fmt: skip
        return self.handler(desk, asked)


@dataclass(frozen=True, slots=True)
class ApiPost:
    """An address that a program posts a file to, and fields beside it.

    Attributes:
        path: It, below `BASE`.
        name: What a client calls it.
        about: What it answers.
        record: That, as a type.
        handler: What answers.
        file: The field that holds the file.
        fields: The other fields.
    """

    path: str
    name: str
    about: str
    record: type
    handler: Callable[[Desk, Posted], Answer]
    file: Parameter
    fields: tuple[Parameter, ...] = ()


_DEFINITION = Parameter("definition", "The definition's name.", "lithium-ion", required=True)
_MONTH = Parameter("month", "The month, as YYYY-MM.", "2025-02", required=True)
_VINTAGE = Parameter(
    "vintage", "What was known: `latest`, a day, a version as `v3`, or one with a definition's "
    "fingerprint.", "latest",
)  # fmt: skip
_LANGUAGE = Parameter("lang", "The language, `zh` or `en`.", "zh")
_CURRENCY = Parameter("currency", "The currency, by its letters.")
_LIMIT = Parameter("limit", f"How many at most, up to {MAX_ROWS:,}.", "100", whole=True)
_AFTER = Parameter("after", "What an earlier page named as `next`.")
_OF_REPORT = (_DEFINITION, _MONTH, _VINTAGE, _LANGUAGE, _CURRENCY)

_QUESTION = tuple(
    Parameter(name, about, {"codes": "85076000", "first": "20", "history": "12"}.get(name, ""),
              required=name == "codes", whole=name in ("first", "history"))
    for name, about in PARAMETERS.items()
)  # fmt: skip

_REPORT_AT = "/reports/{definition}/{month}"

API_ROUTES: tuple[ApiRoute, ...] = (
    ApiRoute(
        "/reports", "listReports", "All reports that can be had, with their months.",
        records.Reports, answers.answer_reports, (), "/reports",
    ),
    ApiRoute(
        _REPORT_AT, "getReport", "A report of a month: what it is, and where its parts are.",
        records.Report, answers.answer_report, _OF_REPORT, "/reports/lithium-ion/2025-02",
    ),
    ApiRoute(
        f"{_REPORT_AT}/figures", "listFigures", "The numbers of a report, in reading order.",
        records.Figures, answers.answer_figures, (*_OF_REPORT, _LIMIT, _AFTER),
        "/reports/lithium-ion/2025-02/figures?limit=2",
    ),
    ApiRoute(
        f"{_REPORT_AT}/figures/{{name}}", "getFigure",
        "A number: formula, levels, releases, files, how to cite it.",
        records.Figure, answers.answer_figure,
        (*_OF_REPORT, Parameter("name", "What it is called.", required=True)),
        "/reports/lithium-ion/2025-02/figures/overview,total,value,rows,~,month,value",
    ),
    ApiRoute(
        "/series", "askSeries",
        "An answer beside any report: levels, growth, shares, contributions, prices.",
        records.Series, answers.answer_series, (*_QUESTION, _VINTAGE),
        "/series?codes=85076000&by=partner&months=2025-02&first=3",
    ),
    ApiRoute(
        "/facts", "listFacts", "Rows of files, by month and code; all pages are of one version.",
        records.Facts, answers.answer_facts,
        (
            Parameter("codes", "Commodities that begin with one of these, parted by commas.",
                      "8542"),
            Parameter("flow", "`export`, `import`; several parted by commas.", "export"),
            Parameter("months", "Facts within these months, as FIRST..LAST.", "2025-01..2025-02"),
            Parameter("partner", "Only these partners, by customs code.", "304"),
            Parameter("province", "Only these provinces, by customs code.", "44"),
            Parameter("mode", "Only these trade modes, by customs code.", "10"),
            Parameter("grain", "Only facts of this grain.", "hs8/partner/mode/province"),
            Parameter("source", "Only facts of these files, by SHA-256."),
            _CURRENCY, _VINTAGE, _LIMIT, _AFTER,
        ),
        "/facts?codes=85076000&partner=304&limit=2",
    ),
    ApiRoute(
        "/loads", "listLoads", "What was loaded, oldest first.", records.Loads,
        answers.answer_loads, (_VINTAGE, _LIMIT, _AFTER), "/loads?limit=1",
    ),
    ApiRoute(
        "/revisions", "listRevisions",
        "What was revised between two days: totals of goods, and the numbers of a report.",
        records.Revisions, answers.answer_revisions,
        (
            Parameter("codes", "The goods; by default those of the report.", "85076000"),
            Parameter("report", "A definition's name.", "lithium-ion"),
            Parameter("month", "The month of that report.", "2025-02"),
            Parameter("earlier", "Known by this day.", "2025-03-30", required=True),
            Parameter("later", "Known by this day; by default now.", "2025-04-30"),
        ),
        "/revisions?codes=85076000&earlier=2099-01-01",
    ),
    ApiRoute(
        "/codes", "findCodes", "Codes of goods by their beginning, or by words of their names.",
        records.Codes, answers.answer_codes,
        (
            Parameter("q", "The beginning of a code, or words.", "锂离子", required=True),
            Parameter("month", "The month whose list is searched; by default the latest.",
                      "2025-02"),
            _LIMIT,
        ),
        "/codes?q=8507&limit=2",
    ),
)  # fmt: skip
"""The addresses, in order."""

API_POSTS: tuple[ApiPost, ...] = (
    ApiPost(
        "/audit", "auditDocument",
        "What cannot be true in a document, and how much of it was understood; it is not kept.",
        AuditRecord, answer_audit,
        Parameter("file", "The document: Word, PDF, Excel, PowerPoint, HTML, Markdown or text.",
                  "report.docx", required=True),
        (
            Parameter("compare", "`store` to hold it against the store's data, too.", "store"),
            Parameter("lang", "The language of the findings, `zh` or `en`; by default the "
                      "document's.", "zh"),
        ),
    ),
)  # fmt: skip
"""The addresses that take a file."""

API: tuple[ApiRoute | ApiPost, ...] = (*API_ROUTES, *API_POSTS)
"""All of them."""
