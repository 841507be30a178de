"""Levels, growth, shares and ranks, computed exactly from stored facts."""

from yuebao.indicators._basis import (
    Basis,
    Gap,
    Missing,
    Term,
    deepest_basis,
    extend_basis,
    find_basis,
    find_currencies,
    other_bases,
    resolve_period,
    stated_periods,
)
from yuebao.indicators._cells import CellTable, Traded, compute_cells
from yuebao.indicators._concentration import (
    Concentration,
    Turnover,
    compute_concentration,
    compute_turnover,
    traders,
)
from yuebao.indicators._contribution import Contribution, compute_contribution, rest_of
from yuebao.indicators._holdings import Holding, find_holdings, month_runs
from yuebao.indicators._lacking_parts import NumberedFiles, numbered_files
from yuebao.indicators._levels import Breakdown, Level, LevelTable, add_levels
from yuebao.indicators._price import ROOT_PLACES, Decomposition, decompose, round_root
from yuebao.indicators._ranking import rank
from yuebao.indicators._rates import (
    Growth,
    Net,
    Reason,
    Share,
    compute_growth,
    compute_net,
    compute_share,
    official_growth,
)
from yuebao.indicators._records import Past, Record, Run, compute_record, compute_run
from yuebao.indicators._revised import (
    FEWEST_REVISIONS,
    USUAL,
    LevelRevision,
    Unusual,
    find_level_revisions,
    find_unusual,
    restated_periods,
)
from yuebao.indicators._status import RULES, Status, find_status
from yuebao.indicators._tabulate import (
    QuantityTable,
    Tabulation,
    compute_levels,
    compute_quantities,
    tabulate,
)

__all__ = [
    "FEWEST_REVISIONS",
    "ROOT_PLACES",
    "RULES",
    "USUAL",
    "Basis",
    "Breakdown",
    "CellTable",
    "Concentration",
    "Contribution",
    "Decomposition",
    "Gap",
    "Growth",
    "Holding",
    "Level",
    "LevelRevision",
    "LevelTable",
    "Missing",
    "Net",
    "NumberedFiles",
    "Past",
    "QuantityTable",
    "Reason",
    "Record",
    "Run",
    "Share",
    "Status",
    "Tabulation",
    "Term",
    "Traded",
    "Turnover",
    "Unusual",
    "add_levels",
    "compute_cells",
    "compute_concentration",
    "compute_contribution",
    "compute_growth",
    "compute_levels",
    "compute_net",
    "compute_quantities",
    "compute_record",
    "compute_run",
    "compute_share",
    "compute_turnover",
    "decompose",
    "deepest_basis",
    "extend_basis",
    "find_basis",
    "find_currencies",
    "find_holdings",
    "find_level_revisions",
    "find_status",
    "find_unusual",
    "month_runs",
    "numbered_files",
    "official_growth",
    "other_bases",
    "rank",
    "resolve_period",
    "rest_of",
    "restated_periods",
    "round_root",
    "stated_periods",
    "tabulate",
    "traders",
]
