"""What is estimated from a panel where nobody says what: parameters that its columns tell of, and their moments.

Moments are those that the model claims to explain, spreads and how they last; levels and drifts of self-scores and what
budgets owe to scores are compared only. The parameters are those of which recovery is known (docs/calibration.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.problem import resampled, wrong_draws
from budgetsim.studies.factors import Factor, Place, make_factor
from budgetsim.studies.moments import MOMENTS, measure, named
from budgetsim.studies.panel_data import Panel

RESAMPLED = 100
"""Resampled panels in which a moment must be defined and vary."""


@dataclass(frozen=True)
class Group:
    """Parameters by their ranges, the moments that these need, and others that tell of them too."""

    ranges: dict[str, str]
    needs: tuple[str, ...]
    also: tuple[str, ...] = ()


GROUPS = (
    Group(
        {"self_bias_sd": "0:2", "self_noise": "0.01:1"},
        ("self_sd", "self_year_correlation"),
        ("self_two_year_correlation",),
    ),
    Group({"external_level": "0:0.9"}, ("external_mean",)),
    Group(
        {"external_bias_sd": "0:0.4", "external_noise": "0.01:0.4"},
        ("external_sd", "external_year_correlation"),
        ("external_two_year_correlation",),
    ),
    Group({"budget_noise": "0.01:0.6"}, ("budget_change_sd",), ("budget_change_iqr",)),
    Group({"late_demand_spread": "0:1.2"}, ("execution_mean",), ("execution_of_adjusted",)),
    Group({"size_sd": "0.02:3"}, ("size_sd",)),
)


def usual(panel: Panel, clusters: NDArray[np.intp], seed: int) -> tuple[tuple[Factor, ...], dict[str, float]]:
    """Return the parameters that a panel tells of, and the moments to which they are fitted; none if it tells of none.

    Parameters
    ----------
    panel
        The years that are used.
    clusters
        Number of the cluster in which each unit is resampled.
    seed
        Of the resampling.
    """
    names = [name for group in GROUPS for name in (*group.needs, *group.also)]
    draws = resampled(panel, clusters, lambda one: measure(one, named(names)), RESAMPLED, seed)
    once = measure(panel, named(names))
    observed = {
        name
        for name, value, wrong in zip(names, once, wrong_draws(draws), strict=True)
        if np.isfinite(value) and not wrong
    }
    groups = [group for group in GROUPS if observed.issuperset(group.needs)]
    factors = [
        make_factor(name, written, "uncertainty", Place("usual"))
        for group in groups
        for name, written in group.ranges.items()
    ]
    chosen = [name for group in groups for name in (*group.needs, *group.also) if name in observed]
    return tuple(factors), {name: 1.0 for name in MOMENTS if name in chosen}
