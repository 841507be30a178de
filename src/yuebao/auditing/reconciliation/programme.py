"""Linear programmes on a `System`, by HiGHS: can all of it hold, and why not.

Every row that stands on a claim may be broken at a price; the cheapest breach is zero when some
data print the document. When it is not, the prices of the rows (the dual solution) are a proof: the
rows added up by them say that something of zero or more is below zero. HiGHS works in floating
point, so a proof counts only after it is checked in exact numbers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yuebao.auditing.numbers import Interval
from yuebao.auditing.reconciliation.system import combine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.auditing.reconciliation.system import Constraint, LinearSystem

_HALVINGS = 24
"""How often the end of a ratio is halved: to a sixteen-millionth of what it is first known by."""

_MOST_HALVING_WORK = 2_000_000
"""Of how many rows halvings may be: twenty times what thirty errors in a report take."""

TOLERANCE = 1e-7
"""A breach cheaper than this is taken for none."""

_ROOM = 10**4
"""No level is ten thousand times the largest number a document prints."""


def new_solver() -> Any:
    """A silent solver on one thread. highspy brings numpy, 0.1 s: only who audits pays for it."""
    import highspy

    make: Any = highspy.Highs
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


class Programme:
    """The elastic programme of some rows of a system, kept warm between questions.

    Attributes:
        numbers: Which rows of the system it has.
        columns: The column of each variable.
        given_up: The claims whose rows may be anything.
        work: Of how many rows its questions were, added up.
    """

    def __init__(self, system: LinearSystem[Any], rows: Sequence[int] | None = None) -> None:
        import highspy

        self.system = system
        self.numbers = list(range(len(system.rows))) if rows is None else list(rows)
        self._rows = [system.rows[number] for number in self.numbers]
        self._scales = [_scale(row) for row in self._rows]
        used = sorted({var for row in self._rows for var, _ in row.terms})
        self.columns = {var: at for at, var in enumerate(used)}
        self._infinity = highspy.kHighsInf
        self._solver = new_solver()
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self._solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
        self._costs = self._pass_model(highspy)
        self.given_up: set[int] = set()
        self.work = 0
        self._halving_work = 0
        self._forbidden = False

    def _pass_model(self, highspy: Any) -> list[float]:
        """Columns are the variables, then the breaches; the prices of all of them."""
        starts, index, value = [0], list[int](), list[float]()
        costs = [0.0] * len(self.columns)
        for row, scale in zip(self._rows, self._scales, strict=True):
            for var, factor in row.terms:
                index.append(self.columns[var])
                value.append(float(factor / scale))
            if row.claim is not None:
                for sign, limit in ((1.0, row.low), (-1.0, row.high)):
                    if limit is not None:
                        index.append(len(costs))
                        value.append(sign)
                        costs.append(1.0)
            starts.append(len(index))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(costs), len(self._rows)
        model.col_cost_ = costs
        model.col_lower_ = [0.0] * len(costs)
        model.col_upper_ = [self._infinity] * len(costs)
        bounds = [self._bounds(at) for at in range(len(self._rows))]
        model.row_lower_ = [low for low, _ in bounds]
        model.row_upper_ = [high for _, high in bounds]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = index
        model.a_matrix_.value_ = value
        self._solver.passModel(model)
        return costs

    def _bounds(self, at: int) -> tuple[float, float]:
        row, scale = self._rows[at], self._scales[at]
        low = -self._infinity if row.low is None else float(row.low / scale)
        high = self._infinity if row.high is None else float(row.high / scale)
        return low, high

    def give_up(self, claims: Iterable[int]) -> None:
        """Let the rows of exactly these claims be anything."""
        wanted = set(claims)
        for at, row in enumerate(self._rows):
            if row.claim is None or (row.claim in wanted) == (row.claim in self.given_up):
                continue
            bounds = (-self._infinity, self._infinity) if row.claim in wanted else self._bounds(at)
            self._solver.changeRowBounds(at, *bounds)
        self.given_up = wanted

    def is_possible(self) -> bool:
        """Whether everything that is not given up can hold."""
        self._forbid_breaches(forbid=False)
        self._solver.run()
        self.work += len(self._rows)
        return float(self._solver.getInfo().objective_function_value) <= TOLERANCE

    def proof(self) -> dict[int, float]:
        """After a question that was answered no: the factor of each row of the proof."""
        duals = self._solver.getSolution().row_dual
        return {
            number: float(dual) / float(scale)
            for number, dual, scale in zip(self.numbers, duals, self._scales, strict=True)
            if abs(dual) > 1e-9
        }

    def extreme(self, terms: Iterable[tuple[int, Fraction]], *, most: bool) -> Fraction | None:
        """The least or most of a sum where everything not given up holds; None where no bound."""
        terms = list(terms)
        if any(var not in self.columns for var, _ in terms):
            return None if most else Fraction(0)
        self._forbid_breaches(forbid=True)
        for var, factor in terms:
            self._solver.changeColCost(self.columns[var], float(-factor if most else factor))
        self._solver.run()
        self.work += len(self._rows)
        optimal = str(self._solver.getModelStatus()).endswith("kOptimal")
        value = float(self._solver.getInfo().objective_function_value)
        for var, _ in terms:
            self._solver.changeColCost(self.columns[var], 0.0)
        if not optimal:
            return None
        return Fraction(round(-value if most else value, 6)).limit_denominator(10**6)

    def range_of(
        self, top: Sequence[tuple[int, Fraction]], bottom: Sequence[tuple[int, Fraction]] = ()
    ) -> Interval | None:
        """What a sum can be, or a sum over another, where everything not given up holds.

        Args:
            top: The sum.
            bottom: What it is over; nothing where it is over nothing.

        Returns:
            The range; None where nothing bounds it, or what it is over may be zero.
        """
        found = self._ends(top)
        if found is None or not bottom:
            return found
        under = self._ends(bottom)
        if under is None or under.low is None or under.low <= 0:
            return None
        over = [1 / under.low, 1 / under.high if under.high else Fraction(0)]
        low = None if found.low is None else min(found.low * one for one in over)
        high = None if found.high is None else max(found.high * one for one in over)
        if low is None or high is None:
            return Interval(low, high)
        return Interval(*(self._end(top, bottom, (low, high), most=most) for most in (False, True)))

    def _ends(self, terms: Sequence[tuple[int, Fraction]]) -> Interval | None:
        low, high = (self.extreme(terms, most=most) for most in (False, True))
        return None if low is None and high is None else Interval(low, high)

    def _end(
        self,
        top: Sequence[tuple[int, Fraction]],
        bottom: Sequence[tuple[int, Fraction]],
        within: tuple[Fraction, Fraction],
        *,
        most: bool,
    ) -> Fraction:
        """The least or most of a ratio, by halving: of it, top less so many times bottom is zero.

        Both sums are of the same levels, so their own ends seldom meet in one ratio. Where a
        document has so much wrong that enough was halved, what bounds the ratio is its end.
        """
        low, high = within
        for _ in range(_HALVINGS):
            self._halving_work += len(self._rows)
            if self._halving_work > _MOST_HALVING_WORK:
                return within[most]
            middle = (low + high) / 2
            rest = self.extreme(combine((1, dict(top)), (-middle, dict(bottom))).items(), most=most)
            if rest is None:
                return within[most]
            if (rest > 0) if most else (rest >= 0):
                low = middle
            else:
                high = middle
        return high if most else low

    def _forbid_breaches(self, *, forbid: bool) -> None:
        """Hold every breach at nothing, or let all go: at once, and only where that is new."""
        if forbid == self._forbidden:
            return
        self._forbidden = forbid
        import numpy as np

        columns = np.arange(len(self.columns), len(self._costs), dtype=np.int32)
        highest = np.full(len(columns), 0.0 if forbid else self._infinity)
        self._solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), highest)


def _scale(row: Constraint) -> Fraction:
    return max((abs(factor) for _, factor in row.terms), default=Fraction(1))


def is_proof(system: LinearSystem[Any], factors: Mapping[int, float]) -> bool:
    """Whether rows added up by these factors say, in exact numbers, what cannot be.

    A factor of zero or more takes a row by its lower end, a negative one by its upper. What is left
    of the terms may be above zero by what floating point lost; it counts at the largest level.
    """
    total = Fraction(0)
    left: dict[int, Fraction] = {}
    for number, factor in factors.items():
        row, exact = system.rows[number], Fraction(factor)
        limit = row.low if exact >= 0 else row.high
        if limit is None:
            if abs(factor) > 1e-7:
                return False
            continue
        total += exact * limit
        for var, value in row.terms:
            left[var] = left.get(var, Fraction(0)) + exact * value
    room = _ROOM * system.largest
    excess = sum((value for value in left.values() if value > 0), Fraction(0))
    return total - excess * room > 0
