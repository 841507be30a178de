"""The reports as data sets: in schema.org's words on their pages, and a catalogue in DCAT's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from yuebao.render import FORMATS
from yuebao.web.site.files import CATALOGUE, SiteLinks, web_address
from yuebao.web.words import page_languages, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.web.site.entry import SiteEntry

_MEDIA = {form.extension: form.media_type.partition(";")[0] for form in FORMATS}

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def data_set(entry: SiteEntry, links: SiteLinks) -> dict[str, Any]:
    """A report's page in the vocabulary of schema.org: a data set, and the files it can be had as.

    Addresses are whole where the site's own is known, and relative to the page where it is not.
    """
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": entry.headline,
        "description": entry.summary,
        "inLanguage": words_in(entry.language)["tag"],
        "temporalCoverage": "/".join(entry.covers),
        "datePublished": entry.date,
        "version": entry.vintage,
        "keywords": [*entry.goods, *(f"HS {code}" for code in entry.codes if code.isdigit())],
        "variableMeasured": list({**entry.tables, **entry.charts}.values()),
        "isAccessibleForFree": True,
        **({"creator": {"@type": "Organization", "name": entry.institute}}
           if entry.institute else {}),
        "url": _at(links, entry.file()),
        "identifier": _at(links, entry.file(pinned=True)),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _MEDIA[ending],
                "contentSize": f"{size} B",
                "contentUrl": _at(links, entry.file(f"report.{ending}")),
            }
            for ending, size in entry.files.items()
        ],
    }  # fmt: skip


def catalogue(entries: Iterable[SiteEntry], base: str) -> bytes:
    """Every report as a data set of DCAT, as JSON-LD."""
    links = SiteLinks(CATALOGUE, base)
    title = [
        {"@value": words_in(code)["name"], "@language": words_in(code)["tag"]}
        for code in page_languages()
    ]
    record = {
        "@context": _CONTEXT,
        "@id": _at(links, CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dcat:dataset": [_dcat(entry, links) for entry in entries],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _dcat(entry: SiteEntry, links: SiteLinks) -> dict[str, Any]:
    tag = words_in(entry.language)["tag"]
    page = {"@id": _at(links, entry.file())}
    return {
        "@id": _at(links, entry.file(pinned=True)),
        "@type": "dcat:Dataset",
        "dct:title": {"@value": entry.headline, "@language": tag},
        "dct:description": {"@value": entry.summary, "@language": tag},
        "dct:identifier": f"{entry.name}/{entry.month}/{entry.vintage}/{entry.money}",
        "dct:issued": {"@value": entry.date, "@type": "xsd:date"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": entry.covers[0], "@type": "xsd:gYearMonth"},
            "dcat:endDate": {"@value": entry.covers[1], "@type": "xsd:gYearMonth"},
        },
        "dct:language": tag,
        "dcat:keyword": list(entry.goods),
        **({"dct:publisher": {"@type": "foaf:Organization", "foaf:name": entry.institute}}
           if entry.institute else {}),
        "dcat:landingPage": page,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:accessURL": page,
                "dcat:downloadURL": {"@id": _at(links, entry.file(f"report.{ending}"))},
                "dcat:mediaType": _MEDIA[ending],
                "dcat:byteSize": size,
            }
            for ending, size in entry.files.items()
        ],
    }  # fmt: skip


def _at(links: SiteLinks, file: str) -> str:
    """A file's address: whole where the site's own is known, else from the file it stands in."""
    return web_address(links.base, file) if links.base else links.path(file)
