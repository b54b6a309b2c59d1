"""Results in each state: the values of the factors, and the outcome of the condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.discover.condition import Condition
from budgetsim.kinds.discover.tree import Columns, Places, column_of
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import STRUCTURES, own_factors, stored_states
from budgetsim.studies.summary import t_interval
from budgetsim.studies.windows import at_end

if TYPE_CHECKING:
    from budgetsim.studies.store import StudyResult


BENEATH = "beneath"
"""Setting of a study that tells which parameters its states took draws of."""
SCENARIOS = 2
"""Scenarios that a discovery simulates: the policy and what it is compared with."""
FEWEST_GROUPS = 40
"""Fewest groups of states that can be parted into halves, and one half into parts again."""


@dataclass(frozen=True)
class Cases:
    """States of the world, and one number for each."""

    factors: tuple[Factor, ...]
    """What states differ in."""
    columns: Columns
    """Values of the factors, one array over states each."""
    measured: Array
    """Change or level of the outcome: mean over seeds and the last years, one per state."""
    low: Array
    """Lower ends of the 95 % t intervals over seeds, paired where it is a change; NaN with one seed."""
    high: Array
    """Upper ends."""
    condition: Condition
    policy: str = ""
    """Name of the policy that is judged; empty where a study knows none."""
    base: str = ""
    """Name of what it is compared with; empty where nothing is."""
    delivered: tuple[str, ...] = ()
    """Factors that say what the policy attains of what it announces."""
    draws: Places | None = None
    """Number of the draw of parameters that each state took; ``None`` where they are as declared."""
    rivals: Mapping[str, Array] = field(default_factory=dict)
    """What the first states come to under other structures of the model, by the name of the structure."""

    def part(self, places: Places) -> Columns:
        """Return the values of the factors in some of the states."""
        return {name: values[places] for name, values in self.columns.items()}

    @property
    def groups(self) -> Places:
        """A number for each state, the same where all uncertain parameters are: such states differ in levers only.

        Over draws of parameters those are alike that took the same one. They are parted together, or what is all but
        one state would judge the boxes that it found. Where levers meet few values of the uncertain parameters, states
        count each for itself.
        """
        import pandas as pd

        unknown = [column_of(factor) for factor in self.factors if factor.role == "uncertainty"]
        every = np.arange(len(self.measured))
        if self.draws is not None:
            return self.draws if len(np.unique(self.draws)) >= FEWEST_GROUPS else every
        if not unknown:
            return every
        table = pd.DataFrame({name: self.columns[name] for name in unknown})
        groups = table.groupby(unknown).ngroup().to_numpy()
        return np.asarray(groups) if groups.max() + 1 >= FEWEST_GROUPS else every


def cases_of(result: StudyResult, condition: Condition, policy: str = "", base: str = "") -> Cases:
    """Return the states of a finished study, all points under common seeds where a policy is compared.

    Without ``of`` the condition means the change where there is a base, else the level. ``policy`` and ``base`` are
    levels of the factor ``scenario`` to compare; empty where the study has one scenario, or all of them count as states
    alike.

    Raises
    ------
    StudyError
        If the study has no such scenarios, no factors, or a change is asked for without a base.
    """
    _refuse_unusable(result, condition, policy, base)
    factors = tuple(factor for factor in _searched(result) if not (base and factor.name == SCENARIO))
    resolved = replace(condition, of=condition.of or ("change" if base else "level"))
    means = _means(result, condition.outcome)
    points, counted = result.points, _counted_places(result)
    policy_rows, base_rows = _judged(points, counted, policy, base)
    if base:
        _refuse_unpaired(points, factors, policy_rows, base_rows)
    is_change = resolved.of == "change"
    runs = means[policy_rows] - means[base_rows] if is_change else means[policy_rows]
    rivals = {}
    for structure, places in _rival_places(result).items():
        mine, beside = _judged(points, places, policy, base)
        rivals[structure] = (means[mine] - means[beside] if is_change else means[mine]).mean(axis=1)
    columns = {column_of(factor): points[column_of(factor)].to_numpy()[policy_rows] for factor in factors}
    values, seeds = runs.mean(axis=1), runs.shape[1]
    sd = runs.std(axis=1, ddof=1) if seeds > 1 else np.full(len(runs), np.nan)
    low, high = t_interval(values, sd, np.full(len(runs), float(seeds)))
    delivered = tuple(result.settings.get("delivered", ()))
    draws = _draws_of(result, policy_rows)
    return Cases(factors, columns, values, low, high, resolved, policy, base, delivered, draws, rivals)


def draws_behind(result: StudyResult) -> dict[str, Any]:
    """Return what an answer says about draws of parameters: nothing where parameters are as declared.

    States of a discovery took them in turn; points of a sweep met each of them.
    """
    about, met = result.settings.get(BENEATH), stored_states(result)
    if not about and not met:
        return {}
    searched = () if not about else tuple(about["searched"])
    known = about or met
    counts = {"draws": int(known["draws"]), "drawn_from": str(known["source"])}
    return {**counts, "beneath": tuple(known["parameters"]), "from_draws": searched}


def _searched(result: StudyResult) -> tuple[Factor, ...]:
    """Return the factors in which rules are sought: those that were asked for, and not what is drawn beneath them."""
    about = dict(result.settings.get(BENEATH) or {})
    switched = (name for structure in about.get("structures", ()) for name in STRUCTURES.get(structure, ()))
    beneath = {*about.get("parameters", ()), *switched}
    return tuple(factor for factor in own_factors(result) if factor.name not in beneath)


def _counted_places(result: StudyResult) -> Places:
    """Return the places of what counts as a state: of a sweep over draws, every point under every draw."""
    states, about = stored_states(result), dict(result.settings.get(BENEATH) or {})
    if not states:
        again = SCENARIOS * len(about.get("structures", ())) * int(about.get("few", 0))
        return np.arange(len(result.points) - again)
    count = len(states["scenarios"])
    return np.arange(count, count * (1 + int(states["draws"])))


def _rival_places(result: StudyResult) -> dict[str, Places]:
    """Return the places of the first states under every other structure of the model, which follow all others.

    A discovery has both of its scenarios in the first states there, a sweep all of its points under the first draws.
    """
    about = dict(stored_states(result) or result.settings.get(BENEATH) or {})
    structures = about.get("structures", ())
    if not structures:
        return {}
    first = int(_counted_places(result)[-1]) + 1
    each = (len(result.points) - first) // len(structures)
    return {name: np.arange(each) + first + each * place for place, name in enumerate(structures)}


def _judged(points: Any, places: Places, policy: str, base: str) -> tuple[Places, Places]:
    """Return which of some places are those of the policy, and which of the base; all, where none is compared."""
    if not base:
        return places, places
    named = points["base"].to_numpy()[places]
    return places[named == policy], places[named == base]


def _draws_of(result: StudyResult, places: Places) -> Places | None:
    """Return the number of the draw that each state took, by its place."""
    about, states = result.settings.get(BENEATH), stored_states(result)
    if about:
        return np.asarray(np.arange(len(places)) % int(about["draws"]))
    return np.asarray(places // len(states["scenarios"])) if states else None


def _means(result: StudyResult, outcome: str) -> Array:
    """Return means over the last years (point, seed)."""
    (means,) = result.window_means([at_end(LAST_YEARS)], [outcome])
    return np.asarray(means[0])


def _refuse_unusable(result: StudyResult, condition: Condition, policy: str, base: str) -> None:
    scenarios: tuple[Any, ...] = next((f.levels for f in result.factors if f.name == SCENARIO), ())
    directory, many = str(result.directory), "yes" if len(scenarios) > 1 else "no"
    for flag, name in (("policy", policy), ("against", base)):
        if name and name not in scenarios:
            there = told("discover-fault-scenario.remedy", many=many, scenarios=listed(scenarios))
            hint = did_you_mean(name, [str(scenario) for scenario in scenarios], there)
            about = {"flag": flag, "name": name, "directory": directory, "hint": hint}
            raise StudyError(told("discover-fault-scenario", **about))
    if policy and policy == base:
        raise StudyError(told("discover-fault-same-scenario", policy=policy))
    if not base and condition.of == "change":
        about = {"condition": str(condition), "outcome": condition.outcome, "directory": directory}
        raise StudyError(told("discover-fault-no-change", many=many, **about))
    if base and not result.about["common_seeds"]:
        raise StudyError(told("discover-fault-own-seeds", directory=directory))


def _refuse_unpaired(points: Any, factors: Sequence[Factor], policy_rows: Places, base_rows: Places) -> None:
    """States must follow each other alike under both scenarios."""
    columns = [column_of(factor) for factor in factors]
    one, two = (points[columns].iloc[places].reset_index(drop=True) for places in (policy_rows, base_rows))
    if not one.equals(two):
        raise StudyError(told("discover-fault-unpaired"))
