"""The worlds that every mix meets: states of what is uncertain, and what it is compared with in them.

A state is a set of values of the uncertain parameters that holds from the start, burn-in included; it becomes a base
from which the mixes depart. All mixes, the status quo and the reference reforms meet the same states and seeds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from budgetsim.scenario import Change, Scenario
from budgetsim.scenario_files.changes import without_overruled
from budgetsim.studies.factors import SCENARIO, Factor, as_settings, settings_of
from budgetsim.studies.optimise.problem import Optimisation
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import Columns, latin_hypercube

STATUS_QUO = "status_quo"


def draw_states(asked: Optimisation, *, fresh: bool) -> Columns:
    """Return the states as columns of values: a Latin hypercube over the uncertainties; ``fresh`` draws others.

    Without uncertainties there is one state, the scenario as it is, and no column.
    """
    if not asked.uncertainties:
        return {}
    # Two streams that no other seed of a search shares.
    seed = int(np.random.SeedSequence((asked.search_seed, int(fresh))).generate_state(1)[0])
    return latin_hypercube(asked.uncertainties, asked.states, seed)


def state_bases(asked: Optimisation, states: Columns, start: Scenario | None = None) -> tuple[Scenario, ...]:
    """Return the scenario, by default the base, in every state; named by the state, or unchanged if there is one."""
    base = asked.base if start is None else start
    if not states:
        return (base,)
    made = []
    for place in range(asked.states):
        settings: dict[str, object] = {}
        for factor in asked.uncertainties:
            settings |= settings_of(factor, states[factor.name][place])
        made.append(base.placed(name=state_name(place), **as_settings(asked.uncertainties, settings)))
    return tuple(made)


def state_name(place: int) -> str:
    """Return the name of a state."""
    return f"state{place + 1:02d}"


def mix_points(asked: Optimisation, names: Sequence[str], mixes: Columns, states: Columns) -> Points:
    """Return every mix in every state; a mix's states follow each other.

    Raises
    ------
    ScenarioError
        If a mix is not allowed, or a change of the base would overrule it.
    """
    bases = state_bases(asked, states)
    if len(bases) == 1:
        return Points(bases, asked.levers, mixes, asked.from_year, tuple(names))
    own = [base.name for base in bases]
    factor = Factor(SCENARIO, "uncertainty", "choice", levels=tuple(own))
    values = {SCENARIO: own * len(names)}
    values |= {name: [value for value in column for _ in own] for name, column in mixes.items()}
    labels = tuple(f"{name}-{state}" for name in names for state in own)
    return Points(bases, (factor, *asked.levers), values, asked.from_year, labels)


def reference_points(asked: Optimisation, states: Columns) -> tuple[Scenario, ...]:
    """Return the status quo and the reference reforms in every state, in the order of ``reference_names``."""
    found = []
    for name, start in zip(reference_names(asked), (asked.base, *asked.references), strict=True):
        several = state_bases(asked, states, start)
        labels = [name] if len(several) == 1 else [f"{name}-{base.name}" for base in several]
        found += [base.replace(name=label) for base, label in zip(several, labels, strict=True)]
    return tuple(found)


def reference_names(asked: Optimisation) -> tuple[str, ...]:
    """Return what the status quo and the reference reforms are called."""
    return (STATUS_QUO, *(reference.name for reference in asked.references))


def transplanted(reform: Scenario, base: Scenario, year: int) -> Scenario:
    """Return the changes of a reform on another base, so that the first of them comes in a given year.

    Raises
    ------
    ScenarioError
        If a change would come after the last year, or is not allowed there.
    """
    shift = year - min(change.year for change in reform.changes)
    moved = [Change(c.year + shift, dict(c.levers), c.share, c.assignment) for c in reform.changes]
    return base.placed(name=reform.name, changes=[*base.changes, *moved])


def some_mixes(asked: Optimisation, count: int = 32) -> tuple[Scenario, ...]:
    """Return mixes drawn over the ranges of the levers, which stand for those of a search when its time is guessed."""
    drawn = latin_hypercube(asked.levers, count, asked.search_seed)
    names = tuple(f"mix{place}" for place in range(count))
    return tuple(Points((asked.base,), asked.levers, drawn, asked.from_year, names))


def mix_scenario(asked: Optimisation, mix: Columns, name: str, description: str) -> Scenario:
    """Return one mix (columns of one value) as a scenario that stands for itself."""
    (made,) = Points((asked.base,), asked.levers, mix, asked.from_year, (name,))
    # A file that sets a lever twice in one year is refused.
    return made.replace(description=description, changes=without_overruled(made.changes))
