"""Why no data can print a document: minimal conflicts, and the fewest claims that must be wrong.

A conflict is a set of claims that cannot all hold though any of them could be given up; each is
found by linear programming and checked in exact numbers. Whatever is wrong must break every
conflict, so the fewest wrong claims are a least hitting set of all conflicts; it is found by asking
for one of the conflicts known (an integer programme of a few dozen variables), giving its claims
up, and asking again until what is left can be printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yuebao.auditing.reconciliation.programme import Programme, is_proof, new_solver
from yuebao.auditing.reconciliation.system import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.reconciliation.system import LinearSystem

_MOST_CONFLICTS = 150
"""After so many the search settles for the conflicts it has: each of them stands."""
_MOST_WORK = 4_000_000
"""Of how many rows in all its questions may be: ten times what sixty errors in a report take."""


_WORK_OF_A_STEP = 60
"""As long as a question of so many rows takes a step towards the lightest claims."""
_MOST_NODES = 2_000
"""After so many branches the lightest claims found so far are taken."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all hold, and the rows by which that is proved."""

    claims: frozenset[int]
    rows: tuple[int, ...]


@dataclass(slots=True)
class SearchVerdict:
    """What was found.

    Attributes:
        conflicts: Every conflict found; each is proved.
        guilty: The claims given up, the fewest by weight where `complete`.
        options: For each of them, every claim that would do instead, itself first.
        complete: Whether what is left can be printed, and nothing lighter would do.
        ignored: Claims of conflicts that could not be proved in exact numbers.
    """

    conflicts: list[Conflict] = field(default_factory=list)
    guilty: list[int] = field(default_factory=list)
    options: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    ignored: set[int] = field(default_factory=set)


