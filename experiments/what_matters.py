"""Which parameters matter most for what a reform changes, over all that is not known before any evidence.

    python experiments/what_matters.py           # a minute; prints a table

Draws of the prior are simulated under the status quo and both reforms. Emulators of the differences answer for the
design from which total indices are estimated (Jansen 1999): the part of the variance that would be left if every other
parameter were known and this one not.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from budgetsim import load_scenario, simulate
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, prior_draws, uncertain
from budgetsim.posterior.prior import moments, prior_points
from budgetsim.posterior.weighing import emulate

POINTS, SEEDS, LAST_YEARS, SHOWN = 1024, 16, 3, 25
SCENARIOS = ("wangcheng_2022", "reform_package", "reform_unfunded")
WASTE = ("active_waste", "passive_waste")


def levels(draws: Posterior, name: str) -> dict[str, Array]:
    """Return net social value and waste under each draw, (draw,)."""
    base = load_scenario(name)
    placed = [base.placed(name=f"draw_{n}", **one) for n, one in enumerate(draws.settings(base))]
    found = simulate(placed, SEEDS).values
    means = np.array([found[one.name][:, -LAST_YEARS:].mean(axis=(0, 1)) for one in placed])
    column = {outcome: means[:, place] for place, outcome in enumerate(OUTCOMES)}
    return {"value": column["net_social_value"], "waste": sum(column[part] for part in WASTE)}


def total_indices(points: Array, shown: Array) -> Array:
    """Return the total index of every parameter, (parameter,), from an emulator of what was simulated."""
    mean, sd = moments()
    emulator = emulate((points - mean) / sd, shown)
    here, there = ((prior_points(POINTS, seed)[0] - mean) / sd for seed in (3, 4))
    base = emulator.at(here)
    found = np.zeros(points.shape[1])
    for place in range(points.shape[1]):
        mixed = here.copy()
        mixed[:, place] = there[:, place]
        found[place] = 0.5 * np.mean((base - emulator.at(mixed)) ** 2)
    return found / np.var(base)


def main() -> int:
    """Print the parameters that matter most, with their indices for each difference."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    points = prior_draws(POINTS, seed=5)
    names = list(uncertain())
    draws = Posterior(tuple(names), points, np.full(POINTS, 1.0 / POINTS))
    status_quo, funded, unfunded = (levels(draws, name) for name in SCENARIOS)
    differences = {
        "net social value, funded reform": funded["value"] - status_quo["value"],
        "waste, funded reform": funded["waste"] - status_quo["waste"],
        "net social value, unfunded reform": unfunded["value"] - status_quo["value"],
    }
    indices = {title: total_indices(points, shown) for title, shown in differences.items()}
    order = np.argsort(-np.max(list(indices.values()), axis=0), kind="stable")[:SHOWN]
    print(f"| parameter | {' | '.join(indices)} |", "| --- | ---: | ---: | ---: |", sep="\n")
    for place in order:
        print(f"| `{names[place]}` | {' | '.join(f'{one[place]:.3f}' for one in indices.values())} |")
    for title, shown in differences.items():
        low, middle, high = np.quantile(shown, [0.05, 0.5, 0.95])
        print(f"{title}: {middle:+.3f} [{low:+.3f}, {high:+.3f}]", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
