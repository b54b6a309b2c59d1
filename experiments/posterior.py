"""Make the draws of uncertain parameters that come with the package, ``src/budgetsim/posterior/posterior.parquet``.

python experiments/posterior.py --prior         # draws of the prior alone, all with the same weight
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from budgetsim import load_scenario, simulate
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, prior_draws, uncertain
from budgetsim.posterior.file import PACKED, parquet_bytes
from budgetsim.version import __version__

DRAWS = 512
STATUS_QUO, REFORM = "wangcheng_2022", "reform_package"
SEEDS, LAST_YEARS = 16, 3
"""Seeds and last years over which consequences of a draw are means."""


def consequences(draws: Posterior, outcome: str = "net_social_value") -> Array:
    """Return what the funded reform changes under each draw, (draw,)."""
    means = []
    for name in (REFORM, STATUS_QUO):
        base = load_scenario(name)
        placed = [
            base.placed(name=f"draw_{number}", **settings)
            for number, settings in enumerate(draws.settings(base))
        ]
        found = simulate(placed, SEEDS).values
        column = list(OUTCOMES).index(outcome)
        means.append(np.array([found[one.name][:, -LAST_YEARS:, column].mean() for one in placed]))
    return np.asarray(means[0] - means[1])


def prior() -> Posterior:
    """Return draws of the prior, in a line by what the reform changes under each."""
    names, values = tuple(uncertain()), prior_draws(DRAWS)
    about = {"version": __version__, "made_by": "experiments/posterior.py --prior", "evidence": "none"}
    draws = Posterior(names, values, np.full(DRAWS, 1.0 / DRAWS), about=about)
    place = np.argsort(np.argsort(consequences(draws), kind="stable"), kind="stable")
    return Posterior(names, values, draws.weights, place=place.astype(np.float64), about=about)


def main() -> int:
    """Make the file."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--prior", action="store_true", required=True, help="draws of the prior alone")
    asked.parse_args()
    PACKED.write_bytes(parquet_bytes(prior()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
