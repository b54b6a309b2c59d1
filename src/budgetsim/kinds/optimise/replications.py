"""What every policy mix meets: states of the uncertain parameters, seeds, and what it is compared with under them.

A state is a set of values of the uncertain parameters that holds from the start, burn-in included; it becomes a base
from which the mixes depart. All mixes, the status quo and the reference reforms meet the same states and seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.optimise.question import COST, Question
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import without_overruled
from budgetsim.studies.factors import SCENARIO, Factor, as_settings, settings_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.kind import Round
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import Columns, latin_hypercube
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study

if TYPE_CHECKING:
    import pandas as pd

STATUS_QUO = "status_quo"
TIMED_MIXES = 32
"""Mixes by which the time of a search is guessed."""


@dataclass(frozen=True)
class Replications:
    """States and seeds that are the same for all mixes; those of the search, or fresh ones for the final check."""

    question: Question
    states: Columns
    seeds: tuple[int, ...]
    is_fresh: bool

    @property
    def count(self) -> int:
        """Number of states."""
        return count_of(self.states)

    @classmethod
    def of_search(cls, question: Question) -> Replications:
        """Return the replications of the search."""
        return cls(question, draw_states(question, is_fresh=False), question.seeds, is_fresh=False)

    @classmethod
    def of_check(cls, question: Question) -> Replications:
        """Return the fresh replications of the final check."""
        return cls(question, draw_states(question, is_fresh=True), question.fresh_seeds, is_fresh=True)

    def references(self) -> Round:
        """Return the round of the status quo and the reference reforms."""
        name = "references-fresh" if self.is_fresh else "references"
        return self._round(name, reference_points(self.question, self.states))

    def mixes(self, name: str, names: Sequence[str], mixes: Columns) -> Round:
        """Return a round of mixes."""
        return self._round(name, mix_points(self.question, names, mixes, self.states))

    def losses(self, result: StudyResult) -> Array:
        """Return means over the last years of a round as losses (mix, state, seed, outcome), a limited cost last."""
        question = self.question
        means = result.run_means(LAST_YEARS, question.outcomes)
        columns = [objective.sign * means[objective.name].to_numpy() for objective in question.objectives]
        if question.budget is not None:
            columns.append(means[COST].to_numpy())
        losses = np.stack(columns, axis=-1)
        return losses.reshape(-1, self.count, len(self.seeds), losses.shape[-1])

    def means(self, result: StudyResult, names: Sequence[str]) -> pd.DataFrame:
        """Return means over the last years and over states of every outcome: one row per mix × seed."""
        import pandas as pd

        table = result.run_means(LAST_YEARS)
        outcomes = [str(name) for name in table.columns if name not in ("scenario", "seed")]
        shape = (len(names), self.count, len(self.seeds), -1)
        values = table[outcomes].to_numpy().reshape(shape).mean(axis=1)
        means = pd.DataFrame(values.reshape(-1, len(outcomes)), columns=outcomes)
        means.insert(0, "seed", np.tile(self.seeds, len(names)))
        means.insert(0, "scenario", np.repeat(np.asarray(names, dtype=object), len(self.seeds)))
        return means

    def _round(self, name: str, scenarios: Sequence[Scenario]) -> Round:
        question = self.question
        settings: dict[str, Any] = {
            "factors": [factor.to_dict() for factor in question.varied],
            "states": self.states,
        }
        # Only what is sought is read again of a search, and of a check over draws, which tells all else of named mixes
        # alone; all outcomes would take ten times the disk.
        has_all = self.is_fresh and not question.is_drawn
        keep = question.keep if has_all else replace(question.keep, outcomes=question.outcomes)
        settings |= keep.settings()
        study = Study(
            "optimise", question.title, scenarios, self.seeds, code=question.code, settings=settings
        )
        return Round(name, study)


def draw_states(question: Question, *, is_fresh: bool) -> Columns:
    """Return the states as columns of values by parameter; those of the check are others than those of the search.

    Draws are the first of the line in the check, as in a comparison, and in the search those that follow them. Ranges
    of uncertainties are filled by Latin hypercubes. Where nothing is uncertain there is one state, the scenario as it
    is, and no column.
    """
    if question.is_drawn:
        first = question.check_count
        drawn = question.drawn_states(first if is_fresh else first + question.state_count, {}).parameters
        part = slice(0, first) if is_fresh else slice(first, None)
        return {name: column[part].tolist() for name, column in drawn.items()}
    if not question.uncertain:
        return {}
    # Two streams that no other seed of a search shares.
    seed = int(np.random.SeedSequence((question.search_seed, int(is_fresh))).generate_state(1)[0])
    return latin_hypercube(question.uncertain, question.state_count, seed)


def count_of(states: Columns) -> int:
    """Return the number of states; without columns there is one."""
    return len(next(iter(states.values()))) if states else 1


def state_bases(question: Question, states: Columns, start: Scenario | None = None) -> tuple[Scenario, ...]:
    """Return the scenario, by default the base, in every state; named by the state, or unchanged if there is one."""
    base = question.base if start is None else start
    if not states:
        return (base,)
    factors = {factor.name: factor for factor in question.uncertain}
    digits = max(2, len(str(count_of(states))))
    bases = []
    for place in range(count_of(states)):
        settings: dict[str, object] = {}
        for name, column in states.items():
            settings |= (
                settings_of(factors[name], column[place]) if name in factors else {name: column[place]}
            )
        name = f"state{place + 1:0{digits}d}"
        bases.append(base.placed(name=name, **as_settings(question.uncertain, settings)))
    return tuple(bases)


def mix_points(question: Question, names: Sequence[str], mixes: Columns, states: Columns) -> Points:
    """Return every mix in every state; a mix's states follow each other.

    Raises
    ------
    ScenarioError
        If a mix is not allowed, or a change of the base would overrule it.
    """
    bases = state_bases(question, states)
    if len(bases) == 1:
        return Points(bases, question.varied, mixes, question.reform_year, tuple(names))
    state_names = [base.name for base in bases]
    factor = Factor(SCENARIO, "uncertainty", "choice", levels=tuple(state_names))
    values = {SCENARIO: state_names * len(names)}
    values |= {name: [value for value in column for _ in bases] for name, column in mixes.items()}
    labels = tuple(f"{name}-{state}" for name in names for state in state_names)
    return Points(bases, (factor, *question.varied), values, question.reform_year, labels)


def reference_points(question: Question, states: Columns) -> tuple[Scenario, ...]:
    """Return the status quo and the reference reforms in every state, in the order of ``reference_names``."""
    points = []
    for name, start in zip(reference_names(question), (question.base, *question.reforms), strict=True):
        several = state_bases(question, states, start)
        labels = [name] if len(several) == 1 else [f"{name}-{base.name}" for base in several]
        points += [base.replace(name=label) for base, label in zip(several, labels, strict=True)]
    return tuple(points)


def reference_names(question: Question) -> tuple[str, ...]:
    """Return what the status quo and the reference reforms are called."""
    return (STATUS_QUO, *(reform.name for reform in question.reforms))


def final_value(scenario: Scenario, name: str) -> Any:
    """Return the value of a lever in the last year for all departments; ``None`` of a switch."""
    if not hasattr(scenario.policy, name):
        return None
    value = getattr(scenario.policy, name)
    for change in scenario.changes:
        if name in change.levers and change.share == 1.0:
            value = change.levers[name]
    return value


def some_mixes(question: Question) -> tuple[Scenario, ...]:
    """Return mixes drawn over the ranges of the levers, which stand for those of a search when its time is guessed."""
    drawn = latin_hypercube(question.varied, TIMED_MIXES, question.search_seed)
    names = tuple(f"mix{place}" for place in range(TIMED_MIXES))
    return tuple(Points((question.base,), question.varied, drawn, question.reform_year, names))


def mix_scenario(question: Question, mix: Columns, name: str, description: str) -> Scenario:
    """Return one mix (columns of one value) as a scenario that stands for itself."""
    (scenario,) = Points((question.base,), question.varied, mix, question.reform_year, (name,))
    # A file that sets a lever twice in one year is refused.
    return scenario.replace(description=description, changes=without_overruled(scenario.changes))
