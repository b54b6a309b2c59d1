"""Parameter recovery: true values of panels that the model made itself, and whether intervals hold them.

    python tests/recovery.py 60       coverage of 90 % intervals on sixty panels, parameter by parameter

``test_calibrate.py`` repeats it on twenty panels; ``docs/calibration.md`` tells what sixty gave.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from calibration import model_panel, posed, solved, written

from budgetsim.scenario import Scenario, load_scenario

RECOVERED = {
    "self_bias_sd": (0.10, 0.50),
    "self_noise": (0.05, 0.35),
    "external_bias_sd": (0.03, 0.20),
    "external_noise": (0.03, 0.20),
    "external_level": (0.25, 0.60),
    "budget_noise": (0.04, 0.30),
    "size_sd": (0.20, 1.20),
    "late_demand_spread": (0.10, 0.80),
}
"""Parameters of measurement, budgets and execution, with the ranges from which true values are drawn and in which they
are sought."""
DISTRICTS = 4
"""Districts of sixty departments behind a panel: 240 units."""
KNOWN = {"departments": 60, "staff": 6, "evaluation_coverage": 0.7}
TARGET = """
scenario = "wangcheng_2022"
bootstrap = 200
search = 48
starts = 6
rounds = 15
[set]
departments = 60
staff = 6
evaluation_coverage = 0.7
[moments]
self_mean = true
self_sd = true
self_year_correlation = true
self_two_year_correlation = true
self_top_share = true
external_mean = true
external_sd = true
external_year_correlation = true
external_two_year_correlation = true
self_external_correlation = true
budget_change_sd = true
budget_change_iqr = true
execution_mean = true
execution_of_adjusted = true
size_sd = true
[parameters]
"""


def true_values(panels: int) -> list[dict[str, float]]:
    """True parameters of each panel, drawn from the middle four fifths of the ranges."""
    rng = np.random.default_rng(77)
    return [
        {
            name: float(low + share * (high - low))
            for share, (name, (low, high)) in zip(
                rng.uniform(0.1, 0.9, len(RECOVERED)), RECOVERED.items(), strict=True
            )
        }
        for _ in range(panels)
    ]


def true_world(values: dict[str, float]) -> Scenario:
    return load_scenario("wangcheng_2022").replace(name="truth", **KNOWN, **values)


def recovered(number: int, panels: int, folder: Path) -> pd.DataFrame:
    """One panel made and estimated: a row for each parameter.

    Every estimation has simulated worlds of its own: under common ones all panels would share one luck.
    """
    true = true_values(panels)[number]
    first = 10_000_000 + 100 * number
    panel = written(model_panel(true_world(true), range(first, first + DISTRICTS)), folder / f"{number}.csv")
    ranges = "".join(f'{name} = "{low}:{high}"\n' for name, (low, high) in RECOVERED.items())
    (folder / f"{number}.toml").write_text(TARGET + ranges, encoding="utf-8")
    question = posed(panel, folder / f"{number}.toml", seed=1_000_000 * (number + 1))
    made = solved(question, folder / f"panel-{number}")
    table = made.to_df("estimates").assign(parameter=list(made.estimates))
    truth = table["parameter"].map(true)
    held = (table["low"] <= truth) & (truth <= table["high"])
    return table.assign(
        panel=number,
        true=truth,
        held=held,
        converged=made.convergence.converged,
        p=made.overidentification.p,
    )


def main(panels: int) -> None:
    """Print coverage."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        one = partial(recovered, panels=panels, folder=Path(folder))
        found = pd.concat(pool.map(one, range(panels)))
    chances = found.groupby("panel")["p"].first()
    by_parameter = (
        found.groupby("parameter", sort=False)["held"].mean().to_string(float_format="{:.0%}".format)
    )
    sys.stdout.write(
        f"{by_parameter}\n"
        f"all: {found['held'].mean():.1%} of {len(found)} 90 % intervals hold the true value\n"
        f"J rejects {np.mean(chances < 0.05):.0%} of {panels} panels at 5 %\n"
        f"median standard error: {np.nanmedian(found['relative_error']):.2f} of what the range alone tells\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
