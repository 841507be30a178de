"""The code lists a report needs: partners, provinces, trade modes, commodities, country groups.

Everything is data packaged with its source (`data/README.md`), read when first asked for. Facts
are keyed on codes; names come from here, so that nothing a file wrote behind a name is printed.
"""

from yuebao.reference._commodities import (
    Commodity,
    HsList,
    find_commodity,
    hs_codes,
    hs_edition,
    hs_list_for,
    is_hs_prefix,
    unit_name,
)
from yuebao.reference._groups import CountryGroup, Membership, group, groups
from yuebao.reference._modes import Mode, find_mode, mode_name, modes
from yuebao.reference._partners import (
    RE_IMPORT_PARTNER,
    Partner,
    codes_of,
    current_partner,
    find_partner,
    partner_name,
    partners,
)
from yuebao.reference._provinces import (
    Province,
    find_province,
    province_code,
    province_name,
    provinces,
)

__all__ = [
    "RE_IMPORT_PARTNER",
    "Commodity",
    "CountryGroup",
    "HsList",
    "Membership",
    "Mode",
    "Partner",
    "Province",
    "codes_of",
    "current_partner",
    "find_commodity",
    "find_mode",
    "find_partner",
    "find_province",
    "group",
    "groups",
    "hs_codes",
    "hs_edition",
    "hs_list_for",
    "is_hs_prefix",
    "mode_name",
    "modes",
    "partner_name",
    "partners",
    "province_code",
    "province_name",
    "provinces",
    "unit_name",
]
