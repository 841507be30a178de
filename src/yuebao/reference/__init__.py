"""Customs offices: all that is particular to one, as data in a folder.

An `Office` has the code lists a report needs (partners, regions, trade modes, commodities, country
groups, units), its currencies, the depths of its codes, the dialects of its files, and the names of
its country. Facts are keyed on codes; names come from here, so that nothing a file wrote behind a
name is printed. Lists are read when first asked for.
"""

from yuebao.reference._characters import simplified, simplified_characters
from yuebao.reference._commodities import Commodities, Commodity, HsList
from yuebao.reference._festival import Festival
from yuebao.reference._folder import Names, Settings, in_language
from yuebao.reference._groups import CountryGroup, Groups, Membership
from yuebao.reference._listing import Listing
from yuebao.reference._modes import Mode, OfficeModes
from yuebao.reference._named import Named
from yuebao.reference._office import CodeForm, CurrencyWords, Office, Platform
from yuebao.reference._offices import DEFAULT_OFFICE, ENVIRONMENT, find_office, offices
from yuebao.reference._partners import OfficePartners, Partner
from yuebao.reference._regions import Region, Regions, RegionWords
from yuebao.reference._units import LargerUnit, OfficeUnits

__all__ = [
    "DEFAULT_OFFICE",
    "ENVIRONMENT",
    "CodeForm",
    "Commodities",
    "Commodity",
    "CountryGroup",
    "CurrencyWords",
    "Festival",
    "Groups",
    "HsList",
    "LargerUnit",
    "Listing",
    "Membership",
    "Mode",
    "Named",
    "Names",
    "Office",
    "OfficeModes",
    "OfficePartners",
    "OfficeUnits",
    "Partner",
    "Platform",
    "Region",
    "RegionWords",
    "Regions",
    "Settings",
    "find_office",
    "in_language",
    "offices",
    "simplified",
    "simplified_characters",
]
