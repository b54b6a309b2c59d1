"""Claims judged over draws, structures, stances, horizons and district sizes, a family of scenarios at a time."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.audit.answer import Row, Tried
from budgetsim.kinds.audit.claims import DEPENDS, FAILS, HOLDS, UNLESS, Claim
from budgetsim.kinds.scenarios.drawn import STANCE
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.model.simulation import run_scenarios
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.band import VALUE, stance_of, under_stances
from budgetsim.studies.ignorance import SURE, spread_of, sure_way
from budgetsim.studies.states import STRUCTURES, Met, States, met, points_under, said_by, states_of
from budgetsim.studies.summary import run_means

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.posterior import Posterior

DECLARED = "declared"
HORIZON = {"years_20": {"years": 20}}
"""Runs of which the last years, and those up to the fifth, tell whether a claim holds sooner and later."""
SOON, SOON_YEAR = "years_5", 5
SIZES = {"departments_10": {"departments": 10}, "departments_300": {"departments": 300}}
WORLDS: Mapping[str, Mapping[str, Any]] = {**STRUCTURES, **HORIZON, **SIZES}
"""What other worlds set."""
LAST = 3
"""Years of which an outcome is the mean."""


@dataclass(frozen=True)
class Group:
    """Claims whose scenarios meet the same worlds, and what they are tried under."""

    claims: tuple[Claim, ...]
    posterior: Posterior
    draws: int
    seeds: tuple[int, ...]
    worlds: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: WORLDS)

    @property
    def name(self) -> str:
        """The scenario that theirs are made from."""
        return self.claims[0].family

    @property
    def scenarios(self) -> list[Scenario]:
        """All scenarios of its claims, each once."""
        return list({one.name: one for claim in self.claims for one in claim.scenarios}.values())

    @property
    def states(self) -> States:
        """The draws and worlds that they meet."""
        return states_of(self.posterior, self.scenarios, self.draws, structures=self.worlds)


def groups_of(
    claims: Sequence[Claim],
    posterior: Posterior,
    draws: int,
    seeds: tuple[int, ...],
    worlds: Mapping[str, Mapping[str, Any]] = WORLDS,
) -> list[Group]:
    """Return claims by the scenario that theirs are made from, and by what they say themselves.

    What one claim says is then drawn for another that does not say it, in whatever company it is tried.
    """
    alike: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        alike.setdefault((claim.family, said_by(claim.scenarios)), []).append(claim)
    return [Group(tuple(own), posterior, draws, seeds, worlds) for own in alike.values()]


def judge_group(group: Group) -> list[Tried]:
    """Simulate the scenarios of a group of claims, and judge each claim."""
    scenarios, states = group.scenarios, group.states
    outcomes = run_scenarios(list(points_under(scenarios, states)), group.seeds).outcomes
    names = [scenario.name for scenario in scenarios]
    late, soon = run_means(outcomes, LAST), _soon(outcomes)
    stances = under_stances(late, _stances(scenarios, states))
    seen = _Seen(
        met(late, names, states),
        met(soon, names, states),
        None if stances is None else met(stances, names, states),
    )
    return [_judged(claim, seen) for claim in group.claims]


@dataclass(frozen=True)
class _Seen:
    """What the scenarios of a group came to: at the end, in year five, and net social value under every stance."""

    late: Met
    soon: Met
    stances: Met | None


def _soon(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return means over the first five years, by run."""
    return run_means(outcomes[outcomes["year"] <= SOON_YEAR], LAST)


def _stances(scenarios: Sequence[Scenario], states: States) -> dict[str, tuple[float, float]]:
    return {state.of(one.name): stance_of(one) for state in states.every() for one in scenarios}


def _judged(claim: Claim, seen: _Seen) -> Tried:
    values = _values(claim, seen)
    rows = [_row(name, claim, drawn) for name, drawn in values.items()]
    declared, others = rows[0], rows[1:]
    weakest = min(rows, key=lambda row: (row.agrees, row.share))
    unsure = tuple(row.name for row in others if not row.agrees)
    return Tried(
        id=claim.id,
        sentence=claim.sentence,
        base=claim.base.name,
        policy="" if claim.policy is None else claim.policy.name,
        outcome=claim.outcome,
        claimed=_claimed(claim),
        rows=tuple(rows),
        verdict=_verdict(claim, declared, unsure),
        expects=claim.expects,
        unless=unsure,
        weakest=weakest.name,
    )


def _claimed(claim: Claim) -> str:
    if claim.direction:
        return "up" if claim.direction > 0 else "down"
    return f"{claim.low:g}..{claim.high:g}"


def _verdict(claim: Claim, declared: Row, unsure: Sequence[str]) -> str:
    if declared.agrees:
        return UNLESS if unsure else HOLDS
    if not claim.direction or declared.share <= 1.0 - SURE:
        return FAILS
    return DEPENDS


def _values(claim: Claim, seen: _Seen) -> dict[str, Array]:
    """Return what a claim speaks of, (draw, seed), in the model as declared and in every other world."""
    policy = None if claim.policy is None else claim.policy.name

    def of(values: Mapping[str, Array], place: int) -> Array:
        base = values[claim.base.name][..., place]
        return base if policy is None else values[policy][..., place] - base

    place = seen.late.outcomes.index(claim.outcome)
    values_of = {DECLARED: of(seen.late.drawn, place)}
    for name, values in seen.late.structures.items():
        values_of[name] = of(values, place)
    values_of[SOON] = of(seen.soon.drawn, seen.soon.outcomes.index(claim.outcome))
    if claim.outcome == VALUE and seen.stances is not None:
        stance_held = stance_of(claim.base)
        for number, stance in enumerate(STANCES):
            if stance != stance_held:
                values_of[f"{STANCE}{number}"] = of(seen.stances.drawn, number)
    return values_of


def _row(name: str, claim: Claim, values: Array) -> Row:
    known = values[np.isfinite(values).all(axis=1)]
    if len(known) < 2:
        return Row(name, None, None, None, 0.0, agrees=False)
    spread = spread_of(known)
    by_draw = known.mean(axis=1)
    if claim.direction:
        share = float((by_draw * claim.direction > 0.0).mean())
        agrees = sure_way(share) > 0
    else:
        share = float(((by_draw >= claim.low) & (by_draw <= claim.high)).mean())
        agrees = claim.low <= spread.median <= claim.high
    return Row(name, spread.median, spread.low, spread.high, share, agrees=bool(agrees))


def work_of(groups: Sequence[Group]) -> tuple[int, float]:
    """Return the number of runs of groups, and their department-years."""
    runs, years = 0, 0.0
    for group in groups:
        states = group.states
        for state in states.every():
            sets: Mapping[str, Any] = states.structures.get(state.structure, {})
            for one in group.scenarios:
                length = sets.get("years", one.protocol.years) + one.protocol.burn_in
                years += len(group.seeds) * length * sets.get("departments", one.district.departments)
                runs += len(group.seeds)
    return runs, years
