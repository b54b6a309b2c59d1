"""The answer to a question of optimisation: what was found, what the check showed, as tables and scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.band import PARAMETERS, stance_of
from budgetsim.studies.optimise.evaluate import Bench
from budgetsim.studies.optimise.front import FEWEST_TO_SETTLE, SETTLED_SHARE
from budgetsim.studies.optimise.problem import RESOLUTION, Objective, Optimisation
from budgetsim.studies.optimise.search import Criteria, Plan, shares_of
from budgetsim.studies.optimise.solve import Checked, Found, Scores, check, find
from budgetsim.studies.optimise.worlds import mix_scenario, reference_names
from budgetsim.studies.runner import Campaign
from budgetsim.studies.sampling import Columns
from budgetsim.studies.study import Head
from budgetsim.studies.summary import summary_json

if TYPE_CHECKING:
    import pandas as pd

KNEE = "knee"
"""Name of the file of the knee's scenario, without its ending."""


@dataclass(frozen=True)
class Answer:
    """The question, what the search found, what the check on fresh worlds showed."""

    asked: Optimisation
    found: Found
    checked: Checked
    states: Mapping[str, Columns]
    """States of the search and of the check, as columns."""
    outcomes: pd.DataFrame
    """Every outcome on fresh worlds, means over the last years and over states: one row per mix × seed.

    Mixes are the status quo, the reference reforms, and the named mixes (``named``)."""

    @property
    def named(self) -> dict[str, int]:
        """Positions of the mixes that have names: the knee, and the best of each objective."""
        best = {f"best_{o.name}": place for o, place in zip(self.sought, self.checked.best, strict=True)}
        return {KNEE: self.checked.knee, **best}

    @property
    def sought(self) -> list[Objective]:
        """Objectives that were sought; the others hardly answer to the levers."""
        return [o for o, yes in zip(self.asked.objectives, self.found.sought, strict=True) if yes]

    @property
    def is_settled(self) -> bool:
        """Whether the last quarter of enough generations added next to nothing."""
        return len(self.found.volumes) >= FEWEST_TO_SETTLE and self.found.late_gain <= SETTLED_SHARE

    @cached_property
    def front(self) -> pd.DataFrame:
        """One row per mix of the front that was judged again.

        Columns: ``mix``, ``generation``, every lever; of each objective its value on fresh worlds, the ends of its
        95 % interval (``_low``, ``_high``) and its value in the search (``_search``); ``budget_used`` with its interval
        where there is a budget, ``holds_budget``, ``surely_holds_budget`` (with the whole interval),
        ``still_on_front``, and ``knee``.
        """
        import pandas as pd

        archive, chosen = self.found.archive, [int(place) for place in self.found.chosen]
        columns: dict[str, Any] = {
            "mix": [archive.names[place] for place in chosen],
            "generation": [archive.generations[place] for place in chosen],
            **archive.columns(self.asked.levers, chosen),
            **_told(self.asked, self.checked.mixes, self.found.scores[chosen]),
        }
        if self.checked.spending is not None:
            spent = self.checked.spending
            columns |= {
                "budget_used": spent.value,
                "budget_used_low": spent.low,
                "budget_used_high": spent.high,
            }
        columns |= {"holds_budget": self.checked.holds, "surely_holds_budget": self.checked.surely}
        columns["still_on_front"] = self.checked.on_front
        columns["knee"] = np.arange(len(chosen)) == self.checked.knee
        return pd.DataFrame(columns)

    @cached_property
    def references(self) -> pd.DataFrame:
        """The same columns of the status quo and the reference reforms, levers as they end."""
        import pandas as pd

        told = _told(self.asked, self.checked.rest, self.found.rest_scores)
        starts = (self.asked.base, *self.asked.references)
        levers = {f.name: [final_value(start, f.name) for start in starts] for f in self.asked.levers}
        return pd.DataFrame({"mix": list(reference_names(self.asked)), **levers, **told})

    @cached_property
    def mixes(self) -> pd.DataFrame:
        """Every mix of the search: generation, levers, scores in the search, whether it holds the budget."""
        import pandas as pd

        archive = self.found.archive
        every = range(len(archive.names))
        columns: dict[str, Any] = {"mix": archive.names, "generation": archive.generations}
        columns |= archive.columns(self.asked.levers, every)
        shown = _shown(self.asked, self.found.scores)
        columns |= {o.name: shown[:, k] for k, o in enumerate(self.asked.objectives)}
        columns |= {"holds_budget": self.found.allowed, "on_front": np.isin(every, self.found.front)}
        return pd.DataFrame(columns)

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """Hypervolume by generation, and how many mixes had been simulated by then."""
        import pandas as pd

        counts = np.bincount(self.found.archive.generations, minlength=len(self.found.volumes) + 1)[1:]
        numbers = np.arange(1, len(self.found.volumes) + 1)
        return pd.DataFrame(
            {"generation": numbers, "mixes": counts.cumsum(), "hypervolume": self.found.volumes}
        )

    @cached_property
    def cells(self) -> dict[str, Any]:
        """Every outcome of the named mixes and the references on fresh worlds, nested as ``summary_json`` does it.

        Levels, and differences from the status quo paired by seed.
        """
        # Where the stance is itself unknown, each world has its own.
        known = not {factor.name for factor in self.asked.uncertainties} & set(PARAMETERS)
        names = map(str, self.outcomes["scenario"].unique())
        told = dict.fromkeys(names, stance_of(self.asked.base)) if known else {}
        return summary_json(self.outcomes, self.asked.fresh_seeds, self.asked.base.protocol.years, told)

    def scenario(self, name: str) -> Scenario:
        """Return a named mix as a scenario."""
        place = int(self.found.chosen[self.named[name]])
        mix = self.found.archive.columns(self.asked.levers, [place])
        what = (
            "The knee of the front" if name == KNEE else f"The mix with the best {name.removeprefix('best_')}"
        )
        aims = ", ".join(str(objective) for objective in self.asked.objectives)
        limit = "" if self.asked.budget is None else f", administrative cost at most {self.asked.budget:g}"
        text = (
            f"{what} that budgetsim optimise found for {self.asked.base.name} ({aims}{limit};"
            f" {self.asked.robust.replace('_', ' ')}): mix {self.found.archive.names[place]} from year"
            f" {self.asked.from_year} on."
        )
        return mix_scenario(self.asked, mix, f"{self.asked.base.name}_{name}", text)


