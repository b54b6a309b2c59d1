"""Whether intervals hold what they claim, on panels that the model made itself: ranks, coverage and their bands.

    python experiments/coverage.py                       # both estimators, 100 panels each; resumes in results/coverage
    python experiments/coverage.py --only draws          # some ten minutes of processor time; calibration takes thirty
    python experiments/coverage.py --panels 40 --show    # the tables of what is there, without a run

Simulation-based calibration (Talts and others 2018): true parameters are drawn, the model makes a panel of them, an
estimator that sees the panel alone says what it knows of them, and the truth should lie below a share q of that in a
share q of the panels, for every q. Two estimators are judged:

* *draws*: weighted draws of all that is uncertain (``posterior``), as they come with the package, but given the moments
  of a panel of one district for the published facts. True values are drawn from the prior. What all panels have in
  common is made once: draws of the prior, simulated, and emulators of their moments. For each panel, draws go where the
  emulators find its moments likely, are simulated and weighed.
* *calibrate*: the 90 % intervals of ``budgetsim calibrate``, of eight parameters of measurement, budgets and execution,
  on panels of four districts. True values are drawn evenly from the middle four fifths of the ranges.

Every panel is one small file, so that a run that was killed goes on; a changed model begins anew.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from ranks import LEVELS, drawn, page, rank, sides
from scipy.stats import norm

import budgetsim
from budgetsim import load_scenario, simulate
from budgetsim.data.recipe import SCORES
from budgetsim.kinds.calibrate.evaluate import COVERED, Masks, Order, simulated_moments
from budgetsim.kinds.calibrate.problem import resampled, spread_of
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, uncertain
from budgetsim.posterior.prior import holding, moments, prior_points
from budgetsim.posterior.tempering import settled, steadied
from budgetsim.posterior.weighing import Emulator, Evidence, emulate
from budgetsim.report import style
from budgetsim.scenario import Scenario
from budgetsim.studies.executors import available_processors, open_executor
from budgetsim.studies.files import write_whole
from budgetsim.studies.identity import model_digest
from budgetsim.studies.moments import measure, named
from budgetsim.studies.panel_data import SEEN, Panel

PANELS = 100
SEED = 20261130
YEARS, DEPARTMENTS = 4, 60
KNOWN = {"departments": DEPARTMENTS, "staff": 6, "evaluation_coverage": 0.7}
"""What is known of the district of a panel."""
MOMENTS = (
    "self_mean", "self_sd", "self_year_correlation", "self_two_year_correlation", "self_top_share", "external_mean",
    "external_sd", "external_year_correlation", "external_two_year_correlation", "self_external_correlation",
    "budget_change_sd", "budget_change_iqr", "execution_mean", "size_sd",
)  # fmt: skip
"""What both estimators see of a panel."""

# Draws ----------------------------------------------------------------------------------------------------------------

DESIGN, CANDIDATES, DRAWS, COPIES = 512, 16_384, 256, 20
"""Draws of the prior that are simulated once, and that emulators judge; draws of each panel, and copies of each."""
BOOTSTRAP = 200
FIRST_PANEL, FIRST_TRUTH, FIRST_STEP = 10_000_000, 20_000_000, 30_000_000
"""Seeds of panels, of true values, and of what draws meet on their way; those of copies begin at 0."""


def district_masks() -> Masks:
    """Return what is known of a panel of one district: everything."""
    everything = np.ones((DEPARTMENTS, YEARS), dtype=np.bool_)
    return Masks(tuple(range(YEARS)), dict.fromkeys(SEEN, everything), everything, 90.0, net_of_years=True)


def worlds(values: Array) -> list[Scenario]:
    """Return the district under some draws, (draw, parameter)."""
    base = load_scenario("wangcheng_2022").replace(**KNOWN)
    draws = equal(values).settings(base)
    return [base.placed(name=f"draw_{number}", **settings) for number, settings in enumerate(draws)]


def equal(values: Array) -> Posterior:
    """Return draws that weigh the same."""
    return Posterior(tuple(uncertain()), values, np.full(len(values), 1.0 / len(values)))


def shown(values: Array) -> Array:
    """Return the moments of every copy of the district under each draw, (draw, copy, moment)."""
    masks, model = district_masks(), model_digest()
    return simulated_moments(
        Order(0, tuple(worlds(values)), tuple(range(COPIES)), masks, MOMENTS, last=False, model=model)
    )


def standardised(values: Array) -> Array:
    """Return parameters in standard deviations of the prior."""
    mean, sd = moments()
    return np.asarray((values - mean) / sd)


@dataclass(frozen=True)
class Bank:
    """What the panels have in common: emulators of their moments, draws of the prior, and their emulated moments."""

    emulators: tuple[Emulator, ...]
    candidates: Array
    emulated: Array

    @property
    def errors(self) -> Array:
        """Standard deviations of what emulators say of points that they were not shown, (moment,)."""
        return np.array([one.error for one in self.emulators])


def simulated_design() -> Array:
    """Simulate draws of the prior: what emulators are made of, (draw, moment)."""
    design, _ = prior_points(DESIGN, seed=1)
    return shown(design).mean(axis=1)


def bank_of(means: Array) -> Bank:
    """Make emulators of what the draws of the prior showed."""
    design, _ = prior_points(len(means), seed=1)
    emulators = tuple(emulate(standardised(design), column) for column in means.T)
    candidates, _ = prior_points(CANDIDATES, seed=2)
    return Bank(emulators, candidates, emulated(emulators, candidates))


def emulated(emulators: tuple[Emulator, ...], values: Array) -> Array:
    """Return what emulators say of some draws, (draw, moment)."""
    at = standardised(values)
    return np.column_stack([one.at(at) for one in emulators])


@cache
def bank_in(path: Path) -> Bank:
    """Return the bank of a design that was kept; once for each process.

    The design is kept as numbers and its emulators are made anew, in the time of two panels: a file of emulators as
    they are would run code when it is read.
    """
    return bank_of(np.load(path, allow_pickle=False))


def panel_of(number: int) -> tuple[Array, Panel]:
    """Return the true parameters of a panel, (parameter,), and what was observed of it."""
    true, _ = prior_points(1, seed=FIRST_TRUTH + number)
    table = simulate(worlds(true), [FIRST_PANEL + number], YEARS, departments=True).departments
    cells = table[[*SEEN.values(), COVERED]].to_numpy(dtype=np.float64)
    return true[0], district_masks().seen(cells.reshape(1, YEARS, DEPARTMENTS, -1))


def evidence_of(panel: Panel) -> Evidence:
    """Return the moments of a panel as evidence: each with its error over resampled departments, of no other place."""
    wanted = named(MOMENTS)
    draws = resampled(panel, np.arange(len(panel)), lambda one: measure(one, wanted), BOOTSTRAP, SEED)
    return Evidence(MOMENTS, measure(panel, wanted), spread_of(draws), MOMENTS, dict.fromkeys(MOMENTS, 0.0))


def weighed(evidence: Evidence, bank: Bank, number: int) -> Posterior:
    """Return draws of the parameters behind a panel, weighed by its moments."""
    names = list(uncertain())

    def judged(values: Array) -> Array:
        logs = evidence.log_likelihood(emulated(bank.emulators, values), bank.errors)
        return np.where(holding(names, values), logs, -np.inf)

    def fresh(step: int) -> Array:
        return prior_points(DRAWS, seed=FIRST_STEP + 10_000 * number + step)[0]

    logs = evidence.log_likelihood(bank.emulated, bank.errors)
    random = np.random.default_rng(np.random.SeedSequence(SEED, spawn_key=(number,)))
    found = settled(bank.candidates, logs, judged, fresh, DRAWS, random)
    truth = shown(found.points).mean(axis=1)
    likely = evidence.log_likelihood(truth, evidence.errors / np.sqrt(COPIES))
    return Posterior(tuple(names), found.points, steadied(likely - found.logs))


def of_draws(number: int, folder: Path) -> pd.DataFrame:
    """Return what the draws say of one panel, a row for each parameter."""
    true, panel = panel_of(number)
    found = weighed(evidence_of(panel), bank_in(folder / BANK), number)
    ends = np.array(
        [found.quantiles(name, [side for level in LEVELS for side in sides(level)]) for name in found.names]
    )
    weights, values = found.weights, found.values  # noqa: PD011 - no data frame
    sd = np.sqrt(weights @ (values - weights @ values) ** 2)
    even = np.random.default_rng(np.random.SeedSequence(SEED, spawn_key=(number, 1))).random(len(true))
    below = weights @ (values < true)
    table = pd.DataFrame(
        {"parameter": found.names, "true": true, "rank": rank(below, found.effective_draws, even)}
    )
    for place, level in enumerate(LEVELS):
        table[f"low_{level:g}"], table[f"high_{level:g}"] = ends[:, 2 * place], ends[:, 2 * place + 1]
    return table.assign(left=sd / moments()[1], counting=found.effective_draws)


# Calibration ----------------------------------------------------------------------------------------------------------

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
"""Parameters that are estimated, with the ranges from which true values are drawn and in which they are sought."""
MIDDLE = (0.1, 0.9)
DISTRICTS = 4
"""Districts behind a panel: 240 units."""
OBSERVED = {"approved": "allocation", "adjusted": "budget", "executed": "spent"}
CALIBRATED = 0.90
"""Level of the intervals of a calibration, which are normal: those of other levels follow."""


def of_calibration(number: int, folder: Path) -> pd.DataFrame:
    """Return what a calibration says of one panel, a row for each parameter.

    Every calibration has simulated worlds of its own: under common ones all panels would share one luck.
    """
    random = np.random.default_rng(np.random.SeedSequence(SEED, spawn_key=(number, 2)))
    low, high = np.array(list(RECOVERED.values())).T
    true = low + random.uniform(*MIDDLE, len(low)) * (high - low)
    place = folder / f"calibration-{number:04d}"
    place.mkdir(exist_ok=True)
    panel = place / "panel.csv"
    recorded(dict(zip(RECOVERED, true.tolist(), strict=True)), number).to_csv(panel, index=False)
    made = budgetsim.calibrate(
        panel,
        scenario=load_scenario("wangcheng_2022").replace(**KNOWN),
        columns={"unit": "unit", "year": "year", **OBSERVED, **{name: name for name in SCORES}},
        parameters=RECOVERED,
        moments=dict.fromkeys((*MOMENTS, "execution_of_adjusted"), True),
        bootstrap=BOOTSTRAP, search=48, starts=6, rounds=15, seed=1_000_000 * (number + 1), out=place / "study",
        progress=False,
    )  # fmt: skip
    shutil.rmtree(place)
    return intervals_of(made.to_df("estimates"), true, low, high, converged=made.convergence.converged)


def recorded(values: dict[str, float], number: int) -> pd.DataFrame:
    """Return a panel as governments like the model would keep it: external scores of evaluated departments alone."""
    world = load_scenario("wangcheng_2022").replace(name="truth", **KNOWN, **values)
    first = FIRST_PANEL + DISTRICTS * number
    table = simulate(world, range(first, first + DISTRICTS), YEARS, departments=True).departments
    table["unit"] = table["seed"].astype(str) + "-" + table["department"].astype(str)
    table["external_score"] = table["external_score"].where(table[COVERED] > 0.0)
    return table[["unit", "year", *OBSERVED.values(), *SCORES]]


def intervals_of(
    estimates: pd.DataFrame, true: Array, low: Array, high: Array, *, converged: bool
) -> pd.DataFrame:
    """Return intervals of every level, cut at the ends of the ranges, and the ranks of true values.

    An estimate at an end of its range has no standard error: its interval reaches to the inner side alone, as far as
    that of one inside would.
    """
    value = estimates["estimate"].to_numpy()
    reach = np.maximum(estimates["high"] - value, value - estimates["low"]).to_numpy()
    error = estimates["error"].fillna(pd.Series(reach / norm.ppf(sides(CALIBRATED)[1]))).to_numpy()
    table = pd.DataFrame(
        {"parameter": list(RECOVERED), "true": true, "rank": norm.cdf((true - value) / error)}
    )
    for level in LEVELS:
        half = norm.ppf(sides(level)[1]) * error
        table[f"low_{level:g}"] = np.maximum(value - half, low)
        table[f"high_{level:g}"] = np.minimum(value + half, high)
    return table.assign(left=error / ((high - low) / np.sqrt(12.0)), converged=converged)


# All panels -----------------------------------------------------------------------------------------------------------

ESTIMATORS: dict[str, Callable[[int, Path], pd.DataFrame]] = {"draws": of_draws, "calibrate": of_calibration}
BANK = "design.npy"
FOLDER = Path("results") / "coverage"


def judged(estimator: str, panels: int, workers: int = 1, folder: Path = FOLDER) -> pd.DataFrame:
    """Return what an estimator says of all panels, a row for each panel and parameter; from files where they are there.

    Parameters
    ----------
    estimator
        One of ``ESTIMATORS``.
    panels
        How many; the first ones are the same for any number.
    workers
        Processes; their number changes nothing.
    folder
        Where files are kept, each kind of run in a folder named after everything that it depends on.
    """
    place = folder / f"{estimator}-{_digest()}"
    place.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(panels) if not _file(place, number).exists()]
    if missing and estimator == "draws" and not (place / BANK).exists():
        file = io.BytesIO()
        np.save(file, simulated_design(), allow_pickle=False)
        write_whole(place / BANK, file.getbuffer())
    with open_executor(workers) as pool:
        for number in pool.map(_kept, [(estimator, number, place) for number in missing]):
            sys.stderr.write(f"{estimator}: panel {number}\n")
    return read(estimator, panels, folder)


def read(estimator: str, panels: int, folder: Path = FOLDER) -> pd.DataFrame:
    """Return what is there of the first panels."""
    place = folder / f"{estimator}-{_digest()}"
    tables = [
        pd.read_csv(_file(place, number)).assign(panel=number)
        for number in range(panels)
        if _file(place, number).exists()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _kept(order: tuple[str, int, Path]) -> int:
    """Judge one panel and keep what came of it: work for a process."""
    estimator, number, place = order
    table = ESTIMATORS[estimator](number, place)
    write_whole(_file(place, number), table.to_csv(index=False, lineterminator="\n").encode())
    return number


def _file(place: Path, number: int) -> Path:
    return place / f"{number:04d}.csv"


def _digest() -> str:
    """Return what all numbers depend on: the model, and this file."""
    return hashlib.sha256(model_digest().encode() + Path(__file__).read_bytes()).hexdigest()[:12]


PICTURE = Path(__file__).resolve().parents[1] / "docs" / "figures" / "coverage.png"


def main() -> int:
    """Judge both estimators, print the tables and draw the figure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--panels", type=int, default=PANELS, help="how many")
    asked.add_argument("--workers", type=int, default=available_processors(), help="processes")
    asked.add_argument("--only", choices=list(ESTIMATORS), help="one of the estimators")
    asked.add_argument("--out", type=Path, default=FOLDER, help="folder of what is kept")
    asked.add_argument("--show", action="store_true", help="tables and figure of what is there")
    options = asked.parse_args()
    if not options.show:
        for name in [options.only] if options.only else ESTIMATORS:
            judged(name, options.panels, options.workers, options.out)
    found = {name: read(name, options.panels, options.out) for name in ESTIMATORS}
    found = {name: table for name, table in found.items() if len(table)}
    print(page(found))
    drawn(found).savefig(PICTURE, dpi=style.PAGE_DPI)
    return 0


if __name__ == "__main__":
    sys.exit(main())