class Search:
    """The search through one system."""

    def __init__(
        self,
        system: LinearSystem[Any],
        programme: Programme | None = None,
        most_claims: int | None = None,
        most_guilty: int | None = None,
        most_conflicts: int = _MOST_CONFLICTS,
        most_work: int = _MOST_WORK,
    ) -> None:
        """Begin.

        Args:
            system: The system.
            programme: Its programme, where there is one already.
            most_claims: Of how many claims a conflict may be sought before the search gives up:
                a proof by hundreds of numbers is none that anybody redoes.
            most_guilty: How many claims may be given up before the search does: a document of
                which more is wrong was misread.
            most_conflicts: After how many the search settles for those it has.
            most_work: And after questions of how many rows.
        """
        self.system = system
        self._most_claims = most_claims
        self._most_guilty = len(system.claims) if most_guilty is None else most_guilty
        self._most_conflicts = most_conflicts
        self.programme = programme or Programme(system)
        self.verdict = SearchVerdict()
        self._most_work = most_work
        self._begun = self.programme.work
        self._small_work = 0
        self._rows: dict[int, list[int]] = {n: [] for n in range(len(system.claims))}
        for number, row in enumerate(system.rows):
            if row.claim is not None:
                self._rows[row.claim].append(number)

    def run(self) -> SearchVerdict:
        """Find the fewest claims that must be wrong; nothing where all can hold."""
        verdict = self.verdict
        guilty: list[int] = []
        while not self._holds_without(guilty):
            self._collect(guilty)
            guilty = self._hitting_set()
            too_much = len(guilty) > self._most_guilty or self._is_spent()
            if too_much or len(verdict.conflicts) > self._most_conflicts:
                verdict.complete = False
            if not verdict.complete:
                break
        verdict.guilty = guilty
        if verdict.complete:
            verdict.options = {claim: self._options(claim) for claim in guilty}
        else:
            verdict.options = {claim: [claim] for claim in guilty}
        return verdict

    def _is_spent(self) -> bool:
        """Whether its questions were of as many rows as they may be."""
        return self.programme.work - self._begun + self._small_work > self._most_work

    def _holds_without(self, claims: Iterable[int]) -> bool:
        self.programme.give_up({*claims, *self.verdict.ignored})
        return self.programme.is_possible()

    def _hitting_set(self) -> list[int]:
        found = hitting_set(self.system, self.verdict.conflicts)
        self._small_work += _WORK_OF_A_STEP * found.steps
        self.verdict.complete &= found.lightest
        return found.claims

    def _collect(self, guilty: Sequence[int]) -> None:
        """Add conflicts that share no claim with each other, until what is left can hold."""
        given = set(guilty)
        while not self._holds_without(given):
            conflict = self._conflict()
            if not self.verdict.complete:
                return
            if conflict is None and self._is_spent():
                return
            if conflict is None:
                continue
            self.verdict.conflicts.append(conflict)
            given |= conflict.claims
            if len(self.verdict.conflicts) > self._most_conflicts or self._is_spent():
                return

    def _conflict(self) -> Conflict | None:
        """A minimal conflict among what is not given up; None where it is not proved exactly."""
        rows = list(self.programme.proof())
        claims = self._claims_of(rows)
        if self._most_claims is not None and len(claims) > self._most_claims:
            self.verdict.complete = False
            self.verdict.ignored |= claims
            return None
        claims |= self._plainer(claims)
        small = Programme(self.system, sorted({*rows, *self._rows_of(claims)}))
        given: set[int] = set()
        for claim in sorted(claims, key=self._drop_first):
            if claim in given:
                continue
            small.give_up(given | {claim})
            if not small.is_possible():  # whatever this proof does without can go as well
                given = claims - self._claims_of(small.proof())
        small.give_up(given)
        possible = small.is_possible()
        self._small_work += small.work
        if possible or not is_proof(self.system, exact := small.proof()):
            self.verdict.ignored |= claims - given
            return None
        return Conflict(frozenset(claims - given), tuple(exact))

    def _claims_of(self, rows: Iterable[int]) -> set[int]:
        return {c for number in rows if (c := self.system.rows[number].claim) is not None}

    def _rows_of(self, claims: Iterable[int]) -> list[int]:
        return [row for claim in claims for row in self._rows[claim]]

    def _plainer(self, claims: set[int]) -> set[int]:
        """Claims that may tell the same conflict better: cells for sentences, and the overview."""
        off = self.programme.given_up
        sources = {id(self.system.claims[claim].source) for claim in claims}
        return {
            number
            for number, claim in enumerate(self.system.claims)
            if claim.sort is Sort.CELL
            and number not in off
            and (claim.plain or id(claim.source) in sources)
        }

    def _drop_first(self, number: int) -> tuple[int, bool, int]:
        """Conflicts are best of few cells: orders and sentences are dropped first, then details."""
        order = (Sort.ORDER, Sort.STATEMENT, Sort.ABSENT, Sort.CELL)
        claim = self.system.claims[number]
        return order.index(claim.sort), claim.plain, number

    def _options(self, claim: int) -> list[int]:
        """The claims of the same weight or less that could be given up instead of one."""
        verdict = self.verdict
        others = [other for other in verdict.guilty if other != claim]
        alone = [c.claims for c in verdict.conflicts if not c.claims & set(others)]
        common = frozenset.intersection(*alone) if alone else frozenset()
        weight = self.system.claims[claim].weight
        able = [
            other
            for other in sorted(common - {claim})
            if self.system.claims[other].weight <= weight and self._holds_without([*others, other])
        ]
        return [claim, *able]


@dataclass(frozen=True, slots=True)
class HittingSet:
    """Claims of which every conflict has one.

    Attributes:
        claims: The claims, in order.
        lightest: Whether none are lighter; else it would have taken too long to tell.
        steps: How many steps it took to find them.
    """

    claims: list[int]
    lightest: bool
    steps: int


def hitting_set(system: LinearSystem[Any], conflicts: Sequence[Conflict]) -> HittingSet:
    """The lightest claims of which every conflict has one; ties go to what is printed later."""
    import highspy

    if not conflicts:
        return HittingSet([], lightest=True, steps=0)
    claims = sorted({claim for conflict in conflicts for claim in conflict.claims})
    solver = new_solver()
    solver.setOptionValue("mip_max_nodes", _MOST_NODES)
    columns = {}
    for at, claim in enumerate(claims):
        weight = float(system.claims[claim].weight) - at * 1e-6
        columns[claim] = solver.addVariable(0, 1, weight, highspy.HighsVarType.kInteger)
    for conflict in conflicts:
        solver.addConstr(sum(columns[claim] for claim in conflict.claims) >= 1)
    solver.run()
    values = solver.getSolution().col_value or [0.0] * len(claims)
    found = {claim for at, claim in enumerate(claims) if values[at] > 0.5}
    found |= {max(conflict.claims) for conflict in conflicts if not conflict.claims & found}
    lightest = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return HittingSet(sorted(found), lightest, solver.getInfo().simplex_iteration_count)