def head_of(asked: Optimisation) -> Head:
    """Return what identifies the campaign of a question."""
    return Head("optimise", asked.name, asked.about())


def answer(asked: Optimisation, campaign: Campaign) -> Answer:
    """Search, and check what was found on fresh worlds.

    Raises
    ------
    StudyError
        If no mix holds the budget, or the disk refuses.
    ScenarioError
        If a mix is not allowed.
    KeyboardInterrupt
        When interrupted; the same call on the same directory goes on.
    """
    criteria = Criteria(len(asked.objectives), asked.robust, asked.budget, asked.material, RESOLUTION)
    bench = Bench(asked, campaign, fresh=False)
    rest = bench.reference_losses(bench.references())
    found = find(asked.levers, bench.generation, criteria, _plan(asked), rest)
    fresh = Bench(asked, campaign, fresh=True)
    names = [found.archive.names[place] for place in found.chosen]
    chosen = found.archive.columns(asked.levers, [int(place) for place in found.chosen])
    others = fresh.references()
    again = fresh.mixes(f"front-fresh-{asked.generations:04d}", names, chosen)
    checked = check(found, criteria, fresh.losses(again, len(names)), fresh.reference_losses(others))
    outcomes = fresh.means(others, reference_names(asked))
    made = Answer(asked, found, checked, {"search": bench.states, "check": fresh.states}, outcomes)
    every = fresh.means(again, names)
    return replace(made, outcomes=_with_named(outcomes, every, names, made.named))


def final_value(scenario: Scenario, name: str) -> Any:
    """Return the value of a lever in the last year for all departments; ``None`` of a switch."""
    if not hasattr(scenario.policy, name):
        return None
    value = getattr(scenario.policy, name)
    for change in scenario.changes:
        if name in change.levers and change.share == 1.0:
            value = change.levers[name]
    return value


def _plan(asked: Optimisation) -> Plan:
    """Return how the search goes; it starts from the status quo and the reforms, as far as the levers reach."""
    starts = []
    for start in (asked.base, *asked.references):
        values = {factor.name: final_value(start, factor.name) for factor in asked.levers}
        for factor in asked.levers:
            if factor.kind == "boolean":
                on = [final_value(start, name) == value for name, value in factor.settings.items()]
                values[factor.name] = all(on)
        found = shares_of(asked.levers, values)
        starts += [] if found is None else [found]
    cube: Array | None = np.array(starts) if starts else None
    return Plan(asked.algorithm, asked.population, asked.generations, asked.search_seed, cube)


def _shown(asked: Optimisation, scores: Array) -> Array:
    """Scores as they are told: outcomes in their own direction; regrets stay losses."""
    if asked.robust == "regret":
        return scores
    return np.asarray(scores * np.array([objective.sign for objective in asked.objectives]))


def _told(asked: Optimisation, fresh: Scores, searched: Array) -> dict[str, Array]:
    """Columns of each objective: value, ends of its interval, value in the search."""
    value, searched = _shown(asked, fresh.value), _shown(asked, searched)
    ends = np.sort(np.stack([_shown(asked, fresh.low), _shown(asked, fresh.high)]), axis=0)
    found: dict[str, Array] = {}
    for k, objective in enumerate(asked.objectives):
        name = objective.name
        found |= {name: value[:, k], f"{name}_low": ends[0, :, k], f"{name}_high": ends[1, :, k]}
        found[f"{name}_search"] = searched[:, k]
    return found


def _with_named(
    references: pd.DataFrame, every: pd.DataFrame, names: Sequence[str], named: Mapping[str, int]
) -> pd.DataFrame:
    import pandas as pd

    own = [every[every["scenario"] == names[place]].assign(scenario=name) for name, place in named.items()]
    return pd.concat([references, *own], ignore_index=True)
